//! Forced distribution (强制分布): quotas by largest remainder, ties treated alike.

use crate::error::Problem;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational, small};
use crate::policy::{Distribution, DistributionMode, DistributionScope};
use crate::time::Period;
use crate::values::Id;

use super::answer::{PolicyRef, head};
use super::person::Scorer;

answer! {
    /// A forced distribution, checked or assigned.
    pub struct CalibrationReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// `check` or `assign`.
        pub mode: &'static str,
        /// The groups over which it is taken.
        pub groups: Vec<CalibrationGroup>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// One group.
    pub struct CalibrationGroup {
        /// The unit, or `company`.
        pub group: Id,
        /// People with a known total.
        pub people: u32,
        /// The group is too small to be held to the quotas.
        pub exempt: bool,
        /// The quotas and what there is.
        pub quotas: Few<QuotaCheck>,
        /// Each person's band, in the order of the facts.
        pub people_bands: Vec<PersonBand>,
    }
}

answer! {
    /// A band's quota.
    pub struct QuotaCheck {
        /// The band.
        pub band: Id,
        /// Its share, in percent.
        pub share: Figure,
        /// How many people may be in it.
        pub quota: u32,
        /// How many are.
        pub actual: u32,
        /// How many too many.
        pub deviation: i32,
    }
}

answer! {
    /// A person's band.
    pub struct PersonBand {
        /// The person.
        pub employee: Id,
        /// The total.
        pub total: Figure,
        /// The band of the total.
        pub band: Option<Id>,
        /// The band by rank.
        pub assigned: Option<Id>,
    }
}

/// A person in a group.
struct Member {
    employee: usize,
    total: Rational,
    band: Option<Id>,
}

/// Checks or assigns the distribution of a policy that has one.
pub(crate) fn calibrate(
    scorer: &mut Scorer<'_>,
    distribution: &Distribution,
    mode: DistributionMode,
    forced: bool,
) -> CalibrationReport {
    let policy = scorer.policy;
    let people = &scorer.facts.facts.document().employees;
    let mut groups: Vec<(Option<usize>, Vec<Member>)> = Vec::new();
    let mut places: Vec<Option<usize>> = vec![None; policy.units.len() + 1];
    for employee in 0..people.len() {
        let Some(person) = scorer.score(employee) else { continue };
        let Some(total) = person.total else { continue };
        let last =
            person.positions.last().or_else(|| person.periods.last().and_then(|(_, part)| part.positions.last()));
        let group = match distribution.scope {
            DistributionScope::Company => None,
            DistributionScope::Unit => last.and_then(|part| part.held.unit),
        };
        let member = Member { employee, total, band: person.band.and_then(|band| band.id()) };
        // Where each unit's group is; the last place is that of people without a unit.
        let slot = places.get_mut(group.unwrap_or(policy.units.len()));
        let at = slot.map_or(0, |slot| *slot.get_or_insert(groups.len()));
        match groups.get_mut(at) {
            Some((_, members)) => members.push(member),
            None => groups.push((group, vec![member])),
        }
    }
    let id = |employee: usize| people.get(employee).map(|employee| employee.id.clone());
    let company = || Id::new("company");
    let answers = groups.into_iter().filter_map(|(unit, members)| {
        let name = unit.and_then(|unit| policy.policy.units.get(unit)).map(|unit| unit.id.clone());
        let exempt = members.len() < usize::try_from(distribution.min_group).unwrap_or(usize::MAX);
        let shares: Vec<Rational> = distribution.quotas.iter().map(|quota| quota.share.to_rational()).gather();
        let quotas = quotas(members.len(), &shares);
        let assigned = if exempt || mode == DistributionMode::Check {
            vec![None; members.len()]
        } else {
            let totals: Vec<&Rational> = members.iter().map(|member| &member.total).gather();
            let bands = assign(&totals, &quotas);
            bands.into_iter().map(|band| distribution.quotas.get(band).map(|quota| quota.band.clone())).gather()
        };
        let held = |band: &Id| {
            let in_band = members.iter().zip(&assigned).filter(|(member, assigned)| match mode {
                DistributionMode::Check => member.band.as_ref() == Some(band),
                DistributionMode::Assign => assigned.as_ref() == Some(band),
            });
            small(in_band.count())
        };
        let checks = distribution.quotas.iter().zip(&quotas).map(|(stated, quota)| {
            let actual = held(&stated.band);
            let deviation = i64::from(actual) - i64::from(*quota);
            QuotaCheck {
                band: stated.band.clone(),
                share: Figure::new(stated.share.to_rational()),
                quota: *quota,
                actual,
                deviation: i32::try_from(deviation).unwrap_or(i32::MAX),
            }
        });
        Some(CalibrationGroup {
            group: name.or_else(company)?,
            people: small(members.len()),
            exempt,
            quotas: Few(if exempt { Vec::new() } else { checks.gather() }),
            people_bands: members
                .iter()
                .zip(&assigned)
                .filter_map(|(member, assigned)| {
                    Some(PersonBand {
                        employee: id(member.employee)?,
                        total: policy.total_figure(&member.total),
                        band: member.band.clone(),
                        assigned: assigned.clone(),
                    })
                })
                .gather(),
        })
    });
    let groups = answers.gather();
    CalibrationReport {
        schema_version: crate::SCHEMA_VERSION,
        policy: head(&policy.policy, forced),
        period: scorer.period,
        mode: mode.as_str(),
        groups,
        problems: Vec::new(),
    }
}

/// How many people each band may have: largest remainder, ties of remainders to the higher band.
pub(crate) fn quotas(people: usize, shares: &[Rational]) -> Vec<u32> {
    let people = small(people);
    let hundred = Rational::from(100);
    let exact: Vec<Rational> = shares.iter().map(|share| &(share * &Rational::from(people)) / &hundred).gather();
    let whole = |value: &Rational| value.truncate().parts().and_then(|(n, _)| u32::try_from(n).ok()).unwrap_or(0);
    let mut counts: Vec<u32> = exact.iter().map(whole).gather();
    let remainder = |at: usize| exact.get(at).map(|value| value - &value.truncate());
    // A stable sort keeps the higher band first among equal remainders.
    let order = crate::sort::order(exact.len(), &mut |a, b| remainder(b).cmp(&remainder(a)));
    let given = counts.iter().fold(0u32, |sum, count| sum.saturating_add(*count));
    let left = usize::try_from(people.saturating_sub(given)).unwrap_or(0);
    for at in order.into_iter().take(left) {
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    counts
}

/// The band of each by rank; a tied group across a cut goes to the band of its first member.
pub(crate) fn assign(totals: &[&Rational], quotas: &[u32]) -> Vec<usize> {
    let order = crate::sort::order(totals.len(), &mut |a, b| totals.get(b).cmp(&totals.get(a)));
    let mut places = quotas.iter().enumerate().flat_map(|(band, count)| std::iter::repeat_n(band, *count as usize));
    let mut bands = vec![0; totals.len()];
    let mut before: Option<(usize, usize)> = None;
    for person in order {
        let place = places.next().unwrap_or(quotas.len().saturating_sub(1));
        let band = match before {
            Some((other, band)) if totals.get(other) == totals.get(person) => band,
            _ => place,
        };
        if let Some(slot) = bands.get_mut(person) {
            *slot = band;
        }
        before = Some((person, band));
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remainders_go_to_the_largest_then_the_higher_band() {
        let shares = [30, 40, 20, 10].map(Rational::from);
        // 19 people: 5.7, 7.6, 3.8, 1.9 → 5 + 7 + 3 + 1 = 16, three left for .9, .8, .7.
        assert_eq!(quotas(19, &shares), [6, 7, 4, 2]);
        // 2 people: .6, .8, .4, .2 → the two largest remainders.
        assert_eq!(quotas(2, &shares), [1, 1, 0, 0]);
        // 1 of 50/50: equal remainders, the higher band.
        assert_eq!(quotas(1, &[50, 50].map(Rational::from)), [1, 0]);
        assert_eq!(quotas(0, &shares), [0, 0, 0, 0]);
    }

    #[test]
    fn ties_are_treated_alike() {
        let totals = [90, 80, 80, 80, 70].map(Rational::from);
        let totals: Vec<&Rational> = totals.iter().gather();
        // One place in the first band, two in the second, two in the third: the tied three share the second.
        assert_eq!(assign(&totals, &[1, 2, 2]), [0, 1, 1, 1, 2]);
        // Tied across the first cut: all go where the first of them goes.
        assert_eq!(assign(&totals, &[2, 1, 2]), [0, 0, 0, 0, 2]);
    }
}
