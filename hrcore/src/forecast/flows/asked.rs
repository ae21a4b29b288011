//! What is asked, checked: the months to come with what is planned for them, and the structure wanted.

use hrcore_stats::flow::Planned;

use super::rates::{float, share};
use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::{Code, Problem, Problems};
use crate::gather::Gather as _;
use crate::number::Decimal;
use crate::request::{FlowGoal, FlowGoalKind, FlowsRequest};
use crate::time::Period;
use crate::values::Id;

const MONTHS: u32 = 120;
const RUNS: u32 = 20_000;
/// Grades × months × runs: the rows that are drawn.
const WORK: u32 = 1_500_000;
/// The most people hired into a grade, or promoted from one to another, in a month.
const MOVES: u32 = 100_000;
/// The most people wanted in a grade.
const PEOPLE: u32 = 10_000_000;

/// What is asked.
#[derive(Debug)]
pub(super) struct Asked {
    /// The months to come.
    pub(super) months: Vec<Period>,
    /// Hires by month and grade; none where those of the window go on.
    pub(super) hires: Option<Vec<Vec<f64>>>,
    /// Promotions by month, each way once.
    pub(super) promotions: Vec<Vec<Planned>>,
    /// Those of every month.
    pub(super) lasting: Vec<Planned>,
    pub(super) goal: Option<Wanted>,
}

/// A structure to hold or to reach.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) kind: FlowGoalKind,
    /// By grade; none where it is to stay as it is.
    pub(super) people: Vec<Option<f64>>,
    pub(super) most_hires: f64,
    pub(super) most_promotions: Option<f64>,
}

/// Checks a request.
pub(super) fn asked(version: &Compiled, request: &FlowsRequest, limit: usize) -> Result<Asked, Problems> {
    let grades = version.forecasts.grades.len();
    if grades == 0 {
        return Err(Problem::new(Code::ReferenceUnknown, "", "the policy has no `staff_flows`").into());
    }
    let mut sink = Sink::new((Vec::new(), Vec::new()), limit);
    let is_near = within(request.horizon, (1, MONTHS), "horizon", &mut sink);
    within(request.window, (1, MONTHS), "window", &mut sink);
    let is_few = within(request.runs, (100, RUNS), "runs", &mut sink);
    let rows = request.horizon.saturating_mul(crate::number::small(grades)).max(1);
    if is_near && is_few && request.runs > WORK / rows {
        let message = format_args!("{} runs of {rows} grades and months are more than {WORK}", request.runs);
        let hint = format_args!("at most {} runs", WORK / rows);
        sink.advise(&Place::ROOT.field("runs"), "", Code::NumberOutOfRange, message, hint);
    }
    let months = months_ahead(request, &mut sink);
    let mut checks = Checks { version, grades, sink };
    let hires = request.hires.as_ref().map(|_| checks.hires(request, &months));
    let (promotions, lasting) = checks.promotions(request, &months);
    let goal = request.goal.as_ref().map(|goal| checks.goal(goal));
    Problems::check(checks.sink.finish())?;
    Ok(Asked { months, hires, promotions, lasting, goal })
}

fn within(value: u32, (least, most): (u32, u32), field: &'static str, sink: &mut Sink) -> bool {
    let is_within = (least..=most).contains(&value);
    if !is_within {
        let message = format_args!("`{value}` is not between {least} and {most}");
        sink.report(&Place::ROOT, field, Code::NumberOutOfRange, message);
    }
    is_within
}

/// The months after the one that holds the day.
fn months_ahead(request: &FlowsRequest, sink: &mut Sink) -> Vec<Period> {
    let mut months = Vec::new();
    let mut month = Period::month_of(request.as_of, 1);
    for _ in 0..request.horizon.min(MONTHS) {
        let Some(next) = month.next() else {
            let message = format_args!("the calendar ends before");
            sink.report(&Place::ROOT, "horizon", Code::NumberOutOfRange, message);
            break;
        };
        months.push(next);
        month = next;
    }
    months
}

struct Checks<'a> {
    version: &'a Compiled,
    grades: usize,
    sink: Sink,
}

impl Checks<'_> {
    /// The grade of a position.
    fn grade(&mut self, id: &Id, at: &Place<'_>) -> Option<usize> {
        let index = &self.version.position_index;
        let Some(position) = index.get(id.as_str()) else {
            index.unknown("position", id.as_str(), at, &mut self.sink);
            return None;
        };
        let grade = self.version.forecasts.grades.iter().position(|own| *own == position);
        if grade.is_none() {
            let message = format_args!("position `{id}` is no grade of `staff_flows`");
            self.sink.report(at, "", Code::ReferenceUnknown, message);
        }
        grade
    }

    fn number(&mut self, value: Decimal, most: u32, at: &Place<'_>, field: &'static str) -> f64 {
        if value.is_negative() || value > Decimal::whole(most) {
            let message = format_args!("`{value}` is not between 0 and {most}");
            self.sink.report(at, field, Code::NumberOutOfRange, message);
            return 0.0;
        }
        float(value)
    }

    fn hires(&mut self, request: &FlowsRequest, months: &[Period]) -> Vec<Vec<f64>> {
        let list = Place::ROOT;
        let list = list.field("hires");
        let mut hires = vec![vec![0.0; self.grades]; months.len()];
        for (number, stated) in request.hires.iter().flatten().enumerate() {
            let at = list.item(number);
            let grade = self.grade(&stated.position, &at.field("position"));
            let people = self.number(stated.per_month, MOVES, &at, "per_month");
            let (from, to) = (stated.from.map(Period::span), stated.to.map(Period::span));
            if let (Some(from), Some(to)) = (from, to)
                && to.last < from.first
            {
                self.sink.report(&at, "to", Code::RangeEmpty, format_args!("hires end before they begin"));
                continue;
            }
            let first = from.map_or(0, |from| months.partition_point(|month| month.span().first < from.first));
            let end = to.map_or(months.len(), |to| months.partition_point(|month| month.span().last <= to.last));
            let Some(grade) = grade else { continue };
            for cell in hires.get_mut(first..end).into_iter().flatten().filter_map(|month| month.get_mut(grade)) {
                *cell += people;
            }
        }
        if hires.iter().flatten().any(|people| *people > f64::from(MOVES)) {
            let message = format_args!("more than {MOVES} people are hired into a grade in a month");
            self.sink.report(&Place::ROOT, "hires", Code::NumberOutOfRange, message);
        }
        hires
    }

    fn promotions(&mut self, request: &FlowsRequest, months: &[Period]) -> (Vec<Vec<Planned>>, Vec<Planned>) {
        let list = Place::ROOT;
        let list = list.field("promotions");
        let ways = self.grades * self.grades;
        let mut lasting: Vec<Option<f64>> = vec![None; ways];
        let mut single: Vec<Vec<Option<f64>>> = if request.promotions.iter().any(|stated| stated.period.is_some()) {
            vec![lasting.clone(); months.len()]
        } else {
            Vec::new()
        };
        for (number, stated) in request.promotions.iter().enumerate() {
            let at = list.item(number);
            let from = self.grade(&stated.from, &at.field("from"));
            let to = self.grade(&stated.to, &at.field("to"));
            let people = self.number(stated.per_month, MOVES, &at, "per_month");
            let (Some(from), Some(to)) = (from, to) else { continue };
            if from == to {
                self.sink.report(&at, "to", Code::ValueMismatch, format_args!("a promotion leads to another grade"));
                continue;
            }
            let way = from * self.grades + to;
            let add = |ways: &mut Vec<Option<f64>>| {
                if let Some(cell) = ways.get_mut(way) {
                    *cell = Some(cell.unwrap_or(0.0) + people);
                }
            };
            match stated.period.map(Period::span) {
                None => add(&mut lasting),
                Some(span) => {
                    let first = months.partition_point(|month| month.span().first < span.first);
                    let end = months.partition_point(|month| month.span().last <= span.last);
                    single.get_mut(first..end).into_iter().flatten().for_each(add);
                }
            }
        }
        let together = |own: Option<&Vec<Option<f64>>>| {
            let mut planned = Vec::new();
            for (way, always) in lasting.iter().enumerate() {
                let once = own.and_then(|own| own.get(way).copied().flatten());
                if always.is_some() || once.is_some() {
                    let people = always.unwrap_or(0.0) + once.unwrap_or(0.0);
                    planned.push(Planned { from: way / self.grades, to: way % self.grades, people });
                }
            }
            planned
        };
        let by_month: Vec<Vec<Planned>> = (0..months.len()).map(|month| together(single.get(month))).gather();
        let every = together(None);
        if by_month.iter().flatten().any(|planned| planned.people > f64::from(MOVES)) {
            let message = format_args!("more than {MOVES} people are promoted from one grade to another in a month");
            self.sink.report(&Place::ROOT, "promotions", Code::NumberOutOfRange, message);
        }
        (by_month, every)
    }

    fn goal(&mut self, goal: &FlowGoal) -> Wanted {
        let root = Place::ROOT;
        let at = root.field("goal");
        let list = at.field("structure");
        let mut people: Vec<Option<f64>> = vec![None; self.grades];
        for (number, wanted) in goal.structure.iter().enumerate() {
            let at = list.item(number);
            let count = self.number(wanted.people, PEOPLE, &at, "people");
            let Some(grade) = self.grade(&wanted.position, &at.field("position")) else { continue };
            let Some(cell) = people.get_mut(grade) else { continue };
            if cell.is_some() {
                let message = format_args!("position `{}` stands in this list twice", wanted.position);
                self.sink.report(&at, "position", Code::IdDuplicate, message);
            }
            *cell = Some(count);
        }
        if goal.most_hires.is_some_and(Decimal::is_negative) {
            self.sink.report(&at, "most_hires", Code::NumberOutOfRange, format_args!("hires are not below zero"));
        }
        if goal.most_promotions.is_some_and(|most| most.0.is_negative() || most.0 > Decimal::HUNDRED) {
            self.sink.report(&at, "most_promotions", Code::NumberOutOfRange, format_args!("a share is 0 to 100 %"));
        }
        Wanted {
            kind: goal.kind,
            people,
            most_hires: goal.most_hires.map_or(f64::INFINITY, float),
            most_promotions: goal.most_promotions.map(share),
        }
    }
}
