//! A forecast in Chinese.

use super::{Said, Shown};
use crate::forecast::period_name;
use crate::gather::Gather as _;
use crate::report::zh;
use crate::time::Period;
use crate::values::Language;

pub(super) fn said(said: &Said<'_>) -> String {
    match said {
        Said::TooShort { n } => format!("暂无法预测：已有 {n} 期数据，至少需要 3 期"),
        Said::TooManyMissing => "暂无法预测：缺失的数据过多".to_owned(),
        Said::First { name, point, range } => {
            let head = if name.is_empty() { String::new() } else { format!("{name}：") };
            let range = range.map(|(least, most)| zh(&["，八成可能在 ", least, " 至 ", most, " 之间"]));
            zh(&[&head, &shown(point), &range.unwrap_or_default()])
        }
        Said::Extremes { highest, lowest } => format!("最高为 {}，最低为 {}", of(highest), of(lowest)),
        Said::Level { last } => format!("至 {}大致持平", name(*last)),
        Said::Mean { count, mean, change: None, .. } => format!("{count} 期平均 {mean}"),
        Said::Mean { count, mean, change: Some("0%"), .. } => {
            format!("{count} 期平均 {mean}，与此前 {count} 期基本持平")
        }
        Said::Mean { count, mean, change: Some(change), is_less } => {
            let than = if *is_less { "低" } else { "高" };
            format!("{count} 期平均 {mean}，比此前 {count} 期{than} {change}")
        }
        Said::Combined { n, count } => {
            format!("依据 {n} 期数据，由 {count} 种方法按近期预测表现加权得出")
        }
        Said::Recent { n, season: Some(season) } => format!("依据 {n} 期数据的近期水平和“{season}”季节规律得出"),
        Said::Recent { n, season: None } => format!("依据 {n} 期数据的近期水平得出"),
        Said::Naive { n } => format!("依据 {n} 期数据，取上一季节周期的同期值"),
        Said::Validated { off, forecasts } => {
            format!("用更早的数据对近期各值回测 {forecasts} 次，平均偏差 {off}")
        }
        Said::Short => "数据不足两个季节周期，把握程度主要参照其他序列的经验".to_owned(),
        Said::Borrowed { season } => format!("季节规律部分借用“{season}”"),
        Said::Filled { count, periods } => {
            let more = if *count > super::NAMED { " 等" } else { "" };
            format!("补齐缺失数据 {count} 期：{periods}{more}")
        }
        Said::Outliers { values } => {
            let drawn = values.iter().map(|drawn| {
                let (period, value, used) = (name(drawn.period), &drawn.value, &drawn.used);
                format!("{period}的 {value} 按 {used} 计")
            });
            format!("异常值：{}", drawn.gather().join("，"))
        }
        Said::Shifted { since: Some(since) } => format!("自 {}起水平发生变化，此前数据已折算到新水平", name(*since)),
        Said::Shifted { since: None } => "水平发生变化，此前数据已折算到新水平".to_owned(),
        Said::Constant => "历史数据全部相同，无法据此判断波动范围".to_owned(),
        Said::FellBack => "各方法结果异常，改用上一季节周期的同期值".to_owned(),
        Said::LeftOut { events } => format!("未来月份有未列明的节点活动，仅作为季节规律的一部分：{events}"),
        Said::NoPast { events } => format!("请一并列明节点活动的以往月份，否则其影响可能与季节规律重复计入：{events}"),
    }
}

/// `2025 年 11 月`; other periods with the space that Latin letters have.
fn name(period: Period) -> String {
    let mut name = period_name(period, Language::Zh);
    if name.ends_with(|last: char| last.is_ascii()) {
        name.push(' ');
    }
    name
}

/// `2025 年 11 月预计 150（双十一 ×1.5）`
fn shown(shown: &Shown<'_>) -> String {
    let (value, period) = (shown.value, name(shown.period));
    match shown.events {
        [] => format!("{period}预计 {value}"),
        events => format!("{period}预计 {value}（{}）", events.join("，")),
    }
}

/// `2025 年 11 月的 150（双十一 ×1.5）`
fn of(shown: &Shown<'_>) -> String {
    let (value, period) = (shown.value, name(shown.period));
    match shown.events {
        [] => format!("{period}的 {value}"),
        events => format!("{period}的 {value}（{}）", events.join("，")),
    }
}
