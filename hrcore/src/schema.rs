//! JSON Schemas (2020-12) of the documents, from the same declarations that read and write them.

use serde_json::{Map, Value, json};

use crate::facts::FactsDocument;
use crate::json::{Read, Write};
use crate::policy::Policy;
use crate::procedure::{ProcedureReport, ProcedureRequest};
use crate::request::{
    AlertsRequest, AppealRequest, AssessRequest, CalibrateRequest, ComparePayoutsRequest, CycleRequest,
    EligibilityRequest, GoalsRequest, JobsRequest, MayRequest, PayoutCurveRequest, PayoutsRequest, PipelineRequest,
    PlansRequest, PointsRequest, ProgressRequest, ReceiptRequest, RollupRequest, ScoreRequest, TrainingRequest,
};

/// The definitions that a schema refers to.
#[derive(Debug, Default)]
pub struct Definitions(Map<String, Value>);

impl Definitions {
    /// A reference to a definition, which is made on first use; types that hold themselves end there.
    pub fn named(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.0.contains_key(name) {
            self.0.insert(name.to_owned(), Value::Null);
            let schema = make(self);
            self.0.insert(name.to_owned(), schema);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }
}

/// Whether a field of an answer may be absent, and whether an exact value may stand beside it.
#[derive(Debug, Clone, Copy)]
pub struct Presence {
    /// It may be absent.
    pub optional: bool,
    /// Its exact value may stand beside it.
    pub exact: bool,
}

impl Presence {
    /// It is always there, and has no exact value beside it.
    pub const ALWAYS: Self = Self { optional: false, exact: false };
}

/// The schema of an object while it is put together.
#[derive(Debug)]
pub struct Object {
    description: String,
    properties: Map<String, Value>,
    required: Vec<Value>,
}

fn text(docs: &[&str]) -> String {
    docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

impl Object {
    /// Starts an object, with the value of its tag if it is one of a choice.
    #[must_use]
    pub fn new(docs: &[&str], tag: Option<(&'static str, &'static str)>) -> Self {
        let mut object = Self { description: text(docs), properties: Map::new(), required: Vec::new() };
        if let Some((name, value)) = tag {
            object.properties.insert(name.to_owned(), json!({"const": value}));
            object.required.push(json!(name));
        }
        object
    }

    /// A field of a document.
    pub fn field(&mut self, name: &str, docs: &[&str], mut schema: Value, required: bool) {
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), json!(text(docs)));
        }
        self.properties.insert(name.to_owned(), schema);
        if required {
            self.required.push(json!(name));
        }
    }

    /// A field of an answer.
    pub fn answer(&mut self, name: &str, exact: &str, docs: &[&str], schema: Value, presence: Presence) {
        self.field(name, docs, schema, !presence.optional);
        if presence.exact {
            let description = format!("The exact value, where `{name}` is rounded.");
            self.properties.insert(exact.to_owned(), json!({"type": "string", "description": description}));
        }
    }

    /// The schema.
    #[must_use]
    pub fn finish(self) -> Value {
        json!({
            "type": "object",
            "description": self.description,
            "properties": self.properties,
            "required": self.required,
            "additionalProperties": false
        })
    }
}

fn page(title: &str, make: impl FnOnce(&mut Definitions) -> Value) -> String {
    let mut definitions = Definitions::default();
    let root = make(&mut definitions);
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(title));
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    schema.insert("$defs".to_owned(), Value::Object(definitions.0));
    // Values are strings, numbers and maps: this cannot fail.
    let mut text = serde_json::to_string_pretty(&Value::Object(schema)).unwrap_or_default();
    text.push('\n');
    text
}

/// Every schema: the stem of its file, and its text.
#[must_use]
pub fn all() -> Vec<(&'static str, String)> {
    let versions = |d: &mut Definitions| {
        let one = Policy::schema(d);
        json!({"anyOf": [one, {"type": "array", "items": one}]})
    };
    vec![
        ("policy", page("hrcore policy", versions)),
        ("facts", page("hrcore facts", FactsDocument::schema)),
        ("score-request", page("hrcore score and explain request", ScoreRequest::schema)),
        ("progress-request", page("hrcore progress request", ProgressRequest::schema)),
        ("calibrate-request", page("hrcore calibrate request", CalibrateRequest::schema)),
        ("rollup-request", page("hrcore rollup request", RollupRequest::schema)),
        ("assess-request", page("hrcore assess request", AssessRequest::schema)),
        ("pipeline-request", page("hrcore pipeline request", PipelineRequest::schema)),
        ("eligibility-request", page("hrcore eligibility request", EligibilityRequest::schema)),
        ("paths-request", page("hrcore paths request", crate::request::PathsRequest::schema)),
        ("review-policy-request", page("hrcore review_policy request", crate::request::ReviewPolicyRequest::schema)),
        ("receipt-request", page("hrcore receipt request", ReceiptRequest::schema)),
        ("procedure-request", page("hrcore procedure request", ProcedureRequest::schema)),
        ("plans-request", page("hrcore plans request", PlansRequest::schema)),
        ("goals-request", page("hrcore goals request", GoalsRequest::schema)),
        ("training-request", page("hrcore training request", TrainingRequest::schema)),
        ("may-request", page("hrcore may request", MayRequest::schema)),
        ("jobs-request", page("hrcore jobs request", JobsRequest::schema)),
        ("payouts-request", page("hrcore payouts request", PayoutsRequest::schema)),
        ("payout-curve-request", page("hrcore payout_curve request", PayoutCurveRequest::schema)),
        ("compare-payouts-request", page("hrcore compare_payouts request", ComparePayoutsRequest::schema)),
        ("points-request", page("hrcore points request", PointsRequest::schema)),
        ("alerts-request", page("hrcore alerts request", AlertsRequest::schema)),
        ("cycle-request", page("hrcore cycle request", CycleRequest::schema)),
        ("appeal-request", page("hrcore appeal request", AppealRequest::schema)),
        ("forecast-request", page("hrcore forecast request", crate::request::ForecastRequest::schema)),
        ("headcount-request", page("hrcore headcount request", crate::request::HeadcountRequest::schema)),
        ("flows-request", page("hrcore flows request", crate::request::FlowsRequest::schema)),
        ("workforce-request", page("hrcore workforce request", crate::request::WorkforceRequest::schema)),
        ("goal-forecast-request", page("hrcore goal_forecast request", crate::request::GoalForecastRequest::schema)),
        ("attrition-request", page("hrcore attrition request", crate::request::AttritionRequest::schema)),
        ("fit-attrition-request", page("hrcore fit_attrition request", crate::request::FitAttritionRequest::schema)),
        (
            "attrition-receipt-request",
            page("hrcore attrition_receipt request", crate::request::AttritionReceiptRequest::schema),
        ),
        ("retention-request", page("hrcore retention request", crate::request::RetentionRequest::schema)),
        ("attrition-model", page("hrcore model of attrition", crate::attrition::AttritionModel::schema)),
        ("score", page("hrcore score answer", |d| crate::score::ScoreReport::answer_schema(d).0)),
        ("progress", page("hrcore progress answer", |d| crate::score::ProgressReport::answer_schema(d).0)),
        ("calibrate", page("hrcore calibrate answer", |d| crate::score::CalibrationReport::answer_schema(d).0)),
        ("rollup", page("hrcore rollup answer", |d| crate::score::RollupReport::answer_schema(d).0)),
        ("procedure", page("hrcore procedure answer", |d| ProcedureReport::answer_schema(d).0)),
        ("assess", page("hrcore assess answer", |d| crate::assess::AssessReport::answer_schema(d).0)),
        ("pipeline", page("hrcore pipeline answer", |d| crate::pipeline::PipelineReport::answer_schema(d).0)),
        (
            "eligibility",
            page("hrcore eligibility answer", |d| crate::eligibility::EligibilityReport::answer_schema(d).0),
        ),
        ("explain", page("hrcore explain answer", |d| crate::report::ExplainReport::answer_schema(d).0)),
        ("lint", page("hrcore lint answer", |d| crate::lint::LintReport::answer_schema(d).0)),
        ("paths", page("hrcore paths answer", |d| crate::paths::PathsReport::answer_schema(d).0)),
        ("review-policy", page("hrcore review_policy answer", |d| crate::review::PolicyReview::answer_schema(d).0)),
        ("plans", page("hrcore plans answer", |d| crate::plan::PlansReport::answer_schema(d).0)),
        ("goals", page("hrcore goals answer", |d| crate::goal::GoalsReport::answer_schema(d).0)),
        ("training", page("hrcore training answer", |d| crate::training::TrainingReport::answer_schema(d).0)),
        ("may", page("hrcore may answer", |d| crate::job::MayReport::answer_schema(d).0)),
        ("jobs", page("hrcore jobs answer", |d| crate::job::JobsReport::answer_schema(d).0)),
        ("payouts", page("hrcore payouts answer", |d| crate::incentive::PayoutsReport::answer_schema(d).0)),
        ("payout-curve", page("hrcore payout_curve answer", |d| crate::incentive::PayoutCurve::answer_schema(d).0)),
        (
            "compare-payouts",
            page("hrcore compare_payouts answer", |d| crate::incentive::PayoutComparison::answer_schema(d).0),
        ),
        ("points", page("hrcore points answer", |d| crate::points::PointsReport::answer_schema(d).0)),
        ("alerts", page("hrcore alerts answer", |d| crate::alert::AlertsReport::answer_schema(d).0)),
        ("cycle", page("hrcore cycle answer", |d| crate::cycle::CycleReport::answer_schema(d).0)),
        ("appeal", page("hrcore appeal answer", |d| crate::cycle::AppealReport::answer_schema(d).0)),
        ("forecast", page("hrcore forecast answer", |d| crate::forecast::series::ForecastReport::answer_schema(d).0)),
        (
            "headcount",
            page("hrcore headcount answer", |d| crate::forecast::headcount::HeadcountReport::answer_schema(d).0),
        ),
        ("flows", page("hrcore flows answer", |d| crate::forecast::flows::FlowsReport::answer_schema(d).0)),
        (
            "workforce",
            page("hrcore workforce answer", |d| crate::forecast::workforce::WorkforceReport::answer_schema(d).0),
        ),
        (
            "goal-forecast",
            page("hrcore goal_forecast answer", |d| crate::forecast::goals::GoalForecastReport::answer_schema(d).0),
        ),
        ("attrition", page("hrcore attrition answer", |d| crate::attrition::AttritionReport::answer_schema(d).0)),
        ("fit-attrition", page("hrcore fit_attrition answer", |d| crate::attrition::AttritionFit::answer_schema(d).0)),
        ("retention", page("hrcore retention answer", |d| crate::attrition::RetentionReport::answer_schema(d).0)),
        ("verify", page("hrcore verify answer", |d| crate::receipt::Verification::answer_schema(d).0)),
        (
            "problems",
            page("hrcore problems", |d| {
                let problem = crate::Problem::answer_schema(d).0;
                json!({
                    "type": "object",
                    "properties": {"problems": {"type": "array", "items": problem, "minItems": 1}},
                    "required": ["problems"],
                    "additionalProperties": false
                })
            }),
        ),
    ]
}
