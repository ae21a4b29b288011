//! What must hold of risks of leaving, and the people who are asked about.

use super::success;
use crate::run::{Answer, Question};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Forty people over two years, of whom nine leave: enough for the rate of a team, and for a model that is handed in.
pub(super) static FACTS: LazyLock<String> = LazyLock::new(|| {
    let (mut employees, mut observations, mut attendance, mut pay) = (vec![], vec![], vec![], vec![]);
    for number in 0..40 {
        let id = format!("p{number}");
        let began = (number * 5) % 18;
        let left = (number % 4 == 1 && number < 36).then(|| began + 2 + number % 7).filter(|month| *month < 24);
        let position = if number % 5 == 0 { "lead" } else { "seller" };
        let unit = if number % 3 == 0 { "east" } else { "shop" };
        let mut held = json!({"position": position, "unit": unit, "from": format!("{}-03", period(began))});
        if let (Some(left), Some(held)) = (left, held.as_object_mut()) {
            held.insert("to".into(), format!("{}-20", period(left)).into());
            if number % 8 == 1 {
                held.insert("ended".into(), "involuntary".into());
            }
        }
        employees.push(json!({"id": id, "positions": [held]}));
        pay.push(json!({"employee": id, "from": format!("{}-01", period(began)), "base": 8000 + 100 * (number % 9), "currency": "CNY"}));
        for month in began + 1..=left.unwrap_or(23) {
            let period = period(month);
            let value = 90_000 + 1_000 * ((number * 7 + month * 3) % 40);
            observations.push(json!({"metric": "sales", "employee": id, "period": period, "value": value}));
            attendance
                .push(json!({"employee": id, "period": period, "days_due": 21, "days_absent": (number + month) % 3,
                "overtime_hours": (number * 3 + month) % 30}));
        }
    }
    json!({"schema_version": "1.5", "employees": employees, "observations": observations, "attendance": attendance, "pay": pay})
        .to_string()
});

/// A month, counted from July 2023 on.
fn period(month: usize) -> String {
    format!("{}-{:02}", 2023 + (month + 6) / 12, (month + 6) % 12 + 1)
}

/// Reasons add up to the log-odds digit for digit, and what a chance says of itself holds.
pub(super) fn added_up(text: &str) {
    let answer = read(text);
    for person in list(&answer, "people") {
        if let Some(log_odds) = millionths(person, "log_odds") {
            let base = millionths(person, "base").unwrap_or_default();
            let reasons = list(person, "reasons").filter_map(|reason| millionths(reason, "adds"));
            if log_odds != base + reasons.sum::<i128>() {
                panic!("reasons do not add up: {person}");
            }
        }
        let Some(chance) = person.get("chance") else { continue };
        let [mean, lo95, lo80, hi80, hi95] =
            ["mean", "lo95", "lo80", "hi80", "hi95"].map(|field| number(chance, field));
        let bounds = [Some(0.0), lo95, lo80, hi80, hi95, Some(1.0)];
        if !bounds.is_sorted() || mean.is_none_or(|mean| !(0.0..=1.0).contains(&mean)) {
            panic!("a chance is none, or its bounds are the wrong way round: {person}");
        }
    }
}

/// Curves of staying fall, and nobody leaves who was not there.
pub(super) fn falls(text: &str) {
    let answer = read(text);
    for curve in list(&answer, "curves") {
        let count = |of: &Value, field: &str| of.get(field).and_then(Value::as_u64).unwrap_or_default();
        let shares: Vec<Option<f64>> = list(curve, "steps").map(|step| number(step, "staying")).collect();
        let left: u64 = list(curve, "steps").map(|step| count(step, "left")).sum();
        if !shares.iter().rev().is_sorted() || left > count(curve, "leavers") {
            panic!("a curve rises, or more leave than were there: {curve}");
        }
        if list(curve, "steps").any(|step| count(step, "left") > count(step, "at_risk")) {
            panic!("more leave than were there: {curve}");
        }
    }
}

/// A model that was fitted, kept and handed in answers what was answered without it.
pub(super) fn kept(text: &str, request: &[u8], ask: &dyn Fn(Question, &[u8]) -> Answer) {
    let (mut first, Ok(Value::Object(mut request))) = (read(text), serde_json::from_slice(request)) else { return };
    if request.get("model").is_some_and(|model| !model.is_null()) {
        return;
    }
    let mut fit = request.clone();
    for field in ["horizon", "employees", "model"] {
        fit.remove(field);
    }
    fit.insert("leaving".into(), first.get("leaving").cloned().unwrap_or_default());
    let fitted = ask(Question::FitAttrition, Value::Object(fit).to_string().as_bytes());
    let Some(fitted) = success(&fitted) else {
        panic!("no model is fitted where one was asked: {}", fitted.text());
    };
    request.insert("model".into(), read(fitted).get("model").cloned().unwrap_or_default());
    let again = ask(Question::Attrition, Value::Object(request).to_string().as_bytes());
    let mut second = read(again.text());
    // Why a model is no more than it is, is said where it is fitted.
    for answer in [&mut first, &mut second] {
        for field in ["model", "limits", "text"] {
            answer.as_object_mut().and_then(|answer| answer.remove(field));
        }
    }
    if first != second {
        panic!("a model that was kept answers otherwise\nonce  {first}\ntwice {second}");
    }
}

/// Whoever is in an answer has a receipt of it.
pub(super) fn vouched(text: &str, request: &[u8], receipt: &dyn Fn(&[u8]) -> String) {
    let (answer, Ok(Value::Object(mut request))) = (read(text), serde_json::from_slice(request)) else { return };
    let Some(person) = list(&answer, "people").next() else { return };
    request.remove("employees");
    request.remove("lang");
    request.insert("employee".into(), person.get("employee").cloned().unwrap_or_default());
    let receipt = read(&receipt(Value::Object(request).to_string().as_bytes()));
    let mut person = person.clone();
    for field in ["rank", "text"] {
        person.as_object_mut().and_then(|person| person.remove(field));
    }
    // With a language the signals are told in words as well.
    let told = receipt.pointer("/document/result/person");
    let same = |field: &str| told.and_then(|told| told.get(field)) == person.get(field);
    if told.is_none() || !["state", "chance", "band", "log_odds", "reasons"].into_iter().all(same) {
        panic!("a receipt says something else\nanswer  {person}\nreceipt {receipt}");
    }
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("the answer is not JSON: {error}: {text}"))
}

fn list<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn number(value: &Value, field: &str) -> Option<f64> {
    value.get(field)?.as_str()?.parse().ok()
}

/// A decimal of at most six places, in millionths.
fn millionths(value: &Value, field: &str) -> Option<i128> {
    let text = value.get(field)?.as_str()?;
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
    match format!("{whole}{places:0<6}").parse::<i128>() {
        Ok(found) if places.len() <= 6 => Some(sign * found),
        _ => panic!("`{field}` has more than six places: {value}"),
    }
}
