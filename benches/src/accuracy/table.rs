//! The table: ours beside what others reach.

use std::fmt::Write as _;

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With so many places.
    Plain(usize),
    /// A share as percent, with so many places.
    Percent(usize),
    /// Milliseconds.
    Milliseconds,
    /// A power of ten with one digit before it.
    Small,
}

impl Form {
    fn show(self, value: f64) -> String {
        let text = match self {
            Self::Plain(places) => format!("{value:.places$}"),
            Self::Percent(places) => format!("{:.places$} %", value * 100.0),
            Self::Milliseconds => format!("{value:.2} ms"),
            Self::Small => format!("{value:.0e}"),
        };
        text.replace('-', "\u{2212}")
    }
}

/// What a figure should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// At most this.
    AtMost(f64),
    /// At least this.
    AtLeast(f64),
    /// Between these.
    Within(f64, f64),
    /// Told, not promised.
    None,
}

impl Goal {
    fn is_met(self, value: f64) -> Option<bool> {
        match self {
            Self::AtMost(most) => Some(value <= most),
            Self::AtLeast(least) => Some(value >= least),
            Self::Within(low, high) => Some((low..=high).contains(&value)),
            Self::None => None,
        }
    }
}

/// A figure of others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published {
    /// The figure, or the least of several.
    pub least: f64,
    /// The same, or the greatest of several.
    pub most: f64,
    /// Whose: the method, the tool and its version.
    pub whose: &'static str,
}

impl Published {
    /// One figure.
    #[must_use]
    pub const fn one(value: f64, whose: &'static str) -> Self {
        Self { least: value, most: value, whose }
    }

    /// From one figure to another.
    #[must_use]
    pub const fn range(least: f64, most: f64, whose: &'static str) -> Self {
        Self { least, most, whose }
    }

    fn show(self, form: Form) -> String {
        let least = form.show(self.least);
        if self.least < self.most {
            format!("{least} to {} {}", form.show(self.most), self.whose)
        } else {
            format!("{least} {}", self.whose)
        }
    }
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// What is foretold, from which data.
    pub task: String,
    /// By which method.
    pub method: &'static str,
    /// What is measured.
    pub figure: &'static str,
    /// What we reach.
    pub ours: f64,
    /// How it is written.
    pub form: Form,
    /// What it should be.
    pub goal: Goal,
    /// What others reach.
    pub others: &'static [Published],
}

/// The head of the table.
pub const HEAD: &str = "\
| task | method | figure | ours | goal | met | others |
|---|---|---|---|---|---|---|
";

/// Rows of the table; goals hold for the whole of the data and are left open for a part of it.
#[must_use]
pub fn lines(rows: &[Row], is_whole: bool) -> String {
    let mut out = String::new();
    let mut before = ("", "");
    for row in rows {
        let show = |value| row.form.show(value);
        let goal = match row.goal {
            Goal::AtMost(most) => format!("≤ {}", show(most)),
            Goal::AtLeast(least) => format!("≥ {}", show(least)),
            Goal::Within(low, high) => format!("{} to {}", show(low), show(high)),
            Goal::None => "–".to_owned(),
        };
        let met = match row.goal.is_met(row.ours).filter(|_| is_whole) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "–",
        };
        let others: Vec<String> = row.others.iter().map(|other| other.show(row.form)).collect();
        let others = if others.is_empty() { "–".to_owned() } else { others.join("; ") };
        // What the line above says is not said again.
        let task = if before.0 == row.task { "" } else { row.task.as_str() };
        let method = if before == (row.task.as_str(), row.method) { "" } else { row.method };
        before = (&row.task, row.method);
        let Row { figure, ours, .. } = row;
        // A String takes every line.
        let _ = writeln!(out, "| {task} | {method} | {figure} | {} | {goal} | {met} | {others} |", show(*ours));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ours: f64, form: Form, goal: Goal, others: &'static [Published]) -> Row {
        Row { task: "t".to_owned(), method: "m", figure: "f", ours, form, goal, others }
    }

    #[test]
    fn lines_say_whether_goals_are_met() {
        const OTHERS: &[Published] = &[Published::one(13.51, "a"), Published::range(13.0, 14.0, "b")];
        let rows = [
            row(13.335, Form::Plain(2), Goal::AtMost(13.55), OTHERS),
            row(0.5, Form::Percent(1), Goal::Within(0.77, 0.83), &[]),
            row(-4.0, Form::Milliseconds, Goal::None, &[]),
        ];
        assert_eq!(
            lines(&rows, true),
            "| t | m | f | 13.34 | ≤ 13.55 | yes | 13.51 a; 13.00 to 14.00 b |\n\
             |  |  | f | 50.0 % | 77.0 % to 83.0 % | no | – |\n\
             |  |  | f | −4.00 ms | – | – | – |\n"
        );
        assert!(lines(&rows, false).contains("| ≤ 13.55 | – |"));
    }

    #[test]
    fn what_is_not_a_number_meets_nothing() {
        assert_eq!(Goal::AtMost(1.0).is_met(f64::NAN), Some(false));
        assert_eq!(Goal::AtLeast(1.0).is_met(f64::NAN), Some(false));
        assert_eq!(Goal::Within(0.0, 1.0).is_met(f64::NAN), Some(false));
    }
}
