//! Words of the page that the review has none for.
use serde_json::Value;

use crate::ahead::fixed;
use crate::json::Dig as _;
use crate::lang::Lang;
use crate::leaving::words::Driver;

/// A number of an answer or a document, where numbers are texts or numbers.
pub fn number(of: &Value, field: &str) -> Option<f64> {
    of.get(field).and_then(float)
}

/// A number.
pub fn float(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_f64(),
    }
    .filter(|number: &f64| number.is_finite())
}

/// The numbers of a list.
pub fn numbers(of: &Value, field: &str) -> Vec<f64> {
    of.items(field).iter().map(|item| float(item).unwrap_or(0.0)).collect()
}

/// A number to so many places, with its sign where it is not 0.
pub fn signed(number: Option<f64>, places: usize) -> String {
    let plus = if number.is_some_and(|number| number > 0.0) { "+" } else { "" };
    format!("{plus}{}", fixed(number, places))
}

/// A share as per cents of a month, which are few.
pub fn monthly(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.2}%", share * 100.0))
}

/// A share on an axis: whole per cents, or one place.
pub fn share(tick: f64) -> String {
    let percents = tick * 100.0;
    let places = usize::from((percents - percents.round()).abs() > 1e-6);
    format!("{percents:.places$}%")
}

/// A way to make a model.
pub fn method(method: &str, lang: Lang) -> &str {
    match method {
        "rate" => lang.say("one rate for all", "统一离职率"),
        "prior" => lang.say("the borrowed model as it is", "借用模型原样使用"),
        "intercept" => lang.say("the borrowed model, moved to the own level", "借用模型，按自身水平调整"),
        "slope" => lang.say("the borrowed model, moved and stretched", "借用模型，按自身水平与幅度调整"),
        "deviations" => lang.say("the borrowed model with own deviations", "借用模型，加自身偏差"),
        "own" => lang.say("an own model", "自有模型"),
        "pairs" => lang.say("an own model with pairs of drivers", "自有模型，含因素组合"),
        other => other,
    }
}

/// What can be done about a driver.
pub fn role(role: &str, lang: Lang) -> &'static str {
    match role {
        "act_on" => lang.say("can be acted on *", "可采取措施 *"),
        "not_actionable" => lang.say("cannot be acted on", "不可干预"),
        _ => lang.say("context", "背景"),
    }
}

/// The class of a bar of that role.
pub fn role_class(role: &str, ink: &str) -> String {
    match role {
        "act_on" => format!("f-{ink}"),
        "not_actionable" => format!("s-{ink} open"),
        _ => format!("f-{ink} s-{ink} pale"),
    }
}

/// The unit of a driver's numbers, and how its months are looked at.
pub fn axis(driver: &Driver, lang: Lang) -> String {
    let unit = match driver.kind.as_str() {
        _ if driver.view == "months_since" => {
            return lang.say("months since it was above 0", "距上次大于 0 的月数").to_owned();
        }
        "tenure" | "position_tenure" => lang.say("months", "月"),
        "overtime" => lang.say("hours in a month", "每月小时数"),
        "absence" => lang.say("share of the days due", "占应出勤天数的比例"),
        "team_leavers" => lang.say("share of the others who left", "其他同事离职比例"),
        "pay_position" => lang.say("1 is the median of the position", "1 为同岗中位数"),
        "score" => lang.say("points", "分"),
        "achievements" => lang.say("number in 12 months", "12 个月内的数量"),
        _ => lang.say("number", "数值"),
    };
    match driver.view.as_str() {
        "mean3" => lang.say(&format!("{unit}, mean of three months"), &format!("{unit}，三个月平均")).to_owned(),
        "slope" => lang.say(&format!("{unit}, change per month"), &format!("{unit}，每月变化")).to_owned(),
        _ => unit.to_owned(),
    }
}

/// Attributes and groups of an audit, as far as they are usual; their ids otherwise.
pub fn group(id: &str, lang: Lang) -> &str {
    match id {
        "sex" => lang.say("sex", "性别"),
        "women" => lang.say("women", "女"),
        "men" => lang.say("men", "男"),
        "age" => lang.say("age", "年龄"),
        "under_30" => lang.say("under 30", "30 岁以下"),
        "from_30" => lang.say("30 to 44", "30–44 岁"),
        "from_45" => lang.say("45 and over", "45 岁及以上"),
        other => other,
    }
}
