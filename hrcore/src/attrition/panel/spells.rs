//! From when to when somebody was seen, in months of tenure: what curves of staying are made of.

use super::Panel;
use super::ground::Ground;
use crate::number::small;
use crate::request::RetentionBy;

/// Somebody seen month after month in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::attrition) struct Spell {
    /// By index in the facts.
    pub(in crate::attrition) person: usize,
    /// The position or unit held in these months, by index in the policy; none where none was held, or none is asked for.
    pub(in crate::attrition) group: Option<usize>,
    /// The whole months of tenure on the first of these months.
    pub(in crate::attrition) entry: u32,
    /// The same behind the last of them.
    pub(in crate::attrition) exit: u32,
    /// Whether the person left in the last of them, in the asked way.
    pub(in crate::attrition) left: bool,
}

/// Everybody who was seen.
#[derive(Debug, Default)]
pub(in crate::attrition) struct Spells {
    /// By person, and then by month.
    pub(in crate::attrition) all: Vec<Spell>,
    /// How many of those who left the asked way have no reason stated.
    pub(in crate::attrition) unstated: u32,
}

impl Ground<'_> {
    /// The months that are over, one spell for each employment; by groups, one for each time in a group.
    pub(in crate::attrition) fn spells(&self, by: Option<RetentionBy>) -> Spells {
        let window = self.grid.first..self.grid.next();
        // Only its counts are needed.
        let mut counts = Panel::default();
        let mut all: Vec<Spell> = Vec::new();
        for person in 0..self.people() {
            for stay in self.stays(person) {
                let months = self.at_risk(&stay, &window);
                if months.is_empty() {
                    continue;
                }
                let entry = u32::try_from(self.grid.since(stay.first, months.start)).unwrap_or(0);
                for (behind, month) in months.clone().enumerate() {
                    let held = stay.held_on(self.grid.start(month));
                    let group = match by {
                        None => None,
                        Some(RetentionBy::Position) => held.map(|held| held.position),
                        Some(RetentionBy::Unit) => held.and_then(|held| held.unit),
                    };
                    let tenure = entry.saturating_add(small(behind));
                    let last = all.last_mut().filter(|last| behind > 0 && last.group == group);
                    match last {
                        Some(last) => last.exit = tenure.saturating_add(1),
                        None => {
                            let exit = tenure.saturating_add(1);
                            all.push(Spell { person, group, entry: tenure, exit, left: false });
                        }
                    }
                }
                let left = self.left(person, &stay, &mut counts);
                if let Some(last) = all.last_mut().filter(|_| left) {
                    last.left = true;
                }
            }
        }
        Spells { all, unstated: counts.unstated }
    }
}
