//! A table of people: columns of numbers and names, and who left.

use std::collections::BTreeSet;

use hrcore_stats::additive::Scale;

use super::super::files::cells;

/// Rows of cells, with the scale of each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// What each column is called.
    pub names: Vec<String>,
    /// How each is read.
    pub scales: Vec<Scale>,
    /// The cells, row after row; names as their place in alphabetical order.
    pub cells: Vec<f64>,
    /// 1 for those who left.
    pub outcomes: Vec<f64>,
}

/// What is known of a table beforehand.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The column that says who left, and what it says then.
    pub outcome: (&'static str, &'static str),
    /// Columns that are left out.
    pub without: &'static [&'static str],
    /// Columns of names that have an order.
    pub ordered: &'static [(&'static str, &'static [&'static str])],
    /// Whether rows that stand twice are taken once.
    pub is_distinct: bool,
}

impl Frame {
    /// Reads a table. A column of which any cell is not a number is one of names.
    ///
    /// # Errors
    ///
    /// There are no rows, a row has another number of cells than the first line, or no column says who left.
    pub fn read(text: &str, layout: Layout) -> Result<Self, String> {
        let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.is_empty());
        let head = cells(lines.next().unwrap_or(""));
        let mut seen = BTreeSet::new();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for line in lines {
            if layout.is_distinct && !seen.insert(line.trim_end_matches('\r')) {
                continue;
            }
            let row = cells(line);
            if row.len() != head.len() {
                return Err(format!("a row of {} cells, not {}", row.len(), head.len()));
            }
            rows.push(row);
        }
        let (name, yes) = layout.outcome;
        let place = head.iter().position(|own| own == name).ok_or_else(|| format!("no column `{name}`"))?;
        let of = |place: usize| rows.iter().map(move |row| row.get(place).map_or("", String::as_str));
        let outcomes: Vec<f64> = of(place).map(|cell| f64::from(u8::from(cell == yes))).collect();
        if !(outcomes.contains(&1.0) && outcomes.contains(&0.0)) {
            return Err("nobody left, or everybody".to_owned());
        }
        let mut columns: Vec<Vec<f64>> = Vec::new();
        let (mut names, mut scales) = (Vec::new(), Vec::new());
        for (column, name) in head.iter().enumerate() {
            if column == place || layout.without.contains(&name.as_str()) {
                continue;
            }
            let order = layout.ordered.iter().find(|(own, _)| own == name).map(|(_, order)| *order);
            let (scale, values) = values(&of(column).collect::<Vec<&str>>(), order);
            names.push(name.clone());
            scales.push(scale);
            columns.push(values);
        }
        let row = |row: usize| columns.iter().map(move |column| column.get(row).copied().unwrap_or(f64::NAN));
        let cells = (0..outcomes.len()).flat_map(row).collect();
        Ok(Self { names, scales, cells, outcomes })
    }

    /// A row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        let columns = self.scales.len();
        self.cells.get(row * columns..(row + 1) * columns).unwrap_or(&[])
    }

    /// Some of the rows.
    #[must_use]
    pub fn of(&self, rows: &[usize]) -> Self {
        let cells = rows.iter().flat_map(|row| self.row(*row)).copied().collect();
        let outcomes = rows.iter().filter_map(|row| self.outcomes.get(*row).copied()).collect();
        Self { names: self.names.clone(), scales: self.scales.clone(), cells, outcomes }
    }
}

fn values(cells: &[&str], order: Option<&[&str]>) -> (Scale, Vec<f64>) {
    let place = |sorted: &[&str], cell: &str| {
        let found = sorted.iter().position(|own| *own == cell);
        found.map_or(f64::NAN, hrcore_stats::real::count)
    };
    if let Some(order) = order {
        return (Scale::Number, cells.iter().map(|cell| place(order, cell)).collect());
    }
    match cells.iter().map(|cell| cell.parse()).collect() {
        Ok(numbers) => (Scale::Number, numbers),
        Err(_) => {
            let sorted: Vec<&str> = cells.iter().copied().collect::<BTreeSet<&str>>().into_iter().collect();
            (Scale::Category, cells.iter().map(|cell| place(&sorted, cell)).collect())
        }
    }
}

/// Which rows are held out together: for each repetition the fold of each row.
///
/// # Errors
///
/// It is no table of folds of so many rows.
pub fn folds(text: &str, rows: usize) -> Result<Vec<Vec<usize>>, String> {
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let head = cells(lines.next().unwrap_or(""));
    let places: Vec<usize> =
        head.iter().enumerate().filter(|(_, name)| name.starts_with("rep")).map(|(place, _)| place).collect();
    let mut folds = vec![Vec::with_capacity(rows); places.len()];
    for line in lines {
        let row = cells(line);
        for (fold, place) in folds.iter_mut().zip(&places) {
            let own = row.get(*place).and_then(|cell| cell.parse().ok());
            fold.push(own.filter(|fold| *fold < FOLDS).ok_or_else(|| format!("`{line}` is no row of folds"))?);
        }
    }
    let is_whole = !folds.is_empty() && folds.iter().all(|fold| fold.len() == rows);
    if is_whole { Ok(folds) } else { Err(format!("not {rows} rows of folds")) }
}

/// So many folds each repetition has.
pub const FOLDS: usize = 5;

/// Chances of every row, by models that have not seen its fold.
///
/// # Errors
///
/// A model cannot be made.
pub fn crossed<F>(frame: &Frame, folds: &[usize], model: F) -> Result<Vec<f64>, String>
where
    F: Fn(&Frame) -> Result<Box<dyn Fn(&[f64]) -> f64>, String>,
{
    let mut chances = vec![0.0; frame.outcomes.len()];
    for fold in 0..FOLDS {
        let known: Vec<usize> = folds.iter().enumerate().filter(|(_, own)| **own != fold).map(|(row, _)| row).collect();
        let score = model(&frame.of(&known))?;
        for (row, chance) in chances.iter_mut().enumerate().filter(|(row, _)| folds.get(*row) == Some(&fold)) {
            *chance = score(frame.row(row));
        }
    }
    Ok(chances)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout =
        Layout { outcome: ("left", "Yes"), without: &["id"], ordered: &[("pay", &["low", "high"])], is_distinct: true };

    #[test]
    fn names_are_places_and_rows_stand_once() {
        let text = "id,team,pay,left,age\n1,b,high,Yes,30\n2,a,low,No,31.5\n2,a,low,No,31.5\n";
        let frame = Frame::read(text, LAYOUT).unwrap();
        assert_eq!(frame.names, ["team", "pay", "age"]);
        assert_eq!(frame.scales, [Scale::Category, Scale::Number, Scale::Number]);
        assert_eq!(frame.cells, [1.0, 1.0, 30.0, 0.0, 0.0, 31.5]);
        assert_eq!(
            (frame.outcomes.as_slice(), frame.of(&[1]).cells.as_slice()),
            (&[1.0, 0.0][..], &[0.0, 0.0, 31.5][..])
        );
        for wrong in ["id,team\n1,2\n", "left\nNo\n", "left,age\nYes,1\nNo\n", ""] {
            assert!(Frame::read(wrong, LAYOUT).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rows_are_scored_by_models_that_have_not_seen_them() {
        let text = "left,age\nYes,1\nNo,2\nYes,3\nNo,4\nNo,5\n";
        let frame = Frame::read(text, LAYOUT).unwrap();
        let folds = folds("row,rep0\n0,0\n1,1\n2,2\n3,3\n4,4\n", 5).unwrap();
        let without = crossed(&frame, &folds[0], |known| {
            let sum: f64 = known.cells.iter().sum();
            Ok(Box::new(move |_| sum))
        });
        assert_eq!(without.unwrap(), [14.0, 13.0, 12.0, 11.0, 10.0]);
    }

    #[test]
    fn what_are_no_folds_is_told() {
        for wrong in ["row,rep0\n0,0\n", "row,rep0\n0,0\n1,5\n", "row\n0\n1\n", "row,rep0\n0,0\n1\n"] {
            assert!(folds(wrong, 2).is_err(), "{wrong}");
        }
    }
}
