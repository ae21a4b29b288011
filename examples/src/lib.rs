//! Placeholder of the house plan; filled by the commits that follow.
