//! A forecast in English and Chinese. Nothing is decided here.

mod en;
mod zh;

use crate::forecast::period_name;
use crate::gather::Gather as _;
use crate::number::Approx;
use crate::policy::{Policy, Unit};
use crate::report::{Measure, Names, between_sentences};
use crate::request::ForecastRequest;
use crate::time::Period;
use crate::values::{Id, Language};

use super::answer::{ForecastPoint, SeriesForecast, SeriesPoint};

/// Values in words have so many digits.
const DIGITS: f64 = 1e4;
/// So many periods are named.
const NAMED: usize = 3;
/// Below this, forecasts that differ are said to be level, and a change no change.
const LEVEL: f64 = 0.005;

/// What there is to say; figures as they are shown.
enum Said<'t> {
    /// Nothing is foretold: there are so few values, or so many are missing.
    TooShort {
        n: u32,
    },
    TooManyMissing,
    /// The first period, in the unit, with the least and the most in 80 of 100 cases, where they are known to differ.
    First {
        name: &'t str,
        point: Shown<'t>,
        range: Option<(&'t str, &'t str)>,
    },
    /// The periods of the most and of the least.
    Extremes {
        highest: Shown<'t>,
        lowest: Shown<'t>,
    },
    /// All periods up to one are alike.
    Level {
        last: Period,
    },
    /// The mean of so many periods, and the share by which it is more than that of as many before.
    Mean {
        count: usize,
        mean: &'t str,
        change: Option<&'t str>,
        is_less: bool,
    },
    /// How it was made.
    Combined {
        n: u32,
        count: usize,
    },
    Recent {
        n: u32,
        season: Option<&'t str>,
    },
    Naive {
        n: u32,
    },
    /// By how many percent so many forecasts of values that are known by now would have been off.
    Validated {
        off: &'t str,
        forecasts: u32,
    },
    /// What to know.
    Short,
    Borrowed {
        season: &'t str,
    },
    Filled {
        count: usize,
        periods: &'t str,
    },
    Outliers {
        values: &'t [Drawn],
    },
    Shifted {
        since: Option<Period>,
    },
    Constant,
    FellBack,
    /// Dated events ahead that were not named.
    LeftOut {
        events: &'t str,
    },
    /// Dated events ahead of which no month is in the history.
    NoPast {
        events: &'t str,
    },
}

/// A period with its value, and what moves it.
struct Shown<'t> {
    period: Period,
    value: &'t str,
    events: &'t [String],
}

/// A value that was drawn in.
struct Drawn {
    period: Period,
    value: String,
    used: String,
}

/// Puts a forecast into words.
pub(super) fn say(policy: &Policy, request: &ForecastRequest, series: &SeriesForecast, language: Language) -> String {
    let names = Names { policy, language };
    let (metric, name) = match &request.metric {
        Some(id) => names.metric(id),
        None => (None, ""),
    };
    let words = Words { names, measure: metric.map_or(Measure::new(Unit::Number), Measure::of), sentences: Vec::new() };
    words.all(request, series, name)
}

struct Words<'a> {
    names: Names<'a>,
    measure: Measure<'a>,
    sentences: Vec<String>,
}

impl Words<'_> {
    fn tell(&mut self, said: &Said<'_>) {
        self.sentences.push(match self.names.language {
            Language::En => en::said(said),
            Language::Zh => zh::said(said),
        });
    }

    fn all(mut self, request: &ForecastRequest, series: &SeriesForecast, name: &str) -> String {
        match series.points.first() {
            Some(first) => {
                self.ahead(series, first, name);
                self.made(request, series);
                self.known(request, series);
            }
            None if series.caveats.contains(&"too_many_missing") => self.tell(&Said::TooManyMissing),
            None => self.tell(&Said::TooShort { n: series.n }),
        }
        let mut text = self.sentences.join(between_sentences(self.names.language));
        text.push_str(between_sentences(self.names.language).trim_end());
        text
    }

    /// What is to come.
    fn ahead(&mut self, series: &SeriesForecast, first: &ForecastPoint, name: &str) {
        let (value, moved) = (self.value(first.mean), self.moved(series, first));
        let (least, most) = (self.number(first.lo80.value()), self.value(first.hi80));
        let point = Shown { period: first.period, value: &value, events: &moved };
        let range = (first.lo80 < first.hi80).then_some((least.as_str(), most.as_str()));
        self.tell(&Said::First { name, point, range });
        let (mut lowest, mut highest) = (first, first);
        for point in &series.points {
            if point.mean < lowest.mean {
                lowest = point;
            }
            if point.mean > highest.mean {
                highest = point;
            }
        }
        let Some(last) = series.points.last().filter(|last| last.period != first.period) else { return };
        let size = highest.mean.value().abs().max(lowest.mean.value().abs());
        if highest.mean.value() - lowest.mean.value() <= LEVEL * size {
            self.tell(&Said::Level { last: last.period });
            return;
        }
        let (high, low) = (self.value(highest.mean), self.value(lowest.mean));
        let (by_high, by_low) = (self.moved(series, highest), self.moved(series, lowest));
        let highest = Shown { period: highest.period, value: &high, events: &by_high };
        let lowest = Shown { period: lowest.period, value: &low, events: &by_low };
        self.tell(&Said::Extremes { highest, lowest });
        self.mean(series);
    }

    /// The mean over whole years, beside that of the years before.
    fn mean(&mut self, series: &SeriesForecast) {
        let count = series.points.len();
        let year = match series.points.first().map(|point| point.period) {
            Some(Period::Week { .. }) => 52,
            Some(Period::Month { .. }) => 12,
            Some(Period::Quarter { .. }) => 4,
            Some(Period::Half { .. }) => 2,
            _ => 1,
        };
        if !count.is_multiple_of(year) {
            return;
        }
        let sum = |sum: f64, value: f64| sum + value;
        #[expect(clippy::cast_precision_loss, reason = "at most 60")]
        let own = series.points.iter().map(|point| point.mean.value()).fold(0.0, sum) / count as f64;
        let mut change = None;
        let mut is_less = false;
        if let Some(start) = series.history.len().checked_sub(count) {
            // A wrong figure would make a change of its own.
            let known = |point: &SeriesPoint| point.used.unwrap_or(point.value).value();
            let before = series.history.iter().skip(start).map(known);
            #[expect(clippy::cast_precision_loss, reason = "at most 60")]
            let before = before.fold(0.0, sum) / count as f64;
            let more = own / before - 1.0;
            if before > 0.0 && more.is_finite() {
                is_less = more < 0.0;
                let shown = if more.abs() < LEVEL { 0.0 } else { more.abs() * 100.0 };
                change = Some(format!("{}%", Approx::of(three_digits(shown))));
            }
        }
        let mean = self.value(Approx::of(own));
        self.tell(&Said::Mean { count, mean: &mean, change: change.as_deref(), is_less });
    }

    fn made(&mut self, request: &ForecastRequest, series: &SeriesForecast) {
        let n = series.n;
        match series.method {
            "combination" => self.tell(&Said::Combined { n, count: series.weights.len() }),
            "seasonal_naive" => self.tell(&Said::Naive { n }),
            _ => {
                let season = self.season(request);
                self.tell(&Said::Recent { n, season: season.as_deref() });
            }
        }
        // Of values about zero, shares say nothing.
        let is_above = series.history.iter().all(|point| point.value.value() > 0.0);
        if let Some(validated) = series.validated.as_ref().filter(|_| is_above) {
            let off = format!("{}%", Approx::of(three_digits(validated.smape.value())));
            self.tell(&Said::Validated { off: &off, forecasts: validated.forecasts });
        }
    }

    fn season(&self, request: &ForecastRequest) -> Option<String> {
        let id = request.season.as_ref()?;
        let season = self.names.policy.seasons.iter().find(|season| season.id == *id)?;
        Some(self.names.text(season.name.as_ref(), &season.id).to_owned())
    }

    /// What to know.
    fn known(&mut self, request: &ForecastRequest, series: &SeriesForecast) {
        for caveat in series.caveats.iter() {
            match *caveat {
                "short_history" => self.tell(&Said::Short),
                "season_borrowed" if series.method != "level" => {
                    let season = self.season(request).unwrap_or_default();
                    self.tell(&Said::Borrowed { season: &season });
                }
                "filled" => {
                    let filled: Vec<&SeriesPoint> =
                        series.history.iter().filter(|point| point.state == Some("filled")).gather();
                    let named =
                        filled.iter().take(NAMED).map(|point| period_name(point.period, self.names.language)).gather();
                    let periods = named.join(if self.names.language == Language::En { ", " } else { "、" });
                    self.tell(&Said::Filled { count: filled.len(), periods: &periods });
                }
                "outliers" => {
                    let drawn = series.history.iter().filter(|point| point.state == Some("outlier")).take(NAMED);
                    let drawn = drawn.filter_map(|point| {
                        let (value, used) = (self.value(point.value), self.value(point.used?));
                        Some(Drawn { period: point.period, value, used })
                    });
                    let values = drawn.gather();
                    self.tell(&Said::Outliers { values: &values });
                }
                "level_shift" => self.tell(&Said::Shifted { since: series.since }),
                "constant" => self.tell(&Said::Constant),
                "fell_back" => self.tell(&Said::FellBack),
                "events_left_out" => {
                    let events = self.events(request, series, false);
                    self.tell(&Said::LeftOut { events: &events });
                }
                "event_without_past" => {
                    let events = self.events(request, series, true);
                    self.tell(&Said::NoPast { events: &events });
                }
                _ => {}
            }
        }
    }

    /// The events ahead: those that were named and have no past in the history, or those that were not named.
    fn events(&self, request: &ForecastRequest, series: &SeriesForecast, is_named: bool) -> String {
        let mut events = Vec::new();
        for event in &*self.names.policy.dated_events {
            let is_in = |at: Period| event.months.iter().any(|month| is_same_month(*month, at));
            let is_ahead = series.points.iter().any(|point| is_in(point.period));
            let is_behind = series.history.iter().any(|point| is_in(point.period));
            if request.events.contains(&event.id) == is_named && is_ahead && !(is_named && is_behind) {
                events.push(self.names.text(event.name.as_ref(), &event.id));
            }
        }
        let more = if events.len() > NAMED { " …" } else { "" };
        events.truncate(NAMED);
        events.join(if self.names.language == Language::En { ", " } else { "、" }) + more
    }

    /// The events that move a period: `Double 11 ×1.6`.
    fn moved(&self, series: &SeriesForecast, point: &ForecastPoint) -> Vec<String> {
        let name = |id: &Id| {
            let event = self.names.policy.dated_events.iter().find(|event| event.id == *id)?;
            let name = self.names.text(event.name.as_ref(), &event.id);
            // In its own months it is said by how much.
            let uplift = series.uplifts.iter().find(|uplift| uplift.event == *id);
            let is_own = event.months.iter().any(|month| is_same_month(*month, point.period));
            Some(match uplift.filter(|_| is_own) {
                Some(uplift) => format!("{name} ×{}", Approx::of(three_digits(uplift.uplift.value()))),
                None => name.to_owned(),
            })
        };
        point.events.iter().take(NAMED).filter_map(name).gather()
    }

    /// A value with its unit.
    fn value(&self, value: Approx) -> String {
        self.measure.in_unit(&self.number(value.value()), self.names.language)
    }

    fn number(&self, value: f64) -> String {
        let value = match self.measure.unit {
            Unit::Percent => value * 100.0,
            Unit::Count if value.abs() >= 10.0 => value.round(),
            _ => value,
        };
        Approx::of(digits(value, DIGITS)).to_string()
    }
}

fn is_same_month(a: Period, b: Period) -> bool {
    let named = |period: Period| match period {
        Period::Month { year, month, .. } => Some((year, month)),
        _ => None,
    };
    named(a).is_some() && named(a) == named(b)
}

fn three_digits(value: f64) -> f64 {
    digits(value, 1e3)
}

/// A value with so many digits that they are below a power of ten.
pub(crate) fn digits(value: f64, below: f64) -> f64 {
    let (mut left, mut by) = (value.abs(), 1.0);
    if !(1e-12..1e300).contains(&left) {
        return value;
    }
    while left * by < below / 10.0 {
        by *= 10.0;
    }
    if by > 1.0 {
        return value.signum() * (left * by).round() / by;
    }
    while left >= below {
        left /= 10.0;
        by *= 10.0;
    }
    value.signum() * left.round() * by
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn values_have_four_digits() {
        for (value, expected) in [
            (123_456.0, 123_500.0),
            (0.001_234_56, 0.001_235),
            (-9999.6, -10_000.0),
            (1500.0, 1500.0),
            (0.0, 0.0),
            (1.0, 1.0),
        ] {
            let off: f64 = digits(value, 1e4) - expected;
            assert!(off.abs() < 1e-12, "{value}");
        }
        assert!(digits(1e300, 1e4) > 0.99e300);
    }
}
