//! Figures about the workforce (ISO 30414).

mod answer;
mod count;
mod figures;
#[cfg(test)]
pub(crate) mod tests;
mod words;

pub use answer::{WorkforceFigure, WorkforceGroup, WorkforceReport};

use crate::compile::Compiled;
use crate::error::{Code, Problem, Problems};
use crate::facts::Requisitions;
use crate::gather::Gather as _;
use crate::joined::Joined;
use crate::json::Few;
use crate::request::{WorkforceBy, WorkforceRequest};
use crate::score::head;
use crate::time::{Period, Span};
use crate::values::Id;
use crate::{Engine, Facts};

use count::{Count, Days, Tally};

impl WorkforceRequest {
    /// The whole company in a period.
    #[must_use]
    pub fn new(period: Period) -> Self {
        Self { period, as_of: None, by: Few::default(), lang: None, policy_version: None }
    }
}

impl Engine {
    /// Figures about the workforce (ISO 30414).
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Four people at the start of a year, of whom one leaves half-way without being replaced: 3.5 people on average,
    /// and a turnover of 2 ÷ 7.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::WorkforceRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2023-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [{"id": "sales"}]
    /// }"#)?;
    /// let facts = Facts::parse(br#"{"employees": [
    ///     {"id": "e1", "positions": [{"position": "sales", "from": "2023-01-01"}]},
    ///     {"id": "e2", "positions": [{"position": "sales", "from": "2023-01-01"}]},
    ///     {"id": "e3", "positions": [{"position": "sales", "from": "2023-01-01"}]},
    ///     {"id": "e4", "positions": [
    ///         {"position": "sales", "from": "2023-01-01", "to": "2024-07-01", "ended": "voluntary"}]}
    /// ]}"#, Limits::default())?;
    /// let report = engine.workforce(&facts, &WorkforceRequest::new("2024".parse().unwrap()))?;
    /// let figure = |id| report.groups[0].figures.iter().find(|figure| figure.figure == id).unwrap();
    /// let exact = |id| figure(id).value.as_ref().unwrap().exact().to_string();
    /// assert_eq!((exact("headcount_average"), exact("turnover")), ("7/2".to_owned(), "2/7".to_owned()));
    /// assert_eq!(figure("leavers").employees[0].as_str(), "e4");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn workforce(&self, facts: &Facts, request: &WorkforceRequest) -> Result<WorkforceReport, Problems> {
        self.with(facts).workforce(request)
    }
}

impl Joined<'_> {
    /// Figures about the workforce, as [`Engine::workforce`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn workforce(&self, request: &WorkforceRequest) -> Result<WorkforceReport, Problems> {
        let (version, forced) = self.engine.version(request.period, request.policy_version.as_ref())?;
        let span = days(version, request)?;
        let index = &self.versions.join(version).index;
        let mut sink = index.problems.clone();
        let requisitions = Requisitions::new(index, version, &mut sink);
        let managers = index.managers(&mut sink);
        index.ends_without_day(&mut sink);
        let by = |wanted: WorkforceBy| request.by.contains(&wanted);
        let mut count = Count::new(version, Days::new(span), by(WorkforceBy::Position), by(WorkforceBy::Unit));
        count.people(index, &managers);
        count.posts(&requisitions);
        count.roll_up();
        let mut groups = Vec::new();
        let mut asked = Asked { version, facts: self.facts, request, days: span.days(), groups: &mut groups };
        asked.tell(&count.company, None, &mut std::iter::once(None));
        for (number, by) in request.by.iter().enumerate() {
            if request.by.iter().take(number).any(|earlier| earlier == by) {
                continue;
            }
            match by {
                WorkforceBy::Position => {
                    let ids = version.policy.positions.iter().map(|position| Some(&position.id));
                    asked.tell(&count.positions, Some(*by), &mut { ids });
                }
                WorkforceBy::Unit => {
                    let ids = version.policy.units.iter().map(|unit| Some(&unit.id));
                    asked.tell(&count.units, Some(*by), &mut { ids });
                }
            }
        }
        Ok(WorkforceReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            from: span.from().unwrap_or_default(),
            until: span.to().unwrap_or_default(),
            groups,
            problems: sink.finish(),
        })
    }
}

/// The days of the period that are over.
fn days(version: &Compiled, request: &WorkforceRequest) -> Result<Span, Problem> {
    let span = crate::score::span(version, request.period);
    let Some(as_of) = request.as_of else { return Ok(span) };
    let last = Span::new(as_of, None).first;
    if last < span.first {
        let message = format!("no day of `{}` is over on `{as_of}`", request.period);
        return Err(Problem::new(Code::DateInvalid, "/as_of", message));
    }
    Ok(Span { last: span.last.min(last), ..span })
}

/// What is asked, and what was answered so far.
struct Asked<'a> {
    version: &'a Compiled,
    facts: &'a Facts,
    request: &'a WorkforceRequest,
    days: u32,
    groups: &'a mut Vec<WorkforceGroup>,
}

impl Asked<'_> {
    /// The groups of a kind; those of which there is nothing to say are left out.
    fn tell(&mut self, tally: &Tally, by: Option<WorkforceBy>, ids: &mut dyn Iterator<Item = Option<&Id>>) {
        let employees = &self.facts.document().employees;
        let has_promotions = count::has_promotions(self.version);
        for (number, id) in ids.enumerate() {
            let Some(counts) = tally.of(number) else { continue };
            if by.is_some() && counts.is_empty() {
                continue;
            }
            let figures = figures::figures(counts, self.days, (by.is_some(), has_promotions), &|list| {
                let named = tally.named(number, list).iter();
                named.filter_map(|person| employees.get(*person as usize)).map(|employee| employee.id.clone()).gather()
            });
            let text = self.request.lang.map(|lang| {
                let name = by.map(|by| words::name(&self.version.policy, (by, number), lang));
                words::group(&figures, name, lang)
            });
            self.groups.push(WorkforceGroup { by: by.map(|by| by.as_str()), id: id.cloned(), figures, text });
        }
    }
}
