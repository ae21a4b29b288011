//! Places on an axis of values: round numbers, and how they are written.
use crate::lang::Lang;

/// A span of values with round ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The ticks, the lowest first; the first and last bound the axis.
    pub ticks: Vec<f64>,
    step: f64,
}

impl Scale {
    /// About so many round ticks that span these values. What is not finite does not count.
    pub fn over(values: impl IntoIterator<Item = f64>, from_zero: bool, about: u32) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.into_iter().filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        // An axis that begins near zero may as well begin there.
        if low > 0.0 && (from_zero || low < high * 0.4) {
            low = 0.0;
        }
        if high < 0.0 && (from_zero || high > low * 0.4) {
            high = 0.0;
        }
        if high - low < high.abs().max(low.abs()) * 1e-9 || high == low {
            (low, high) = (low - low.abs().max(1.0) / 2.0, high + high.abs().max(1.0) / 2.0);
        }
        let step = round_step((high - low) / f64::from(about.max(1)));
        let first = (low / step + 1e-9).floor();
        let mut ticks = Vec::new();
        let mut place = first;
        // At most 2.5 times as many as asked for; the bound is for spans beyond all floats.
        while ticks.len() < 64 {
            ticks.push(place * step);
            if place * step >= high - step * 1e-9 {
                break;
            }
            place += 1.0;
        }
        Self { ticks, step }
    }

    /// The lowest and the highest place.
    pub fn bounds(&self) -> (f64, f64) {
        (self.ticks.first().copied().unwrap_or(0.0), self.ticks.last().copied().unwrap_or(1.0))
    }

    /// How ticks, and with `more` digits values between them, are written.
    pub fn writes(&self, lang: Lang, more: usize) -> Writes {
        let (low, high) = self.bounds();
        let size = low.abs().max(high.abs());
        let (unit, suffix) = match lang {
            Lang::En if size >= 1e9 => (1e9, " bn"),
            Lang::En if size >= 1e6 => (1e6, " M"),
            Lang::En if size >= 1e4 => (1e3, " k"),
            Lang::Zh if size >= 1e8 => (1e8, " 亿"),
            Lang::Zh if size >= 5e4 => (1e4, " 万"),
            _ => (1.0, ""),
        };
        let mut places = 0;
        let mut left = self.step / unit;
        while places < 6 && (left - left.round()).abs() > left * 1e-6 {
            places += 1;
            left *= 10.0;
        }
        Writes { unit, suffix, places: places + more }
    }
}

/// How numbers of an axis are written.
#[derive(Debug, Clone, Copy)]
pub struct Writes {
    unit: f64,
    suffix: &'static str,
    places: usize,
}

impl Writes {
    /// The number in words of the axis.
    pub fn text(self, value: f64) -> String {
        if value.abs() >= 1e15 {
            return format!("{value:.1e}");
        }
        let text = format!("{:.*}", self.places, value / self.unit);
        if text.trim_start_matches('-').chars().all(|letter| matches!(letter, '0' | '.')) {
            // Nothing has no unit.
            return "0".to_owned();
        }
        let text = text.replace('-', "\u{2212}");
        text + self.suffix
    }
}

/// The round number (1, 2, 2.5 or 5 times a power of ten) that is at least this.
fn round_step(least: f64) -> f64 {
    if !(least > 0.0 && least.is_finite()) {
        return 1.0;
    }
    let mut power = 1.0;
    while power > least {
        power /= 10.0;
    }
    while power * 10.0 <= least {
        power *= 10.0;
    }
    let rounds = [1.0, 2.0, 2.5, 5.0];
    rounds.into_iter().map(|round| round * power).find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[f64], from_zero: bool, lang: Lang) -> Vec<String> {
        let scale = Scale::over(values.iter().copied(), from_zero, 5);
        scale.ticks.iter().map(|tick| scale.writes(lang, 0).text(*tick)).collect()
    }

    #[test]
    fn ticks_are_round_and_span_the_values() {
        assert_eq!(texts(&[3.0, 11.0], false, Lang::En), ["0", "2.5", "5.0", "7.5", "10.0", "12.5"]);
        assert_eq!(texts(&[9.0, 13.0], false, Lang::En), ["9", "10", "11", "12", "13"]);
        assert_eq!(texts(&[9.0, 13.0], true, Lang::En), ["0", "5", "10", "15"]);
        assert_eq!(texts(&[-4.0, 4.0], false, Lang::En), ["−4", "−2", "0", "2", "4"]);
    }

    #[test]
    fn large_numbers_are_short_in_each_language() {
        assert_eq!(texts(&[0.0, 2_400_000.0], true, Lang::En), ["0", "0.5 M", "1.0 M", "1.5 M", "2.0 M", "2.5 M"]);
        assert_eq!(texts(&[0.0, 2_400_000.0], true, Lang::Zh), ["0", "50 万", "100 万", "150 万", "200 万", "250 万"]);
        assert_eq!(texts(&[0.0, 20_000.0], true, Lang::En), ["0", "5 k", "10 k", "15 k", "20 k"]);
    }

    #[test]
    fn anything_has_ticks() {
        for values in
            [&[] as &[f64], &[f64::NAN], &[7.0], &[0.0, 0.0], &[1e300, -1e300], &[1e-300, 2e-300], &[-5.0, -5.0]]
        {
            let scale = Scale::over(values.iter().copied(), false, 5);
            let (low, high) = scale.bounds();
            assert!(low < high && scale.ticks.len() <= 64, "{values:?} {scale:?}");
        }
    }
}
