//! Alerts by hand.
