//! A decision in words, English or Chinese: what has to hold, how it stands, and what the person lacks.
//!
//! Words are made from the policy's document and the answer alone, so that a host can make its own.

mod decision;
mod standing;
mod statement;
#[cfg(test)]
mod tests;

use crate::condition::{Condition, Test, parts};
use crate::number::{Figure, Rational};
use crate::policy::{Change, Move, Policy, Unit};
use crate::report::{Measure, Names, between_parts, zh};
use crate::time::{Date, Period};
use crate::values::{Amount, Language};

use super::answer::{ConditionResult, MoveDecision};

/// Fills in the texts of a decision.
pub(super) fn tell(policy: &Policy, language: Language, as_of: Date, document: &Move, decision: &mut MoveDecision) {
    let words = Words { names: Names { policy, language }, as_of };
    let Some(mut result) = decision.condition.take() else { return };
    words.condition(&document.requires, &mut result);
    decision.text = Some(words.decision(document, decision, &result));
    decision.condition = Some(result);
}

/// Fills in the texts of a condition and its parts.
pub(crate) fn tell_condition(
    policy: &Policy,
    (language, as_of): (Language, Date),
    document: &Condition,
    result: &mut ConditionResult,
) {
    Words { names: Names { policy, language }, as_of }.condition(document, result);
}

/// Makes words in one language on a day.
#[derive(Debug, Clone, Copy)]
struct Words<'a> {
    names: Names<'a>,
    as_of: Date,
}

impl<'a> Words<'a> {
    /// The texts of a condition and its parts: what has to hold, and how it stands.
    fn condition(&self, document: &'a Condition, result: &mut ConditionResult) {
        for (document, part) in parts(&document.test).iter().zip(&mut result.parts.0) {
            self.condition(document, part);
        }
        let (statement, standing) = (self.statement(document), self.standing(document, result));
        result.text = Some(match self.names.language {
            Language::En => format!("{statement}: {standing}"),
            Language::Zh => format!("{statement}：{standing}"),
        });
    }

    /// One of two fixed texts.
    fn say(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.names.language {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    /// Pieces as one text. What is English in them has its spaces.
    fn join(&self, pieces: &[&str]) -> String {
        match self.names.language {
            Language::En => pieces.concat(),
            Language::Zh => zh(pieces),
        }
    }

    fn list(&self, items: &[String]) -> String {
        items.join(between_parts(self.names.language))
    }

    /// A name that stands in a sentence.
    fn quoted(&self, name: &str) -> String {
        format!("“{name}”")
    }

    /// How the values that a condition compares are shown.
    fn measure(&self, test: &'a Test) -> Measure<'a> {
        let test = match test {
            Test::Metric(test) => test,
            Test::TotalGrowth(test) if test.growth.change == Change::Relative => return Measure::new(Unit::Percent),
            _ => return Measure::new(Unit::Score),
        };
        let (metric, _) = self.names.metric(&test.metric);
        let own = metric.map_or(Measure::new(Unit::Number), Measure::of);
        match test.growth.as_ref().map(|growth| growth.change) {
            None => own,
            Some(Change::Relative) => Measure::new(Unit::Percent),
            Some(Change::Points) => match own.unit {
                Unit::Percent | Unit::Ratio => Measure { points: true, ..Measure::new(Unit::Percent) },
                Unit::Multiple => Measure::new(Unit::Number),
                _ => own,
            },
        }
    }

    /// What a policy states, with its unit.
    fn stated(&self, measure: Measure<'_>, amount: Amount) -> String {
        let value = exact(measure, amount);
        measure.in_unit(&threshold(measure, &value), self.names.language)
    }

    /// A value beside the one that is needed, with its unit.
    fn beside(&self, measure: Measure<'_>, value: &Rational, needs: Option<&Rational>) -> String {
        let text = match needs {
            Some(needs) => measure.beside(value, (needs, &threshold(measure, needs))),
            None => measure.text(value),
        };
        measure.in_unit(&text, self.names.language)
    }

    /// A period; the year is said where it is not the running one.
    fn period(&self, period: Period) -> String {
        use chrono::Datelike as _;
        let english = self.names.language == Language::En;
        let (year, text) = match period {
            Period::Day(day) => return day.to_string(),
            Period::Year(year) => return if english { year.to_string() } else { format!("{year} 年") },
            Period::Week { year, week } => {
                (year, if english { format!("week {week}") } else { format!("第 {week} 周") })
            }
            Period::Month { year, month, .. } => {
                let name = crate::report::month_name(month);
                (year, if english { name.to_owned() } else { format!("{month} 月") })
            }
            Period::Quarter { year, quarter } => {
                (year, if english { format!("Q{quarter}") } else { format!("第 {quarter} 季度") })
            }
            Period::Half { year, half } => {
                let name = if half == 1 { "上半年" } else { "下半年" };
                (year, if english { format!("H{half}") } else { name.to_owned() })
            }
        };
        match self.names.language {
            _ if year == self.as_of.year() => text,
            Language::En => format!("{text} {year}"),
            Language::Zh => zh(&[&format!("{year} 年"), &text]),
        }
    }
}

/// What a policy states, as answers show it: shares in percent.
fn exact(measure: Measure<'_>, amount: Amount) -> Rational {
    let value = measure.unit.value(amount).unwrap_or(Rational::ZERO);
    if measure.unit == Unit::Percent { &value * &Rational::from(100) } else { value }
}

/// A value that is needed, in full.
fn threshold(measure: Measure<'_>, value: &Rational) -> String {
    if measure.unit == Unit::Money { measure.text(value) } else { Figure::new(value.clone()).texts().0 }
}
