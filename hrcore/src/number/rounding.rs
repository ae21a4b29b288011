//! How a figure is rounded where a policy says so.

/// A rounding rule. The default is half away from zero (四舍五入).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RoundingMode {
    /// Ties go away from zero: 2.5 → 3, −2.5 → −3.
    #[default]
    HalfAway,
    /// Ties go to the even neighbour: 2.5 → 2, 3.5 → 4.
    HalfEven,
    /// The fraction is dropped: 2.9 → 2, −2.9 → −2.
    TowardZero,
    /// Any fraction goes away from zero: 2.1 → 3, −2.1 → −3.
    Up,
}

impl RoundingMode {
    /// Whether the magnitude is rounded up, given how the dropped part compares with a half,
    /// whether anything is dropped at all, and whether the kept part is odd.
    pub(crate) fn rounds_up(self, half: std::cmp::Ordering, dropped: bool, odd: bool) -> bool {
        use std::cmp::Ordering::{Equal, Greater};
        match self {
            Self::HalfAway => half != std::cmp::Ordering::Less,
            Self::HalfEven => half == Greater || (half == Equal && odd),
            Self::TowardZero => false,
            Self::Up => dropped,
        }
    }
}
