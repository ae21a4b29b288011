//! Lines in words, and what bonuses and pay rules have in them.

use super::super::answer::{NotEarned, PayoutInputs, PayoutLine, Undecided};
use super::super::due::no_inputs;
use crate::number::{Figure, RoundingMode};
use crate::policy::{Policy, minor_digits};
use crate::report::{Names, between_parts, zh};
use crate::values::{Id, Language, Text};

/// Says things in one language.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) names: Names<'a>,
}

impl<'a> Words<'a> {
    pub(super) fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.names.language {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    pub(super) fn join(&self, pieces: &[&str]) -> String {
        match self.names.language {
            Language::En => pieces.concat(),
            Language::Zh => zh(pieces),
        }
    }

    /// What people call a rule, by its number as rules are counted.
    fn rule(&self, number: usize, id: &'a Id) -> String {
        let policy = self.names.policy;
        let (bonuses, commissions) = (policy.bonuses.len(), policy.commissions.len());
        let name: Option<&'a Text> = match (number.checked_sub(bonuses + commissions), number.checked_sub(bonuses)) {
            (Some(at), _) => policy.pay_rules.get(at).and_then(|rule| rule.name.as_ref()),
            (_, Some(at)) => policy.commissions.get(at).and_then(|rule| rule.name.as_ref()),
            _ => policy.bonuses.get(number).and_then(|bonus| bonus.name.as_ref()),
        };
        format!("“{}”", self.names.text(name, id))
    }

    fn course(&self, id: &'a Id) -> String {
        let found = self.names.policy.courses.iter().find(|course| course.id == *id);
        format!("“{}”", self.names.text(found.and_then(|course| course.name.as_ref()), id))
    }
}

/// A figure as it is shown.
pub(super) fn shown(figure: &Figure) -> String {
    figure.texts().0
}

pub(super) fn money(figure: &Figure, currency: &Id) -> String {
    format!("{} {currency}", shown(figure))
}

/// How an amount came about.
pub(in super::super) fn line(policy: &Policy, language: Language, rule: usize, line: &PayoutLine) -> String {
    let words = Words { names: Names { policy, language } };
    let nothing = no_inputs();
    let inputs = line.inputs.as_deref().unwrap_or(&nothing);
    let mut parts: Vec<String> = Vec::new();
    let amount = money(&line.amount, &line.currency);
    let before = line.before_budget.as_deref();
    let is_simple = line.paid_before.is_none() && before.is_none();
    let product = product(words, (rule, line), inputs);
    match (product, is_simple) {
        (Some(product), true) => parts.push(format!("{amount} = {product}")),
        (product, _) => {
            parts.push(amount);
            let due = money(before.unwrap_or(&line.due), &line.currency);
            let due = product.map_or_else(|| due.clone(), |product| format!("{due} = {product}"));
            if !is_simple {
                parts.push(words.join(&[words.say("due ", "应付"), &due]));
            }
        }
    }
    if line.kind == "commission" {
        parts.extend(super::commission::parts(words, line, inputs));
    }
    if before.is_some() {
        let left = money(&line.due, &line.currency);
        parts.push(words.join(&[words.say("the budget leaves ", "预算分摊后为"), &left]));
    }
    if let Some(paid) = line.paid_before.as_deref() {
        parts.push(words.join(&[words.say("paid before: ", "此前已付"), &money(paid, &line.currency)]));
    }
    if let Some(band) = &inputs.band {
        parts.push(words.join(&[words.say("rating ", "评级"), &format!("“{}”", words.names.band(band))]));
    }
    if let Some(course) = &line.course {
        parts.push(words.join(&[words.say("to do: course ", "须完成课程"), &words.course(course)]));
    }
    parts.extend(line.condition.as_ref().and_then(|condition| condition.text.clone()));
    title(words, &words.rule(rule, &line.rule), &parts)
}

/// The amount as a product of what it was computed from.
fn product(words: Words<'_>, (rule, line): (usize, &PayoutLine), inputs: &PayoutInputs) -> Option<String> {
    let pay = inputs.pay.as_ref().map(|pay| money(pay, &line.currency));
    let mut factors: Vec<String> = Vec::new();
    match line.kind {
        "commission" => return super::commission::product(words, line, inputs),
        "rating" => factors.extend([pay?, percent(inputs.percent.as_ref()?)]),
        "coefficient" => factors.extend([pay?, shown(inputs.coefficient.as_ref()?)]),
        "overtime" => {
            let overtime = inputs.overtime.as_ref()?;
            let hours = words.say(" h", " 小时");
            factors.push(format!("{} ÷ {}{hours}", pay?, shown(&overtime.of)));
            factors.extend([format!("{}{hours}", shown(&overtime.hours)), percent(&overtime.rate)]);
        }
        "absence" => {
            let known = inputs.attendance.as_ref()?;
            factors.push(format!("-{}", pay?));
            factors.push(days(words, (&known.days_absent, &known.days_due), ("absent", "缺勤")));
            factors.extend(inputs.percent.as_ref().map(percent));
            return Some(factors.join(" × "));
        }
        _ => {
            // A bonus is the amount of the policy unless attendance reduces it.
            let known = inputs.attendance.as_ref()?;
            let stated = words.names.policy.bonuses.get(rule)?;
            let amount = stated.amount.to_rational();
            let digits = minor_digits(line.currency.as_str());
            factors.push(money(&Figure::money(amount, digits), &line.currency));
            factors.push(days(words, (&known.days_present(), &known.days_due), ("worked", "出勤")));
            return Some(factors.join(" × "));
        }
    }
    if let Some(known) = inputs.attendance.as_ref() {
        factors.push(days(words, (&known.days_present(), &known.days_due), ("worked", "出勤")));
    }
    Some(factors.join(" × "))
}

pub(super) fn percent(figure: &Figure) -> String {
    format!("{}%", figure.exact().rounded_text(Figure::PLACES, RoundingMode::HalfAway, false))
}

/// `20/22 days worked`
fn days(words: Words<'_>, (some, of): (&Figure, &Figure), (en, zh): (&'static str, &'static str)) -> String {
    let (some, of) = (shown(some), shown(of));
    match words.names.language {
        Language::En => format!("{some}/{of} days {en}"),
        Language::Zh => format!("{zh} {some}/{of} 天"),
    }
}

fn title(words: Words<'_>, name: &str, parts: &[String]) -> String {
    format!("{name}{}{}", words.say(": ", "："), parts.join(between_parts(words.names.language)))
}

impl super::super::answer::AttendancePart {
    /// Days that were worked.
    fn days_present(&self) -> Figure {
        Figure::new(self.days_due.exact() - self.days_absent.exact())
    }
}

/// Why a bonus is not earned.
pub(in super::super) fn not_earned(policy: &Policy, language: Language, rule: usize, told: &NotEarned) -> String {
    let words = Words { names: Names { policy, language } };
    let mut parts = vec![words.say("not earned", "未获得").to_owned()];
    parts.extend(told.condition.text.clone());
    title(words, &words.rule(rule, &told.rule), &parts)
}

/// Why it cannot be said what a rule comes to.
pub(in super::super) fn undecided(policy: &Policy, language: Language, rule: usize, open: &Undecided) -> String {
    let words = Words { names: Names { policy, language } };
    let why = match open.why {
        "condition" => words.say("not known yet whether it is earned", "尚不确定是否获得"),
        "goal" => words.say(
            "not known yet: an earlier bonus of the same goal may be paid",
            "尚不确定：同一目标中靠前的奖金可能发放",
        ),
        "record" => words.say(
            "not known: a record that counts here was left out (see the problems)",
            "无法确定：有一条相关记录未被采用（见问题列表）",
        ),
        "rating" => words.say("the rating is not known yet", "评级尚未确定"),
        "coefficient" => words.say("the performance coefficient is not known yet", "绩效系数尚未确定"),
        "pay" => words.say("pay is not recorded", "没有工资记录"),
        "hours" => words.say("the hours that pay is for are not recorded", "没有记录工资对应的工时"),
        // A part of no days is not known either.
        _ => words.say("days due and worked are not recorded", "没有应出勤天数的考勤记录"),
    };
    let of_commission = super::commission::undecided(words, &open.rule, open);
    let mut parts = vec![of_commission.unwrap_or_else(|| why.to_owned())];
    parts.extend(open.condition.as_ref().and_then(|condition| condition.text.clone()));
    title(words, &words.rule(rule, &open.rule), &parts)
}
