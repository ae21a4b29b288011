//! What comes next in a series as it is found: with gaps, wrong figures, breaks, dated events, and seldom long enough.

mod bands;
mod clean;
mod events;
mod methods;
mod robust;
#[cfg(test)]
mod tests;

use crate::gather::Gather as _;
use crate::real::count;

use super::season::{Kind, classical, is_seasonal};
use bands::Wide;
use clean::{Clean, clean};

/// A series, and what is asked of it.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// One value per period, from the first to the last known one.
    pub values: &'a [Option<f64>],
    /// Periods in a season: 12 months, 4 quarters, 52 weeks; 1 where there is none.
    pub m: usize,
    /// The place of the first value in the season, from 0.
    pub phase: usize,
    /// How many periods to foretell, at most [`LONGEST`].
    pub horizon: usize,
    /// A borrowed season: a factor above zero for each place, January first.
    pub season: Option<&'a [f64]>,
    /// Dated events.
    pub effects: &'a [Effect<'a>],
}

/// A dated event.
#[derive(Debug, Clone, Copy)]
pub struct Effect<'a> {
    /// What values are multiplied by: above zero, 1 for nothing.
    pub uplift: f64,
    /// Whether earlier ones teach it.
    pub learn: bool,
    /// When: places from the first value on; those past the last value lie ahead.
    pub at: &'a [usize],
}

/// The most periods that are foretold.
pub const LONGEST: usize = 120;
/// Values before so many of the last ones are not looked at: 50 years of months.
const MOST: usize = 600;
/// The longest season that is looked for in the values themselves.
const LONGEST_SEASON: usize = 60;

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The next periods.
    pub points: Vec<Point>,
    /// The values as they were used, from the first that was looked at on, and what was done to each.
    pub history: Vec<(f64, Mark)>,
    /// How many of the values asked with are not in the history: older than anything that is looked at.
    pub skipped: usize,
    /// The first value of a new level, as a place in the values asked with.
    pub shift: Option<usize>,
    /// What foretold it.
    pub method: Method,
    /// The methods of a combination, with their weights.
    pub weights: Vec<(&'static str, f64)>,
    /// Where it comes from.
    pub source: Source,
    /// How well the end of the history was foretold from what was before it.
    pub validated: Option<Validated>,
    /// The season, a factor for each place in it; 1 where there is none.
    pub season: Vec<f64>,
    /// The uplift of each event, after learning.
    pub uplifts: Vec<f64>,
    /// What to bear in mind.
    pub caveats: Vec<Caveat>,
}

/// A period that is foretold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The expectation.
    pub mean: f64,
    /// Four of five lie above it and below `hi80`.
    pub lo80: f64,
    /// See `lo80`.
    pub hi80: f64,
    /// Nineteen of twenty lie above it and below `hi95`.
    pub lo95: f64,
    /// See `lo95`.
    pub hi95: f64,
    /// The standard deviation.
    pub deviation: f64,
}

/// What was done to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    Known,
    /// It was missing.
    Filled,
    /// It was drawn in.
    Outlier,
}

/// What foretells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The level of the last values, times the season.
    Level,
    /// The same month of the year before; of a series without a season, the last value.
    Naive,
    /// Several methods, each with its weight.
    Combination,
}

/// Where a forecast comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The series alone.
    Local,
    /// The series and what was borrowed.
    Blended,
    /// What was borrowed counts for more than the few values do.
    Prior,
}

/// How well the end of a history was foretold from what was before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Validated {
    /// The mean absolute error, as a share of that of the seasonal naive forecast one season ahead.
    pub mase: f64,
    /// The mean of twice the absolute error as a share of the sum of both sizes, in percent.
    pub smape: f64,
    /// Of how many forecasts.
    pub forecasts: usize,
}

/// What to bear in mind about a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caveat {
    /// The methods went astray: this is the seasonal naive forecast.
    FellBack,
    /// There are fewer values than two seasons.
    FewPeriods,
    /// The season was borrowed, all or in part.
    BorrowedSeason,
    /// The borrowed season has another length, or factors that are not above zero: it was not used.
    NoSuchSeason,
    /// The season is too long to be found here.
    LongSeason,
    /// More than a tenth of the values were missing.
    ManyFilled,
    /// Outliers were drawn in.
    Outliers,
    /// The level broke.
    Shifted,
    /// All values are the same: how far they may move is not known from them.
    Constant,
    /// An uplift is not above zero: it was not used.
    NoSuchUplift,
    /// Fewer periods are foretold than were asked for.
    FewerAhead,
}

/// Why nothing is foretold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There are fewer than three values.
    TooShort,
    /// More than a third of the values is missing.
    TooManyMissing,
    /// A value is not a number, or is infinite.
    NotFinite,
}

/// Foretells a series.
///
/// # Errors
/// Where there is too little to go by.
pub fn outlook(ask: &Ask<'_>) -> Result<Outlook, Refused> {
    if ask.values.iter().flatten().any(|value| !value.is_finite()) {
        return Err(Refused::NotFinite);
    }
    let mut caveats = Vec::new();
    // What is before the first value is not missing, and nothing very old is looked at.
    let lead = ask.values.iter().take_while(|value| value.is_none()).count();
    let skipped = lead.max(ask.values.len().saturating_sub(MOST));
    let given = ask.values.get(skipped..).unwrap_or(&[]);
    let missing = given.iter().filter(|value| value.is_none()).count();
    if given.len() < 3 {
        return Err(Refused::TooShort);
    }
    if missing * 3 > given.len() {
        return Err(Refused::TooManyMissing);
    }
    if given.len() - missing < 3 {
        return Err(Refused::TooShort);
    }
    if missing * 10 > given.len() {
        caveats.push(Caveat::ManyFilled);
    }
    let m = ask.m.max(1);
    let phase = (ask.phase % m).saturating_add(skipped) % m;
    let horizon = ask.horizon.min(LONGEST);
    if horizon < ask.horizon {
        caveats.push(Caveat::FewerAhead);
    }
    let scale = Binary::of(given);
    let given: Vec<Option<f64>> = given.iter().map(|value| value.map(|value| scale.inward(value))).gather();
    let borrowed = ask.season.and_then(|factors| {
        let found = methods::factors(factors, m);
        if found.is_none() {
            caveats.push(Caveat::NoSuchSeason);
        }
        found
    });
    let n = given.len();
    let along: Option<Vec<f64>> =
        borrowed.as_ref().map(|factors| factors.iter().cycle().skip(phase).take(n + horizon).copied().gather());
    let own = if m > LONGEST_SEASON {
        caveats.push(Caveat::LongSeason);
        1
    } else {
        m
    };
    if ask.effects.iter().any(|effect| !events::is_uplift(effect.uplift)) {
        caveats.push(Caveat::NoSuchUplift);
    }
    let events = events::learn(&given, ask.effects, skipped, horizon, own, along.as_deref());
    let plain: Vec<Option<f64>> =
        given.iter().zip(&events.along).map(|(value, uplift)| value.map(|value| value / uplift)).gather();
    let made = clean(&plain, own, along.as_ref().and_then(|along| along.get(..n)));
    if made.shift.is_some() {
        caveats.push(Caveat::Shifted);
    }
    if made.marks.contains(&Mark::Outlier) {
        caveats.push(Caveat::Outliers);
    }
    let history: Vec<(f64, Mark)> = made
        .values
        .iter()
        .zip(&events.along)
        .zip(given.iter().zip(&made.marks))
        .map(|((value, uplift), (given, mark))| {
            let value = match given {
                Some(given) if *mark == Mark::Known => *given,
                _ => value * uplift,
            };
            (scale.outward(value), *mark)
        })
        .gather();
    let found = methods::foretell(&made.level, own, horizon, along.as_deref(), &mut caveats);
    let is_never_below = plain.iter().flatten().all(|value| *value >= 0.0);
    let wide = Wide { is_short: found.method == Method::Level, factor: found.factor, is_never_below };
    let points = found
        .path
        .ahead
        .iter()
        .zip(&found.path.deviations)
        .zip(events.along.iter().skip(n))
        .enumerate()
        .map(|(step, ((mean, deviation), uplift))| wide.point(mean * uplift, deviation * uplift, step, &scale))
        .gather();
    let season = season_used(&made, own, phase, m, found.season);
    Ok(Outlook {
        points,
        history,
        skipped,
        shift: made.shift.map(|at| at + skipped),
        method: found.method,
        weights: found.weights,
        source: found.source,
        validated: found.validated,
        season,
        uplifts: events.uplifts,
        caveats,
    })
}

/// The factors of the season by its place: those that were borrowed or blended, else what the values show.
fn season_used(made: &Clean, own: usize, phase: usize, m: usize, used: Option<Vec<f64>>) -> Vec<f64> {
    let shown = || {
        let positive = made.level.iter().all(|value| *value > 0.0);
        (positive && is_seasonal(&made.level, own)).then(|| classical(&made.level, own, Kind::Multiplicative)).flatten()
    };
    let Some(mut factors) = used.or_else(shown).filter(|factors| factors.len() == m) else {
        return vec![1.0; m.min(MOST)];
    };
    // From the place of the first value to the first place.
    factors.rotate_right(phase % m);
    factors
}

/// A power of two that brings values to a size at which nothing overflows: it changes no digit.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Binary {
    halves: (f64, f64),
}

impl Binary {
    /// The largest value comes to lie between 2048 and 4096.
    fn of(values: &[Option<f64>]) -> Self {
        let most = values.iter().flatten().fold(0.0, |most: f64, value| most.max(value.abs()));
        if most <= 0.0 {
            return Self { halves: (1.0, 1.0) };
        }
        let (_, exponent) = libm::frexp(most);
        let by = 12 - exponent;
        // In two steps, since one alone may be beyond what a number holds.
        Self { halves: (libm::ldexp(1.0, by / 2), libm::ldexp(1.0, by - by / 2)) }
    }

    fn inward(&self, value: f64) -> f64 {
        value * self.halves.0 * self.halves.1
    }

    fn outward(&self, value: f64) -> f64 {
        (value / self.halves.0 / self.halves.1).clamp(-f64::MAX, f64::MAX)
    }
}

/// How many places there are from one to the other, as a number.
fn apart(values: &[f64], m: usize) -> f64 {
    let sum = values.iter().skip(m).zip(values).fold(0.0, |sum, (value, before)| sum + (value - before).abs());
    sum / count(values.len().saturating_sub(m)).max(1.0)
}
