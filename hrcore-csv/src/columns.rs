use crate::problems::{Collector, step};

/// The columns of an export, in the order in which an observation is written.
pub(crate) const NAMES: [&str; 12] = [
    "metric", "employee", "unit", "position", "period", "value", "part", "whole", "state", "source", "record",
    "currency",
];

/// Where each column of [`NAMES`] stands in this export.
#[derive(Debug)]
pub(crate) struct Columns {
    places: [Option<usize>; NAMES.len()],
    pub(crate) width: usize,
    /// Whether rows can be judged by this header at all.
    pub(crate) usable: bool,
}

impl Columns {
    /// Reads the header; what is wrong with it goes to `problems`.
    pub(crate) fn read(header: &[&str], line: usize, problems: &mut Collector<'_>) -> Self {
        let mut columns = Columns { places: [None; NAMES.len()], width: header.len(), usable: true };
        for (place, &name) in header.iter().enumerate() {
            let known = NAMES.iter().position(|&n| n == name);
            match known.and_then(|k| columns.places.get_mut(k)) {
                Some(taken @ None) => *taken = Some(place),
                Some(Some(_)) => problems.add(
                    "id_duplicate",
                    format!("/rows/{line}/{}", step(name)),
                    format!("the column `{name}` stands twice"),
                    None,
                ),
                None => problems.add(
                    "field_unknown",
                    format!("/rows/{line}/{}", step(name)),
                    if name.is_empty() {
                        format!("column {} has no name", place + 1)
                    } else {
                        format!("unknown column `{name}`")
                    },
                    Some(hint(header, name)),
                ),
            }
        }
        for name in ["metric", "period"] {
            if columns.place(name).is_none() {
                columns.usable = false;
                problems.add("field_missing", format!("/rows/{line}"), format!("no column `{name}`"), None);
            }
        }
        let has = |name| columns.place(name).is_some();
        let values = has("value") || has("state") || (has("part") && has("whole"));
        if !values {
            columns.usable = false;
            problems.add(
                "field_missing",
                format!("/rows/{line}"),
                "no column that holds values".to_owned(),
                Some("name one `value`, or two `part` and `whole`, or one `state`".to_owned()),
            );
        }
        columns
    }

    fn place(&self, name: &str) -> Option<usize> {
        let known = NAMES.iter().position(|&n| n == name)?;
        self.places.get(known).copied().flatten()
    }

    /// The cell under a column; `None` where the column or the cell's content is absent.
    pub(crate) fn cell<'r>(&self, row: &[&'r str], name: &str) -> Option<&'r str> {
        row.get(self.place(name)?).copied().filter(|cell| !cell.is_empty())
    }
}

fn hint(header: &[&str], name: &str) -> String {
    if header.len() == 1 && name.contains([';', '\t']) {
        return "separate the columns with commas".to_owned();
    }
    match nearest(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the columns are {}", NAMES.join(", ")),
    }
}

/// The column whose name is at most two edits away, capitals aside.
fn nearest(name: &str) -> Option<&'static str> {
    if name.chars().count() > 16 {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    NAMES.iter().map(|&n| (edits(&lower, n), n)).filter(|&(d, _)| d <= 2).min().map(|(_, n)| n)
}

/// Levenshtein's distance: insertions, deletions and replacements of one character.
fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, pair) in b.chars().zip(row.windows(2)) {
            let &[diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{edits, nearest};

    #[test]
    fn distances_by_hand() {
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("", "unit"), 4);
        assert_eq!(edits("unit", "unit"), 0);
    }

    #[test]
    fn a_typo_finds_its_column_and_a_stranger_none() {
        assert_eq!(nearest("valeu"), Some("value"));
        assert_eq!(nearest("Metric"), Some("metric"));
        assert_eq!(nearest("shoe size"), None);
    }
}
