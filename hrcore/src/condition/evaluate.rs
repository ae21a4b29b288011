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
    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// What a comparison reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand {
    /// A metric, by index.
    Metric(usize),
    /// The score of a line, by index in its card.
    Score(usize),
}

/// A condition whose references are indices and whose constants are exact.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Compiled {
    Compare(Operand, Comparison, Rational),
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
}

impl Compiled {
    /// The truth, given the values; a value that is not there is unknown.
    pub(crate) fn truth(&self, value: &mut dyn FnMut(Operand) -> Option<Rational>) -> Truth {
        match self {
            Self::Compare(operand, comparison, constant) => match value(*operand) {
                None => Truth::Unknown,
                Some(value) => {
                    let order = value.cmp(constant);
                    let holds = match comparison {
                        Comparison::AtLeast => order != Ordering::Less,
                        Comparison::AtMost => order != Ordering::Greater,
                        Comparison::MoreThan => order == Ordering::Greater,
                        Comparison::LessThan => order == Ordering::Less,
                        Comparison::Equals => order == Ordering::Equal,
                    };
                    if holds { Truth::True } else { Truth::False }
                }
            },
            Self::All(parts) => decided(parts, Truth::False, value),
            Self::Any(parts) => decided(parts, Truth::True, value),
            Self::Not(part) => part.truth(value).not(),
        }
    }
}

/// One part that is `decisive` decides; else one that is unknown leaves it unknown.
fn decided(parts: &[Compiled], decisive: Truth, value: &mut dyn FnMut(Operand) -> Option<Rational>) -> Truth {
    let mut result = decisive.not();
    for part in parts {
        let truth = part.truth(value);
        if truth == decisive {
            return decisive;
        }
        if truth == Truth::Unknown {
            result = Truth::Unknown;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(condition: &Compiled, values: &[Option<i32>]) -> Truth {
        condition.truth(&mut |operand| match operand {
            Operand::Metric(index) => values[index].map(Rational::from),
            Operand::Score(_) => None,
        })
    }

    #[test]
    fn what_is_not_known_decides_nothing() {
        let at_least_one = |index| Compiled::Compare(Operand::Metric(index), Comparison::AtLeast, Rational::ONE);
        let all = Compiled::All(vec![at_least_one(0), at_least_one(1)]);
        let any = Compiled::Any(vec![at_least_one(0), at_least_one(1)]);
        let not = Compiled::Not(Box::new(at_least_one(0)));
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
}
