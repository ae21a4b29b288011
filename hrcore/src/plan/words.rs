//! Plans in words, English or Chinese. Nothing is decided here.

mod findings;
mod items;
mod notices;

#[cfg(test)]
pub(super) use findings::number;

use super::Asked;
use super::answer::Endangered;
use crate::facts::{Due, KnownItem, KnownPlan};
use crate::json::short;
use crate::number::{Rational, RoundingMode};
use crate::report::zh;
use crate::values::{Id, Language, Text};

/// At most so many things are named in a sentence.
const NAMED: usize = 3;

/// Makes words in one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    asked: &'a Asked<'a>,
    lang: Language,
}

impl<'a> Words<'a> {
    pub(super) fn new(asked: &'a Asked<'a>, lang: Language) -> Self {
        Self { asked, lang }
    }

    /// One of two fixed texts.
    fn say(self, en: &'static str, zh: &'static str) -> &'static str {
        match self.lang {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    /// Pieces as one text. What is English in them has its spaces.
    fn join(self, pieces: &[&str]) -> String {
        match self.lang {
            Language::En => pieces.concat(),
            Language::Zh => zh(pieces),
        }
    }

    fn named<'n>(self, name: Option<&'n Text>, id: &'n Id) -> &'n str {
        name.map(|name| name.in_language(self.lang)).filter(|name| !name.is_empty()).unwrap_or(id.as_str())
    }

    /// What people call an item: the front of its text.
    fn title(self, item: &KnownItem<'_>) -> String {
        let text = item.of.text.trim();
        let front = short(text);
        let dots = if front.len() < text.len() { "…" } else { "" };
        let front = if front.is_empty() { item.of.id.as_str() } else { front };
        format!("“{front}{dots}”")
    }

    /// What people call the owner of a plan.
    fn owner(self, plan: &KnownPlan) -> &'a str {
        let employee = self.asked.facts.facts.document().employees.get(plan.person as usize);
        employee.map_or("", |employee| {
            let name = employee.name.as_ref().map(|name| name.in_language(self.lang));
            name.filter(|name| !name.is_empty()).unwrap_or(employee.id.as_str())
        })
    }

    /// The name of someone who is perhaps an employee.
    fn person(self, id: &Id) -> String {
        let found = self.asked.standing.plans.person(id);
        let employee = found.and_then(|person| self.asked.facts.facts.document().employees.get(person));
        self.named(employee.and_then(|employee| employee.name.as_ref()), id).to_owned()
    }

    /// A share in percent; what is not all of it is not shown as such.
    fn percent(self, share: &Rational) -> String {
        let text = (share * &Rational::from(100)).rounded_text(1, RoundingMode::HalfAway, false);
        if text == "100" && *share < Rational::ONE { "<100%".to_owned() } else { format!("{text}%") }
    }

    /// A day, or a day with a time.
    fn when(self, due: Due) -> String {
        match due {
            Due::Day(day) => day.to_string(),
            Due::At(at) => format!("{} {}", at.date(), at.clock()),
        }
    }

    /// `overdue by 1 day`.
    fn overdue(self, days: u32) -> String {
        match (self.lang, days) {
            (Language::En, 0) => "overdue since today".to_owned(),
            (Language::En, 1) => "overdue by 1 day".to_owned(),
            (Language::En, _) => format!("overdue by {days} days"),
            (Language::Zh, 0) => "今日逾期".to_owned(),
            (Language::Zh, _) => format!("逾期 {days} 天"),
        }
    }

    /// The names of what waits, the campaign before the items.
    fn endangered(self, endangers: &Endangered) -> String {
        let (document, plans) = (self.asked.facts.facts.document(), self.asked.standing.plans);
        let mut names = Vec::new();
        for known in endangers.milestones.iter().take(NAMED) {
            let stated = plans.milestone(&known.milestone).and_then(|at| document.milestones.get(at));
            let name = self.named(stated.and_then(|stated| stated.name.as_ref()), &known.milestone);
            names.push(match self.lang {
                Language::En => format!("“{name}” ({})", known.date),
                Language::Zh => format!("“{name}”（{}）", known.date),
            });
        }
        for known in endangers.items.iter().take(NAMED - names.len()) {
            let item = plans.find(known.item.as_str()).and_then(|at| plans.items.get(at));
            names.extend(item.map(|item| self.title(item)));
        }
        let all = endangers.milestones.len() + endangers.items.len();
        let is_open = endangers.more == Some(true);
        let rest = all.saturating_sub(names.len());
        let mut text = names.join(self.say(", ", "、"));
        if rest > 0 {
            text.push_str(&match (self.lang, is_open) {
                (Language::En, false) => format!(" and {rest} more"),
                (Language::En, true) => format!(" and more than {rest} more"),
                (Language::Zh, false) => format!("等 {all} 项"),
                (Language::Zh, true) => format!("等 {all} 项以上"),
            });
        }
        text
    }
}
