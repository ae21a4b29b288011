//! How answers are written: plain structs, each figure with its exact value beside it where the text is rounded.

use serde::Serialize;
use serde::ser::SerializeMap;

use crate::number::Figure;

/// A field of an answer.
pub trait Answer {
    /// Writes the field, if it is there; `exact` is the name under which an exact value stands beside it.
    fn put<M: SerializeMap>(&self, name: &'static str, exact: &'static str, map: &mut M) -> Result<(), M::Error>;

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

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        let items = T::plain_schema(definitions);
        let optional = crate::schema::Presence { optional: true, exact: false };
        (serde_json::json!({"type": "array", "items": items}), optional)
    }
}

/// What stands in an answer as serde writes it.
pub trait Plain {
    /// Its schema.
    #[cfg(feature = "schema")]
    fn plain_schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value;
}

impl<T: Serialize + Plain> Answer for T {
    fn put<M: SerializeMap>(&self, name: &'static str, _: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, self)
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        (T::plain_schema(definitions), crate::schema::Presence { optional: false, exact: false })
    }
}

macro_rules! plain {
    ($($ty:ty => $schema:tt,)*) => { $(
        impl Plain for $ty {
            #[cfg(feature = "schema")]
            fn plain_schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
                serde_json::json!($schema)
            }
        }
    )* };
}

plain! {
    bool => {"type": "boolean"},
    u32 => {"type": "integer"},
    i32 => {"type": "integer"},
    String => {"type": "string"},
    &'static str => {"type": "string"},
    crate::values::Id => {"type": "string"},
    crate::time::Period => {"type": "string"},
    crate::time::Date => {"type": "string", "format": "date"},
    crate::error::Code => {"type": "string"},
    serde_json::Value => {},
}

impl<T: Plain> Plain for Vec<T> {
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
