//! What a condition is stated by, and the parts of a combination.

use super::{Condition, Test};
use crate::values::Id;

/// The field by which a condition is stated, what it is about, and its parts.
pub(crate) fn describe(test: &Test) -> (&'static str, Option<&Id>, &[Condition]) {
    match test {
        Test::Metric(test) => ("metric", Some(&test.metric), &[]),
        Test::Score(line, _) => ("score", Some(line), &[]),
        Test::Total(..) | Test::TotalGrowth(..) => ("total", None, &[]),
        Test::Rating(test) => ("rating", Some(&test.band), &[]),
        Test::Event(test) => ("event", Some(&test.kind), &[]),
        Test::Achievement(test) => (test.kind.as_str(), Some(&test.id), &[]),
        Test::Tenure(..) => ("tenure", None, &[]),
        Test::Assessment(test) => ("assessment", Some(&test.assessment), &[]),
        Test::Vacancy(position, _) => ("vacancy", Some(position), &[]),
        Test::CaseFree(_) => ("case_free", None, &[]),
        Test::All(parts) => ("all", None, parts),
        Test::Any(parts) => ("any", None, parts),
        Test::AtLeast(_, parts) => ("of", None, parts),
        Test::Not(part) => ("not", None, std::slice::from_ref(part)),
    }
}

/// The parts of a combination; a test has none.
pub(crate) fn parts(test: &Test) -> &[Condition] {
    describe(test).2
}

/// Where a part of a combination stands: its number in the field that holds the parts.
pub(crate) fn place(at: &str, name: &str, number: usize) -> String {
    if name == "not" { format!("{at}/not") } else { format!("{at}/{name}/{number}") }
}

impl Condition {
    /// The tests of the condition, and where they stand.
    pub(crate) fn tests<'a>(&'a self, at: String, found: &mut Vec<(String, &'a Self)>) {
        let (name, _, parts) = describe(&self.test);
        if parts.is_empty() {
            found.push((at, self));
            return;
        }
        for (number, part) in parts.iter().enumerate() {
            part.tests(place(&at, name, number), found);
        }
    }

    /// The metrics that the condition reads.
    pub(crate) fn metrics<'a>(&'a self, found: &mut Vec<&'a Id>) {
        if let Test::Metric(test) = &self.test {
            found.push(&test.metric);
        }
        parts(&self.test).iter().for_each(|part| part.metrics(found));
    }
}
