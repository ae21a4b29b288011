//! What ratings, coefficients, overtime and absence mean for pay.

use super::due::{Ask, Found};

/// What the pay rules that run pay a person.
pub(super) fn pay(_ask: &mut Ask<'_>, _employee: u32, _found: &mut Found) {}
