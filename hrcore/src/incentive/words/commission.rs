//! Commissions in words: tiers, modifiers, bounds, and what follows.

use super::super::answer::{PayoutInputs, PayoutLine, Undecided};
use super::pay::{Words, money, percent, shown};
use crate::gather::Gather as _;
use crate::number::Figure;
use crate::values::{Id, Language};

/// A sum of more parts than this is not written out.
const PARTS: usize = 4;

/// What is due as a product, where nothing else follows: `120000.00 CNY × 3% × 0.8 (“quality”)`.
pub(super) fn product(words: Words<'_>, line: &PayoutLine, inputs: &PayoutInputs) -> Option<String> {
    let is_bound = inputs.bound.is_some() && inputs.team.is_none();
    let follows = is_bound || inputs.guarantee.is_some() || inputs.draw.is_some();
    if follows { None } else { multiplied(words, line, inputs) }
}

/// What tiers and modifiers come to.
fn multiplied(words: Words<'_>, line: &PayoutLine, inputs: &PayoutInputs) -> Option<String> {
    let met: Vec<String> = inputs
        .modifiers
        .iter()
        .filter(|modifier| modifier.state == "met")
        .map(|modifier| format!(" × {} ({})", shown(&modifier.factor), self::modifier(words, line, &modifier.id)))
        .gather();
    let tiers = tiers(line, inputs)?;
    let is_sum = inputs.parts.len() > 1 && inputs.team.is_none();
    Some(if is_sum && !met.is_empty() { format!("({tiers}){}", met.concat()) } else { tiers + &met.concat() })
}

/// What tiers come to, or a team's share.
fn tiers(line: &PayoutLine, inputs: &PayoutInputs) -> Option<String> {
    let rated = |base: &Figure, rate: &Figure| format!("{} × {}", money(base, &line.currency), percent(rate));
    if let Some(team) = &inputs.team {
        let share = format!("{}/{}", shown(&team.weight), shown(&team.of));
        return Some(format!("{} × {share}", money(&team.amount, &line.currency)));
    }
    match (&inputs.base, &inputs.rate, inputs.parts.len()) {
        (_, _, 1..=PARTS) => Some(inputs.parts.iter().map(|part| rated(&part.base, &part.rate)).gather().join(" + ")),
        (Some(base), Some(rate), _) => Some(rated(base, rate)),
        _ => None,
    }
}

/// What is said beside the amount.
pub(super) fn parts(words: Words<'_>, line: &PayoutLine, inputs: &PayoutInputs) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let amount = |figure: &Figure| money(figure, &line.currency);
    let mut say = |en: &'static str, zh: &'static str, figure: &Figure| {
        parts.push(words.join(&[words.say(en, zh), &amount(figure)]));
    };
    let is_told = product(words, line, inputs).is_some();
    if let Some(before) = inputs.before.as_ref().filter(|_| !is_told) {
        say("by the tiers ", "阶梯提成 ", before);
    }
    if let Some(guarantee) = &inputs.guarantee {
        say("guaranteed ", "保证收入 ", guarantee);
    }
    if let Some(draw) = &inputs.draw {
        say("in advance ", "预支 ", draw);
    }
    if let (Some(before), Some(after)) = (&inputs.owed_before, &inputs.owed_after)
        && before != after
    {
        say("owed before ", "原欠 ", before);
        say("owed now ", "现欠 ", after);
    }
    match inputs.bound {
        Some("floor") => parts.push(words.say("raised to the floor", "按保底计").to_owned()),
        Some(_) => parts.push(words.say("cut at the cap", "已封顶").to_owned()),
        None => {}
    }
    if let (Some(days), Some(of_days)) = (inputs.days, inputs.of_days) {
        parts.push(match words.language() {
            Language::En => format!("held on {days} of {of_days} days"),
            Language::Zh => format!("在岗 {days}/{of_days} 天"),
        });
    }
    if !is_told {
        for modifier in inputs.modifiers.iter().filter(|modifier| modifier.state == "met") {
            parts.push(format!("× {} ({})", shown(&modifier.factor), self::modifier(words, line, &modifier.id)));
        }
    }
    parts
}

/// Why it cannot be said what a commission comes to.
pub(super) fn undecided(words: Words<'_>, rule: &Id, open: &Undecided) -> Option<String> {
    if let Some(metric) = &open.metric {
        let name = format!("“{}”", words.metric(metric));
        return Some(words.join(&match words.language() {
            Language::En => [name.as_str(), " has no value"],
            Language::Zh => [name.as_str(), "没有数值"],
        }));
    }
    let name = format!("“{}”", words.modifier(rule, open.modifier.as_ref()?));
    Some(match words.language() {
        Language::En => format!("not known yet whether {name} applies"),
        Language::Zh => words.join(&["尚不确定", &name, "是否适用"]),
    })
}

fn modifier(words: Words<'_>, line: &PayoutLine, id: &Id) -> String {
    format!("“{}”", words.modifier(&line.rule, id))
}

impl Words<'_> {
    fn modifier(&self, rule: &Id, id: &Id) -> String {
        let rule = self.names.policy.commissions.iter().find(|commission| commission.id == *rule);
        let found = rule.and_then(|rule| rule.modifiers.iter().find(|modifier| modifier.id == *id));
        let name = found.and_then(|modifier| modifier.name.as_ref()).map(|name| name.in_language(self.language()));
        name.filter(|name| !name.is_empty()).unwrap_or(id.as_str()).to_owned()
    }

    fn metric(&self, id: &Id) -> String {
        let found = self.names.policy.metrics.iter().find(|metric| metric.id == *id);
        let name = found.and_then(|metric| metric.name.as_ref()).map(|name| name.in_language(self.language()));
        name.filter(|name| !name.is_empty()).unwrap_or(id.as_str()).to_owned()
    }

    fn language(&self) -> Language {
        self.names.language
    }
}
