//! Conditions that cannot hold, cannot fail, or ask for less than the step before.
//!
//! Each test is read as a claim about something that is measured, and the range in which that has to lie: bands are
//! their ranks, what is counted begins at zero.

use crate::compile::Compiled;
use crate::condition::{
    AchievementKind, Comparison, Condition, Mark, TenureOf, Term, Test, Window, WindowEnd, WindowKind, describe, place,
};
use crate::number::{Decimal, Rational, small};
use crate::policy::{Metric, Scorecard, Unit};
use crate::time::Granularity;
use crate::values::{Amount, Id};

use super::{Advice, add};

/// Claims of one combination that are compared with each other; with more of them it is not read but by machines.
const CLAIMS: usize = 64;

/// An end of a range, and whether the end itself lies outside.
type End = Option<(Rational, bool)>;

/// The values that a test asks for.
#[derive(Debug, Clone, PartialEq)]
struct Range {
    low: End,
    high: End,
}

impl Range {
    fn new(comparison: Comparison, value: Rational) -> Self {
        let (mut low, mut high) = (None, None);
        match comparison {
            Comparison::AtLeast => low = Some((value, false)),
            Comparison::MoreThan => low = Some((value, true)),
            Comparison::AtMost => high = Some((value, false)),
            Comparison::LessThan => high = Some((value, true)),
            Comparison::Equals => (low, high) = (Some((value.clone(), false)), Some((value, false))),
        }
        Self { low, high }
    }

    fn at_least(count: u32) -> Self {
        Self::new(Comparison::AtLeast, Rational::from(count))
    }

    fn between(least: u32, most: u32) -> Self {
        Self { low: Some((Rational::from(least), false)), high: Some((Rational::from(most), false)) }
    }

    /// All other values, where they are one range.
    fn others(&self) -> Option<Self> {
        match (&self.low, &self.high) {
            (Some((low, out)), None) => Some(Self { low: None, high: Some((low.clone(), !out)) }),
            (None, Some((high, out))) => Some(Self { low: Some((high.clone(), !out)), high: None }),
            _ => None,
        }
    }

    /// Whether all values of this lie in the other.
    fn is_inside(&self, other: &Self) -> bool {
        let low = match (&self.low, &other.low) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(other)) => own >= other,
        };
        let high = match (&self.high, &other.high) {
            (_, None) => true,
            (None, Some(_)) => false,
            // Of two equal ends the one that lies outside is the lower one.
            (Some((own, out)), Some((other, other_out))) => (own, !out) <= (other, !other_out),
        };
        low && high
    }

    /// Whether no value lies in both.
    fn is_apart(&self, other: &Self) -> bool {
        let above = |low: &End, high: &End| match (low, high) {
            (Some((low, low_out)), Some((high, high_out))) => low > high || (low == high && (*low_out || *high_out)),
            _ => false,
        };
        above(&self.low, &other.high) || above(&other.low, &self.high)
    }

    /// Whether every value lies in one of both.
    fn covers_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self { low: None, high: Some((high, out)) }, Self { low: Some((low, low_out)), high: None })
            | (Self { low: Some((low, low_out)), high: None }, Self { low: None, high: Some((high, out)) }) => {
                low < high || (low == high && !(*out && *low_out))
            }
            _ => false,
        }
    }
}

/// What a test says, apart from how much.
#[derive(Debug)]
struct Claim {
    /// The test without its constant, and without the number of periods in a row.
    about: Test,
    range: Range,
    /// How many periods in a row.
    length: u32,
    /// Whether it has to hold; `false` below `not`.
    holds: bool,
    at: String,
}

impl Claim {
    /// What is not in a range is in the rest, where the claim is about one value.
    fn stated(mut self) -> Self {
        if !self.holds
            && is_one_value(&self)
            && let Some(others) = self.range.others()
        {
            (self.range, self.holds) = (others, true);
        }
        self
    }
}

/// Where conditions stand, and how their figures are to be read.
pub(super) struct Reading<'a>(pub(super) &'a Compiled);

impl Reading<'_> {
    /// Advises on the conditions of a card's rules.
    pub(super) fn card(&self, card: &Scorecard, at: &str, advice: &mut Vec<Advice>) {
        for (place, when) in card.rules() {
            self.visit(when, format!("{at}{place}"), None, advice);
        }
    }

    /// Advises on a condition and its parts; `above` is the combination in which it stands.
    pub(super) fn visit(
        &self,
        condition: &Condition,
        at: String,
        above: Option<&'static str>,
        advice: &mut Vec<Advice>,
    ) {
        let (name, _, parts) = describe(&condition.test);
        if parts.is_empty() {
            if let Some(claim) = self.claim(condition, true, at) {
                self.alone(&claim, advice);
            }
            return;
        }
        // What stands in a combination of the same kind is compared there.
        if matches!(name, "all" | "any") && above != Some(name) {
            let is_all = name == "all";
            let mut claims = Vec::new();
            self.collect(condition, true, is_all, &at, &mut claims);
            self.compare(&claims, is_all, advice);
        }
        if matches!(condition.test, Test::AtLeast(0, _)) {
            let message = "at least 0 of these conditions hold whatever they say".to_owned();
            add(advice, "condition_always", self.pointer(&at), message, "say how many are needed");
        }
        for (number, part) in parts.iter().enumerate() {
            self.visit(part, place(&at, name, number), Some(name), advice);
        }
    }

    fn pointer(&self, at: &str) -> String {
        format!("{}{at}", self.0.place)
    }

    /// The claims that hold together (`all`), or of which one is enough.
    fn collect(&self, condition: &Condition, holds: bool, all: bool, at: &str, found: &mut Vec<Claim>) {
        let flat = match &condition.test {
            Test::All(_) => all == holds,
            // What is not one of several is none of them.
            Test::Any(_) => all != holds,
            Test::AtLeast(..) => false,
            Test::Not(part) => {
                self.collect(part, !holds, all, &format!("{at}/not"), found);
                return;
            }
            _ => {
                if found.len() < CLAIMS {
                    found.extend(self.claim(condition, holds, at.to_owned()).map(Claim::stated));
                }
                return;
            }
        };
        if flat {
            let (name, _, parts) = describe(&condition.test);
            for (number, part) in parts.iter().enumerate() {
                self.collect(part, holds, all, &place(at, name, number), found);
            }
        }
    }

    /// What the claims of one combination make of each other.
    fn compare(&self, claims: &[Claim], all: bool, advice: &mut Vec<Advice>) {
        for (number, claim) in claims.iter().enumerate() {
            let earlier = claims.iter().take(number).find(|other| {
                if other.about != claim.about {
                    return false;
                }
                match (other.holds, claim.holds) {
                    // What cannot be both is, refused, always one of them.
                    (holds, other_holds) if holds == other_holds && holds == all => {
                        is_of_same_periods(claim) && other.range.is_apart(&claim.range)
                    }
                    (holds, other_holds) if holds == other_holds => {
                        is_one_value(claim) && other.range.covers_with(&claim.range)
                    }
                    (holds, _) => {
                        let (stated, refused) = if holds { (*other, claim) } else { (claim, *other) };
                        // In `all`: what is stated is refused. In `any`: what is refused is stated.
                        if all { implies(stated, refused) } else { implies(refused, stated) }
                    }
                }
            });
            let Some(earlier) = earlier else { continue };
            let (code, verb, hint) = if all {
                ("condition_contradictory", "contradict each other", "nobody can meet both: drop one, or correct it")
            } else {
                ("condition_always", "leave no case out", "the condition decides nothing: correct one of them")
            };
            let message = format!("this and `{}` {verb}", self.pointer(&earlier.at));
            add(advice, code, self.pointer(&claim.at), message, hint);
        }
    }

    /// A test that holds, or fails, whatever the facts are.
    fn alone(&self, claim: &Claim, advice: &mut Vec<Advice>) {
        let Some(possible) = self.possible(&claim.about) else { return };
        let (code, message, hint) = if possible.is_inside(&claim.range) {
            ("condition_always", "this holds whatever the value is", "raise the threshold, or drop the test")
        } else if possible.is_apart(&claim.range) {
            ("condition_never", "no value can meet this", "look at the threshold: is it in the right unit?")
        } else {
            return;
        };
        add(advice, code, self.pointer(&claim.at), message.to_owned(), hint);
    }

    /// The values that there can be.
    fn possible(&self, about: &Test) -> Option<Range> {
        match about {
            Test::Metric(test) if test.growth.is_none() => {
                let metric = self.metric(&test.metric)?;
                let derived = metric.is_derived();
                let bounded = !matches!(metric.unit, Unit::Money | Unit::Number | Unit::Score | Unit::Label);
                (bounded && !derived).then(|| Range::at_least(0))
            }
            Test::Event(_) | Test::Vacancy(..) => Some(Range::at_least(0)),
            Test::Achievement(test) => (test.kind == AchievementKind::Award).then(|| Range::at_least(0)),
            Test::Assessment(_) => Some(Range::between(0, 100)),
            Test::Rating(test) => {
                let scale =
                    self.0.policy.rating_scales.iter().find(|scale| scale.bands.iter().any(|b| b.id == test.band))?;
                Some(Range::between(0, small(scale.bands.len()).saturating_sub(1)))
            }
            _ => None,
        }
    }

    fn metric(&self, id: &Id) -> Option<&Metric> {
        self.0.policy.metrics.get(self.0.metric_index.get(id.as_str())?)
    }

    /// A test as a claim.
    fn claim(&self, condition: &Condition, holds: bool, at: String) -> Option<Claim> {
        let mut about = condition.test.clone();
        let mut length = 1;
        let range = match &mut about {
            Test::Metric(test) => {
                let unit = self.metric(&test.metric)?.unit;
                let unit = test.growth.as_ref().map_or(unit, |growth| growth.change.unit(unit));
                self.window(test.window.as_mut(), &mut length);
                take(&mut test.mark, unit)?
            }
            Test::Score(_, mark) => take(mark, Unit::Score)?,
            Test::Total(mark, window) => {
                self.window(window.as_deref_mut(), &mut length);
                take(mark, Unit::Score)?
            }
            Test::TotalGrowth(test) => {
                self.window(test.window.as_mut(), &mut length);
                let unit = test.growth.change.unit(Unit::Score);
                take(&mut test.mark, unit)?
            }
            Test::Rating(test) => {
                self.window(test.window.as_mut(), &mut length);
                let has = |scale: &&crate::policy::RatingScale| scale.bands.iter().any(|band| band.id == test.band);
                let scale = self.0.policy.rating_scales.iter().find(has)?;
                let from = scale.bands.iter().find(|band| band.id == test.band)?.from;
                let below = scale
                    .bands
                    .iter()
                    .filter(|band| band.from.map(Decimal::to_rational) < from.map(Decimal::to_rational));
                let rank = Rational::from(small(below.count()));
                let comparison = if test.or_better { Comparison::AtLeast } else { Comparison::Equals };
                test.or_better = true;
                test.band = scale.bands.first()?.id.clone();
                Range::new(comparison, rank)
            }
            Test::Event(test) => Range::at_least(std::mem::take(&mut test.at_least)),
            Test::Achievement(test) => {
                let mark = test.mark.take().map_or(Rational::ZERO, Decimal::to_rational);
                let count = std::mem::take(&mut test.count);
                match test.kind {
                    AchievementKind::Award => Range::at_least(count),
                    _ => Range::new(Comparison::AtLeast, mark),
                }
            }
            Test::Tenure(_, Term::Months(length) | Term::Days(length)) | Test::Vacancy(_, length) => {
                Range::at_least(std::mem::take(length))
            }
            Test::Assessment(test) => take(&mut test.mark, Unit::Score)?,
            Test::CaseFree(test) => Range::at_least(std::mem::take(&mut test.months)),
            Test::All(_) | Test::Any(_) | Test::AtLeast(..) | Test::Not(_) => return None,
        };
        Some(Claim { about, range, length, holds, at })
    }

    /// A window as it is meant, without the number of periods in a row.
    fn window(&self, window: Option<&mut Window>, length: &mut u32) {
        let Some(window) = window else { return };
        window.every.get_or_insert(Granularity::from(self.0.policy.appraisal_period.every));
        if let WindowKind::Consecutive(count) = &mut window.kind {
            *length = std::mem::take(count);
        }
    }

    /// Tests of a move that ask for less than those of a move that comes before it.
    pub(super) fn weaker(&self, before: (&Id, &Condition), after: &Condition, at: &str, advice: &mut Vec<Advice>) {
        let (mut earlier, mut later) = (Vec::new(), Vec::new());
        self.collect(before.1, true, true, "", &mut earlier);
        self.collect(after, true, true, at, &mut later);
        for claim in later.iter().filter(|claim| claim.holds && !is_of_position(&claim.about)) {
            let asks_less = |other: &Claim| {
                let same = other.range == claim.range && other.length == claim.length;
                let less = other.range.is_inside(&claim.range) && other.length >= claim.length;
                other.holds && other.about == claim.about && less && !same
            };
            if earlier.iter().any(asks_less) {
                let message = format!("this asks for less than move `{}`, which comes before it", before.0);
                let hint = "whoever is here has met it already: ask for more, or drop the test";
                add(advice, "requirement_weaker", self.pointer(&claim.at), message, hint);
            }
        }
    }
}

/// Takes the constant out of a comparison.
fn take(mark: &mut Mark, unit: Unit) -> Option<Range> {
    let range = Range::new(mark.comparison, unit.value(mark.value).ok()?);
    *mark = Mark { comparison: Comparison::AtLeast, value: Amount { number: Decimal::ZERO, percent: false } };
    Some(range)
}

fn window_of(test: &Test) -> Option<&Window> {
    match test {
        Test::Metric(test) => test.window.as_ref(),
        Test::Total(_, window) => window.as_deref(),
        Test::TotalGrowth(test) => test.window.as_ref(),
        Test::Rating(test) => test.window.as_ref(),
        _ => None,
    }
}

/// Whether two such claims look at a period that both of them need.
fn is_of_same_periods(claim: &Claim) -> bool {
    window_of(&claim.about).is_none_or(|window| match window.kind {
        WindowKind::Consecutive(_) => window.ending == WindowEnd::Latest,
        // More than half of the periods twice over: one of them is in both.
        WindowKind::OfLast(least, last) => least.saturating_mul(2) > last,
        WindowKind::Aggregate(_) => true,
    })
}

/// Whether a claim is about one value.
fn is_one_value(claim: &Claim) -> bool {
    window_of(&claim.about).is_none_or(|window| matches!(window.kind, WindowKind::Aggregate(_)))
}

/// Whether one claim holds wherever another does.
fn implies(one: &Claim, other: &Claim) -> bool {
    one.range.is_inside(&other.range) && one.length >= other.length
}

/// Whether a test is about the position held, which is another one after each move.
fn is_of_position(about: &Test) -> bool {
    matches!(about, Test::Tenure(TenureOf::Position, _))
}
