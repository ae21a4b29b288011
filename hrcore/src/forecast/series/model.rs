//! From a history to what comes next: places in the season and of the dated events, and the outlook in the answer's words.

use super::answer::{ForecastPoint, MethodWeight, SeriesPoint, Uplift, Validation};
use super::history::Seen;
use super::{Ahead, Foretold, SeriesForecast};
use crate::compile::{Compiled, Forecasts};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Approx, small};
use crate::time::Period;
use crate::values::Id;
use hrcore_stats::series::outlook::{Ask, Caveat, Effect, LONGEST, Mark, Method, Outlook, Refused, Source, outlook};

/// The longest horizon.
pub(crate) const MOST_AHEAD: u32 = 60;
/// So many values may be missing at the end.
const MOST_LATE: usize = LONGEST - MOST_AHEAD as usize;
/// Weeks have a season of a year only where two of them were seen.
const WEEKS: usize = 52;
/// What dated events do to one period lies between these, all together.
const EFFECTS: (f64, f64) = (1e-6, 1e6);

/// A history with what is asked of it.
#[derive(Debug)]
pub(super) struct Asked<'s> {
    /// Up to the last period that is over, from the first with a value on.
    pub(super) history: Vec<Seen>,
    /// The last period that is over.
    pub(super) last: Option<Period>,
    pub(super) season: Option<usize>,
    pub(super) events: &'s [usize],
    pub(super) horizon: u32,
}

/// What a dated event multiplies at some distance from its months.
struct Touch {
    /// The event, by index in the policy.
    event: usize,
    /// By how many months it lies after the event's.
    offset: i32,
    /// The places in the series, in order.
    at: Vec<usize>,
    uplift: f64,
    learn: bool,
}

/// What comes next.
pub(super) fn look_ahead(version: &Compiled, asked: Asked<'_>) -> Foretold {
    let policy = &version.forecasts;
    let Asked { history, last, season, events, horizon } = asked;
    let n = history.iter().filter(|(_, value)| value.is_some()).count();
    let known = history.iter().rposition(|(_, value)| value.is_some()).map_or(0, |at| at + 1);
    // What is missing at the end is foretold as well.
    let late = history.len() - known;
    let mut to_come = Vec::new();
    let mut next = last.and_then(Period::next);
    while let Some(period) = next.filter(|_| small(to_come.len()) < horizon.min(MOST_AHEAD)) {
        to_come.push(period);
        next = period.next();
    }
    let mut touches = Vec::new();
    if let Some((first, _)) = history.first() {
        touches = self::touches(policy, events, *first, history.len() + to_come.len());
    }
    let mut series = SeriesForecast { n: small(n), ..SeriesForecast::none() };
    let values = history.iter().take(known).map(|(_, value)| *value).gather();
    let (m, phase) = history.first().map_or((1, 0), |(first, _)| season_of(*first, n));
    let effects =
        touches.iter().map(|touch| Effect { uplift: touch.uplift, learn: touch.learn, at: &touch.at }).gather();
    let ask = Ask {
        values: &values,
        m,
        phase,
        horizon: late + to_come.len(),
        season: season.and_then(|season| policy.seasons.get(season)).map(Vec::as_slice),
        effects: &effects,
    };
    let is_sparse = (history.len() - n) * 3 > history.len() || late > MOST_LATE;
    let found = if is_sparse { Err(Refused::TooManyMissing) } else { outlook(&ask) };
    let found = match found {
        Ok(found) => found,
        Err(refused) => {
            let caveat = if refused == Refused::TooManyMissing { "too_many_missing" } else { "too_short" };
            series.caveats = Few(vec![caveat]);
            series.history = history.iter().filter_map(|(period, value)| Some(seen(*period, (*value)?))).gather();
            return Foretold { series, history, ahead: Vec::new() };
        }
    };
    series.history = used(&history, &found, late);
    let mut ahead = Vec::with_capacity(to_come.len());
    for (step, (period, point)) in to_come.iter().zip(found.points.iter().skip(late)).enumerate() {
        let place = history.len() + step;
        let (mut effect, mut touching) = (1.0, Vec::new());
        for (touch, uplift) in touches.iter().zip(&found.uplifts) {
            if touch.at.binary_search(&place).is_ok() {
                effect *= uplift;
                // What one event touches comes together.
                if touching.last() != Some(&touch.event) {
                    touching.push(touch.event);
                }
            }
        }
        let names = touching.iter().filter_map(|event| id(version, *event)).gather();
        series.points.push(ForecastPoint {
            period: *period,
            mean: Approx::of(point.mean),
            lo80: Approx::of(point.lo80),
            hi80: Approx::of(point.hi80),
            lo95: Approx::of(point.lo95),
            hi95: Approx::of(point.hi95),
            events: Few(names),
        });
        let effect = effect.clamp(EFFECTS.0, EFFECTS.1);
        ahead.push(Ahead { period: *period, mean: point.mean, deviation: point.deviation, effect, events: touching });
    }
    tell(&mut series, &found, &history);
    let to_come = to_come.iter().copied();
    series.caveats.0.extend(of_events(policy, events, &history, &mut { to_come }));
    series.uplifts = Few(uplifts(version, &touches, &found));
    Foretold { series, history, ahead }
}

fn id(version: &Compiled, event: usize) -> Option<Id> {
    version.policy.dated_events.get(event).map(|event| event.id.clone())
}

/// How long the season of a series is that begins with a period and has so many values, and where in it the period is.
fn season_of(first: Period, n: usize) -> (usize, usize) {
    let place = |number: u32| number.saturating_sub(1) as usize;
    match first {
        Period::Week { week, .. } if n >= 2 * WEEKS => (WEEKS, place(week) % WEEKS),
        Period::Month { month, .. } => (12, place(month)),
        Period::Quarter { quarter, .. } => (4, place(quarter)),
        Period::Half { half, .. } => (2, place(half)),
        Period::Day(_) | Period::Week { .. } | Period::Year(_) => (1, 0),
    }
}

/// The places that events touch in a series of so many months.
fn touches(policy: &Forecasts, events: &[usize], first: Period, count: usize) -> Vec<Touch> {
    let Some(start) = months(first) else { return Vec::new() };
    let mut found = Vec::new();
    for event in events {
        let Some(known) = policy.events.get(*event) else { continue };
        for (offset, uplift) in &known.effects {
            let place = |month: &Period| usize::try_from(months(*month)? + offset - start).ok();
            let at = known.months.iter().filter_map(place).filter(|at| *at < count).gather();
            found.push(Touch { event: *event, offset: *offset, at, uplift: *uplift, learn: known.learn });
        }
    }
    found
}

/// A year of history holds every season once.
const YEAR: usize = 12;

/// What to know of the dated events in some months to come.
pub(crate) fn of_events(
    policy: &Forecasts,
    named: &[usize],
    history: &[Seen],
    to_come: &mut dyn Iterator<Item = Period>,
) -> Vec<&'static str> {
    let ahead: Vec<i32> = to_come.filter_map(months).gather();
    let seen: Vec<i32> = history.iter().filter_map(|(period, _)| months(*period)).gather();
    let (mut is_left_out, mut has_no_past) = (false, false);
    for (number, event) in policy.events.iter().enumerate() {
        let is_in = |some: &[i32]| event.months.iter().filter_map(|month| months(*month)).any(|at| some.contains(&at));
        if !is_in(&ahead) {
            continue;
        }
        let is_named = named.contains(&number);
        is_left_out |= !is_named;
        has_no_past |= is_named && seen.len() >= YEAR && !is_in(&seen);
    }
    let caveats = [("events_left_out", is_left_out), ("event_without_past", has_no_past)];
    caveats.into_iter().filter(|(_, is_so)| *is_so).map(|(name, _)| name).gather()
}

/// Months counted from the year 0 on.
fn months(period: Period) -> Option<i32> {
    match period {
        Period::Month { year, month, .. } => Some(year * 12 + i32::try_from(month).ok()?),
        _ => None,
    }
}

fn seen(period: Period, value: f64) -> SeriesPoint {
    SeriesPoint { period, value: Approx::of(value), state: None, used: None }
}

/// The history as it was used; what was missing at its end is as it was foretold.
fn used(history: &[Seen], found: &Outlook, late: usize) -> Vec<SeriesPoint> {
    let mut points = Vec::with_capacity(history.len());
    let used = history.iter().skip(found.skipped).zip(&found.history);
    for ((period, value), (used, mark)) in used {
        let mut point = seen(*period, value.unwrap_or(*used));
        match mark {
            Mark::Known => {}
            Mark::Filled => point.state = Some("filled"),
            Mark::Outlier => {
                point.state = Some("outlier");
                point.used = Some(Approx::of(*used));
            }
        }
        points.push(point);
    }
    for ((period, _), point) in history.iter().skip(history.len() - late).zip(&found.points) {
        points.push(SeriesPoint { state: Some("filled"), ..seen(*period, point.mean) });
    }
    points
}

/// How it was made, and what to know of it.
fn tell(series: &mut SeriesForecast, found: &Outlook, history: &[Seen]) {
    series.method = match found.method {
        Method::Level => "level",
        Method::Naive => "seasonal_naive",
        Method::Combination => "combination",
    };
    series.source = match found.source {
        Source::Local => "local",
        Source::Blended => "blended",
        Source::Prior => "prior",
    };
    let weight = |(name, weight): &(&'static str, f64)| MethodWeight {
        method: if *name == "dot" { "dynamic_theta" } else { name },
        weight: Approx::of(*weight),
    };
    series.weights = Few(found.weights.iter().map(weight).gather());
    series.validated = found.validated.map(|validated| Validation {
        mase: Approx::of(validated.mase),
        smape: Approx::of(validated.smape),
        forecasts: small(validated.forecasts),
    });
    series.since = found.shift.and_then(|at| history.get(at)).map(|(period, _)| *period);
    let has = |caveat: Caveat| found.caveats.contains(&caveat);
    let is_filled = series.history.iter().any(|point| point.state == Some("filled"));
    let caveats = [
        ("short_history", has(Caveat::FewPeriods)),
        ("season_borrowed", has(Caveat::BorrowedSeason)),
        ("filled", is_filled),
        ("outliers", has(Caveat::Outliers)),
        ("level_shift", has(Caveat::Shifted)),
        ("constant", has(Caveat::Constant)),
        ("fell_back", has(Caveat::FellBack)),
    ];
    series.caveats = Few(caveats.into_iter().filter(|(_, is_so)| *is_so).map(|(name, _)| name).gather());
}

/// What the dated events bring.
fn uplifts(version: &Compiled, touches: &[Touch], found: &Outlook) -> Vec<Uplift> {
    let mut all: Vec<Uplift> = Vec::new();
    // Of each event, its own months come first, then those before and those after, the nearest first.
    for ((touch, uplift), taught) in touches.iter().zip(&found.uplifts).zip(&found.taught) {
        let uplift = Approx::of(*uplift);
        if touch.offset == 0
            && let Some(event) = id(version, touch.event)
        {
            let learned_from = small(*taught);
            all.push(Uplift { event, uplift, before: Few::default(), after: Few::default(), learned_from });
        } else if let Some(own) = all.last_mut() {
            let around = if touch.offset < 0 { &mut own.before } else { &mut own.after };
            around.0.push(uplift);
        }
    }
    all
}
