//! Alerts about people: since when a condition has held, walking back day by day.

use super::audience::About;
use super::{Alert, Ask, Clearing, Rule, date, words};
use crate::compile::{Requirement, Whom};
use crate::condition::Truth;
use crate::eligibility::{Judge, Person, condition, tell_condition};
use crate::facts::Held;
use crate::gather::Gather as _;
use crate::time::Span;

/// So many days without any on which it was met are looked at, the last one among them: what goes on for longer keeps
/// its first day, whenever it is asked.
const LOOKED: i32 = 366;

/// At most so many times it is looked whether it was met: what may change from day to day is followed for ten years.
const MOST: usize = 3_660;

pub(super) fn find(ask: &mut Ask<'_>, rules: &[Rule<'_>]) {
    // The rules one after the other about each person: what is known of one serves the next.
    let rules = rules.iter().filter_map(|rule| Some((rule, rule.compiled.when.as_ref()?))).gather();
    for person in 0..ask.is_wanted.len() {
        if ask.is_wanted(person) {
            for (rule, when) in &rules {
                of_person(ask, rule, when, person);
            }
        }
    }
}

fn of_person(ask: &mut Ask<'_>, rule: &Rule<'_>, when: &Requirement, person: usize) {
    let open: Vec<(i32, &str)> = ask.told.of_person(rule.number, person).gather();
    let whom = &rule.compiled.whom;
    let last = match last_held(ask, whom, person) {
        Some(last) if last >= ask.day => ask.day,
        // Who holds none of the positions any more has no alerts but those that are open.
        Some(last) if !open.is_empty() => last,
        _ => return,
    };
    let clears_after = rule.stated.clears_after.max(1);
    let earliest = open.first().map(|(since, _)| *since);
    let past = Days::new(&mut ask.judge, when, whom, person).back(last, clears_after, earliest);
    ask.judge.move_to(ask.request.as_of);
    // What was raised in an earlier time in the positions was over with that time.
    let (earlier, own) = open.split_at(open.partition_point(|(since, _)| past.broken.is_some_and(|day| *since < day)));
    let mut found: Vec<(i32, String, Run)> = Vec::new();
    for (since, id) in earlier {
        let over = first_without(ask.facts.held(person).unwrap_or_default(), whom, *since);
        found.push((*since, (*id).to_owned(), Run { over: Some(over), ..Run::new(*since) }));
    }
    let end = last.checked_add(1).filter(|_| last < ask.day);
    let mut rest = own.iter();
    for run in runs(&past.days, own, clears_after, end) {
        let told = rest.by_ref().take(run.told).map(|(since, id)| (*since, (*id).to_owned())).gather();
        found.extend(told.into_iter().map(|(since, id)| (since, id, run)));
        if run.told == 0
            && run.over.is_none()
            && let (Some(day), Some(employee)) = (date(run.since), ask.employee(person))
        {
            found.push((run.since, format!("{}/{day}/{employee}", rule.stated.id), run));
        }
    }
    for (since, id, run) in found {
        let mut alert = ask.blank(rule, id);
        alert.state = match run.over {
            Some(_) => "cleared",
            None if run.unmet > 0 => "clearing",
            None => "raised",
        };
        (alert.since, alert.cleared) = (date(since), run.over.and_then(date));
        describe(ask, rule, when, (person, run), &mut alert);
        ask.found.push((rule.number, alert));
    }
}

/// The first day from one on that is not among those on which a position was held.
fn first_without(held: &[Held], whom: &Whom, mut day: i32) -> i32 {
    for held in held.iter().filter(|held| whom.has(held.position)) {
        if held.span.contains(Span { first: day, last: day }) {
            day = held.span.last.saturating_add(1);
        }
    }
    day
}

/// The last day up to the one asked for on which one of the positions was held.
fn last_held(ask: &Ask<'_>, whom: &Whom, person: usize) -> Option<i32> {
    let begun = ask.facts.held(person)?.iter().filter(|held| held.span.first <= ask.day);
    begun.rev().find(|held| whom.has(held.position)).map(|held| held.span.last.min(ask.day))
}

fn describe(ask: &mut Ask<'_>, rule: &Rule<'_>, when: &Requirement, (person, run): (usize, Run), alert: &mut Alert) {
    alert.employee = ask.employee(person);
    alert.people = ask.ids(&[person]);
    alert.to = ask.audience(rule, About::Employee(person), &[person]);
    if let Some(held) = ask.judge.person(person).filter(|held| rule.compiled.whom.has(held.held.position))
        && let Some(document) = &rule.stated.when
    {
        ask.judge.detail = true;
        let outcomes = ask.judge.outcomes(when, &held);
        ask.judge.detail = false;
        let (mut result, _) = condition(ask.version, when, document, &outcomes);
        // Nobody is to reach what alerts are about: there is nothing to say of what to do next.
        result.leave_out_next();
        if let Some(lang) = ask.request.lang {
            tell_condition(&ask.version.policy, (lang, ask.request.as_of), document, &mut result);
        }
        result.leave_out_missing();
        alert.condition = Some(result);
    }
    if alert.cleared.is_none() {
        let clears_after = rule.stated.clears_after.max(1);
        // What does not hold today can go on so; what does holds until something can change.
        let on = if run.unmet > 0 {
            later(ask.day, clears_after.saturating_sub(run.unmet))
        } else {
            let change = when.checks().iter().map(|check| ask.judge.may_change(check)).min();
            later(change.unwrap_or(ask.day.saturating_add(1)), clears_after - 1)
        };
        alert.clears = Some(Clearing { code: "condition", on: date(on) });
    }
    if let Some(lang) = ask.request.lang {
        alert.text = Some(words::person(ask, lang, rule, person, alert));
    }
}

fn later(day: i32, days: u32) -> i32 {
    day.saturating_add(i32::try_from(days).unwrap_or(i32::MAX))
}

/// How a condition stood on the days up to one.
#[derive(Debug, Default)]
struct Past {
    /// Days on which it came out the same, the earliest first.
    days: Vec<(Truth, Span)>,
    /// The first of the days on which a position was held without a break, where that is why no more are looked at.
    broken: Option<i32>,
}

/// Days without a break on which a condition held.
#[derive(Debug, Clone, Copy)]
struct Run {
    since: i32,
    /// How many alerts that the host has raised it goes on with.
    told: usize,
    /// For how many days the condition has not held.
    unmet: u32,
    /// The day on which it was over.
    over: Option<i32>,
}

impl Run {
    fn new(since: i32) -> Self {
        Self { since, told: 0, unmet: 0, over: None }
    }

    /// Goes on through days on which the condition did not hold, until there are enough of them.
    fn without(&mut self, days: Span, clears_after: u32) {
        let left = clears_after.saturating_sub(self.unmet);
        if days.days() >= left {
            self.over = Some(later(days.first, left.saturating_sub(1)));
        }
        self.unmet = self.unmet.saturating_add(days.days());
    }
}

/// The runs of some days, the earliest first. Each of the open alerts, of which only the first day matters, is of the
/// run at that day, and begins one where there is none: the host has said so.
fn runs(days: &[(Truth, Span)], open: &[(i32, &str)], clears_after: u32, end: Option<i32>) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut open = open.iter().map(|(since, _)| *since).peekable();
    for (truth, span) in days {
        let mut rest = *span;
        if *truth == Truth::True && running(&mut found).is_none() {
            found.push(Run::new(rest.first));
        }
        // Days on which nothing changes are taken apart where an alert begins.
        while let Some(since) = open.next_if(|since| *since <= span.last) {
            if *truth == Truth::False
                && since > rest.first
                && let Some(run) = running(&mut found)
            {
                run.without(Span { first: rest.first, last: since - 1 }, clears_after);
            }
            rest.first = rest.first.max(since);
            match running(&mut found) {
                Some(run) => run.told += 1,
                None => found.push(Run { told: 1, ..Run::new(since) }),
            }
        }
        match (truth, running(&mut found)) {
            (Truth::True, Some(run)) => run.unmet = 0,
            (Truth::False, Some(run)) => run.without(rest, clears_after),
            _ => {}
        }
    }
    if let Some(run) = running(&mut found) {
        run.over = end;
    }
    found
}

/// The run that is not over.
fn running(found: &mut [Run]) -> Option<&mut Run> {
    found.last_mut().filter(|run| run.over.is_none())
}

/// Looks at a person on one day after the other, back in time.
struct Days<'j, 'a> {
    judge: &'j mut Judge<'a>,
    when: &'j Requirement,
    whom: &'j Whom,
    person: usize,
    /// How each test came out, and since when it has come out so, in the position at hand.
    known: Vec<Option<(i32, Truth)>>,
    held: Option<usize>,
}

impl<'j, 'a> Days<'j, 'a> {
    fn new(judge: &'j mut Judge<'a>, when: &'j Requirement, whom: &'j Whom, person: usize) -> Self {
        judge.toward = None;
        Self { judge, when, whom, person, known: vec![None; when.checks().len()], held: None }
    }

    /// Goes back from a day: to the one on which the condition began to hold, if it does; where alerts are open, to the
    /// day on which the first of them began.
    fn back(&mut self, last: i32, clears_after: u32, open: Option<i32>) -> Past {
        let mut least = last.saturating_sub(LOOKED - 1).max(open.unwrap_or(i32::MIN));
        let mut past = Past::default();
        // For how many days it did not hold, before the days on which it did.
        let (mut day, mut gap) = (last, 0u32);
        while day >= least && past.days.len() < MOST {
            let Some((truth, first)) = self.on(day) else {
                past.broken = day.checked_add(1);
                break;
            };
            // Where nothing was raised before, it is looked back as far again from the first day on which it was met.
            if truth == Truth::True && open.is_none() {
                least = least.min(first.saturating_sub(LOOKED));
            }
            let span = Span { first: first.max(least), last: day };
            past.days.push((truth, span));
            match truth {
                Truth::True => gap = 0,
                Truth::False => gap = gap.saturating_add(span.days()),
                Truth::Unknown => {}
            }
            if gap >= clears_after && open.is_none() {
                break;
            }
            day = span.first - 1;
        }
        past.days.reverse();
        past
    }

    /// Whether the condition held on a day, and the first of the days up to it on all of which it came out the same;
    /// none where none of the positions was held.
    fn on(&mut self, day: i32) -> Option<(Truth, i32)> {
        self.judge.move_to(date(day)?);
        let person: Person = self.judge.person(self.person)?;
        if !self.whom.has(person.held.position) {
            return None;
        }
        if self.held != Some(person.held.number) {
            self.held = Some(person.held.number);
            self.known.fill(None);
        }
        let mut first = person.held.span.first;
        let (judge, known, when) = (&mut *self.judge, &mut self.known, self.when);
        let truth = when.tree.truth(&mut |place| {
            let test = when.places.get(*place).map(|place| place.test);
            let found = test.and_then(|test| Some((when.checks().get(test)?, known.get_mut(test)?)));
            let Some((check, known)) = found else { return Truth::Unknown };
            let (since, truth) = match known.filter(|(since, _)| *since <= day) {
                Some(known) => known,
                None => *known.insert((judge.same_since(check, &person), judge.outcome(check, &person).truth)),
            };
            first = first.max(since);
            truth
        });
        Some((truth, first))
    }
}
