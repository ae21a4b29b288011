use crate::columns::Columns;
use crate::problems::{Collector, quote, step};
use crate::{Limits, Problems};

/// Wider rows are not looked into: no export of observations has them.
const MAX_CELLS: usize = 256;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The observations of an export as JSON objects, in the order of the file.
pub(crate) fn observations(csv: &[u8], limits: &Limits) -> Result<Vec<String>, Problems> {
    if csv.len() > limits.bytes {
        let message = format!("the export has {} bytes, more than {}", csv.len(), limits.bytes);
        return Err(Problems::one("limit_exceeded", "", message));
    }
    let csv = csv.strip_prefix(BOM).unwrap_or(csv);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true) // a wrong number of cells is our problem to report, with all the others
        .trim(csv::Trim::All)
        .from_reader(csv);
    let mut problems = Collector::new(limits);
    let mut lines = Lines { csv, at: 0, line: 1 };
    let mut columns: Option<Columns> = None;
    let mut found = Vec::new();
    let mut record = csv::ByteRecord::new();
    loop {
        let start = reader.position().byte();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                return Err(Problems::one("type_mismatch", "", format!("the export cannot be read: {error}")));
            }
        }
        let line = lines.of(usize::try_from(start).unwrap_or(usize::MAX));
        let Some(cells) = texts(&record, line, limits, &mut problems) else {
            continue;
        };
        match &columns {
            None => columns = Some(Columns::read(&cells, line, &mut problems)),
            Some(_) if cells.iter().all(|cell| cell.is_empty()) => {}
            Some(columns) => {
                if found.len() >= limits.rows {
                    let message = format!("more than {} rows", limits.rows);
                    problems.add("limit_exceeded", format!("/rows/{line}"), message, None);
                    break;
                }
                found.extend(observation(columns, &cells, line, &mut problems));
            }
        }
        // Under a header without its columns every row would be at fault.
        if problems.full() || columns.as_ref().is_some_and(|columns| !columns.usable) {
            break;
        }
    }
    if columns.is_none() {
        problems.add("field_missing", String::new(), "the export has no header".to_owned(), None);
    }
    problems.finish(found)
}

/// The cells as text, or `None` with problems.
fn texts<'r>(
    record: &'r csv::ByteRecord,
    line: usize,
    limits: &Limits,
    problems: &mut Collector<'_>,
) -> Option<Vec<&'r str>> {
    if record.len() > MAX_CELLS {
        let message = format!("the row has {} cells, more than {MAX_CELLS}", record.len());
        problems.add("limit_exceeded", format!("/rows/{line}"), message, None);
        return None;
    }
    let mut cells = Vec::with_capacity(record.len());
    let mut sound = true;
    for (i, bytes) in record.iter().enumerate() {
        let mut refuse = |code, message: &str, hint: Option<&str>| {
            sound = false;
            problems.add(code, format!("/rows/{line}/{i}"), message.to_owned(), hint.map(str::to_owned));
        };
        match std::str::from_utf8(bytes) {
            Ok(_) if bytes.len() > limits.cell_bytes => {
                refuse("limit_exceeded", "the cell is too long", None);
            }
            Ok(cell) => cells.push(cell),
            Err(_) => refuse("type_mismatch", "the cell is not UTF-8", Some("save the export as CSV UTF-8")),
        }
    }
    sound.then_some(cells)
}

/// One row as the JSON text of an observation, or `None` with problems.
fn observation(columns: &Columns, cells: &[&str], line: usize, problems: &mut Collector<'_>) -> Option<String> {
    let row = format!("/rows/{line}");
    if cells.len() != columns.width {
        let code = if cells.len() < columns.width { "field_missing" } else { "field_unknown" };
        let message = format!("the row has {} cells, the header {}", cells.len(), columns.width);
        let hint = "put quotes around cells that hold a comma".to_owned();
        problems.add(code, row, message, Some(hint));
        return None;
    }
    let cell = |name| columns.cell(cells, name);
    let mut sound = true;
    for name in ["metric", "period"] {
        if cell(name).is_none() {
            sound = false;
            problems.add("field_missing", row.clone(), format!("`{name}` is empty"), None);
        }
    }
    let value = match (cell("value"), cell("part"), cell("whole"), cell("state")) {
        (Some(value), None, None, None) => format!("\"value\":{}", quote(value)),
        (None, Some(part), Some(whole), None) => {
            format!("\"value\":{{\"part\":{},\"whole\":{}}}", quote(part), quote(whole))
        }
        (None, None, None, Some(state)) => format!("\"state\":{}", quote(state)),
        (None, None, None, None) => {
            let hint = "leave the row out, or write `missing` under `state`".to_owned();
            problems.add("field_missing", row, "the row has no value".to_owned(), Some(hint));
            return None;
        }
        (None, Some(_), None, None) | (None, None, Some(_), None) => {
            let message = "`part` and `whole` stand together".to_owned();
            problems.add("field_missing", row, message, None);
            return None;
        }
        (value, part, _, _) => {
            let first = if value.is_some() {
                "value"
            } else if part.is_some() {
                "part"
            } else {
                "whole"
            };
            let message = "the row has more than one of `value`, `part` with `whole`, and `state`".to_owned();
            problems.add("type_mismatch", format!("{row}/{}", step(first)), message, None);
            return None;
        }
    };
    if !sound {
        return None;
    }
    let texts = |names: &[&'static str]| -> Vec<String> {
        names.iter().filter_map(|&n| Some(format!("{}:{}", quote(n), quote(cell(n)?)))).collect()
    };
    let mut fields = texts(&["metric", "employee", "unit", "position", "period"]);
    fields.push(value);
    fields.extend(texts(&["source", "record", "currency"]));
    Some(format!("{{{}}}", fields.join(",")))
}

/// Line numbers as an editor counts them. The reader's own count is of no use here: it stands before the
/// second half of a CRLF and before skipped empty lines.
struct Lines<'a> {
    csv: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the first byte at or after `start` that is not a line end. `start` never decreases.
    fn of(&mut self, start: usize) -> usize {
        while let Some(&byte) = self.csv.get(self.at) {
            if self.at >= start && byte != b'\n' && byte != b'\r' {
                break;
            }
            let next = self.csv.get(self.at + 1);
            if byte == b'\n' || (byte == b'\r' && next != Some(&b'\n')) {
                self.line += 1;
            }
            self.at += 1;
        }
        self.line
    }
}
