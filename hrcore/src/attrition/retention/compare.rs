//! Whether groups differ: one test over all of them.

use hrcore_stats::survival::Spells;
use hrcore_stats::survival::log_rank::log_rank;

use super::answer::{ComparedGroup, RetentionComparison};
use crate::attrition::panel::Spell;
use crate::gather::Gather as _;
use crate::number::{Approx, whole_part};
use crate::values::Id;

/// Compares groups by their ids; none where nobody left, where groups are too many, or where they did not meet, so that
/// nothing links them. A group that lost nobody counts as any other: its people might have left. All months count: early
/// ones that are thin weigh as little as they tell.
pub(super) fn compare(groups: &[(usize, Vec<Spell>)], id: &dyn Fn(usize) -> Option<Id>) -> Option<RetentionComparison> {
    let all: Vec<(usize, &Spell)> =
        groups.iter().flat_map(|(group, spells)| spells.iter().map(|spell| (*group, spell))).gather();
    let exits = all.iter().map(|(_, spell)| f64::from(spell.exit)).gather();
    let entries = all.iter().map(|(_, spell)| f64::from(spell.entry)).gather();
    let left = all.iter().map(|(_, spell)| spell.left).gather();
    let own = all.iter().map(|(group, _)| *group).gather();
    let times = Spells::new(&exits, &left).and_then(|times| times.entering(&entries)).ok()?;
    let found = log_rank(&times, &own).ok()?;
    let groups = found.groups.iter().filter_map(|group| {
        let expected = Approx::of(group.expected);
        Some(ComparedGroup { id: id(group.group)?, left: whole_part(group.observed), expected })
    });
    Some(RetentionComparison {
        test: "log_rank",
        chi_square: Approx::of(found.chi_square),
        degrees: whole_part(found.freedom),
        p: Approx::of(found.p),
        groups: groups.gather(),
    })
}
