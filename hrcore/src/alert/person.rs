//! Alerts about people: since when a condition has held, walking back day by day.

use super::audience::About;
use super::{Alert, Ask, Clearing, Rule, date, words};
use crate::compile::{Requirement, Whom};
use crate::condition::Truth;
use crate::eligibility::{Judge, Person, condition, tell_condition};
use crate::gather::Gather as _;
use crate::time::Span;

/// At most so many days are looked at, the last one among them.
const LOOKED: i32 = 366;

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
    let clears_after = rule.stated.clears_after.max(1);
    let (last, is_held) = match last_held(ask, &rule.compiled.whom, person) {
        Some(last) if last >= ask.day => (ask.day, true),
        // Who holds none of the positions any more has no alerts but those that are open.
        Some(last) if !open.is_empty() => (last, false),
        _ => return,
    };
    let mut days = Days::new(&mut ask.judge, when, &rule.compiled.whom, person);
    let past = days.walk(last, clears_after, open.first().map(|(since, _)| *since));
    ask.judge.move_to(ask.request.as_of);
    let over = past.over(clears_after).or_else(|| (!is_held).then(|| last.saturating_add(1)));
    let mut alerts = open.iter().map(|(since, id)| (*since, (*id).to_owned())).gather();
    if alerts.is_empty() {
        let Some(since) = past.since.filter(|_| over.is_none()) else { return };
        let (Some(day), Some(employee)) = (date(since), ask.employee(person)) else { return };
        alerts.push((since, format!("{}/{day}/{employee}", rule.stated.id)));
    }
    for (since, id) in alerts {
        let mut alert = ask.blank(rule, id);
        // One that is over by its first day is so on that day: the facts say now that it never was.
        let cleared = over.map(|day| day.max(since));
        alert.state = match cleared {
            Some(_) => "cleared",
            None if past.unmet > 0 => "clearing",
            None => "raised",
        };
        (alert.since, alert.cleared) = (date(since), cleared.and_then(date));
        describe(ask, rule, when, (person, &past), &mut alert);
        ask.found.push((rule.number, alert));
    }
}

/// The last day up to the one asked for on which one of the positions was held.
fn last_held(ask: &Ask<'_>, whom: &Whom, person: usize) -> Option<i32> {
    let begun = ask.facts.held(person)?.iter().filter(|held| held.span.first <= ask.day);
    begun.rev().find(|held| whom.has(held.position)).map(|held| held.span.last.min(ask.day))
}

fn describe(ask: &mut Ask<'_>, rule: &Rule<'_>, when: &Requirement, (person, past): (usize, &Past), alert: &mut Alert) {
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
        if let Some(lang) = ask.request.lang {
            tell_condition(&ask.version.policy, (lang, ask.request.as_of), document, &mut result);
        }
        alert.condition = Some(result);
    }
    if alert.cleared.is_none() {
        let clears_after = rule.stated.clears_after.max(1);
        // What does not hold today can go on so; what does holds until something can change.
        let on = if past.unmet > 0 {
            later(ask.day, clears_after.saturating_sub(past.unmet))
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
    /// The first of the days without a break on which it held.
    since: Option<i32>,
    /// For how many days it has not held since it last did.
    unmet: u32,
    /// These days, the latest first.
    after: Vec<Span>,
}

impl Past {
    /// The day by which it has not held for so many days.
    fn over(&self, clears_after: u32) -> Option<i32> {
        let mut left = clears_after;
        for days in self.after.iter().rev() {
            if days.days() >= left {
                return Some(later(days.first, left - 1));
            }
            left -= days.days();
        }
        None
    }
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

    /// Goes back from a day: to the day on which the condition began to hold, or to where it last did if an alert is
    /// open, for then it is known since when.
    fn walk(&mut self, last: i32, clears_after: u32, open: Option<i32>) -> Past {
        let least = last.saturating_sub(LOOKED - 1).max(open.unwrap_or(i32::MIN));
        let mut past = Past::default();
        let (mut day, mut gap) = (last, 0u32);
        while day >= least {
            let Some((truth, first)) = self.on(day) else { break };
            let span = Span { first: first.max(least), last: day };
            match truth {
                Truth::True => {
                    past.since = Some(span.first);
                    gap = 0;
                    if open.is_some() {
                        break;
                    }
                }
                Truth::False => {
                    gap = gap.saturating_add(span.days());
                    if past.since.is_none() {
                        past.after.push(span);
                        past.unmet = gap;
                    }
                    if gap >= clears_after && open.is_none() {
                        break;
                    }
                }
                Truth::Unknown => {}
            }
            day = span.first - 1;
        }
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
                None => *known.insert((judge.same_since(check), judge.outcome(check, &person).truth)),
            };
            first = first.max(since);
            truth
        });
        Some((truth, first))
    }
}
