//! The document layer: JSON in, JSON out, one function per question.
use crate::{Engine, Problems};
/// Version of the documents.
pub const SCHEMA_VERSION: &str = "1.0";
/// Version of the engine.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");
macro_rules! questions { ($($name:ident),*) => { $(
    /// Answers a question.
    pub fn $name(engine: &Engine, facts: &[u8], request: &[u8]) -> Result<String, Problems> { let _ = (engine, facts, request); Ok("{}".into()) }
)* } }
questions!(score, progress, explain, calibrate, rollup, receipt);
/// Advice on the policy.
pub fn lint(engine: &Engine) -> Result<String, Problems> {
    let _ = engine;
    Ok("{}".into())
}
/// The policy with every default written out.
pub fn normalise(engine: &Engine) -> Result<String, Problems> {
    let _ = engine;
    Ok("{}".into())
}
/// Whether a receipt can be recomputed.
pub fn verify(receipt: &[u8]) -> Result<String, Problems> {
    let _ = receipt;
    Ok("{}".into())
}
