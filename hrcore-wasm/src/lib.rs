//! The npm door of hrcore: bytes in, text out.
//!
//! This crate only carries documents across. The class that JavaScript sees, its errors and its types are written
//! by hand in `js/`. Documents come in as bytes, so that text which is not UTF-8 is the core's to refuse, and a
//! refused document leaves as the text of its problems, which `js/core.js` turns into an `HrcoreError`.
#![forbid(unsafe_code)]

use hrcore::{Engine, Problems, document};
use wasm_bindgen::prelude::*;

#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

type Answer = Result<String, JsValue>;

fn answer(result: Result<String, Problems>) -> Answer {
    result.map_err(|problems| thrown(&problems))
}

fn thrown(problems: &Problems) -> JsValue {
    JsValue::from_str(&problems.to_json())
}

/// A compiled policy, owned by JavaScript.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Compiled(Engine);

#[wasm_bindgen]
impl Compiled {
    /// Compiles a policy.
    ///
    /// # Errors
    /// The text of the policy's problems.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &[u8]) -> Result<Compiled, JsValue> {
        Engine::compile(policy).map(Compiled).map_err(|problems| thrown(&problems))
    }
}

/// A question: the engine, facts and a request.
type Question = fn(&Engine, &[u8], &[u8]) -> Result<String, Problems>;

/// A question, or that this build leaves it out.
macro_rules! of {
    ($($feature:literal)&&+, $question:expr) => {{
        #[cfg(all($(feature = $feature),+))]
        const ASKED: Question = $question;
        #[cfg(not(all($(feature = $feature),+)))]
        const ASKED: Question = |_, _, _| Err(document::no_question());
        ASKED
    }};
}

/// Every question, in the order of `questions` in `js/core.js`. One export asks them all: each export of its own would
/// bring its own code to carry documents across.
const QUESTIONS: &[Question] = &[
    document::score,
    document::progress,
    document::explain,
    document::calibrate,
    document::rollup,
    of!("receipts", document::receipt),
    of!("policy", |engine, _, _| document::lint(engine)),
    of!("policy", |engine, _, _| document::normalise(engine)),
    of!("promotion", document::eligibility),
    of!("promotion", document::paths),
    of!("promotion", document::assess),
    of!("promotion", document::pipeline),
    of!("promotion", document::procedure),
    of!("promotion", document::review_policy),
    of!("planning", document::plans),
    of!("planning", document::goals),
    of!("planning", document::training),
    of!("planning", document::may),
    of!("planning", document::jobs),
    of!("money", document::payouts),
    of!("money", document::payout_curve),
    of!("money", document::compare_payouts),
    of!("money", document::points),
    of!("money", document::alerts),
    of!("money", document::cycle),
    of!("money", document::appeal),
    of!("forecast", document::forecast),
    of!("forecast", document::headcount),
    of!("forecast", document::flows),
    of!("forecast", document::workforce),
    of!("forecast" && "planning", document::goal_forecast),
    of!("attrition", document::attrition),
    of!("attrition", document::fit_attrition),
    of!("attrition" && "receipts", document::attrition_receipt),
    of!("attrition", document::retention),
];

#[wasm_bindgen]
impl Compiled {
    /// Answers the question of a number.
    ///
    /// # Errors
    /// The text of the problems of the facts or the request.
    pub fn ask(&self, question: usize, facts: &[u8], request: &[u8]) -> Answer {
        match QUESTIONS.get(question) {
            Some(question) => answer(question(&self.0, facts, request)),
            None => answer(Err(document::no_question())),
        }
    }
}

/// Verifies a receipt, or says that this build cannot.
#[cfg(feature = "receipts")]
const VERIFY: fn(&[u8]) -> Result<String, Problems> = document::verify;
#[cfg(not(feature = "receipts"))]
const VERIFY: fn(&[u8]) -> Result<String, Problems> = |_| Err(document::no_question());

/// Whether a receipt can be recomputed.
///
/// # Errors
/// The text of the receipt's problems.
#[wasm_bindgen]
pub fn verify(receipt: &[u8]) -> Answer {
    answer(VERIFY(receipt))
}

/// Version of the engine.
#[wasm_bindgen(js_name = engineVersion)]
pub fn engine_version() -> String {
    document::ENGINE_VERSION.to_owned()
}

/// Version of the documents.
#[wasm_bindgen(js_name = schemaVersion)]
pub fn schema_version() -> String {
    document::SCHEMA_VERSION.to_owned()
}
