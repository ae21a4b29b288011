//! Units of formulas: what may be added to what, and what a product or quotient is.

use crate::policy::{Metric, Unit};

/// The unit of an expression: powers of money and time, and for plain numbers whether they count things or are shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dimension {
    // Sorted by name, no zero powers.
    powers: Vec<(String, i32)>,
    kind: Kind,
}

/// What a number without money or time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Count,
    Share,
}

impl Dimension {
    /// A number from the formula itself.
    pub(crate) const PLAIN: Self = Self { powers: Vec::new(), kind: Kind::Plain };
    /// A percentage from the formula itself.
    pub(crate) const SHARE: Self = Self { powers: Vec::new(), kind: Kind::Share };

    /// The unit of a metric; labels have none.
    pub(crate) fn of(metric: &Metric) -> Option<Self> {
        let base = |name: &str| Some(Self { powers: vec![(name.to_owned(), 1)], kind: Kind::Plain });
        match metric.unit {
            Unit::Label => None,
            Unit::Number | Unit::Multiple => Some(Self::PLAIN),
            Unit::Percent | Unit::Ratio => Some(Self::SHARE),
            Unit::Count => Some(Self { powers: Vec::new(), kind: Kind::Count }),
            Unit::Money => base(metric.currency.as_ref().map_or("money", |currency| currency.as_str())),
            unit => base(unit.as_str()),
        }
    }

    /// The unit of a sum, if the two can be added.
    pub(crate) fn plus(&self, other: &Self) -> Option<Self> {
        if self.powers != other.powers {
            return None;
        }
        let kind = match (self.kind, other.kind) {
            (Kind::Count, Kind::Share) | (Kind::Share, Kind::Count) => return None,
            (Kind::Plain, kind) | (kind, _) => kind,
        };
        Some(Self { powers: self.powers.clone(), kind })
    }

    /// The unit of a product (`sign` 1) or quotient (`sign` −1).
    pub(crate) fn times(&self, other: &Self, sign: i32) -> Self {
        let mut powers = self.powers.clone();
        for (name, power) in &other.powers {
            match powers.iter_mut().find(|(known, _)| known == name) {
                Some((_, sum)) => *sum += power * sign,
                None => powers.push((name.clone(), power * sign)),
            }
        }
        powers.retain(|(_, power)| *power != 0);
        crate::sort::sort_by(&mut powers, Ord::cmp);
        let kind = match (self.kind, other.kind, sign) {
            (Kind::Count, Kind::Count, _) => Kind::Plain,
            (Kind::Count, _, _) => Kind::Count,
            (_, Kind::Count, 1) => Kind::Count,
            (Kind::Share, Kind::Share, 1) => Kind::Share,
            _ => Kind::Plain,
        };
        Self { powers, kind }
    }

    /// Whether a formula of this unit can be the value of a metric.
    pub(crate) fn fits(&self, metric: &Metric) -> bool {
        if metric.unit == Unit::Number {
            return true;
        }
        let Some(declared) = Self::of(metric) else { return false };
        let shares = |kind| kind != Kind::Count;
        self.powers == declared.powers
            && match metric.unit {
                Unit::Percent | Unit::Ratio => shares(self.kind),
                Unit::Count => self.kind != Kind::Share,
                _ => true,
            }
    }

    /// The unit in words.
    pub(crate) fn words(&self) -> String {
        if self.powers.is_empty() {
            return match self.kind {
                Kind::Plain => "a plain number",
                Kind::Count => "a count",
                Kind::Share => "a share",
            }
            .to_owned();
        }
        let words: Vec<String> = self
            .powers
            .iter()
            .map(|(name, power)| if *power == 1 { name.clone() } else { format!("{name}^{power}") })
            .collect();
        words.join("·")
    }
}
