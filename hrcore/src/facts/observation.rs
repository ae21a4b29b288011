//! One observation: a metric, whom it is about, when, and what was seen.

use crate::error::Code;
use crate::json::{Fields, Kind, Read, Reader, Write, Writer};
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
    fn blank() -> Self {
        Self(Reading::State(State::Missing))
    }

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
                        r.problem(
                            Code::NumberOutOfRange,
                            format_args!("`{text}` is out of range: {}", DecimalError::Range),
                        );
                        return None;
                    }
                    Err(_) => match Id::new(&text) {
                        Some(label) => Reading::Label(label),
                        None => {
                            let text = crate::json::short(&text);
                            r.problem(Code::NumberInvalid, format_args!("`{text}` is neither a number nor a label"));
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

impl Write for Value {
    fn write(&self, w: &mut Writer) {
        self.0.write(w);
    }
}

serialize_as_written!(Value);

impl Write for Reading {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Number(amount) => amount.write(w),
            Self::Label(label) => label.write(w),
            Self::Fraction(fraction) => fraction.write(w),
            Self::State(state) => state.write(w),
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

/// An observation while it is read: what needs no other field stands in its place at once.
struct Parts<'o> {
    whole: &'o mut Observation,
    employee: Option<Id>,
    position: Option<Id>,
    unit: Option<Id>,
    value: Option<Value>,
    state: Option<State>,
}

impl Fields for Parts<'_> {
    fn read_field(&mut self, r: &mut Reader<'_>, number: usize) -> bool {
        // The order of `ObservationFields`.
        match number {
            0 => self.whole.metric.read_into(r),
            1 => self.employee.read_into(r),
            2 => self.position.read_into(r),
            3 => self.unit.read_into(r),
            4 => self.whole.period.read_into(r),
            5 => self.value.read_into(r),
            6 => self.state.read_into(r),
            7 => self.whole.source.read_into(r),
            8 => self.whole.record.read_into(r),
            _ => self.whole.currency.read_into(r),
        }
    }
}

impl Read for Observation {
    fn blank() -> Self {
        Self {
            metric: Id::blank(),
            subject: Subject::Company,
            period: Period::blank(),
            reading: Reading::State(State::Missing),
            source: None,
            record: None,
            currency: None,
        }
    }

    // Facts are mostly observations, so these are read in place rather than through the fields of the document.
    fn read_into(&mut self, r: &mut Reader<'_>) -> bool {
        let mut parts = Parts { whole: self, employee: None, position: None, unit: None, value: None, state: None };
        if !r.fields(ObservationFields::FIELDS, ObservationFields::REQUIRED, None, &mut parts) {
            return false;
        }
        let Parts { whole, employee, position, unit, value, state } = parts;
        whole.subject = match (employee, position, unit) {
            (Some(employee), None, None) => Subject::Employee(employee),
            (Some(employee), Some(position), None) => Subject::EmployeeIn(Box::new((employee, position))),
            (None, Some(position), None) => Subject::Position(position),
            (None, None, Some(unit)) => Subject::Unit(unit),
            (None, None, None) => Subject::Company,
            _ => {
                r.problem(
                    Code::SubjectMismatch,
                    format_args!("an observation is about an employee, a position or a unit, not several"),
                );
                return false;
            }
        };
        whole.reading = match (value, state) {
            (Some(Value(reading)), None) => reading,
            (None, Some(state)) => Reading::State(state),
            _ => {
                r.problem(Code::FieldMissing, format_args!("an observation has a `value` or a `state`"));
                return false;
            }
        };
        true
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        ObservationFields::schema(definitions)
    }
}

impl Write for Observation {
    fn write(&self, w: &mut Writer) {
        w.object(|w| {
            w.field("metric", &self.metric);
            match &self.subject {
                Subject::Employee(employee) => w.field("employee", employee),
                Subject::EmployeeIn(pair) => {
                    w.field("employee", &pair.0);
                    w.field("position", &pair.1);
                }
                Subject::Position(position) => w.field("position", position),
                Subject::Unit(unit) => w.field("unit", unit),
                Subject::Company => {}
            }
            w.field("period", &self.period);
            let name = if matches!(self.reading, Reading::State(_)) { "state" } else { "value" };
            w.field(name, &self.reading);
            w.field("source", &self.source);
            w.field("record", &self.record);
            w.field("currency", &self.currency);
        });
    }
}

serialize_as_written!(Observation);
