//! How typed documents are read and written: one declaration per object gives the type, the strict reader, the
//! normal form and the schema, so that these cannot differ.

use std::borrow::Cow;

use serde::ser::SerializeMap;

use super::reader::{Kind, Reader};
use crate::error::{Code, Problem, nearest};

/// A type that a document can hold.
pub trait Read: Sized {
    /// Reads the next value; `None` when it could not be read, and the problem is reported.
    fn read(r: &mut Reader<'_>) -> Option<Self>;

    /// What stands for a field that is not there; `None` when the field is required.
    fn absent() -> Option<Self> {
        None
    }

    /// Whether the value is left out of the normal form.
    fn is_absent(&self) -> bool {
        false
    }

    /// The JSON Schema of the type.
    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value;
}

/// A type whose fields form an object, which may carry a tag of an enclosing choice.
pub trait ReadObject: Sized {
    /// Reads the object; a key equal to `tag` belongs to the enclosing choice.
    fn read_object(r: &mut Reader<'_>, tag: Option<&str>) -> Option<Self>;

    /// Writes the fields.
    fn write_fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;

    /// The JSON Schema of the object, with the tag's value if there is one.
    #[cfg(feature = "schema")]
    fn object_schema(
        definitions: &mut crate::schema::Definitions,
        tag: Option<(&'static str, &'static str)>,
    ) -> serde_json::Value;
}

/// What became of a field of an object that has been read.
pub(crate) fn settle<T: Read>(
    r: &mut Reader<'_>,
    name: &'static str,
    found: Option<Option<T>>,
    default: Option<fn() -> T>,
) -> Option<T> {
    if let Some(read) = found {
        return read;
    }
    if let Some(value) = default.map(|make| make()).or_else(T::absent) {
        return Some(value);
    }
    if !r.is_broken() {
        r.problem(Code::FieldMissing, format!("field `{name}` is missing"));
    }
    None
}

impl<T: Read> Read for Option<T> {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        if r.kind() == Kind::Null {
            return r.null().then_some(None);
        }
        T::read(r).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        T::schema(definitions)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut items = Self::new();
        r.list("a list", |r| match r.element() {
            Some(item) => {
                items.push(item);
                true
            }
            None => false,
        })?;
        Some(items)
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "array", "items": T::schema(definitions)})
    }
}

/// A list that is only good as a whole: one bad element makes it unreadable.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Whole<T>(pub Vec<T>);

impl<T> std::ops::Deref for Whole<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Read> Read for Whole<T> {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut items = Vec::new();
        let mut bad = false;
        r.list("a list", |r| {
            match r.element() {
                Some(item) => items.push(item),
                None => bad = true,
            }
            true
        })?;
        (!bad).then_some(Self(items))
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        Vec::<T>::schema(definitions)
    }
}

impl<T: serde::Serialize> serde::Serialize for Whole<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        T::read(r).map(Self::new)
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        T::schema(definitions)
    }
}

impl Read for bool {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        r.bool()
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "boolean"})
    }
}

impl Read for String {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        r.string("a string").map(Cow::into_owned)
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "string"})
    }
}

/// A small whole number.
impl Read for u32 {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let text = r.number("a whole number")?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(_) => {
                r.problem(
                    Code::NumberOutOfRange,
                    format!("`{}` is not a whole number of this size", super::reader::short(text)),
                );
                None
            }
        }
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "integer", "minimum": 0})
    }
}

/// One of a few words.
pub(crate) fn read_word<T: Copy>(r: &mut Reader<'_>, choices: &[(&'static str, T)]) -> Option<T> {
    let word = r.string("a word")?;
    pick_word(r, &word, choices)
}

/// The choice that a word names, or a problem at the current place.
pub(crate) fn pick_word<T: Copy>(r: &mut Reader<'_>, word: &str, choices: &[(&'static str, T)]) -> Option<T> {
    if let Some((_, value)) = choices.iter().find(|(name, _)| *name == word) {
        return Some(*value);
    }
    let quoted: Vec<String> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
    let message = format!("`{}` is not one of {}", super::reader::short(word), quoted.join(", "));
    let mut problem = Problem::new(Code::ValueUnknown, r.pointer(), message);
    if let Some(near) = nearest(word, choices.iter().map(|(name, _)| *name)) {
        problem = problem.hint(format!("did you mean `{near}`?"));
    }
    r.report(problem);
    None
}

/// Declares an object of a document.
macro_rules! document {
    (@default $default:expr) => { Some((|| $default) as fn() -> _) };
    (@default) => { None };
    ($(#[doc = $doc:literal])* $vis:vis struct $name:ident {
        $($(#[doc = $field_doc:literal])* $field_vis:vis $field:ident: $ty:ty $(= $default:expr)?,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name { $($(#[doc = $field_doc])* $field_vis $field: $ty,)* }

        impl $crate::json::ReadObject for $name {
            fn read_object(r: &mut $crate::json::Reader<'_>, tag: Option<&str>) -> Option<Self> {
                const FIELDS: &[&str] = &[$(stringify!($field),)*];
                $(let mut $field: Option<Option<$ty>> = None;)*
                let mut tagged = false;
                r.object("an object", |r, key| match key {
                    $(stringify!($field) => {
                        if $field.is_some() {
                            r.duplicate_key(key);
                        } else {
                            $field = Some($crate::json::Read::read(r));
                        }
                    })*
                    key if Some(key) == tag && tagged => r.duplicate_key(key),
                    key if Some(key) == tag => {
                        tagged = true;
                        r.skip();
                    }
                    key => r.unknown_field(key, FIELDS),
                })?;
                $(let $field = $crate::json::settle(r, stringify!($field), $field, document!(@default $($default)?));)*
                Some(Self { $($field: $field?,)* })
            }

            fn write_fields<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(if !$crate::json::Read::is_absent(&self.$field) {
                    map.serialize_entry(stringify!($field), &self.$field)?;
                })*
                let _ = map;
                Ok(())
            }

            #[cfg(feature = "schema")]
            #[allow(unused_mut, unused_variables, reason = "some objects have no fields")]
            fn object_schema(
                definitions: &mut $crate::schema::Definitions,
                tag: Option<(&'static str, &'static str)>,
            ) -> serde_json::Value {
                let mut object = $crate::schema::Object::new(&[$($doc),*], tag);
                $(
                    let default: Option<fn() -> $ty> = document!(@default $($default)?);
                    object.field(stringify!($field), &[$($field_doc),*], <$ty as $crate::json::Read>::schema(definitions),
                        default.is_none() && <$ty as $crate::json::Read>::absent().is_none());
                )*
                object.finish()
            }
        }

        impl $crate::json::Read for $name {
            fn read(r: &mut $crate::json::Reader<'_>) -> Option<Self> {
                <Self as $crate::json::ReadObject>::read_object(r, None)
            }

            #[cfg(feature = "schema")]
            fn schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                definitions.named(stringify!($name), |d| <Self as $crate::json::ReadObject>::object_schema(d, None))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                $crate::json::ReadObject::write_fields(self, &mut map)?;
                serde::ser::SerializeMap::end(map)
            }
        }
    };
}

/// Declares a choice of a few words.
macro_rules! words {
    ($(#[doc = $doc:literal])* pub enum $name:ident {
        $($(#[doc = $variant_doc:literal])* $variant:ident = $text:literal,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[doc = $variant_doc])* $variant,)* }

        impl $name {
            /// The word as it stands in documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            #[allow(dead_code, reason = "only some choices are read inside larger ones")]
            pub(crate) const CHOICES: &'static [(&'static str, Self)] = &[$(($text, Self::$variant),)*];
        }

        impl $crate::json::Read for $name {
            fn read(r: &mut $crate::json::Reader<'_>) -> Option<Self> {
                $crate::json::read_word(r, Self::CHOICES)
            }

            #[cfg(feature = "schema")]
            fn schema(_: &mut $crate::schema::Definitions) -> serde_json::Value {
                serde_json::json!({"enum": [$($text),*]})
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::json::Plain for $name {
            #[cfg(feature = "schema")]
            fn plain_schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                <Self as $crate::json::Read>::schema(definitions)
            }
        }
    };
}

/// Declares a choice of objects told apart by the word in one field.
macro_rules! tagged {
    ($(#[doc = $doc:literal])* pub enum $name:ident by $tag:ident {
        $($(#[doc = $variant_doc:literal])* $variant:ident($inner:ty) = $text:literal,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name { $($(#[doc = $variant_doc])* $variant($inner),)* }

        impl $name {
            /// The word that tells the choice apart.
            #[must_use]
            pub const fn $tag(&self) -> &'static str {
                match self { $(Self::$variant(_) => $text,)* }
            }
        }

        impl $crate::json::Read for $name {
            fn read(r: &mut $crate::json::Reader<'_>) -> Option<Self> {
                const TAG: &str = stringify!($tag);
                match r.peek_tag(TAG).as_deref() {
                    $(Some($text) => {
                        <$inner as $crate::json::ReadObject>::read_object(r, Some(TAG)).map(Self::$variant)
                    })*
                    found => {
                        $crate::json::bad_tag(r, TAG, found, &[$(($text, ()),)*]);
                        None
                    }
                }
            }

            #[cfg(feature = "schema")]
            fn schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                definitions.named(stringify!($name), |d| serde_json::json!({
                    "oneOf": [$(<$inner as $crate::json::ReadObject>::object_schema(d, Some((stringify!($tag), $text))),)*]
                }))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                serde::ser::SerializeMap::serialize_entry(&mut map, stringify!($tag), $name::$tag(self))?;
                match self { $(Self::$variant(inner) => $crate::json::ReadObject::write_fields(inner, &mut map)?,)* }
                serde::ser::SerializeMap::end(map)
            }
        }
    };
}

/// Reports a choice without its tag, or with a word that is none, and skips it.
pub(crate) fn bad_tag(r: &mut Reader<'_>, tag: &'static str, found: Option<&str>, choices: &[(&'static str, ())]) {
    if r.is_broken() {
        return;
    }
    if r.kind() != Kind::Object {
        r.mismatch("an object");
        return;
    }
    let mut seen = false;
    r.object("", |r, key| {
        if key == tag && !seen {
            seen = true;
            match found {
                Some(word) => {
                    pick_word(r, word, choices);
                    r.skip();
                }
                None => r.mismatch("a word"),
            }
        } else {
            r.skip();
        }
    });
    if !seen {
        r.problem(Code::FieldMissing, format!("field `{tag}` is missing"));
    }
}
