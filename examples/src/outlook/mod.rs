//! The answers of `forecast`, `headcount` and `flows` as one page with drawings.

pub mod flows;
pub mod forecast;
pub mod headcount;
pub mod page;
mod table;

use serde_json::Value;

/// The width and height of a drawing.
const SIZE: (f64, f64) = (920.0, 340.0);

/// A number of an answer, where estimates are text as all exact numbers are; what is absent reads as nothing.
fn number(of: &Value, field: &str) -> f64 {
    match of.get(field) {
        Some(Value::String(text)) => text.parse().unwrap_or(f64::NAN),
        other => other.and_then(Value::as_f64).unwrap_or(f64::NAN),
    }
}

/// The numbers of a field of each item.
fn numbers(items: &[Value], field: &str) -> Vec<f64> {
    items.iter().map(|item| number(item, field)).collect()
}

/// The numbers of a field of an estimate of each item.
fn estimates(items: &[Value], estimate: &str, field: &str) -> Vec<f64> {
    items.iter().map(|item| item.get(estimate).map_or(f64::NAN, |estimate| number(estimate, field))).collect()
}

/// A number for people: as many digits as say something.
fn figure(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let size = value.abs();
    let places = if size >= 100.0 || value.fract() == 0.0 { 0 } else { 1 + usize::from(size < 10.0) };
    let text = format!("{value:.places$}");
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("\u{2212}", rest));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        // Groups of three, apart by a space that does not break.
        if place > 0 && (whole.len() - place) % 3 == 0 && whole.len() > 4 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_as_many_digits_as_say_something() {
        for (value, text) in [
            (1_234_567.8, "1\u{202f}234\u{202f}568"),
            (1234.0, "1234"),
            (12.34, "12.3"),
            (1.234, "1.23"),
            (5.0, "5"),
            (-3.25, "\u{2212}3.25"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(figure(value), text);
        }
    }
}
