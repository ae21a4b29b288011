//! Months of single people, by hand.
