#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::float_cmp, reason = "a test may fail")]

mod known;
mod rates;

use super::known::Known;
use super::model::AttritionModel;
use crate::Engine;
use crate::compile::place::{Place, Sink};
use crate::error::Problem;
use crate::json::{Read as _, Reader};
use crate::limits::Limits;

const POLICY: &[u8] = br#"{
    "schema_version": "1.5", "id": "shop", "version": "1", "effective_from": "2020-01-01",
    "metrics": [{"id": "returns", "unit": "count", "direction": "lower"}], "scorecards": [],
    "positions": [{"id": "junior"}, {"id": "senior"}], "units": [{"id": "north"}]
}"#;

/// Reads a model and makes it ready, or says what is wrong with it.
fn known(model: &str) -> Result<Known, Vec<Problem>> {
    let engine = Engine::compile(POLICY).unwrap();
    let limits = Limits::default();
    let mut reader = Reader::new(model.as_bytes(), &limits);
    let document = AttritionModel::read(&mut reader);
    reader.end();
    let (problems, _) = reader.finish();
    if !problems.is_empty() {
        return Err(problems);
    }
    let (version, _) = engine.version_on("2025-06-30".parse().unwrap(), None).unwrap();
    let mut sink = Sink::new((Vec::new(), Vec::new()), 100);
    let known = Known::new(version, &document.unwrap(), &Place::ROOT.field("model"), &mut sink);
    known.ok_or(sink.problems)
}
