//! Figures per unit, position or channel.

use crate::error::Problem;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, RoundingMode, small};
use crate::time::Period;
use crate::values::Id;

use super::answer::{PolicyRef, head};
use super::person::{PersonScore, Scorer, band_id};

words! {
    /// What people are grouped by.
    pub enum By {
        /// The unit, with the units below it.
        Unit = "unit",
        /// The position.
        Position = "position",
        /// The sales channel of the unit.
        Channel = "channel",
    }
}

answer! {
    /// Figures per group.
    pub struct RollupReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// `unit`, `position` or `channel`.
        pub by: &'static str,
        /// The groups, in the order of the policy.
        pub groups: Vec<RollupGroup>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// One group.
    pub struct RollupGroup {
        /// The unit, position or channel.
        pub group: Id,
        /// The unit above.
        pub parent: Option<Id>,
        /// People in scope.
        pub people: u32,
        /// People with a known total.
        pub known: u32,
        /// The mean of the known totals.
        pub mean_total: Option<Figure>,
        /// The lowest total.
        pub min_total: Option<Figure>,
        /// The highest total.
        pub max_total: Option<Figure>,
        /// How many people are in each band, in the order of the scales.
        pub bands: Few<BandCount>,
        /// The mean score of each metric.
        pub lines: Few<LineMean>,
    }
}

answer! {
    /// A band and how many are in it.
    pub struct BandCount {
        /// The band.
        pub band: Id,
        /// How many people.
        pub people: u32,
    }
}

answer! {
    /// A metric's mean score.
    pub struct LineMean {
        /// The metric.
        pub metric: Id,
        /// How many scores there are.
        pub known: u32,
        /// Their mean.
        pub mean_score: Figure,
    }
}

#[derive(Debug, Clone, Default)]
struct Tally {
    people: u32,
    totals: Vec<Rational>,
    // Per band of every scale, in the order of the document.
    bands: Vec<(usize, usize, u32)>,
    // Per metric: sum and count of scores.
    metrics: Vec<(usize, Rational, u32)>,
}

impl Tally {
    fn add(&mut self, person: &PersonScore<'_>) {
        self.people += 1;
        self.totals.extend(person.total.clone());
        if let Some((scale, band)) = person.band.map(|band| band.place()) {
            match self.bands.iter_mut().find(|(s, b, _)| (*s, *b) == (scale, band)) {
                Some((_, _, count)) => *count += 1,
                None => self.bands.push((scale, band, 1)),
            }
        }
        let parts = person.positions.iter().chain(person.periods.iter().flat_map(|(_, part)| &part.positions));
        for part in parts {
            for (line, result) in part.card.lines.iter().zip(&part.score.lines) {
                let Some(score) = result.score.as_ref().filter(|_| result.state.is_none()) else { continue };
                match self.metrics.iter_mut().find(|(metric, ..)| *metric == line.metric) {
                    Some((_, sum, count)) => {
                        *sum = &*sum + &score.round(12, RoundingMode::HalfAway);
                        *count += 1;
                    }
                    None => self.metrics.push((line.metric, score.round(12, RoundingMode::HalfAway), 1)),
                }
            }
        }
    }
}

/// A mean at the places of its class.
fn mean(sum: &Rational, count: u32) -> Option<Rational> {
    Some(sum.checked_div(&Rational::from(count))?.round(Figure::PLACES, RoundingMode::HalfAway))
}

/// Adds up people by group. Those who moved count where they were last.
pub(crate) fn rollup(scorer: &mut Scorer<'_>, by: By, forced: bool) -> RollupReport {
    let policy = scorer.policy;
    let document = &policy.policy;
    let channels: Vec<&Id> = {
        let mut channels: Vec<&Id> = document.units.iter().filter_map(|unit| unit.channel.as_ref()).gather();
        let mut seen: Vec<&Id> = Vec::new();
        channels.retain(|channel| {
            let new = !seen.contains(channel);
            if new {
                seen.push(channel);
            }
            new
        });
        channels
    };
    let groups = match by {
        By::Unit => document.units.len(),
        By::Position => document.positions.len(),
        By::Channel => channels.len(),
    };
    let mut tallies = vec![Tally::default(); groups];
    for employee in 0..scorer.facts.facts.document().employees.len() {
        let Some(person) = scorer.score(employee) else { continue };
        let last =
            person.positions.last().or_else(|| person.periods.last().and_then(|(_, part)| part.positions.last()));
        let Some(held) = last.map(|part| part.held) else { continue };
        let mut add = |group: usize| {
            if let Some(tally) = tallies.get_mut(group) {
                tally.add(&person);
            }
        };
        match by {
            By::Position => add(held.position),
            By::Unit => {
                let mut at = held.unit;
                while let Some(unit) = at {
                    add(unit);
                    at = policy.units.get(unit).and_then(|node| node.parent);
                }
            }
            By::Channel => {
                // The nearest unit with a channel decides.
                let mut at = held.unit;
                while let Some(unit) = at {
                    if let Some(channel) = document.units.get(unit).and_then(|unit| unit.channel.as_ref()) {
                        channels.iter().position(|known| *known == channel).into_iter().for_each(&mut add);
                        break;
                    }
                    at = policy.units.get(unit).and_then(|node| node.parent);
                }
            }
        }
    }
    let answers = tallies.iter().enumerate().filter_map(|(number, tally)| {
        let unit = if by == By::Unit { document.units.get(number) } else { None };
        let group = match by {
            By::Unit => unit?.id.clone(),
            By::Position => document.positions.get(number)?.id.clone(),
            By::Channel => (*channels.get(number)?).clone(),
        };
        let known = small(tally.totals.len());
        // At twelve places, so that a sum over many people stays a number of ordinary size.
        let sum =
            tally.totals.iter().fold(Rational::ZERO, |sum, total| &sum + &total.round(12, RoundingMode::HalfAway));
        let mut bands = tally.bands.clone();
        crate::sort::sort_by(&mut bands, Ord::cmp);
        let mut metrics = tally.metrics.clone();
        crate::sort::sort_by(&mut metrics, |a, b| a.0.cmp(&b.0));
        Some(RollupGroup {
            group,
            parent: unit.and_then(|unit| unit.parent.clone()),
            people: tally.people,
            known,
            mean_total: sum.checked_div(&Rational::from(known)).map(|mean| policy.displayed_total(&mean)),
            min_total: tally.totals.iter().min().map(|total| policy.total_figure(total)),
            max_total: tally.totals.iter().max().map(|total| policy.total_figure(total)),
            bands: Few(bands
                .into_iter()
                .filter_map(|(scale, band, people)| Some(BandCount { band: band_id(policy, scale, band)?, people }))
                .gather()),
            lines: Few(metrics
                .into_iter()
                .filter_map(|(metric, sum, known)| {
                    Some(LineMean {
                        metric: document.metrics.get(metric)?.id.clone(),
                        known,
                        mean_score: Figure::rounded(mean(&sum, known)?, Figure::PLACES, RoundingMode::HalfAway),
                    })
                })
                .gather()),
        })
    });
    let groups = answers.gather();
    RollupReport {
        schema_version: crate::SCHEMA_VERSION,
        policy: head(document, forced),
        period: scorer.period,
        by: by.as_str(),
        groups,
        problems: Vec::new(),
    }
}
