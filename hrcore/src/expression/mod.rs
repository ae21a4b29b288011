//! Formulas over metrics: exact, and checked for units before they run.

mod dimension;
mod parse;

pub(crate) use dimension::Dimension;
pub(crate) use parse::{FormulaError, parse};

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

/// Runs a formula; `metric` gives the inputs.
pub(crate) fn run<E>(
    ops: &[Op],
    bits: u64,
    mut metric: impl FnMut(usize) -> Result<Rational, E>,
) -> Result<Rational, NoValue<E>> {
    let mut stack: Vec<Rational> = Vec::with_capacity(8);
    for op in ops {
        // INVARIANT: `parse` emits well-formed postfix, so operands are always there.
        let mut take = || stack.pop().unwrap_or(Rational::ZERO);
        let value = match op {
            Op::Constant(value) => value.clone(),
            Op::Metric(index) => metric(*index).map_err(NoValue::Input)?,
            Op::Negate => -&take(),
            Op::Absolute => take().abs(),
            Op::Min(count) => (1..*count).fold(take(), |least, _| least.min(take())),
            Op::Max(count) => (1..*count).fold(take(), |most, _| most.max(take())),
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide => {
                let (right, left) = (take(), take());
                match op {
                    Op::Add => &left + &right,
                    Op::Subtract => &left - &right,
                    Op::Multiply => &left * &right,
                    _ => left.checked_div(&right).ok_or(NoValue::Undefined)?,
                }
            }
        };
        if value.bits() > bits {
            return Err(NoValue::Undefined);
        }
        stack.push(value);
    }
    Ok(stack.pop().unwrap_or(Rational::ZERO))
}

#[cfg(test)]
mod tests;
