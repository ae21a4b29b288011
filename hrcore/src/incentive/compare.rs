//! Old against new: what two versions of a policy pay on the same facts, person by person.

use std::cmp::Ordering;

use crate::compile::Compiled;
use crate::error::{Problem, Problems};
use crate::gather::Gather as _;
use crate::number::{Figure, Rational};
use crate::policy::minor_digits;
use crate::request::{ComparePayoutsRequest, DetailWord, PayoutsRequest};
use crate::values::Id;
use crate::{Engine, Facts};

use super::answer::{CostChange, GreatestChange, PayoutComparison, PayoutsReport, PersonChange};

/// So many versions are listed.
const LISTED: usize = 16;

/// What a version pays each person.
struct Side {
    /// Sums in the order of the facts, of a person by currency; those that are zero too.
    sums: Vec<Sum>,
    problems: Vec<Problem>,
}

/// What a version pays a person in a currency.
struct Sum {
    /// By index in the facts.
    employee: usize,
    currency: Id,
    amount: Rational,
    /// Whether something is not known yet.
    undecided: bool,
}

impl Engine {
    /// What two versions of the policy pay on the same facts, person by person.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the answer.
    pub fn compare_payouts(
        &self,
        facts: &Facts,
        request: &ComparePayoutsRequest,
    ) -> Result<PayoutComparison, Problems> {
        // One after the other: the lines of one version are summed before those of the other are made.
        let before = self.side(facts, request, (&request.against, "/against"));
        let after = self.side(facts, request, (&request.version, "/version"));
        let (before, after) = match Problems::both(before, after) {
            Ok(sides) => sides,
            Err(problems) => {
                let mut found = Vec::new();
                problems.iter().for_each(|problem| include(&mut found, problem.clone()));
                Problems::check(found)?;
                return Err(problems);
            }
        };
        let mut problems = before.problems;
        after.problems.into_iter().for_each(|problem| include(&mut problems, problem));
        let people = people(facts, before.sums, after.sums);
        Ok(PayoutComparison {
            schema_version: crate::SCHEMA_VERSION,
            period: request.period,
            version: request.version.clone(),
            against: request.against.clone(),
            totals: totals(&people),
            people,
            problems,
        })
    }

    /// The versions that there are, the latest ones.
    fn listed(&self) -> String {
        let mut known = self.versions().iter().rev().map(|version| format!("`{}`", version.policy.version));
        let names: Vec<String> = known.by_ref().take(LISTED).gather();
        let more = if known.next().is_some() { ", …" } else { "" };
        format!("there are versions {}{more}", names.join(", "))
    }

    /// What a version pays, as if it was forced. Both versions say the same of the rest of the request.
    fn side(
        &self,
        facts: &Facts,
        request: &ComparePayoutsRequest,
        (version, place): (&Id, &str),
    ) -> Result<Side, Problems> {
        let asked = PayoutsRequest {
            employees: request.employees.clone(),
            detail: DetailWord::Totals,
            policy_version: Some(version.clone()),
            ..PayoutsRequest::new(request.period)
        };
        let judged = self.version(request.period, Some(version)).map_err(Problems::from);
        let found = judged.and_then(|(judged, _)| Ok((judged, self.assemble(facts, &asked, false)?)));
        let (version, report) = found.map_err(|problems| {
            let placed = problems.iter().cloned().map(|mut problem| {
                if problem.pointer == "/policy_version" {
                    problem.pointer = place.to_owned();
                    // The nearest may be the other one that is asked about.
                    problem.hint = Some(self.listed());
                }
                problem
            });
            match Problems::check(placed.gather()) {
                Err(placed) => placed,
                Ok(()) => problems,
            }
        })?;
        Ok(side(version, facts, report))
    }
}

/// Adds a problem that is not there yet.
fn include(problems: &mut Vec<Problem>, problem: Problem) {
    if !problems.contains(&problem) {
        problems.push(problem);
    }
}

/// Sums the lines of a version. Lines, and what is undecided, stand in the order of the facts.
fn side(version: &Compiled, facts: &Facts, report: PayoutsReport) -> Side {
    let currency = currencies(version);
    let mut sums: Vec<Sum> = Vec::new();
    let mut own: Vec<(Id, Rational, bool)> = Vec::new();
    let mut lines = report.lines.into_iter().peekable();
    let mut open = report.undecided.0.into_iter().peekable();
    for (employee, person) in facts.document().employees.iter().enumerate() {
        while let Some(line) = lines.next_if(|line| line.employee == person.id) {
            own.push((line.currency, line.due.exact().clone(), false));
        }
        while let Some(open) = open.next_if(|open| open.employee == person.id) {
            own.extend(currency(&open.rule).map(|currency| (currency, Rational::ZERO, true)));
        }
        crate::sort::sort_by(&mut own, |a, b| a.0.cmp(&b.0));
        for (currency, amount, undecided) in own.drain(..) {
            match sums.last_mut().filter(|sum| sum.employee == employee && sum.currency == currency) {
                Some(sum) => {
                    sum.amount = &sum.amount + &amount;
                    sum.undecided |= undecided;
                }
                None => sums.push(Sum { employee, currency, amount, undecided }),
            }
        }
    }
    Side { sums, problems: report.problems }
}

/// The currency of each rule of a version.
fn currencies(version: &Compiled) -> impl Fn(&Id) -> Option<Id> {
    let policy = &version.policy;
    let mut known: Vec<(Id, Id)> = Vec::new();
    known.extend(policy.bonuses.iter().map(|rule| (rule.id.clone(), rule.currency.clone())));
    known.extend(policy.commissions.iter().map(|rule| (rule.id.clone(), rule.currency.clone())));
    known.extend(policy.pay_rules.iter().map(|rule| (rule.id.clone(), rule.currency.clone())));
    crate::sort::sort_by(&mut known, Ord::cmp);
    move |rule| {
        let at = known.binary_search_by(|(known, _)| known.cmp(rule)).ok()?;
        known.get(at).map(|(_, currency)| currency.clone())
    }
}

/// Both sides person by person, and by currency.
fn people(facts: &Facts, before: Vec<Sum>, after: Vec<Sum>) -> Vec<PersonChange> {
    let (mut before, mut after) = (before.into_iter().peekable(), after.into_iter().peekable());
    let mut people = Vec::with_capacity(before.len().max(after.len()));
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return people,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => a.employee.cmp(&b.employee).then_with(|| a.currency.cmp(&b.currency)),
        };
        let old = if order.is_le() { before.next() } else { None };
        let new = if order.is_ge() { after.next() } else { None };
        let amount = |side: &Option<Sum>| side.as_ref().map_or(Rational::ZERO, |sum| sum.amount.clone());
        let (old_amount, new_amount) = (amount(&old), amount(&new));
        let undecided = [&old, &new].into_iter().flatten().any(|sum| sum.undecided);
        let Some(sum) = old.or(new) else { return people };
        let Some(person) = facts.document().employees.get(sum.employee) else { continue };
        if old_amount.is_zero() && new_amount.is_zero() {
            continue;
        }
        let digits = minor_digits(sum.currency.as_str());
        people.push(PersonChange {
            employee: person.id.clone(),
            currency: sum.currency,
            change: Figure::money(&new_amount - &old_amount, digits),
            before: Figure::money(old_amount, digits),
            after: Figure::money(new_amount, digits),
            undecided: undecided.then_some(true),
        });
    }
}

/// What everyone's changes sum to in a currency.
struct Cost<'a> {
    currency: &'a Id,
    before: Rational,
    after: Rational,
    /// How many get less, the same, more.
    counts: [u32; 3],
    gain: Option<&'a PersonChange>,
    loss: Option<&'a PersonChange>,
}

/// Everyone together, by currency in byte order.
fn totals(people: &[PersonChange]) -> Vec<CostChange> {
    let mut costs: Vec<Cost<'_>> = Vec::new();
    for person in people {
        let at = costs.partition_point(|cost| *cost.currency < person.currency);
        if costs.get(at).is_none_or(|cost| *cost.currency != person.currency) {
            let (before, after) = (Rational::ZERO, Rational::ZERO);
            let currency = &person.currency;
            costs.insert(at, Cost { currency, before, after, counts: [0; 3], gain: None, loss: None });
        }
        if let Some(cost) = costs.get_mut(at) {
            cost.add(person);
        }
    }
    costs.into_iter().map(Cost::told).gather()
}

impl<'a> Cost<'a> {
    fn add(&mut self, person: &'a PersonChange) {
        self.before = &self.before + person.before.exact();
        self.after = &self.after + person.after.exact();
        let change = person.change.exact();
        let beyond = |known: Option<&PersonChange>, order: Ordering| {
            known.is_none_or(|known| change.cmp(known.change.exact()) == order)
        };
        let [less, same, more] = &mut self.counts;
        match change.signum() {
            1 => {
                *more += 1;
                if beyond(self.gain, Ordering::Greater) {
                    self.gain = Some(person);
                }
            }
            -1 => {
                *less += 1;
                if beyond(self.loss, Ordering::Less) {
                    self.loss = Some(person);
                }
            }
            _ => *same += 1,
        }
    }

    fn told(self) -> CostChange {
        let digits = minor_digits(self.currency.as_str());
        let greatest = |person: Option<&PersonChange>| {
            person.map(|person| GreatestChange { employee: person.employee.clone(), change: person.change.clone() })
        };
        let [lose, same, gain] = self.counts;
        CostChange {
            currency: self.currency.clone(),
            change: Figure::money(&self.after - &self.before, digits),
            before: Figure::money(self.before, digits),
            after: Figure::money(self.after, digits),
            gain,
            lose,
            same,
            greatest_gain: greatest(self.gain),
            greatest_loss: greatest(self.loss),
        }
    }
}
