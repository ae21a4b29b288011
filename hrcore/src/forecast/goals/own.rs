//! What an objective's own figures say: its metric's months, what was reported, the items that serve it.

use super::months::{Asked, Bound, Together};
use super::outcome::{ANYWHERE, Spread, unsure};
use super::updates::{Reported, go_on};
use super::{Forecast, Hand, Teller, is_upwards};
use crate::facts::{GoalMeasure, KnownObjective};
use crate::number::{Rational, float};
use crate::policy::Unit;
use crate::time::Span;

/// Days that are left of an objective.
pub(super) fn days_left(today: i32, of: &KnownObjective<'_>) -> u32 {
    let first = of.span.first.max(today.saturating_add(1));
    if first > of.span.last { 0 } else { Span { first, last: of.span.last }.days() }
}

/// What a day has brought, and what each that is left has to bring.
pub(super) fn paces(today: i32, of: &KnownObjective<'_>, found: &Forecast) -> (Option<f64>, Option<f64>) {
    if found.has_no_pace {
        return (None, None);
    }
    let over = f64::from(today.min(of.span.last).saturating_sub(of.span.first).saturating_add(1));
    let pace = match (found.now, found.start) {
        (Some(now), Some(start)) if over >= 1.0 => Some((now - start) / over),
        _ => None,
    };
    let target = if found.is_share { Some(1.0) } else { of.target.as_ref().and_then(float) };
    let left = f64::from(days_left(today, of));
    let now = found.now.or(found.start);
    let needed = match (now, target) {
        (Some(now), Some(target)) if left >= 1.0 => {
            let upwards = found.is_share || is_upwards(of);
            let is_there = if upwards { now >= target } else { now <= target };
            // Of what adds up and is better low, it is what each day may bring.
            let is_allowance = found.adds_up && !upwards;
            let needed = (target - now) / left;
            Some(match (is_allowance, is_there) {
                (true, _) => needed.max(0.0),
                (false, true) => 0.0,
                (false, false) => needed,
            })
        }
        _ => None,
    };
    (pace, needed)
}

impl Teller<'_> {
    /// What the objective's own figures say; without a method where they say nothing.
    pub(super) fn own(&mut self, at: usize) -> Forecast {
        let stood = self.stood;
        let (Some(of), Some(standing)) = (stood.goals.objectives.get(at), stood.each.get(at)) else {
            return Forecast::default();
        };
        let is_over = of.span.last <= stood.today;
        let is_reached = standing.progress.as_ref() == Some(&Rational::ONE);
        let update = stood.goals.update_of(at, self.as_of);
        let is_said = update.is_some_and(|update| update.actual.is_some());
        let metric = of.metric.filter(|_| !is_said);
        let kind = metric.map(|metric| Together::of(stood.version, metric));
        let adds_up = kind.map_or(matches!(of.unit, Unit::Count | Unit::Money), |kind| kind == Together::Sum);
        let now = standing.actual.as_ref().and_then(float);
        let mut found = Forecast {
            now,
            start: if adds_up && (metric.is_some() || of.of.measure == GoalMeasure::Ratio) {
                Some(0.0)
            } else {
                of.from.as_ref().and_then(float)
            },
            adds_up,
            has_no_pace: matches!(kind, Some(Together::Mean | Together::Whole)),
            ..Forecast::default()
        };
        if is_over {
            self.over(at, &mut found);
            return found;
        }
        if let Some(metric) = metric.filter(|_| of.unit != Unit::Label)
            && self.months(of, metric, is_reached, &mut found)
        {
            return found;
        }
        if metric.is_none() || found.now.is_none() {
            if self.updates(at, of, &mut found) {
                return found;
            }
        } else if self.pace(of, &mut found) {
            return found;
        }
        let is_leaf = stood.goals.below(at).is_empty();
        if is_leaf && standing.actual.is_none() {
            self.items(at, of, &mut found);
        }
        found
    }

    /// What is over is certain, where it is known.
    fn over(&self, at: usize, found: &mut Forecast) {
        let progress = self.stood.each.get(at).and_then(|standing| standing.progress.as_ref());
        found.is_share = found.now.is_none();
        if found.is_share {
            found.now = progress.and_then(float);
            found.start = Some(0.0);
        }
        if let Some(progress) = progress {
            found.method = Some("certain");
            found.chance = Some(f64::from(u8::from(*progress == Rational::ONE)));
        }
    }

    fn months(&mut self, of: &KnownObjective<'_>, metric: usize, is_reached: bool, found: &mut Forecast) -> bool {
        let stood = self.stood;
        if self.series_left == 0 {
            found.caveats.push("too_many");
            return false;
        }
        self.series_left -= 1;
        let asked = Asked {
            version: stood.version,
            index: stood.index,
            as_of: self.as_of,
            today: stood.today,
            season: self.borrowed.0,
            events: &self.borrowed.1,
        };
        let said = asked.say(of, metric, found.now);
        let kind = Together::of(stood.version, metric);
        let bound = match kind {
            Together::Sum if said.as_ref().is_none_or(|said| said.spread.bounds.0 > f64::NEG_INFINITY) => {
                Some(Bound::Least)
            }
            Together::Last(bound) => bound,
            _ => None,
        };
        if self.is_certain(of, bound, is_reached, found) {
            return true;
        }
        let Some(said) = said else {
            found.caveats.push("few_values");
            return false;
        };
        found.method = Some("series");
        found.source = Some(said.source);
        found.n = said.n;
        if said.is_few {
            found.caveats.push("few_values");
        }
        if said.is_filled {
            found.caveats.push("filled");
        }
        found.come_to(of, &said.spread);
        true
    }

    /// Whether nothing can change any more: the value so far is a bound that decides.
    fn is_certain(
        &self,
        of: &KnownObjective<'_>,
        bound: Option<Bound>,
        is_reached: bool,
        found: &mut Forecast,
    ) -> bool {
        let (Some(bound), Some(_), Some(target)) = (bound, found.now, of.target.as_ref().and_then(float)) else {
            return false;
        };
        let is_upwards = is_upwards(of);
        let now = found.now.unwrap_or(0.0);
        let is_missed = if is_upwards { now < target } else { now > target };
        let chance = match (bound, is_upwards) {
            (Bound::Least, true) | (Bound::Most, false) if is_reached => 1.0,
            (Bound::Least, false) | (Bound::Most, true) if !is_reached && is_missed => 0.0,
            _ => return false,
        };
        found.method = Some("certain");
        found.chance = Some(chance);
        true
    }

    fn updates(&self, at: usize, of: &KnownObjective<'_>, found: &mut Forecast) -> bool {
        let all = self.stood.goals.updates_of(at, self.as_of);
        let Some((_, last)) = all.last() else { return false };
        let is_share = last.actual.is_none();
        let mut updates: Vec<(i32, f64)> = Vec::with_capacity(all.len());
        for (_, update) in all {
            let value = if is_share {
                update.percent.map(|percent| Rational::from_scaled(percent.0.mantissa(), percent.0.scale() + 2))
            } else {
                update.actual.and_then(|actual| of.unit.value(actual).ok())
            };
            let Some(value) = value.as_ref().and_then(float) else { continue };
            let day = Span::new(update.date, None).first;
            match updates.last_mut() {
                // Of one day the last counts.
                Some(before) if before.0 == day => before.1 = value,
                _ => updates.push((day, value)),
            }
        }
        let Some((_, now)) = updates.last().copied() else { return false };
        let target = if is_share { Some(1.0) } else { of.target.as_ref().and_then(float) };
        let start = if is_share { Some(0.0) } else { found.start };
        found.is_share = is_share;
        found.has_no_pace = false;
        (found.now, found.start) = (Some(now), start);
        found.adds_up |= is_share;
        let is_upwards = is_share || is_upwards(of);
        let is_reached = target.is_some_and(|target| if is_upwards { now >= target } else { now <= target });
        // What is done stays so, and what adds up does not become less.
        if found.adds_up && (is_upwards && is_reached || !is_upwards && !is_reached && target.is_some()) {
            found.method = Some("certain");
            found.chance = Some(f64::from(u8::from(is_reached)));
            return true;
        }
        let before = of.span.first.saturating_sub(1);
        let planned = planned(of, start, target);
        let is_rising = updates.iter().zip(updates.iter().skip(1)).all(|(before, after)| after.1 >= before.1);
        let bounds = match (is_share, of.unit) {
            (true, _) => (0.0, 1.0),
            // Things that are counted do not become fewer.
            (false, Unit::Count) if found.adds_up && is_rising => (now, f64::INFINITY),
            _ => ANYWHERE,
        };
        let start = start.map(|start| (before, start));
        let reported = Reported { updates: &updates, start, end: of.span.last, planned, bounds };
        let Some((spread, is_own)) = go_on(reported) else {
            found.caveats.push("few_values");
            return false;
        };
        found.method = Some("updates");
        found.source = Some(if is_own { "local" } else { "prior" });
        found.n = updates.len();
        if !is_own && !found.caveats.contains(&"few_values") {
            found.caveats.push("few_values");
        }
        found.come_to(of, &spread);
        true
    }

    /// A metric of few months goes on at the pace so far.
    fn pace(&self, of: &KnownObjective<'_>, found: &mut Forecast) -> bool {
        let (Some(now), Some(start), false) = (found.now, found.start, found.has_no_pace) else { return false };
        let target = of.target.as_ref().and_then(float);
        let reported = Reported {
            updates: &[(self.stood.today, now)],
            start: Some((of.span.first.saturating_sub(1), start)),
            end: of.span.last,
            planned: planned(of, Some(start), target),
            bounds: ANYWHERE,
        };
        let Some((spread, _)) = go_on(reported) else { return false };
        found.method = Some("pace");
        found.source = Some("prior");
        found.come_to(of, &spread);
        true
    }

    fn items(&self, at: usize, of: &KnownObjective<'_>, found: &mut Forecast) {
        let hand = self.hand.get_or_init(|| Hand::new(self.stood));
        let Some(said) = hand.say(at, of.span.last) else { return };
        let progress = self.stood.each.get(at).and_then(|standing| standing.progress.as_ref());
        found.is_share = true;
        found.start = Some(0.0);
        found.now = progress.and_then(float);
        if progress == Some(&Rational::ONE) {
            found.method = Some("certain");
            found.chance = Some(1.0);
            return;
        }
        found.method = Some("items");
        found.source = Some(if said.n == 0 { "prior" } else { "blended" });
        found.n = said.n;
        found.outcome = Some(said.outcome);
        found.chance = Some(unsure(said.chance));
    }
}

/// What a day would have to bring from the first one on.
fn planned(of: &KnownObjective<'_>, start: Option<f64>, target: Option<f64>) -> Option<f64> {
    Some((target? - start?) / f64::from(of.span.days()).max(1.0))
}

impl Forecast {
    /// What it will have come to, and how likely that is enough.
    fn come_to(&mut self, of: &KnownObjective<'_>, spread: &Spread) {
        self.outcome = Some(spread.outcome());
        let target = if self.is_share { Some(1.0) } else { of.target.as_ref().and_then(float) };
        self.chance = target.map(|target| spread.chance(target, self.is_share || is_upwards(of)));
    }
}
