//! Appeals by hand.
