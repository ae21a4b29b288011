//! Whose a value is: of one, or of many together.

/// Whose an objective or a series is, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    Employee(u32),
    Position(u32),
    Unit(u32),
    Company,
}
