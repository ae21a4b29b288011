//! Fractions as floats, and floats as whole numbers.

use super::{Rational, RoundingMode};

/// Places to which a fraction of many digits is rounded, the finest first that leaves 128 bits.
const PLACES: [u32; 3] = [30, 15, 0];
/// A step down for what is larger, and how often it is taken: to beyond the largest float.
const STEP: (i128, f64, u32) = (10i128.pow(30), 1e30, 10);

/// The nearest float but for a few roundings; `None` of what is larger than any.
pub(crate) fn float(value: &Rational) -> Option<f64> {
    let mut left = value.clone();
    let mut times = 1.0;
    for _ in 0..=STEP.2 {
        if let Some(found) = left.approximate() {
            return Some(found * times).filter(|found| found.is_finite());
        }
        for places in PLACES {
            if let Some(found) = left.round(places, RoundingMode::HalfEven).approximate() {
                return Some(found * times).filter(|found| found.is_finite());
            }
        }
        left = left.checked_div(&Rational::new(STEP.0, 1)?)?;
        times *= STEP.1;
    }
    None
}

/// The whole part in 32 bits: 0 of what is below or no number, and the greatest of what is beyond it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast keeps to what fits")]
pub(crate) fn whole_part(value: f64) -> u32 {
    value as u32
}

#[cfg(test)]
mod tests {
    use super::{float, whole_part};
    use crate::number::Rational;

    #[test]
    fn whole_parts_keep_to_what_fits() {
        assert_eq!([2.0, 2.9, 0.9, -0.0, -3.7].map(whole_part), [2, 2, 0, 0, 0]);
        assert_eq!([4_294_967_295.0, 4_294_967_296.0, f64::INFINITY].map(whole_part), [u32::MAX; 3]);
        assert_eq!([f64::NEG_INFINITY, f64::NAN].map(whole_part), [0; 2]);
    }

    #[test]
    fn fractions_of_any_size_are_floats() {
        let third = Rational::new(1, 3).unwrap();
        assert_eq!(float(&third), Some(1.0 / 3.0));
        assert_eq!(float(&Rational::ZERO), Some(0.0));
        // 10^20 · 10^20 and so on, with a third that keeps it no whole number.
        let large = Rational::new(10i128.pow(20), 1).unwrap();
        let mut value = third;
        for expected in
            ["1e20", "1e40", "1e60", "1e80", "1e100", "1e120", "1e140", "1e160", "1e180", "1e200", "1e220", "1e240"]
        {
            value = &value * &large;
            let off = float(&value).unwrap() / (expected.parse::<f64>().unwrap() / 3.0) - 1.0;
            assert!(off.abs() < 1e-14, "{expected}: {off}");
        }
        for _ in 0..4 {
            value = &value * &large;
        }
        assert_eq!(float(&value), None);
        // A fraction of two long numbers that is of ordinary size.
        let mut near = Rational::ONE;
        for prime in [1_000_000_007_i128, 998_244_353, 1_000_000_009, 2_147_483_647, 67_280_421_310_721] {
            near = &near * &Rational::new(prime, prime - 2).unwrap();
        }
        assert!(near.approximate().is_none());
        // p ÷ (p − 2) is 1 + 2 ÷ (p − 2); products of two such parts are too small to be seen.
        let parts = [1_000_000_005.0, 998_244_351.0, 1_000_000_007.0, 2_147_483_645.0, 67_280_421_310_719.0];
        let expected = parts.iter().fold(1.0, |sum, part| sum + 2.0 / part);
        assert!((float(&near).unwrap() - expected).abs() < 1e-15);
    }
}
