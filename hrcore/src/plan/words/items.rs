//! Where an item stands, in words.

use super::super::answer::{ItemStatus, Risk};
use super::{NAMED, Words};
use crate::facts::KnownItem;
use crate::number::Rational;
use crate::report::between_parts;
use crate::values::Language;

impl Words<'_> {
    /// `“final copy of the poster”: overdue by 1 day`.
    pub(in super::super) fn item(self, item: &KnownItem<'_>, told: &ItemStatus) -> String {
        let share = told.progress.as_ref().map(|share| share.exact());
        let standing = match told.status {
            "done" => self.done("done", "按时完成", told),
            "done_late" => self.done("done late", "逾期完成", told),
            "cancelled" => self.say("cancelled", "已取消").to_owned(),
            "returned" => self.say("the plan is returned", "计划已退回").to_owned(),
            "overdue" => self.overdue(told.overdue_days.unwrap_or(0)),
            "at_risk" => {
                let expected = told.expected.as_ref().map(|share| share.exact());
                let when = told.due.map(|due| self.when(due));
                let risks = self.risks(&told.risks, (share, expected), when.as_deref());
                self.join(&[self.say("at risk: ", "有风险："), &risks])
            }
            _ => match share {
                Some(share) => {
                    let percent = self.percent(share);
                    self.join(&[self.say("on time, ", "正常，进度"), &percent, self.say(" done", "")])
                }
                None => self.say("on time", "正常").to_owned(),
            },
        };
        format!("{}{}{standing}", self.title(item), self.say(": ", "："))
    }

    fn done(self, en: &'static str, zh: &'static str, told: &ItemStatus) -> String {
        let how = self.say(en, zh);
        match told.attainment.as_ref().map(|share| share.exact()) {
            None => how.to_owned(),
            Some(share) if *share == Rational::ONE => format!("{how}{}", self.say(", goal reached", "，目标达成")),
            Some(share) => {
                let percent = self.percent(share);
                match self.lang {
                    Language::En => format!("{how}, {percent} of the goal reached"),
                    Language::Zh => format!("{how}，目标达成 {percent}"),
                }
            }
        }
    }

    /// Why an item is at risk.
    pub(super) fn risks(
        self,
        risks: &[Risk],
        (share, expected): (Option<&Rational>, Option<&Rational>),
        when: Option<&str>,
    ) -> String {
        let mut reasons = Vec::new();
        let depends = risks.iter().filter(|risk| risk.code == "depends_on").count();
        let mut named = 0;
        for risk in risks {
            let reason = match risk.code {
                "blocked" => self.blocked(risk),
                "depends_on" => {
                    named += 1;
                    if named > NAMED {
                        continue;
                    }
                    self.depends(risk, if named == NAMED { depends - NAMED } else { 0 })
                }
                "behind" => {
                    let (done, due) = (share.unwrap_or(&Rational::ZERO), expected.unwrap_or(&Rational::ONE));
                    let (done, due) = (self.percent(done), self.percent(due));
                    match self.lang {
                        Language::En => format!("{done} done, {due} expected"),
                        Language::Zh => format!("进度 {done}，应达 {due}"),
                    }
                }
                _ => {
                    let when = when.unwrap_or_default();
                    match self.lang {
                        Language::En => format!("due {when}"),
                        Language::Zh => format!("{when} 到期"),
                    }
                }
            };
            reasons.push(reason);
        }
        reasons.join(between_parts(self.lang))
    }

    /// `blocked: waits for the design (Chen Jie)`.
    pub(super) fn blocked(self, risk: &Risk) -> String {
        let mut text = self.say("blocked", "受阻").to_owned();
        if let Some(note) = risk.note.as_deref().map(str::trim).filter(|note| !note.is_empty()) {
            text.push_str(self.say(": ", "："));
            text.push_str(crate::json::short(note));
        }
        if let Some(by) = &risk.by {
            let name = self.person(by);
            text.push_str(&match self.lang {
                Language::En => format!(" ({name})"),
                Language::Zh => format!("（{name}）"),
            });
        }
        text
    }

    fn depends(self, risk: &Risk, more: usize) -> String {
        let plans = self.asked.standing.plans;
        let item = risk.item.as_ref().and_then(|id| plans.find(id.as_str())).and_then(|at| plans.items.get(at));
        let title = item.map(|item| self.title(item)).unwrap_or_default();
        let status = match risk.status {
            Some("overdue") => self.say("overdue", "逾期"),
            Some("at_risk") => self.say("at risk", "有风险"),
            _ => self.say("due later", "到期更晚"),
        };
        let text = match self.lang {
            Language::En => format!("waits for {title} ({status})"),
            Language::Zh => format!("等待{title}（{status}）"),
        };
        match (self.lang, more) {
            (_, 0) => text,
            (Language::En, more) => format!("{text} and {more} more"),
            (Language::Zh, more) => format!("{text}等，另有 {more} 项"),
        }
    }
}
