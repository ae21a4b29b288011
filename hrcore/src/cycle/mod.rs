//! The appraisal cycle (考核周期) and appeals (申诉): what is due when, and what a correction changes.

mod answer;
mod appeals;
mod steps;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{
    AppealReport, AppealStatus, BandChange, CorrectionResult, CycleOption, CycleReport, Deadlines, FigureChange,
    LineChange, LineFigures, Slots, StepStatus,
};

use crate::Engine;
use crate::compile::place::Sink;
use crate::engine::unsupported;
use crate::error::{Code, Problem, Problems};
use crate::json::Few;
use crate::policy::CycleKind;
use crate::request::CycleRequest;
use crate::score::{base_periods, head};

use appeals::Window;
use steps::Steps;

impl Engine {
    /// Where an appraisal cycle and the appeals against its results stand. Nothing is kept between calls: it follows from
    /// the policy, what was done and the moment.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single entries stand in the report.
    ///
    /// # Example
    ///
    /// Indicators are announced on day 1; on the second day of June nobody has done so.
    ///
    /// ```
    /// use hrcore::{Engine, request::CycleRequest, time::Instant};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.3", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [],
    ///     "cycle": {"steps": [
    ///         {"id": "indicators", "kind": "announce", "by": "hr", "day": 1},
    ///         {"id": "result", "kind": "result", "by": "hr", "days_after": 0}]}
    /// }"#)?;
    /// let now = Instant::parse("2025-06-02T09:00:00+08:00").unwrap();
    /// let report = engine.cycle(&CycleRequest::new("2025-06".parse().unwrap(), now))?;
    /// assert_eq!((report.state, report.steps[0].state, report.steps[1].state), ("running", "overdue", "waiting"));
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn cycle(&self, request: &CycleRequest) -> Result<CycleReport, Problems> {
        let (version, forced) = self.version(request.period, request.policy_version.as_ref())?;
        if base_periods(version, request.period).is_none() {
            return Err(unsupported(version, request.period).into());
        }
        let Some(cycle) = &version.policy.cycle else {
            return Err(Problem::new(Code::ReferenceUnknown, "", "the policy has no `cycle`").into());
        };
        let mut sink = Sink::new((Vec::new(), Vec::new()), version.limits.problems);
        let mut known = Steps::new(cycle, crate::score::span(version, request.period), request.as_of);
        known.take(&request.record, &mut sink);
        let published = known.done(CycleKind::Publish);
        let window = cycle.appeal.as_ref().map(|rule| Window::new((version, rule), published, request.as_of));
        let mut appeals = appeals::statuses(window.as_ref(), &request.appeals, request.as_of, &mut sink);
        let until = window.and_then(|window| window.until());
        let mut state = known.state();
        let is_open = until.is_some_and(|until| !request.as_of.is_after(until)) || appeals.iter().any(appeals::is_open);
        if state == "final" && is_open {
            state = "appeals";
        }
        let mut steps = known.statuses();
        if let Some(language) = request.lang {
            for ((status, stated), all) in steps.iter_mut().zip(&cycle.steps).zip(known.counts()) {
                status.text = Some(words::step(stated, (status, all), language));
            }
            for appeal in &mut appeals {
                appeal.text = Some(words::appeal(appeal, until, language));
            }
        }
        Ok(CycleReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            period: request.period,
            as_of: request.as_of,
            state,
            steps,
            published_at: published,
            appeals_until: until,
            appeals: Few(appeals),
            can: Few(known.can()),
            problems: sink.finish(),
        })
    }
}

impl CycleRequest {
    /// A cycle at a moment, of which nothing is recorded.
    #[must_use]
    pub fn new(period: crate::time::Period, as_of: crate::time::Instant) -> Self {
        Self { period, as_of, record: Few::default(), appeals: Few::default(), lang: None, policy_version: None }
    }
}
