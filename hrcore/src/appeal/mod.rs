//! Appeals (申诉): a result before and after corrections, and what made the difference. The answer is declared in
//! `cycle`, where the time for appeals is.

mod changes;
mod corrections;
#[cfg(test)]
mod tests;
mod words;

use crate::compile::Compiled;
use crate::cycle::{AppealReport, BandChange, Deadlines, FigureChange};
use crate::engine::{Asked, chosen_at, unread};
use crate::error::{Code, Problem, Problems};
use crate::facts::FactIndex;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational};
use crate::request::{AppealRequest, Corrections};
use crate::score::{Detail, head};
use crate::time::Period;
use crate::values::Id;
use crate::{Engine, Facts};

use changes::{changes, lines};
use corrections::Corrected;

/// More corrections than this are no appeal.
const MOST: usize = 1_000;

/// So many times corrections that make no sense are left out anew: without one, another may be in the way.
const ROUNDS: usize = 4;

impl AppealRequest {
    /// A result as it was, with nothing corrected yet.
    #[must_use]
    pub fn new(period: Period, employee: Id) -> Self {
        Self {
            period,
            employee,
            corrections: Corrections { observations: Few::default(), ratings: Few::default(), remove: Few::default() },
            published_at: None,
            filed_at: None,
            as_of: None,
            lang: None,
            policy_version: None,
        }
    }
}

impl Engine {
    /// A result before and after corrections, and what made the difference.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records and corrections stand in the report.
    ///
    /// # Example
    ///
    /// Forty seconds were recorded as fifty.
    ///
    /// ```
    /// use hrcore::{Engine, document};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.3", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [{"id": "reply", "unit": "second", "direction": "lower", "source": "desk"}],
    ///     "scorecards": [{"id": "card", "sections": [{"id": "main", "lines": [
    ///         {"id": "reply", "metric": "reply", "weight": 100, "target": 40, "method": {"kind": "ratio"}}]}]}],
    ///     "positions": [{"id": "service", "scorecard": "card"}]
    /// }"#)?;
    /// let facts = br#"{
    ///     "employees": [{"id": "e1", "positions": [{"position": "service", "from": "2024-01-01"}]}],
    ///     "observations": [{"metric": "reply", "employee": "e1", "period": "2025-06", "value": 50}]
    /// }"#;
    /// let request = br#"{"period": "2025-06", "employee": "e1", "corrections": {"observations": [
    ///     {"metric": "reply", "employee": "e1", "period": "2025-06", "value": 40}]}}"#;
    /// let answer = document::appeal(&engine, facts, request)?;
    /// assert!(answer.contains(r#""total":{"before":"80","after":"100","change":"20"}"#));
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn appeal(&self, facts: &Facts, request: &AppealRequest) -> Result<AppealReport, Problems> {
        let stated = &request.corrections;
        let count = stated.observations.len() + stated.ratings.len() + stated.remove.len();
        let joined = self.with(facts);
        let asked = Asked::new(&joined, request.period, request.policy_version.as_ref()).map_err(Problems::from);
        let people = chosen_at(facts, std::slice::from_ref(&request.employee), "/employee");
        let (asked, people) = Problems::both(asked, people)?;
        if count > MOST {
            let message = format!("an appeal has at most {MOST} corrections, not {count}");
            return Err(Problem::new(Code::LimitExceeded, "/corrections", message).into());
        }
        let Some(person) = people.first().copied() else { return Err(unread(&request.employee)) };
        let (version, forced) = (asked.version, asked.forced);
        let before = asked.scorer().answer(person, Detail::Full).ok_or_else(|| unread(&request.employee))?;
        let own = lines(&asked, person, &before);
        let corrected = correct(facts, version, stated);
        let rejoined = self.with(&corrected.facts);
        let again = Asked::new(&rejoined, request.period, request.policy_version.as_ref())?;
        let after = again.scorer().answer(person, Detail::Full).ok_or_else(|| unread(&request.employee))?;
        let others = lines(&again, person, &after);
        let changed = changes(&own, &others, &corrected.touched);
        let points = |by: &Rational| version.total_figure(by);
        let mut report = AppealReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            employee: request.employee.clone(),
            changes: changed.iter().map(|change| change.answer.clone()).gather(),
            total: change(before.total.as_ref(), after.total.as_ref(), &points),
            band: (before.band != after.band)
                .then(|| BandChange { before: before.band.clone(), after: after.band.clone() }),
            coefficient: change(before.coefficient.as_ref(), after.coefficient.as_ref(), &|by| Figure::new(by.clone())),
            before,
            after,
            corrections: corrected.effects(),
            deadlines: deadlines(version, request),
            text: None,
            problems: Vec::new(),
        };
        report.text = request.lang.map(|lang| words::say(&version.policy, lang, &changed, &report));
        drop((changed, again));
        report.problems = asked.problems();
        report.problems.extend(corrected.problems);
        Ok(report)
    }
}

/// Facts with corrections. Those that make no sense have no effect: what they were to take the place of stays.
fn correct<'a>(facts: &Facts, version: &Compiled, stated: &'a Corrections) -> Corrected<'a> {
    let mut corrected = Corrected::new(facts, stated);
    for _ in 0..ROUNDS {
        let mut index = FactIndex::new(&corrected.facts, version);
        let problems = std::mem::take(&mut index.problems).finish();
        let kept = corrected.kept(&index);
        if !corrected.refuse(&kept, &problems) {
            break;
        }
        corrected.apply(facts);
    }
    corrected.miss();
    corrected
}

/// A figure before and after, where it differs.
fn change(
    before: Option<&Figure>,
    after: Option<&Figure>,
    figure: &dyn Fn(&Rational) -> Figure,
) -> Option<FigureChange> {
    if before.map(Figure::exact) == after.map(Figure::exact) {
        return None;
    }
    let by = before.zip(after).map(|(before, after)| figure(&(after.exact() - before.exact())));
    Some(FigureChange { before: before.cloned(), after: after.cloned(), change: by })
}

/// The times of an appeal, as far as the policy and the request say.
fn deadlines(version: &Compiled, request: &AppealRequest) -> Option<Deadlines> {
    let rule = version.policy.cycle.as_ref()?.appeal.as_ref()?;
    let (published, filed) = (request.published_at, request.filed_at);
    if published.is_none() && filed.is_none() {
        return None;
    }
    let filed_by = published.map(|published| rule.within.end(published, &version.calendar));
    let answer_due = filed.map(|filed| rule.answer.end(filed, &version.calendar));
    let times = published.zip(filed_by).zip(filed);
    Some(Deadlines {
        filed,
        filed_by,
        in_time: times.map(|((published, until), filed)| !published.is_after(filed) && !filed.is_after(until)),
        answer_due,
        overdue: request.as_of.zip(answer_due).map(|(now, due)| now.is_after(due)),
    })
}
