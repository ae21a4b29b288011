//! The conditions about people with their references resolved.

use super::career::{self, Names, mark};
use super::place::{Place, Sink};
use super::{Assessments, Baseline, Source, baseline, conditions};
use crate::condition::{
    AchievementKind, AchievementTest, Comparison, Condition, EventTest, GrowthOf, LONGEST, MetricTest, Missing, Since,
    TenureOf, Term, Test, Tree, Window, WindowEnd, WindowKind,
};
use crate::error::Code;
use crate::expression::Op;
use crate::number::Rational;
use crate::policy::{Change, Policy, Unit};
use crate::time::Granularity;
use crate::values::Id;

/// A condition about a person.
#[derive(Debug)]
pub(crate) struct Requirement {
    pub(crate) tree: Tree<usize>,
    /// The tests as they stand in the document; several may be the same test.
    pub(crate) places: Vec<TestPlace>,
    tests: Vec<Check>,
}

/// A test where it stands.
#[derive(Debug)]
pub(crate) struct TestPlace {
    /// Which test it is.
    pub(crate) test: usize,
    /// Where it stands in the condition.
    pub(crate) pointer: String,
    pub(crate) cost: Rational,
    /// Whether the person can make it hold.
    pub(crate) changeable: bool,
    /// Whether the person can make it not hold, where it stands below `not`.
    pub(crate) undoable: bool,
}

/// A test with its references resolved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Check {
    /// Values over time.
    Series(Box<SeriesCheck>),
    Events(Box<EventCheck>),
    Achieved(Box<AchievedCheck>),
    Tenure(TenureOf, Term),
    /// An assessment, one of its dimensions, and a comparison with points.
    Assessment(usize, Option<usize>, Comparison, Rational),
    /// Vacant posts of a position.
    Vacancy(usize, u32),
    /// For so many months, no case, or none of these kinds.
    CaseFree(u32, Option<Vec<Id>>),
}

/// Values over time compared with a constant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SeriesCheck {
    pub(crate) of: Series,
    pub(crate) comparison: Comparison,
    pub(crate) constant: Rational,
    pub(crate) every: Granularity,
    /// Without one, the last period alone.
    pub(crate) window: Option<Window>,
}

/// What is looked at in each period.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Series {
    Metric(usize),
    Growth {
        metric: usize,
        versus: Baseline,
        change: Change,
    },
    Total,
    /// The growth of the total on an earlier one.
    TotalGrowth {
        versus: Baseline,
        change: Change,
    },
    /// A band, and whether better ones count.
    Rating(Id, bool),
}

/// Events that pass filters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EventCheck {
    pub(crate) kind: usize,
    pub(crate) role: Option<Id>,
    pub(crate) filters: Vec<(usize, Comparison, Rational)>,
    pub(crate) at_least: u32,
    pub(crate) since: Option<Since>,
}

/// Something achieved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AchievedCheck {
    pub(crate) kind: AchievementKind,
    pub(crate) id: usize,
    pub(crate) mark: Option<Rational>,
    pub(crate) count: u32,
    pub(crate) since: Option<Since>,
}

impl Requirement {
    /// The distinct tests.
    pub(crate) fn checks(&self) -> &[Check] {
        &self.tests
    }

    /// The test at a place.
    pub(crate) fn check(&self, place: usize) -> Option<&Check> {
        self.tests.get(self.places.get(place)?.test)
    }
}

/// More tests than this that stand in several places make the search for the cheapest changes too long.
const SAME: usize = 8;

/// Compiles a condition about a person.
pub(super) fn compile(
    condition: &Condition,
    names: &Names<'_>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Requirement> {
    let found = std::cell::RefCell::new((Vec::new(), Vec::new()));
    let start = sink.pointer(at).len();
    let tree = part(condition, names, start, &found, at, sink);
    let (places, tests) = found.into_inner();
    let same = (0..tests.len()).filter(|test| places.iter().filter(|p: &&TestPlace| p.test == *test).count() > 1);
    if same.count() > SAME {
        let message = format_args!("more than {SAME} tests stand here more than once");
        sink.report(at, "", Code::LimitExceeded, message);
        return None;
    }
    Some(Requirement { tree: tree?, places, tests })
}

type Found = std::cell::RefCell<(Vec<TestPlace>, Vec<Check>)>;

fn part(
    condition: &Condition,
    names: &Names<'_>,
    start: usize,
    found: &Found,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Tree<usize>> {
    let cost = condition.cost.map_or(Rational::ONE, |cost| cost.to_rational());
    if cost.signum() <= 0 {
        sink.report(at, "cost", Code::NumberOutOfRange, format_args!("a cost is above zero"));
    }
    if matches!(condition.test, Test::All(_) | Test::Any(_) | Test::AtLeast(..) | Test::Not(_)) {
        return conditions::combine(condition, at, sink, &|condition, at, sink| {
            part(condition, names, start, found, at, sink)
        });
    }
    let (check, by_default) = test(condition, names, at, sink)?;
    let pointer = sink.pointer(at).get(start..).unwrap_or_default().to_owned();
    let changeable = career::is_changeable(condition, by_default);
    // What was learned or has happened cannot be undone; figures can.
    let undoable = changeable && (condition.changeable.is_some() || matches!(check, Check::Series(_)));
    let (places, tests) = &mut *found.borrow_mut();
    let test = tests.iter().position(|known| *known == check).unwrap_or_else(|| {
        tests.push(check);
        tests.len() - 1
    });
    places.push(TestPlace { test, pointer, cost, changeable, undoable });
    Some(Tree::Test(places.len() - 1))
}

/// A test, and whether a person can usually bring it about.
fn test(condition: &Condition, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> Option<(Check, bool)> {
    let career = names.career;
    Some(match &condition.test {
        Test::Metric(test) => (metric(test, names, at, sink)?, true),
        Test::Total(of, window) => {
            let (comparison, constant) = mark(Unit::Score, *of, at, sink)?;
            let window = window.as_deref().copied();
            (series(names, Series::Total, (comparison, constant), window, at, sink)?, true)
        }
        Test::TotalGrowth(test) => {
            let versus = total_base(&test.growth, &at.field("growth"), sink)?;
            let (change, window) = (test.growth.change, test.window);
            let compared = mark(change.unit(Unit::Score), test.mark, at, sink)?;
            (series(names, Series::TotalGrowth { versus, change }, compared, window, at, sink)?, true)
        }
        Test::Rating(test) => {
            let known = career::band(names.policy, &test.band, (at, "rating"), sink);
            let of = Series::Rating(test.band.clone(), test.or_better);
            // Bands are compared by their rank, which the scale knows.
            let check = series(names, of, (Comparison::AtLeast, Rational::ZERO), test.window, at, sink)?;
            known.then_some((check, true))?
        }
        Test::Event(test) => (event(test, names, at, sink)?, true),
        Test::Achievement(test) => {
            let by_default = test.kind != AchievementKind::Award;
            (achieved(test, names, at, sink)?, by_default)
        }
        Test::Tenure(of, term) => {
            let (field, length, most) = match term {
                Term::Months(months) => ("months", *months, LONGEST),
                Term::Days(days) => ("days", *days, LONGEST * 31),
            };
            between(length, 1, most, field, at, sink)?;
            (Check::Tenure(*of, *term), false)
        }
        Test::Assessment(test) => {
            let list = names.place.field("assessments");
            let place = at.field("assessment");
            let index = career.assessment_index.resolve("assessment", &test.assessment, &list, &place, sink)?;
            let dimension = match &test.dimension {
                None => None,
                Some(id) => {
                    let dimensions = &names.policy.assessments.get(index)?.dimensions;
                    let found = dimensions.iter().position(|dimension| dimension.id == *id);
                    if found.is_none() {
                        let message = format_args!("assessment `{}` has no dimension `{id}`", test.assessment);
                        sink.report(at, "dimension", Code::ReferenceUnknown, message);
                        return None;
                    }
                    found
                }
            };
            let (comparison, constant) = mark(Unit::Score, test.mark, at, sink)?;
            (Check::Assessment(index, dimension, comparison, constant), true)
        }
        Test::Vacancy(id, count) => {
            let list = names.place.field("positions");
            let position = names.positions.resolve("position", id, &list, &at.field("vacancy"), sink)?;
            (Check::Vacancy(position, *count), false)
        }
        Test::CaseFree(cases) => {
            if cases.kinds.as_ref().is_some_and(Vec::is_empty) {
                let message = format_args!("no kind of case is named; without `kinds` all count");
                sink.report(&at.field("case_free"), "kinds", Code::RangeEmpty, message);
                return None;
            }
            between(cases.months, 0, LONGEST, "months", &at.field("case_free"), sink)?;
            (Check::CaseFree(cases.months, cases.kinds.clone()), false)
        }
        Test::Score(..) => {
            let message = format_args!("`score` is for scorecards; `total` compares a person's total");
            sink.report(at, "score", Code::MethodMismatch, message);
            return None;
        }
        Test::All(_) | Test::Any(_) | Test::AtLeast(..) | Test::Not(_) => return None,
    })
}

fn metric(test: &MetricTest, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> Option<Check> {
    let list = names.place.field("metrics");
    let metric = names.metrics.resolve("metric", &test.metric, &list, &at.field("metric"), sink)?;
    let unit = names.policy.metrics.get(metric)?.unit;
    if unit == Unit::Label {
        let message = format_args!("metric `{}` is a label, which does not compare", test.metric);
        let code = if test.growth.is_some() { Code::UnitMismatch } else { Code::ValueMismatch };
        sink.report(at, "metric", code, message);
        return None;
    }
    let (of, compared) = match &test.growth {
        None => (Series::Metric(metric), unit),
        Some(growth) => {
            let compared = growth.change.unit(unit);
            let versus = base(growth, unit, &at.field("growth"), sink)?;
            (Series::Growth { metric, versus, change: growth.change }, compared)
        }
    };
    let compared = mark(compared, test.mark, at, sink);
    series(names, of, compared?, test.window, at, sink)
}

/// What the growth of a total is compared with: the total of an earlier period, which has a result of its own.
fn total_base(growth: &GrowthOf, at: &Place<'_>, sink: &mut Sink) -> Option<Baseline> {
    let versus = base(growth, Unit::Score, at, sink)?;
    if matches!(versus, Baseline::Previous | Baseline::LastYear) {
        return Some(versus);
    }
    let message = format_args!("a total is compared with that of another period");
    let hint = format_args!("compare with `previous` or `same_period_last_year`");
    sink.advise(at, "versus", Code::MethodMismatch, message, hint);
    None
}

pub(super) fn base(growth: &GrowthOf, unit: Unit, at: &Place<'_>, sink: &mut Sink) -> Option<Baseline> {
    let versus = baseline::compile(&growth.versus, unit, at, sink)?;
    if let Baseline::Value(base) = &versus
        && growth.change == Change::Relative
        && base.signum() <= 0
    {
        let message = format_args!("relative growth needs a base above zero");
        sink.report(&at.field("versus"), "value", Code::NumberOutOfRange, message);
        return None;
    }
    Some(versus)
}

/// The length of the policy's appraisal periods.
pub(crate) fn appraised(policy: &Policy) -> Granularity {
    Granularity::from(policy.appraisal_period.every)
}

/// Values over time, with the window checked.
fn series(
    names: &Names<'_>,
    of: Series,
    (comparison, constant): (Comparison, Rational),
    window: Option<Window>,
    at: &Place<'_>,
    sink: &mut Sink,
) -> Option<Check> {
    let appraised = appraised(names.policy);
    let every = window.and_then(|window| window.every).unwrap_or(appraised);
    let check = Check::Series(Box::new(SeriesCheck { of, comparison, constant, every, window }));
    let Some(window) = window else { return Some(check) };
    let at = at.field("window");
    let before = sink.problems.len();
    let results = match &check {
        Check::Series(check) => matches!(check.of, Series::Total | Series::TotalGrowth { .. } | Series::Rating(..)),
        _ => false,
    };
    if results && every != appraised {
        let message = format_args!("totals and ratings are of appraisal periods: `{}`", appraised.as_str());
        sink.report(&at, "every", Code::PeriodUnsupported, message);
    }
    match window.kind {
        WindowKind::Consecutive(count) => drop(between(count, 1, LONGEST, "consecutive", &at, sink)),
        WindowKind::OfLast(least, last) => {
            between(last, 1, LONGEST, "of_last", &at, sink);
            between(least, 1, last.clamp(1, LONGEST), "at_least", &at, sink);
        }
        WindowKind::Aggregate(count) => {
            between(count, 1, LONGEST, "aggregate", &at, sink);
            if let Check::Series(check) = &check
                && let Series::Metric(metric) | Series::Growth { metric, .. } = check.of
                && grows(names.sources, metric)
            {
                let message = format_args!("a growth over periods together is not the growth of one");
                let hint = format_args!("compare the `growth` of the metric that grows");
                sink.advise(&at, "aggregate", Code::MethodMismatch, message, hint);
            }
            if let Check::Series(check) = &check
                && let Series::Growth { versus: Baseline::Period(_) | Baseline::PositionStart, .. } = check.of
            {
                let message = format_args!("several periods together are not compared with one");
                let hint = format_args!("compare with `previous`, `same_period_last_year` or a stated `value`");
                sink.advise(&at, "aggregate", Code::MethodMismatch, message, hint);
            }
            if results {
                let message = format_args!("totals and ratings are not added up; name their periods");
                sink.report(&at, "aggregate", Code::MethodMismatch, message);
            }
        }
    }
    match (window.on_missing, window.max_gap) {
        (Missing::Pause, None) => {
            let message = format_args!("`pause` says how many periods may be skipped in a row: `max_gap`");
            sink.report(&at, "", Code::FieldMissing, message);
        }
        (_, Some(gap)) => drop(between(gap, 0, LONGEST, "max_gap", &at, sink)),
        _ => {}
    }
    if window.ending == WindowEnd::Ever && !matches!(window.kind, WindowKind::Consecutive(_)) {
        let message = format_args!("only `consecutive` periods can end anywhere");
        sink.report(&at, "ending", Code::MethodMismatch, message);
    }
    (sink.problems.len() == before).then_some(check)
}

/// Whether a metric is a growth, or made of one.
fn grows(sources: &[Source], metric: usize) -> bool {
    let mut open = vec![metric];
    let mut seen = vec![false; sources.len()];
    while let Some(metric) = open.pop() {
        // A metric that depends on itself is reported elsewhere, and must not be followed for ever.
        match seen.get_mut(metric) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        match sources.get(metric) {
            None | Some(Source::Observed | Source::Plans(_) | Source::Training(_)) => {}
            Some(Source::Growth { .. }) => return true,
            Some(Source::Formula(ops)) => {
                open.extend(ops.iter().filter_map(|op| if let Op::Metric(input) = op { Some(*input) } else { None }));
            }
        }
    }
    false
}

fn event(test: &EventTest, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> Option<Check> {
    let list = names.place.field("event_kinds");
    let kind = names.career.event_index.resolve("event kind", &test.kind, &list, &at.field("event"), sink)?;
    let definition = names.policy.event_kinds.get(kind)?;
    let mut good = true;
    if let Some(role) = &test.role
        && !definition.roles.iter().any(|known| known.id == *role)
    {
        let message = format_args!("events of kind `{}` have no role `{role}`", test.kind);
        sink.report(at, "role", Code::ReferenceUnknown, message);
        good = false;
    }
    let list = at.field("filters");
    let mut filters = Vec::new();
    for (number, filter) in test.filters.iter().enumerate() {
        let at = list.item(number);
        match definition.fields.iter().position(|known| known.id == filter.field) {
            Some(field) => {
                let unit = definition.fields.get(field).map_or(Unit::Number, |field| field.unit);
                match mark(unit, filter.mark, &at, sink) {
                    Some((comparison, constant)) => filters.push((field, comparison, constant)),
                    None => good = false,
                }
            }
            None => {
                let message = format_args!("events of kind `{}` have no field `{}`", test.kind, filter.field);
                sink.report(&at, "field", Code::ReferenceUnknown, message);
                good = false;
            }
        }
    }
    good &= since(test.since, at, sink);
    let (role, at_least, since) = (test.role.clone(), test.at_least, test.since);
    good.then(|| Check::Events(Box::new(EventCheck { kind, role, filters, at_least, since })))
}

fn achieved(test: &AchievementTest, names: &Names<'_>, at: &Place<'_>, sink: &mut Sink) -> Option<Check> {
    let word = test.kind.as_str();
    let (field, _) = career::credentials(names.policy, test.kind);
    let list = names.place.field(field);
    let id = names.career.credentials(test.kind).resolve(word, &test.id, &list, &at.field(word), sink)?;
    since(test.since, at, sink).then(|| {
        let mark = test.mark.map(|mark| mark.to_rational());
        Check::Achieved(Box::new(AchievedCheck { kind: test.kind, id, mark, count: test.count, since: test.since }))
    })
}

fn since(since: Option<Since>, at: &Place<'_>, sink: &mut Sink) -> bool {
    match since {
        Some(Since::Months(months)) => between(months, 1, LONGEST, "months", &at.field("since"), sink).is_some(),
        _ => true,
    }
}

/// A number within bounds, or a problem.
fn between(value: u32, least: u32, most: u32, field: &'static str, at: &Place<'_>, sink: &mut Sink) -> Option<u32> {
    if (least..=most).contains(&value) {
        return Some(value);
    }
    let message = format_args!("`{value}` is not between {least} and {most}");
    sink.report(at, field, Code::NumberOutOfRange, message);
    None
}

/// Every test of a requirement, for what is the same in all of them.
pub(crate) fn reads_totals<'a>(assessments: &Assessments, mut checks: impl Iterator<Item = &'a Check>) -> bool {
    checks.any(|check| match check {
        Check::Series(check) => matches!(check.of, Series::Total | Series::TotalGrowth { .. } | Series::Rating(..)),
        Check::Assessment(assessment, ..) => assessments.reads_totals(*assessment),
        _ => false,
    })
}
