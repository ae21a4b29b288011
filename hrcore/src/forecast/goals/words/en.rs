//! Forecasts of objectives in English.

use super::Said;

pub(super) fn said(said: &Said<'_>) -> String {
    match said {
        Said::Likely { percent: 0, end } => format!("less than 1% likely to be reached by {end}"),
        Said::Likely { percent: 100, end } => format!("more than 99% likely to be reached by {end}"),
        Said::Likely { percent, end } => format!("{percent}% likely to be reached by {end}"),
        Said::Over { is_reached: true } => "over, and reached".to_owned(),
        Said::Over { is_reached: false } => "over, and missed".to_owned(),
        Said::Bound { is_reached: true } => "reached".to_owned(),
        Said::Bound { is_reached: false } => "can no longer be reached".to_owned(),
        Said::NoTarget { lacks_start: true } => "no target: `from` does not say from where it grows".to_owned(),
        Said::NoTarget { .. } => "no target".to_owned(),
        Said::Unknown => "too little is known to say whether it will be reached".to_owned(),
        Said::TooMany => "not looked at: ask for fewer objectives at once".to_owned(),
        Said::Done { actual, target, share } => {
            let head = match (actual, target) {
                (Some(actual), Some(target)) => format!("{actual} of {target} so far"),
                (Some(actual), None) => format!("{actual} so far"),
                (None, Some(target)) => format!("target {target}"),
                (None, None) => String::new(),
            };
            match share {
                Some(share) if head.is_empty() => format!("{share} done"),
                Some(share) => format!("{head}, {share} done"),
                None => head,
            }
        }
        Said::Expected { mean, least, most } => format!("{mean} expected (in 80 of 100 cases {least} to {most})"),
        Said::Pace { days, until: Some(until), needed, so_far, may } => {
            let verb = if *may { "may bring at most" } else { "needs" };
            let head = format!("each of the {days} days after {until}, the last with records, {verb} {needed}");
            match so_far {
                Some(so_far) => format!("{head}, {so_far} a day up to it"),
                None => head,
            }
        }
        Said::Pace { days, needed, so_far, may, .. } => {
            let verb = if *may { "may bring at most" } else { "needs" };
            let head = match days {
                1 => format!("the day that is left {verb} {needed}"),
                _ => format!("each of the {days} days left {verb} {needed}"),
            };
            match so_far {
                Some(so_far) => format!("{head}, {so_far} a day so far"),
                None => head,
            }
        }
        Said::Months { n, is_short: true } => {
            format!("from {n} months of its metric, with a spread that is borrowed because they are few")
        }
        Said::Months { n, .. } => format!("from {n} months of its metric"),
        Said::MeanPace => "if it goes on at the pace so far; there are too few months to say more".to_owned(),
        Said::Updates { n } => format!("if it goes on as in {n} updates"),
        Said::FewUpdates { n: 1 } => "if it goes on as one update says".to_owned(),
        Said::FewUpdates { n } => format!("if it goes on as {n} updates say"),
        Said::Items { n: 0 } => "from the plan items in hand, none of which was due yet".to_owned(),
        Said::Items { n: 1 } => "from the plan items in hand and the one that was due so far".to_owned(),
        Said::Items { n } => format!("from the plan items in hand and how many of the {n} due so far were in time"),
        Said::Below { n: 1 } => "from the objective below".to_owned(),
        Said::Below { n } => format!("from the {n} objectives below, as if independent"),
        Said::LeftOut => "dated events lie ahead that were not named".to_owned(),
        Said::NoPast => "past months of dated events were not named: what they brought may count twice".to_owned(),
        Said::RecordsEnd { until } => format!("records end on {until}"),
        Said::Filled => "a month that is over has no records yet".to_owned(),
        Said::Outliers => "months far out of line count for less".to_owned(),
        Said::Shifted => "the level shifted: what was before is taken at the new level".to_owned(),
        Said::Constant => "all values were alike so far: how far they may move is not known from them".to_owned(),
        Said::FellBack => "the methods went astray, so that it is what was a season before".to_owned(),
    }
}
