//! Joins targets that were agreed: each with its metric, whom it is for, and once.

use super::FactIndex;
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, CompiledLine, CompiledMethod};
use crate::error::Code;
use crate::facts::held::resolve_unit;
use crate::facts::people::PeopleIndex;
use crate::gather::Gather as _;
use crate::sort;

impl FactIndex<'_> {
    /// Joins the targets that were agreed with people and for units.
    pub(super) fn agree(&mut self, policy: &Compiled, names: &PeopleIndex<'_>, sink: &mut Sink) {
        let list = Place::ROOT;
        let list = list.field("targets");
        let mut near = 0;
        let mut numbers: Vec<usize> = Vec::new();
        for (number, target) in self.facts.document().targets.iter().enumerate() {
            let at = list.item(number);
            let Some(metric) = policy.metric_index.get(target.metric.as_str()) else {
                policy.metric_index.unknown("metric", target.metric.as_str(), &at.field("metric"), sink);
                continue;
            };
            let Some(unit) = policy.policy.metrics.get(metric).map(|metric| metric.unit) else { continue };
            let Some(value) = crate::compile::amount(unit, target.value, &at.field("value"), sink) else { continue };
            let has_ratio = |line: &CompiledLine| line.metric == metric && matches!(line.method, CompiledMethod::Ratio);
            if value.signum() <= 0 && policy.cards.iter().flat_map(|card| &card.lines).any(has_ratio) {
                let message = format_args!("a ratio to the target `{}` means nothing", target.value);
                sink.report(&at, "value", Code::TargetNotPositive, message);
                continue;
            }
            let subject = match (&target.employee, &target.unit) {
                (Some(id), None) => names.resolve(id, &mut near, &at, sink).map(|person| (false, person)),
                (None, Some(id)) => resolve_unit(&policy.unit_index, id, &at, sink).map(|unit| (true, unit)),
                _ => {
                    sink.report(
                        &at,
                        "",
                        Code::SubjectMismatch,
                        format_args!("a target is agreed with an employee or a unit"),
                    );
                    None
                }
            };
            if let Some((is_unit, subject)) = subject {
                self.targets.push((metric, is_unit, subject, target.period.span(), value));
                numbers.push(number);
            }
        }
        let key = |at: usize| self.targets.get(at).map(|t| (t.0, t.1, t.2, t.3));
        let mut order = sort::order(self.targets.len(), &mut |a, b| key(a).cmp(&key(b)));
        let mut twice: Vec<usize> = Vec::new();
        order.dedup_by(|later, first| {
            let same = key(*later) == key(*first);
            if same {
                twice.push(*later);
            }
            same
        });
        sort::sort(&mut twice);
        for at in twice {
            if let Some(number) = numbers.get(at) {
                sink.report(
                    &list.item(*number),
                    "",
                    Code::ObservationDuplicate,
                    format_args!("this target is stated twice"),
                );
            }
        }
        self.targets = order.iter().filter_map(|at| self.targets.get(*at).cloned()).gather();
    }
}
