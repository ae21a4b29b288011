//! What people call a driver.

use crate::policy::{AttritionDriver, DriverSource, DriverView, Policy};
use crate::report::Names;
use crate::values::Language;

/// The name of a driver: as it is stated; else of a metric that of the metric, and of anything else what it is, with its
/// view where that says more.
pub(in crate::attrition) fn driver(policy: &Policy, lang: Language, stated: &AttritionDriver) -> String {
    let names = Names { policy, language: lang };
    if let Some(name) = stated.name.as_ref().map(|name| name.in_language(lang)).filter(|name| !name.is_empty()) {
        return name.to_owned();
    }
    let (en, zh) = match &stated.source {
        DriverSource::Tenure(_) => ("time with the company", "司龄"),
        DriverSource::PositionTenure(_) => ("time in the position", "任职时长"),
        DriverSource::Position(_) => ("position", "岗位"),
        DriverSource::Unit(_) => ("unit", "部门"),
        DriverSource::Metric(of) => {
            let name = names.metric(&of.metric).1;
            (name, name)
        }
        DriverSource::Score(_) => ("total score", "绩效总分"),
        DriverSource::Overtime(_) => ("overtime", "加班时长"),
        DriverSource::Absence(_) => ("absence", "缺勤率"),
        DriverSource::PayPosition(_) => ("pay against others in the position", "同岗位薪酬相对水平"),
        DriverSource::Achievements(_) => {
            ("courses, certificates and awards of the last year", "近一年的培训、证书与奖励")
        }
        DriverSource::TeamLeavers(_) => ("leavers around the person", "周围同事的离职"),
    };
    match (lang, stated.view) {
        (Language::En, DriverView::Slope) => format!("trend of {en}"),
        (Language::Zh, DriverView::Slope) => format!("{zh}的变化趋势"),
        (Language::En, DriverView::MonthsSince) => format!("months since {en}"),
        (Language::Zh, DriverView::MonthsSince) => format!("距上次{zh}的月数"),
        (Language::En, DriverView::Last | DriverView::Mean3) => en.to_owned(),
        (Language::Zh, DriverView::Last | DriverView::Mean3) => zh.to_owned(),
    }
}
