//! The same table with other columns.

use hrcore_stats::additive::Scale;

use super::frame::Frame;

impl Frame {
    /// The first columns, and one more.
    #[must_use]
    pub fn with(&self, columns: usize, name: &str, values: &[f64]) -> Self {
        let mut own = self.first(columns);
        own.names.push(name.to_owned());
        own.scales.push(Scale::Number);
        let rows = (0..self.outcomes.len()).zip(values);
        own.cells = rows.flat_map(|(row, value)| self.row(row).iter().take(columns).chain([value])).copied().collect();
        own
    }

    /// The first columns alone.
    #[must_use]
    pub fn first(&self, columns: usize) -> Self {
        let cells = (0..self.outcomes.len()).flat_map(|row| self.row(row).iter().take(columns)).copied().collect();
        let names = self.names.iter().take(columns).cloned().collect();
        let scales = self.scales.iter().take(columns).copied().collect();
        Self { names, scales, cells, outcomes: self.outcomes.clone() }
    }

    /// The same with a number for each name, 1 where a person has it, so that names are standardised like numbers.
    #[must_use]
    pub fn spread(&self) -> Self {
        let most = |column: usize| {
            let own = self.cells.iter().skip(column).step_by(self.scales.len());
            own.fold(-1.0_f64, |most, cell| most.max(*cell))
        };
        let mut names = Vec::new();
        let mut places: Vec<(usize, Option<f64>)> = Vec::new();
        for (column, (name, scale)) in self.names.iter().zip(&self.scales).enumerate() {
            let mut value = 0.0;
            while *scale == Scale::Category && value <= most(column) {
                names.push(format!("{name} {value}"));
                places.push((column, Some(value)));
                value += 1.0;
            }
            if *scale == Scale::Number {
                names.push(name.clone());
                places.push((column, None));
            }
        }
        let cell = |row: usize, (column, name): (usize, Option<f64>)| {
            let own = self.row(row).get(column).copied().unwrap_or(f64::NAN);
            name.map_or(own, |name| f64::from(u8::from(own == name)))
        };
        let cells =
            (0..self.outcomes.len()).flat_map(|row| places.iter().map(move |place| cell(row, *place))).collect();
        let scales = vec![Scale::Number; names.len()];
        Self { names, scales, cells, outcomes: self.outcomes.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_added_left_out_and_spread() {
        let frame = Frame {
            names: vec!["age".to_owned(), "shift".to_owned()],
            scales: vec![Scale::Number, Scale::Category],
            cells: vec![30.0, 1.0, 40.0, 0.0],
            outcomes: vec![0.0, 1.0],
        };
        assert_eq!((frame.first(1).cells, frame.first(1).names), (vec![30.0, 40.0], vec!["age".to_owned()]));
        let more = frame.with(2, "tenure", &[7.0, 8.0]);
        assert_eq!((more.cells, more.scales.len()), (vec![30.0, 1.0, 7.0, 40.0, 0.0, 8.0], 3));
        let spread = frame.spread();
        assert_eq!(spread.cells, [30.0, 0.0, 1.0, 40.0, 1.0, 0.0]);
        assert_eq!(spread.names, ["age", "shift 0", "shift 1"]);
        assert_eq!((spread.scales, spread.outcomes), (vec![Scale::Number; 3], frame.outcomes));
    }
}
