//! Commissions: shares of sales, or of a metric.

use super::due::{Ask, Found};

/// What the commissions that run pay a person.
pub(super) fn pay(_ask: &mut Ask<'_>, _employee: u32, _found: &mut Found) {}
