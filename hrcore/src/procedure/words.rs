//! The words of states, actions and records in English and Chinese. Nothing is decided here.

use super::application::{Action, Application, Outcome, State};
use super::rules::is_decision;
use super::standing::Standing;
use crate::policy::{EMPLOYEE, Procedure, Step};
use crate::time::Instant;
use crate::values::{Id, Language, Text};

/// What a state is called.
pub(super) fn state(state: State, language: Language) -> &'static str {
    let (en, zh) = match state {
        State::Draft => ("not applied for yet", "尚未申请"),
        State::InReview => ("in review", "审批中"),
        State::Returned => ("returned", "已退回"),
        State::Approved => ("approved", "已批准"),
        State::Rejected => ("rejected", "未通过"),
        State::Published => ("published", "公示中"),
        State::Appealed => ("under appeal", "申诉处理中"),
        State::Effective => ("in effect", "已生效"),
        State::Withdrawn => ("withdrawn", "已撤回"),
    };
    pick(language, en, zh)
}

/// What an action is called.
pub(super) fn action(action: Action, language: Language) -> &'static str {
    let (en, zh) = match action {
        Action::Apply => ("apply", "申请"),
        Action::Approve => ("approve", "批准"),
        Action::Return => ("return", "退回"),
        Action::Reject => ("reject", "驳回"),
        Action::Resubmit => ("resubmit", "重新提交"),
        Action::Withdraw => ("withdraw", "撤回"),
        Action::Publish => ("publish", "公示"),
        Action::Appeal => ("appeal", "申诉"),
        Action::DecideAppeal => ("decide the appeal", "裁定申诉"),
        Action::TakeEffect => ("put into effect", "生效"),
    };
    pick(language, en, zh)
}

/// What was done.
fn done(action: Action, outcome: Option<Outcome>, language: Language) -> &'static str {
    let (en, zh) = match (action, outcome) {
        (Action::Apply, _) => ("applied", "提出申请"),
        (Action::Approve, _) => ("approved", "批准"),
        (Action::Return, _) => ("returned", "退回"),
        (Action::Reject, _) => ("rejected", "驳回"),
        (Action::Resubmit, _) => ("resubmitted", "重新提交"),
        (Action::Withdraw, _) => ("withdrew", "撤回"),
        (Action::Publish, _) => ("published the result", "公示结果"),
        (Action::Appeal, _) => ("appealed", "提出申诉"),
        (Action::DecideAppeal, Some(Outcome::Upheld)) => ("upheld the appeal", "裁定申诉成立"),
        (Action::DecideAppeal, _) => ("dismissed the appeal", "裁定申诉不成立"),
        (Action::TakeEffect, _) => ("put it into effect", "办理生效"),
    };
    pick(language, en, zh)
}

fn pick<'a>(language: Language, en: &'a str, zh: &'a str) -> &'a str {
    match language {
        Language::En => en,
        Language::Zh => zh,
    }
}

fn named<'a>(name: Option<&'a Text>, id: &'a Id, language: Language) -> &'a str {
    name.map(|name| name.in_language(language)).filter(|name| !name.is_empty()).unwrap_or(id.as_str())
}

fn role<'a>(procedure: &'a Procedure, id: &'a Id, language: Language) -> &'a str {
    match procedure.roles.iter().find(|role| role.id == *id) {
        Some(role) => named(role.name.as_ref(), id, language),
        None if id.as_str() == EMPLOYEE => pick(language, "employee", "本人"),
        None => id.as_str(),
    }
}

fn step_name(step: &Step, language: Language) -> &str {
    named(step.name.as_ref(), &step.id, language)
}

/// A moment for people: to the minute, in its own offset.
fn moment(instant: Instant) -> String {
    format!("{} {}", instant.date(), instant.clock())
}

/// Where an application stands, who can do what, and what is late.
pub(super) fn standing(standing: &Standing<'_>, as_of: Instant, language: Language) -> String {
    let procedure = standing.procedure;
    let between = pick(language, ", ", "、");
    let roles = |ids: &[Id]| {
        let mut names = String::new();
        for id in ids {
            if !names.is_empty() {
                names.push_str(between);
            }
            names.push_str(role(procedure, id, language));
        }
        names
    };
    let mut text = state(standing.state, language).to_owned();
    if let Some(step) = standing.current_step() {
        let step = step_name(step, language);
        text.push_str(&match language {
            Language::En => format!(" (step {step})"),
            Language::Zh => format!("（{step}）"),
        });
    }
    for task in standing.tasks(as_of) {
        let Some(due) = task.due else { continue };
        let (who, when) = (roles(task.roles), moment(due));
        let is_late = as_of.is_after(due);
        text.push_str(&match (language, is_late) {
            (Language::En, true) => format!("; overdue since {when}: {who}"),
            (Language::En, false) => format!("; due by {when}: {who}"),
            (Language::Zh, true) => format!("；{who}已逾期，期限为 {when}"),
            (Language::Zh, false) => format!("；{who}须在 {when} 前处理"),
        });
        if let Some(to) = task.escalate_to {
            let to = role(procedure, to, language);
            text.push_str(&match language {
                Language::En => format!(", gone over to {to}"),
                Language::Zh => format!("，已转交{to}"),
            });
        }
    }
    let mut before = pick(language, "; possible now: ", "；现可：");
    for legal in standing.legal(as_of) {
        text.push_str(before);
        before = between;
        let (what, who) = (action(legal.action, language), roles(legal.roles));
        text.push_str(&match (language, legal.until.map(moment)) {
            (Language::En, Some(until)) => format!("{what} until {until} ({who})"),
            (Language::En, None) => format!("{what} ({who})"),
            (Language::Zh, Some(until)) => format!("{what}（{who}，截至 {until}）"),
            (Language::Zh, None) => format!("{what}（{who}）"),
        });
    }
    text
}

/// The record, one line per entry.
pub(super) fn history(procedure: &Procedure, application: &Application, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in &application.record {
        let who = role(procedure, &entry.role, language);
        let when = entry.at.map(moment).unwrap_or_default();
        let what = done(entry.r#do, entry.outcome, language);
        let (open, close) = (pick(language, " (", "（"), pick(language, ")", "）"));
        let by = &entry.by;
        let gap = pick(language, " ", "");
        let mut text = format!("{when} {by}{open}{who}{close}{gap}{what}");
        let step = entry.step.as_ref().filter(|_| is_decision(entry.r#do));
        if let Some(step) = procedure.steps.iter().find(|known| step == Some(&known.id)) {
            let step = step_name(step, language);
            text.push_str(&match language {
                Language::En => format!(" at step {step}"),
                Language::Zh => format!("（{step}）"),
            });
        }
        if let Some(note) = entry.note.as_ref().filter(|_| entry.says_why()) {
            text.push_str(pick(language, ": ", "："));
            text.push_str(note);
        }
        lines.push(text);
    }
    lines
}
