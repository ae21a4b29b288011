//! Whether groups differ: one test over all of them.

use hrcore_stats::survival::Spells;
use hrcore_stats::survival::log_rank::log_rank;

use super::answer::{ComparedGroup, RetentionComparison};
use crate::attrition::panel::Term;
use crate::gather::Gather as _;
use crate::number::Approx;
use crate::values::Id;

/// Compares groups by their ids; none where fewer than two of them lost somebody, where they are too many, or where no two
/// of them were there at the same months of tenure. All months count: early ones that are thin weigh as little as they tell.
pub(super) fn compare(groups: &[(usize, Vec<Term>)], id: &dyn Fn(usize) -> Option<Id>) -> Option<RetentionComparison> {
    let losing = groups.iter().filter(|(_, terms)| terms.iter().any(|term| term.left)).count();
    if losing < 2 {
        return None;
    }
    let all: Vec<(usize, &Term)> =
        groups.iter().flat_map(|(group, terms)| terms.iter().map(|term| (*group, term))).gather();
    let exits = all.iter().map(|(_, term)| f64::from(term.exit)).gather();
    let entries = all.iter().map(|(_, term)| f64::from(term.entry)).gather();
    let left = all.iter().map(|(_, term)| term.left).gather();
    let own = all.iter().map(|(group, _)| *group).gather();
    let spells = Spells::new(&exits, &left).and_then(|spells| spells.entering(&entries)).ok()?;
    let found = log_rank(&spells, &own).ok()?;
    let groups = found.groups.iter().filter_map(|group| {
        let expected = Approx::of(group.expected);
        Some(ComparedGroup { id: id(group.group)?, left: super::curve::whole(group.observed), expected })
    });
    Some(RetentionComparison {
        test: "log_rank",
        chi_square: Approx::of(found.chi_square),
        degrees: super::curve::whole(found.freedom),
        p: Approx::of(found.p),
        groups: groups.gather(),
    })
}
