//! Yes or no for many people at once: the same decisions as one by one, in columns.
//!
//! A test is decided for a block of people at a time, period by period, in whole numbers: a growth of at least p/q
//! holds when `new · q ≥ old · (q + p)`, so nothing is divided and nothing rounded.

use crate::compile::place::{Place, Sink};
use crate::compile::{Baseline, Check, Compiled, Requirement, Series, SeriesCheck};
use crate::condition::{Comparison, Missing, TenureOf, Tree, Truth, Window, WindowEnd, WindowKind};
use crate::engine::Engine;
use crate::error::{Code, Problems};
use crate::gather::Gather as _;
use crate::number::{Rational, small};
use crate::policy::{Change, Unit};
use crate::time::{Period, Span};
use crate::values::Id;

use super::judge::last_day;
use super::panel::{Achieved, Columns, NO_VALUE, Panel};

/// The decision about one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Decision {
    /// The condition does not hold.
    NotEligible = 0,
    /// It cannot be told.
    Unknown = 1,
    /// The condition holds.
    Eligible = 2,
}

impl From<Truth> for Decision {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Eligible,
            Truth::False => Self::NotEligible,
            Truth::Unknown => Self::Unknown,
        }
    }
}

/// People looked at together: their columns stay in the nearest cache.
const BLOCK: usize = 1024;

/// Truth values of a block.
type Truths = [Decision; BLOCK];

/// Whether something holds in a period, a byte per person.
type Flags = [u8; BLOCK];

impl Engine {
    /// Whether each person of a panel may make a move: yes, no, or not known, as [`Engine::eligibility`] decides with
    /// the same facts, for hundreds of thousands in one call.
    ///
    /// The version of the policy is that in force on the last day of the panel's last period.
    ///
    /// # Errors
    ///
    /// [`Problems`] when the move does not exist, a column has another number of rows, or a test needs a column that is
    /// not there: the pointer names the move's test.
    ///
    /// # Example
    ///
    /// ```
    /// use hrcore::{Engine, eligibility::{Decision, Panel}, values::Id};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.1", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [{"id": "gmv", "unit": "number", "direction": "higher"}], "scorecards": [],
    ///     "positions": [{"id": "assistant"}, {"id": "specialist"}],
    ///     "moves": [{"id": "up", "from": "assistant", "to": "specialist", "requires":
    ///         {"metric": "gmv", "growth": {"versus": "previous", "change": "relative"}, "at_least": 15,
    ///          "window": {"consecutive": 2}}}]
    /// }"#)?;
    /// // Two people: 100, 115, 132.25 is exactly 15 % twice; 132.24 is not.
    /// let (april, may, june) = ([10_000, 10_000], [11_500, 11_500], [13_225, 13_224]);
    /// let panel = Panel::new(2, "2025-06".parse().unwrap())
    ///     .metric(Id::new("gmv").unwrap(), 2, vec![&april, &may, &june]);
    /// assert_eq!(engine.screen(&Id::new("up").unwrap(), &panel)?, [Decision::Eligible, Decision::NotEligible]);
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn screen(&self, step: &Id, panel: &Panel<'_>) -> Result<Vec<Decision>, Problems> {
        let (version, _) = self.version(panel.last, None)?;
        let mut sink = Sink::new((Vec::new(), Vec::new()), self.limits().problems);
        let Some(index) = version.career.move_index.get(step.as_str()) else {
            let root = Place::ROOT;
            version.career.move_index.unknown("move", step.as_str(), &root, &mut sink);
            return Err(Problems::check(sink.finish()).err().unwrap_or_else(|| no_move(step)));
        };
        let Some(step) = version.career.moves.get(index) else { return Err(no_move(step)) };
        let tests = plan(version, &step.requires, panel, &mut sink);
        Problems::check(sink.finish())?;
        let mut decisions = Vec::with_capacity(panel.rows);
        let mut start = 0;
        while start < panel.rows {
            let count = BLOCK.min(panel.rows - start);
            let truths = block(&step.requires.tree, &step.requires, &tests, start, count);
            decisions.extend_from_slice(truths.get(..count).unwrap_or_default());
            start += count;
        }
        Ok(decisions)
    }
}

fn no_move(step: &Id) -> Problems {
    crate::error::Problem::new(Code::ReferenceUnknown, "", format!("move `{step}` does not exist")).into()
}

/// A test that can be decided in columns.
#[derive(Debug)]
enum Column<'a> {
    Decided(&'a [Option<bool>]),
    Achieved(&'a Achieved<'a>, Option<Bound>),
    /// Days from which the position is held that are early enough.
    Tenure(Vec<bool>),
    Series(Box<SeriesColumns<'a>>),
}

/// A metric over time with its test.
#[derive(Debug)]
struct SeriesColumns<'a> {
    columns: Vec<&'a [i64]>,
    /// What each period is compared with, for growth.
    bases: Option<Vec<Option<usize>>>,
    against: Against,
    kind: WindowKind,
    on_missing: Missing,
    max_gap: Option<u32>,
    ever: bool,
    /// The last days of the periods, where only those in the position count.
    ends: Option<(&'a [crate::time::Date], Vec<i32>)>,
}

/// A bound on whole numbers: least and greatest that hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bound {
    least: i64,
    most: i64,
}

/// How a value is compared.
#[derive(Debug)]
enum Against {
    /// The value, or its difference from the base.
    Bound(Bound),
    /// `new · of_new` compared with `old · of_old`.
    Product { comparison: Comparison, of_new: i64, of_old: i64, narrow: bool },
}

impl Bound {
    /// The whole numbers with so many places that compare so with a constant.
    fn new(comparison: Comparison, constant: &Rational, places: u32) -> Option<Self> {
        let scaled = constant * &Rational::from_scaled(10_i128.checked_pow(places)?, 0);
        let (numerator, denominator) = scaled.parts()?;
        let floor = i64::try_from(numerator.div_euclid(denominator)).ok()?;
        let is_whole = numerator.rem_euclid(denominator) == 0;
        let ceiling = if is_whole { floor } else { floor.checked_add(1)? };
        // No value is below all others, and holds nothing.
        let lowest = NO_VALUE + 1;
        let none = Self { least: 1, most: 0 };
        Some(match comparison {
            Comparison::AtLeast => Self { least: ceiling.max(lowest), most: i64::MAX },
            Comparison::MoreThan => Self { least: floor.checked_add(1)?.max(lowest), most: i64::MAX },
            Comparison::AtMost => Self { least: lowest, most: floor },
            Comparison::LessThan => Self { least: lowest, most: ceiling.checked_sub(1)? },
            Comparison::Equals if is_whole && floor >= lowest => Self { least: floor, most: floor },
            Comparison::Equals => none,
        })
    }

    #[inline]
    fn holds(self, value: i64) -> bool {
        (self.least <= value) & (value <= self.most)
    }
}

/// Finds the columns of every test; what is not there is reported.
fn plan<'a>(
    policy: &Compiled,
    requirement: &Requirement,
    panel: &'a Panel<'a>,
    sink: &mut Sink,
) -> Vec<Option<Column<'a>>> {
    let root = Place::ROOT;
    let rows = |count: usize, what: &'static str, sink: &mut Sink| {
        if count != panel.rows {
            let message = format_args!("a column of {what} has {count} rows, the panel {}", panel.rows);
            sink.report(&root, "", Code::RangeEmpty, message);
        }
    };
    for columns in &panel.metrics {
        columns.periods.iter().for_each(|column| rows(column.len(), "values", sink));
    }
    for achieved in &panel.achievements {
        rows(achieved.valid.len(), "achievements", sink);
        achieved.marks.iter().for_each(|(_, marks)| rows(marks.len(), "marks", sink));
    }
    panel.position_from.iter().for_each(|from| rows(from.len(), "days", sink));
    panel.decided.iter().for_each(|(_, truth)| rows(truth.len(), "decisions", sink));
    for (at, _) in &panel.decided {
        if !requirement.places.iter().any(|place| place.pointer == *at) {
            let message = format!("the move has no test at `{}`", crate::json::short(at));
            sink.problems.push(crate::error::Problem::new(Code::ReferenceUnknown, "", message));
        }
    }
    let mut tests = Vec::with_capacity(requirement.checks().len());
    for (number, check) in requirement.checks().iter().enumerate() {
        let mut places = requirement.places.iter().filter(|place| place.test == number).map(|place| &*place.pointer);
        let decided = panel.decided.iter().find(|(at, _)| places.clone().any(|place| place == *at));
        let pointer = places.next().unwrap_or_default();
        let column = match decided {
            Some((_, truth)) => Some(Column::Decided(truth)),
            None => column(policy, check, panel),
        };
        if column.is_none() {
            let message = format!("the panel has no columns that decide the test at `{pointer}`");
            let problem = crate::error::Problem::new(Code::FieldMissing, pointer, message);
            sink.problems.push(problem.hint("give the columns that it reads, or decide it with `Panel::decided`"));
        }
        tests.push(column);
    }
    tests
}

fn column<'a>(policy: &Compiled, check: &Check, panel: &'a Panel<'a>) -> Option<Column<'a>> {
    match check {
        Check::Series(check) => series(policy, check, panel).map(|columns| Column::Series(Box::new(columns))),
        Check::Achieved(check) => {
            let list = policy.career.credentials(check.kind);
            let of = |known: &&Achieved<'_>| known.kind == check.kind && list.get(known.id.as_str()) == Some(check.id);
            let column = panel.achievements.iter().find(of)?;
            // Awards are counted, which a flag is not.
            if check.count > 1 || check.since.is_some() {
                return None;
            }
            let bound = match (&check.mark, &column.marks) {
                (None, _) => None,
                (Some(mark), Some((places, _))) => Some(Bound::new(Comparison::AtLeast, mark, *places)?),
                (Some(_), None) => return None,
            };
            Some(Column::Achieved(column, bound))
        }
        Check::Tenure(TenureOf::Position, term) => {
            let end = policy_span(policy, panel.last).last;
            let holds = |from: &crate::time::Date| {
                last_day(*from, *term).is_some_and(|last| Span::new(last, Some(last)).last <= end)
            };
            Some(Column::Tenure(panel.position_from?.iter().map(holds).gather()))
        }
        _ => None,
    }
}

fn policy_span(policy: &Compiled, period: Period) -> Span {
    crate::score::span(policy, period)
}

fn series<'a>(policy: &Compiled, check: &SeriesCheck, panel: &'a Panel<'a>) -> Option<SeriesColumns<'a>> {
    let start_day = policy.policy.appraisal_period.start_day;
    let last = policy_span(policy, panel.last).to()?;
    // Who held the position for how many days of each period, the columns do not say.
    if policy.policy.proration.too_new_below_days > 0 && panel.position_from.is_some() {
        return None;
    }
    if Period::containing(last, check.every, start_day) != panel.last {
        return None;
    }
    let metric = match &check.of {
        Series::Metric(metric) | Series::Growth { metric, .. } => *metric,
        Series::Total | Series::TotalGrowth { .. } | Series::Rating(..) => return None,
    };
    let definition = policy.policy.metrics.get(metric)?;
    let columns: &Columns<'_> = panel.metrics.iter().find(|columns| columns.metric == definition.id)?;
    let mut periods = vec![panel.last];
    while periods.len() < columns.periods.len() {
        let earlier = periods.last()?.previous()?;
        periods.push(earlier);
    }
    periods.reverse();
    // A percentage is stated in percent, and is a ratio inside.
    let places = columns.places + if definition.unit == Unit::Percent { 2 } else { 0 };
    let (bases, against) = match &check.of {
        Series::Growth { versus, change, .. } => {
            let at = |period: Option<Period>| periods.iter().position(|known| Some(*known) == period);
            if matches!(versus, Baseline::PositionStart | Baseline::Value(_)) {
                return None;
            }
            let bases = periods.iter().map(|period| at(versus.before(*period)));
            let against = match change {
                Change::Points => Against::Bound(Bound::new(check.comparison, &check.constant, places)?),
                Change::Relative => {
                    let (numerator, denominator) = check.constant.parts()?;
                    let of_new = i64::try_from(denominator).ok()?;
                    let of_old = i64::try_from(numerator.checked_add(denominator)?).ok()?;
                    let largest = columns.periods.iter().map(|column| largest(column)).max().unwrap_or(0);
                    let factor = of_new.unsigned_abs().max(of_old.unsigned_abs());
                    // Products of 64 bits are quicker, where all of them fit.
                    let narrow = largest.checked_mul(factor).is_some_and(|product| i64::try_from(product).is_ok());
                    Against::Product { comparison: check.comparison, of_new, of_old, narrow }
                }
            };
            (Some(bases.gather()), against)
        }
        _ => (None, Against::Bound(Bound::new(check.comparison, &check.constant, places)?)),
    };
    let single = Window {
        kind: WindowKind::Consecutive(1),
        every: None,
        on_missing: Missing::Unknown,
        max_gap: Some(0),
        ending: WindowEnd::Latest,
        across_positions: true,
    };
    let window = check.window.unwrap_or(single);
    let ever = window.ending == WindowEnd::Ever;
    let looked = match window.kind {
        WindowKind::Consecutive(count) | WindowKind::OfLast(_, count) => count as usize,
        WindowKind::Aggregate(_) => return None,
    };
    // What lies before the columns would be unknown, and nothing here could say so.
    if window.on_missing == Missing::Unknown && (ever || looked > columns.periods.len()) {
        return None;
    }
    let ends = match panel.position_from {
        Some(from) if !window.across_positions => {
            Some((from, periods.iter().map(|period| policy_span(policy, *period).last).gather()))
        }
        _ => None,
    };
    Some(SeriesColumns {
        columns: columns.periods.clone(),
        bases,
        against,
        kind: window.kind,
        on_missing: window.on_missing,
        max_gap: window.max_gap,
        ever,
        ends,
    })
}

/// The largest magnitude of a column.
fn largest(column: &[i64]) -> u64 {
    column.iter().filter(|value| **value != NO_VALUE).fold(0, |most, value| most.max(value.unsigned_abs()))
}

/// The truth of a part of a condition for a block of people.
fn block(
    tree: &Tree<usize>,
    requirement: &Requirement,
    tests: &[Option<Column<'_>>],
    start: usize,
    count: usize,
) -> Truths {
    let part = |tree: &Tree<usize>| block(tree, requirement, tests, start, count);
    match tree {
        Tree::Test(place) => {
            let test = requirement.places.get(*place).and_then(|place| tests.get(place.test)?.as_ref());
            test.map_or([Decision::Unknown; BLOCK], |column| column.block(start, count))
        }
        Tree::Not(inner) => {
            let mut truths = part(inner);
            for truth in &mut truths {
                *truth = match truth {
                    Decision::Eligible => Decision::NotEligible,
                    Decision::NotEligible => Decision::Eligible,
                    Decision::Unknown => Decision::Unknown,
                };
            }
            truths
        }
        // Of Kleene's values, `all` is the least and `any` the greatest.
        Tree::All(parts) => {
            fold(
                parts,
                Decision::Eligible,
                &part,
                |known, next| {
                    if (next as u8) < (known as u8) { next } else { known }
                },
            )
        }
        Tree::Any(parts) => {
            fold(
                parts,
                Decision::NotEligible,
                &part,
                |known, next| {
                    if (next as u8) > (known as u8) { next } else { known }
                },
            )
        }
        Tree::AtLeast(need, parts) => {
            let (mut met, mut maybe) = ([0u32; BLOCK], [0u32; BLOCK]);
            for tree in parts {
                let truths = part(tree);
                for ((met, maybe), truth) in met.iter_mut().zip(&mut maybe).zip(&truths) {
                    *met += u32::from(*truth == Decision::Eligible);
                    *maybe += u32::from(*truth != Decision::NotEligible);
                }
            }
            let need = small(*need);
            let mut truths = [Decision::Unknown; BLOCK];
            for ((truth, met), maybe) in truths.iter_mut().zip(&met).zip(&maybe) {
                *truth = Truth::of_count(*met, *maybe, need).into();
            }
            truths
        }
    }
}

fn fold(
    parts: &[Tree<usize>],
    first: Decision,
    part: &dyn Fn(&Tree<usize>) -> Truths,
    combine: fn(Decision, Decision) -> Decision,
) -> Truths {
    let mut truths = [first; BLOCK];
    for tree in parts {
        for (known, next) in truths.iter_mut().zip(&part(tree)) {
            *known = combine(*known, *next);
        }
    }
    truths
}

impl Column<'_> {
    fn block(&self, start: usize, count: usize) -> Truths {
        let mut truths = [Decision::NotEligible; BLOCK];
        let slots = truths.get_mut(..count).unwrap_or_default();
        match self {
            Self::Decided(column) => {
                for (slot, truth) in slots.iter_mut().zip(column.get(start..).unwrap_or_default()) {
                    *slot = truth.map_or(Decision::Unknown, |holds| Truth::from(holds).into());
                }
            }
            Self::Tenure(column) => {
                for (slot, holds) in slots.iter_mut().zip(column.get(start..).unwrap_or_default()) {
                    *slot = Truth::from(*holds).into();
                }
            }
            Self::Achieved(column, bound) => {
                let valid = column.valid.get(start..).unwrap_or_default();
                match (bound, column.marks) {
                    (Some(bound), Some((_, marks))) => {
                        let marks = marks.get(start..).unwrap_or_default();
                        for ((slot, valid), mark) in slots.iter_mut().zip(valid).zip(marks) {
                            *slot = match (*valid, *mark) {
                                (false, _) => Decision::NotEligible,
                                (true, NO_VALUE) => Decision::Unknown,
                                (true, mark) => Truth::from(bound.holds(mark)).into(),
                            };
                        }
                    }
                    _ => {
                        for (slot, valid) in slots.iter_mut().zip(valid) {
                            *slot = Truth::from(*valid).into();
                        }
                    }
                }
            }
            Self::Series(columns) => columns.block(start, slots),
        }
        truths
    }
}

impl SeriesColumns<'_> {
    fn block(&self, start: usize, slots: &mut [Decision]) {
        if self.on_missing == Missing::Pause {
            return self.rows(start, slots);
        }
        let (mut met, mut maybe) = ([0u32; BLOCK], [0u32; BLOCK]);
        let (mut best, mut best_maybe) = ([0u32; BLOCK], [0u32; BLOCK]);
        let (need, streak) = match self.kind {
            WindowKind::Consecutive(need) => (need, true),
            WindowKind::OfLast(need, _) | WindowKind::Aggregate(need) => (need, false),
        };
        // Only the last periods matter, unless a streak may end anywhere.
        let looked = match self.kind {
            _ if self.ever => self.columns.len(),
            WindowKind::Consecutive(count) | WindowKind::OfLast(_, count) | WindowKind::Aggregate(count) => {
                count as usize
            }
        };
        let from = self.columns.len().saturating_sub(looked);
        let unknown = self.on_missing == Missing::Unknown;
        let (mut holds, mut absent): (Flags, Flags) = ([0; BLOCK], [0; BLOCK]);
        for number in from..self.columns.len() {
            self.period(number, start, slots.len(), &mut holds, &mut absent);
            let both = holds.iter().zip(&absent);
            if streak {
                for ((met, maybe), (holds, absent)) in met.iter_mut().zip(&mut maybe).zip(both) {
                    let (holds, absent) = (u32::from(*holds), u32::from(*absent & u8::from(unknown)));
                    *met = (*met + 1) * holds;
                    *maybe = (*maybe + 1) * (holds | absent);
                }
                if self.ever {
                    for (best, met) in best.iter_mut().zip(&met) {
                        *best = (*best).max(*met);
                    }
                    for (best, maybe) in best_maybe.iter_mut().zip(&maybe) {
                        *best = (*best).max(*maybe);
                    }
                }
            } else {
                for ((met, maybe), (holds, absent)) in met.iter_mut().zip(&mut maybe).zip(both) {
                    *met += u32::from(*holds);
                    *maybe += u32::from(*holds) | u32::from(*absent & u8::from(unknown));
                }
            }
        }
        let (met, maybe) = if self.ever { (&best, &best_maybe) } else { (&met, &maybe) };
        for ((slot, met), maybe) in slots.iter_mut().zip(met).zip(maybe) {
            *slot = Truth::of_count(*met, *maybe, need).into();
        }
    }

    /// Which of a block hold in a period, and for which there is no value.
    fn period(&self, number: usize, start: usize, count: usize, holds: &mut Flags, absent: &mut Flags) {
        let column = |number: usize| self.columns.get(number).and_then(|column| column.get(start..start + count));
        let new = column(number).unwrap_or_default();
        match (&self.bases, &self.against) {
            (None, Against::Bound(bound)) => {
                for (((holds, absent), new), _) in holds.iter_mut().zip(absent.iter_mut()).zip(new).zip(0..count) {
                    *holds = u8::from(bound.holds(*new));
                    *absent = u8::from(*new == NO_VALUE);
                }
            }
            (Some(bases), against) => {
                let old = bases.get(number).copied().flatten().and_then(column);
                let Some(old) = old else {
                    holds.fill(0);
                    absent.fill(1);
                    return self.before_position(number, start, holds, absent);
                };
                let pairs = holds.iter_mut().zip(absent.iter_mut()).zip(new.iter().zip(old));
                match against {
                    Against::Bound(bound) => {
                        for ((holds, absent), (new, old)) in pairs {
                            let there = (*new != NO_VALUE) & (*old != NO_VALUE);
                            let difference = i128::from(*new) - i128::from(*old);
                            // A bound at the end of the numbers is none: differences go beyond.
                            let least = if bound.least == NO_VALUE + 1 { i128::MIN } else { bound.least.into() };
                            let most = if bound.most == i64::MAX { i128::MAX } else { bound.most.into() };
                            let within = (least <= difference) & (difference <= most);
                            *holds = u8::from(there & within);
                            *absent = u8::from(!there);
                        }
                    }
                    Against::Product { comparison, of_new, of_old, narrow } => {
                        let (of_new, of_old) = (*of_new, *of_old);
                        match (comparison, narrow) {
                            // The commonest test of all, without a branch.
                            (Comparison::AtLeast, true) => {
                                for ((holds, absent), (new, old)) in pairs {
                                    let there = (*new != NO_VALUE) & (*old > 0);
                                    let reached = new.wrapping_mul(of_new) >= old.wrapping_mul(of_old);
                                    *holds = u8::from(there & reached);
                                    *absent = u8::from(!there);
                                }
                            }
                            _ => {
                                for ((holds, absent), (new, old)) in pairs {
                                    let there = (*new != NO_VALUE) & (*old > 0);
                                    let left = i128::from(*new) * i128::from(of_new);
                                    let right = i128::from(*old) * i128::from(of_old);
                                    *holds = u8::from(there && comparison.holds(left.cmp(&right)));
                                    *absent = u8::from(!there);
                                }
                            }
                        }
                    }
                }
            }
            (None, Against::Product { .. }) => absent.fill(1),
        }
        self.before_position(number, start, holds, absent);
    }

    /// Periods before the position do not count.
    fn before_position(&self, number: usize, start: usize, holds: &mut Flags, absent: &mut Flags) {
        if let Some((from, ends)) = &self.ends {
            let end = ends.get(number).copied().unwrap_or(i32::MAX);
            let from = from.get(start..).unwrap_or_default();
            for ((holds, absent), from) in holds.iter_mut().zip(absent.iter_mut()).zip(from) {
                let counts = u8::from(Span::new(*from, Some(*from)).first <= end);
                *holds &= counts;
                // A period before the position is not there, and not unknown either.
                *absent &= counts;
            }
        }
    }

    /// One person after the other, where periods are skipped.
    fn rows(&self, start: usize, slots: &mut [Decision]) {
        let count = slots.len();
        let mut statuses: Vec<(Flags, Flags)> = Vec::with_capacity(self.columns.len());
        for number in 0..self.columns.len() {
            let (mut holds, mut absent): (Flags, Flags) = ([0; BLOCK], [0; BLOCK]);
            self.period(number, start, count, &mut holds, &mut absent);
            statuses.push((holds, absent));
        }
        for (row, slot) in slots.iter_mut().enumerate() {
            let flag = |flags: &Flags| flags.get(row) == Some(&1);
            let (mut run, mut best, mut gap, mut counted_periods) = (0u32, 0u32, 0u32, 0u32);
            let most = self.max_gap.unwrap_or(u32::MAX);
            let need = match self.kind {
                WindowKind::Consecutive(need) | WindowKind::OfLast(need, _) | WindowKind::Aggregate(need) => need,
            };
            for (holds, absent) in statuses.iter().rev() {
                if flag(absent) {
                    gap += 1;
                    if gap > most {
                        if !self.ever {
                            break;
                        }
                        (run, gap) = (0, 0);
                    }
                    continue;
                }
                gap = 0;
                counted_periods += 1;
                match self.kind {
                    WindowKind::OfLast(_, last) if counted_periods > last => break,
                    WindowKind::OfLast(..) => run += u32::from(flag(holds)),
                    _ if flag(holds) => run += 1,
                    _ if self.ever => run = 0,
                    _ => break,
                }
                best = best.max(run);
            }
            *slot = Truth::from(best >= need).into();
        }
    }
}
