//! Faults found by reading and by these laws, each with the input that showed it.
