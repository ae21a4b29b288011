//! Dated events: what they bring, by what the policy says and what earlier ones brought.

use crate::gather::Gather as _;
use crate::real::{exp, ln};

use super::Effect;
use super::clean::fill;

/// What events do to each period.
#[derive(Debug, Clone)]
pub struct Events {
    /// What each value is multiplied by, those ahead too.
    pub along: Vec<f64>,
    /// The uplift of each effect.
    pub uplifts: Vec<f64>,
}

/// What one earlier event may teach, at least and at most.
const TAUGHT: (f64, f64) = (0.01, 100.0);
/// Uplifts within these bounds can be used.
const USABLE: (f64, f64) = (1e-6, 1e6);

/// Whether an uplift can be used.
#[must_use]
pub fn is_uplift(uplift: f64) -> bool {
    (USABLE.0..=USABLE.1).contains(&uplift)
}

fn mark(along: &mut [f64], effect: &Effect<'_>, skipped: usize, uplift: f64) {
    let mut is_marked = vec![false; along.len()];
    for place in effect.at.iter().filter_map(|at| at.checked_sub(skipped)) {
        if let (Some(cell), Some(mark)) = (along.get_mut(place), is_marked.get_mut(place))
            && !*mark
        {
            *cell *= uplift;
            *mark = true;
        }
    }
}

/// Learns the uplifts: the mean, in logarithms, of what earlier events brought beyond the values around them, with what
/// is stated as one more.
#[must_use]
pub fn learn(
    values: &[Option<f64>],
    effects: &[Effect<'_>],
    skipped: usize,
    horizon: usize,
    m: usize,
    borrowed: Option<&[f64]>,
) -> Events {
    let n = values.len();
    let stated = |effect: &Effect<'_>| if is_uplift(effect.uplift) { effect.uplift } else { 1.0 };
    let mut uplifts: Vec<f64> = effects.iter().map(stated).gather();
    let mut stated_along = vec![1.0; n + horizon];
    let mut taught = vec![1.0; n + horizon];
    for effect in effects {
        mark(&mut stated_along, effect, skipped, stated(effect));
        if effect.learn {
            // Any factor but 1 says that a month speaks of an event.
            mark(&mut taught, effect, skipped, 2.0);
        }
    }
    let plain = values.iter().zip(&stated_along).zip(&taught);
    let plain: Vec<Option<f64>> =
        plain.map(|((value, uplift), taught)| value.filter(|_| *taught <= 1.0).map(|value| value / uplift)).gather();
    let left = plain.iter().flatten().count();
    if effects.iter().any(|effect| effect.learn) && left >= 3 && left * 2 > n {
        let usual = fill(&plain, m, borrowed.and_then(|along| along.get(..n)));
        for (effect, uplift) in effects.iter().zip(&mut uplifts) {
            if !effect.learn {
                continue;
            }
            let (mut sum, mut brought) = (ln(*uplift), 1.0);
            for place in effect.at.iter().filter_map(|at| at.checked_sub(skipped)) {
                let (Some(Some(value)), Some(usual), Some(all)) =
                    (values.get(place), usual.get(place), stated_along.get(place))
                else {
                    continue;
                };
                // What other events of the month bring is theirs.
                let others = all / stated(effect);
                if *usual > 0.0 && *value > 0.0 {
                    sum += ln((value / usual / others).clamp(TAUGHT.0, TAUGHT.1));
                    brought += 1.0;
                }
            }
            *uplift = exp(sum / brought);
        }
    }
    let mut along = vec![1.0; n + horizon];
    for (effect, uplift) in effects.iter().zip(&uplifts) {
        mark(&mut along, effect, skipped, *uplift);
    }
    for uplift in &mut along {
        *uplift = uplift.clamp(USABLE.0, USABLE.1);
    }
    Events { along, uplifts }
}
