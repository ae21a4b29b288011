//! Files of the user, as they are or compressed.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// A file that a part reads.
#[derive(Debug)]
pub struct File {
    /// Its path in the folder of data; `.gz` may follow.
    pub path: &'static str,
    /// Where it comes from, for those who do not have it.
    pub source: &'static str,
}

impl File {
    /// Its text; none, if it is not there.
    ///
    /// # Errors
    ///
    /// It is there and cannot be read.
    pub fn read(&self, folder: &Path) -> Result<Option<String>, String> {
        for (path, is_packed) in [(self.path.to_owned(), false), (format!("{}.gz", self.path), true)] {
            let bytes = match fs::read(folder.join(&path)) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(format!("{path}: {error}")),
            };
            return text(bytes, is_packed).map(Some).map_err(|error| format!("{path}: {error}"));
        }
        Ok(None)
    }
}

fn text(bytes: Vec<u8>, is_packed: bool) -> Result<String, String> {
    if !is_packed {
        return String::from_utf8(bytes).map_err(|error| error.to_string());
    }
    let mut text = String::new();
    MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text).map_err(|error| error.to_string())?;
    Ok(text)
}

/// The cells of a comma-separated line; a quoted one may hold commas and doubled quotes.
#[must_use]
pub fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_quoted = false;
    let mut letters = line.trim_end_matches('\r').chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(cell) = cells.last_mut() else { break };
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            other => cell.push(other),
        }
    }
    cells
}

/// The chosen columns of every row, with the number of its line.
///
/// # Errors
///
/// A column is not named in the first line, or missing in a later one; or no row follows.
pub fn columns<const N: usize>(text: &str, names: [&str; N]) -> Result<Vec<(usize, [String; N])>, String> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let head = cells(lines.next().map_or("", |(_, line)| line));
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(names) {
        *place = head.iter().position(|own| own == name).ok_or_else(|| format!("no column `{name}`"))?;
    }
    let mut rows = Vec::new();
    for (at, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let mut cells = cells(line);
        let mut row = [const { String::new() }; N];
        for ((cell, place), name) in row.iter_mut().zip(places).zip(names) {
            *cell = cells.get_mut(place).map(std::mem::take).ok_or_else(|| format!("line {}: no `{name}`", at + 1))?;
        }
        rows.push((at + 1, row));
    }
    if rows.is_empty() { Err("no rows".to_owned()) } else { Ok(rows) }
}

/// A number that is finite.
///
/// # Errors
///
/// It is none; the message names the line.
pub fn number(line: usize, cell: &str) -> Result<f64, String> {
    cell.parse()
        .ok()
        .filter(|value: &f64| value.is_finite())
        .ok_or_else(|| format!("line {line}: `{cell}` is not a number"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    #[test]
    fn a_quoted_cell_may_hold_commas_and_quotes() {
        assert_eq!(
            cells("1939-01,CEU1,\"Mining, \"\"hard\"\"\",25338.0\r"),
            ["1939-01", "CEU1", "Mining, \"hard\"", "25338.0"]
        );
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn columns_are_found_by_name() {
        assert_eq!(
            columns("a,b,c\n1,2,3\n\n4,5,6\n", ["c", "a"]),
            Ok(vec![(2, ["3".to_owned(), "1".to_owned()]), (4, ["6".to_owned(), "4".to_owned()])])
        );
        assert_eq!(columns("a\n1\n", ["b"]), Err("no column `b`".to_owned()));
        assert_eq!(columns("a,b\n1\n", ["b"]), Err("line 2: no `b`".to_owned()));
        assert_eq!(columns("a,b\n", ["b"]), Err("no rows".to_owned()));
    }

    #[test]
    fn a_number_is_finite() {
        assert_eq!(number(1, "2.5"), Ok(2.5));
        for cell in ["", "NaN", "inf", "1,5"] {
            assert!(number(7, cell).is_err_and(|error| error.starts_with("line 7")), "{cell}");
        }
    }

    #[test]
    fn a_packed_text_is_unpacked_and_a_torn_one_is_told() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"a,b\n1,2\n").unwrap();
        let mut packed = packed.finish().unwrap();
        assert_eq!(text(packed.clone(), true).as_deref(), Ok("a,b\n1,2\n"));
        packed.truncate(packed.len() / 2);
        assert!(text(packed, true).is_err());
    }
}
