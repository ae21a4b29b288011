//! Documents as trees, and their canonical text as in RFC 8785: keys sorted by UTF-16 code units, no white space.
//!
//! Numbers are strings in our documents; the few integers (counts, days) are written as they are, which is what
//! RFC 8785 does for integers below 2^53.

use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::{Kind, Read, Reader, Write, Writer};
use crate::limits::Limits;

/// Any JSON value; of numbers, integers alone, which is what answers have.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// `null`, and numbers that no answer has.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A string.
    String(String),
    /// A list.
    List(Vec<Self>),
    /// An object, in the order of its text.
    Object(Vec<(String, Self)>),
}

impl Read for Tree {
    fn blank() -> Self {
        Self::Null
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        Some(match r.kind() {
            Kind::Object => {
                let mut fields: Vec<(String, Self)> = Vec::new();
                r.object("", &mut |r, key| {
                    if let Some(value) = Self::read(r) {
                        fields.push((key.to_owned(), value));
                    }
                })?;
                Self::Object(fields)
            }
            Kind::List => Self::List(Vec::<Self>::read(r)?),
            Kind::String => Self::String(r.string("")?.into_owned()),
            Kind::Number => r.number("")?.parse().map_or(Self::Null, Self::Integer),
            Kind::Bool => Self::Bool(r.bool()?),
            Kind::Null => {
                r.null();
                Self::Null
            }
            Kind::End => {
                r.skip();
                return None;
            }
        })
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({})
    }
}

impl Write for Tree {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Null => w.raw("null"),
            Self::Bool(value) => value.write(w),
            Self::Integer(value) => w.raw(&value.to_string()),
            Self::String(text) => w.string(text),
            Self::List(items) => items.write(w),
            Self::Object(fields) => w.object(|w| {
                for (key, value) in fields {
                    w.field(key, value);
                }
            }),
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::String(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (key, value) in fields {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// A value as a tree, by way of its text.
pub(crate) fn tree(value: &dyn Write) -> Tree {
    let text = super::write(value);
    let most = usize::MAX;
    let limits = Limits { bytes: most, depth: 1_000, string: most, records: most, ..Limits::default() };
    Tree::read(&mut Reader::new(text.as_bytes(), &limits)).unwrap_or(Tree::Null)
}

/// The canonical text of a value.
pub(crate) fn canonical(value: &dyn Write) -> String {
    let mut tree = tree(value);
    sort(&mut tree);
    super::write(&tree)
}

fn sort(tree: &mut Tree) {
    match tree {
        Tree::List(items) => items.iter_mut().for_each(sort),
        Tree::Object(fields) => {
            fields.iter_mut().for_each(|(_, value)| sort(value));
            crate::sort::sort_by(fields, |(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        }
        _ => {}
    }
}
