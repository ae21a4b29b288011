//! Conditions with their references resolved, and their three-valued truth (Kleene 1952).

use std::cmp::Ordering;

use super::Comparison;
use crate::number::Rational;

/// True, false, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Unknown,
}

impl Truth {
    /// Whether enough hold: so many do, and so many may, those that do among them.
    pub(crate) fn of_count<N: Ord + Copy>(met: N, maybe: N, need: N) -> Self {
        match () {
            () if met >= need => Self::True,
            () if maybe >= need => Self::Unknown,
            () => Self::False,
        }
    }

    /// How far along that is, where nothing lies between; none where it is not known.
    pub(crate) fn progress(self) -> Option<Rational> {
        match self {
            Self::True => Some(Rational::ONE),
            Self::False => Some(Rational::ZERO),
            Self::Unknown => None,
        }
    }

    pub(crate) fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

impl Comparison {
    /// Whether two values compare so.
    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Self::AtLeast => order != Ordering::Less,
            Self::AtMost => order != Ordering::Greater,
            Self::MoreThan => order == Ordering::Greater,
            Self::LessThan => order == Ordering::Less,
            Self::Equals => order == Ordering::Equal,
        }
    }
}

/// What a comparison on a scorecard reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand {
    /// A metric, by index.
    Metric(usize),
    /// The score of a line, by index in its card.
    Score(usize),
}

/// A comparison on a scorecard.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CardTest {
    pub(crate) operand: Operand,
    pub(crate) comparison: Comparison,
    pub(crate) constant: Rational,
}

/// Tests combined.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree<T> {
    Test(T),
    All(Vec<Self>),
    Any(Vec<Self>),
    /// At least so many of these.
    AtLeast(usize, Vec<Self>),
    Not(Box<Self>),
}

impl<T> Tree<T> {
    /// The truth, given that of the tests.
    pub(crate) fn truth(&self, test: &mut dyn FnMut(&T) -> Truth) -> Truth {
        match self {
            Self::Test(leaf) => test(leaf),
            Self::All(parts) => at_least(parts.len(), parts, test),
            Self::Any(parts) => at_least(1, parts, test),
            Self::AtLeast(count, parts) => at_least(*count, parts, test),
            Self::Not(part) => part.truth(test).not(),
        }
    }

    /// Every test, in the order of the document.
    pub(crate) fn tests(&self) -> Vec<&T> {
        match self {
            Self::Test(leaf) => vec![leaf],
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                let mut found = Vec::new();
                for part in parts {
                    found.extend(part.tests());
                }
                found
            }
            Self::Not(part) => part.tests(),
        }
    }
}

/// Whether so many hold: decided as soon as enough do, or too many do not.
fn at_least<T>(count: usize, parts: &[Tree<T>], test: &mut dyn FnMut(&T) -> Truth) -> Truth {
    let (mut met, mut unmet) = (0, 0);
    for part in parts {
        match part.truth(test) {
            Truth::True => met += 1,
            Truth::False => unmet += 1,
            Truth::Unknown => {}
        }
        match Truth::of_count(met, parts.len() - unmet, count) {
            Truth::Unknown => {}
            decided => return decided,
        }
    }
    Truth::of_count(met, parts.len() - unmet, count)
}

impl Tree<CardTest> {
    /// The truth, given the values; a value that is not there is unknown.
    pub(crate) fn of_values(&self, value: &mut dyn FnMut(Operand) -> Option<Rational>) -> Truth {
        self.truth(&mut |test| match value(test.operand) {
            None => Truth::Unknown,
            Some(value) => test.comparison.holds(value.cmp(&test.constant)).into(),
        })
    }

    /// Whether any comparison reads the score of a line.
    pub(crate) fn reads_score(&self) -> bool {
        self.tests().iter().any(|test| matches!(test.operand, Operand::Score(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(condition: &Tree<CardTest>, values: &[Option<i32>]) -> Truth {
        condition.of_values(&mut |operand| match operand {
            Operand::Metric(index) => values[index].map(Rational::from),
            Operand::Score(_) => None,
        })
    }

    fn at_least_one(index: usize) -> Tree<CardTest> {
        let (operand, comparison) = (Operand::Metric(index), Comparison::AtLeast);
        Tree::Test(CardTest { operand, comparison, constant: Rational::ONE })
    }

    #[test]
    fn what_is_not_known_decides_nothing() {
        let all = Tree::All(vec![at_least_one(0), at_least_one(1)]);
        let any = Tree::Any(vec![at_least_one(0), at_least_one(1)]);
        let not = Tree::Not(Box::new(at_least_one(0)));
        // Kleene's tables: rows are (first, second, all, any).
        let table = [
            (Some(1), Some(1), Truth::True, Truth::True),
            (Some(1), Some(0), Truth::False, Truth::True),
            (Some(1), None, Truth::Unknown, Truth::True),
            (Some(0), None, Truth::False, Truth::Unknown),
            (None, None, Truth::Unknown, Truth::Unknown),
        ];
        for (first, second, both, either) in table {
            assert_eq!(truth(&all, &[first, second]), both);
            assert_eq!(truth(&any, &[first, second]), either);
            assert_eq!(truth(&all, &[second, first]), both);
        }
        assert_eq!(truth(&not, &[None]), Truth::Unknown);
        assert_eq!(truth(&not, &[Some(0)]), Truth::True);
    }

    #[test]
    fn at_least_k_is_met_unmet_or_unknown_by_counting() {
        let two_of_three = Tree::AtLeast(2, vec![at_least_one(0), at_least_one(1), at_least_one(2)]);
        let table = [
            ([Some(1), None, Some(1)], Truth::True),
            ([Some(1), None, Some(0)], Truth::Unknown),
            ([None, Some(0), Some(0)], Truth::False),
            ([None, Some(0), None], Truth::Unknown),
        ];
        for (values, expected) in table {
            assert_eq!(truth(&two_of_three, &values), expected, "{values:?}");
        }
    }
}
