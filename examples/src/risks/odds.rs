//! Log-odds as people read them: by what they multiply the odds.
use std::f64::consts::LN_2;

use crate::ahead::fixed;

/// ln 1.5.
const LN_3_OVER_2: f64 = 0.405_465_108_108_164_4;

/// An axis of log-odds around 0, the same for all drawings of a model, so that they can be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Odds {
    /// So much lies on each side of 0.
    pub most: f64,
    /// The round factors, the least first: their log-odds and their words.
    pub ticks: Vec<(f64, String)>,
}

impl Odds {
    /// An axis that holds additions of at most this, on either side.
    pub fn holding(most: f64) -> Odds {
        let most = most.clamp(LN_3_OVER_2, 20.0) * 1.08;
        let mut ticks = vec![(0.0, "×1".to_owned())];
        let mut add = |log: f64, over: &str, under: &str| {
            if log <= most {
                ticks.push((log, format!("×{over}")));
                ticks.insert(0, (-log, format!("×{under}")));
            }
        };
        if most < 2.0 * LN_2 {
            add(LN_3_OVER_2, "1.5", "0.67");
            add(LN_2, "2", "0.5");
        } else {
            // Powers of two, as many as stand apart.
            let step = if most < 4.5 * LN_2 {
                1
            } else if most < 9.0 * LN_2 {
                2
            } else {
                5
            };
            let mut power = step;
            while f64::from(power) * LN_2 <= most {
                let over = 1_u64 << power;
                add(f64::from(power) * LN_2, &over.to_string(), &format!("1/{over}"));
                power += step;
            }
        }
        Odds { most, ticks }
    }

    /// Where log-odds lie between −1 and 1.
    pub fn share(&self, adds: f64) -> f64 {
        let share = (adds / self.most).clamp(-1.0, 1.0);
        if share.is_nan() { 0.0 } else { share }
    }
}

/// By what an addition to log-odds multiplies odds; by the four operations alone, so that all machines draw the same.
pub fn factor(adds: f64) -> f64 {
    let small = adds.clamp(-40.0, 40.0) / 1024.0;
    // The series of e^x, whose next part is below 10⁻⁹ here.
    let mut factor =
        1.0 + small * (1.0 + small / 2.0 * (1.0 + small / 3.0 * (1.0 + small / 4.0 * (1.0 + small / 5.0))));
    for _ in 0..10 {
        factor *= factor;
    }
    factor
}

/// `×1.61`
pub fn times(adds: f64) -> String {
    let factor = factor(adds);
    format!("×{}", fixed(factor.is_finite().then_some(factor), if factor >= 10.0 { 0 } else { 2 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_those_of_the_exponential() {
        // e^0.478 = 1.61284…; e^1 = 2.718281828…; e^−2.5 = 0.0820849986…
        for (adds, expected) in
            [(0.0, 1.0), (1.0, std::f64::consts::E), (-2.5, 0.082_084_998_623_9), (0.478, 1.612_845_6)]
        {
            assert!((factor(adds) / expected - 1.0).abs() < 1e-6, "{adds}");
        }
        assert_eq!([0.478, -0.7, 5.0].map(times), ["×1.61", "×0.50", "×148"]);
    }

    #[test]
    fn ticks_are_round_factors() {
        let words =
            |most: f64| Odds::holding(most).ticks.into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(" ");
        assert_eq!(words(0.0), "×0.67 ×1 ×1.5");
        assert_eq!(words(0.7), "×0.5 ×0.67 ×1 ×1.5 ×2");
        assert_eq!(words(1.5), "×1/4 ×1/2 ×1 ×2 ×4");
        assert_eq!(words(3.5), "×1/16 ×1/4 ×1 ×4 ×16");
        assert!(Odds::holding(f64::NAN).ticks.len() < 20 && Odds::holding(1e9).ticks.len() < 20);
        assert_eq!((Odds::holding(1.0).share(f64::NAN), Odds::holding(1.0).share(-9.0)), (0.0, -1.0));
    }
}
