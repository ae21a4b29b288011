//! The conditions of scorecards with their references resolved.

use super::place::{Place, Sink};
use super::{Index, amount};
use crate::condition::{CardTest, Condition, Operand, Test, Tree};
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
) -> Option<Tree<CardTest>> {
    let compile_at =
        |part: &Condition, at: &Place<'_>, sink: &mut Sink| compile(part, policy, metrics, lines, at, sink);
    match &condition.test {
        Test::Metric(test) if test.growth.is_none() && test.window.is_none() => {
            let (names, list) = metrics;
            let index = names.resolve("metric", &test.metric, list, &at.field("metric"), sink)?;
            let unit = policy.metrics.get(index)?.unit;
            let comparison = test.mark.comparison;
            let constant = amount(unit, test.mark.value, &at.field(comparison.as_str()), sink)?;
            Some(Tree::Test(CardTest { operand: Operand::Metric(index), comparison, constant }))
        }
        Test::Score(id, mark) => {
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
            let comparison = mark.comparison;
            let constant = amount(Unit::Score, mark.value, &at.field(comparison.as_str()), sink)?;
            Some(Tree::Test(CardTest { operand: Operand::Score(index), comparison, constant }))
        }
        Test::All(_) | Test::Any(_) | Test::AtLeast(..) | Test::Not(_) => combine(condition, at, sink, &compile_at),
        _ => {
            sink.advise(
                at,
                "",
                Code::MethodMismatch,
                format_args!("a condition on a scorecard is about the period that is scored"),
                format_args!("it takes `metric` without `window` and `growth`, `score`, and combinations of them"),
            );
            None
        }
    }
}

/// Compiles a part of a combination.
type Part<'a, T> = dyn Fn(&Condition, &Place<'_>, &mut Sink) -> Option<Tree<T>> + 'a;

/// Compiles a combination by the function that compiles its parts.
pub(super) fn combine<T>(
    condition: &Condition,
    at: &Place<'_>,
    sink: &mut Sink,
    part: &Part<'_, T>,
) -> Option<Tree<T>> {
    let list = |name: &'static str, parts: &[Condition], sink: &mut Sink| {
        let at = at.field(name);
        if parts.is_empty() {
            // Parts that could not be read have been reported already.
            if !sink.is_incomplete(&at) {
                sink.report(&at, "", Code::RangeEmpty, format_args!("a combination needs a condition"));
            }
            return None;
        }
        let mut compiled = Vec::with_capacity(parts.len());
        for (number, condition) in parts.iter().enumerate() {
            compiled.push(part(condition, &at.item(number), sink));
        }
        compiled.into_iter().collect::<Option<Vec<_>>>()
    };
    match &condition.test {
        Test::All(parts) => list("all", parts, sink).map(Tree::All),
        Test::Any(parts) => list("any", parts, sink).map(Tree::Any),
        Test::AtLeast(count, parts) => {
            let compiled = list("of", parts, sink);
            if *count as usize > parts.len() && !parts.is_empty() {
                let message = format_args!("{count} of {} conditions can never hold", parts.len());
                sink.report(at, "at_least", Code::NumberOutOfRange, message);
                return None;
            }
            compiled.map(|parts| Tree::AtLeast(*count as usize, parts))
        }
        Test::Not(inner) => part(inner, &at.field("not"), sink).map(|part| Tree::Not(Box::new(part))),
        _ => None,
    }
}
