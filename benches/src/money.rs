//! Commissions of a large company: twelve rules and twelve sales for each person, and the loop that a host would write.

use std::collections::HashMap;

use hrcore::Facts;
use hrcore::request::{DetailWord, PayoutsRequest};
use hrcore::values::Id;

use crate::career::mix;
use crate::shuffle;

/// Sales of a person.
pub const SALES: usize = 12;

/// A step: up to so many cents, at so many hundredths of a percent.
type Step = (i64, i64);

/// How tiers apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apply {
    Whole,
    Marginal,
    Ramp,
}

/// A rule: how its tiers apply, its three steps, and its cap in cents.
struct Rule {
    apply: Apply,
    steps: [Step; 3],
    cap: Option<i64>,
}

/// Twelve rules: five whole, five marginal, a ramp, and one with a cap.
fn rules() -> Vec<Rule> {
    let rule = |number: i64| {
        let rate = 100 + 15 * number;
        let first = 2_000_000 + 100_000 * number;
        Rule {
            apply: match number {
                11 => Apply::Ramp,
                _ if number % 2 == 0 => Apply::Whole,
                _ => Apply::Marginal,
            },
            steps: [(first, rate), (3 * first, rate + 50), (i64::MAX, rate + 125)],
            cap: (number == 4).then_some(120_000),
        }
    };
    (0..12).map(rule).collect()
}

/// The policy as JSON.
#[must_use]
pub fn policy() -> String {
    let commission = |(number, rule): (usize, &Rule)| {
        let apply = match rule.apply {
            Apply::Whole => "whole",
            Apply::Marginal => "marginal",
            Apply::Ramp => "ramp",
        };
        let steps = rule.steps.iter().map(|(upto, rate)| {
            let upto = if *upto == i64::MAX { String::new() } else { format!(r#""upto":{},"#, upto / 100) };
            format!(r#"{{{upto}"rate":"{}.{:02}%"}}"#, rate / 100, rate % 100)
        });
        let steps: Vec<String> = steps.collect();
        let cap = rule.cap.map_or(String::new(), |cap| format!(r#","cap":{}"#, cap / 100));
        format!(
            r#"{{"id":"c{number}","currency":"CNY","tiers":{{"apply":"{apply}","steps":[{}]}}{cap}}}"#,
            steps.join(",")
        )
    };
    let commissions: Vec<String> = rules().iter().enumerate().map(commission).collect();
    format!(
        r#"{{"schema_version":"1.3","id":"money","version":"1","effective_from":"2024-01-01","metrics":[],"scorecards":[],
        "positions":[{{"id":"sales"}}],"commissions":[{}]}}"#,
        commissions.join(",")
    )
}

/// The compiled policy.
///
/// # Panics
///
/// Never: the policy is made in this file, and a test compiles it.
#[must_use]
#[allow(clippy::expect_used, reason = "a benchmark without its policy has nothing to measure")]
pub fn engine() -> hrcore::Engine {
    hrcore::Engine::compile(policy().as_bytes()).expect("the policy compiles")
}

/// The question: everyone's lines, without what they are made of.
///
/// # Panics
///
/// Never: the period is a constant.
#[must_use]
#[allow(clippy::expect_used, reason = "the period is a constant")]
pub fn request() -> PayoutsRequest {
    let request = PayoutsRequest::new("2025-06".parse().expect("a period"));
    PayoutsRequest { detail: DetailWord::Totals, ..request }
}

/// The question as JSON.
pub const TOTALS: &str = r#"{"period":"2025-06","detail":"totals"}"#;

/// Twelve sales of each of so many people, by person or in any order.
#[must_use]
pub fn facts(people: usize, shuffled: bool) -> String {
    let mut state = 5;
    let employees = (0..people)
        .map(|person| format!(r#"{{"id":"e{person:06}","positions":[{{"position":"sales","from":"2024-01-01"}}]}}"#));
    let employees: Vec<String> = employees.collect();
    let mut sales = Vec::with_capacity(people * SALES);
    for person in 0..people {
        for number in 0..SALES {
            let draw = mix(&mut state);
            sales.push(format!(
                r#"{{"id":"s{person:06}-{number:02}","employee":"e{person:06}","date":"2025-06-{:02}","amount":{}.{:02},"currency":"CNY"}}"#,
                1 + draw % 30,
                100 + (draw >> 8) % 9_000,
                (draw >> 40) % 100,
            ));
        }
    }
    if shuffled {
        shuffle(&mut sales);
    }
    format!(r#"{{"employees":[{}],"sales":[{}]}}"#, employees.join(","), sales.join(","))
}

/// `number / unit`, rounded half away from zero; sales are not below zero here.
fn rounded(number: i128, unit: i128) -> i64 {
    i64::try_from((number + unit / 2) / unit).unwrap_or(i64::MAX)
}

/// The loop by hand over the same typed facts, in cents: each person's base, and what twelve rules pay on it. It checks
/// nothing, keeps no payments, and names no currency.
#[must_use]
pub fn by_hand(facts: &Facts) -> (Vec<(u32, u32, i64)>, i64) {
    let document = facts.document();
    let people: HashMap<&Id, usize> =
        document.employees.iter().enumerate().map(|(number, employee)| (&employee.id, number)).collect();
    let mut bases = vec![0i64; document.employees.len()];
    for sale in document.sales.iter() {
        let Some(person) = sale.employee.as_ref().and_then(|id| people.get(id)) else { continue };
        let amount = sale.amount.mantissa() * 10i128.pow(2 - sale.amount.scale());
        if let Some(base) = bases.get_mut(*person) {
            *base += i64::try_from(amount).unwrap_or(0);
        }
    }
    let rules = rules();
    let mut lines = Vec::with_capacity(bases.len() * rules.len());
    let mut total = 0;
    for (person, base) in bases.iter().enumerate() {
        for (number, rule) in rules.iter().enumerate() {
            let mut amount = pays(rule, *base);
            if let Some(cap) = rule.cap {
                amount = amount.min(cap);
            }
            if amount != 0 {
                total += amount;
                lines.push((u32::try_from(person).unwrap_or(0), u32::try_from(number).unwrap_or(0), amount));
            }
        }
    }
    (lines, total)
}

fn pays(rule: &Rule, base: i64) -> i64 {
    let [(first, low), (second, middle), (_, high)] = rule.steps;
    let (wide, first, second) = (i128::from(base), i128::from(first), i128::from(second));
    let (low, middle, high) = (i128::from(low), i128::from(middle), i128::from(high));
    match rule.apply {
        Apply::Whole if wide <= first => rounded(wide * low, 10_000),
        Apply::Whole if wide <= second => rounded(wide * middle, 10_000),
        Apply::Whole => rounded(wide * high, 10_000),
        Apply::Marginal => {
            let parts =
                wide.min(first) * low + (wide.min(second) - first).max(0) * middle + (wide - second).max(0) * high;
            rounded(parts, 10_000)
        }
        Apply::Ramp if wide <= first => rounded(wide * (low * first + (middle - low) * wide), 10_000 * first),
        Apply::Ramp if wide <= second => {
            let way = second - first;
            rounded(wide * (middle * way + (high - middle) * (wide - first)), 10_000 * way)
        }
        Apply::Ramp => rounded(wide * high, 10_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hrcore::Limits;

    #[test]
    fn the_loop_and_the_engine_agree() {
        for shuffled in [false, true] {
            let facts = Facts::parse(facts(300, shuffled).as_bytes(), Limits::default()).unwrap();
            let report = engine().payouts(&facts, &request()).unwrap();
            assert!(report.problems.is_empty(), "{:?}", report.problems);
            let (lines, total) = by_hand(&facts);
            assert_eq!((report.lines.len(), lines.len()), (300 * 12, 300 * 12));
            for (ours, (person, rule, cents)) in report.lines.iter().zip(lines) {
                assert_eq!(ours.employee.as_str(), format!("e{person:06}"));
                assert_eq!(ours.rule.as_str(), format!("c{rule}"));
                assert_eq!(ours.amount.texts().0, format!("{}.{:02}", cents / 100, cents % 100));
            }
            assert_eq!(report.totals[0].amount.texts().0, format!("{}.{:02}", total / 100, total % 100));
        }
    }
}
