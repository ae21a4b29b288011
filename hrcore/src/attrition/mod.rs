//! Who may leave, how likely, and why: from nine people to a million.

mod answer;
mod flight;
mod model;
mod panel;
mod signals;
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
pub(crate) use signals::of_person as signals_of;
