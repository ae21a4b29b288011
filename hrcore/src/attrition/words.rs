//! Who may leave, in English and Chinese. Nothing is decided here.

mod codes;
mod drivers;
mod fit;
mod person;
mod report;
mod retention;
#[cfg(test)]
mod tests;
mod value;

pub(super) use fit::fit;
pub(super) use person::person;
pub(super) use report::report;
pub(super) use retention::{retention, retention_group};

use drivers::driver;

use super::answer::{ChanceEstimate, SignalSeen};
use crate::eligibility::ConditionResult;
use crate::number::Approx;
use crate::policy::Policy;
use crate::report::{Names, between_sentences};
use crate::values::{Id, Language};

/// The last sentence of all.
fn decides(lang: Language) -> String {
    match lang {
        Language::En => "This is an estimate: a person decides what follows from it".to_owned(),
        Language::Zh => "以上仅为估计，须由人判断后再作决定".to_owned(),
    }
}

fn text(lang: Language, sentences: &[String]) -> String {
    let mut text = sentences.join(between_sentences(lang));
    text.push_str(between_sentences(lang).trim_end());
    text
}

#[derive(Clone, Copy)]
struct Words<'a> {
    names: Names<'a>,
    lang: Language,
}

impl Words<'_> {
    fn list(&self, parts: &[String]) -> String {
        parts.join(match self.lang {
            Language::En => ", ",
            Language::Zh => "、",
        })
    }
}

fn name_of_signal<'n>(policy: &'n Policy, lang: Language, id: &'n Id) -> &'n str {
    let found = policy.attrition.as_ref().and_then(|stated| stated.signals.iter().find(|signal| signal.id == *id));
    Names { policy, language: lang }.text(found.and_then(|signal| signal.name.as_ref()), id)
}

/// `rule “Much overtime”, Overtime > 20 h over the last 3 weeks together: 21 h from week 22 to week 24`
pub(crate) fn signal(policy: &Policy, lang: Language, seen: &SignalSeen) -> String {
    match lang {
        Language::En => format!("rule {}", warning(policy, lang, seen)),
        Language::Zh => format!("规则{}", warning(policy, lang, seen)),
    }
}

/// The same without the word for it.
fn warning(policy: &Policy, lang: Language, seen: &SignalSeen) -> String {
    let name = name_of_signal(policy, lang, &seen.signal);
    let mut parts = vec![format!("“{name}”")];
    held(&seen.condition, &mut parts);
    parts.join(match lang {
        Language::En => ", ",
        Language::Zh => "，",
    })
}

/// What of a condition holds, in its own words: of a combination, those of its parts.
fn held(condition: &ConditionResult, parts: &mut Vec<String>) {
    if condition.parts.is_empty() || condition.kind == "not" {
        parts.extend(condition.text.clone());
        return;
    }
    condition.parts.iter().filter(|part| part.state == "met").for_each(|part| held(part, parts));
}

/// `9 people in 108 person-months, 2 of whom left`
fn seen(lang: Language, (people, months, leavers): (u32, u32, u32)) -> String {
    let seen = count(people, lang);
    match (lang, leavers) {
        (Language::En, _) => {
            let left = if leavers == 0 { "none".to_owned() } else { leavers.to_string() };
            let months = if months == 1 { "1 person-month".to_owned() } else { format!("{months} person-months") };
            format!("{seen} in {months}, {left} of whom left")
        }
        (Language::Zh, 0) => format!(" {seen} {months} 人月的记录，其中无人离职"),
        (Language::Zh, _) => format!(" {seen} {months} 人月的记录，其中 {leavers} 人离职"),
    }
}

/// `9 people`, `9 人`
fn count(people: u32, lang: Language) -> String {
    match (lang, people) {
        (Language::En, 1) => "1 person".to_owned(),
        (Language::En, _) => format!("{people} people"),
        (Language::Zh, _) => format!("{people} 人"),
    }
}

/// `3 months`, `3 个月`
pub(crate) fn months(months: u32, lang: Language) -> String {
    match (lang, months) {
        (Language::En, 1) => "1 month".to_owned(),
        (Language::En, _) => format!("{months} months"),
        (Language::Zh, _) => format!("{months} 个月"),
    }
}

/// ` (in 80 of 100 cases 9.1% to 27.4%)`; nothing where no more is known than the chance.
fn range(chance: &ChanceEstimate, lang: Language) -> String {
    let Some((least, most)) = bounds(chance) else { return String::new() };
    match lang {
        Language::En => format!(" (in 80 of 100 cases {least} to {most})"),
        Language::Zh => format!("（八成可能在 {least} 至 {most} 之间）"),
    }
}

fn bounds(chance: &ChanceEstimate) -> Option<(String, String)> {
    let (least, most) = (percent(chance.lo80.value()), percent(chance.hi80.value()));
    (chance.lo80 < chance.hi80 && least != most).then_some((least, most))
}

/// To a tenth of a percent, below one to a hundredth; never nothing, and never certain where it is not.
pub(crate) fn percent(share: f64) -> String {
    let value = share * 100.0;
    let scale = if value < 1.0 { 100.0 } else { 10.0 };
    match rounded(value, scale) {
        text if text == "0" => "<0.01%".to_owned(),
        text if text == "100" && share < 1.0 => ">99.9%".to_owned(),
        text => format!("{text}%"),
    }
}

/// The same of a chance above a limit in percent: with more places, where fewer would say the limit.
pub(crate) fn percent_above(share: f64, limit: f64) -> String {
    let value = share * 100.0;
    for scale in [10.0, 100.0, 1_000.0, 10_000.0] {
        let shown = (value * scale).round() / scale;
        if shown > limit && shown < 100.0 && (scale > 10.0 || value >= 1.0) {
            return format!("{}%", Approx::of(shown));
        }
    }
    percent(share)
}

fn rounded(number: f64, parts: f64) -> String {
    Approx::of((number * parts).round() / parts).to_string()
}

/// The first letter as a sentence begins.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
