//! The people of `tests/data/rossi.csv`, and what lifelines makes of them.
#![allow(dead_code, reason = "each test takes what it needs")]

/// A column after another, and the rules that the golden file was made by.
pub struct Rossi {
    pub weeks: Vec<f64>,
    pub is_arrested: Vec<bool>,
    pub entries: Vec<f64>,
    pub weights: Vec<f64>,
    names: Vec<&'static str>,
    cells: Vec<Vec<f64>>,
}

impl Rossi {
    pub fn read() -> Self {
        let mut lines = include_str!("../data/rossi.csv").lines();
        let names = lines.next().unwrap().split(',').collect();
        let cells: Vec<Vec<f64>> =
            lines.map(|line| line.split(',').map(|cell| cell.trim().parse().unwrap()).collect()).collect();
        let number = |place: usize| f64::from(u32::try_from(place).unwrap());
        let weeks: Vec<f64> = cells.iter().map(|row| row[0]).collect();
        Self {
            is_arrested: cells.iter().map(|row| row[1] > 0.5).collect(),
            entries: weeks.iter().enumerate().map(|(place, week)| week * number(place % 5) / 10.0).collect(),
            weights: (0..cells.len()).map(|place| 1.0 + number(place % 3)).collect(),
            weeks,
            names,
            cells,
        }
    }

    pub fn column(&self, name: &str) -> Vec<f64> {
        let place = self.names.iter().position(|own| *own == name).unwrap();
        self.cells.iter().map(|row| row[place]).collect()
    }

    /// Row after row of all columns about people but one; all for "".
    pub fn rows(&self, but: &str) -> Vec<f64> {
        let is_kept = |place: &usize| self.names[*place] != but;
        self.cells.iter().flat_map(|row| (2..row.len()).filter(is_kept).map(|place| row[place])).collect()
    }
}

/// The numbers of all lines that begin with the given fields.
pub fn golden(fields: &[&str]) -> Vec<Vec<f64>> {
    let start = fields.join(",") + ",";
    let lines = include_str!("../data/rossi_golden.csv").lines().filter_map(|line| line.strip_prefix(start.as_str()));
    lines.map(|rest| rest.split(',').map(|cell| cell.parse().unwrap()).collect()).collect()
}

/// The most that numbers are off by, beside the larger of 1e-3 and what they are.
pub fn near(found: &[f64], expected: &[f64], share: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        let off = (found - expected).abs() / expected.abs().max(1e-3);
        assert!(off <= share, "{found}, expected {expected}, off by {off:e}");
    }
}
