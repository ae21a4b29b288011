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
mod panel;
mod rates;
mod retention;
mod risk;
mod signals;
#[cfg(test)]
mod tests;
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

use crate::error::Problems;
use crate::joined::Joined;
use crate::request::{AttritionRequest, FitAttritionRequest};
use crate::time::Date;
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
}
