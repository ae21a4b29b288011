//! Who may leave, how likely, and why: from nine people to a million.

mod answer;
mod model;
mod panel;

pub use answer::{
    AttritionFit, AttritionReport, AuditGroupResult, AuditResult, ChanceEstimate, LeavingRate, MethodTried, ModelRef,
    PersonRisk, Reason, SignalSeen, TeamRisk,
};
pub use model::{
    AttritionModel, BandReliability, Leaving, Method, ModelFit, ModelLevel, ModelPair, ModelTerm, ModelValidation,
    PointsCard, PointsChance, PointsItem, Provenance, RiskBand,
};
