//! What follows of an objective from those below it, as if they had nothing to do with each other.

use hrcore_stats::real::sqrt;

use super::outcome::{Shape, Spread, unsure};
use super::{Forecast, Outcome, Teller};
use crate::facts::KnownObjective;
use crate::number::{Rational, float};

/// Half of an interval of 80 % of the normal distribution, in standard deviations.
const EIGHTY: f64 = 1.281_551_565_544_600_4;

impl Teller<'_> {
    /// What those below an objective come to together; none where one of them is not known.
    pub(super) fn together(&self, at: usize, found: &[Option<Forecast>]) -> Option<Forecast> {
        let goals = &self.stood.goals;
        let below = goals.below(at);
        if below.is_empty() {
            return None;
        }
        let (mut chance, mut is_certain, mut is_known) = (1.0, true, true);
        let (mut weights, mut mean, mut variance) = (0.0, 0.0, 0.0);
        let (mut sources, mut is_missed) = (Vec::new(), false);
        for child in below.iter().map(|child| *child as usize) {
            let (Some(of), Some(Some(own))) = (goals.objectives.get(child), found.get(child)) else { return None };
            let Some(own_chance) = own.chance else {
                is_known = false;
                continue;
            };
            chance *= own_chance;
            let own_certain = own.method == Some("certain");
            is_missed |= own_certain && own_chance < 0.5;
            is_certain &= own_certain;
            if let Some(source) = own.source {
                sources.push(source);
            }
            let progress = self.stood.each.get(child).and_then(|standing| standing.progress.as_ref());
            let Some((share, deviation)) = shares(of, own, progress) else {
                is_known = false;
                continue;
            };
            let weight = float(&of.weight).unwrap_or(1.0);
            weights += weight;
            mean += weight * share;
            variance += weight * weight * deviation * deviation;
        }
        let progress = self.stood.each.get(at).and_then(|standing| standing.progress.as_ref()).and_then(float);
        let mut own =
            Forecast { is_share: true, now: progress, start: Some(0.0), n: below.len(), ..Forecast::default() };
        // Where one is missed, all are, whatever becomes of the others.
        if is_missed || (is_known && is_certain) {
            own.method = Some("certain");
            own.chance = Some(f64::from(u8::from(!is_missed)));
        } else if is_known {
            own.method = Some("below");
            own.chance = Some(unsure(chance));
            let is_all = |name: &str| sources.iter().all(|source| *source == name);
            own.source = Some(if is_all("local") {
                "local"
            } else if is_all("prior") {
                "prior"
            } else {
                "blended"
            });
        }
        if is_known && own.method == Some("below") {
            let spread = Spread {
                mean: mean / weights,
                scale: sqrt(variance) / weights,
                shape: Shape::Normal,
                bounds: (0.0, 1.0),
            };
            own.outcome = Some(spread.outcome());
        }
        own.method.is_some().then_some(own)
    }
}

impl Forecast {
    /// Takes what follows from those below, where anything does.
    pub(super) fn follow(&mut self, together: Option<Self>) {
        if let Some(together) = together {
            *self = Self { caveats: std::mem::take(&mut self.caveats), has_no_pace: false, ..together };
        }
    }
}

/// How much of an objective will be done, and how far off that may be: of its outcome as if it were normal.
fn shares(of: &KnownObjective<'_>, own: &Forecast, progress: Option<&Rational>) -> Option<(f64, f64)> {
    if own.method == Some("certain") {
        // What is bound to be missed may still get further.
        return Some((progress.and_then(float)?, 0.0));
    }
    let Outcome { mean, ends: [low, high, ..] } = own.outcome?;
    let share = |value: f64| if own.is_share { Some(value) } else { float(&of.reached(&rational(value)?)?) };
    let wide = (share(high)? - share(low)?).abs();
    Some((share(mean)?, wide / (2.0 * EIGHTY)))
}

/// A float as a fraction, with nine places or with none.
#[expect(clippy::cast_possible_truncation, reason = "held between bounds that fit")]
fn rational(value: f64) -> Option<Rational> {
    if value.abs() < 1e20 {
        Some(Rational::from_scaled((value * 1e9) as i128, 9))
    } else {
        Rational::new(value.clamp(-1e37, 1e37) as i128, 1)
    }
}
