//! How often each target and threshold had a value, and how often it was met.

use crate::compile::{Card, Check, Compiled, SeriesCheck, credentials};
use crate::condition::{AchievementKind, CardTest, Condition, Operand, Tree, Truth, WindowKind, describe};
use crate::eligibility::{Judge, OnDay, Person};
use crate::facts::{AchievementResult, Facts, Held};
use crate::gather::Gather as _;
use crate::policy::Scorecard;
use crate::score::{Base, HeldScore, Scorer, Subject};
use crate::time::{Date, Period};

use super::HistoryAdvice;

/// Cases that had a value, and those that met it.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    cases: u32,
    met: u32,
}

impl Tally {
    fn add(&mut self, truth: Truth) {
        self.cases += u32::from(truth != Truth::Unknown);
        self.met += u32::from(truth == Truth::True);
    }
}

/// A test of a move.
#[derive(Debug)]
struct Threshold {
    /// The test, of one period where it looks at several in a row.
    check: Option<Check>,
    one: Tally,
    /// Where it looks at several in a row: how many, and how often all of it held.
    streak: Option<(u32, Tally)>,
}

/// All counts of a policy version.
#[derive(Debug)]
pub(super) struct Tallies<'a> {
    policy: &'a Compiled,
    periods: usize,
    pub(super) person_periods: u32,
    // By scorecard: its lines, and the tests of its rules.
    lines: Vec<Vec<Tally>>,
    rules: Vec<Vec<Tally>>,
    // By move: its distinct tests.
    moves: Vec<Vec<Threshold>>,
    // By scale and band.
    bands: Vec<Vec<u32>>,
}

/// Where a count stands in a list of lists.
fn slot<T>(lists: &mut [Vec<T>], list: usize, at: usize) -> Option<&mut T> {
    lists.get_mut(list)?.get_mut(at)
}

impl<'a> Tallies<'a> {
    pub(super) fn new(policy: &'a Compiled, periods: usize) -> Self {
        let document = &policy.policy;
        let lines = document.scorecards.iter().map(|card| {
            let count = card.sections.iter().map(|section| section.lines.len()).sum();
            vec![Tally::default(); count]
        });
        let rules = document.scorecards.iter().map(|card| vec![Tally::default(); rules(card).len()]);
        let moves = policy.career.moves.iter().map(|step| step.requires.checks().iter().map(threshold).gather());
        Self {
            policy,
            periods,
            person_periods: 0,
            lines: lines.gather(),
            rules: rules.gather(),
            moves: moves.gather(),
            bands: document.rating_scales.iter().map(|scale| vec![0; scale.bands.len()]).gather(),
        }
    }

    /// Counts one period.
    pub(super) fn count(&mut self, asked: &OnDay<'_>, period: Period) {
        let span = crate::score::span(self.policy, period);
        let Some(day) = span.to() else { return };
        let facts = &asked.facts;
        let mut scorer = Scorer::new(self.policy, facts, period, vec![Base { period, earlier: None }], Vec::new());
        let mut judge = asked.judge(day);
        judge.detail = false;
        for employee in 0..facts.facts.document().employees.len() {
            let held = facts.held(employee).unwrap_or_default().iter();
            let holdings: Vec<Held> = held.filter(|held| held.span.intersect(span).is_some()).copied().gather();
            if holdings.is_empty() {
                continue;
            }
            self.person_periods = self.person_periods.saturating_add(1);
            let score = scorer.score(employee);
            for part in score.iter().flat_map(|score| &score.positions) {
                let subject = Subject { employee, held: part.held, holdings: &holdings };
                self.card(part, &mut |metric| scorer.values.value(metric, &subject, period).number().cloned());
            }
            // A band that was recorded counts in place of the computed one.
            match asked.careers.appraisal(employee, span).and_then(|record| record.band.as_ref()) {
                Some(band) => self.recorded(band),
                None => {
                    let place = score.and_then(|score| score.band).map(|band| band.place());
                    if let Some(count) = place.and_then(|(scale, band)| slot(&mut self.bands, scale, band)) {
                        *count += 1;
                    }
                }
            }
            if let Some(person) = judge.person(employee) {
                self.thresholds(&mut judge, &person);
            }
        }
    }

    /// A band that was recorded counts on every scale that has it.
    fn recorded(&mut self, band: &crate::values::Id) {
        for (scale, counts) in self.policy.policy.rating_scales.iter().zip(&mut self.bands) {
            let place = scale.bands.iter().position(|known| known.id == *band);
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
    }

    fn card(&mut self, part: &HeldScore<'_>, metric: &mut dyn FnMut(usize) -> Option<crate::number::Rational>) {
        let card = part.card.scorecard;
        for (number, line) in part.score.lines.iter().enumerate() {
            if let (Some(met), Some(tally)) = (line.met, slot(&mut self.lines, card, number)) {
                tally.add(met.into());
            }
        }
        for (number, test) in compiled_rules(part.card).into_iter().enumerate() {
            let value = match test.operand {
                Operand::Metric(index) => metric(index),
                Operand::Score(line) => {
                    let line = part.score.lines.get(line).filter(|line| line.state.is_none());
                    line.and_then(|line| line.score.clone())
                }
            };
            if let (Some(value), Some(tally)) = (value, slot(&mut self.rules, card, number)) {
                tally.add(test.comparison.holds(value.cmp(&test.constant)).into());
            }
        }
    }

    /// The tests of the moves from the position held on the last day.
    fn thresholds(&mut self, judge: &mut Judge<'_>, person: &Person) {
        let policy = self.policy;
        for number in policy.career.ways.leaving(person.held.position) {
            let (Some(step), Some(thresholds)) = (policy.career.moves.get(*number), self.moves.get_mut(*number)) else {
                continue;
            };
            judge.toward = Some(step.to);
            for (check, threshold) in step.requires.checks().iter().zip(thresholds) {
                if let Some(one) = &threshold.check {
                    threshold.one.add(judge.outcome(one, person).truth);
                }
                if let Some((_, streak)) = &mut threshold.streak {
                    streak.add(judge.outcome(check, person).truth);
                }
            }
        }
    }

    /// What stands out.
    pub(super) fn advice(self, facts: &Facts, least: u32, until: Date) -> Vec<HistoryAdvice> {
        let (policy, place) = (self.policy, &self.policy.place);
        let document = &policy.policy;
        let mut advice = Advice { least, found: Vec::new() };
        for (number, (scale, counts)) in document.rating_scales.iter().zip(&self.bands).enumerate() {
            let cases = counts.iter().fold(0u32, |sum, count| sum.saturating_add(*count));
            for (at, band) in scale.bands.iter().enumerate().filter(|(at, _)| counts.get(*at) == Some(&0)) {
                let pointer = format!("{place}/rating_scales/{number}/bands/{at}");
                let message = format!("band `{}` was never given among {cases} ratings", band.id);
                let hint = "look at the cuts of the scale, or drop the band";
                advice.add("band_never_given", pointer, Tally { cases, met: 0 }, message, hint);
            }
        }
        for (number, card) in document.scorecards.iter().enumerate() {
            let at = format!("{place}/scorecards/{number}");
            let mut tallies = self.lines.get(number).into_iter().flatten();
            for (section, content) in card.sections.iter().enumerate() {
                for (line, (stated, tally)) in content.lines.iter().zip(&mut tallies).enumerate() {
                    let pointer = format!("{at}/sections/{section}/lines/{line}/target");
                    advice.extremes(*tally, pointer, &format!("the target of line `{}`", stated.id), &TARGET);
                }
            }
            let tallies = self.rules.get(number).into_iter().flatten();
            for ((pointer, condition), tally) in rules(card).into_iter().zip(tallies) {
                let name = named(condition, &format!("a rule of card `{}`", card.id));
                advice.extremes(*tally, format!("{at}{pointer}"), &name, &RULE);
            }
        }
        let recorded = Recorded::new(policy, facts, until);
        recorded.advice(policy, self.person_periods, &mut advice);
        for (number, (step, thresholds)) in policy.career.moves.iter().zip(&self.moves).enumerate() {
            let Some(stated) = document.moves.get(number) else { continue };
            let mut conditions = Vec::new();
            stated.requires.tests(String::new(), &mut conditions);
            for (test, (_, condition)) in step.requires.places.iter().zip(conditions) {
                let Some(threshold) = thresholds.get(test.test) else { continue };
                // What was never recorded at all is said once, of the thing itself.
                if step.requires.checks().get(test.test).is_some_and(|check| recorded.lacks(check)) {
                    continue;
                }
                let pointer = format!("{place}/moves/{number}/requires{}", test.pointer);
                let name = named(condition, &format!("move `{}`", stated.id));
                if let Some((count, streak)) = threshold.streak
                    && threshold.one.met > 0
                    && streak.met == 0
                    && self.periods >= count as usize
                {
                    let met = threshold.one.met;
                    let message = format!("{name} was met {met} times, but never for as long as is asked");
                    let hint = "ask for fewer periods, or for some of the last ones";
                    advice.add("never_held", pointer, streak, message, hint);
                } else {
                    advice.extremes(threshold.one, pointer, &name, &MOVE);
                }
            }
        }
        advice.found
    }
}

/// A test by its kind and what it is about.
fn named(condition: &Condition, place: &str) -> String {
    let (kind, subject, _) = describe(&condition.test);
    match subject {
        Some(subject) => format!("the test of {kind} `{subject}` in {place}"),
        None => format!("the test of {kind} in {place}"),
    }
}

/// A test without the window that asks for several periods in a row, and with it.
fn threshold(check: &Check) -> Threshold {
    let (mut one, mut streak) = (None, None);
    match check {
        Check::Series(series) => {
            let mut series: SeriesCheck = (**series).clone();
            match series.window.map(|window| window.kind) {
                Some(WindowKind::Consecutive(count) | WindowKind::OfLast(count, _)) => {
                    series.window = None;
                    streak = Some((count, Tally::default()));
                }
                Some(WindowKind::Aggregate(_)) | None => {}
            }
            one = Some(Check::Series(Box::new(series)));
        }
        // These are not about what people do.
        Check::Vacancy(..) | Check::CaseFree(..) => {}
        other => one = Some(other.clone()),
    }
    Threshold { check: one, one: Tally::default(), streak }
}

/// The tests of a card's adjustments, vetoes and changes of the coefficient, and where they stand in the card.
fn rules(card: &Scorecard) -> Vec<(String, &Condition)> {
    let mut found = Vec::new();
    for (place, when) in card.rules() {
        when.tests(place, &mut found);
    }
    found
}

/// The same tests, compiled.
fn compiled_rules(card: &Card) -> Vec<&CardTest> {
    let mut found: Vec<&CardTest> = Vec::new();
    for rule in &card.adjustments {
        found.extend(rule.when.iter().flat_map(Tree::tests));
    }
    for rule in &card.vetoes {
        found.extend(rule.when.tests());
    }
    for rule in &card.coefficients {
        found.extend(rule.when.tests());
    }
    found
}

/// What to do where nobody ever met something, and where everybody always did.
struct Hints {
    never: &'static str,
    always: &'static str,
}

const TARGET: Hints = Hints {
    never: "lower the target, or lead up to it in steps: what nobody reaches drives nobody",
    always: "raise the target, or drop the line: it tells nobody apart",
};

const RULE: Hints = Hints {
    never: "the test never held; look at its threshold, or drop the rule",
    always: "the test always held; look at its threshold, or make the rule part of the card",
};

const MOVE: Hints = Hints {
    never: "lower the threshold, or help people to reach it: nobody can move on as it is",
    always: "raise the threshold, or drop the test: it decides nothing",
};

struct Advice {
    least: u32,
    found: Vec<HistoryAdvice>,
}

impl Advice {
    fn add(&mut self, code: &'static str, pointer: String, tally: Tally, message: String, hint: &'static str) {
        if tally.cases >= self.least {
            let Tally { cases, met } = tally;
            self.found.push(HistoryAdvice { code, pointer, cases, met, message, hint });
        }
    }

    /// What nobody ever met, or everybody always.
    fn extremes(&mut self, tally: Tally, pointer: String, name: &str, hints: &Hints) {
        let Tally { cases, met } = tally;
        if met == 0 {
            self.add("never_met", pointer, tally, format!("{name} was met in none of {cases} cases"), hints.never);
        } else if met == cases {
            self.add("always_met", pointer, tally, format!("{name} was met in all of {cases} cases"), hints.always);
        }
    }
}

/// What has ever been achieved, and which kinds of event have ever happened.
struct Recorded {
    achieved: Vec<Vec<bool>>,
    happened: Vec<bool>,
}

impl Recorded {
    fn new(policy: &Compiled, facts: &Facts, until: Date) -> Self {
        let lists = AchievementKind::ALL.iter().map(|kind| vec![false; credentials(&policy.policy, *kind).1.len()]);
        let mut found = Self { achieved: lists.gather(), happened: vec![false; policy.policy.event_kinds.len()] };
        for record in facts.document().achievements.iter() {
            if record.date <= until
                && record.result == AchievementResult::Passed
                && let Some(index) = policy.career.credentials(record.kind).get(record.id.as_str())
                && let Some(seen) = slot(&mut found.achieved, record.kind as usize, index)
            {
                *seen = true;
            }
        }
        for record in facts.document().events.iter().filter(|record| record.date <= until) {
            let index = policy.career.event_index.get(record.kind.as_str());
            if let Some(seen) = index.and_then(|index| found.happened.get_mut(index)) {
                *seen = true;
            }
        }
        found
    }

    /// Whether a test asks for something that was never recorded.
    fn lacks(&self, check: &Check) -> bool {
        let seen = match check {
            Check::Achieved(check) => self.achieved.get(check.kind as usize).and_then(|list| list.get(check.id)),
            Check::Events(check) => self.happened.get(check.kind),
            _ => None,
        };
        seen == Some(&false)
    }

    fn advice(&self, policy: &Compiled, cases: u32, advice: &mut Advice) {
        let mut add = |list: &str, number: usize, name: &str, word: &str, verb: &str| {
            let pointer = format!("{}/{list}/{number}", policy.place);
            let message = format!("{word} `{name}` {verb} by nobody");
            let hint = "see whether it is recorded at all, is offered, and is still needed";
            advice.add("never_recorded", pointer, Tally { cases, met: 0 }, message, hint);
        };
        for (kind, seen) in AchievementKind::ALL.iter().zip(&self.achieved) {
            let (field, list) = credentials(&policy.policy, *kind);
            for (number, item) in list.iter().enumerate().filter(|(number, _)| seen.get(*number) == Some(&false)) {
                add(field, number, item.id.as_str(), kind.as_str(), "has been achieved");
            }
        }
        for (number, kind) in policy.policy.event_kinds.iter().enumerate() {
            if self.happened.get(number) == Some(&false) {
                add("event_kinds", number, kind.id.as_str(), "event", "is recorded");
            }
        }
    }
}
