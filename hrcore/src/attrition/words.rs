//! Who may leave, in English and Chinese. Nothing is decided here.

mod codes;
mod drivers;
mod fit;
mod person;
#[cfg(test)]
mod tests;

pub(super) use drivers::driver;
pub(super) use fit::fit;
pub(super) use person::person;

use super::answer::{AttritionReport, ChanceEstimate, PersonRisk, SignalSeen};
use crate::eligibility::ConditionResult;
use crate::gather::Gather as _;
use crate::number::Approx;
use crate::policy::Policy;
use crate::report::{Names, between_parts, between_sentences, zh};
use crate::values::{Id, Language};

use codes::{caveats, limits, method};

/// The team's chance, what it stands on, why no more can be said, who stands out, what to know, and who decides.
pub(super) fn report(policy: &Policy, lang: Language, report: &AttritionReport) -> String {
    let words = Words { names: Names { policy, language: lang }, lang };
    let mut sentences = vec![words.team(report), words.basis(report), words.ways(report)];
    sentences.extend(words.people(report));
    // That a rate tells nobody apart is said with it.
    let is_rate = report.method == "rate";
    let known = report.caveats.iter().copied().filter(|code| !(is_rate && *code == codes::NOT_APART));
    sentences.extend(caveats(lang, &known.gather()));
    sentences.push(decides(lang));
    text(lang, &sentences)
}

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

    /// `Within 3 months about 0.7 of 9 people may leave of their own accord (in 80 of 100 cases 0 to 2): a chance of …`
    fn team(&self, report: &AttritionReport) -> String {
        let (team, within) = (&report.team, months(report.horizon, self.lang));
        let people = count(team.people, self.lang);
        let (chance, range) = (percent(team.chance.mean.value()), short_range(&team.chance, self.lang));
        let is_rate = report.method == "rate";
        let (leavers, most) = self.leavers(&team.leavers);
        match self.lang {
            Language::En => {
                let leave = match report.leaving {
                    "voluntary" => "leave of their own accord",
                    "involuntary" => "be let go",
                    _ => "leave",
                };
                let each = if is_rate { "each" } else { "on average" };
                format!("Within {within} {leavers} of {people} may {leave}{most}: a chance of {chance}{range} {each}")
            }
            Language::Zh => {
                let leave = match report.leaving {
                    "voluntary" => "主动离职",
                    "involuntary" => "被动离职",
                    _ => "离职",
                };
                let each = if is_rate { "每人的可能性为" } else { "平均可能性为" };
                format!("{within}内 {people}中可能{leavers}{leave}{most}，{each} {chance}{range}")
            }
        }
    }

    /// How many may leave, and how many at least and at most: `about 0.7`, ` (in 80 of 100 cases 0 to 2)`.
    fn leavers(&self, of: &ChanceEstimate) -> (String, String) {
        let mean = rounded(of.mean.value(), 10.0);
        let (least, most) = (of.lo80, of.hi80);
        match self.lang {
            Language::En => {
                // Never nobody: a little is not nothing.
                let about = if mean == "0" { "fewer than 0.1".to_owned() } else { format!("about {mean}") };
                let to = if least < most { format!("{least} to {most}") } else { most.to_string() };
                (about, format!(" (in 80 of 100 cases {to})"))
            }
            Language::Zh => {
                let about = if mean == "0" { "不到 0.1 人".to_owned() } else { format!("约有 {mean} 人") };
                let between = if least < most {
                    format!("（八成可能在 {least} 至 {most} 人之间）")
                } else {
                    format!("（八成可能为 {most} 人）")
                };
                (about, between)
            }
        }
    }

    /// `It stands on 9 people in 108 person-months, 2 of whom left, and on what was borrowed from “pack”`
    fn basis(&self, report: &AttritionReport) -> String {
        let rate = &report.team.monthly;
        let borrowed = report.prior.as_ref().or(report.model.as_ref()).map(|from| from.id.as_str());
        let seen = seen(self.lang, (rate.n, rate.exposure, rate.events));
        match (self.lang, rate.source, borrowed) {
            (Language::En, "prior", Some(from)) => format!("It stands on what was borrowed from “{from}” alone"),
            (Language::En, "prior", None) => "It stands on what was borrowed alone".to_owned(),
            (Language::En, "blended", Some(from)) => {
                format!("It stands on {seen}, and on what was borrowed from “{from}”")
            }
            (Language::En, "blended", None) => format!("It stands on {seen}, and on what was borrowed"),
            (Language::En, ..) => format!("It stands on {seen}"),
            (Language::Zh, "prior", Some(from)) => format!("仅依据借用自“{from}”的数据"),
            (Language::Zh, "prior", None) => "仅依据借用的数据".to_owned(),
            (Language::Zh, "blended", Some(from)) => format!("依据{seen}，并借用“{from}”的数据"),
            (Language::Zh, "blended", None) => format!("依据{seen}，并借用其他数据"),
            (Language::Zh, ..) => format!("依据{seen}"),
        }
    }

    /// How people are told apart, and why no more can be said.
    fn ways(&self, report: &AttritionReport) -> String {
        let way = method(report.method, self.lang);
        let text = match (self.lang, report.method) {
            (Language::En, "rate") => "One rate stands for all: individuals cannot be told apart".to_owned(),
            (Language::Zh, "rate") => "全体适用同一比率，尚不能区分个人".to_owned(),
            (Language::En, _) => format!("People are told apart by {way}"),
            (Language::Zh, _) => format!("个人差异依据{way}"),
        };
        text + &limits(self.lang, &report.limits)
    }

    /// Whose risk stands out, whose last day is known, and of whom rules warn.
    fn people(&self, report: &AttritionReport) -> Option<String> {
        let of = |holds: &dyn Fn(&PersonRisk) -> bool| report.people.iter().filter(|person| holds(person)).count();
        let band = |band: &'static str| of(&|person| person.band == Some(band));
        let (raised, high) = (band("raised"), band("high"));
        let mut parts = Vec::new();
        if report.method != "rate" && !report.people.is_empty() {
            parts.push(match (self.lang, raised, high) {
                (Language::En, 0, 0) => "Nobody's risk stands out against the team's".to_owned(),
                (Language::En, of, 0) | (Language::En, 0, of) => {
                    let word = if high > 0 { "high" } else { "raised" };
                    format!("Against the team the risk of {} is {word}", people(of, self.lang))
                }
                (Language::En, ..) => {
                    format!("Against the team the risk of {} is raised, of {high} high", people(raised, self.lang))
                }
                (Language::Zh, 0, 0) => "与团队相比无人风险突出".to_owned(),
                (Language::Zh, raised, 0) => format!("与团队相比 {raised} 人风险偏高"),
                (Language::Zh, 0, high) => format!("与团队相比 {high} 人风险高"),
                (Language::Zh, raised, high) => format!("与团队相比 {raised} 人风险偏高，{high} 人风险高"),
            });
        }
        let leaving = of(&|person| person.state == "leaving");
        if leaving > 0 {
            parts.push(match self.lang {
                Language::En => format!("the last day of {} is known already", people(leaving, self.lang)),
                Language::Zh => format!("{leaving} 人离职日期已定"),
            });
        }
        let warned = of(&|person| !person.signals.is_empty());
        if warned > 0 {
            let signals = self.signals(report);
            parts.push(match self.lang {
                Language::En => {
                    format!("rules, which are no chances, warn of {}: {signals}", people(warned, self.lang))
                }
                Language::Zh => format!("预警规则（并非概率）涉及 {warned} 人：{signals}"),
            });
        }
        (!parts.is_empty()).then(|| capital(&parts.join(between_parts(self.lang))))
    }

    /// `“Much overtime” 2, “Fell” 1`
    fn signals(&self, report: &AttritionReport) -> String {
        let mut counted: Vec<(&Id, usize)> = Vec::new();
        for seen in report.people.iter().flat_map(|person| person.signals.iter()) {
            match counted.iter_mut().find(|(known, _)| **known == seen.signal) {
                Some((_, count)) => *count += 1,
                None => counted.push((&seen.signal, 1)),
            }
        }
        // In the order of the policy, not of the people.
        let stated = self.names.policy.attrition.as_ref();
        let place = |id: &Id| stated.and_then(|stated| stated.signals.iter().position(|signal| signal.id == *id));
        crate::sort::sort_by(&mut counted, |a, b| place(a.0).cmp(&place(b.0)));
        let parts = counted.iter().map(|(id, count)| {
            let name = name_of_signal(self.names.policy, self.lang, id);
            match self.lang {
                Language::En => format!("“{name}” {count}"),
                Language::Zh => format!("“{name}” {count} 人"),
            }
        });
        self.list(&parts.gather())
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

fn people(people: usize, lang: Language) -> String {
    count(crate::number::small(people), lang)
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

/// ` (3.2% to 14.5%)`, where what a range is was said before.
fn short_range(chance: &ChanceEstimate, lang: Language) -> String {
    let Some((least, most)) = bounds(chance) else { return String::new() };
    match lang {
        Language::En => format!(" ({least} to {most})"),
        Language::Zh => format!("（{least} 至 {most}）"),
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
        if (value * scale).round() / scale > limit {
            return if value < 1.0 || value > 99.0 { percent(share) } else { format!("{}%", rounded(value, scale)) };
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

/// Pieces in Chinese, with spaces around what is not.
fn join_zh(pieces: &[&str]) -> String {
    zh(pieces)
}
