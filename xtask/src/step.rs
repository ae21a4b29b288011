//! Runs steps one after the other and tells how each went.

use crate::Workspace;
use anyhow::Result;
use std::fmt;
use std::time::{Duration, Instant};

/// One check.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&Workspace) -> Result<Outcome>,
}

pub(crate) const fn step(name: &'static str, run: fn(&Workspace) -> Result<Outcome>) -> Step {
    Step { name, run }
}

/// How a step ended when nothing was wrong.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It ran; what it saw, in a few words.
    Passed(String),
    /// It could not run here, or not all of it; why, and what to install.
    Skipped(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Passed(text) | Outcome::Skipped(text) => f.write_str(text),
        }
    }
}

/// A line of the closing table.
struct Row {
    name: &'static str,
    result: Result<Outcome>,
    time: Duration,
}

/// Runs the steps, all of them even when one fails, and prints the table. True if all is well; where
/// nothing may be left out, a step that could not run is not well.
pub(crate) fn run_all(w: &Workspace, steps: &[&Step]) -> bool {
    let mut rows = Vec::new();
    for step in steps {
        println!("\n=== {}", step.name);
        let (result, time) = timed(|| (step.run)(w));
        if let Err(error) = &result {
            println!("{error:#}");
        }
        println!("--- {} {:.1} s", step.name, time.as_secs_f64());
        rows.push(Row { name: step.name, result, time });
    }
    println!();
    for row in &rows {
        println!("{}", table_line(row));
    }
    let total: Duration = rows.iter().map(|row| row.time).sum();
    println!("total {:.0} s\n", total.as_secs_f64());
    let count = Count::of(&rows, w.all);
    println!("{count}");
    count.failed == 0
}

#[allow(clippy::disallowed_methods, reason = "times the chores; the core reads no clock")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = work();
    (value, start.elapsed())
}

fn table_line(row: &Row) -> String {
    let (mark, text) = match &row.result {
        Ok(Outcome::Passed(text)) => ("passed", text.clone()),
        Ok(Outcome::Skipped(why)) => ("NOT RUN", why.clone()),
        Err(error) => ("FAILED", error.to_string()),
    };
    let first = text.lines().next().unwrap_or_default();
    format!("{:<8} {:<18} {:>7.1} s  {first}", mark, row.name, row.time.as_secs_f64())
}

/// The closing line.
#[derive(Debug, PartialEq, Eq)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Count {
    fn of(rows: &[Row], all: bool) -> Count {
        let mut count = Count { passed: 0, failed: 0, skipped: 0 };
        for row in rows {
            match &row.result {
                Ok(Outcome::Passed(_)) => count.passed += 1,
                Ok(Outcome::Skipped(_)) if !all => count.skipped += 1,
                Ok(Outcome::Skipped(_)) | Err(_) => count.failed += 1,
            }
        }
        count
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(f, ", {skipped} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    fn rows() -> Vec<Row> {
        let row = |result| Row { name: "a step", result, time: Duration::from_millis(1500) };
        vec![
            row(Ok(Outcome::Passed("all".into()))),
            row(Ok(Outcome::Skipped("no qemu".into()))),
            row(Err(anyhow!("first\nsecond"))),
        ]
    }

    #[test]
    fn what_could_not_run_fails_only_where_nothing_may_be_left_out() {
        assert_eq!(Count::of(&rows(), false).to_string(), "1 passed, 1 failed, 1 skipped");
        assert_eq!(Count::of(&rows(), true).to_string(), "1 passed, 2 failed");
    }

    #[test]
    fn the_table_says_why() {
        let lines: Vec<String> = rows().iter().map(table_line).collect();
        assert_eq!(lines[1], "NOT RUN  a step                 1.5 s  no qemu");
        assert_eq!(lines[2], "FAILED   a step                 1.5 s  first");
    }
}
