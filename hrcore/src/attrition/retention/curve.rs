//! One curve: who was there at each month of tenure, where the curve can begin and end, and what it says between.

use hrcore_stats::survival::Spells;
use hrcore_stats::survival::kaplan_meier::{Curve, kaplan_meier};
use hrcore_stats::survival::nelson_aalen::nelson_aalen;

use super::answer::{MedianTenure, RetentionCurve, RetentionStep, StayingShare};
use crate::attrition::panel::Spell;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Approx, small, whole_part};

/// With fewer people than this at a time, one who leaves lowers the curve by a quarter of itself or more.
const THIN: u32 = 5;
/// Groups of fewer people than this are few, as they are in an audit.
const FEW: u32 = 20;
/// The months of tenure of which the share that stays is told.
const TOLD: [u32; 6] = [3, 6, 12, 24, 36, 60];

/// The curve of some spells; those of one person stand together.
pub(super) fn curve(spells: &[Spell]) -> RetentionCurve {
    let people = small(spells.chunk_by(|a, b| a.person == b.person).count());
    let months = spells.iter().fold(0, |sum: u32, spell| sum.saturating_add(spell.exit - spell.entry));
    let leavers = small(spells.iter().filter(|spell| spell.left).count());
    let known = Known::new(spells);
    let (steps, staying, median) = known.told(spells);
    let told = steps.iter().fold(0, |sum: u32, step| sum.saturating_add(step.left));
    let mut caveats = Vec::new();
    for (code, holds) in [
        ("few_people", people < FEW),
        ("no_leavers", leavers == 0),
        ("thin_risk_sets", known.thin_from.is_some()),
        ("gap_in_tenures", known.has_gap),
        ("leavers_outside", told < leavers),
    ] {
        if holds {
            caveats.push(code);
        }
    }
    RetentionCurve {
        by: None,
        id: None,
        people,
        months,
        leavers,
        from: known.from,
        until: known.until,
        thin_from: known.thin_from,
        steps,
        staying,
        median,
        caveats: Few(caveats),
        text: None,
    }
}

/// Where the curve is known.
struct Known {
    from: u32,
    until: u32,
    /// How many were there in the first of these months, and in the last.
    first: u32,
    last: u32,
    thin_from: Option<u32>,
    /// Whether longer tenures were seen behind a month of tenure at which nobody was there.
    has_gap: bool,
}

impl Known {
    /// With delayed entry the first people may be few, and a curve that falls to nothing with one of them stays there:
    /// it begins where enough are there at a time. It ends before the first month at which nobody was there: what those who
    /// come later tell is not about those before.
    fn new(spells: &[Spell]) -> Self {
        // By how many each month's people are more than those of the month before, in the order of months.
        let mut changes: Vec<(u32, i64)> = Vec::with_capacity(spells.len() * 2);
        for spell in spells {
            changes.push((spell.entry, 1));
            changes.push((spell.exit, -1));
        }
        crate::sort::sort_by(&mut changes, |a, b| a.cmp(b));
        // Runs of months with the same number of people.
        let mut runs: Vec<(u32, u32)> = Vec::new();
        let mut there = 0;
        for same in changes.chunk_by(|a, b| a.0 == b.0) {
            there += same.iter().map(|(_, by)| by).sum::<i64>();
            let month = same.first().map_or(0, |(month, _)| *month);
            runs.push((month, u32::try_from(there).unwrap_or(0)));
        }
        let enough = runs.iter().position(|(_, there)| *there >= THIN).unwrap_or(0);
        let runs = runs.get(enough..).unwrap_or_default();
        let (from, first) = runs.first().copied().unwrap_or_default();
        let end = runs.iter().position(|(_, there)| *there == 0).unwrap_or(runs.len());
        let until = runs.get(end).map_or(from, |(month, _)| *month);
        let known = runs.get(..end).unwrap_or_default();
        let last = known.last().map_or(0, |(_, there)| *there);
        let thin_from = known.iter().find(|(_, there)| *there < THIN).map(|(month, _)| *month);
        Self { from, until, first, last, thin_from, has_gap: end + 1 < runs.len() }
    }

    fn told(&self, spells: &[Spell]) -> (Vec<RetentionStep>, Vec<StayingShare>, Option<MedianTenure>) {
        let nothing = (Vec::new(), Vec::new(), None);
        let own = spells.iter().filter(|spell| spell.exit > self.from && spell.entry < self.until).gather();
        let exits = own.iter().map(|spell| f64::from(spell.exit)).gather();
        let entries = own.iter().map(|spell| f64::from(spell.entry.max(self.from))).gather();
        let left = own.iter().map(|spell| spell.left).gather();
        let Ok(times) = Spells::new(&exits, &left).and_then(|times| times.entering(&entries)) else {
            return nothing;
        };
        let curves = (kaplan_meier(&times, 0.8), kaplan_meier(&times, 0.95), nelson_aalen(&times, 0.8));
        let (Ok(at80), Ok(at95), Ok(hazards)) = curves else { return nothing };
        let cumulative_hazard = |months: u32| {
            let passed = hazards.partition_point(|point| point.time <= f64::from(months));
            passed.checked_sub(1).and_then(|last| hazards.get(last)).map_or(0.0, |point| point.hazard)
        };
        let step = |months: u32, at_risk: u32, left: u32| {
            let StayingShare { staying, lo80, hi80, lo95, hi95, .. } = share(months, &at80, &at95);
            RetentionStep {
                months,
                at_risk,
                left,
                staying,
                lo80,
                hi80,
                lo95,
                hi95,
                cumulative_hazard: Approx::of(cumulative_hazard(months)),
            }
        };
        let mut steps = vec![step(self.from, self.first, 0)];
        for point in at80.points() {
            // Counts that come back as floats.
            steps.push(step(whole_part(point.time), whole_part(point.at_risk), whole_part(point.events)));
        }
        if steps.last().is_some_and(|step| step.months < self.until) {
            steps.push(step(self.until, self.last, 0));
        }
        let told = TOLD.into_iter().filter(|months| (self.from + 1..=self.until).contains(months));
        let staying = told.map(|months| share(months, &at80, &at95)).gather();
        (steps, staying, median(&at80, &at95))
    }
}

/// The share that is still there after some months. Where nobody left, a curve knows no bounds.
fn share(months: u32, at80: &Curve, at95: &Curve) -> StayingShare {
    let (narrow, wide) = (at80.at(f64::from(months)), at95.at(f64::from(months)));
    let bound = |bound: f64| (narrow.events > 0.0).then(|| Approx::of(bound));
    StayingShare {
        months,
        staying: Approx::of(narrow.survival),
        lo80: bound(narrow.low),
        hi80: bound(narrow.high),
        lo95: bound(wide.low),
        hi95: bound(wide.high),
    }
}

fn median(at80: &Curve, at95: &Curve) -> Option<MedianTenure> {
    let ((lo80, hi80), (lo95, hi95)) = (at80.times_at(0.5), at95.times_at(0.5));
    let [months, lo80, hi80, lo95, hi95] = [at80.median(), lo80, hi80, lo95, hi95].map(|time| time.map(whole_part));
    // The lower bound of all is the first to be reached.
    lo95.or(months).map(|_| MedianTenure { months, lo80, hi80, lo95, hi95 })
}
