//! The drivers that are looked at where a policy names none.

use crate::compile::{Compiled, CompiledDriver, DriverKind};
use crate::facts::Facts;
use crate::policy::{AttritionDriver, DriverRole, DriverSource, DriverView, NoMore};
use crate::values::Id;

/// Those of the usual drivers that the facts have a record of.
pub(super) fn usual(version: &Compiled, facts: &Facts) -> Vec<CompiledDriver> {
    let document = facts.document();
    let is_scored = version.position_cards.iter().any(Option::is_some)
        && !(document.observations.is_empty() && document.ratings.is_empty());
    let (is_there, is_paid) = (!document.attendance.is_empty(), !document.pay.is_empty());
    let has_people = !document.employees.is_empty();
    let achieved = !document.achievements.is_empty();
    let (act_on, context) = (DriverRole::ActOn, DriverRole::Context);
    let (last, mean) = (DriverView::Last, DriverView::Mean3);
    let all = [
        (has_people, "tenure", DriverKind::Tenure, DriverSource::Tenure(NoMore {}), last, context),
        (
            has_people,
            "position_tenure",
            DriverKind::PositionTenure,
            DriverSource::PositionTenure(NoMore {}),
            last,
            context,
        ),
        (has_people, "position", DriverKind::Position, DriverSource::Position(NoMore {}), last, context),
        (is_scored, "score", DriverKind::Score, DriverSource::Score(NoMore {}), last, act_on),
        (is_scored, "score_trend", DriverKind::Score, DriverSource::Score(NoMore {}), DriverView::Slope, act_on),
        (is_there, "overtime", DriverKind::Overtime, DriverSource::Overtime(NoMore {}), mean, act_on),
        (is_there, "absence", DriverKind::Absence, DriverSource::Absence(NoMore {}), mean, context),
        (is_paid, "pay_position", DriverKind::PayPosition, DriverSource::PayPosition(NoMore {}), last, act_on),
        (achieved, "achievements", DriverKind::Achievements, DriverSource::Achievements(NoMore {}), last, act_on),
        (has_people, "team_leavers", DriverKind::TeamLeavers, DriverSource::TeamLeavers(NoMore {}), last, context),
    ];
    let mut found = Vec::new();
    for (is_known, id, kind, source, view, role) in all {
        if let Some(id) = Id::new(id).filter(|_| is_known) {
            found.push(CompiledDriver { stated: AttritionDriver { id, name: None, source, view, role }, kind });
        }
    }
    found
}
