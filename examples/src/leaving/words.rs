//! The words of the page: chances, codes, and drivers with their numbers.
use std::collections::HashMap;

use serde_json::Value;

use crate::ahead::{count, fixed, number};
use crate::figures::value;
use crate::json::Dig as _;
use crate::lang::Lang;
use crate::names::{Kind, Names};

/// A chance as a percentage: whole per cents from ten on, one place below; never 0 % or 100 %.
pub fn percent(share: Option<f64>) -> String {
    match share {
        None => "–".to_owned(),
        Some(share) if share < 0.001 => "<0.1%".to_owned(),
        Some(share) if share < 0.0995 => format!("{:.1}%", share * 100.0),
        Some(share) if share > 0.99 => ">99%".to_owned(),
        Some(share) => format!("{:.0}%", share * 100.0),
    }
}

/// Both ends of an estimate in 80 of 100 cases.
pub fn span(estimate: &Value) -> String {
    let (low, high) = (percent(number(estimate, "lo80")), percent(number(estimate, "hi80")));
    format!("{}–{high}", low.trim_end_matches('%'))
}

/// `3 months`.
pub fn months(answer: &Value, lang: Lang) -> String {
    let months = count(answer, "horizon");
    let s = if months == 1 { "" } else { "s" };
    lang.say(&format!("{months}\u{a0}month{s}"), &format!("{months} 个月")).to_owned()
}

/// A band in words, and its colour.
pub fn band(band: &str, lang: Lang) -> (&'static str, Option<&'static str>) {
    match band {
        "high" => (lang.say("high", "高"), Some("31")),
        "raised" => (lang.say("raised", "偏高"), Some("33")),
        "low" => (lang.say("low", "低"), Some("32")),
        _ => (lang.say("typical", "一般"), None),
    }
}

/// What is looked at: how people leave.
pub fn leaving(answer: &Value, lang: Lang) -> &'static str {
    match answer.text("leaving") {
        "involuntary" => lang.say("leaving by the employer’s choice", "被动离职"),
        "any" => lang.say("leaving", "离职"),
        _ => lang.say("leaving by one’s own choice", "主动离职"),
    }
}

/// Why it is no more.
pub fn limit(code: &str, lang: Lang) -> &str {
    match code {
        "few_people" => lang.say("too few people", "人数太少"),
        "few_leavers" => lang.say("too few who left", "离职人数太少"),
        "few_months" => lang.say("too few months", "月份太少"),
        "no_prior" => lang.say("nothing with drivers is borrowed", "没有可借用的因素模型"),
        "no_drivers" => lang.say("no drivers", "没有可用的因素"),
        "not_better_than_rate" => {
            lang.say("nothing was better than one rate for all", "尝试过的方法都不优于统一离职率")
        }
        "not_better_than_simpler" => lang.say("a simpler way was as good", "更简单的方法同样好"),
        "no_backtest" => lang.say("too little to test forward in time", "数据不足以按时间顺序检验"),
        "no_fit" => lang.say("what was better came to no end with all months", "较优的方法用全部月份无法拟合"),
        "not_fitted" => lang.say("the model was not fitted to these people", "模型未用自身数据拟合"),
        other => other,
    }
}

/// What is to be known.
pub fn caveat(code: &str, lang: Lang) -> Option<&'static str> {
    Some(match code {
        "no_leavers" => lang.say("nobody was seen to leave", "观察期内无人离职"),
        "ends_unstated" => {
            lang.say("ends without a stated reason count as one’s own choice", "未注明原因的离职按主动离职计")
        }
        "old_data" => lang.say("nothing was recorded of late", "近期没有新记录"),
        "bands_off" => lang.say(
            "chances are on average far from the team’s, so bands say little: the model, or its weight, does not fit",
            "个人概率平均与团队相差较大，分档参考价值有限：模型或其权重不适合",
        ),
        "no_interval" => lang.say("the model does not say how sure it is", "模型未给出不确定程度"),
        _ => return None,
    })
}

/// The usual drivers, which no document names.
fn usual(id: &str, lang: Lang) -> Option<&'static str> {
    Some(match id {
        "tenure" => lang.say("time with the company", "司龄"),
        "position_tenure" => lang.say("time in the position", "任现职时间"),
        "position" => lang.say("position", "岗位"),
        "unit" => lang.say("unit", "部门"),
        "score" => lang.say("score", "考核得分"),
        "score_trend" => lang.say("trend of the score", "得分走势"),
        "overtime" => lang.say("overtime", "加班"),
        "absence" => lang.say("absence", "缺勤"),
        "pay_position" => lang.say("pay against those in the same position", "同岗相对薪酬"),
        "achievements" => lang.say("courses, examinations and awards", "课程、考试与获奖"),
        "team_leavers" => lang.say("colleagues who left", "同事离职"),
        _ => return None,
    })
}

/// What a driver is.
#[derive(Debug, Clone, Default)]
pub struct Driver {
    name: Option<String>,
    /// `tenure`, `metric` and so on.
    pub kind: String,
    /// How its months are looked at; empty where that is not stated.
    pub view: String,
    metric: String,
}

/// The drivers by id: what they are called, and what they are.
#[derive(Debug)]
pub struct Drivers<'a> {
    names: &'a Names,
    /// Those of models: of a prior, of one that was fitted.
    stated: HashMap<String, Driver>,
}

impl<'a> Drivers<'a> {
    /// Those of the policy and of these models.
    pub fn new(names: &'a Names, models: &[&Value]) -> Drivers<'a> {
        let mut stated = HashMap::new();
        for driver in models.iter().flat_map(|model| model.items("terms")).filter_map(|term| term.get("driver")) {
            let name = driver.get("name").and_then(|name| names.lang.text(name)).map(str::to_owned);
            let source = driver.get("source").unwrap_or(&Value::Null);
            let [kind, metric] = ["kind", "metric"].map(|field| source.text(field).to_owned());
            stated.insert(
                driver.text("id").to_owned(),
                Driver { name, kind, metric, view: driver.text("view").to_owned() },
            );
        }
        Drivers { names, stated }
    }

    /// What it is called.
    pub fn name<'n>(&'n self, id: &'n str) -> &'n str {
        let stated = || self.stated.get(id).and_then(|driver| driver.name.as_deref());
        self.names.stated(Kind::Driver, id).or_else(stated).or_else(|| usual(id, self.names.lang)).unwrap_or(id)
    }

    /// What it is called; beside a borrowed term of the same driver it is the own deviation from it.
    pub fn called(&self, id: &str) -> String {
        match id.strip_suffix(".own").filter(|_| self.stated.contains_key(id)) {
            Some(base) => {
                let name = self.name(base);
                self.names.lang.say(&format!("{name} (own deviation)"), &format!("{name}（自身偏差）")).to_owned()
            }
            None => self.name(id).to_owned(),
        }
    }

    /// What it is; a driver of the policy that no model has is known by its kind alone.
    pub fn of(&self, id: &str) -> Driver {
        let known = || Driver { kind: self.names.driver_kind(id).to_owned(), ..Driver::default() };
        self.stated.get(id).cloned().unwrap_or_else(known)
    }

    /// A reason: `×1.45 tenure 8 months`, with a star where something can be done.
    pub fn reason(&self, reason: &Value) -> String {
        let odds = fixed(number(reason, "odds"), 2);
        let star = if reason.text("role") == "act_on" { "*" } else { "" };
        let id = reason.text("driver");
        let mut text = format!("×{odds}\u{a0}{}", self.called(id));
        if reason.has("with") {
            text.push_str(&format!("\u{a0}+\u{a0}{}", self.name(reason.text("with"))));
        } else if reason.has("value") {
            text.push_str(&format!("\u{a0}{}", self.value(id, number(reason, "value"))));
        } else if reason.has("is") {
            text.push_str(&format!("\u{a0}{}", self.is(id, reason.text("is"))));
        } else {
            text.push_str(self.names.lang.say("\u{a0}not\u{a0}known", "\u{a0}未知"));
        }
        text.replace(' ', "\u{a0}") + star
    }

    /// The name of a position or unit that a driver speaks of.
    pub fn is<'n>(&'n self, id: &str, is: &'n str) -> &'n str {
        let kind = if self.of(id).kind == "unit" { Kind::Unit } else { Kind::Position };
        self.names.of(kind, is)
    }

    /// A number of a driver in its unit.
    pub fn value(&self, id: &str, number: Option<f64>) -> String {
        let lang = self.names.lang;
        let Some(found) = number else { return "–".to_owned() };
        let driver = self.of(id);
        let months = || {
            let s = if number == Some(1.0) { "" } else { "s" };
            lang.say(&format!("{found:.0} month{s}"), &format!("{found:.0} 个月")).to_owned()
        };
        match (driver.kind.as_str(), driver.view.as_str()) {
            (_, "months_since") => months(),
            ("tenure" | "position_tenure", _) => months(),
            ("absence" | "team_leavers", view) if view != "slope" => percent(number).replace("<0.1%", "0%"),
            ("overtime", _) => lang.say(&format!("{found:.1} h"), &format!("{found:.1} 小时")).replace('-', "−"),
            ("pay_position", _) => {
                lang.say(&format!("{found:.2} of the median"), &format!("中位数的 {found:.2} 倍")).to_owned()
            }
            ("metric", _) => {
                let (unit, currency) = self.names.unit(&driver.metric);
                value(&fixed(number, usize::from(found.fract() != 0.0)), unit, currency, lang)
            }
            (_, "slope") => fixed(number, 2),
            _ => fixed(number, usize::from(found.fract() != 0.0)),
        }
    }
}
