//! One observation: a metric, whom it is about, when, and what was seen.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::error::Code;
use crate::json::{Kind, Read, Reader};
use crate::number::{Decimal, DecimalError};
use crate::time::Period;
use crate::values::{Amount, Id};

/// One observation (实际值).
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// What was measured.
    pub metric: Id,
    /// Whom it is about.
    pub subject: Subject,
    /// When.
    pub period: Period,
    /// What was seen.
    pub reading: Reading,
    /// Where it comes from.
    pub source: Option<Id>,
    /// A reference to the record there.
    pub record: Option<Id>,
    /// The currency of an amount, when stated.
    pub currency: Option<Box<Id>>,
}

/// Whom an observation is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// An employee.
    Employee(Id),
    /// An employee in one of the positions held: (employee, position).
    EmployeeIn(Box<(Id, Id)>),
    /// All who hold a position.
    Position(Id),
    /// A unit.
    Unit(Id),
    /// The company.
    Company,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A number in the metric's unit.
    Number(Amount),
    /// A label.
    Label(Id),
    /// A rate by its parts.
    Fraction(Box<Fraction>),
    /// There is no value, and this is why.
    State(State),
}

words! {
    /// Why there is no value.
    pub enum State {
        /// It should be there and is not.
        Missing = "missing",
        /// It does not apply.
        NotApplicable = "not_applicable",
        /// Too new to be judged.
        TooNew = "too_new",
        /// It cannot be computed.
        Undefined = "undefined",
    }
}

document! {
    /// A rate by its parts: 28 of 30.
    pub struct Fraction {
        /// The part.
        pub part: Decimal,
        /// The whole.
        pub whole: Decimal,
    }
}

// A value as it stands in a document.
#[derive(Debug, Clone, PartialEq)]
struct Value(Reading);

impl Read for Value {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let reading = match r.kind() {
            Kind::Number => Reading::Number(Amount::read(r)?),
            Kind::Object => Reading::Fraction(Box::new(Fraction::read(r)?)),
            Kind::String => {
                let text = r.string("")?;
                let (digits, percent) = text.strip_suffix('%').map_or((&*text, false), |digits| (digits, true));
                match Decimal::parse(digits) {
                    Ok(number) => Reading::Number(Amount { number, percent }),
                    Err(DecimalError::Range) => {
                        let text = crate::json::short(&text);
                        r.problem(Code::NumberOutOfRange, format!("`{text}` is out of range: {}", DecimalError::Range));
                        return None;
                    }
                    Err(_) => match Id::new(&text) {
                        Some(label) => Reading::Label(label),
                        None => {
                            let text = crate::json::short(&text);
                            r.problem(Code::NumberInvalid, format!("`{text}` is neither a number nor a label"));
                            return None;
                        }
                    },
                }
            }
            _ => {
                r.mismatch("a number, a label or a rate by its parts");
                return None;
            }
        };
        Some(Self(reading))
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        serde_json::json!({"anyOf": [{"type": ["number", "string"]}, Fraction::schema(definitions)]})
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Reading::Number(amount) => amount.serialize(serializer),
            Reading::Label(label) => label.serialize(serializer),
            Reading::Fraction(fraction) => fraction.serialize(serializer),
            Reading::State(state) => state.serialize(serializer),
        }
    }
}

document! {
    /// An observation as it stands in a document.
    struct ObservationFields {
        /// What was measured.
        metric: Id,
        /// The employee it is about.
        employee: Option<Id>,
        /// The position held, or the position it is about.
        position: Option<Id>,
        /// The unit it is about.
        unit: Option<Id>,
        /// When.
        period: Period,
        /// What was seen.
        value: Option<Value>,
        /// Or why there is no value.
        state: Option<State>,
        /// Where it comes from.
        source: Option<Id>,
        /// A reference to the record there.
        record: Option<Id>,
        /// The currency of an amount.
        currency: Option<Id>,
    }
}

impl Read for Observation {
    fn read(r: &mut Reader<'_>) -> Option<Self> {
        let fields = ObservationFields::read(r)?;
        let subject = match (fields.employee, fields.position, fields.unit) {
            (Some(employee), None, None) => Subject::Employee(employee),
            (Some(employee), Some(position), None) => Subject::EmployeeIn(Box::new((employee, position))),
            (None, Some(position), None) => Subject::Position(position),
            (None, None, Some(unit)) => Subject::Unit(unit),
            (None, None, None) => Subject::Company,
            _ => {
                r.problem(
                    Code::SubjectMismatch,
                    "an observation is about an employee, a position or a unit, not several",
                );
                return None;
            }
        };
        let reading = match (fields.value, fields.state) {
            (Some(Value(reading)), None) => reading,
            (None, Some(state)) => Reading::State(state),
            _ => {
                r.problem(Code::FieldMissing, "an observation has a `value` or a `state`");
                return None;
            }
        };
        Some(Self {
            metric: fields.metric,
            subject,
            period: fields.period,
            reading,
            source: fields.source,
            record: fields.record,
            currency: fields.currency.map(Box::new),
        })
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        ObservationFields::schema(definitions)
    }
}

impl Serialize for Observation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("metric", &self.metric)?;
        match &self.subject {
            Subject::Employee(employee) => map.serialize_entry("employee", employee)?,
            Subject::EmployeeIn(pair) => {
                map.serialize_entry("employee", &pair.0)?;
                map.serialize_entry("position", &pair.1)?;
            }
            Subject::Position(position) => map.serialize_entry("position", position)?,
            Subject::Unit(unit) => map.serialize_entry("unit", unit)?,
            Subject::Company => {}
        }
        map.serialize_entry("period", &self.period)?;
        match &self.reading {
            Reading::State(state) => map.serialize_entry("state", state)?,
            reading => map.serialize_entry("value", &Value(reading.clone()))?,
        }
        if let Some(source) = &self.source {
            map.serialize_entry("source", source)?;
        }
        if let Some(record) = &self.record {
            map.serialize_entry("record", record)?;
        }
        if let Some(currency) = &self.currency {
            map.serialize_entry("currency", currency)?;
        }
        map.end()
    }
}
