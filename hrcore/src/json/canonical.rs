//! The canonical text of a document, as in RFC 8785: keys sorted by UTF-16 code units, no white space.
//!
//! Numbers are strings in our documents; the few integers (counts, days) are written as they are, which is what
//! RFC 8785 does for integers below 2^53.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Kind, Read, Reader};
use crate::limits::Limits;

/// The canonical text of a value.
pub(crate) fn canonical(value: &impl Serialize) -> String {
    let mut out = String::new();
    put(&tree(value), &mut out);
    out
}

/// A value as a tree, by way of its text: so every type is written by one serializer only.
pub(crate) fn tree(value: &impl Serialize) -> Value {
    let text = super::write(value);
    let limits = Limits { bytes: usize::MAX, depth: 1_000, string: usize::MAX, records: usize::MAX, ..Limits::default() };
    Anything::read(&mut Reader::new(text.as_bytes(), &limits)).map(|Anything(value)| value).unwrap_or_default()
}

/// Any JSON value; of numbers, integers alone, which is what answers have.
#[derive(Debug, Clone, PartialEq)]
pub struct Anything(pub Value);

impl Read for Anything {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        Some(Self(match r.kind() {
            Kind::Object => {
                let mut map = serde_json::Map::new();
                r.object("", &mut |r, key| {
                    if map.contains_key(key) {
                        r.duplicate_key(key);
                    } else if let Some(Self(value)) = Self::read(r) {
                        map.insert(key.to_owned(), value);
                    }
                })?;
                Value::Object(map)
            }
            Kind::List => Value::Array(Vec::<Self>::read(r)?.into_iter().map(|Self(value)| value).collect()),
            Kind::String => Value::String(r.string("")?.into_owned()),
            Kind::Number => r.number("")?.parse::<i64>().map_or(Value::Null, Value::from),
            Kind::Bool => Value::Bool(r.bool()?),
            Kind::Null => {
                r.null();
                Value::Null
            }
            Kind::End => {
                r.skip();
                return None;
            }
        }))
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({})
    }
}

impl Serialize for Anything {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

fn put(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&super::write(key));
                out.push(':');
                put(map.get(key).unwrap_or(&Value::Null), out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                put(item, out);
            }
            out.push(']');
        }
        // Strings are escaped as RFC 8785 asks: the short forms, lower-case \u00xx, everything else as it is.
        scalar => out.push_str(&super::write(scalar)),
    }
}
