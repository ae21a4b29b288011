//! Totals and ratings of earlier periods: recorded, or computed under the version that was in force.

use crate::compile::Compiled;
use crate::engine::in_force;
use crate::facts::{CareerFacts, FactIndex, State};
use crate::number::Rational;
use crate::score::{Base, Scorer, base_periods};
use crate::time::Period;
use crate::values::Id;

/// A person's result in a period.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    pub(crate) total: Option<Rational>,
    pub(crate) band: Option<Id>,
    /// The record, where the result was recorded.
    pub(crate) record: Option<Id>,
}

/// Facts joined with versions that may judge a period, by their number.
pub(crate) type Joined<'a> = Vec<(usize, FactIndex<'a>)>;

/// Finds results; each period has a scorer of its own.
#[derive(Debug)]
pub(crate) struct Totals<'a> {
    versions: &'a [Compiled],
    /// The version that judges where none other was in force, or one is forced.
    own: (&'a Compiled, &'a FactIndex<'a>),
    others: &'a Joined<'a>,
    scorers: Vec<(Period, Scorer<'a>)>,
}

impl<'a> Totals<'a> {
    /// Results under the versions that were in force; without any, under `own`.
    pub(crate) fn new(
        versions: &'a [Compiled],
        own: (&'a Compiled, &'a FactIndex<'a>),
        others: &'a Joined<'a>,
    ) -> Self {
        Self { versions, own, others, scorers: Vec::new() }
    }

    /// The result of a person in a base period.
    pub(crate) fn of(
        &mut self,
        policy: &Compiled,
        careers: &CareerFacts<'a>,
        employee: usize,
        period: Period,
    ) -> Result<Recorded, State> {
        if let Some(record) = careers.appraisal(employee, crate::score::span(policy, period)) {
            let (total, band) = (record.total.map(|total| total.to_rational()), record.band.clone());
            let mut result = Recorded { total, band, record: record.record.clone() };
            // What the record does not say is computed.
            if (result.total.is_none() || result.band.is_none())
                && let Ok(computed) = self.computed(employee, period)
            {
                result.total = result.total.or(computed.total);
                result.band = result.band.or(computed.band);
            }
            return Ok(result);
        }
        self.computed(employee, period)
    }

    /// The result of a person in a base period as the version computes it that was in force.
    pub(crate) fn computed(&mut self, employee: usize, period: Period) -> Result<Recorded, State> {
        let at = match self.scorers.binary_search_by(|(known, _)| known.cmp(&period)) {
            Ok(at) => at,
            Err(at) => {
                // As in a longer period: one whose own periods are other ones judges none of these.
                let then = in_force(self.versions, period);
                let version = then.filter(|then| base_periods(then, period).is_some_and(|bases| bases == [period]));
                let (version, facts) = match version {
                    Some(version) if version.number != self.own.0.number => {
                        let facts = self.others.iter().find(|(number, _)| *number == version.number);
                        (version, facts.map(|(_, facts)| facts).ok_or(State::Missing)?)
                    }
                    _ => self.own,
                };
                let bases = vec![Base { period, earlier: None }];
                self.scorers.insert(at, (period, Scorer::new(version, facts, period, bases, Vec::new())));
                at
            }
        };
        let (_, scorer) = self.scorers.get_mut(at).ok_or(State::Missing)?;
        let person = scorer.score(employee).ok_or(State::Missing)?;
        if person.days == 0 {
            // Who was there and was not scored lacks a result; who was not there could have none.
            let span = crate::score::span(scorer.policy, period);
            let held = scorer.facts.held(employee).unwrap_or_default();
            let was_there = held.iter().any(|held| held.span.intersect(span).is_some());
            return Err(if was_there { State::Missing } else { State::NotApplicable });
        }
        let band = person.band.and_then(|band| band.id());
        match person.total {
            Some(total) => Ok(Recorded { total: Some(total), band, record: None }),
            None => {
                let lines = person.positions.iter().flat_map(|part| &part.score.lines);
                let mut states = lines.filter_map(|line| line.state);
                // Held for too few days: too new, whatever else is missing.
                Err(if states.any(|state| state == State::TooNew) { State::TooNew } else { State::Missing })
            }
        }
    }
}
