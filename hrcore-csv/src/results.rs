use serde_json::Value;

use crate::{Limits, Problems};

/// The columns, with the part of the answer that each comes from.
const COLUMNS: [(&str, From); 23] = [
    ("employee", From::Person),
    ("position", From::Position),
    ("unit", From::Position),
    ("scorecard", From::Position),
    ("from", From::Position),
    ("to", From::Position),
    ("line", From::Line),
    ("metric", From::Line),
    ("unit_of_measure", From::Unit),
    ("currency", From::Line),
    ("state", From::Line),
    ("actual", From::Actual),
    ("target", From::Line),
    ("met", From::Line),
    ("attainment", From::Line),
    ("score", From::Line),
    ("weight", From::Line),
    ("applied_weight", From::Line),
    ("contribution", From::Line),
    ("result", From::Result),
    ("total", From::Person),
    ("band", From::Person),
    ("coefficient", From::Person),
];

#[derive(Clone, Copy)]
enum From {
    Person,
    Position,
    Line,
    /// The line's `unit`, under a name that is not the organisation's.
    Unit,
    /// The line's `actual`, or its `label` where it is scored by label.
    Actual,
    /// The person's `state`, under a name that is not the line's.
    Result,
}

pub(crate) fn to_csv(report: &[u8], limits: &Limits) -> Result<String, Problems> {
    if report.len() > limits.bytes {
        let message = format!("the answer has {} bytes, more than {}", report.len(), limits.bytes);
        return Err(Problems::one("json_too_large", "", message));
    }
    let report: Value = serde_json::from_slice(report)
        .map_err(|error| Problems::one("json_syntax", "", format!("the answer cannot be read: {error}")))?;
    let Some(results) = report.get("results").and_then(Value::as_array) else {
        return Err(Problems::one("field_missing", "", "this is no answer of `score`: it has no `results`".to_owned()));
    };
    let mut text = COLUMNS.map(|(name, _)| name).join(",");
    text.push('\n');
    for person in results {
        let positions = list(person, "positions");
        if positions.is_empty() {
            row(&mut text, person, &Value::Null, &Value::Null);
        }
        for position in positions {
            let lines = list(position, "lines");
            if lines.is_empty() {
                row(&mut text, person, position, &Value::Null);
            }
            for line in lines {
                row(&mut text, person, position, line);
            }
        }
    }
    Ok(text)
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn row(text: &mut String, person: &Value, position: &Value, line: &Value) {
    let cells = COLUMNS.map(|(name, from)| {
        cell(match from {
            From::Person => person.get(name),
            From::Position => position.get(name),
            From::Line => line.get(name),
            From::Unit => line.get("unit"),
            From::Actual => line.get("actual").or_else(|| line.get("label")),
            From::Result => person.get("state"),
        })
    });
    text.push_str(&cells.join(","));
    text.push('\n');
}

fn cell(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => quoted(&harmless(text)),
        Some(other) => quoted(&other.to_string()),
    }
}

/// A spreadsheet runs a cell that starts like a formula. Figures may start with a minus; ids may not.
fn harmless(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let figure = text
        .strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    if risky && !figure { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
