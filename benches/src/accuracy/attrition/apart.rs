//! How far apart figures of two tools are.

use serde_json::Value;

use super::super::published::find;
use super::super::table::{Form, Row};
use super::published::{self, APART};

/// Reads the figures of a tool.
///
/// # Errors
///
/// It is no JSON.
pub fn json(text: Option<&String>) -> Result<Value, String> {
    // lifelines writes medians that are not reached as `Infinity`, which is no JSON.
    let text = text.map_or("", String::as_str).replace("Infinity", "null").replace("NaN", "null");
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// The largest difference of figures, as a share of theirs where that is above 1.
#[derive(Debug, Default)]
pub struct Apart {
    most: f64,
    figures: usize,
}

impl Apart {
    /// Compares a figure with theirs.
    pub fn see(&mut self, ours: Option<&f64>, theirs: &Value) {
        let (ours, theirs) = (ours.copied().unwrap_or(f64::NAN), theirs.as_f64().unwrap_or(f64::NAN));
        let off = (ours - theirs).abs() / theirs.abs().max(1.0);
        // What is not a number is the farthest.
        if !(off <= self.most || self.most.is_nan()) {
            self.most = off;
        }
        self.figures += 1;
    }

    /// Two numbers of figures that should be one.
    pub fn count(&mut self, ours: usize, theirs: usize) {
        if ours != theirs {
            self.most = f64::INFINITY;
        }
    }

    /// The row of a method.
    #[must_use]
    pub fn row(&self, task: &str, method: &'static str) -> Row {
        let (goal, others) = find(published::REFERENCES, method, APART);
        let ours = if self.figures > 0 { self.most } else { f64::NAN };
        let task = task.to_owned();
        Row { task, method, figure: APART, ours, form: Form::Small, goal, others }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_difference_counts_and_what_is_missing_is_the_farthest() {
        let mut apart = Apart::default();
        apart.see(Some(&1.5), &Value::from(1.0));
        apart.see(Some(&101.0), &Value::from(100.0));
        assert_eq!(apart.most, 0.5);
        apart.see(Some(&1.0), &Value::Null);
        assert!(apart.most.is_nan());
        apart.see(Some(&1.0), &Value::from(1.0));
        assert!(apart.row("", "").ours.is_nan());
    }
}
