//! Points: one achievement for each rule, and rewards that are something.

use super::Names;
use crate::compile::index::index;
use crate::compile::place::{Place, Sink};
use crate::condition::AchievementKind;
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::{EarnRule, PointsScheme, RewardKind};

/// Checks how points are earned and redeemed. `at` is the scheme.
pub(in crate::compile) fn points(stated: &PointsScheme, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) {
    let list = at.field("earn");
    index(&stated.earn.iter().map(|rule| &rule.id).gather(), &list, sink);
    for (number, rule) in stated.earn.iter().enumerate() {
        earn(rule, names, &list.item(number), sink);
    }
    let list = at.field("rewards");
    index(&stated.rewards.iter().map(|reward| &reward.id).gather(), &list, sink);
    for (number, reward) in stated.rewards.iter().enumerate() {
        let Some(days) = reward.days else { continue };
        let at = list.item(number);
        if reward.gives != RewardKind::Leave {
            let message = format_args!("`days` is of leave, not of a `{}`", reward.gives.as_str());
            sink.report(&at, "days", Code::FieldUnknown, message);
        } else if days.is_negative() || days.is_zero() {
            sink.report(&at, "days", Code::NumberOutOfRange, format_args!("leave is of more than no day"));
        }
    }
    if stated.expire_months == Some(0) {
        let message = format_args!("points that expire after no month are never there");
        sink.report(at, "expire_months", Code::NumberOutOfRange, message);
    }
}

fn earn(stated: &EarnRule, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) {
    let named = [
        ("course", &stated.course, AchievementKind::Course),
        ("exam", &stated.exam, AchievementKind::Exam),
        ("certificate", &stated.certificate, AchievementKind::Certificate),
        ("award", &stated.award, AchievementKind::Award),
    ];
    let mut first: Option<&'static str> = None;
    for (field, id, kind) in named {
        let Some(id) = id else { continue };
        if let Some(first) = first {
            let message = format_args!("one rule is about one thing, and this one about the `{first}`");
            sink.report(at, field, Code::FieldUnknown, message);
            continue;
        }
        first = Some(field);
        let (list, _) = crate::compile::credentials(names.policy, kind);
        let known = names.place.field(list);
        names.career.credentials(kind).resolve(field, id, &known, &at.field(field), sink);
    }
    if first.is_none() {
        let message = format_args!("one of the fields `course`, `exam`, `certificate` and `award` is missing");
        sink.report(at, "", Code::FieldMissing, message);
    }
}
