//! Commissions in words: tiers, modifiers, bounds, and what follows.

use super::super::answer::{ModifierResult, PayoutInputs, PayoutLine, Undecided};
use super::pay::{Words, money, percent, shown};
use crate::gather::Gather as _;
use crate::number::{Figure, Rational};
use crate::policy::minor_digits;
use crate::values::{Id, Language};

/// A sum of more parts than this is not written out.
const PARTS: usize = 4;

/// What acted on an amount after the modifiers.
struct Acted<'i> {
    guarantee: Option<&'i Figure>,
    draw: Option<&'i Figure>,
    is_taken: bool,
}

impl<'i> Acted<'i> {
    fn new(words: Words<'_>, line: &PayoutLine, inputs: &'i PayoutInputs) -> Self {
        let rule = words.names.policy.commissions.iter().find(|rule| rule.id == line.rule);
        let bound = rule.and_then(|rule| match inputs.bound? {
            "floor" => rule.floor,
            _ => rule.cap,
        });
        let mut amount = bound.map_or_else(|| multiply(inputs), |bound| bound.to_rational());
        let guarantee = inputs.guarantee.as_ref().filter(|guarantee| *guarantee.exact() > amount);
        if let Some(guarantee) = guarantee {
            amount.clone_from(guarantee.exact());
        }
        let draw = inputs.draw.as_ref().filter(|draw| *draw.exact() > amount);
        let owed = inputs.owed_before.as_ref().zip(inputs.owed_after.as_ref());
        let is_taken = owed.is_some_and(|(before, after)| before.exact() > after.exact());
        Self { guarantee, draw, is_taken }
    }

    fn any(&self) -> bool {
        self.guarantee.is_some() || self.draw.is_some() || self.is_taken
    }
}

/// What tiers pay, times the modifiers that are met.
fn multiply(inputs: &PayoutInputs) -> Rational {
    let before = inputs.before.as_ref().map_or(Rational::ZERO, |before| before.exact().clone());
    let met = inputs.modifiers.iter().filter(|modifier| modifier.state == "met");
    met.fold(before, |amount, modifier| &amount * modifier.factor.exact())
}

/// What is due as a product, where nothing else follows: `120000.00 CNY × 3% × 0.8 (“quality”)`.
pub(super) fn product(words: Words<'_>, line: &PayoutLine, inputs: &PayoutInputs) -> Option<String> {
    let follows = inputs.bound.is_some() || Acted::new(words, line, inputs).any();
    if follows { None } else { multiplied(words, line, inputs) }
}

/// A modifier that is met: `× 0.8 (“quality”)`.
fn factor(words: Words<'_>, line: &PayoutLine, modifier: &ModifierResult) -> String {
    let (factor, name) = (shown(&modifier.factor), self::modifier(words, line, &modifier.id));
    match words.language() {
        Language::En => format!("× {factor} ({name})"),
        Language::Zh => format!("× {factor}（{name}）"),
    }
}

/// What tiers and modifiers come to.
fn multiplied(words: Words<'_>, line: &PayoutLine, inputs: &PayoutInputs) -> Option<String> {
    let met: Vec<String> = inputs
        .modifiers
        .iter()
        .filter(|modifier| modifier.state == "met")
        .map(|modifier| format!(" {}", factor(words, line, modifier)))
        .gather();
    let tiers = tiers(words, line, inputs)?;
    let is_sum = inputs.parts.len() > 1 && inputs.team.is_none();
    Some(if is_sum && !met.is_empty() { format!("({tiers}){}", met.concat()) } else { tiers + &met.concat() })
}

/// What tiers come to, or a team's share.
fn tiers(words: Words<'_>, line: &PayoutLine, inputs: &PayoutInputs) -> Option<String> {
    let rated = |base: &Figure, rate: &Figure| format!("{} × {}", money(base, &line.currency), percent(rate));
    if let Some(team) = &inputs.team {
        let share = format!("{}/{}", shown(&team.weight), shown(&team.of));
        return Some(format!("{} × {share}", money(&team.amount, &line.currency)));
    }
    match (&inputs.base, &inputs.rate, inputs.parts.len()) {
        (_, _, 1..=PARTS) => Some(inputs.parts.iter().map(|part| rated(&part.base, &part.rate)).gather().join(" + ")),
        (Some(base), Some(rate), _) => Some(rated(base, rate)),
        (Some(base), None, parts @ 1..) => Some(match words.language() {
            Language::En => format!("{} in {parts} parts", money(base, &line.currency)),
            Language::Zh => format!("{}，分 {parts} 段", money(base, &line.currency)),
        }),
        _ => None,
    }
}

/// What is said beside the amount.
pub(super) fn parts(words: Words<'_>, line: &PayoutLine, inputs: &PayoutInputs) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let amount = |figure: &Figure| money(figure, &line.currency);
    let is_told = product(words, line, inputs).is_some();
    let acted = Acted::new(words, line, inputs);
    if let Some(before) = inputs.before.as_ref().filter(|_| !is_told && inputs.team.is_none()) {
        let by = words.say("by the tiers ", "阶梯提成 ");
        let tiers = tiers(words, line, inputs).map_or_else(String::new, |tiers| format!("{tiers} = "));
        parts.push(words.join(&[by, &tiers, &amount(before)]));
    }
    if let Some(guarantee) = acted.guarantee {
        parts.push(words.join(&[words.say("guaranteed ", "保证收入 "), &amount(guarantee)]));
    }
    if let Some(draw) = acted.draw {
        parts.push(words.join(&[words.say("in advance ", "预支 "), &amount(draw)]));
    }
    if let (Some(before), Some(after)) = (&inputs.owed_before, &inputs.owed_after)
        && before != after
    {
        if acted.is_taken {
            let taken = amount(&Figure::money(before.exact() - after.exact(), minor_digits(line.currency.as_str())));
            parts.push(match words.language() {
                Language::En => format!("{taken} taken off of {} owed", amount(before)),
                Language::Zh => format!("原欠 {}，抵扣 {taken}", amount(before)),
            });
        } else {
            parts.push(words.join(&[words.say("owed before ", "原欠 "), &amount(before)]));
            parts.push(words.join(&[words.say("owed now ", "现欠 "), &amount(after)]));
        }
    }
    match (inputs.bound, &inputs.team, &inputs.before) {
        (Some(bound), Some(team), Some(before)) => {
            let (before, after) = (amount(before), amount(&team.amount));
            let share = format!("{}/{}", shown(&team.weight), shown(&team.of));
            parts.push(match (words.language(), bound) {
                (Language::En, "floor") => format!("the team's {before} raised to the floor of {after}"),
                (Language::En, _) => format!("the team's {before} cut at the cap to {after}"),
                (Language::Zh, "floor") => format!("团队提成 {before}，按保底计为 {after}"),
                (Language::Zh, _) => format!("团队提成 {before}，封顶为 {after}"),
            });
            parts.push(match words.language() {
                Language::En => format!("{share} of it"),
                Language::Zh => format!("其中占 {share}"),
            });
        }
        (Some("floor"), ..) => parts.push(words.say("raised to the floor", "按保底计").to_owned()),
        (Some(_), ..) => parts.push(words.say("cut at the cap", "已封顶").to_owned()),
        (None, ..) => {}
    }
    if let (Some(days), Some(of_days)) = (inputs.days, inputs.of_days) {
        parts.push(match words.language() {
            Language::En => format!("held on {days} of {of_days} days"),
            Language::Zh => format!("在岗 {days}/{of_days} 天"),
        });
    }
    if !is_told {
        for modifier in inputs.modifiers.iter().filter(|modifier| modifier.state == "met") {
            parts.push(factor(words, line, modifier));
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
