//! How documents and answers are written: straight into one string, each type by one small function.

use super::scan::is_plain;
use crate::number::{Approx, Figure, push_digits};
use crate::time::push_date;

/// A type that is written into documents and answers.
pub trait Write {
    /// Writes the value.
    fn write(&self, w: &mut Writer);

    /// Whether a field with this value is left out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Writes the value as a field of an answer, whose name is a piece of JSON with its comma, unless it is absent.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn answer(&self, name: &'static str, w: &mut Writer)
    where
        Self: Sized,
    {
        if !self.is_absent() {
            w.name(name);
            self.write_beside(name, w);
        }
    }

    /// Writes the value behind its name, and what stands beside it under a name made of that one.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn write_beside(&self, name: &'static str, w: &mut Writer)
    where
        Self: Sized,
    {
        let _ = name;
        self.write(w);
    }

    /// The schema of the field of an answer.
    #[cfg(feature = "schema")]
    fn answer_schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence)
    where
        Self: Sized,
    {
        let _ = definitions;
        (serde_json::json!({}), crate::schema::Presence::ALWAYS)
    }
}

/// Puts JSON together.
#[derive(Debug)]
pub struct Writer {
    text: String,
}

impl Default for Writer {
    fn default() -> Self {
        // Most answers about one person fit, and growing step by step costs more than writing.
        Self { text: String::with_capacity(4_096) }
    }
}

impl Writer {
    /// A writer with room for so many bytes, before it has to grow.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes) }
    }

    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    #[inline]
    // A comma, unless this is the first thing inside its brackets.
    fn comma(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }

    /// Writes an object; `fields` writes what is inside.
    pub fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.open();
        fields(self);
        self.close();
    }

    // The brackets of an object, for every type that is one.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn open(&mut self) {
        self.text.push('{');
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    fn close(&mut self) {
        self.text.push('}');
    }

    /// Writes the key of a field.
    pub fn key(&mut self, name: &str) {
        self.comma();
        self.string(name);
        self.text.push(':');
    }

    /// Writes a name that is a piece of JSON already: quoted, with the colon, and with the comma before it, which is
    /// left out behind the bracket.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn name(&mut self, piece: &'static str) {
        if self.text.as_bytes().last() == Some(&b'{') {
            return self.first_name(piece);
        }
        self.text.push_str(piece);
    }

    // Apart, so that the length of the others is known where they are written.
    #[inline(never)]
    fn first_name(&mut self, piece: &str) {
        self.text.push_str(piece.get(1..).unwrap_or_default());
    }

    /// Writes a value behind others of its list, which has no brackets yet.
    pub(crate) fn item(&mut self, value: &dyn Write) {
        // A large answer grows by an eighth, not to twice its size: it is the last thing that a large company needs
        // memory for.
        let length = self.text.len();
        if length > 1 << 20 && self.text.capacity() - length < 1 << 16 {
            self.text.reserve_exact(length / 8);
        }
        self.comma();
        value.write(self);
    }

    /// Writes a field, unless it is absent.
    pub fn field(&mut self, name: &str, value: &dyn Write) {
        if !value.is_absent() {
            self.key(name);
            value.write(self);
        }
    }

    /// Writes a field of an answer, unless it is absent, and `name_exact` behind a rounded figure. The name is a piece
    /// of JSON with its comma.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn answer<T: Write>(&mut self, name: &'static str, value: &T) {
        value.answer(name, self);
    }

    /// Writes a list.
    fn list(&mut self, items: &dyn Items) {
        self.text.push('[');
        for number in 0..items.count() {
            if number > 0 {
                self.text.push(',');
            }
            items.write_item(number, self);
        }
        self.text.push(']');
    }

    /// Writes a string: the short escapes of JSON, \u00xx for other control characters, everything else as it is.
    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        if is_plain(text.as_bytes()) {
            self.text.push_str(text);
        } else {
            self.escaped(text);
        }
        self.text.push('"');
    }

    fn escaped(&mut self, text: &str) {
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escape = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                b'\n' => "\\n",
                b'\r' => "\\r",
                b'\t' => "\\t",
                0x8 => "\\b",
                0xc => "\\f",
                0..=0x1f => "",
                _ => continue,
            };
            self.text.push_str(text.get(plain..at).unwrap_or_default());
            plain = at + 1;
            self.text.push_str(escape);
            if escape.is_empty() {
                let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
                self.text.push_str("\\u00");
                self.text.push(digit(byte >> 4));
                self.text.push(digit(byte & 15));
            }
        }
        self.text.push_str(text.get(plain..).unwrap_or_default());
    }

    /// Writes text that is JSON already.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }
}

/// The JSON text of a value.
pub(crate) fn write(value: &dyn Write) -> String {
    let mut writer = Writer::default();
    value.write(&mut writer);
    writer.finish()
}

impl<T: Write> Write for Option<T> {
    fn write(&self, w: &mut Writer) {
        match self {
            Some(value) => value.write(w),
            None => w.raw("null"),
        }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(Write::is_absent)
    }

    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn answer(&self, name: &'static str, w: &mut Writer) {
        if let Some(value) = self {
            value.answer(name, w);
        }
    }

    #[cfg(feature = "schema")]
    fn answer_schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        let (schema, presence) = T::answer_schema(definitions);
        (schema, crate::schema::Presence { optional: true, ..presence })
    }
}

/// A list that is written, whatever it is of.
trait Items {
    fn count(&self) -> usize;

    /// Writes the element of a number.
    fn write_item(&self, number: usize, w: &mut Writer);
}

impl<T: Write> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn write_item(&self, number: usize, w: &mut Writer) {
        if let Some(item) = self.get(number) {
            item.write(w);
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, w: &mut Writer) {
        w.list(self);
    }

    #[cfg(feature = "schema")]
    fn answer_schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        let (items, _) = T::answer_schema(definitions);
        (serde_json::json!({"type": "array", "items": items}), crate::schema::Presence::ALWAYS)
    }
}

impl<T: Write> Write for Box<T> {
    fn write(&self, w: &mut Writer) {
        (**self).write(w);
    }

    fn write_beside(&self, name: &'static str, w: &mut Writer) {
        (**self).write_beside(name, w);
    }

    #[cfg(feature = "schema")]
    fn answer_schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        T::answer_schema(definitions)
    }
}

impl<T: Write> Write for std::sync::Arc<T> {
    fn write(&self, w: &mut Writer) {
        (**self).write(w);
    }
}

impl<T: Write> Write for &T {
    fn write(&self, w: &mut Writer) {
        (**self).write(w);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
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

impl<T: Write> Write for Few<T> {
    fn write(&self, w: &mut Writer) {
        self.0.write(w);
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }

    #[cfg(feature = "schema")]
    fn answer_schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        let (schema, presence) = Vec::<T>::answer_schema(definitions);
        (schema, crate::schema::Presence { optional: true, ..presence })
    }
}

impl Write for Figure {
    fn write(&self, w: &mut Writer) {
        w.text.push('"');
        self.push_text(&mut w.text);
        w.text.push('"');
    }

    fn write_beside(&self, name: &'static str, w: &mut Writer) {
        w.text.push('"');
        let is_rounded = self.push_text(&mut w.text);
        w.text.push('"');
        if is_rounded {
            w.text.push_str(name.strip_suffix("\":").unwrap_or(name));
            w.text.push_str("_exact\":\"");
            self.push_exact(&mut w.text);
            w.text.push('"');
        }
    }

    #[cfg(feature = "schema")]
    fn answer_schema(_: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        (serde_json::json!({"type": "string"}), crate::schema::Presence { optional: false, exact: true })
    }
}

/// Writes a string that has nothing to escape, such as the words of this library.
#[cfg_attr(not(target_family = "wasm"), inline)]
fn quoted(w: &mut Writer, push: &mut dyn FnMut(&mut String)) {
    w.text.push('"');
    push(&mut w.text);
    w.text.push('"');
}

macro_rules! scalars {
    ($($ty:ty => $schema:tt, |$value:ident, $w:ident| $write:expr;)*) => { $(
        impl Write for $ty {
            fn write(&self, $w: &mut Writer) {
                let $value = self;
                $write
            }

            #[cfg(feature = "schema")]
            fn answer_schema(_: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
                (serde_json::json!($schema), crate::schema::Presence::ALWAYS)
            }
        }
    )* };
}

scalars! {
    bool => {"type": "boolean"}, |value, w| w.raw(if *value { "true" } else { "false" });
    u32 => {"type": "integer"}, |value, w| push_digits((*value).into(), 1, &mut w.text);
    i32 => {"type": "integer"}, |value, w| w.raw(&value.to_string());
    i64 => {"type": "integer"}, |value, w| w.raw(&value.to_string());
    String => {"type": "string"}, |value, w| w.string(value);
    &'static str => {"type": "string"}, |value, w| quoted(w, &mut |text| text.push_str(value));
    crate::values::Id => {"type": "string"}, |value, w| w.string(value.as_str());
    crate::time::Period => {"type": "string"}, |value, w| quoted(w, &mut |text| value.push(text));
    crate::time::Date => {"type": "string", "format": "date"}, |value, w| quoted(w, &mut |text| push_date(*value, text));
    crate::number::Decimal => {"type": "string"}, |value, w| w.string(&value.to_string());
    Approx => {"type": "string"}, |value, w| quoted(w, &mut |text| value.push_text(text));
    crate::error::Code => {"type": "string"}, |value, w| w.string(value.as_str());
}

/// Gives a type to serde as it is written: one form, whatever the format.
macro_rules! serialize_as_written {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::json::tree(self).serialize(serializer)
            }
        }
    };
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

        impl $crate::json::Write for $name {
            fn write(&self, w: &mut $crate::json::Writer) {
                w.object(|w| {
                    $(w.answer(concat!(",\"", field_name!($field), "\":"), &self.$field);)*
                });
            }

            #[cfg(feature = "schema")]
            fn answer_schema(definitions: &mut $crate::schema::Definitions) -> (serde_json::Value, $crate::schema::Presence) {
                let schema = definitions.named(stringify!($name), |d| {
                    let mut object = $crate::schema::Object::new(&[$($doc),*], None);
                    $(
                        let (schema, presence) = <$ty as $crate::json::Write>::answer_schema(d);
                        object.answer(field_name!($field), concat!(field_name!($field), "_exact"), &[$($field_doc),*], schema, presence);
                    )*
                    object.finish()
                });
                (schema, $crate::schema::Presence::ALWAYS)
            }
        }

        impl $name {
            /// The JSON text, as the document layer writes it.
            #[must_use]
            pub fn to_json(&self) -> String {
                $crate::json::write(self)
            }
        }

        serialize_as_written!($name);
    };
}
