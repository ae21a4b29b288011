//! What changed, in English and Chinese. Nothing is decided here.

use super::changes::Change;
use crate::cycle::{AppealReport, FigureChange};
use crate::gather::Gather as _;
use crate::number::Figure;
use crate::policy::{Line, Policy, Unit};
use crate::report::{Measure, Names, between_parts, zh};
use crate::score::LineScore;
use crate::values::{Id, Language};

/// At most so many lines are named.
const NAMED: usize = 5;

/// `Wrong shipments 2.1% → 0.1%: 0 → 100 points; total 78 → 88, “good” → “excellent”`
pub(super) fn say(policy: &Policy, lang: Language, changes: &[Change<'_>], report: &AppealReport) -> String {
    let words = Words { names: Names { policy, language: lang }, lang };
    let mut parts = changes.iter().take(NAMED).map(|change| words.line(change)).gather();
    if let Some(rest) = changes.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
        parts.push(words.pick(&format!("{rest} more lines"), &format!("另有 {rest} 项变化")).to_owned());
    }
    parts.push(words.result(report, changes.is_empty()));
    parts.join(between_parts(lang))
}

struct Words<'a> {
    names: Names<'a>,
    lang: Language,
}

impl Words<'_> {
    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.lang {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    fn line(&self, change: &Change<'_>) -> String {
        let name = self.line_name(change);
        let points = Measure::new(Unit::Score);
        let (old, new) = (change.before, change.after);
        let measure = self.measure(old);
        let (first, second) = (self.value(measure, old), self.value(measure, new));
        let values = if first == second { String::new() } else { format!(" {first} → {second}") };
        let (before, after) = (self.points(old.score.as_ref()), self.points(new.score.as_ref()));
        let scores = if before == after {
            points.in_unit(&after, self.lang)
        } else {
            points.in_unit(&format!("{before} → {after}"), self.lang)
        };
        match self.lang {
            Language::En => format!("{name}{values}: {scores}"),
            Language::Zh => format!("{}：{scores}", zh(&[&name, &values])),
        }
    }

    /// What people call the line, with the period where there are several.
    fn line_name(&self, change: &Change<'_>) -> String {
        let lines = self.names.policy.scorecards.iter().flat_map(|card| &card.sections).flat_map(|own| &own.lines);
        let stated = |line: &&Line| line.id == change.before.line && line.metric == change.before.metric;
        let name = lines.into_iter().find(stated).map_or(change.before.line.as_str(), |line| self.names.line(line));
        match change.answer.period {
            Some(period) => format!("{period} {name}"),
            None => name.to_owned(),
        }
    }

    fn measure(&self, line: &LineScore) -> Measure<'_> {
        let metric = self.names.policy.metrics.iter().find(|metric| metric.id == line.metric);
        metric.map_or(Measure::new(Unit::Number), Measure::of)
    }

    fn value(&self, measure: Measure<'_>, line: &LineScore) -> String {
        match (&line.actual, &line.label) {
            (Some(value), _) => measure.in_unit(&measure.text(value.exact()), self.lang),
            (None, Some(label)) => label.to_string(),
            (None, None) => self.pick("no value", "无").to_owned(),
        }
    }

    fn points(&self, score: Option<&Figure>) -> String {
        score.map_or_else(|| self.pick("unknown", "未知").to_owned(), |score| score.texts().0)
    }

    fn result(&self, report: &AppealReport, is_same: bool) -> String {
        let total = self.pick("total", "总分");
        let mut text = match &report.total {
            Some(change) => format!("{total} {}", self.figures(change)),
            None if is_same => self.pick("nothing changes", "没有变化").to_owned(),
            None => match (&report.after.total, self.lang) {
                (Some(same), Language::En) => format!("total stays {}", same.texts().0),
                (Some(same), Language::Zh) => format!("总分仍为 {}", same.texts().0),
                (None, Language::En) => "total stays unknown".to_owned(),
                (None, Language::Zh) => "总分仍未知".to_owned(),
            },
        };
        if let Some(band) = &report.band {
            let (before, after) = (self.band(band.before.as_ref()), self.band(band.after.as_ref()));
            text.push_str(self.pick(", ", "，"));
            text.push_str(&format!("{before} → {after}"));
        }
        if let Some(coefficient) = &report.coefficient {
            text.push_str(self.pick(", coefficient ", "，绩效系数 "));
            text.push_str(&self.figures(coefficient));
        }
        text
    }

    fn figures(&self, change: &FigureChange) -> String {
        format!("{} → {}", self.points(change.before.as_ref()), self.points(change.after.as_ref()))
    }

    fn band(&self, band: Option<&Id>) -> String {
        band.map_or_else(|| self.pick("not rated", "未评级").to_owned(), |band| format!("“{}”", self.names.band(band)))
    }
}
