//! The decision core of HR products (skeleton; see docs/documents.md).
#![forbid(unsafe_code)]
pub mod document;
/// A compiled policy.
#[derive(Debug)]
pub struct Engine(());
/// What is wrong with an input: every problem at once.
#[derive(Debug, Clone)]
pub struct Problems(());
impl Problems {
    /// The problems as a JSON document, `{"problems": [...]}`.
    pub fn to_json(&self) -> String {
        r#"{"problems":[{"code":"skeleton","pointer":"","message":"not built yet"}]}"#.into()
    }
}
impl std::fmt::Display for Problems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("skeleton")
    }
}
impl std::error::Error for Problems {}
impl Engine {
    /// Compiles a policy document.
    pub fn compile(policy: &[u8]) -> Result<Engine, Problems> {
        if policy.is_empty() {
            Err(Problems(()))
        } else {
            Ok(Engine(()))
        }
    }
}
