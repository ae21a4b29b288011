//! The reference of the batch: the policy of the benchmarks as a loop written by hand, in decimals and in floats.
//!
//! Neither reads a document, knows another policy, explains itself or keeps more than 28 digits.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::company::Row;

/// A row as decimals.
#[must_use]
pub fn decimals(row: Row) -> [Decimal; 5] {
    let [sales, conversion, roi, refunds, complaints] = row;
    let hundredths = |value| Decimal::new(value, 2);
    [hundredths(sales), hundredths(conversion), hundredths(roi), hundredths(refunds), Decimal::from(complaints)]
}

/// A row as floats.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "the values have nine digits")]
pub fn floats(row: Row) -> [f64; 5] {
    let [sales, conversion, roi, refunds, complaints] = row.map(|value| value as f64);
    [sales / 100.0, conversion / 100.0, roi / 100.0, refunds / 100.0, complaints]
}

/// Total and band (0 is the best) in decimals of 28 digits.
#[must_use]
pub fn score_decimal(row: &[Decimal; 5]) -> (Decimal, usize) {
    let [sales, conversion, roi, refunds, complaints] = row;
    let hundred = Decimal::ONE_HUNDRED;
    let most = Decimal::new(120, 0);
    let ratio = |actual: &Decimal, target: Decimal| (actual * hundred / target).clamp(Decimal::ZERO, most);
    let step = match () {
        () if *refunds <= Decimal::ONE => 100,
        () if *refunds <= Decimal::TWO => 80,
        () if *refunds <= Decimal::new(4, 0) => 60,
        () => 0,
    };
    let fewer = (hundred - complaints * Decimal::TEN).clamp(Decimal::ZERO, hundred);
    let sum = Decimal::new(30, 0) * ratio(sales, Decimal::new(100_000, 0))
        + Decimal::new(20, 0) * ratio(conversion, Decimal::new(35, 1))
        + Decimal::new(20, 0) * ratio(roi, Decimal::new(3, 0))
        + Decimal::new(15, 0) * (Decimal::new(step, 0) + fewer);
    let total = sum / hundred;
    let band = [90, 75, 60].iter().position(|from| total >= Decimal::new(*from, 0)).unwrap_or(3);
    (total.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero), band)
}

/// Total and band in floats.
#[must_use]
pub fn score_float(row: &[f64; 5]) -> (f64, usize) {
    let [sales, conversion, roi, refunds, complaints] = *row;
    let ratio = |actual: f64, target: f64| (actual * 100.0 / target).clamp(0.0, 120.0);
    let step = match () {
        () if refunds <= 1.0 => 100.0,
        () if refunds <= 2.0 => 80.0,
        () if refunds <= 4.0 => 60.0,
        () => 0.0,
    };
    let fewer = (100.0 - complaints * 10.0).clamp(0.0, 100.0);
    let sum =
        30.0 * ratio(sales, 100_000.0) + 20.0 * ratio(conversion, 3.5) + 20.0 * ratio(roi, 3.0) + 15.0 * (step + fewer);
    let total = sum / 100.0;
    let band = [90.0, 75.0, 60.0].iter().position(|from| total >= *from).unwrap_or(3);
    ((total * 100.0).round() / 100.0, band)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::{Width, facts, row};

    /// The references do the same work: their totals and bands are those of the engine.
    #[test]
    fn references_agree_with_the_engine() {
        const PEOPLE: usize = 2_000;
        let bands = ["excellent", "good", "fair", "unsatisfactory"];
        let facts = hrcore::Facts::parse(facts(PEOPLE, Width::Plain).as_bytes(), hrcore::Limits::default()).unwrap();
        let report = crate::engine().score(&facts, &crate::request(hrcore::request::DetailWord::Totals)).unwrap();
        assert_eq!(report.results.len(), PEOPLE);
        let mut seen = [0; 4];
        for (number, result) in report.results.iter().enumerate() {
            let (total, band) = score_decimal(&decimals(row(number)));
            let shown = result.total.as_ref().unwrap().texts().0;
            assert_eq!(shown, total.normalize().to_string(), "employee {number}");
            assert_eq!(result.band.as_ref().unwrap().as_str(), bands[band], "employee {number}");
            let (float, _) = score_float(&floats(row(number)));
            assert!((float - shown.parse::<f64>().unwrap()).abs() < 0.011, "employee {number}");
            seen[band] += 1;
        }
        assert!(!seen.contains(&0), "every band occurs: {seen:?}");
    }

    #[test]
    fn one_employee_by_hand() {
        // 112 % of sales is 112; 2.8 % of 3.5 % is 80; 2.4 of 3 is 80; 1.5 % is in the second step; 2 complaints: −20.
        // 0.3·112 + 0.2·80 + 0.2·80 + 0.15·80 + 0.15·80 = 33.6 + 16 + 16 + 12 + 12 = 89.6.
        let row = [11_200_000, 280, 240, 150, 2];
        assert_eq!(score_decimal(&decimals(row)), (Decimal::new(896, 1), 1));
        assert_eq!(score_float(&floats(row)), (89.6, 1));
    }
}
