//! How grades fill over time.

mod answer;
mod asked;
mod goal;
mod rates;
mod seen;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{
    FlowAnswer, FlowMonth, FlowRate, FlowsReport, Grade, GradeCount, GradeEstimate, PromotionShare, TimeToGrade,
};

use hrcore_stats::flow::path::{Moment, project};
use hrcore_stats::flow::simulate::{Draws, View, simulate};
use hrcore_stats::flow::stay::{arrivals, steady};
use hrcore_stats::flow::{Fault, Rates, Step};
use hrcore_stats::real::count;
use hrcore_stats::special::beta_quantile;

use super::Estimate;
use crate::compile::Compiled;
use crate::error::{Code, Problem, Problems};
use crate::gather::Gather as _;
use crate::joined::Joined;
use crate::json::Few;
use crate::number::Approx;
use crate::request::FlowsRequest;
use crate::score::head;
use crate::time::Date;
use crate::values::Id;
use crate::{Engine, Facts};

use asked::Asked;
use rates::Known;
use seen::Seen;
#[cfg(feature = "attrition")]
pub(crate) use seen::months_before;

/// The most by which doubt about the rates may change a mean, as a part of all people: what is beyond is simulated, as a
/// series to second order does not tell it.
const BEND: f64 = 0.02;

impl FlowsRequest {
    /// The twelve months after a day, as the twelve before it were.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            horizon: 12,
            window: 12,
            hires: None,
            promotions: Few::default(),
            goal: None,
            seed: 1,
            runs: 2000,
            lang: None,
            policy_version: None,
        }
    }
}

impl Engine {
    /// How grades fill over time, and which hires and promotions hold or reach a structure.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// Two grades, and rates as they are elsewhere: half of the people leave in a year. What keeps 30 and 10 as they are?
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits};
    /// use hrcore::request::{FlowGoal, FlowGoalKind, FlowsRequest, WantedGrade};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.4", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [{"id": "junior"}, {"id": "senior"}],
    ///     "staff_flows": {"grades": ["junior", "senior"], "prior": {"leave": "50%", "promote": 0}}
    /// }"#)?;
    /// let facts = Facts::parse(b"{}", Limits::default())?;
    /// let wanted = |position: &str, people: u32| {
    ///     Some(WantedGrade { position: hrcore::values::Id::new(position)?, people: people.into() })
    /// };
    /// let goal = FlowGoal {
    ///     kind: FlowGoalKind::Hold,
    ///     structure: [wanted("junior", 30), wanted("senior", 10)].into_iter().flatten().collect(),
    ///     most_hires: None,
    ///     most_promotions: None,
    /// };
    /// let request = FlowsRequest { goal: Some(goal), ..FlowsRequest::new("2025-06-30".parse().unwrap()) };
    ///
    /// let report = engine.flows(&facts, &request)?;
    /// // In a month 1 − 0.5^(1/12) = 5.61 % leave.
    /// let hires: Vec<String> = report.goal.unwrap().hires.iter().map(|grade| grade.people.to_string()).collect();
    /// assert_eq!(hires, ["1.68377", "0.561257"]);
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn flows(&self, facts: &Facts, request: &FlowsRequest) -> Result<FlowsReport, Problems> {
        self.with(facts).flows(request)
    }
}

impl Joined<'_> {
    /// How grades fill over time, as [`Engine::flows`] tells.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    pub fn flows(&self, request: &FlowsRequest) -> Result<FlowsReport, Problems> {
        let (version, forced) = self.engine.version_on(request.as_of, request.policy_version.as_ref())?;
        let asked = asked::asked(version, request, self.engine.limits().problems)?;
        let index = &self.versions.join(version).index;
        let seen = seen::count(version, index, request.as_of, request.window);
        let policy = &version.policy;
        let prior = policy.staff_flows.as_ref().and_then(|flows| flows.prior.as_ref());
        let known = rates::rates(&seen, prior);
        let mut report = FlowsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(policy, forced),
            as_of: request.as_of,
            grades: Vec::new(),
            rates: Vec::new(),
            months: Vec::new(),
            steady: Few::default(),
            times: Few::default(),
            goal: None,
            source: known.as_ref().map_or("local", |known| known.source),
            n: seen.all(),
            shock: near(known.as_ref().map_or(0.0, |known| known.rates.shock())),
            caveats: Few::default(),
            text: None,
            problems: index.problems.clone().finish(),
        };
        let course = Course::new(version, &asked, &seen);
        report.grades = course.grades(known.as_ref());
        match &known {
            None => report.caveats.0.push("nothing_seen"),
            Some(known) => course.fill(&mut report, known, request).map_err(refused)?,
        }
        if let Some(language) = request.lang {
            report.text = Some(words::summary(policy, language, &report));
        }
        Ok(report)
    }
}

/// What was checked cannot be refused; if it is, it is said.
fn refused(fault: Fault) -> Problems {
    Problem::new(Code::NumberOutOfRange, "", format!("nothing can be foretold: {fault:?}")).into()
}

/// An estimate; what is left of a difference of equal numbers is nothing.
fn near(value: f64) -> Approx {
    Approx::of(if value.abs() < 1e-9 { 0.0 } else { value })
}

/// An estimate with the quantiles of its distribution.
fn estimate(mean: f64, quantile: &dyn Fn(f64) -> f64) -> Estimate {
    Estimate {
        mean: near(mean),
        lo80: near(quantile(0.1)),
        hi80: near(quantile(0.9)),
        lo95: near(quantile(0.025)),
        hi95: near(quantile(0.975)),
    }
}

/// What is known of the way ahead.
struct Course<'a> {
    asked: &'a Asked,
    seen: &'a Seen,
    ids: Vec<Id>,
    /// People on the day, and hires of each month, by grade.
    start: Vec<f64>,
    hires: Vec<Vec<f64>>,
}

impl<'a> Course<'a> {
    fn new(version: &Compiled, asked: &'a Asked, seen: &'a Seen) -> Self {
        let position = |grade: &usize| version.policy.positions.get(*grade).map(|position| position.id.clone());
        let months = count(seen.months.len()).max(1.0);
        let hires = asked.hires.clone().unwrap_or_else(|| {
            let own: Vec<f64> = seen.hires.iter().map(|people| f64::from(*people) / months).gather();
            vec![own; asked.months.len()]
        });
        Self {
            asked,
            seen,
            ids: version.forecasts.grades.iter().filter_map(position).gather(),
            start: seen.people.iter().map(|people| f64::from(*people)).gather(),
            hires,
        }
    }

    /// Hires of a mean month, by grade.
    fn mean_hires(&self) -> Vec<f64> {
        let mut sums = vec![0.0; self.ids.len()];
        for month in &self.hires {
            sums.iter_mut().zip(month).for_each(|(sum, people)| *sum += people);
        }
        let months = count(self.hires.len()).max(1.0);
        sums.into_iter().map(|sum| sum / months).gather()
    }

    fn grades(&self, known: Option<&Known>) -> Vec<Grade> {
        let mut grades = Vec::with_capacity(self.ids.len());
        for (grade, ((id, people), hires)) in self.ids.iter().zip(&self.seen.people).zip(self.mean_hires()).enumerate()
        {
            let going = known.map_or(0.0, |known| going(&known.rates, grade));
            grades.push(Grade {
                position: id.clone(),
                people: *people,
                hires_per_month: near(hires),
                stay: (going > 0.0).then(|| near(1.0 / going)),
            });
        }
        grades
    }

    fn fill(&self, report: &mut FlowsReport, known: &Known, request: &FlowsRequest) -> Result<(), Fault> {
        let rates = &known.rates;
        let mut steps = Vec::with_capacity(self.hires.len());
        for (hires, planned) in self.hires.iter().zip(&self.asked.promotions) {
            steps.push(Step { hires: hires.clone(), planned: planned.clone() });
        }
        let moments = project(rates, &self.start, &steps)?;
        let runs = usize::try_from(request.runs).unwrap_or(1);
        let draws = simulate(rates, &self.start, &steps, runs, request.seed.into())?;
        report.rates = self.rates(rates);
        report.months = self.months(&moments, &draws);
        // Where somebody stays for good there is no rest.
        let settled = steady(rates, &self.mean_hires()).unwrap_or_default();
        report.steady = Few(settled.iter().zip(&self.ids).map(|(people, id)| goal::count(id, *people)).gather());
        report.times = Few(self.times(rates));
        report.caveats = Few(rates::caveats(self.seen, rates));
        if exact(&moments) < moments.len() {
            report.caveats.0.push("means_simulated");
        }
        if moments.iter().any(|moment| moment.missing > 1e-6) {
            report.caveats.0.push("promotions_short");
        }
        if let Some(wanted) = &self.asked.goal {
            let (answer, is_fixed) = goal::answer(rates, (self.asked, wanted), &self.start, &self.ids)?;
            report.goal = Some(answer);
            if is_fixed {
                report.caveats.0.push("promotions_fixed");
            }
        }
        Ok(())
    }

    /// The ways that are open, with the quantiles of their beta distributions.
    fn rates(&self, rates: &Rates) -> Vec<FlowRate> {
        let mut ways = Vec::new();
        for (from, id) in self.ids.iter().enumerate() {
            let exposure = self.seen.exposure(from);
            for to in 0..=self.ids.len() {
                let share = rates.shares().at(from, to);
                if to == from || share <= 0.0 {
                    continue;
                }
                let weight = rates.weight(from);
                let quantile = |p: f64| {
                    let found = beta_quantile(p, weight * share, weight * (1.0 - share)).of;
                    if found.is_finite() { found } else { share }
                };
                ways.push(FlowRate {
                    from: id.clone(),
                    to: self.ids.get(to).cloned(),
                    share: estimate(share, &quantile),
                    n: self.seen.count(from, to),
                    exposure,
                });
            }
        }
        ways
    }

    fn months(&self, moments: &[Moment], draws: &Draws) -> Vec<FlowMonth> {
        let mut months = Vec::with_capacity(moments.len());
        let exact = exact(moments);
        for (number, ((period, moment), hires)) in self.asked.months.iter().zip(moments).zip(&self.hires).enumerate() {
            let view = |view: View, mean: f64| estimate(mean, &|p| draws.quantile(number, view, p));
            let is_exact = number < exact;
            let mean = if is_exact { moment.mean.as_slice() } else { draws.mean(number) };
            let mut grades = Vec::with_capacity(self.ids.len());
            for (grade, (id, mean)) in self.ids.iter().zip(mean).enumerate() {
                let drawn = || draws.deviation(number, View::Grade(grade));
                grades.push(GradeEstimate {
                    position: id.clone(),
                    people: view(View::Grade(grade), *mean),
                    deviation: near(if is_exact { moment.deviation(grade) } else { drawn() }),
                });
            }
            let total = mean.iter().take(self.ids.len()).fold(0.0, |sum, people| sum + people);
            months.push(FlowMonth {
                period: *period,
                grades,
                total: view(View::Total, total),
                hires: near(hrcore_stats::real::sum(hires)),
                left: view(View::Left, mean.last().copied().unwrap_or(0.0)),
            });
        }
        months
    }

    fn times(&self, rates: &Rates) -> Vec<TimeToGrade> {
        let mut times = Vec::new();
        for (to, goal) in self.ids.iter().enumerate().skip(1) {
            let Ok(found) = arrivals(rates, to) else { continue };
            for (id, arrival) in self.ids.iter().zip(&found).take(to) {
                times.push(TimeToGrade {
                    from: id.clone(),
                    to: goal.clone(),
                    chance: near(arrival.map_or(0.0, |arrival| arrival.chance)),
                    months: arrival.map(|arrival| near(arrival.steps)),
                });
            }
        }
        times
    }
}

/// How many of the first months have means that the series tells.
fn exact(moments: &[Moment]) -> usize {
    moments.iter().take_while(|moment| moment.bend <= BEND).count()
}

/// The share of a grade that does not stay in it.
fn going(rates: &Rates, grade: usize) -> f64 {
    let row = rates.shares().row(grade);
    row.iter().enumerate().filter(|(to, _)| *to != grade).fold(0.0, |sum, (_, share)| sum + share)
}
