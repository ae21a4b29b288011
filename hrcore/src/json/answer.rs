//! How answers are written: plain structs, each figure with its exact value beside it where the text is rounded.
//!
//! One declaration gives both ways to write an answer: serde's, for hosts that want another format, and the text of the
//! document layer, whose names are pieces of text known when this is compiled.

use compact_str::ToCompactString as _;
use serde::Serialize;
use serde::ser::SerializeMap;

use crate::number::Figure;

/// A field of an answer.
pub trait Answer {
    /// Writes the field, if it is there; `exact` is the name under which an exact value stands beside it.
    fn put<M: SerializeMap>(&self, name: &'static str, exact: &'static str, map: &mut M) -> Result<(), M::Error>;

    /// Writes the field as text with a comma behind it, if it is there; the names come quoted, with their colons.
    fn write(&self, name: &'static str, exact: &'static str, out: &mut String);

    /// The schema of the field, and whether it may be absent.
    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence);
}

impl Answer for Figure {
    fn put<M: SerializeMap>(&self, name: &'static str, exact: &'static str, map: &mut M) -> Result<(), M::Error> {
        let (text, beside) = self.short_texts();
        map.serialize_entry(name, text.as_str())?;
        match beside {
            Some(value) => map.serialize_entry(exact, value.as_str()),
            None => Ok(()),
        }
    }

    fn write(&self, name: &'static str, exact: &'static str, out: &mut String) {
        let mut field = |name: &'static str, digits: &str| {
            out.push_str(name);
            out.push('"');
            out.push_str(digits);
            out.push_str("\",");
        };
        let (text, beside) = self.short_texts();
        field(name, &text);
        if let Some(value) = beside {
            field(exact, &value);
        }
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        (serde_json::json!({"type": "string"}), crate::schema::Presence { optional: false, exact: true })
    }
}

impl<T: Answer> Answer for Option<T> {
    fn put<M: SerializeMap>(&self, name: &'static str, exact: &'static str, map: &mut M) -> Result<(), M::Error> {
        match self {
            Some(value) => value.put(name, exact, map),
            None => Ok(()),
        }
    }

    fn write(&self, name: &'static str, exact: &'static str, out: &mut String) {
        if let Some(value) = self {
            value.write(name, exact, out);
        }
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        let (schema, presence) = T::schema(definitions);
        (schema, crate::schema::Presence { optional: true, ..presence })
    }
}

/// A list that is left out of an answer when it is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Few<T>(pub Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Serialize + Plain> Answer for Few<T> {
    fn put<M: SerializeMap>(&self, name: &'static str, _: &'static str, map: &mut M) -> Result<(), M::Error> {
        if self.0.is_empty() { Ok(()) } else { map.serialize_entry(name, &self.0) }
    }

    fn write(&self, name: &'static str, exact: &'static str, out: &mut String) {
        if !self.0.is_empty() {
            self.0.write(name, exact, out);
        }
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        let items = T::plain_schema(definitions);
        let optional = crate::schema::Presence { optional: true, exact: false };
        (serde_json::json!({"type": "array", "items": items}), optional)
    }
}

/// What stands in an answer as serde writes it.
pub trait Plain: Serialize {
    /// Writes the value as JSON text.
    fn text(&self, out: &mut String) {
        out.push_str(&super::write(&Written(self)));
    }

    /// Its schema.
    #[cfg(feature = "schema")]
    fn plain_schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value;
}

impl<T: Serialize + Plain> Answer for T {
    fn put<M: SerializeMap>(&self, name: &'static str, _: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, self)
    }

    fn write(&self, name: &'static str, _: &'static str, out: &mut String) {
        out.push_str(name);
        self.text(out);
        out.push(',');
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        (T::plain_schema(definitions), crate::schema::Presence { optional: false, exact: false })
    }
}

/// Passes a value on whose size is not known.
struct Written<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Serialize for Written<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Writes a string; one without anything to escape, as it is.
pub(crate) fn push_string(out: &mut String, text: &str) {
    if text.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
        out.push_str(&super::write(&text));
        return;
    }
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// Writes a string that needs no escapes.
fn push_shown(out: &mut String, value: &impl std::fmt::Display) {
    use std::fmt::Write as _;
    // Writing to a string does not fail.
    let _ = write!(out, "\"{value}\"");
}

macro_rules! plain {
    ($($ty:ty => $schema:tt $(, |$value:ident, $out:ident| $write:expr)?;)*) => { $(
        impl Plain for $ty {
            $(fn text(&self, $out: &mut String) {
                let $value = self;
                $write;
            })?

            #[cfg(feature = "schema")]
            fn plain_schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
                serde_json::json!($schema)
            }
        }
    )* };
}

plain! {
    bool => {"type": "boolean"}, |value, out| out.push_str(if *value { "true" } else { "false" });
    u32 => {"type": "integer"}, |value, out| out.push_str(&value.to_compact_string());
    i32 => {"type": "integer"}, |value, out| out.push_str(&value.to_compact_string());
    String => {"type": "string"}, |value, out| push_string(out, value);
    &'static str => {"type": "string"}, |value, out| push_string(out, value);
    crate::values::Id => {"type": "string"}, |value, out| push_string(out, value.as_str());
    crate::time::Period => {"type": "string"}, |value, out| push_shown(out, value);
    crate::time::Date => {"type": "string", "format": "date"}, |value, out| push_shown(out, value);
    crate::error::Code => {"type": "string"};
    serde_json::Value => {};
}

impl<T: Plain> Plain for Vec<T> {
    fn text(&self, out: &mut String) {
        out.push('[');
        for (number, item) in self.iter().enumerate() {
            if number > 0 {
                out.push(',');
            }
            item.text(out);
        }
        out.push(']');
    }

    #[cfg(feature = "schema")]
    fn plain_schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "array", "items": T::plain_schema(definitions)})
    }
}

impl Plain for crate::error::Problem {
    #[cfg(feature = "schema")]
    fn plain_schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        definitions.named("Problem", |_| {
            serde_json::json!({
                "type": "object",
                "properties": {
                    "code": {"type": "string"}, "pointer": {"type": "string"},
                    "message": {"type": "string"}, "hint": {"type": "string"}
                },
                "required": ["code", "pointer", "message"],
                "additionalProperties": false
            })
        })
    }
}

/// Declares an object of an answer.
macro_rules! answer {
    ($(#[doc = $doc:literal])* pub struct $name:ident {
        $($(#[doc = $field_doc:literal])* pub $field:ident: $ty:ty,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name { $($(#[doc = $field_doc])* pub $field: $ty,)* }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                $($crate::json::Answer::put(&self.$field, stringify!($field), concat!(stringify!($field), "_exact"), &mut map)?;)*
                serde::ser::SerializeMap::end(map)
            }
        }

        impl $crate::json::Plain for $name {
            fn text(&self, out: &mut String) {
                out.push('{');
                $($crate::json::Answer::write(&self.$field, concat!("\"", stringify!($field), "\":"),
                    concat!("\"", stringify!($field), "_exact\":"), out);)*
                // The comma behind the last field.
                if out.ends_with(',') {
                    out.pop();
                }
                out.push('}');
            }

            #[cfg(feature = "schema")]
            fn plain_schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                definitions.named(stringify!($name), |d| {
                    let mut object = $crate::schema::Object::new(&[$($doc),*], None);
                    $(
                        let (schema, presence) = <$ty as $crate::json::Answer>::schema(d);
                        object.answer(stringify!($field), concat!(stringify!($field), "_exact"), &[$($field_doc),*], schema, presence);
                    )*
                    object.finish()
                })
            }
        }
    };
}
