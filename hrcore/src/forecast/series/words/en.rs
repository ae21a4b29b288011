//! A forecast in English.

use super::{Said, Shown};
use crate::forecast::period_name;
use crate::gather::Gather as _;
use crate::time::Period;
use crate::values::Language;

pub(super) fn said(said: &Said<'_>) -> String {
    match said {
        Said::TooShort { n } => format!("Nothing is foretold: {} known, and three are needed", values(*n)),
        Said::TooManyMissing => "Nothing is foretold: too many of the values are missing".to_owned(),
        Said::First { name, point, range } => {
            let head = if name.is_empty() { String::new() } else { format!("{name}: ") };
            let range = range.map(|(least, most)| format!("; in 80 of 100 cases it is {least} to {most}"));
            format!("{head}{}{}", shown(point), range.unwrap_or_default())
        }
        Said::Extremes { highest, lowest } => {
            format!("The highest is {}, the lowest {}", shown(highest), shown(lowest))
        }
        Said::Level { last } => format!("It stays about there up to {}", name(*last)),
        Said::Mean { count, mean, change: None, .. } => format!("The mean of the {count} periods is {mean}"),
        Said::Mean { count, mean, change: Some(change), is_less } => {
            let than = match (*change, is_less) {
                ("0%", _) => "as much as".to_owned(),
                (change, true) => format!("{change} less than"),
                (change, false) => format!("{change} more than"),
            };
            format!("The mean of the {count} periods is {mean}, {than} in as many before")
        }
        Said::Combined { n, count } => {
            format!(
                "It is made from {n} values by {count} methods, each weighted by how well it foretold the last ones"
            )
        }
        Said::Recent { n, season: Some(season) } => {
            format!("It is made from the level of the last of {n} values and the season “{season}”")
        }
        Said::Recent { n, season: None } => format!("It is made from the level of the last of {n} values"),
        Said::Naive { n } => format!("It is what was a season before, from {n} values"),
        Said::Validated { off, forecasts } => {
            format!(
                "{forecasts} forecasts of the last values, each from those before, would have been off by {off} on average"
            )
        }
        Said::Short => "There are fewer values than two seasons: how sure it is rests on experience with other \
                        series more than on this one"
            .to_owned(),
        Said::Borrowed { season } => format!("The season “{season}” is borrowed in part"),
        Said::Filled { count: 1, periods } => format!("The missing value of {periods} was filled"),
        Said::Filled { count, periods } => {
            let more = if *count > super::NAMED { " …" } else { "" };
            format!("{count} missing values were filled: {periods}{more}")
        }
        Said::Outliers { values } => {
            let drawn = values.iter().map(|drawn| {
                let (period, value, used) = (name(drawn.period), &drawn.value, &drawn.used);
                format!("the {value} of {period} count as {used}")
            });
            format!("Out of line: {}", drawn.gather().join(", "))
        }
        Said::Shifted { since: Some(since) } => {
            format!("The level shifted in {}: what was before is taken at the new level", name(*since))
        }
        Said::Shifted { since: None } => "The level shifted: what was before is taken at the new level".to_owned(),
        Said::Constant => "All values are alike: how far they may move is not known from them".to_owned(),
        Said::FellBack => "The methods went astray, so that it is what was a season before".to_owned(),
        Said::LeftOut { events } => {
            format!("Dated events lie ahead that were not named, and count only as part of the season: {events}")
        }
        Said::NoPast { events } => {
            format!(
                "Name the past months of dated events as well, or what they brought may count twice, as part of the \
                 season too: {events}"
            )
        }
    }
}

fn values(n: u32) -> String {
    match n {
        1 => "1 value is".to_owned(),
        n => format!("{n} values are"),
    }
}

fn name(period: Period) -> String {
    period_name(period, Language::En)
}

/// `150 in November 2025 (Double 11 ×1.5)`
fn shown(shown: &Shown<'_>) -> String {
    let (value, period) = (shown.value, name(shown.period));
    match shown.events {
        [] => format!("{value} in {period}"),
        events => format!("{value} in {period} ({})", events.join(", ")),
    }
}
