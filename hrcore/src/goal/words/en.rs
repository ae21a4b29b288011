//! Objectives in English.

use super::{Advised, Said};

pub(super) fn said(said: &Said<'_>) -> String {
    match said {
        Said::Done { actual, target, share } => {
            let share = share.map(|share| format!("{share} done"));
            match (actual, target, share) {
                (Some(actual), Some(target), Some(share)) => format!("{actual} of {target}, {share}"),
                (Some(actual), Some(target), None) => format!("{actual}, target {target}"),
                (Some(actual), None, Some(share)) => format!("{actual}, {share}"),
                (Some(actual), None, None) => (*actual).to_owned(),
                (None, Some(target), Some(share)) => format!("target {target}, {share}"),
                (None, Some(target), None) => format!("target {target}"),
                (None, None, share) => share.unwrap_or_default(),
            }
        }
        Said::State { state, expected } => match *state {
            "reached" => "reached".to_owned(),
            "missed" => "missed".to_owned(),
            "not_started" => "not begun".to_owned(),
            "behind" => format!("behind, {expected} of its time is over"),
            "on_track" => "on track".to_owned(),
            _ => "progress not known".to_owned(),
        },
        Said::Short { planned, needed, more, closing } => {
            let mut text = format!("its drivers come to {planned}, short of {needed}");
            if let Some(more) = more {
                text.push_str(&format!(" ({more} needed)"));
            }
            for (number, (name, at)) in closing.iter().enumerate() {
                text.push_str(if number == 0 { "; closed by " } else { ", or " });
                text.push_str(&format!("{name} at {at}"));
            }
            text
        }
        Said::Reaches => "its drivers reach it".to_owned(),
        Said::Undecided { why } => {
            let why = match *why {
                "target_missing" => "a target is missing",
                "growth_missing" => "a growth is missing",
                "share_missing" => "the drivers' shares are missing or do not sum to 100%",
                "unit_mismatch" => "the drivers are in other units",
                "base_not_positive" => "something starts at zero or below",
                "driver_missing" => "a driver is missing",
                _ => "the figures are too large",
            };
            format!("whether its drivers reach it is not known: {why}")
        }
        Said::Plans { planned, needed, gap: Some(gap) } => {
            format!("plans in hand add {planned} of {needed} needed, {gap} short")
        }
        Said::Plans { planned, needed, gap: None } => format!("plans in hand add {planned}, {needed} needed"),
    }
}

pub(super) fn advised(advised: &Advised<'_>) -> String {
    match advised {
        Advised::TooHigh { reached, known, share } => {
            format!("{reached} of {known} goals were reached ({share}): are the targets too high?")
        }
        Advised::TooLow { reached, known, share } => {
            format!("{reached} of {known} goals were reached ({share}): are the targets too low?")
        }
        Advised::NotMeasured { known, objectives } => {
            format!("of {objectives} goals that are over, only {known} can be measured")
        }
        Advised::Idle { name } => format!("{name}: no plan item serves it"),
        Advised::Unaligned { unaligned: 1, items } => format!("1 of {items} plan items serves no objective"),
        Advised::Unaligned { unaligned, items } => format!("{unaligned} of {items} plan items serve no objective"),
        Advised::About { name, text } => format!("{name}: {text}"),
    }
}
