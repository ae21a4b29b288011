//! Reading answers without a struct per shape.
use serde_json::Value;

/// Fields of an answer; an absent field reads as empty.
pub trait Dig {
    /// The text of a field, or "".
    fn text(&self, name: &str) -> &str;
    /// The items of a field, or none.
    fn items(&self, name: &str) -> &[Value];
    /// Whether a field is there.
    fn has(&self, name: &str) -> bool;
}

impl Dig for Value {
    fn text(&self, name: &str) -> &str {
        self.get(name).and_then(Value::as_str).unwrap_or("")
    }

    fn items(&self, name: &str) -> &[Value] {
        self.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some_and(|v| !v.is_null())
    }
}
