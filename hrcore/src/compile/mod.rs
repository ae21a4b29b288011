//! From a policy as read to a policy that can be asked: references resolved, constants exact, every check done.

#[cfg(feature = "money")]
mod alerts;
#[cfg(feature = "promotion")]
mod assessments;
#[cfg(feature = "attrition")]
mod attrition;
mod bands;
mod baseline;
mod cards;
#[cfg(feature = "promotion")]
mod career;
#[cfg(feature = "promotion")]
mod checks;
mod conditions;
#[cfg(feature = "money")]
mod cycles;
#[cfg(feature = "planning")]
mod figures;
mod filter;
#[cfg(feature = "attrition")]
mod flight;
#[cfg(feature = "forecast")]
mod forecast;
#[cfg(feature = "money")]
mod incentives;
mod index;
#[cfg(feature = "planning")]
mod jobs;
mod methods;
mod metrics;
#[cfg(feature = "money")]
mod money;
mod organisation;
pub(crate) mod place;
#[cfg(feature = "planning")]
mod planning;
#[cfg(feature = "promotion")]
mod procedures;
mod reads;
#[cfg(feature = "planning")]
mod training;
#[cfg(feature = "money")]
mod watch;

#[cfg(feature = "money")]
pub(crate) use alerts::{Audience, CompiledAlert};
#[cfg(feature = "promotion")]
pub(crate) use assessments::{Assessments, CompiledCriterion, CompiledGrid, PointSource};
#[cfg(feature = "attrition")]
pub(crate) use attrition::{Attrition, CompiledDriver, DriverKind, driver};
pub(crate) use bands::Scale;
pub(crate) use baseline::Baseline;
pub(crate) use cards::{Card, CompiledAdjustment, CompiledLine};
#[cfg(feature = "promotion")]
pub(crate) use career::{Career, CompiledMove, Ways, credentials};
#[cfg(feature = "promotion")]
pub(crate) use checks::{AchievedCheck, Check, EventCheck, Requirement, Series, SeriesCheck, appraised, reads_totals};
pub(crate) use filter::{Filter, FilterLine, FilterMethod};
#[cfg(feature = "attrition")]
pub(crate) use flight::Flight;
#[cfg(feature = "forecast")]
pub(crate) use forecast::{CompiledHeadcount, Forecasts};
#[cfg(feature = "money")]
pub(crate) use incentives::{
    CompiledBonus, CompiledBudget, CompiledCommission, CompiledPayRule, CompiledStep, Incentives, Whom,
};
pub(crate) use index::Index;
#[cfg(feature = "planning")]
pub(crate) use jobs::{CompiledAuthority, Jobs};
pub(crate) use methods::{CompiledMethod, Steps};
pub(crate) use metrics::{PlanSource, Source};
pub(crate) use organisation::UnitNode;
#[cfg(feature = "planning")]
pub(crate) use planning::{Planning, Tracking};
pub(crate) use reads::Reads;
#[cfg(feature = "planning")]
pub(crate) use training::{CompiledTraining, Training};

use std::sync::Arc;

use place::{Place, Sink};

use crate::error::Code;
use crate::gather::Gather as _;
use crate::json::Absent;
use crate::limits::Limits;
use crate::number::{Decimal, Rational, RoundingMode};
use crate::policy::{DayCount, Every, Policy, Unit};
use crate::time::{Span, WorkCalendar};
use crate::values::{Amount, Id};

/// A policy that can be asked.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// Shared with the receipts of its results.
    pub(crate) policy: Arc<Policy>,
    /// Which version of the document it is, in the order in which they stand there.
    pub(crate) number: usize,
    /// Pointer of the version in the document that was compiled.
    pub(crate) place: String,
    pub(crate) limits: Limits,
    pub(crate) metric_index: Index,
    pub(crate) position_index: Index,
    pub(crate) unit_index: Index,
    /// Where the values of each metric come from.
    pub(crate) sources: Vec<Source>,
    pub(crate) scales: Vec<Scale>,
    /// The cards as stated, then the variants that units override.
    pub(crate) cards: Vec<Card>,
    /// What the fast path knows of each card.
    pub(crate) filters: Vec<Option<Filter>>,
    /// Metrics that are only ever rated, so that an observation of them would count nowhere.
    pub(crate) only_rated: Vec<bool>,
    /// The card of each position.
    pub(crate) position_cards: Vec<Option<usize>>,
    pub(crate) units: Vec<UnitNode>,
    pub(crate) calendar: WorkCalendar,
    #[cfg(feature = "promotion")]
    pub(crate) assessments: Assessments,
    #[cfg(feature = "promotion")]
    pub(crate) career: Career,
    #[cfg(feature = "planning")]
    pub(crate) planning: Planning,
    #[cfg(feature = "planning")]
    pub(crate) training: Training,
    #[cfg(feature = "planning")]
    pub(crate) jobs: Jobs,
    #[cfg(feature = "money")]
    pub(crate) incentives: Incentives,
    #[cfg(feature = "money")]
    pub(crate) alerts: Vec<CompiledAlert>,
    #[cfg(feature = "forecast")]
    pub(crate) forecasts: Forecasts,
    #[cfg(feature = "attrition")]
    pub(crate) attrition: Attrition,
    /// What of this version belongs to features that are left out.
    pub(crate) absent: Vec<Absent>,
}

impl Compiled {
    /// Compiles one version; `None` when there are problems, which are in the sink.
    pub(crate) fn new(
        (number, mut policy): (usize, Policy),
        place: &Place<'_>,
        sink: &mut Sink,
        limits: Limits,
    ) -> Option<Self> {
        state_defaults(&mut policy);
        let before = sink.problems.len();
        let absent = sink.absent_below(place);
        settings(&policy, place, sink);
        let metric_index = index::index(&policy.metrics.iter().map(|m| &m.id).gather(), &place.field("metrics"), sink);
        let position_index =
            index::index(&policy.positions.iter().map(|p| &p.id).gather(), &place.field("positions"), sink);
        let unit_index = index::index(&policy.units.iter().map(|u| &u.id).gather(), &place.field("units"), sink);
        let scale_index =
            index::index(&policy.rating_scales.iter().map(|s| &s.id).gather(), &place.field("rating_scales"), sink);
        let card_index =
            index::index(&policy.scorecards.iter().map(|c| &c.id).gather(), &place.field("scorecards"), sink);
        metrics::absent(place, sink);
        let sources = metrics::compile(&policy, &metric_index, place, sink, &limits);
        let scales = bands::compile(&policy.rating_scales, place, sink);
        let context =
            cards::Context { policy: &policy, metrics: &metric_index, scales: &scale_index, depth: limits.depth };
        let mut cards = cards::compile(&context, place, sink);
        let units = organisation::units(&context, &unit_index, &card_index, &mut cards, place, sink);
        let position_cards = organisation::positions(&policy, &card_index, place, sink);
        organisation::distribution(&policy, place, sink);
        organisation::access(&policy, place, sink);
        #[cfg(feature = "promotion")]
        procedures::check(&policy, place, sink);
        #[cfg(feature = "promotion")]
        let career = career::compile(&policy, (&metric_index, &position_index), &sources, place, sink);
        let filters = cards.iter().map(|card| Filter::new(card, &scales, &policy.rounding)).gather();
        #[cfg_attr(not(feature = "promotion"), allow(unused_mut, reason = "assessments read metrics too"))]
        let mut only_rated =
            metrics::only_rated(&policy, (&metric_index, &sources), &cards, &metrics::named(place, sink));
        #[cfg(feature = "promotion")]
        let known = (&metric_index, sources.as_slice());
        #[cfg(feature = "promotion")]
        let assessments = assessments::compile(&policy, known, &career.assessment_index, &mut only_rated, place, sink);
        #[cfg(feature = "planning")]
        let planning = planning::compile(&policy, &position_index, place, sink);
        #[cfg(feature = "planning")]
        let training = training::compile(&policy, (&metric_index, &position_index), &career, place, sink);
        #[cfg(feature = "planning")]
        let names = career::Names {
            policy: &policy,
            metrics: &metric_index,
            positions: &position_index,
            career: &career,
            place,
            sources: &sources,
        };
        #[cfg(feature = "planning")]
        let jobs = jobs::compile(&names, place, sink);
        #[cfg(feature = "money")]
        let incentives = incentives::compile(&names, &unit_index, place, sink);
        #[cfg(feature = "money")]
        cycles::check(&policy, place, sink);
        #[cfg(feature = "money")]
        let alerts = alerts::compile(&names, place, sink);
        #[cfg(feature = "money")]
        watch::check(&names, sink);
        #[cfg(feature = "forecast")]
        let forecasts = forecast::compile(
            &forecast::Names {
                policy: &policy,
                metrics: &metric_index,
                positions: &position_index,
                units: &unit_index,
            },
            place,
            sink,
        );
        #[cfg(feature = "attrition")]
        let attrition = attrition::compile(&names, &unit_index, place, sink);
        let calendar = policy.work_calendar.compile();
        if sink.problems.len() != before {
            return None;
        }
        Some(Self {
            policy: Arc::new(policy),
            number,
            place: sink.pointer(place),
            limits,
            metric_index,
            position_index,
            unit_index,
            sources,
            scales,
            cards,
            only_rated,
            filters,
            position_cards,
            units,
            calendar,
            #[cfg(feature = "promotion")]
            assessments,
            #[cfg(feature = "promotion")]
            career,
            #[cfg(feature = "planning")]
            planning,
            #[cfg(feature = "planning")]
            training,
            #[cfg(feature = "planning")]
            jobs,
            #[cfg(feature = "money")]
            incentives,
            #[cfg(feature = "money")]
            alerts,
            #[cfg(feature = "forecast")]
            forecasts,
            #[cfg(feature = "attrition")]
            attrition,
            absent,
        })
    }

    /// The card by which someone in a position is scored in a unit: the nearest unit's variant, or the card as stated.
    pub(crate) fn card(&self, position: usize, unit: Option<usize>) -> Option<&Card> {
        self.cards.get(self.card_number(position, unit)?)
    }

    /// The same, by index.
    pub(crate) fn card_number(&self, position: usize, unit: Option<usize>) -> Option<usize> {
        let stated = (*self.position_cards.get(position)?)?;
        let mut at = unit;
        while let Some(node) = at.and_then(|unit| self.units.get(unit)) {
            if let Some((_, variant)) = node.variants.iter().find(|(card, _)| *card == stated) {
                return Some(*variant);
            }
            at = node.parent;
        }
        Some(stated)
    }

    /// Days as the policy counts them.
    pub(crate) fn days(&self, span: Span) -> u32 {
        match self.policy.proration.days {
            DayCount::Calendar => span.days(),
            DayCount::Working => self.calendar.working_days(span),
        }
    }

    pub(crate) fn rounding_mode(&self) -> RoundingMode {
        self.policy.rounding.mode.into()
    }
}

/// States the defaults that follow from other fields.
fn state_defaults(policy: &mut Policy) {
    for metric in &mut policy.metrics {
        let (aggregation, flow) = (metric.aggregated_by(), metric.is_flow());
        metric.aggregation.get_or_insert(aggregation);
        metric.flow.get_or_insert(flow);
    }
    if let [scale] = policy.rating_scales.as_slice() {
        for card in &mut policy.scorecards {
            card.rating_scale.get_or_insert_with(|| scale.id.clone());
        }
    }
    #[cfg(feature = "attrition")]
    flight::state_defaults(&mut policy.alerts);
}

/// Checks the settings of a version.
fn settings(policy: &Policy, place: &Place<'_>, sink: &mut Sink) {
    let period = &policy.appraisal_period;
    let at = place.field("appraisal_period");
    if !(1..=28).contains(&period.start_day) {
        sink.report(
            &at,
            "start_day",
            Code::NumberOutOfRange,
            format_args!("an appraisal period starts on day 1 to 28"),
        );
    } else if period.start_day != 1 && period.every != Every::Month {
        sink.report(&at, "start_day", Code::NumberOutOfRange, format_args!("only months can start on another day"));
    }
    if policy.rounding.places > 12 {
        let at = place.field("rounding");
        sink.report(&at, "places", Code::NumberOutOfRange, format_args!("at most 12 places can be shown"));
    }
    let at = place.field("work_calendar");
    let at = at.field("weekend");
    let weekend = &policy.work_calendar.weekend;
    for (index, day) in weekend.iter().enumerate() {
        if !(1..=7).contains(day) {
            sink.report(
                &at.item(index),
                "",
                Code::NumberOutOfRange,
                format_args!("`{day}` is not an ISO weekday, 1 to 7"),
            );
        }
    }
    if (1..=7).all(|day| weekend.contains(&day)) {
        sink.report(&at, "", Code::RangeEmpty, format_args!("a calendar needs a working day"));
    }
}

/// The exact value of an amount in a unit, or a problem at its place.
pub(crate) fn amount(unit: Unit, amount: Amount, place: &Place<'_>, sink: &mut Sink) -> Option<Rational> {
    match unit.value(amount) {
        Ok(value) => Some(value),
        Err(Code::ValueMismatch) => {
            sink.report(
                place,
                "",
                Code::ValueMismatch,
                format_args!("`{amount}` is a number, but the metric is a label"),
            );
            None
        }
        Err(code) => {
            let message = format_args!("`{amount}` is a percentage, but the unit is `{}`", unit.as_str());
            sink.advise(place, "", code, message, format_args!("percentages are for the units `percent` and `ratio`"));
            None
        }
    }
}

/// Whether an id is a currency, or a problem in its field.
pub(crate) fn currency(currency: &Id, at: &Place<'_>, sink: &mut Sink) -> bool {
    let is_one = currency.as_str().len() == 3 && currency.as_str().bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_one {
        let message = format_args!("`{currency}` is not an ISO 4217 currency");
        sink.report(at, "currency", Code::ValueUnknown, message);
    }
    is_one
}

/// A bound as an exact value.
pub(crate) fn bound(bound: Option<Decimal>) -> Option<Rational> {
    bound.map(Decimal::to_rational)
}
