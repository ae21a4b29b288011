//! Templates and tracking of work plans with their references resolved.

use super::place::{Place, Sink};
use super::{Index, index};
use crate::error::Code;
use crate::gather::Gather as _;
use crate::number::{Decimal, Rational};
use crate::policy::{PlanTracking, Policy};

/// What work plans are judged by.
#[derive(Debug, Default)]
pub(crate) struct Planning {
    pub(crate) template_index: Index,
    /// The template of each position, by index.
    pub(crate) template_of: Vec<Option<usize>>,
    pub(crate) tracking: Tracking,
}

/// When an item is at risk; percentages are ratios.
#[derive(Debug)]
pub(crate) struct Tracking {
    pub(crate) behind: Rational,
    pub(crate) due_soon_seconds: i64,
    pub(crate) due_soon: Rational,
    pub(crate) warn_after_days: u32,
}

impl Default for Tracking {
    fn default() -> Self {
        Self::new(&PlanTracking::default())
    }
}

impl Tracking {
    fn new(stated: &PlanTracking) -> Self {
        let share = |percent: Decimal| Rational::from_scaled(percent.mantissa(), percent.scale() + 2);
        Self {
            behind: share(stated.behind),
            due_soon_seconds: i64::from(stated.due_soon_hours) * 3_600,
            due_soon: share(stated.due_soon_percent),
            warn_after_days: stated.warn_after_days,
        }
    }
}

/// Compiles what plans are judged by.
pub(super) fn compile(policy: &Policy, positions: &Index, place: &Place<'_>, sink: &mut Sink) -> Planning {
    let list = place.field("plan_templates");
    let template_index = index::index(&policy.plan_templates.iter().map(|known| &known.id).gather(), &list, sink);
    let mut template_of: Vec<Option<usize>> = Vec::new();
    for (number, template) in policy.plan_templates.iter().enumerate() {
        template_of.resize(policy.positions.len(), None);
        let at = list.item(number);
        let known = place.field("positions");
        let own = at.field("positions");
        for (place, id) in template.positions.iter().enumerate() {
            let at = own.item(place);
            let Some(position) = positions.resolve("position", id, &known, &at, sink) else { continue };
            match template_of.get_mut(position) {
                Some(Some(_)) => {
                    let message = format_args!("position `{id}` has a plan template already");
                    sink.report(&at, "", Code::IdDuplicate, message);
                }
                Some(slot) => *slot = Some(number),
                None => {}
            }
        }
        let rules = at.field("requires");
        for (place, rule) in template.requires.iter().enumerate() {
            if rule.min == 0 {
                let message = format_args!("at least none of something requires nothing");
                sink.report(&rules.item(place), "min", Code::NumberOutOfRange, message);
            }
            if template.requires.iter().take(place).any(|earlier| earlier.field == rule.field) {
                let message = format_args!("`{}` stands in this list twice", rule.field.as_str());
                sink.report(&rules.item(place), "field", Code::IdDuplicate, message);
            }
        }
    }
    let at = place.field("plan_tracking");
    let stated = policy.plan_tracking.clone().unwrap_or_default();
    for (field, percent) in [("behind", stated.behind), ("due_soon_percent", stated.due_soon_percent)] {
        if percent < Decimal::ZERO || percent > Decimal::HUNDRED {
            sink.report(&at, field, Code::NumberOutOfRange, format_args!("points of 100 are 0 to 100"));
        }
    }
    Planning { template_index, template_of, tracking: Tracking::new(&stated) }
}
