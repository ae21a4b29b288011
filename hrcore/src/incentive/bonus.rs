//! Bonuses: amounts that are paid when a condition holds.

use super::due::{Ask, Found};

/// What the bonuses that run pay a person.
pub(super) fn pay(_ask: &mut Ask<'_>, _employee: u32, _found: &mut Found) {}
