//! Estimates as people write them: few digits, for more would say more than is known.
use serde_json::Value;

use crate::figures::{grouped, value};
use crate::json::Dig as _;
use crate::lang::Lang;

/// A number of an answer, where numbers are texts.
pub fn number(of: &Value, field: &str) -> Option<f64> {
    of.text(field).parse().ok()
}

/// The exact number where the text is a rounded one, so that it is rounded once.
pub fn exact(of: &Value, field: &str) -> Option<f64> {
    match of.text(&format!("{field}_exact")).split_once('/') {
        Some((over, under)) => Some(over.parse::<f64>().ok()? / under.parse::<f64>().ok()?),
        None => number(of, field),
    }
}

/// A count that an answer states as a number.
pub fn count(of: &Value, field: &str) -> u64 {
    of.get(field).and_then(Value::as_u64).unwrap_or(0)
}

/// With so many places, or a dash.
pub fn fixed(number: Option<f64>, places: usize) -> String {
    number.map_or_else(|| "–".to_owned(), |number| format!("{number:.places$}").replace('-', "−"))
}

/// How likely something is that is not certain: `82%`, never 0 % or 100 %.
pub fn chance(share: Option<f64>) -> String {
    match share {
        None => "–".to_owned(),
        Some(share) if share < 0.01 => "<1%".to_owned(),
        Some(share) if share > 0.99 => ">99%".to_owned(),
        Some(share) => format!("{:.0}%", share * 100.0),
    }
}

/// So many decimal places say something of numbers that stand below each other.
pub fn places(numbers: &[Option<f64>]) -> usize {
    let known = || numbers.iter().flatten();
    usize::from(!known().any(|number| number.abs() >= 100.0) && known().any(|number| number.fract() != 0.0))
}

/// A figure in its unit, with so many places or in millions where it is long.
pub fn short(number: Option<f64>, places: usize, unit: &str, currency: &str, lang: Lang) -> String {
    let Some(number) = number else { return "–".to_owned() };
    let plain = bare(number, places, lang);
    match (unit, lang) {
        ("money", Lang::En) => format!("{currency} {plain}").trim_start().to_owned(),
        ("money", Lang::Zh) if plain.ends_with('万') => value(&plain, unit, currency, lang).replacen("万 ", "万", 1),
        _ => value(&plain, unit, currency, lang),
    }
}

/// The digits of [`short`].
pub fn bare(number: f64, places: usize, lang: Lang) -> String {
    let text = match lang {
        Lang::En if number.abs() >= 1e6 => format!("{:.2} M", number / 1e6),
        Lang::Zh if number.abs() >= 1e6 => format!("{:.0} 万", number / 1e4),
        _ => grouped(&format!("{number:.places$}"), 5),
    };
    text.replace('-', "−")
}

/// Both ends of an interval.
pub fn span(low: Option<f64>, high: Option<f64>, places: usize, lang: Lang) -> String {
    let (Some(low), Some(high)) = (low, high) else { return "–".to_owned() };
    let (low, high) = (bare(low, places, lang), bare(high, places, lang));
    // `2.69–3.52 M` says the million once.
    match (low.split_once(' '), high.split_once(' ')) {
        (Some((low, one)), Some((_, other))) if one == other => format!("{low}–{high}"),
        _ => format!("{low}–{high}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{chance, exact, fixed, places, short, span};
    use crate::lang::Lang::{En, Zh};

    #[test]
    fn estimates_have_few_digits() {
        assert_eq!(short(Some(3_107_840.0), 0, "money", "USD", En), "USD 3.11 M");
        assert_eq!(short(Some(3_107_840.0), 0, "money", "USD", Zh), "311 万美元");
        assert_eq!(short(Some(36.3684), 1, "count", "", En), "36.4");
        assert_eq!(short(Some(3600.0), 0, "count", "", En), "3600");
        assert_eq!(short(Some(44_403.1), 0, "count", "", En), "44,403");
        assert_eq!(short(Some(40.0), 0, "second", "", Zh), "40 秒");
        assert_eq!(short(Some(8.46), 1, "percent", "", En), "8.5%");
        assert_eq!(short(None, 0, "count", "", En), "–");
        assert_eq!(span(Some(2_694_950.0), Some(3_520_720.0), 0, En), "2.69–3.52 M");
        assert_eq!(span(Some(950_000.0), Some(3_520_720.0), 0, En), "950,000–3.52 M");
        assert_eq!(span(Some(27.8181), None, 1, En), "–");
        assert_eq!(fixed(Some(-0.592), 2), "−0.59");
    }

    #[test]
    fn what_is_not_certain_is_not_said_to_be() {
        assert_eq!(
            [0.0, 0.004, 0.246, 0.995, 1.0].map(|share| chance(Some(share))),
            ["<1%", "<1%", "25%", ">99%", ">99%"]
        );
    }

    #[test]
    fn numbers_below_each_other_have_the_same_places() {
        assert_eq!(places(&[Some(94.5), Some(102.0)]), 0);
        assert_eq!(places(&[Some(94.5), Some(89.0), None]), 1);
        assert_eq!(places(&[Some(3.0), Some(4.0)]), 0);
    }

    #[test]
    fn a_fraction_is_rounded_once() {
        // 2 of 52 is 3.846 %, which 0.0385 would turn into 3.9 %.
        let found = json!({ "value": "0.0385", "value_exact": "1/26" });
        assert_eq!(fixed(exact(&found, "value").map(|share| share * 100.0), 1), "3.8");
        assert_eq!(exact(&json!({ "value": "0.25" }), "value"), Some(0.25));
    }
}
