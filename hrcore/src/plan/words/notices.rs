//! Notices in words.

use super::super::answer::Notice;
use super::super::notices::Subject;
use super::Words;
use crate::facts::{KnownPlan, Plan};
use crate::values::Language;

impl Words<'_> {
    /// `Your plan for 2025-W23 is returned: 3 things are missing`.
    pub(in super::super) fn returned(self, plan: &KnownPlan, stated: &Plan) -> String {
        let templates = &self.asked.version.policy.plan_templates;
        let mut count = 0usize;
        if let Some(template) = plan.template.and_then(|at| templates.get(at)) {
            self.asked.standing.plans.lacks(plan, template, &mut |_| {
                count += 1;
                true
            });
        }
        let period = stated.period;
        match (self.lang, count) {
            (Language::En, 1) => format!("your plan for {period} is returned: 1 thing is missing"),
            (Language::En, _) => format!("your plan for {period} is returned: {count} things are missing"),
            (Language::Zh, _) => format!("您 {period} 的计划被退回：有 {count} 处需要补充"),
        }
    }

    pub(in super::super) fn notice(self, subject: &Subject<'_>, notice: &Notice) -> String {
        let title = self.title(subject.item);
        let owner = self.owner(subject.plan);
        let whose = match self.lang {
            Language::En => format!("{title} of {owner}"),
            Language::Zh => format!("{owner}的{title}"),
        };
        let standing = match subject.risks.is_empty() {
            true => self.overdue(notice.overdue_days.unwrap_or(0)),
            false => self.say("at risk", "有风险").to_owned(),
        };
        let mut text = match (notice.kind, notice.code) {
            ("reminder", "overdue") => self.join(&[&title, self.say(" is ", ""), &standing]),
            ("reminder", "due_soon") => self.due_soon(&title, subject, notice),
            ("reminder", _) => match self.lang {
                Language::En => format!("{whose}, which you wait for, is {standing}"),
                Language::Zh => format!("您等待的{whose}{standing}"),
            },
            (_, "overdue") => self.join(&[&whose, self.say(" is ", ""), &standing]),
            (_, "blocked") => {
                let blocked = subject.risks.iter().find(|risk| risk.code == "blocked");
                let blocked = blocked.map(|risk| self.blocked(risk)).unwrap_or_default();
                self.join(&[&whose, self.say(" is ", ""), &blocked])
            }
            _ => {
                let expected = self.asked.standing.expected(subject.plan, subject.item);
                let share = subject.progress.share.as_ref();
                let when = notice.due.map(|due| self.when(due));
                let risks = self.risks(&subject.risks, (share, Some(&expected)), when.as_deref());
                self.join(&[&whose, self.say(" is at risk: ", "有风险："), &risks])
            }
        };
        if let Some(endangers) = &notice.endangers
            && notice.code != "waits"
        {
            let names = self.endangered(endangers);
            text = self.join(&[&text, self.say("; it endangers ", "，影响"), &names]);
        }
        text
    }

    fn due_soon(self, title: &str, subject: &Subject<'_>, notice: &Notice) -> String {
        let when = notice.due.map(|due| self.when(due)).unwrap_or_default();
        let percent = subject.progress.share.as_ref().map(|share| self.percent(share));
        match (self.lang, percent) {
            (Language::En, None) => format!("{title} is due {when}"),
            (Language::En, Some(percent)) => format!("{title} is due {when}, {percent} done"),
            (Language::Zh, None) => format!("{title}将于 {when} 到期"),
            (Language::Zh, Some(percent)) => format!("{title}将于 {when} 到期，进度 {percent}"),
        }
    }
}
