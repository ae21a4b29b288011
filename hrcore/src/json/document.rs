//! How typed documents are read and written: one declaration per object gives the type, the strict reader, the
//! normal form and the schema, so that these cannot differ.
//!
//! Readers fill a value in place and loops stand in one function each, not one per type: the npm package stays small.

use std::borrow::Cow;

use super::reader::{Kind, Reader};
use super::scan::short;
use super::write::{Few, Write, Writer};
use crate::error::{Code, Problem, nearest};
use crate::gather::Gather as _;

/// A type that a document can hold. An implementation has `read`, `read_into`, or both.
pub trait Read: Sized {
    /// Whether the field may be left out without a default of its own.
    const OPTIONAL: bool = false;

    /// What stands in a field until it is read.
    fn blank() -> Self;

    /// Reads the next value; `None` when it could not be read, and the problem is reported.
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let mut value = Self::blank();
        value.read_into(r).then_some(value)
    }

    /// Reads the next value in place; `false` when it could not be read, and the problem is reported.
    fn read_into(&mut self, r: &mut Reader<'_>) -> bool {
        match Self::read(r) {
            Some(value) => {
                *self = value;
                true
            }
            None => false,
        }
    }

    /// The JSON Schema of the type.
    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value;
}

/// A value whose fields are read one by one.
pub trait Fields {
    /// Reads the field of a number; whether it could be read.
    fn read_field(&mut self, r: &mut Reader<'_>, number: usize) -> bool;
}

/// A type whose fields form an object, which may carry a tag of an enclosing choice.
pub trait ReadObject: Read {
    /// What the reader needs: the names of the fields, a bit for each that is required, and the fields.
    fn parts(&mut self) -> (&'static [&'static str], u64, &mut dyn Fields);

    /// Writes the fields.
    fn write_fields(&self, w: &mut Writer);

    /// The JSON Schema of the object, with the tag's value if there is one.
    #[cfg(feature = "schema")]
    fn object_schema(
        definitions: &mut crate::schema::Definitions,
        tag: Option<(&'static str, &'static str)>,
    ) -> serde_json::Value;
}

impl<T: Read> Read for Option<T> {
    const OPTIONAL: bool = true;

    fn blank() -> Self {
        None
    }

    fn read_into(&mut self, r: &mut Reader<'_>) -> bool {
        if r.kind() == Kind::Null {
            return r.null();
        }
        self.insert(T::blank()).read_into(r)
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        T::schema(definitions)
    }
}

/// A list that grows while it is read, whatever it is of.
trait Elements {
    /// Forgets all but the first ones.
    fn keep(&mut self, count: usize);

    /// Reads one more; whether it could be read.
    fn read_next(&mut self, r: &mut Reader<'_>) -> bool;

    /// Gives back the room that no element came for, where it is much.
    fn fit(&mut self);
}

impl<T: Read> Elements for Vec<T> {
    fn keep(&mut self, count: usize) {
        self.truncate(count);
    }

    fn read_next(&mut self, r: &mut Reader<'_>) -> bool {
        // A long list grows by an eighth, not to twice its size.
        if self.len() == self.capacity() && self.len() >= 1 << 12 {
            self.reserve_exact(self.len() / 8);
        }
        self.push_mut(T::blank()).read_into(r)
    }

    fn fit(&mut self) {
        if (self.capacity() - self.len()) * size_of::<T>() >= ROOM {
            self.shrink_to_fit();
        }
    }
}

/// Bytes behind a list that are worth giving back.
const ROOM: usize = 512;

impl<T: Read> Elements for Few<T> {
    fn keep(&mut self, count: usize) {
        self.0.keep(count);
    }

    fn read_next(&mut self, r: &mut Reader<'_>) -> bool {
        // Mostly there is one, and the room for more would be the most of what a document needs.
        if self.0.capacity() == 0 {
            self.0.reserve_exact(1);
        }
        self.0.read_next(r)
    }

    fn fit(&mut self) {
        self.0.fit();
    }
}

impl<T: Read> Read for Few<T> {
    fn blank() -> Self {
        Self(Vec::new())
    }

    fn read_into(&mut self, r: &mut Reader<'_>) -> bool {
        elements(self, r).is_some()
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        Vec::<T>::schema(definitions)
    }
}

/// Reads the elements of a list; those that cannot be read are left out. Whether all could be read.
fn elements(items: &mut dyn Elements, r: &mut Reader<'_>) -> Option<bool> {
    items.keep(0);
    let mut all = true;
    let mut count = 0;
    r.list("a list", &mut |r| {
        let mark = r.mark();
        let good = items.read_next(r) && r.is_good_since(mark);
        if good {
            count += 1;
        } else {
            items.keep(count);
        }
        all &= good;
        good
    })?;
    items.fit();
    Some(all)
}

impl<T: Read> Read for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read_into(&mut self, r: &mut Reader<'_>) -> bool {
        elements(self, r).is_some()
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
    fn blank() -> Self {
        Self(Vec::new())
    }

    fn read_into(&mut self, r: &mut Reader<'_>) -> bool {
        elements(&mut self.0, r) == Some(true)
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        Vec::<T>::schema(definitions)
    }
}

impl<T: Write> Write for Whole<T> {
    fn write(&self, w: &mut Writer) {
        self.0.write(w);
    }
}

impl<T: Read> Read for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn read_into(&mut self, r: &mut Reader<'_>) -> bool {
        (**self).read_into(r)
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        T::schema(definitions)
    }
}

impl Read for bool {
    fn blank() -> Self {
        false
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        r.bool()
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "boolean"})
    }
}

impl Read for String {
    fn blank() -> Self {
        Self::new()
    }

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
    fn blank() -> Self {
        0
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let text = r.number("a whole number")?;
        let value = text.parse().ok();
        if value.is_none() {
            r.problem(Code::NumberOutOfRange, format_args!("`{}` is not a whole number of this size", short(text)));
        }
        value
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"type": "integer", "minimum": 0})
    }
}

/// Reads one of a few words; its number.
pub(crate) fn read_word(r: &mut Reader<'_>, choices: &[&'static str]) -> Option<usize> {
    let word = r.string("a word")?;
    pick_word(r, &word, choices)
}

/// The same; behind the last choice when it is none of them.
pub(crate) fn read_choice(r: &mut Reader<'_>, choices: &[&'static str]) -> usize {
    read_word(r, choices).unwrap_or(choices.len())
}

/// The number of the choice that a word names, or a problem at the current place.
fn pick_word(r: &mut Reader<'_>, word: &str, choices: &[&'static str]) -> Option<usize> {
    let found = choices.iter().position(|name| *name == word);
    if found.is_none() {
        let quoted: Vec<String> = choices.iter().map(|name| format!("`{name}`")).gather();
        let message = format!("`{}` is not one of {}", short(word), quoted.join(", "));
        let mut problem = Problem::new(Code::ValueUnknown, r.pointer(), message);
        if let Some(near) = nearest(word, choices) {
            problem = problem.hint(format!("did you mean `{near}`?"));
        }
        r.report(problem);
    }
    found
}

/// The number of the choice that the tag of the next object names; problems are reported and the object skipped.
pub(crate) fn read_tag(r: &mut Reader<'_>, tag: &'static str, choices: &[&'static str]) -> Option<usize> {
    let found = r.peek_tag(tag);
    if r.is_broken() {
        return None;
    }
    if let Some(number) = found.as_deref().and_then(|word| choices.iter().position(|name| *name == word)) {
        return Some(number);
    }
    if r.kind() == Kind::String {
        let word = r.string("")?;
        let message = format!("expected an object, found `{}`", short(&word));
        let hint = format!("write `{{\"{tag}\": \"{}\"}}`", short(&word));
        r.report(Problem::new(Code::TypeMismatch, r.pointer(), message).hint(hint));
        return None;
    }
    if r.kind() != Kind::Object {
        r.mismatch("an object");
        return None;
    }
    let mut seen = false;
    r.object("", &mut |r, key| {
        if key == tag && !seen {
            seen = true;
            match &found {
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
        r.lacks(tag);
    }
    None
}

/// The name of a field as it stands in documents; some are keywords of Rust.
macro_rules! field_name {
    (r#do) => {
        "do"
    };
    (r#move) => {
        "move"
    };
    ($field:ident) => {
        stringify!($field)
    };
}

/// Declares an object of a document. A hint may follow, for who writes a field that is unknown there but easily meant.
macro_rules! document {
    (@blank $ty:ty, $default:expr) => { $default };
    (@blank $ty:ty) => { <$ty as $crate::json::Read>::blank() };
    (@required $ty:ty, $default:expr) => { false };
    (@required $ty:ty) => { !<$ty as $crate::json::Read>::OPTIONAL };
    // A field of a feature can always be left out.
    (@required_in $feature:literal $ty:ty $(, $default:expr)?) => { false };
    (@required_in $ty:ty $(, $default:expr)?) => { document!(@required $ty $(, $default)?) };
    (@read $own:ident $r:ident) => { $r.fields(Self::FIELDS, Self::REQUIRED, None, $own) };
    (@read $own:ident $r:ident $unknown:literal $hint:literal) => {
        $r.fields_with_hint(Self::FIELDS, Self::REQUIRED, ($unknown, $hint), $own)
    };
    (@skip $r:ident) => { false };
    (@skip $r:ident $feature:literal) => { $r.skip_section($feature) };
    ($(#[doc = $doc:literal])* $vis:vis struct $name:ident {
        $(
            $(#[doc = $field_doc:literal])*
            $(#[cfg(feature = $feature:literal)])?
            $field_vis:vis $field:ident: $ty:ty $(= $default:expr)?,
        )*
    } $(unknown $unknown:literal: $hint:literal)?) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name {
            $($(#[doc = $field_doc])* $(#[cfg(feature = $feature)])? $field_vis $field: $ty,)*
        }

        impl $name {
            const FIELDS: &[&str] = &[$(field_name!($field),)*];
            #[allow(unused_mut, unused_assignments, reason = "some objects have no fields")]
            const REQUIRED: u64 = {
                let (mut required, mut bit) = (0u64, 1u64);
                $(
                    if document!(@required_in $($feature)? $ty $(, $default)?) {
                        required |= bit;
                    }
                    bit <<= 1;
                )*
                let _ = bit;
                required
            };

        }

        impl $crate::json::Fields for $name {
            #[allow(unused_mut, unused_assignments, reason = "some objects have no fields")]
            #[allow(unreachable_code, reason = "a field is there unless its feature is left out")]
            fn read_field(&mut self, r: &mut $crate::json::Reader<'_>, number: usize) -> bool {
                let mut at = 0;
                $(
                    if number == at {
                        $(#[cfg(feature = $feature)])?
                        return $crate::json::Read::read_into(&mut self.$field, r);
                        // Where its feature is left out; the name is known all the same.
                        return document!(@skip r $($feature)?);
                    }
                    at += 1;
                )*
                let _ = (r, number, at);
                false
            }
        }

        impl $crate::json::ReadObject for $name {
            fn parts(&mut self) -> (&'static [&'static str], u64, &mut dyn $crate::json::Fields) {
                (Self::FIELDS, Self::REQUIRED, self)
            }

            fn write_fields(&self, w: &mut $crate::json::Writer) {
                $(
                    $(#[cfg(feature = $feature)])?
                    w.field(field_name!($field), &self.$field);
                )*
                let _ = w;
            }

            #[cfg(feature = "schema")]
            #[allow(unused_mut, unused_variables, reason = "some objects have no fields")]
            fn object_schema(
                definitions: &mut $crate::schema::Definitions,
                tag: Option<(&'static str, &'static str)>,
            ) -> serde_json::Value {
                let mut object = $crate::schema::Object::new(&[$($doc),*], tag);
                $(
                    $(#[cfg(feature = $feature)])?
                    object.field(field_name!($field), &[$($field_doc),*], <$ty as $crate::json::Read>::schema(definitions),
                        document!(@required_in $($feature)? $ty $(, $default)?));
                )*
                object.finish()
            }
        }

        impl $crate::json::Read for $name {
            fn blank() -> Self {
                Self { $($(#[cfg(feature = $feature)])? $field: document!(@blank $ty $(, $default)?),)* }
            }

            fn read_into(&mut self, r: &mut $crate::json::Reader<'_>) -> bool {
                document!(@read self r $($unknown $hint)?)
            }

            #[cfg(feature = "schema")]
            fn schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                definitions.named(stringify!($name), |d| <Self as $crate::json::ReadObject>::object_schema(d, None))
            }
        }

        impl $crate::json::Write for $name {
            fn write(&self, w: &mut $crate::json::Writer) {
                w.object(|w| $crate::json::ReadObject::write_fields(self, w));
            }

            #[cfg(feature = "schema")]
            fn answer_schema(d: &mut $crate::schema::Definitions) -> (serde_json::Value, $crate::schema::Presence) {
                (<Self as $crate::json::Read>::schema(d), $crate::schema::Presence::ALWAYS)
            }
        }

        serialize_as_written!($name);
    };
}

/// Declares a choice of a few words.
macro_rules! words {
    ($(#[doc = $doc:literal])* pub enum $name:ident {
        $(#[doc = $first_doc:literal])* $first:ident = $first_text:literal,
        $($(#[doc = $variant_doc:literal])* $variant:ident = $text:literal,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $(#[doc = $first_doc])* $first, $($(#[doc = $variant_doc])* $variant,)* }

        impl $name {
            /// Every choice.
            pub const ALL: &'static [Self] = &[Self::$first, $(Self::$variant,)*];
            const WORDS: &'static [&'static str] = &[$first_text, $($text,)*];

            /// The word as it stands in documents.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { Self::$first => $first_text, $(Self::$variant => $text,)* }
            }
        }

        impl $crate::json::Read for $name {
            fn blank() -> Self {
                Self::$first
            }

            fn read_into(&mut self, r: &mut $crate::json::Reader<'_>) -> bool {
                match Self::ALL.get($crate::json::read_choice(r, Self::WORDS)) {
                    Some(choice) => {
                        *self = *choice;
                        true
                    }
                    None => false,
                }
            }

            #[cfg(feature = "schema")]
            fn schema(_: &mut $crate::schema::Definitions) -> serde_json::Value {
                serde_json::json!({"enum": Self::WORDS})
            }
        }

        impl $crate::json::Write for $name {
            fn write(&self, w: &mut $crate::json::Writer) {
                w.string(self.as_str());
            }

            #[cfg(feature = "schema")]
            fn answer_schema(d: &mut $crate::schema::Definitions) -> (serde_json::Value, $crate::schema::Presence) {
                (<Self as $crate::json::Read>::schema(d), $crate::schema::Presence::ALWAYS)
            }
        }

        serialize_as_written!($name);
    };
}

/// Declares a choice of objects told apart by the word in one field.
macro_rules! tagged {
    ($(#[doc = $doc:literal])* pub enum $name:ident by $tag:ident {
        $(#[doc = $first_doc:literal])* $first:ident($first_inner:ty) = $first_text:literal,
        $($(#[doc = $variant_doc:literal])* $variant:ident($inner:ty) = $text:literal,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name { $(#[doc = $first_doc])* $first($first_inner), $($(#[doc = $variant_doc])* $variant($inner),)* }

        impl $name {
            /// The word that tells the choice apart.
            #[must_use]
            pub const fn $tag(&self) -> &'static str {
                match self { Self::$first(_) => $first_text, $(Self::$variant(_) => $text,)* }
            }
        }

        impl $crate::json::Read for $name {
            fn blank() -> Self {
                Self::$first(<$first_inner as $crate::json::Read>::blank())
            }

            #[allow(unused_assignments, reason = "the last choice counts one too many")]
            fn read_into(&mut self, r: &mut $crate::json::Reader<'_>) -> bool {
                const TAG: &str = stringify!($tag);
                let Some(number) = $crate::json::read_tag(r, TAG, &[$first_text, $($text,)*]) else { return false };
                let mut blank = Self::$first($crate::json::Read::blank());
                let mut at = 1;
                $(
                    if number == at {
                        blank = Self::$variant($crate::json::Read::blank());
                    }
                    at += 1;
                )*
                *self = blank;
                let (names, required, fields) = match self {
                    Self::$first(inner) => $crate::json::ReadObject::parts(inner),
                    $(Self::$variant(inner) => $crate::json::ReadObject::parts(inner),)*
                };
                r.fields(names, required, Some(TAG), fields)
            }

            #[cfg(feature = "schema")]
            fn schema(definitions: &mut $crate::schema::Definitions) -> serde_json::Value {
                definitions.named(stringify!($name), |d| serde_json::json!({
                    "oneOf": [
                        <$first_inner as $crate::json::ReadObject>::object_schema(d, Some((stringify!($tag), $first_text))),
                        $(<$inner as $crate::json::ReadObject>::object_schema(d, Some((stringify!($tag), $text))),)*
                    ]
                }))
            }
        }

        impl $crate::json::Write for $name {
            fn write(&self, w: &mut $crate::json::Writer) {
                w.object(|w| {
                    w.field(stringify!($tag), &$name::$tag(self));
                    match self {
                        Self::$first(inner) => $crate::json::ReadObject::write_fields(inner, w),
                        $(Self::$variant(inner) => $crate::json::ReadObject::write_fields(inner, w),)*
                    }
                });
            }
        }

        serialize_as_written!($name);
    };
}
