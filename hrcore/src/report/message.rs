//! What there is to say about a result: a message has a code and parameters; its words come last.

use crate::error::Problem;
use crate::gather::Gather as _;
use crate::json::{Write, Writer};
use crate::number::Figure;
use crate::policy::{Field, Line, OnUnknown, Policy};
use crate::score::{EmployeeScore, LineScore, PolicyRef, PositionScore, ScoreReport};
use crate::time::Period;
use crate::values::{Id, Language};

use super::names::Names;
use super::planned::Planned;
use super::words::{self, Measured};

answer! {
    /// Scores in sentences.
    pub struct ExplainReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The period.
        pub period: Period,
        /// The language.
        pub lang: &'static str,
        /// One entry per employee, in the order of the facts.
        pub results: Vec<EmployeeExplanation>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An employee's result in sentences.
    pub struct EmployeeExplanation {
        /// The employee.
        pub employee: Id,
        /// One sentence per position held, and one for a longer period.
        pub sentences: Vec<String>,
        /// All of them.
        pub text: String,
        /// What was said, for other languages and layouts.
        pub messages: Vec<Message>,
    }
}

/// Something to say: a stable code, and parameters as they stand in answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    code: &'static str,
    params: Vec<(&'static str, String)>,
}

impl Message {
    fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    fn maybe<T: ToString>(self, name: &'static str, value: Option<&T>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// A parameter.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

impl Write for Message {
    fn write(&self, w: &mut Writer) {
        w.object(|w| {
            w.field("code", &self.code);
            for (name, value) in &self.params {
                w.field(name, value);
            }
        });
    }

    #[cfg(feature = "schema")]
    fn answer_schema(definitions: &mut crate::schema::Definitions) -> (serde_json::Value, crate::schema::Presence) {
        let schema = definitions.named("Message", |_| {
            serde_json::json!({
                "type": "object",
                "properties": {"code": {"type": "string"}},
                "required": ["code"],
                "additionalProperties": {"type": "string"}
            })
        });
        (schema, crate::schema::Presence::ALWAYS)
    }
}

serialize_as_written!(Message);

/// Explains a report in sentences.
pub(crate) fn explain(policy: &Policy, report: ScoreReport, language: Language) -> ExplainReport {
    let names = Names { policy, language };
    let results = report.results.iter().map(|result| person(&names, result)).gather();
    ExplainReport {
        schema_version: crate::SCHEMA_VERSION,
        policy: report.policy,
        period: report.period,
        lang: language.as_str(),
        results,
        problems: report.problems,
    }
}

fn person(names: &Names<'_>, result: &EmployeeScore) -> EmployeeExplanation {
    let language = names.language;
    let mut messages = Vec::new();
    let mut sentences = Vec::new();
    let is_hidden = result.redacted.contains(&Field::Total);
    if result.state == "not_in_scope" {
        messages.push(Message::new("not_in_scope"));
        sentences.push(words::not_in_scope(language).to_owned());
    }
    for position in result.positions.iter() {
        sentences.push(sentence(names, position, is_hidden, &mut messages));
    }
    if result.positions.len() != 1 && result.state != "not_in_scope" {
        let (total, band) = (shown(result.total.as_ref()), result.band.as_ref());
        messages.push(Message::new("combined_total").maybe("total", total.as_ref()).maybe("band", band));
        sentences.push(words::total(
            language,
            words::whole(language),
            total.as_deref(),
            is_hidden,
            band.map(|band| names.band(band)),
        ));
    }
    let text = sentences.join(words::between_sentences(language));
    EmployeeExplanation { employee: result.employee.clone(), sentences, text, messages }
}

/// What is said of a total that is known, hidden from the viewer, or not known.
fn code(is_known: bool, is_hidden: bool) -> &'static str {
    match (is_known, is_hidden) {
        (true, _) => "total",
        (false, true) => "total_hidden",
        (false, false) => "total_unknown",
    }
}

fn shown(figure: Option<&Figure>) -> Option<String> {
    figure.map(|figure| figure.texts().0)
}

fn sentence(names: &Names<'_>, position: &PositionScore, is_hidden: bool, messages: &mut Vec<Message>) -> String {
    let language = names.language;
    let (total, band) = (shown(position.total.as_ref()), position.band.as_ref());
    messages.push(
        Message::new(code(total.is_some(), is_hidden))
            .with("position", &position.position)
            .maybe("total", total.as_ref())
            .maybe("band", band),
    );
    let name = names.position(&position.position);
    let mut parts = vec![words::total(language, name, total.as_deref(), is_hidden, band.map(|band| names.band(band)))];
    let Some(card) = names.card(&position.scorecard) else { return parts.concat() };
    let lines = card.lines();
    for result in &position.lines {
        let Some(line) = lines.iter().find(|line| line.id == result.line) else { continue };
        if result.state != "value" {
            let effect = result.effect.unwrap_or("unknown");
            messages.push(
                Message::new("line_without_value")
                    .with("line", &result.line)
                    .with("state", result.state)
                    .with("effect", effect),
            );
            parts.push(words::without_value(language, names.line(line), result.state, effect));
        } else if result.met == Some(false) {
            parts.push(missed(names, line, result, messages));
        }
    }
    for (stated, applied) in card.adjustments.iter().zip(position.adjustments.iter()) {
        if let Some(points) = applied.points.as_ref().filter(|points| !points.exact().is_zero()) {
            let points = Figure::texts(points).0;
            messages.push(Message::new("adjustment").with("id", &stated.id).with("points", &points));
            parts.push(words::adjustment(language, names.text(stated.name.as_ref(), &stated.id), &points));
        }
    }
    for (stated, applied) in card.vetoes.iter().zip(position.vetoes.iter()) {
        if applied.state == "applied" {
            messages.push(Message::new("veto").with("id", &stated.id));
            parts.push(words::veto(language, names.text(stated.name.as_ref(), &stated.id)));
        }
    }
    for (stated, applied) in card.coefficient_adjustments.iter().zip(position.coefficient_adjustments.iter()) {
        if applied.state == "applied" {
            let add = stated.add.to_string();
            messages.push(Message::new("coefficient").with("id", &stated.id).with("add", &add));
            parts.push(words::coefficient(language, names.text(stated.name.as_ref(), &stated.id), &add));
        }
    }
    let adjustments = card.adjustments.iter().zip(position.adjustments.iter());
    let adjustments = adjustments.map(|(rule, found)| (&rule.id, rule.name.as_ref(), found.state, rule.on_unknown));
    let vetoes = card.vetoes.iter().zip(position.vetoes.iter());
    let vetoes = vetoes.map(|(rule, found)| (&rule.id, rule.name.as_ref(), found.state, rule.on_unknown));
    let changes = card.coefficient_adjustments.iter().zip(position.coefficient_adjustments.iter());
    let changes = changes.map(|(rule, found)| (&rule.id, rule.name.as_ref(), found.state, rule.on_unknown));
    for (id, name, state, on_unknown) in adjustments.chain(vetoes).chain(changes) {
        if state == "unknown" && on_unknown == OnUnknown::Unknown {
            messages.push(Message::new("undecided").with("id", id));
            parts.push(words::undecided(language, names.text(name, id)));
        }
    }
    parts.join(words::between_parts(language))
}

fn missed(names: &Names<'_>, line: &Line, result: &LineScore, messages: &mut Vec<Message>) -> String {
    let language = names.language;
    let metric = names.policy.metrics.iter().find(|metric| metric.id == line.metric);
    let measured = metric
        .zip(result.actual.as_ref())
        .zip(result.target.as_ref())
        .map(|((metric, actual), target)| Measured::new(metric, actual.exact(), target.exact(), language));
    let planned = Planned::of(metric, result);
    let items = planned.items();
    let advice = line.advice.as_ref().map(|advice| advice.in_language(language)).filter(|advice| !advice.is_empty());
    messages.push(
        Message::new("line_missed")
            .with("line", &result.line)
            .with("metric", &result.metric)
            .with("unit", result.unit)
            .maybe("actual", shown(result.actual.as_ref()).as_ref())
            .maybe("target", shown(result.target.as_ref()).as_ref())
            .maybe("items", items.map(|(all, _)| all).as_ref())
            .maybe("items_good", items.map(|(_, good)| good).as_ref()),
    );
    let mut text = words::missed(language, names.line(line), measured.as_ref(), advice);
    planned.tell(names, result, &mut text);
    text
}
