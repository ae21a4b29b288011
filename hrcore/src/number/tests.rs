use num_bigint::BigInt;
use proptest::prelude::*;

use super::*;

fn r(n: i128, d: i128) -> Rational {
    Rational::new(n, d).unwrap()
}

#[test]
fn decimals_follow_the_grammar_of_json() {
    for (text, shown) in [
        ("0", "0"),
        ("-0", "0"),
        ("1.50", "1.5"),
        ("1e3", "1000"),
        ("1.25E-2", "0.0125"),
        ("100", "100"),
        ("-12.0340", "-12.034"),
        ("0.000000000000000001", "0.000000000000000001"),
        ("999999999999999999", "999999999999999999"),
        ("1e17", "100000000000000000"),
        ("0e999999", "0"),
        ("5000e-3", "5"),
    ] {
        assert_eq!(text.parse::<Decimal>().unwrap().to_string(), shown, "{text}");
    }
    for text in [
        "",
        "+1",
        " 1",
        "1 ",
        "01",
        ".5",
        "5.",
        "1_000",
        "0x10",
        "NaN",
        "inf",
        "1e",
        "1e+",
        "--1",
        "1,5",
        "1111111111111111111111111111111111111x",
    ] {
        assert_eq!(text.parse::<Decimal>(), Err(DecimalError::Grammar), "{text}");
    }
    for text in [
        "1e18",
        "1000000000000000000",
        "1e40",
        "0.0000000000000000001",
        "1e-19",
        "1234567890123456789012345678901234567890",
        "12345678901.123456789012345678",
        "1e999999999999999999999",
    ] {
        assert_eq!(text.parse::<Decimal>(), Err(DecimalError::Range), "{text}");
    }
}

#[test]
fn figures_are_canonical() {
    let texts = |f: Figure| f.texts();
    assert_eq!(texts(Figure::new(r(280, 3))), ("93.3333".into(), Some("280/3".into())));
    assert_eq!(texts(Figure::new(r(1, 4096))), ("0.000244140625".into(), None));
    assert_eq!(texts(Figure::new(r(1, 8192))), ("0.0001".into(), Some("1/8192".into())));
    assert_eq!(texts(Figure::new(r(-1, 30000))), ("0".into(), Some("-1/30000".into())));
    assert_eq!(texts(Figure::rounded(r(745, 8), 2, RoundingMode::HalfAway)), ("93.13".into(), Some("93.125".into())));
    assert_eq!(texts(Figure::rounded(r(88, 1), 2, RoundingMode::HalfAway)), ("88".into(), None));
    assert_eq!(texts(Figure::money(r(40, 1), 2)), ("40.00".into(), None));
    assert_eq!(texts(Figure::money(r(1, 3), 0)), ("0".into(), Some("1/3".into())));
}

#[test]
fn ties_round_as_named() {
    for (mode, expected) in [
        (RoundingMode::HalfAway, ["3", "-3", "4"]),
        (RoundingMode::HalfEven, ["2", "-2", "4"]),
        (RoundingMode::TowardZero, ["2", "-2", "3"]),
        (RoundingMode::Up, ["3", "-3", "4"]),
    ] {
        let got: Vec<_> = [r(5, 2), r(-5, 2), r(7, 2)].iter().map(|x| x.round(0, mode).to_string()).collect();
        assert_eq!(got, expected, "{mode:?}");
    }
}

/// The same arithmetic on big integers alone, without any fast path or reduction.
fn slow(op: char, (a, b): (i128, i128), (c, d): (i128, i128)) -> (BigInt, BigInt) {
    let [a, b, c, d] = [a, b, c, d].map(BigInt::from);
    match op {
        '+' => (&a * &d + &c * &b, b * d),
        '-' => (&a * &d - &c * &b, b * d),
        '*' => (a * c, b * d),
        _ => (a * d, b * c),
    }
}

fn part() -> impl Strategy<Value = i128> {
    // Where one form of a fraction ends and the next begins.
    let ends =
        [i64::MIN.into(), i128::from(i64::MIN) + 1, i64::MAX.into(), i128::from(i64::MAX) + 1, i128::MIN, i128::MAX];
    let ends = proptest::sample::select(ends.to_vec());
    prop_oneof![-1000i128..1000, any::<i64>().prop_map(i128::from), any::<i128>(), ends]
}

/// Up to where a part no longer fits a digit, and a little beyond.
fn short() -> impl Strategy<Value = i128> {
    let end = i128::from(u32::MAX);
    prop_oneof![-60i128..60, -end..=end, end - 2..end + 3, -end - 3..2 - end]
}

fn same(value: &Rational, (n, d): &(BigInt, BigInt)) -> bool {
    let text = value.to_string();
    let (a, b) = text.split_once('/').unwrap_or((&text, "1"));
    let (a, b): (BigInt, BigInt) = (a.parse().unwrap(), b.parse().unwrap());
    // Lowest terms, so that equality is structural.
    num_integer::Integer::gcd(&a, &b) == BigInt::from(1) && a * d == n * &b && b > BigInt::from(0)
}

proptest! {
    /// The quick way to read a number agrees with the grammar spelled out: an exponent of zero takes the long way.
    #[test]
    fn short_numbers_read_as_long_ones(text in "-?[0-9.]{0,20}") {
        prop_assert_eq!(text.parse::<Decimal>(), format!("{text}e0").parse::<Decimal>());
    }

    /// Short texts agree with the formatting of the standard library.
    #[test]
    fn short_texts_agree_with_formatting(n in -1_000_000_000_000i64..1_000_000_000_000, scale in 0u32..=12, d in 1u32..5000) {
        let ending = Rational::from_scaled(n.into(), scale);
        let digits = format!("{:0width$}", n.unsigned_abs(), width = scale as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
        let sign = if n < 0 { "-" } else { "" };
        let full = format!("{sign}{whole}.{fraction}");
        let text = full.trim_end_matches('0').trim_end_matches('.');
        prop_assert_eq!(ending.decimal_text(12), Some(text.to_owned()));
        let fraction = Figure::new(r(n.into(), (d * 3).into()));
        if let (_, Some(exact)) = fraction.texts() {
            prop_assert_eq!(exact, fraction.exact().to_string());
        }
    }

    #[test]
    fn arithmetic_equals_big_integers(a in part(), b in part(), c in part(), d in part()) {
        prop_assume!(b != 0 && d != 0);
        let (x, y) = (r(a, b), r(c, d));
        prop_assert!(same(&(&x + &y), &slow('+', (a, b), (c, d))));
        prop_assert!(same(&(&x - &y), &slow('-', (a, b), (c, d))));
        prop_assert!(same(&(&x * &y), &slow('*', (a, b), (c, d))));
        if c != 0 {
            prop_assert!(same(&(&x / &y), &slow('/', (a, b), (c, d))));
        }
        let difference = slow('-', (a, b), (c, d));
        let sign = (difference.0 * difference.1).sign();
        prop_assert_eq!(x.cmp(&y), sign.cmp(&num_bigint::Sign::NoSign));
        prop_assert_eq!((&x + &y) == (&y + &x), true);
    }

    /// What grows from short fractions, with each of them in turn, on either side.
    #[test]
    fn long_fractions_and_short_ones_equal_big_integers(parts in proptest::collection::vec((short(), short()), 2..24)) {
        let (mut sum, mut own) = (Rational::ZERO, (BigInt::from(0), BigInt::from(1)));
        for (c, d) in parts {
            let d = if d == 0 { 1 } else { d };
            let (short, [c, d]) = (r(c, d), [BigInt::from(c), BigInt::from(d)]);
            let (a, b) = &own;
            let next = (a * &d + &c * b, b * &d);
            prop_assert!(same(&(&short + &sum), &next));
            prop_assert!(same(&(&sum - &short), &(a * &d - &c * b, b * &d)));
            prop_assert!(same(&(&short - &sum), &(&c * b - a * &d, b * &d)));
            prop_assert!(same(&(&sum * &short), &(a * &c, b * &d)));
            prop_assert!(same(&(&short * &sum), &(a * &c, b * &d)));
            if c != BigInt::from(0) {
                prop_assert!(same(&(&sum / &short), &(a * &d, b * &c)));
            }
            sum = &sum + &short;
            own = next;
        }
    }

    #[test]
    fn rounding_is_within_half_a_unit(a in part(), b in part(), places in 0u32..8) {
        prop_assume!(b != 0);
        let x = r(a, b);
        let rounded = x.round(places, RoundingMode::HalfAway);
        let error = (&x - &rounded).abs();
        let half = Rational::from_scaled(5, places + 1);
        prop_assert!(error <= half);
        prop_assert!(rounded.decimal_text(places).is_some());
        prop_assert_eq!(rounded.decimal_text(places).unwrap(), x.rounded_text(places, RoundingMode::HalfAway, false));
    }

    #[test]
    fn text_round_trips(mantissa in -999_999_999_999_999_999i64..1_000_000_000_000_000_000, scale in 0u32..=18) {
        let value = Rational::from_scaled(i128::from(mantissa), scale);
        let text = value.decimal_text(18).unwrap();
        prop_assert_eq!(&text.parse::<Decimal>().unwrap().to_rational(), &value);
        prop_assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
    }

    #[test]
    fn arbitrary_text_is_read_or_refused(text in "[-+0-9.eE]{0,45}") {
        if let Ok(value) = text.parse::<Decimal>() {
            let by_hand: f64 = text.parse().unwrap();
            let shown: f64 = value.to_string().parse().unwrap();
            prop_assert!((by_hand - shown).abs() <= by_hand.abs() * 1e-12);
        }
    }
}
