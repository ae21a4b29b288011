//! Conditions with their references resolved.

use super::place::{Place, Sink};
use super::{Index, amount};
use crate::condition::{Compiled, Condition, Operand};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::{Policy, Unit};
use crate::values::Id;

/// Compiles a condition of a card whose lines are named.
pub(super) fn compile(
    condition: &Condition,
    policy: &Policy,
    metrics: (&Index, &Place<'_>),
    lines: &[&Id],
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Compiled> {
    match condition {
        Condition::Metric(id, comparison, constant) => {
            let (names, list) = metrics;
            let index = names.resolve("metric", id, list, &at.field("metric"), sink)?;
            let unit = policy.metrics.get(index)?.unit;
            let constant = amount(unit, *constant, &at.field(comparison.as_str()), sink)?;
            Some(Compiled::Compare(Operand::Metric(index), *comparison, constant))
        }
        Condition::Score(id, comparison, constant) => {
            let Some(index) = lines.iter().position(|line| *line == id) else {
                let message = format_args!("line `{id}` does not exist on this card");
                let hint = crate::error::nearest(
                    id.as_str(),
                    &lines.iter().take(crate::error::CANDIDATES).map(|line| line.as_str()).gather(),
                );
                match hint {
                    Some(near) => {
                        let hint = format_args!("did you mean `{near}`?");
                        sink.advise(at, "score", Code::ReferenceUnknown, message, hint);
                    }
                    None => sink.report(at, "score", Code::ReferenceUnknown, message),
                }
                return None;
            };
            let constant = amount(Unit::Score, *constant, &at.field(comparison.as_str()), sink)?;
            Some(Compiled::Compare(Operand::Score(index), *comparison, constant))
        }
        Condition::All(parts) => list(parts, policy, metrics, lines, &at.field("all"), sink).map(Compiled::All),
        Condition::Any(parts) => list(parts, policy, metrics, lines, &at.field("any"), sink).map(Compiled::Any),
        Condition::Not(part) => {
            let part = compile(part, policy, metrics, lines, &at.field("not"), sink)?;
            Some(Compiled::Not(Box::new(part)))
        }
    }
}

fn list(
    parts: &[Condition],
    policy: &Policy,
    metrics: (&Index, &Place<'_>),
    lines: &[&Id],
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Vec<Compiled>> {
    if parts.is_empty() {
        sink.report(at, "", Code::RangeEmpty, format_args!("a combination needs a condition"));
        return None;
    }
    let compiled: Vec<_> = parts
        .iter()
        .enumerate()
        .map(|(number, part)| compile(part, policy, metrics, lines, &at.item(number), sink))
        .gather();
    compiled.into_iter().collect()
}
