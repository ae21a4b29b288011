//! Objectives in Chinese.

use crate::report::zh;

use super::{Advised, Said};

pub(super) fn said(said: &Said<'_>) -> String {
    match said {
        Said::Done { actual, target, share } => {
            let parts = [("实际", actual), ("目标", target), ("完成", share)];
            let mut text = String::new();
            for (name, value) in parts {
                let Some(value) = value else { continue };
                if !text.is_empty() {
                    text.push('，');
                }
                text.push_str(&zh(&[name, value]));
            }
            text
        }
        Said::State { state, expected } => match *state {
            "reached" => "已达成".to_owned(),
            "missed" => "未达成".to_owned(),
            "not_started" => "尚未开始".to_owned(),
            "behind" => zh(&["进度落后（时间已过", expected, "）"]),
            "on_track" => "进度正常".to_owned(),
            _ => "进度未知".to_owned(),
        },
        Said::Short { planned, needed, more, closing } => {
            let mut text = zh(&["分解合计", planned, "，低于所需的", needed]);
            if let Some(more) = more {
                text.push_str(&zh(&["（还需", more, "）"]));
            }
            for (number, (name, at)) in closing.iter().enumerate() {
                text.push_str(if number == 0 { "；补足方式：" } else { "，或" });
                text.push_str(&zh(&[name, "达到", at]));
            }
            text
        }
        Said::Reaches => "分解可达成目标".to_owned(),
        Said::Undecided { why } => {
            let why = match *why {
                "target_missing" => "缺少目标值",
                "growth_missing" => "缺少增长率",
                "share_missing" => "各分项占比缺失或合计不为 100%",
                "unit_mismatch" => "各分项单位不一致",
                "base_not_positive" => "有分项的基准不大于零",
                "driver_missing" => "缺少分项",
                _ => "数值过大",
            };
            format!("分解能否达成待定：{why}")
        }
        Said::Plans { planned, needed, gap: Some(gap) } => {
            zh(&["在手计划合计", planned, "，需", needed, "，还差", gap])
        }
        Said::Plans { planned, needed, gap: None } => zh(&["在手计划合计", planned, "，需", needed, "，已足够"]),
    }
}

pub(super) fn advised(advised: &Advised<'_>) -> String {
    match advised {
        Advised::TooHigh { reached, known, share } => {
            format!("{known} 个目标仅达成 {reached} 个（{share}）：目标是否过高？")
        }
        Advised::TooLow { reached, known, share } => {
            format!("{known} 个目标达成 {reached} 个（{share}）：目标是否偏低？")
        }
        Advised::NotMeasured { known, objectives } => format!("已到期的 {objectives} 个目标中，仅 {known} 个有结果"),
        Advised::Idle { name } => zh(&[name, "：没有计划项支撑"]),
        Advised::Unaligned { unaligned, items } => format!("{items} 个计划项中有 {unaligned} 个未对应任何目标"),
        Advised::About { name, text } => format!("{name}：{text}"),
    }
}
