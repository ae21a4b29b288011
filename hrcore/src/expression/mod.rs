//! Formulas over metrics: exact, and checked for units before they run.

mod dimension;
mod parse;

pub(crate) use dimension::Dimension;
pub(crate) use parse::{FormulaError, parse};

use crate::gather::Gather as _;
use crate::number::Rational;

/// One step of a compiled formula, in postfix order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Op {
    Constant(Rational),
    /// A metric, by index.
    Metric(usize),
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,
    Absolute,
    /// The least of so many.
    Min(usize),
    /// The greatest of so many.
    Max(usize),
}

/// Why a formula has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoValue<E> {
    /// Division by zero, or a number beyond the limit of bits.
    Undefined,
    /// An input has no value.
    Input(E),
}

/// Runs a formula; `metric` gives the inputs. Without a value, every reason for it is given, so that none hides another.
pub(crate) fn run<E>(
    ops: &[Op],
    bits: u64,
    mut metric: impl FnMut(usize) -> Result<Rational, E>,
) -> Result<Rational, Vec<NoValue<E>>> {
    let mut reasons = Vec::new();
    let mut stack: Vec<Option<Rational>> = Vec::with_capacity(8);
    for op in ops {
        // INVARIANT: `parse` emits well-formed postfix, so operands are always there.
        let mut take = || stack.pop().flatten();
        let value = match op {
            Op::Constant(value) => Some(value.clone()),
            Op::Metric(index) => metric(*index).map_err(|reason| reasons.push(NoValue::Input(reason))).ok(),
            Op::Negate => take().map(|value| -&value),
            Op::Absolute => take().map(|value| value.abs()),
            Op::Min(count) => fold(*count, &mut take, Rational::min),
            Op::Max(count) => fold(*count, &mut take, Rational::max),
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide => {
                let (right, left) = (take(), take());
                left.zip(right).and_then(|(left, right)| match op {
                    Op::Add => Some(&left + &right),
                    Op::Subtract => Some(&left - &right),
                    Op::Multiply => Some(&left * &right),
                    _ => left.checked_div(&right).or_else(|| {
                        reasons.push(NoValue::Undefined);
                        None
                    }),
                })
            }
        };
        if value.as_ref().is_some_and(|value| value.bits() > bits) {
            return Err(vec![NoValue::Undefined]);
        }
        stack.push(value);
    }
    match stack.pop().flatten() {
        Some(value) if reasons.is_empty() => Ok(value),
        _ => Err(reasons),
    }
}

fn fold(
    count: usize,
    take: &mut dyn FnMut() -> Option<Rational>,
    pick: fn(Rational, Rational) -> Rational,
) -> Option<Rational> {
    // All operands leave the stack, whether they have values or not.
    let operands: Vec<Option<Rational>> = (0..count).map(|_| take()).gather();
    let operands: Option<Vec<Rational>> = operands.into_iter().collect();
    operands?.into_iter().reduce(pick)
}

#[cfg(test)]
mod tests;
