//! What an objective's own figures say: its metric's months, what was reported, the items that serve it.

use super::months::{Asked, Bound, Looked, Together};
use super::outcome::{ANYWHERE, Spread, unsure};
use super::updates::{Reported, go_on};
use super::{Forecast, Hand, Teller, is_upwards};
use crate::facts::{GoalMeasure, KnownObjective};
use crate::gather::Gather as _;
use crate::number::{Rational, float};
use crate::policy::Unit;
use crate::time::{Date, Span};

/// Days that are left of an objective.
pub(super) fn days_left(today: i32, of: &KnownObjective<'_>) -> u32 {
    let first = of.span.first.max(today.saturating_add(1));
    if first > of.span.last { 0 } else { Span { first, last: of.span.last }.days() }
}

/// Days after the last that has records, or else those that are left.
pub(super) fn days_after(left: u32, until: Option<Date>, of: &KnownObjective<'_>) -> u32 {
    until.map_or(left, |until| days_left(Span::new(until, None).first, of))
}

/// What a day has brought, and what each that is left has to bring.
pub(super) fn paces(today: i32, of: &KnownObjective<'_>, found: &Forecast) -> (Option<f64>, Option<f64>) {
    if found.has_no_pace {
        return (None, None);
    }
    let today = found.recorded.unwrap_or(today);
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
    /// The metric that says how an objective stands, where it can still change; none where something else was reported.
    fn metric(&self, at: usize) -> Option<usize> {
        let of = self.stood.goals.objectives.get(at).filter(|of| of.span.last > self.stood.today)?;
        let is_said = self.stood.goals.update_of(at, self.as_of).is_some_and(|update| update.actual.is_some());
        of.metric.filter(|_| !is_said && of.unit != Unit::Label)
    }

    fn asked(&self) -> Asked<'_> {
        Asked {
            version: self.stood.version,
            index: self.stood.index,
            as_of: self.as_of,
            today: self.stood.today,
            season: self.borrowed.0,
            events: &self.borrowed.1,
        }
    }

    /// What the metrics of some objectives have shown, as far as series may still be foretold in this answer.
    pub(super) fn look_up(&mut self, objectives: &[usize]) -> Vec<Option<Looked>> {
        let mut wanted = Vec::new();
        let mut is_wanted = Vec::with_capacity(objectives.len());
        for at in objectives.iter().copied() {
            let asks = self.metric(at).zip(self.stood.goals.objectives.get(at)).filter(|_| self.series_left > 0);
            is_wanted.push(asks.is_some());
            if let Some((metric, of)) = asks {
                self.series_left -= 1;
                wanted.push((metric, of));
            }
        }
        let mut looked = self.asked().look(&wanted).into_iter();
        is_wanted.into_iter().map(|is_wanted| if is_wanted { looked.next() } else { None }).gather()
    }

    /// What the objective's own figures say; without a method where they say nothing.
    pub(super) fn own(&mut self, at: usize, looked: Option<Looked>) -> Forecast {
        let stood = self.stood;
        let (Some(of), Some(standing)) = (stood.goals.objectives.get(at), stood.each.get(at)) else {
            return Forecast::default();
        };
        let is_over = of.span.last <= stood.today;
        let is_reached = standing.progress.as_ref() == Some(&Rational::ONE);
        let update = stood.goals.update_of(at, self.as_of);
        let is_said = update.is_some_and(|update| update.actual.is_some());
        let metric = of.metric.filter(|_| !is_said);
        let kind = of.metric.map(|metric| Together::of(stood.version, metric));
        let is_counted = matches!(of.unit, Unit::Count | Unit::Money) && of.of.measure == GoalMeasure::Ratio;
        let adds_up = kind.map_or(is_counted, |kind| kind == Together::Sum);
        let now = standing.actual.as_ref().and_then(float);
        let mut found = Forecast {
            now,
            start: if adds_up { Some(0.0) } else { of.from.as_ref().and_then(float) },
            adds_up,
            has_no_pace: matches!(kind, Some(Together::Mean | Together::Whole)),
            ..Forecast::default()
        };
        if is_over {
            self.over(at, &mut found);
            return found;
        }
        if let Some(metric) = self.metric(at) {
            let Some(looked) = looked else {
                found.caveats.push("too_many");
                return found;
            };
            if self.months(of, (metric, looked), is_reached, &mut found) {
                return found;
            }
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

    fn months(
        &self,
        of: &KnownObjective<'_>,
        (metric, looked): (usize, Looked),
        is_reached: bool,
        found: &mut Forecast,
    ) -> bool {
        found.bound = match Together::of(self.stood.version, metric) {
            Together::Sum if looked.is_never_below() => Some(Bound::Least),
            Together::Last(bound) => bound,
            _ => None,
        };
        if found.now.is_some() {
            found.recorded = looked.recorded;
        }
        if self.is_certain(of, is_reached, found) {
            return true;
        }
        let Some(said) = self.asked().say(of, metric, found.now, looked) else {
            found.caveats.push("few_values");
            return false;
        };
        found.method = Some("series");
        found.source = Some(said.source);
        found.n = said.n;
        found.caveats.extend(said.caveats);
        found.come_to(of, &said.spread);
        true
    }

    /// Whether nothing can change any more: the value so far is a bound that decides.
    fn is_certain(&self, of: &KnownObjective<'_>, is_reached: bool, found: &mut Forecast) -> bool {
        let target = of.target.as_ref().and_then(float);
        let (Some(bound), Some(now), Some(target)) = (found.bound, found.now, target) else { return false };
        let is_upwards = is_upwards(of);
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
        let is_rising = updates.iter().zip(updates.iter().skip(1)).all(|(before, after)| after.1 >= before.1);
        let is_rising = is_rising && updates.first().is_some_and(|first| first.1 >= 0.0);
        let is_counted = !is_share && of.unit == Unit::Count && updates.iter().all(|update| update.1 >= 0.0);
        // What became less is no count of what has come, but a level.
        if !is_share && !is_rising && of.metric.is_none() {
            (found.adds_up, found.start) = (false, of.from.as_ref().and_then(float));
        }
        let start = if is_share { Some(0.0) } else { found.start };
        found.is_share = is_share;
        found.has_no_pace = false;
        (found.now, found.start) = (Some(now), start);
        found.adds_up |= is_share;
        let only_rises = is_share || found.adds_up && is_rising;
        let is_upwards = is_share || is_upwards(of);
        let is_reached = target.is_some_and(|target| if is_upwards { now >= target } else { now <= target });
        // What is done stays so, and what adds up does not become less.
        if only_rises && (is_upwards && is_reached || !is_upwards && !is_reached && target.is_some()) {
            found.method = Some("certain");
            found.chance = Some(f64::from(u8::from(is_reached)));
            return true;
        }
        let before = of.span.first.saturating_sub(1);
        let planned = planned(of, start, target);
        let bounds = match (is_share, of.unit) {
            (true, _) => (0.0, 1.0),
            // Things that are counted do not become fewer.
            (false, Unit::Count) if only_rises => (now, f64::INFINITY),
            _ if is_counted => (0.0, f64::INFINITY),
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
            updates: &[(found.recorded.unwrap_or(self.stood.today), now)],
            start: Some((of.span.first.saturating_sub(1), start)),
            end: of.span.last,
            planned: planned(of, Some(start), target),
            bounds: match found.bound {
                Some(Bound::Least) => (now, f64::INFINITY),
                Some(Bound::Most) => (f64::NEG_INFINITY, now),
                None => ANYWHERE,
            },
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
