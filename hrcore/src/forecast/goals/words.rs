//! Forecasts of objectives in English and Chinese. Nothing is decided here.

use crate::facts::KnownObjective;
use crate::values::Language;

use super::ObjectiveForecast;

pub(super) fn say(_of: &KnownObjective<'_>, _answer: &ObjectiveForecast, _language: Language) -> String {
    String::new()
}
