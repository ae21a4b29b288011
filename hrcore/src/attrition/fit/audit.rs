//! The audit: whom a model marks, by what people are. Nothing of it is a driver.

use crate::Facts;
use crate::attrition::answer::{AuditGroupResult, AuditResult};
use crate::attrition::known::Known;
use crate::attrition::panel::Panel;
use crate::attrition::risk::chance_of;
use crate::compile::CompiledDriver;
use crate::compile::place::{Place, Sink};
use crate::engine::chosen_at;
use crate::error::Code;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::Approx;
use crate::request::AuditAttribute;
use crate::values::Id;

/// The share of months of one person that is marked.
const MARKED: f64 = 0.2;
/// The least ratio of shares that needs no look: four fifths (EEOC, Uniform Guidelines 1978).
const FAIR: f64 = 0.8;
/// Shares of fewer people say little.
const FEW: u32 = 20;
/// The most attributes, and groups of one.
const ATTRIBUTES: usize = 16;
const GROUPS: usize = 64;

/// What people are, resolved.
#[derive(Debug)]
pub(in crate::attrition) struct Attribute {
    id: Id,
    groups: Vec<Id>,
    /// The group of each employee, by index.
    group_of: Vec<Option<u16>>,
}

/// Checks the attributes of a request.
pub(in crate::attrition) fn check(facts: &Facts, stated: &[AuditAttribute], sink: &mut Sink) -> Vec<Attribute> {
    let root = Place::ROOT;
    let list = root.field("audit");
    if stated.len() > ATTRIBUTES {
        sink.report(&list, "", Code::LimitExceeded, format_args!("there are more than {ATTRIBUTES} attributes"));
    }
    let mut found = Vec::new();
    for (number, attribute) in stated.iter().enumerate().take(ATTRIBUTES) {
        let at = list.item(number);
        if stated.iter().take(number).any(|other| other.id == attribute.id) {
            let message = format_args!("id `{}` stands in this list twice", attribute.id);
            sink.report(&at, "id", Code::IdDuplicate, message);
        }
        found.push(groups(facts, attribute, &at, sink));
    }
    found
}

fn groups(facts: &Facts, stated: &AuditAttribute, at: &Place<'_>, sink: &mut Sink) -> Attribute {
    let list = at.field("groups");
    if stated.groups.len() > GROUPS {
        sink.report(&list, "", Code::LimitExceeded, format_args!("there are more than {GROUPS} groups"));
    }
    let mut group_of = vec![None; facts.document().employees.len()];
    let mut ids = Vec::new();
    for (number, group) in stated.groups.iter().enumerate().take(GROUPS) {
        let at = list.item(number);
        if ids.contains(&group.id) {
            sink.report(&at, "id", Code::IdDuplicate, format_args!("id `{}` stands in this list twice", group.id));
        }
        ids.push(group.id.clone());
        let place = sink.pointer(&at.field("employees"));
        match chosen_at(facts, &group.employees, &place) {
            Err(problems) => problems.into_iter().for_each(|problem| sink.add(problem.clone())),
            Ok(people) => {
                for person in people {
                    let Some(slot) = group_of.get_mut(person) else { continue };
                    if slot.is_some() {
                        let message = format_args!("somebody of this group is in another one of `{}`", stated.id);
                        sink.report(&at, "employees", Code::ValueMismatch, message);
                        break;
                    }
                    *slot = u16::try_from(number).ok();
                }
            }
        }
    }
    Attribute { id: stated.id.clone(), groups: ids, group_of }
}

/// Counts whom a model marks of each group, among all months of one person that it can be asked about.
pub(in crate::attrition) fn audit(
    panel: &Panel,
    drivers: &[CompiledDriver],
    known: &Known,
    attributes: &[Attribute],
) -> Vec<AuditResult> {
    if attributes.is_empty() {
        return Vec::new();
    }
    let same = |own: &CompiledDriver| {
        drivers.iter().position(|other| other.kind == own.kind && other.view() == own.view()).unwrap_or(usize::MAX)
    };
    let columns: Vec<usize> = known.drivers.iter().map(same).gather();
    let mut row = Vec::with_capacity(columns.len());
    let mut chances = Vec::with_capacity(panel.left.len());
    for number in 0..panel.left.len() {
        let cells = panel.row(number);
        row.clear();
        row.extend(columns.iter().map(|column| cells.get(*column).copied().unwrap_or(f64::NAN)));
        chances.push(chance_of(known.log_odds(&row)));
    }
    let mark = mark(&chances);
    let chances = if known.tells_apart() { chances } else { Vec::new() };
    attributes.iter().map(|attribute| of_attribute(attribute, panel, (&chances, mark))).gather()
}

/// The chance from which on somebody is marked: so that a fifth of all are, or fewer where many are the same.
fn mark(chances: &[f64]) -> f64 {
    let order = crate::sort::order(chances.len(), &mut |a, b| {
        let at = |place: usize| chances.get(place).copied().unwrap_or(0.0);
        at(b).total_cmp(&at(a))
    });
    let most = hrcore_stats::real::count(chances.len()) * MARKED;
    let mut mark = f64::INFINITY;
    for (number, place) in order.iter().enumerate() {
        let chance = chances.get(*place).copied().unwrap_or(0.0);
        let next = order.get(number + 1).and_then(|next| chances.get(*next)).copied();
        if next != Some(chance) {
            if hrcore_stats::real::count(number + 1) > most {
                break;
            }
            mark = chance;
        }
    }
    mark
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    people: u32,
    months: u32,
    leavers: u32,
    marked: u32,
    foretold: f64,
}

fn of_attribute(attribute: &Attribute, panel: &Panel, (chances, mark): (&[f64], f64)) -> AuditResult {
    let mut counts = vec![Count::default(); attribute.groups.len()];
    let mut last = None;
    for (row, (person, left)) in panel.person.iter().zip(&panel.left).enumerate() {
        let group = attribute.group_of.get(*person as usize).copied().flatten();
        let Some(count) = group.and_then(|group| counts.get_mut(usize::from(group))) else { continue };
        count.people += u32::from(last != Some(*person));
        last = Some(*person);
        count.months += 1;
        count.leavers += u32::from(*left > 0.0);
        if let Some(chance) = chances.get(row) {
            count.foretold += chance;
            count.marked += u32::from(*chance >= mark);
        }
    }
    let share = |part: f64, months: u32| (months > 0).then(|| Approx::of(part / f64::from(months)));
    let mut groups = Vec::with_capacity(counts.len());
    let (mut least, mut most) = (f64::INFINITY, 0.0);
    for (id, count) in attribute.groups.iter().zip(&counts) {
        let marked = if chances.is_empty() { None } else { share(f64::from(count.marked), count.months) };
        if let Some(marked) = marked {
            least = f64::min(least, marked.value());
            most = f64::max(most, marked.value());
        }
        groups.push(AuditGroupResult {
            group: id.clone(),
            people: count.people,
            months: count.months,
            leavers: count.leavers,
            left: share(f64::from(count.leavers), count.months),
            foretold: if chances.is_empty() { None } else { share(count.foretold, count.months) },
            marked,
        });
    }
    let ratio = (most > 0.0 && groups.len() > 1).then(|| least / most);
    let mut caveats = Vec::new();
    if ratio.is_some_and(|ratio| ratio < FAIR) {
        caveats.push("four_fifths");
    }
    if counts.iter().any(|count| count.people < FEW) {
        caveats.push("few_people");
    }
    AuditResult { attribute: attribute.id.clone(), groups, ratio: ratio.map(Approx::of), caveats: Few(caveats) }
}
