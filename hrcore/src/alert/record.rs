//! Alerts about single observations: a batch with too many wrong shipments.

use super::audience::About;
use super::told::{Open, splits};
use super::{AlertEvidence, Ask, Clearing, Rule, date, words};
use crate::facts::{Datum, Observation, Reading, Subject};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::Rational;
use crate::policy::{Level, Metric};
use crate::time::Period;
use crate::values::Id;

/// What an alert is raised or cleared for.
struct Case<'a> {
    rule: usize,
    /// Its place in the facts.
    order: usize,
    id: String,
    about: About,
    /// The position that the observation names.
    position: Option<usize>,
    period: Period,
    /// The day on which someone has to be there to be concerned.
    day: i32,
    over: Option<Over<'a>>,
}

/// An observation over a limit.
pub(super) struct Over<'a> {
    pub(super) metric: &'a Metric,
    pub(super) of: &'a Observation,
    pub(super) value: Rational,
    pub(super) limit: &'a Rational,
    pub(super) is_more: bool,
    /// The first day on which it is too old.
    until: i32,
}

pub(super) fn find(ask: &mut Ask<'_>, rules: &[Rule<'_>]) {
    let mut cases: Vec<Case<'_>> = Vec::new();
    // Which rules look at each metric: each observation is looked at once, however many rules there are.
    let mut by_metric: Vec<Vec<&Rule<'_>>> = vec![Vec::new(); ask.version.sources.len()];
    for rule in rules {
        let own = rule.compiled.metric.and_then(|metric| by_metric.get_mut(metric));
        own.into_iter().for_each(|own| own.push(rule));
    }
    for level in [Level::Employee, Level::Position, Level::Unit, Level::Company] {
        for datum in ask.facts.of_level(level) {
            for rule in by_metric.get(datum.metric()).into_iter().flatten() {
                cases.extend(case(ask, rule, (level, datum)));
            }
        }
    }
    crate::sort::sort_by(&mut cases, |a, b| (a.rule, a.order).cmp(&(b.rule, b.order)));
    let mut all = Vec::with_capacity(cases.len());
    let mut rest = cases.into_iter().peekable();
    for rule in rules {
        let mut own: Vec<Case<'_>> = Vec::new();
        while let Some(case) = rest.next_if(|case| case.rule == rule.number) {
            own.push(case);
        }
        let over = ask.over(rule, &mut own.iter().map(|case| case.id.as_str()).gather());
        let over =
            over.into_iter().enumerate().filter_map(|(number, open)| is_over(ask, rule, (number, open))).gather();
        all.extend(own.into_iter().chain(over).map(|case| (rule, case)));
    }
    tell(ask, all);
}

/// A datum over a limit of a rule.
fn case<'a>(ask: &Ask<'a>, rule: &Rule<'a>, (level, datum): (Level, &Datum)) -> Option<Case<'a>> {
    let within = i32::try_from(rule.stated.within_days).unwrap_or(i32::MAX);
    // An observation is of the last day of its period: until then more may come to it.
    let day = datum.span.last;
    let too_old = day.saturating_add(within);
    if day > ask.day || too_old <= ask.day {
        return None;
    }
    let of = ask.facts.observation(datum)?;
    let metric = ask.version.policy.metrics.get(datum.metric())?;
    let value = number(metric, &of.reading)?;
    let more = rule.compiled.more_than.as_ref().filter(|limit| value > **limit);
    let less = rule.compiled.less_than.as_ref().filter(|limit| value < **limit);
    let (limit, is_more) = more.map(|limit| (limit, true)).or(less.map(|limit| (limit, false)))?;
    let at = datum.subject();
    let about = match level {
        Level::Employee => About::Employee(at),
        Level::Position => About::Position(at),
        Level::Unit => About::Unit(at),
        Level::Company => About::Company,
    };
    let is_asked = match about {
        About::Employee(person) => {
            let held = datum.position().or_else(|| ask.held_on(person, day));
            let whom = &rule.compiled.whom;
            ask.is_wanted(person) && (whom.positions.is_empty() || held.is_some_and(|held| whom.has(held)))
        }
        About::Position(position) => ask.is_about_all() && rule.compiled.whom.has(position),
        About::Unit(_) | About::Company => ask.is_about_all(),
    };
    if !is_asked {
        return None;
    }
    let record = of.record.as_ref().map_or_else(String::new, |record| format!("/{record}"));
    Some(Case {
        rule: rule.number,
        order: datum.record as usize,
        id: format!("{}/{}/{}{record}", rule.stated.id, of.period, subject(of)),
        about,
        position: datum.position(),
        period: of.period,
        day,
        over: Some(Over { metric, of, value, limit, is_more, until: too_old }),
    })
}

fn number(metric: &Metric, reading: &Reading) -> Option<Rational> {
    match reading {
        Reading::Number(amount) => metric.unit.value(*amount).ok(),
        Reading::Fraction(rate) => rate.part.to_rational().checked_div(&rate.whole.to_rational()),
        Reading::Label(_) | Reading::State(_) => None,
    }
}

fn subject(of: &Observation) -> String {
    match &of.subject {
        Subject::Employee(id) | Subject::Position(id) | Subject::Unit(id) => id.to_string(),
        Subject::EmployeeIn(pair) => format!("{}@{}", pair.0, pair.1),
        Subject::Company => "company".to_owned(),
    }
}

/// An open alert that is not raised any more: what it was about stands in its id.
fn is_over<'a>(ask: &Ask<'a>, rule: &Rule<'_>, (order, open): (usize, Open<'a>)) -> Option<Case<'a>> {
    let (period, rest) = open.rest.split_once('/')?;
    let period: Period = period.parse().ok()?;
    let metric = rule.compiled.metric.and_then(|metric| ask.version.policy.metrics.get(metric))?;
    let names = std::iter::once(rest).chain(splits(rest).map(|(front, _)| front));
    let (about, position) = names.into_iter().find_map(|name| named(ask, metric.level, name))?;
    let is_asked = match about {
        About::Employee(person) => ask.is_wanted(person),
        _ => ask.is_about_all(),
    };
    let day = period.span().last.min(ask.day);
    let id = open.id.to_owned();
    is_asked.then_some(Case { rule: rule.number, order, id, about, position, period, day, over: None })
}

fn named(ask: &Ask<'_>, level: Level, name: &str) -> Option<(About, Option<usize>)> {
    let positions = &ask.version.position_index;
    match level {
        Level::Employee => {
            let whole = ask.told.person(name).map(|person| (About::Employee(person), None));
            whole.or_else(|| {
                let (person, position) = name.rsplit_once('@')?;
                Some((About::Employee(ask.told.person(person)?), Some(positions.get(position)?)))
            })
        }
        Level::Position => positions.get(name).map(|at| (About::Position(at), None)),
        Level::Unit => ask.version.unit_index.get(name).map(|at| (About::Unit(at), None)),
        Level::Company => (name == "company").then_some((About::Company, None)),
    }
}

fn tell(ask: &mut Ask<'_>, cases: Vec<(&Rule<'_>, Case<'_>)>) {
    // Whoever is in a place on a day is looked for once.
    let mut asked = cases.iter().map(|(_, case)| (case.about, case.day)).gather();
    asked.retain(|(about, _)| matches!(about, About::Unit(_) | About::Position(_)));
    crate::sort::sort_by(&mut asked, Ord::cmp);
    asked.dedup();
    let holders = ask.holders(&asked);
    // Of each place and day, whom the rule at hand tells.
    let mut told: Vec<Option<(usize, Few<Id>)>> = vec![None; asked.len()];
    for (rule, case) in cases {
        let person = match case.about {
            About::Employee(person) => Some(person),
            _ => None,
        };
        let place = asked.binary_search(&(case.about, case.day)).unwrap_or(usize::MAX);
        let people = holders.get(place).map_or(person.as_slice(), Vec::as_slice);
        let mut alert = ask.blank(rule, case.id.clone());
        alert.employee = person.and_then(|person| ask.employee(person));
        match case.about {
            About::Unit(unit) => alert.unit = ask.version.policy.units.get(unit).map(|unit| unit.id.clone()),
            About::Position(position) => alert.position = ask.position(position),
            About::Employee(_) | About::Company => {
                alert.position = case.position.and_then(|position| ask.position(position));
            }
        }
        alert.people = ask.ids(people);
        alert.to = match told.get_mut(place) {
            Some(Some((number, to))) if *number == rule.number => to.clone(),
            Some(slot) => slot.insert((rule.number, ask.audience(rule, case.about, people))).1.clone(),
            None => ask.audience(rule, case.about, people),
        };
        match &case.over {
            Some(over) => {
                alert.evidence = Some(evidence(over));
                alert.clears = Some(Clearing { code: "correction", on: date(over.until) });
            }
            None => ask.clear(&mut alert),
        }
        if let Some(lang) = ask.request.lang {
            alert.text = Some(match &case.over {
                Some(over) => words::observed(ask, lang, case.about, over),
                None => words::observation_over(ask, lang, rule, (case.about, case.period)),
            });
        }
        ask.found.push((rule.number, alert));
    }
}

fn evidence(over: &Over<'_>) -> AlertEvidence {
    AlertEvidence {
        metric: over.metric.id.clone(),
        period: over.of.period,
        value: over.metric.figure(&over.value),
        limit: over.metric.figure(over.limit),
        records: Few(over.of.record.iter().cloned().gather()),
    }
}
