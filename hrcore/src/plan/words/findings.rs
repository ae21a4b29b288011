//! What a plan does not say, in words, and what to do about it.

use super::Words;
use crate::facts::{KnownItem, Lack};
use crate::policy::PlanField;
use crate::values::Language;

/// What a field is called.
fn name(field: PlanField) -> (&'static str, &'static str) {
    match field {
        PlanField::Goal => ("goal with a number", "可量化的目标"),
        PlanField::GoalFrom => ("starting value of its goal", "目标的起始值"),
        PlanField::Actions => ("key actions", "关键动作"),
        PlanField::ActionPeople => ("key actions that name others involved", "写明协作人的关键动作"),
        PlanField::ActionDue => ("key actions with a due date", "写明时间节点的关键动作"),
        PlanField::Due => ("due date", "完成时间"),
        PlanField::DueTime => ("due time", "具体的完成时间"),
        PlanField::Outcome => ("outcome", "完成标准"),
        PlanField::People => ("others involved", "协作人"),
        PlanField::Related => ("related tasks", "关联任务"),
        PlanField::Objective => ("objective", "所服务的目标"),
    }
}

/// What to do where a field is missing.
fn hint(field: PlanField) -> (&'static str, &'static str) {
    match field {
        PlanField::Goal => (
            "state the number to reach and its unit, such as 100 000 visits",
            "写明要达到的数字和单位，例如访问量 100 000",
        ),
        PlanField::GoalFrom => {
            ("state where it starts, as in “from 60 s to 40 s”", "写明起始值，例如“从 60 秒降到 40 秒”")
        }
        PlanField::Actions => {
            ("name the steps, such as “agree the poster style on Monday”", "写明具体步骤，例如“周一确定海报风格”")
        }
        PlanField::ActionPeople => ("name in key actions who else is involved", "在关键动作中写明与谁协作"),
        PlanField::ActionDue => ("say by when key actions are done", "为关键动作写明时间节点"),
        PlanField::Due => ("say by when it is done, such as Thursday 17:00", "写明完成时间，例如周四 17:00"),
        PlanField::DueTime => (
            "state the time with its offset, such as 2025-06-05T17:00:00+08:00",
            "写明带时区的时间，例如 2025-06-05T17:00:00+08:00",
        ),
        PlanField::Outcome => {
            ("say what there is when it is done, such as “approved”", "写明完成的标准，例如“审核通过”")
        }
        PlanField::People => ("name the others who are involved", "写明参与的其他人"),
        PlanField::Related => ("name the tasks that belong to it", "写明相关联的任务"),
        PlanField::Objective => ("name the objective that it serves", "写明它服务于哪个目标"),
    }
}

impl Words<'_> {
    /// What is wrong.
    pub(in super::super) fn lack(self, lack: &Lack<'_>) -> String {
        let Some(rule) = lack.rule else {
            return match (self.lang, lack.count) {
                (Language::En, Some((_, 1))) => "the plan has no items".to_owned(),
                (Language::Zh, Some((_, 1))) => "计划没有任何内容".to_owned(),
                (Language::En, Some((have, need))) => format!("the plan has {have} of at least {need} items"),
                (Language::Zh, Some((have, need))) => format!("计划只有 {have} 项，至少需要 {need} 项"),
                (Language::En, None) if lack.action.is_some() => "a key action has no text".to_owned(),
                (Language::Zh, None) if lack.action.is_some() => "关键动作没有内容".to_owned(),
                (Language::En, None) => "the item has no text".to_owned(),
                (Language::Zh, None) => "计划项没有内容".to_owned(),
            };
        };
        let (en, zh) = name(rule.field);
        match (self.lang, lack.code, lack.count) {
            (Language::En, "no_time", _) => "the item is due on a day, without a time".to_owned(),
            (Language::Zh, "no_time", _) => "只写了完成日期，没有具体时间".to_owned(),
            (Language::En, _, Some((have, need))) => format!("the item has {have} of at least {need} {en}"),
            (Language::Zh, _, Some((have, need))) => format!("{zh}只有 {have} 项，至少需要 {need} 项"),
            (Language::En, _, None) => format!("the item has no {en}"),
            (Language::Zh, _, None) => format!("没有{zh}"),
        }
    }

    /// What to do about it: in the words of the policy, where it has any.
    pub(in super::super) fn hint(self, lack: &Lack<'_>, item: Option<&KnownItem<'_>>) -> String {
        let Some(rule) = lack.rule else {
            return if lack.count.is_some() {
                self.say("add what else is planned", "请补充计划项")
            } else {
                self.say("say what is to be done", "写明要做什么")
            }
            .to_owned();
        };
        if let Some(own) = rule.hint.as_ref().map(|hint| hint.in_language(self.lang)).filter(|hint| !hint.is_empty()) {
            return own.to_owned();
        }
        if let Some(number) = item.filter(|_| rule.field == PlanField::Goal).and_then(|item| number(&item.of.text)) {
            return match self.lang {
                Language::En => format!("the text says “{number}”: state it as the goal, with its unit"),
                Language::Zh => format!("内容中写了“{number}”，请作为目标填写并注明单位"),
            };
        }
        let (en, zh) = hint(rule.field);
        self.say(en, zh).to_owned()
    }
}

/// The last number in a text, as it is written: names such as `618` tend to come first, and times of day do not count.
pub(in super::super) fn number(text: &str) -> Option<&str> {
    let mut found = None;
    let mut rest = text;
    let mut before = None;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        before = rest.get(..start).and_then(|skipped| skipped.chars().next_back()).or(before);
        let digits = rest.get(start..).unwrap_or_default();
        let end = end(digits.as_bytes());
        let (number, behind) = digits.split_at_checked(end).unwrap_or((digits, ""));
        let suffix = ["%", "万", "亿"].into_iter().find(|suffix| behind.starts_with(suffix)).unwrap_or_default();
        let whole = digits.get(..number.len() + suffix.len()).unwrap_or(number);
        let is_time =
            before == Some(':') || behind.starts_with(':') || before == Some('：') || behind.starts_with('：');
        // A number as long as a page is none that anyone means.
        if !is_time && whole.len() <= 32 {
            found = Some(whole);
        }
        rest = digits.get(whole.len()..).unwrap_or_default();
        before = whole.chars().next_back();
    }
    found
}

/// Where a number ends: digits, with a point, comma or space between them where digits go on.
fn end(digits: &[u8]) -> usize {
    let mut end = 0;
    loop {
        end += digits.get(end..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let group = |from: usize| {
            let rest = digits.get(from..).unwrap_or_default();
            rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
        };
        match digits.get(end) {
            Some(b'.') if group(end + 1) > 0 => end += 1,
            // Groups of thousands.
            Some(b',' | b' ') if group(end + 1) == 3 => end += 1,
            _ => return end,
        }
    }
}
