//! From day to day: on which days before a test comes out the same, and on which day after it can come out otherwise.

use crate::compile::{Baseline, Check, Series, SeriesCheck};

use super::judge::Judge;

impl Judge<'_> {
    /// The first of the days up to this one on all of which a test comes out as on this one, while the position held
    /// is the same. What looks at periods changes on the last day of one; of the others nothing is promised.
    pub(crate) fn same_since(&self, check: &Check) -> i32 {
        let Check::Series(check) = check else { return self.day };
        let Some(last) = self.last_ended(check.every) else { return self.day };
        let since = self.values.span(last).last;
        match self.fixed_base(check) {
            Some(base) if base <= self.day => since.max(base),
            _ => since,
        }
    }

    /// The first day behind this one on which a test can come out otherwise, with nothing but time going on.
    pub(crate) fn may_change(&self, check: &Check) -> i32 {
        let tomorrow = self.day.saturating_add(1);
        let Check::Series(check) = check else { return tomorrow };
        let next = self.last_ended(check.every).and_then(|last| last.next());
        let change = next.map_or(tomorrow, |next| self.values.span(next).last);
        match self.fixed_base(check) {
            Some(base) if base > self.day => change.min(base),
            _ => change,
        }
    }

    /// The last day of the period with which a test compares all others.
    fn fixed_base(&self, check: &SeriesCheck) -> Option<i32> {
        match &check.of {
            Series::Growth { versus: Baseline::Period(base), .. } => Some(self.values.span(*base).last),
            _ => None,
        }
    }
}
