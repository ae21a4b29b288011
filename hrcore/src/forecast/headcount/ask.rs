//! What is asked, checked.

use super::demand::{Demand, WIDEST};
use crate::Engine;
use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::error::{Code, Problems};
use crate::gather::Gather as _;
use crate::number::{Decimal, Rational, float};
use crate::request::HeadcountRequest;
use crate::sort;
use crate::time::Period;

/// The farthest month.
const HORIZON: u32 = 36;
/// So many rules can be asked at once, each of which takes a forecast.
const RULES: usize = 1_000;

/// What is asked.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The rules, in the order of the policy.
    pub(super) rules: Vec<usize>,
    /// The volumes that are planned, by rule and month, in order.
    planned: Vec<(usize, Period, Demand)>,
}

impl Asked {
    pub(super) fn new(engine: &Engine, version: &Compiled, request: &HeadcountRequest) -> Result<Self, Problems> {
        let mut sink = Sink::new((Vec::new(), Vec::new()), engine.limits().problems);
        let root = Place::ROOT;
        if !(1..=HORIZON).contains(&request.horizon) {
            let message = format_args!("`{}` is not between 1 and {HORIZON}", request.horizon);
            sink.report(&root, "horizon", Code::NumberOutOfRange, message);
        }
        let mut asked = Self { rules: rules(version, request, &mut sink), planned: Vec::new() };
        if asked.rules.len() > RULES {
            let message = format_args!("at most {RULES} rules can be asked at once, not {}", asked.rules.len());
            let hint = format_args!("name those of a part of the company in `rules`");
            sink.advise(&root, "rules", Code::LimitExceeded, message, hint);
        }
        asked.volumes(version, request, &mut sink);
        Problems::check(sink.finish())?;
        Ok(asked)
    }

    fn volumes(&mut self, version: &Compiled, request: &HeadcountRequest, sink: &mut Sink) {
        let root = Place::ROOT;
        let list = root.field("volumes");
        let start_day = version.policy.appraisal_period.start_day;
        let mut found: Vec<(usize, Period, usize, Demand)> = Vec::with_capacity(request.volumes.len());
        for (number, volume) in request.volumes.iter().enumerate() {
            let at = list.item(number);
            let rules = &version.forecasts.headcount_index;
            let rule = rules.get(volume.rule.as_str());
            if rule.is_none() {
                rules.unknown("rule", volume.rule.as_str(), &at.field("rule"), sink);
            }
            if !matches!(volume.period, Period::Month { start_day: day, .. } if day == start_day) {
                let message = format_args!("`{}` is not a month of this policy", volume.period);
                sink.report(&at, "period", Code::PeriodUnsupported, message);
            }
            if volume.value.is_negative() {
                sink.report(&at, "value", Code::NumberOutOfRange, format_args!("a volume is not below zero"));
            }
            let spread = Rational::from_scaled(volume.spread.0.mantissa(), volume.spread.0.scale() + 2);
            let spread = float(&spread).unwrap_or_default();
            if volume.spread.0 < Decimal::ZERO || spread > f64::from(WIDEST) {
                sink.report(&at, "spread", Code::NumberOutOfRange, format_args!("a spread is 0 to {} %", WIDEST * 100));
            }
            let median = float(&volume.value.to_rational()).unwrap_or_default();
            found.push((rule.unwrap_or(usize::MAX), volume.period, number, Demand { median, spread }));
        }
        sort::sort_by(&mut found, |a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
        for pair in found.windows(2) {
            if let [first, second] = pair
                && (first.0, first.1) == (second.0, second.1)
                && first.0 != usize::MAX
            {
                let message = format_args!("the volume of `{}` stands in this list twice", second.1);
                sink.report(&list.item(second.2), "period", Code::IdDuplicate, message);
            }
        }
        self.planned = found.into_iter().map(|(rule, period, _, demand)| (rule, period, demand)).gather();
    }

    /// The volume that is planned for a rule and month.
    pub(super) fn planned(&self, rule: usize, month: Period) -> Option<Demand> {
        let at = self.planned.binary_search_by(|known| (known.0, known.1).cmp(&(rule, month))).ok()?;
        self.planned.get(at).map(|(.., demand)| *demand)
    }
}

/// The rules asked for, or all, in the order of the policy.
fn rules(version: &Compiled, request: &HeadcountRequest, sink: &mut Sink) -> Vec<usize> {
    let index = &version.forecasts.headcount_index;
    let Some(ids) = &request.rules else { return (0..version.forecasts.headcount.len()).gather() };
    let root = Place::ROOT;
    let list = root.field("rules");
    let mut found: Vec<(usize, usize)> = Vec::with_capacity(ids.len());
    for (number, id) in ids.iter().enumerate() {
        match index.get(id.as_str()) {
            Some(rule) => found.push((rule, number)),
            None => index.unknown("rule", id.as_str(), &list.item(number), sink),
        }
    }
    sort::sort_by(&mut found, Ord::cmp);
    found.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            sink.report(&list.item(later.1), "", Code::IdDuplicate, format_args!("this rule stands in the list twice"));
        }
        same
    });
    found.iter().map(|(rule, _)| *rule).gather()
}
