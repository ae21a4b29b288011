use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::problems::{quote, step};
use crate::{Limits, Problems};

const EMPTY: &[u8] = br#"{"schema_version":"1.0"}"#;

/// A facts document with observations appended to its own.
pub(crate) fn into_facts(facts: &[u8], observations: &[String], limits: &Limits) -> Result<String, Problems> {
    if facts.len() > limits.bytes {
        let message = format!("the facts have {} bytes, more than {}", facts.len(), limits.bytes);
        return Err(Problems::one("json_too_large", "", message));
    }
    let facts = if facts.is_empty() { EMPTY } else { facts };
    let mut fields = top_level(facts)?;
    if let Some((name, _)) =
        fields.iter().enumerate().find_map(|(i, f)| fields.iter().take(i).any(|earlier| earlier.0 == f.0).then_some(f))
    {
        let message = format!("the field `{name}` stands twice");
        return Err(Problems::one("json_duplicate_key", &format!("/{}", step(name)), message));
    }
    let appended = observations.join(",");
    match fields.iter_mut().find(|(name, _)| name == "observations") {
        None => fields.push(("observations".to_owned(), format!("[{appended}]"))),
        Some((_, text)) => {
            let Some(own) = text.trim().strip_prefix('[').and_then(|t| t.strip_suffix(']')) else {
                let message = "`observations` is not an array".to_owned();
                return Err(Problems::one("type_mismatch", "/observations", message));
            };
            let comma = if own.trim().is_empty() || appended.is_empty() { "" } else { "," };
            *text = format!("[{own}{comma}{appended}]");
        }
    }
    let fields: Vec<String> = fields.iter().map(|(name, text)| format!("{}:{text}", quote(name))).collect();
    Ok(format!("{{{}}}", fields.join(",")))
}

/// The fields of a JSON object with their values as they are written.
fn top_level(json: &[u8]) -> Result<Vec<(String, String)>, Problems> {
    let failed = |error: serde_json::Error| {
        let message = error.to_string();
        let code = match error.classify() {
            serde_json::error::Category::Data => "type_mismatch",
            _ => "json_syntax",
        };
        Problems::one(code, "", format!("the facts cannot be read: {message}"))
    };
    let mut reader = serde_json::Deserializer::from_slice(json);
    let fields = reader.deserialize_map(Fields).map_err(failed)?;
    reader.end().map_err(failed)?;
    Ok(fields)
}

/// Keeps the order and repeats of the fields, which a map would lose.
struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
            fields.push((name, value.get().to_owned()));
        }
        Ok(fields)
    }
}
