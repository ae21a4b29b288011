//! Measures of forecasts, as the competitions define them.

use hrcore_stats::real::{count, mean};

/// Symmetric mean absolute percentage error, in percent: Makridakis (1993).
#[must_use]
pub fn smape(after: &[f64], ahead: &[f64]) -> f64 {
    let share = |(value, ahead): (&f64, &f64)| {
        let size = value.abs() + ahead.abs();
        if size > 0.0 { 200.0 * (value - ahead).abs() / size } else { 0.0 }
    };
    mean(&after.iter().zip(ahead).map(share).collect::<Vec<f64>>())
}

/// Mean absolute error, scaled by that of the seasonal naive forecast one step ahead: Hyndman and Koehler (2006).
/// None where the season repeats without error.
#[must_use]
pub fn mase(known: &[f64], after: &[f64], ahead: &[f64], m: usize) -> Option<f64> {
    let naive: Vec<f64> = known.iter().skip(m).zip(known).map(|(value, before)| (value - before).abs()).collect();
    let scale = mean(&naive);
    let error = after.iter().zip(ahead).fold(0.0, |sum, (value, ahead)| sum + (value - ahead).abs());
    (scale > 0.0).then(|| error / count(after.len()) / scale)
}

/// The share of the values that lie within their bands.
#[must_use]
pub fn coverage(after: &[f64], bands: &[(f64, f64)]) -> f64 {
    let within = after.iter().zip(bands).filter(|(value, (low, high))| (*low..=*high).contains(value)).count();
    count(within) / count(after.len()).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // |100 − 120| / (100 + 120) · 200 = 18.18…, and nothing for two zeros.
        assert_eq!(smape(&[100.0], &[120.0]), 200.0 * 20.0 / 220.0);
        assert_eq!(smape(&[100.0, 0.0], &[120.0, 0.0]), 100.0 * 20.0 / 220.0);
        // The season of two moves by 1 and 3: scale 2; errors 4 and 0: mean 2.
        assert_eq!(mase(&[1.0, 2.0, 2.0, 5.0], &[6.0, 7.0], &[10.0, 7.0], 2), Some(1.0));
        assert_eq!(mase(&[1.0, 2.0, 1.0, 2.0], &[1.0, 2.0], &[1.0, 2.0], 2), None);
        // Bounds belong to the band.
        assert_eq!(coverage(&[1.0, 2.0, 3.0, 4.0], &[(1.0, 2.0), (1.0, 2.0), (1.0, 2.0), (3.0, 9.0)]), 0.75);
    }
}
