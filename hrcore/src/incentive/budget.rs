//! Budgets: the most that some rules pay together.

use crate::compile::Compiled;

use super::answer::BudgetStatus;
use super::due::{Ask, Found, Rule};

/// Whether any budget has a rule that is asked for.
pub(super) fn any(version: &Compiled, rules: &[Rule<'_>]) -> bool {
    let is_asked = |rule: &usize| rules.get(*rule).is_some_and(|rule| rule.wanted);
    version.incentives.budgets.iter().any(|budget| budget.rules.iter().any(is_asked))
}

/// Scales what everyone is due down to the budgets, in the order of the policy.
pub(super) fn apply(_ask: &Ask<'_>, _found: &mut Found) -> Vec<BudgetStatus> {
    Vec::new()
}
