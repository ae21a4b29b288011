use super::*;
use crate::number::Rational;

/// Metrics for the tests: a and b are counts, m is money, p a share, 率 a share.
fn resolve(name: &str) -> Option<(usize, Option<Dimension>)> {
    let metric = |unit: &str| {
        let text = format!(r#"{{"id": "x", "unit": "{unit}", "direction": "higher", "currency": "CNY"}}"#);
        let limits = crate::Limits::default();
        let mut reader = crate::json::Reader::new(text.as_bytes(), &limits);
        Dimension::of(&<crate::policy::Metric as crate::json::Read>::read(&mut reader).unwrap())
    };
    let index = ["a", "b", "m", "p", "率", "word"].iter().position(|known| *known == name)?;
    Some((index, metric(["count", "count", "money", "percent", "ratio", "label"][index])))
}

fn value(text: &str) -> Result<String, String> {
    let inputs = [(6, 1), (4, 1), (1000, 1), (1, 20), (1, 4)].map(|(n, d)| Rational::new(n, d).unwrap());
    let formula = parse(text, 100, 20, &resolve).map_err(|error| format!("{error:?}"))?;
    run(&formula.ops, 300, |index| inputs.get(index).cloned().ok_or(()))
        .map(|value| value.to_string())
        .map_err(|error| format!("{error:?}"))
}

#[test]
fn formulas_are_exact() {
    let cases = [
        ("a / b", "3/2"),
        ("a - b - 1", "1"),
        ("a / b / 2", "3/4"),
        ("a + b * 2", "14"),
        ("(a + b) * 2", "20"),
        ("-a + 1", "-5"),
        ("- -a", "6"),
        ("m / a", "500/3"),
        ("5% + p", "1/10"),
        ("min(a, b, 5)", "4"),
        ("max(a, b)", "6"),
        ("abs(b - a)", "2"),
        ("a × 率 ÷ 3", "1/2"),
        ("1/3 + 1/6", "1/2"),
        ("0.1 + 0.2", "3/10"),
    ];
    for (text, expected) in cases {
        assert_eq!(value(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn division_by_zero_is_undefined() {
    assert_eq!(value("a / (b - 4)"), Err("[Undefined]".to_owned()));
    // 300 bits are not enough for 1000^40.
    let text = vec!["m"; 40].join(" * ");
    assert_eq!(value(&text), Err("[Undefined]".to_owned()));
}

#[test]
fn units_are_checked() {
    for text in ["m + a", "a + p", "min(a, m)", "word * 2", "m - 5%", "m / a + p"] {
        assert!(value(text).unwrap_err().starts_with("Units"), "{text}: {:?}", value(text));
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    for text in ["", "a +", "a b", "(a", "a)", "sum(a)", "1..2", "a $ b", "min()", "abs(a, b)", "5 %%", "1e5", "min"] {
        let error = value(text).unwrap_err();
        assert!(error.starts_with("Syntax") || error.starts_with("Unknown"), "{text}: {error}");
    }
    assert!(value(&"(".repeat(10_000)).unwrap_err().starts_with("TooLarge"));
    assert!(value(&"-".repeat(10_000)).unwrap_err().starts_with("TooLarge"));
    assert!(value(&vec!["1"; 10_000].join("+")).unwrap_err().starts_with("TooLarge"));
}
