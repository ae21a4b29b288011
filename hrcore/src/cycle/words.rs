//! Steps of a cycle and appeals in English and Chinese. Nothing is decided here.

use super::answer::{AppealStatus, Slots, StepStatus};
use crate::policy::{CycleKind, CycleStep};
use crate::time::Instant;
use crate::values::Language;

/// A moment for people: to the minute, in its own offset.
pub(super) fn moment(instant: Instant) -> String {
    format!("{} {}", instant.date(), instant.clock())
}

fn kind(kind: CycleKind, language: Language) -> &'static str {
    let (en, zh) = match kind {
        CycleKind::Announce => ("indicators announced", "指标公布"),
        CycleKind::Progress => ("progress shown", "进度通报"),
        CycleKind::Feedback => ("feedback given", "绩效反馈"),
        CycleKind::Result => ("results settled", "结果核定"),
        CycleKind::Publish => ("results published", "结果公示"),
    };
    match language {
        Language::En => en,
        Language::Zh => zh,
    }
}

/// `weekly feedback: 2 of 5 done, 3 were due; missed by 2026-06-14; next by 2026-06-28`: of all times that it recurs.
pub(super) fn step(stated: &CycleStep, (own, all): (&StepStatus, u32), language: Language) -> String {
    let name = stated.name.as_ref().map(|name| name.in_language(language)).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| kind(stated.kind, language));
    let standing = match &own.slots {
        Some(slots) => recurring(own, (slots, all), language),
        None => single(own, language),
    };
    match language {
        Language::En => format!("{name}: {standing}"),
        Language::Zh => format!("{name}：{standing}"),
    }
}

fn single(own: &StepStatus, language: Language) -> String {
    let due = own.due;
    let done = own.done_at.map(moment).unwrap_or_default();
    match (language, own.state) {
        (Language::En, "done") => format!("done {done}"),
        (Language::En, "done_late") => format!("done {done}, after {due}"),
        (Language::En, "overdue") => format!("overdue since {due}"),
        (Language::En, "open") => format!("to be done by {due}"),
        (Language::En, _) => format!("not yet possible, due by {due}"),
        (Language::Zh, "done") => format!("已于 {done} 完成"),
        (Language::Zh, "done_late") => format!("已于 {done} 完成，期限为 {due}"),
        (Language::Zh, "overdue") => format!("已逾期，期限为 {due}"),
        (Language::Zh, "open") => format!("须在 {due} 前完成"),
        (Language::Zh, _) => format!("尚不可办理，期限为 {due}"),
    }
}

/// At most so many days are named.
const NAMED: usize = 3;

fn recurring(own: &StepStatus, (slots, all): (&Slots, u32), language: Language) -> String {
    let (due, done) = (slots.due, slots.done);
    let mut text = match language {
        Language::En => format!("{done} of {all} done, {due} were due"),
        Language::Zh => format!("共 {all} 次，已完成 {done} 次，应完成 {due} 次"),
    };
    if own.state == "done" {
        return text;
    }
    let mut before = match language {
        Language::En => "; missed by ",
        Language::Zh => "；未完成：",
    };
    for date in slots.missed.iter().take(NAMED) {
        text.push_str(before);
        text.push_str(&date.to_string());
        before = match language {
            Language::En => ", ",
            Language::Zh => "、",
        };
    }
    let more = slots.missed.len().saturating_sub(NAMED);
    if more > 0 {
        text.push_str(&match language {
            Language::En => format!(" and {more} more"),
            Language::Zh => format!("等 {} 次", slots.missed.len()),
        });
    }
    if let Some(next) = slots.next {
        text.push_str(&match language {
            Language::En => format!("; next by {next}"),
            Language::Zh => format!("；下一次须在 {next} 前完成"),
        });
    }
    text
}

/// Whether an appeal is in time, and by when it is answered.
pub(super) fn appeal(own: &AppealStatus, until: Option<Instant>, language: Language) -> String {
    let filed = moment(own.filed_at);
    let due = own.answer_due.map(moment).unwrap_or_default();
    // Times are compared where the appeal was filed, as that by which it is answered is.
    let here = |at: Option<Instant>| at.map(|at| moment(at.at_offset_of(own.filed_at))).unwrap_or_default();
    let (answered, until) = (here(own.answered_at), here(until));
    match (language, own.state) {
        (Language::En, "open") => format!("filed {filed}; answer due by {due}"),
        (Language::En, "overdue") => format!("filed {filed}; the answer is overdue since {due}"),
        (Language::En, "answered") => format!("filed {filed}; answered {answered}"),
        (Language::En, "answered_late") => format!("filed {filed}; answered {answered}, after {due}"),
        (Language::En, "too_late") => format!("filed {filed}, too late: appeals were possible until {until}"),
        (Language::En, _) => format!("filed {filed}, before results were published"),
        (Language::Zh, "open") => format!("{filed} 提出，须在 {due} 前答复"),
        (Language::Zh, "overdue") => format!("{filed} 提出，答复已逾期，期限为 {due}"),
        (Language::Zh, "answered") => format!("{filed} 提出，已于 {answered} 答复"),
        (Language::Zh, "answered_late") => format!("{filed} 提出，{answered} 才答复，期限为 {due}"),
        (Language::Zh, "too_late") => format!("{filed} 提出，已过申诉期限 {until}"),
        (Language::Zh, _) => format!("{filed} 提出，早于结果公示"),
    }
}
