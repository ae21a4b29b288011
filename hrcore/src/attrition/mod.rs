//! Who may leave, how likely, and why: from nine people to a million.
//!
//! Months of single people are looked at (`panel`): what was known of somebody before a month, and whether that person
//! left in it. From these a model is fitted, as much of one as the data carry (`fit`), and becomes a document. What is
//! answered is answered from the document (`known`, `risk`), so that a model that was saved answers as it did at first.
//! How long people stay (`retention`) is counted in the same months, without a model.

mod answer;
mod ask;
mod fit;
mod flight;
mod known;
mod model;
#[cfg(feature = "receipts")]
mod needed;
mod panel;
mod rates;
mod retention;
mod risk;
mod signals;
#[cfg(test)]
mod tests;
#[cfg(feature = "receipts")]
mod vouched;
pub(crate) mod words;

pub use answer::{
    AttritionFit, AttritionReport, AuditGroupResult, AuditResult, ChanceEstimate, LeavingRate, MethodTried, ModelRef,
    PersonRisk, Reason, SignalSeen, TeamRisk,
};
pub(crate) use flight::{RisksAsked, risks};
pub use model::{
    AttritionModel, BandReliability, Leaving, Method, ModelFit, ModelLevel, ModelPair, ModelTerm, ModelValidation,
    PointsCard, PointsChance, PointsItem, Provenance, RiskBand,
};

pub use retention::{
    ComparedGroup, MedianTenure, RetentionComparison, RetentionCurve, RetentionReport, RetentionStep, StayingShare,
};
pub(crate) use signals::of_person as signals_of;
#[cfg(feature = "receipts")]
pub use vouched::VouchedChance;

use crate::error::Problems;
use crate::joined::Joined;
#[cfg(feature = "receipts")]
use crate::receipt::Receipt;
#[cfg(feature = "receipts")]
use crate::request::AttritionReceiptRequest;
use crate::request::{AttritionRequest, FitAttritionRequest};
use crate::time::Date;
#[cfg(feature = "receipts")]
use crate::values::Id;
use crate::{Engine, Facts};

impl AttritionRequest {
    /// Who may leave within three months of a day, by the two years before it.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            horizon: 3,
            window: 24,
            leaving: None,
            employees: None,
            model: None,
            prior: None,
            lang: None,
            policy_version: None,
        }
    }
}

impl FitAttritionRequest {
    /// A model of the two years before a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            window: 24,
            id: None,
            version: None,
            leaving: Leaving::Voluntary,
            prior: None,
            audit: crate::json::Few::default(),
            lang: None,
            policy_version: None,
        }
    }
}

#[cfg(feature = "receipts")]
impl AttritionReceiptRequest {
    /// The receipt of somebody's chance to leave within three months of a day, by the two years before it.
    #[must_use]
    pub fn new(as_of: Date, employee: Id) -> Self {
        let AttritionRequest { horizon, window, .. } = AttritionRequest::new(as_of);
        Self { as_of, horizon, window, leaving: None, employee, model: None, prior: None, policy_version: None }
    }
}

impl Engine {
    /// Who may leave within some months, how likely, why, and how sure that is.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request, its model and its prior. Those of single records stand in the report.
    pub fn attrition(&self, facts: &Facts, request: &AttritionRequest) -> Result<AttritionReport, Problems> {
        self.with(facts).attrition(request)
    }

    /// A model of leaving, to be kept and asked later, with what it is worth.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request and its prior. Those of single records stand in the answer.
    pub fn fit_attrition(&self, facts: &Facts, request: &FitAttritionRequest) -> Result<AttritionFit, Problems> {
        self.with(facts).fit_attrition(request)
    }

    /// The receipt of one person's chance to leave: the model that was asked, everything else that made the chance, and a
    /// hash that anyone can recompute.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request, its model and its prior; that the person is not with the company.
    ///
    /// # Example
    ///
    /// ```
    /// # use hrcore::{Engine, Facts, Limits, request::AttritionReceiptRequest, values::Id};
    /// # let engine = Engine::compile(br#"{"schema_version": "1.5", "id": "shop", "version": "1", "effective_from": "2020-01-01",
    /// #   "metrics": [], "scorecards": [], "positions": [{"id": "clerk"}]}"#)?;
    /// # let facts = Facts::parse(br#"{"employees": [
    /// #   {"id": "li", "positions": [{"position": "clerk", "from": "2024-01-01"}]},
    /// #   {"id": "wu", "positions": [{"position": "clerk", "from": "2024-01-01", "to": "2025-03-31"}]}]}"#, Limits::default())?;
    /// let request = AttritionReceiptRequest::new("2025-12-31".parse().unwrap(), Id::new("li").unwrap());
    /// let receipt = engine.attrition_receipt(&facts, &request)?.to_json();
    /// assert!(hrcore::verify(receipt.as_bytes(), Limits::default())?.valid);
    /// // Wu left in March: without that it is another rate.
    /// let forged = receipt.replace("2025-03-31", "2026-03-31");
    /// assert!(!hrcore::verify(forged.as_bytes(), Limits::default())?.valid);
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    #[cfg(feature = "receipts")]
    pub fn attrition_receipt(&self, facts: &Facts, request: &AttritionReceiptRequest) -> Result<Receipt, Problems> {
        self.with(facts).attrition_receipt(request)
    }
}

impl Joined<'_> {
    /// Who may leave, as [`Engine::attrition`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request, its model and its prior. Those of single records stand in the report.
    pub fn attrition(&self, request: &AttritionRequest) -> Result<AttritionReport, Problems> {
        ask::report(self, request)
    }

    /// A model of leaving, as [`Engine::fit_attrition`] fits it.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request and its prior. Those of single records stand in the answer.
    pub fn fit_attrition(&self, request: &FitAttritionRequest) -> Result<AttritionFit, Problems> {
        ask::fit(self, request)
    }

    /// The receipt of one person's chance to leave, as [`Engine::attrition_receipt`] makes it.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request, its model and its prior; that the person is not with the company.
    #[cfg(feature = "receipts")]
    pub fn attrition_receipt(&self, request: &AttritionReceiptRequest) -> Result<Receipt, Problems> {
        vouched::receipt(self, request)
    }
}
