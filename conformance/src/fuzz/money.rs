//! What must hold of money, points and alerts.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is paid now is what is due less what was paid, each line is there once, and the sums are those of the lines.
pub(super) fn paid(text: &str) {
    let answer = read(text);
    let (mut seen, mut rules, mut currencies) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
    for line in list(&answer, "lines") {
        let [employee, rule, unit] = ["employee", "rule", "unit"].map(|field| word(line, field));
        if !seen.insert((employee, rule, unit)) {
            panic!("a rule pays twice: {line}");
        }
        let amount = units(line, "amount");
        if amount != sum([units(line, "due"), units(line, "paid_before").map(|paid| -paid)]) {
            panic!("what is paid is not what is due less what was paid: {line}");
        }
        for (sums, name) in [(&mut rules, rule), (&mut currencies, word(line, "currency"))] {
            let (count, all) = sums.entry(name).or_insert((0, None));
            (*count, *all) = (*count + 1, sum([*all, amount]));
        }
    }
    for (field, name, sums) in [("rules", "rule", rules), ("totals", "currency", currencies)] {
        let told: BTreeMap<_, _> = list(&answer, field)
            .map(|total| {
                (word(total, name), (total.get("lines").and_then(Value::as_u64).unwrap_or(0), units(total, "amount")))
            })
            .filter(|(_, (lines, _))| *lines > 0)
            .collect();
        if told != sums {
            panic!("`{field}` are not the sums of the lines: {text}");
        }
    }
}

/// A version pays what it pays.
pub(super) fn unchanged(text: &str) {
    let answer = read(text);
    for entry in list(&answer, "people").chain(list(&answer, "totals")) {
        if units(entry, "change") != Some(0) || units(entry, "before") != units(entry, "after") {
            panic!("a version differs from itself: {entry}");
        }
    }
}

/// A balance is the sum of its entries, and never below zero.
pub(super) fn balanced(text: &str) {
    for account in list(&read(text), "accounts") {
        let whole = |value: &Value, field: &str| value.get(field).and_then(Value::as_i64);
        let mut balance = Some(0);
        for entry in list(account, "entries") {
            balance = balance.zip(whole(entry, "points")).map(|(balance, points)| balance + points);
            if balance.is_none_or(|balance| balance < 0) || balance != whole(entry, "balance") {
                panic!("the balance is not that of the entries: {entry}");
            }
        }
        if balance != whole(account, "balance") {
            panic!("the balance is not that of the entries: {account}");
        }
    }
}

/// No two alerts have one id.
pub(super) fn told_once(text: &str) {
    let answer = read(text);
    let mut told = BTreeSet::new();
    for alert in list(&answer, "alerts") {
        if word(alert, "id").is_none_or(|id| !told.insert(id)) {
            panic!("an alert has no id of its own: {alert}");
        }
    }
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("the answer is not JSON: {error}: {text}"))
}

fn list<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn word<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field).and_then(Value::as_str)
}

/// An amount in units of 10⁻³, as no currency has more places; none where there is none.
fn units(value: &Value, field: &str) -> Option<i128> {
    let text = word(value, field)?;
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{places:0<3}");
    match digits.parse() {
        Ok(units) if places.len() <= 3 => Some(units),
        _ => panic!("`{field}` is no amount: {value}"),
    }
}

fn sum<const N: usize>(parts: [Option<i128>; N]) -> Option<i128> {
    Some(parts.into_iter().flatten().sum())
}
