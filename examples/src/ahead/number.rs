//! Estimates as people write them: few digits, for more would say more than is known.
use serde_json::Value;

use crate::figures::{grouped, value};
use crate::json::Dig as _;
use crate::lang::Lang;

/// A number of an answer, where numbers are texts.
pub fn number(of: &Value, field: &str) -> Option<f64> {
    of.text(field).parse().ok()
}

/// A count that an answer states as a number.
pub fn count(of: &Value, field: &str) -> u64 {
    of.get(field).and_then(Value::as_u64).unwrap_or(0)
}

/// With so many places, or a dash.
pub fn fixed(number: Option<f64>, places: usize) -> String {
    number.map_or_else(|| "–".to_owned(), |number| format!("{number:.places$}").replace('-', "−"))
}

/// A share as a percentage: `82%`. What is not certain never reads 0 % or 100 %.
pub fn chance(share: Option<f64>) -> String {
    match share {
        None => "–".to_owned(),
        Some(share) if share > 0.0 && share < 0.01 => "<1%".to_owned(),
        Some(share) if share < 1.0 && share > 0.99 => ">99%".to_owned(),
        Some(share) => format!("{:.0}%", share * 100.0),
    }
}

/// A figure in its unit, in thousands or millions where it is long; without the unit, for a column that has it once.
pub fn short(number: Option<f64>, unit: &str, currency: &str, lang: Lang) -> String {
    let Some(number) = number else { return "–".to_owned() };
    let plain = bare(number, unit, lang);
    match (unit, lang) {
        ("money", Lang::En) if !currency.is_empty() => format!("{currency} {plain}"),
        ("percent" | "multiple" | "second" | "minute" | "hour" | "day" | "money", _) => {
            value(&plain, unit, currency, lang)
        }
        _ => plain,
    }
}

/// The digits of [`short`].
pub fn bare(number: f64, unit: &str, lang: Lang) -> String {
    let size = number.abs();
    let text = match lang {
        Lang::En if size >= 1e6 => format!("{:.2} M", number / 1e6),
        Lang::Zh if size >= 1e6 => format!("{:.1} 万", number / 1e4),
        _ if size >= 100.0 || (unit != "percent" && number.fract() == 0.0) => grouped(&format!("{number:.0}"), 5),
        _ => {
            let text = format!("{number:.1}");
            text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
        }
    };
    text.replace('-', "−")
}

/// Both ends of an interval.
pub fn span(low: Option<f64>, high: Option<f64>, unit: &str, lang: Lang) -> String {
    let (Some(low), Some(high)) = (low, high) else { return "–".to_owned() };
    let (low, high) = (bare(low, unit, lang), bare(high, unit, lang));
    // `2.69–3.52 M` says the power once.
    let power = |text: &str| text.split_once(' ').map(|(digits, power)| (digits.to_owned(), power.to_owned()));
    match (power(&low), power(&high)) {
        (Some((low, one)), Some((_, other))) if one == other => format!("{low}–{high}"),
        _ => format!("{low}–{high}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{chance, fixed, short, span};
    use crate::lang::Lang::{En, Zh};

    #[test]
    fn estimates_have_few_digits() {
        assert_eq!(short(Some(3_107_840.0), "money", "USD", En), "USD 3.11 M");
        assert_eq!(short(Some(3_107_840.0), "money", "USD", Zh), "310.8 万 美元");
        assert_eq!(short(Some(36.3684), "count", "", En), "36.4");
        assert_eq!(short(Some(3600.0), "count", "", En), "3600");
        assert_eq!(short(Some(44_403.1), "count", "", En), "44,403");
        assert_eq!(short(Some(40.0), "second", "", Zh), "40 秒");
        assert_eq!(short(Some(8.46), "percent", "", En), "8.5%");
        assert_eq!(short(None, "count", "", En), "–");
        assert_eq!(span(Some(2_694_950.0), Some(3_520_720.0), "money", En), "2.69–3.52 M");
        assert_eq!(span(Some(950_000.0), Some(3_520_720.0), "money", En), "950,000–3.52 M");
        assert_eq!(span(Some(27.8181), None, "count", En), "–");
        assert_eq!(fixed(Some(-0.592), 2), "−0.59");
    }

    #[test]
    fn what_is_not_certain_is_not_said_to_be() {
        assert_eq!(
            [0.0, 0.004, 0.246, 0.995, 1.0].map(|share| chance(Some(share))),
            ["0%", "<1%", "25%", ">99%", "100%"]
        );
    }
}
