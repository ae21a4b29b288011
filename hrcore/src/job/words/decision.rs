//! Whether someone may do something, in a sentence.

use crate::Facts;
use crate::compile::Compiled;
use crate::eligibility::ConditionResult;
use crate::gather::Gather as _;
use crate::job::answer::{Approver, MayReport, Reason};
use crate::policy::Action;
use crate::report::{between_parts, zh};
use crate::values::{Id, Language};

use super::Words;

/// The decision in words.
pub(in crate::job) fn may(version: &Compiled, facts: &Facts, language: Language, report: &MayReport) -> String {
    let words = Words::new(version, language);
    let (action, name) = words.action(&report.action);
    let what = match (&report.amount, language) {
        (None, _) => name.to_owned(),
        (Some(amount), Language::En) => format!("{name} of {}", words.amount(action, amount)),
        (Some(amount), Language::Zh) => format!("{name} {}", words.amount(action, amount)),
    };
    let mut lacking = Vec::new();
    if let Some(gate) = &report.gate {
        lacks(gate, &mut lacking);
    }
    let gate = lacking.join(between_parts(language));
    let position = report.position.as_ref().map_or("", |id| words.position(id));
    let why = words.why(position, action, &report.reasons);
    let first = report.reasons.first().map_or("", |reason| reason.code);
    match (language, report.decision, &report.to) {
        (Language::En, "yes", _) if first == "no_authority_needed" => format!("Yes: {what} needs no authority."),
        (Language::En, "yes", _) => format!("Yes: {what} is within the authority of {position}."),
        (Language::En, "unknown", _) => format!("Not known yet whether {what} is open. {gate}."),
        (Language::En, _, Some(to)) => format!("{what} goes to {}: {why}.", words.approver(facts, to)),
        (Language::En, ..) if first == "no_position" => "No: no position is held on this day.".to_owned(),
        (Language::En, ..) if first == "gate_closed" => format!("No: {what} is not open yet. {gate}."),
        (Language::En, ..) => format!("No: {why}, and nobody above may decide it."),
        (Language::Zh, "yes", _) if first == "no_authority_needed" => format!("可以：{what}无需审批权限。"),
        (Language::Zh, "yes", _) => format!("可以：{}。", zh(&[&what, "在", position, "的权限内"])),
        (Language::Zh, "unknown", _) => format!("尚无法判定能否{what}：{gate}。"),
        (Language::Zh, _, Some(to)) => {
            format!("{}：{why}。", zh(&[&what, "须报", &words.approver(facts, to), "审批"]))
        }
        (Language::Zh, ..) if first == "no_position" => "不可以：当日未任职。".to_owned(),
        (Language::Zh, ..) if first == "gate_closed" => format!("不可以：{what}的条件尚未满足。{gate}。"),
        (Language::Zh, ..) => format!("不可以：{why}，上级也无此权限。"),
    }
}

/// What keeps a gate shut, in words: of conditions that all have to hold, those that do not.
fn lacks<'a>(gate: &'a ConditionResult, found: &mut Vec<&'a str>) {
    let stuck = gate.parts.0.iter().filter(|part| part.state == gate.state);
    match gate.kind {
        "all" => stuck.for_each(|part| lacks(part, found)),
        _ => found.extend(gate.text.as_deref()),
    }
}

impl<'a> Words<'a> {
    /// Why the position's own authority does not reach.
    fn why(&self, position: &str, action: Option<&Action>, reasons: &[Reason]) -> String {
        let mut found = Vec::new();
        for reason in reasons {
            let limit = reason.limit.as_ref().map(|limit| self.amount(action, limit)).unwrap_or_default();
            match (self.names.language, reason.code) {
                (Language::En, "no_authority") => found.push(format!("{position} has no authority for it")),
                (Language::En, "above_limit") => found.push(format!("above the limit of {limit}")),
                (Language::En, "below_limit") => found.push(format!("below the least of {limit}")),
                (Language::En, "outside_range") => found.push(format!("outside ±{limit}")),
                (Language::Zh, "no_authority") => found.push(zh(&[position, "无此权限"])),
                (Language::Zh, "above_limit") => found.push(format!("超出上限 {limit}")),
                (Language::Zh, "below_limit") => found.push(format!("低于下限 {limit}")),
                (Language::Zh, "outside_range") => found.push(format!("超出 ±{limit} 的范围")),
                _ => {}
            }
        }
        found.join(self.say(", ", "，"))
    }

    /// `supervisor (Li Lei)`
    fn approver(&self, facts: &'a Facts, to: &'a Approver) -> String {
        let position = self.position(&to.position);
        let people = to.employees.iter().map(|id| self.person(facts, id)).gather().join(self.say(", ", "、"));
        let people = if people.is_empty() { self.say("vacant", "空缺") } else { &people };
        match self.names.language {
            Language::En => format!("{position} ({people})"),
            Language::Zh => format!("{position}（{people}）"),
        }
    }

    fn person(&self, facts: &'a Facts, id: &'a Id) -> &'a str {
        let found = facts.document().employees.iter().find(|employee| employee.id == *id);
        self.names.text(found.and_then(|employee| employee.name.as_ref()), id)
    }
}
