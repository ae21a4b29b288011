//! Forecasts of objectives in English and Chinese. Nothing is decided here; the sentences stand in `words/`, a file per
//! language.

mod en;
mod zh;

use super::ObjectiveForecast;
use crate::facts::KnownObjective;
use crate::forecast::series::digits;
use crate::number::{Approx, Rational, RoundingMode, whole_part};
use crate::report::{Measure, between_parts};
use crate::time::Date;
use crate::values::Language;

use super::{is_upwards, own};

/// What there is to say of an objective; figures as they are shown.
enum Said<'t> {
    /// How likely it is reached, in whole percent (0 is less than one, 100 more than 99), and by when.
    Likely {
        percent: u32,
        end: Date,
    },
    /// What is certain: it was reached or missed, will be, or cannot be any more.
    Over {
        is_reached: bool,
    },
    Bound {
        is_reached: bool,
    },
    /// Nothing can be said, and why.
    NoTarget {
        /// It is a growth, and does not say from where.
        lacks_start: bool,
    },
    Unknown,
    TooMany,
    /// What it has come to, and what is to be reached.
    Done {
        actual: Option<&'t str>,
        target: Option<&'t str>,
        share: Option<&'t str>,
    },
    /// What it will come to, with the least and the most in 80 of 100 cases.
    Expected {
        mean: &'t str,
        least: &'t str,
        most: &'t str,
    },
    /// What each of the days that are left has to bring, or may, and what one has brought; where records end before, of
    /// the days after that.
    Pace {
        days: u32,
        until: Option<Date>,
        needed: &'t str,
        so_far: Option<&'t str>,
        may: bool,
    },
    /// What it was made of.
    Months {
        n: u32,
        is_short: bool,
    },
    MeanPace,
    Updates {
        n: u32,
    },
    FewUpdates {
        n: u32,
    },
    Items {
        n: u32,
    },
    Below {
        n: u32,
    },
    /// What to know.
    Filled,
    /// Dated events ahead were not named, or not with their past.
    LeftOut,
    NoPast,
    /// It is long ago that anything was recorded.
    RecordsEnd {
        until: Date,
    },
    Outliers,
    Shifted,
    Constant,
    FellBack,
}

pub(super) fn say(of: &KnownObjective<'_>, answer: &ObjectiveForecast, lang: Language) -> String {
    let told = |said: &Said<'_>| match lang {
        Language::En => en::said(said),
        Language::Zh => zh::said(said),
    };
    let measure = Measure { unit: of.unit, currency: of.currency, points: false };
    let is_share = answer.figures == Some("progress");
    let mut parts = vec![told(&head(of, answer))];
    let target = answer.target.as_ref().map(|target| (target.exact(), measure.text(target.exact())));
    let actual = answer.actual.as_ref().map(|actual| match &target {
        Some((target, shown)) => measure.beside(actual.exact(), (*target, shown)),
        None => measure.text(actual.exact()),
    });
    let target = target.map(|(_, target)| measure.in_unit(&target, lang));
    let actual = actual.map(|actual| measure.in_unit(&actual, lang));
    let share = answer.progress.as_ref().map(|progress| percent(progress.exact()));
    let share = share.filter(|_| is_share || actual.is_none());
    if actual.is_some() || target.is_some() || share.is_some() {
        let (actual, target, share) = (actual.as_deref(), target.as_deref(), share.as_deref());
        parts.push(told(&Said::Done { actual, target, share }));
    }
    let text = |value: Approx| {
        if is_share {
            format!("{}%", short(value.value() * 100.0))
        } else {
            measure.in_unit(&short(value.value()), lang)
        }
    };
    if let Some(outcome) = &answer.outcome {
        let (mean, least, most) = (text(outcome.mean), text(outcome.lo80), text(outcome.hi80));
        parts.push(told(&Said::Expected { mean: &mean, least: &least, most: &most }));
    }
    // What may still come of something that has to stay low; of a level that is there, no day has to bring anything.
    let is_up_to = match (&answer.actual, &of.target) {
        (Some(actual), Some(target)) => actual.exact() >= target,
        _ => false,
    };
    let zero = |needed: Approx| needed.value() <= 0.0 && needed.value() >= 0.0;
    let is_said = |needed: &Approx| answer.method != "certain" && (!zero(*needed) || is_up_to && !is_upwards(of));
    if let Some(needed) = answer.pace_needed.filter(is_said) {
        let may = !is_share && !is_upwards(of) && needed.value() >= 0.0;
        let (needed, so_far) = (text(needed), answer.pace.map(text));
        let until = answer.recorded_until;
        let days = own::days_after(answer.days_left, until, of);
        parts.push(told(&Said::Pace { days, until, needed: &needed, so_far: so_far.as_deref(), may }));
    }
    let n = answer.n;
    let basis = match answer.method {
        "pace" => Some(Said::MeanPace),
        "series" => {
            let is_alike = answer.caveats.contains(&"constant");
            Some(Said::Months { n, is_short: answer.caveats.contains(&"few_values") && !is_alike })
        }
        "updates" if answer.source == Some("prior") => Some(Said::FewUpdates { n }),
        "updates" => Some(Said::Updates { n }),
        "items" => Some(Said::Items { n }),
        "below" => Some(Said::Below { n }),
        _ => None,
    };
    parts.extend(basis.as_ref().map(told));
    for caveat in answer.caveats.iter() {
        parts.extend(match (*caveat, answer.recorded_until) {
            ("filled", _) => Some(told(&Said::Filled)),
            ("events_left_out", _) => Some(told(&Said::LeftOut)),
            ("event_without_past", _) => Some(told(&Said::NoPast)),
            ("records_end", Some(until)) if answer.pace_needed.is_none() => Some(told(&Said::RecordsEnd { until })),
            ("outliers", _) => Some(told(&Said::Outliers)),
            ("level_shift", _) => Some(told(&Said::Shifted)),
            ("constant", _) => Some(told(&Said::Constant)),
            ("fell_back", _) => Some(told(&Said::FellBack)),
            _ => None,
        });
    }
    let name = of.of.name.as_ref().map(|name| name.in_language(lang));
    let name = name.filter(|name| !name.is_empty()).unwrap_or(of.of.id.as_str());
    let text = parts.join(between_parts(lang));
    match lang {
        Language::En => format!("{name}: {text}"),
        Language::Zh => format!("{name}：{text}"),
    }
}

fn head(of: &KnownObjective<'_>, answer: &ObjectiveForecast) -> Said<'static> {
    let Some(chance) = answer.probability.map(Approx::value) else {
        return match answer.method {
            _ if answer.caveats.contains(&"too_many") => Said::TooMany,
            "none" => Said::Unknown,
            _ => Said::NoTarget { lacks_start: of.of.growth.is_some() && of.from.is_none() },
        };
    };
    let is_reached = chance > 0.5;
    match (answer.method, of.span.to()) {
        ("certain", _) if answer.days_left == 0 => Said::Over { is_reached },
        ("certain", _) | (_, None) => Said::Bound { is_reached },
        (_, Some(end)) => Said::Likely { percent: likely(chance), end },
    }
}

fn likely(chance: f64) -> u32 {
    match chance {
        ..0.01 => 0,
        ..=0.99 => whole_part(chance * 100.0 + 0.5).clamp(1, 99),
        _ => 100,
    }
}

/// A share in percent; what is not all of it is not shown as such.
fn percent(share: &Rational) -> String {
    let text = (share * &Rational::from(100)).rounded_text(1, RoundingMode::HalfAway, false);
    if text == "100" && *share < Rational::ONE { "<100%".to_owned() } else { format!("{text}%") }
}

/// An estimate as it is said: with four digits.
fn short(value: f64) -> String {
    Approx::of(digits(value, 1e4)).to_string()
}
