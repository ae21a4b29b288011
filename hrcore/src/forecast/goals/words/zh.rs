//! Forecasts of objectives in Chinese.

use super::Said;
use crate::report::zh;

pub(super) fn said(said: &Said<'_>) -> String {
    match said {
        Said::Likely { percent: 0, end } => format!("{end} 前达成的可能性不到 1%"),
        Said::Likely { percent: 100, end } => format!("{end} 前达成的可能性超过 99%"),
        Said::Likely { percent, end } => format!("{end} 前达成的可能性约 {percent}%"),
        Said::Over { is_reached: true } => "已结束，已达成".to_owned(),
        Said::Over { is_reached: false } => "已结束，未达成".to_owned(),
        Said::Bound { is_reached: true } => "已达成".to_owned(),
        Said::Bound { is_reached: false } => "已无法达成".to_owned(),
        Said::NoTarget { lacks_start: true } => "未设目标值：缺少增长的起点 `from`".to_owned(),
        Said::NoTarget { .. } => "未设目标值".to_owned(),
        Said::Unknown => "信息不足，暂无法判断能否达成".to_owned(),
        Said::TooMany => "未计算：请减少一次询问的目标数量".to_owned(),
        Said::Done { actual, target, share } => {
            let parts = [("目前", actual), ("目标", target), ("完成", share)];
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
        Said::Expected { mean, least, most } => zh(&["预计达到", mean, "（八成可能在", least, "至", most, "之间）"]),
        Said::Pace { days, until, needed, so_far, may } => {
            let days = days.to_string();
            let verb = if *may { "天，每天最多可增" } else { "天，每天需" };
            let head = match until {
                Some(until) => zh(&["数据截至", &until.to_string(), "，此后", &days, verb, needed]),
                None => zh(&["剩余", &days, verb, needed]),
            };
            match so_far {
                Some(so_far) => zh(&[&head, "，此前每天", so_far]),
                None => head,
            }
        }
        Said::Months { n, is_short } => {
            let tail = if *is_short {
                "个月的指标数据；数据较少，波动幅度参照一般经验"
            } else {
                "个月的指标数据"
            };
            zh(&["依据", &n.to_string(), tail])
        }
        Said::MeanPace => "按此前的平均速度推算，可用月份过少".to_owned(),
        Said::Updates { n } | Said::FewUpdates { n } => zh(&["按", &n.to_string(), "次进展更新的速度推算"]),
        Said::Items { n: 0 } => "依据在手计划事项推算，尚无到期事项".to_owned(),
        Said::Items { n } => zh(&["依据在手计划事项和已到期", &n.to_string(), "项的按时完成情况推算"]),
        Said::Below { n } => zh(&["由下级", &n.to_string(), "个目标合并推算，视为互不影响"]),
        Said::LeftOut => "未来月份有未列明的节点活动".to_owned(),
        Said::NoPast => "节点活动的以往月份未列明，其影响可能重复计入".to_owned(),
        Said::RecordsEnd { until } => format!("数据截至 {until}"),
        Said::Filled => "有已结束的月份尚无数据".to_owned(),
        Said::Outliers => "个别月份异常，已减少其影响".to_owned(),
        Said::Shifted => "水平发生变化，此前数据已折算到新水平".to_owned(),
        Said::Constant => "历史数据全部相同，无法据此判断波动范围".to_owned(),
        Said::FellBack => "各方法结果异常，改用上一季节周期的同期值".to_owned(),
    }
}
