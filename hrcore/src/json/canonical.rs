//! The canonical text of a document, as in RFC 8785: keys sorted by UTF-16 code units, no white space.
//!
//! Numbers are strings in our documents; the few integers (counts, days) are written as they are, which is what
//! RFC 8785 does for integers below 2^53.

use serde::Serialize;
use serde_json::Value;

/// The canonical text of a value.
pub(crate) fn canonical(value: &impl Serialize) -> String {
    let mut out = String::new();
    put(&serde_json::to_value(value).unwrap_or_default(), &mut out);
    out
}

fn put(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (index, (key, value)) in entries.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&super::write(key));
                out.push(':');
                put(value, out);
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
