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

/// One method per question over facts and a request.
macro_rules! questions {
    ($($question:ident),* $(,)?) => {
        #[wasm_bindgen]
        impl Compiled {$(
            #[doc = concat!("Answers the question `", stringify!($question), "`.")]
            ///
            /// # Errors
            /// The text of the problems of the facts or the request.
            pub fn $question(&self, facts: &[u8], request: &[u8]) -> Answer {
                answer(document::$question(&self.0, facts, request))
            }
        )*}
    };
}

/// One method per question about the policy alone.
macro_rules! questions_about_the_policy {
    ($($question:ident),* $(,)?) => {
        #[wasm_bindgen]
        impl Compiled {$(
            #[doc = concat!("Answers the question `", stringify!($question), "`.")]
            ///
            /// # Errors
            /// The text of the problems.
            pub fn $question(&self) -> Answer {
                answer(document::$question(&self.0))
            }
        )*}
    };
}

questions!(score, progress, explain, calibrate, rollup, receipt);
questions_about_the_policy!(lint, normalise);

/// Whether a receipt can be recomputed.
///
/// # Errors
/// The text of the receipt's problems.
#[wasm_bindgen]
pub fn verify(receipt: &[u8]) -> Answer {
    answer(document::verify(receipt))
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
