//! Alerts in English and Chinese. Nothing is decided here.

use super::audience::About;
use super::record::Over;
use super::{Alert, Ask, Rule};
use crate::facts::KnownItem;
use crate::json::short;
use crate::pipeline::Gap;
use crate::plan::Overdue;
use crate::report::{Measure, Names, zh};
use crate::time::Period;
use crate::values::{Id, Language, Text};

/// Names the rule, and says what there is to say.
fn headed(rule: &Rule<'_>, lang: Language, text: &str) -> String {
    let name = rule.stated.name.as_ref().map(|name| name.in_language(lang)).filter(|name| !name.is_empty());
    let name = name.unwrap_or(rule.stated.id.as_str());
    match lang {
        Language::En => format!("{name}: {text}"),
        Language::Zh => format!("{name}：{text}"),
    }
}

fn named<'n>(lang: Language, name: Option<&'n Text>, id: &'n Id) -> &'n str {
    name.map(|name| name.in_language(lang)).filter(|name| !name.is_empty()).unwrap_or(id.as_str())
}

fn employee<'n>(ask: &Ask<'n>, lang: Language, person: usize) -> &'n str {
    let found = ask.facts.facts.document().employees.get(person);
    found.map_or("", |found| named(lang, found.name.as_ref(), &found.id))
}

fn position<'n>(ask: &Ask<'n>, lang: Language, position: usize) -> &'n str {
    let names = Names { policy: &ask.version.policy, language: lang };
    ask.version.policy.positions.get(position).map_or("", |stated| names.position(&stated.id))
}

/// What an observation is about.
fn place<'n>(ask: &Ask<'n>, lang: Language, about: About) -> &'n str {
    match about {
        About::Employee(person) => employee(ask, lang, person),
        About::Position(at) => position(ask, lang, at),
        About::Unit(unit) => {
            let unit = ask.version.policy.units.get(unit);
            unit.map_or("", |unit| named(lang, unit.name.as_ref(), &unit.id))
        }
        About::Company => match lang {
            Language::En => "the company",
            Language::Zh => "公司",
        },
    }
}

/// `slow: e1; Response > 30 s for 3 consecutive days: met; since 2025-06-05`
pub(super) fn person(ask: &Ask<'_>, lang: Language, rule: &Rule<'_>, person: usize, alert: &Alert) -> String {
    let name = employee(ask, lang, person);
    let condition = alert.condition.as_ref().and_then(|condition| condition.text.as_deref()).unwrap_or_default();
    let since = alert.since.map(|day| day.to_string()).unwrap_or_default();
    let on = alert.clears.as_ref().and_then(|clears| clears.on).map(|day| day.to_string()).unwrap_or_default();
    let text = match (lang, alert.cleared) {
        (Language::En, Some(day)) => format!("{name}; over on {day}"),
        (Language::Zh, Some(day)) => format!("{name}；已于 {day} 解除"),
        (Language::En, None) if alert.state == "clearing" => {
            format!("{name}; {condition}; since {since}, over on {on} if it does not come back")
        }
        (Language::Zh, None) if alert.state == "clearing" => {
            format!("{name}；{condition}；自 {since} 起，若不再出现，将于 {on} 解除")
        }
        (Language::En, None) => format!("{name}; {condition}; since {since}"),
        (Language::Zh, None) => format!("{name}；{condition}；自 {since} 起"),
    };
    headed(rule, lang, &text)
}

/// `risk: e1; chance of leaving within 3 months 18.2%, more than 15%; signal “Much overtime” (Overtime > 20 h …: 21 h
/// …); since 2025-06-30`
#[cfg(feature = "attrition")]
pub(super) fn flight(
    ask: &Ask<'_>,
    lang: Language,
    rule: &Rule<'_>,
    (person, raised): (usize, &super::flight::Raised),
    alert: &Alert,
) -> String {
    use crate::attrition::words;
    use crate::number::float;
    let mut parts = vec![employee(ask, lang, person).to_owned()];
    if let Some((chance, limit)) = raised.chance.zip(rule.stated.risk_more_than) {
        let (months, chance) =
            (rule.compiled.flight.horizon, words::percent_above(chance, float(&limit.to_rational()).unwrap_or(0.0)));
        parts.push(match lang {
            Language::En => {
                let months = words::months(months, lang);
                format!("chance of leaving within {months} {chance}, more than {}%", limit.0)
            }
            Language::Zh => format!("{months} 个月内离职的可能性为 {chance}，高于 {}%", limit.0),
        });
    }
    parts.extend(raised.signals.iter().map(|seen| words::signal(&ask.version.policy, lang, seen)));
    let since = alert.since.map(|day| day.to_string()).unwrap_or_default();
    parts.push(match lang {
        Language::En => format!("since {since}"),
        Language::Zh => format!("自 {since} 起"),
    });
    headed(rule, lang, &parts.join(crate::report::between_parts(lang)))
}

/// `late: “final copy” of e1 is overdue by 2 days; 1 item waits for it`
pub(super) fn overdue(ask: &Ask<'_>, lang: Language, rule: &Rule<'_>, item: &Overdue<'_>, alert: &Alert) -> String {
    let (title, owner) = (title(item.item), employee(ask, lang, item.person));
    let text = match (lang, item.days) {
        (Language::En, 0) => format!("{title} of {owner} is overdue since today"),
        (Language::En, 1) => format!("{title} of {owner} is overdue by 1 day"),
        (Language::En, days) => format!("{title} of {owner} is overdue by {days} days"),
        (Language::Zh, 0) => format!("{owner}的{title}今日逾期"),
        (Language::Zh, days) => format!("{owner}的{title}逾期 {days} 天"),
    };
    let waits = match (lang, alert.endangers.len()) {
        (_, 0) => String::new(),
        (Language::En, 1) => "; 1 item waits for it".to_owned(),
        (Language::En, count) => format!("; {count} items wait for it"),
        (Language::Zh, count) => format!("；影响 {count} 项"),
    };
    headed(rule, lang, &format!("{text}{waits}"))
}

/// `late: “final copy” of e1 is not overdue any more`
pub(super) fn item_over(
    ask: &Ask<'_>,
    lang: Language,
    rule: &Rule<'_>,
    (item, person): (&KnownItem<'_>, usize),
) -> String {
    let (title, owner) = (title(item), employee(ask, lang, person));
    let text = match lang {
        Language::En => format!("{title} of {owner} is not overdue any more"),
        Language::Zh => format!("{owner}的{title}不再逾期"),
    };
    headed(rule, lang, &text)
}

/// What people call an item: the front of its text.
fn title(item: &KnownItem<'_>) -> String {
    let text = item.of.text.trim();
    let front = short(text);
    let dots = if front.len() < text.len() { "…" } else { "" };
    let front = if front.is_empty() { item.of.id.as_str() } else { front };
    format!("“{front}{dots}”")
}

/// `bench: Supervisor is 1 short of the target, nobody is ready`
pub(super) fn gap(ask: &Ask<'_>, lang: Language, rule: &Rule<'_>, gap: &Gap) -> String {
    let (name, lacking) = (position(ask, lang, gap.position), gap.lacking);
    let text = match (lang, gap.ready) {
        (Language::En, 0) => format!("{name} is {lacking} short of the target, nobody is ready"),
        (Language::En, ready) => format!("{name} is {lacking} short of the target, {ready} ready"),
        (Language::Zh, ready) => format!("{name}距目标缺 {lacking} 人，可立即接任 {ready} 人"),
    };
    headed(rule, lang, &text)
}

/// `bench: Supervisor has enough successors`
pub(super) fn gap_over(ask: &Ask<'_>, lang: Language, rule: &Rule<'_>, at: usize) -> String {
    let name = position(ask, lang, at);
    let text = match lang {
        Language::En => format!("{name} has enough successors"),
        Language::Zh => format!("{name}后备人选已足够"),
    };
    headed(rule, lang, &text)
}

/// A day is said otherwise than a longer period: `on 2025-12-10`, `in 2025-12`.
fn when(period: Period) -> String {
    let word = if matches!(period, Period::Day(_)) { "on" } else { "in" };
    format!("{word} {period}")
}

/// `Wrong shipments of e1 on 2025-06-10: 0.2%, more than 0.1% (batch 7)`: what is measured says enough of the rule.
pub(super) fn observed(ask: &Ask<'_>, lang: Language, about: About, over: &Over<'_>) -> String {
    let measure = Measure::of(over.metric);
    let (value, limit) = (over.metric.figure(&over.value), over.metric.figure(over.limit));
    let shown = measure.text(limit.exact());
    let value = measure.in_unit(&measure.beside(value.exact(), (limit.exact(), &shown)), lang);
    let limit = measure.in_unit(&shown, lang);
    let (name, place) = (named(lang, over.metric.name.as_ref(), &over.metric.id), place(ask, lang, about));
    let period = over.of.period;
    let text = match (lang, over.is_more) {
        (Language::En, true) => format!("{name} of {place} {}: {value}, more than {limit}", when(period)),
        (Language::En, false) => format!("{name} of {place} {}: {value}, less than {limit}", when(period)),
        (Language::Zh, true) => zh(&[place, &format!(" {period} 的"), name, "为 ", &value, "，高于 ", &limit]),
        (Language::Zh, false) => zh(&[place, &format!(" {period} 的"), name, "为 ", &value, "，低于 ", &limit]),
    };
    let record = match (lang, &over.of.record) {
        (_, None) => String::new(),
        (Language::En, Some(record)) => format!(" ({record})"),
        (Language::Zh, Some(record)) => format!("（{record}）"),
    };
    format!("{text}{record}")
}

/// `wrong: e1 on 2025-06-10 is over: corrected, or too old`
pub(super) fn observation_over(
    ask: &Ask<'_>,
    lang: Language,
    rule: &Rule<'_>,
    (about, period): (About, Period),
) -> String {
    let place = place(ask, lang, about);
    let text = match lang {
        Language::En => format!("{place} {} is over: corrected, or too old", when(period)),
        Language::Zh => format!("{place} {period} 的记录已更正或已过期，予以解除"),
    };
    headed(rule, lang, &text)
}
