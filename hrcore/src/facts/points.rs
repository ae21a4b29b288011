//! What brought points and what was done with them, checked against a policy and found by person.

use super::careers::achievements;
use super::index::FactIndex;
use super::names::Named;
use super::people::people_index;
use super::{Achievement, AchievementResult, Facts, PointEntry, PointEntryKind};
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, Index, credentials};
use crate::condition::AchievementKind;
use crate::error::Code;
use crate::gather::Gather as _;
use crate::policy::PointsScheme;
use crate::sort;
use crate::time::{Date, Span};
use crate::values::Id;

/// Something that may change an account.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PointEvent<'a> {
    person: usize,
    pub(crate) date: Date,
    pub(crate) what: PointChange<'a>,
    /// Index in the document's list: of achievements, of what is earned, else of entries.
    pub(crate) number: usize,
}

/// What it is. Events of one day stand in this order.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PointChange<'a> {
    /// A rule, by index in the policy, and the record that earns its points.
    Earn(usize, &'a Achievement),
    Grant(u32, &'a PointEntry),
    /// A reward, by index in the policy.
    Redeem(usize, &'a PointEntry),
    /// The name of what is taken back.
    Reverse(&'a Id, &'a PointEntry),
}

impl PointChange<'_> {
    /// The place among the events of a day, and the rule among those of a record.
    fn rank(&self) -> (u8, usize) {
        match self {
            Self::Earn(rule, _) => (0, *rule),
            Self::Grant(..) => (1, 0),
            Self::Redeem(..) => (2, 0),
            Self::Reverse(..) => (3, 0),
        }
    }
}

/// Events by person, each list in the order of time.
#[derive(Debug)]
pub(crate) struct PointFacts<'a>(Vec<PointEvent<'a>>);

impl<'a> PointFacts<'a> {
    /// Joins the records with a policy. Bad ones are reported and left out.
    pub(crate) fn new(facts: &'a Facts, policy: &Compiled, index: &FactIndex<'_>, sink: &mut Sink) -> Self {
        let document = facts.document();
        // Those who stand in the list twice are reported with the positions that they hold.
        let mut unheard = Sink::default();
        let (people, _) = people_index(&document.employees, &Place::ROOT, &mut unheard);
        let mut events = Vec::new();

        let rules = Rules::new(policy);
        for ((person, kind, thing), date, number, record) in achievements((document, None), policy, &people, sink) {
            let mut own = rules.about((kind, thing)).filter(|_| is_passed(record, policy, thing)).peekable();
            if own.peek().is_none() {
                continue;
            }
            let Some(position) = position_on(index, person, date) else { continue };
            for rule in own.filter(|rule| policy.incentives.earn.get(*rule).is_some_and(|whom| whom.has(position))) {
                events.push(PointEvent { person, date, what: PointChange::Earn(rule, record), number });
            }
        }

        let rewards = policy.policy.points.iter().flat_map(|points| points.rewards.iter());
        let rewards = Index::of(&rewards.map(|reward| &reward.id).gather(), &Place::ROOT, &mut unheard);
        let list = Place::ROOT;
        let list = list.field("point_entries");
        let entries = document.point_entries.0.as_slice();
        let twice = Named::new(entries, |entry| &entry.id).twice();
        let mut twice = twice.into_iter().peekable();
        let mut near = 0;
        for (number, entry) in entries.iter().enumerate() {
            let at = list.item(number);
            let person = people.resolve(&entry.employee, &mut near, &at, sink);
            let what = change(entry, &rewards, &at, sink);
            if twice.next_if(|next| *next == number).is_some() {
                let message = format_args!("id `{}` stands in this list twice", entry.id);
                sink.report(&at, "id", Code::IdDuplicate, message);
                continue;
            }
            let known = person.zip(what).filter(|(person, _)| index.held(*person).is_some());
            events.extend(known.map(|(person, what)| PointEvent { person, date: entry.date, what, number }));
        }
        let key = |event: &PointEvent<'_>| {
            let (rank, rule) = event.what.rank();
            (event.person, event.date, rank, event.number, rule)
        };
        sort::sort_by(&mut events, |a, b| key(a).cmp(&key(b)));
        Self(events)
    }

    /// What may have changed a person's account by the end of a day.
    pub(crate) fn of(&self, person: usize, as_of: Date) -> &[PointEvent<'a>] {
        let start = self.0.partition_point(|event| event.person < person);
        let rest = self.0.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|event| event.person == person && event.date <= as_of)).unwrap_or_default()
    }
}

/// The rules of points by what they are about.
struct Rules(Vec<((usize, usize), usize)>);

impl Rules {
    fn new(policy: &Compiled) -> Self {
        let mut rules = Vec::new();
        let stated = policy.policy.points.as_ref().map_or(&[][..], |points: &PointsScheme| &points.earn);
        for (number, rule) in stated.iter().enumerate() {
            let named = [&rule.course, &rule.exam, &rule.certificate, &rule.award];
            for (kind, id) in AchievementKind::ALL.iter().zip(named) {
                let thing = id.as_ref().and_then(|id| policy.career.credentials(*kind).get(id.as_str()));
                rules.extend(thing.map(|thing| ((*kind as usize, thing), number)));
            }
        }
        sort::sort_by(&mut rules, Ord::cmp);
        Self(rules)
    }

    fn about(&self, thing: (usize, usize)) -> impl Iterator<Item = usize> {
        let start = self.0.partition_point(|(known, _)| *known < thing);
        let rest = self.0.get(start..).unwrap_or_default().iter();
        rest.take_while(move |(known, _)| *known == thing).map(|(_, rule)| *rule)
    }
}

/// Whether something was passed, as conditions see it.
fn is_passed(record: &Achievement, policy: &Compiled, thing: usize) -> bool {
    let definition = credentials(&policy.policy, record.kind).1.get(thing);
    let pass_mark = definition.and_then(|definition| definition.pass_mark);
    let is_below = record.mark.zip(pass_mark).is_some_and(|(mark, needed)| mark.to_rational() < needed.to_rational());
    record.result == AchievementResult::Passed && !is_below
}

fn position_on(index: &FactIndex<'_>, person: usize, date: Date) -> Option<usize> {
    let day = Span::new(date, Some(date));
    let held = index.held(person)?;
    let own = held.get(held.partition_point(|held| held.span.last < day.first))?;
    own.span.contains(day).then_some(own.position)
}

/// What an entry does; none where what it needs is missing.
fn change<'a>(entry: &'a PointEntry, rewards: &Index, at: &Place<'_>, sink: &mut Sink) -> Option<PointChange<'a>> {
    let (word, missing) = match entry.kind {
        PointEntryKind::Grant => match entry.points {
            Some(points) => return Some(PointChange::Grant(points, entry)),
            None => ("grant", "points"),
        },
        PointEntryKind::Redeem => match &entry.reward {
            Some(id) => {
                let reward = rewards.get(id.as_str());
                if reward.is_none() {
                    rewards.unknown("reward", id.as_str(), &at.field("reward"), sink);
                }
                return reward.map(|reward| PointChange::Redeem(reward, entry));
            }
            None => ("redemption", "reward"),
        },
        PointEntryKind::Reverse => match &entry.of {
            Some(id) => return Some(PointChange::Reverse(id, entry)),
            None => ("reversal", "of"),
        },
    };
    sink.report(at, missing, Code::FieldMissing, format_args!("a {word} has `{missing}`"));
    None
}
