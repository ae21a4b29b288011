//! The words of the page: chances, codes, and drivers with their numbers.
use std::collections::HashMap;

use serde_json::Value;

use crate::ahead::{count, fixed, number};
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

/// The drivers by id: what they are called, and what they are.
#[derive(Debug)]
pub struct Drivers<'a> {
    names: &'a Names,
    /// The name and the kind of those that came with a prior.
    borrowed: HashMap<String, (Option<String>, String)>,
}

impl<'a> Drivers<'a> {
    /// Those of the policy and of the prior in the request.
    pub fn new(names: &'a Names, request: &Value) -> Drivers<'a> {
        let mut borrowed = HashMap::new();
        for term in request.get("prior").map_or(&[][..], |prior| prior.items("terms")) {
            let Some(driver) = term.get("driver") else { continue };
            let name = driver.get("name").and_then(|name| names.lang.text(name)).map(str::to_owned);
            let kind = driver.get("source").map_or("", |source| source.text("kind")).to_owned();
            borrowed.insert(driver.text("id").to_owned(), (name, kind));
        }
        Drivers { names, borrowed }
    }

    fn name<'n>(&'n self, id: &'n str) -> &'n str {
        let borrowed = || self.borrowed.get(id).and_then(|(name, _)| name.as_deref());
        self.names.stated(Kind::Driver, id).or_else(borrowed).unwrap_or(id)
    }

    fn kind<'n>(&'n self, id: &'n str) -> &'n str {
        self.borrowed.get(id).map_or_else(|| self.names.driver_kind(id), |(_, kind)| kind)
    }

    /// A reason: `×1.45 tenure 8 months`, with a star where something can be done.
    pub fn reason(&self, reason: &Value) -> String {
        let odds = fixed(number(reason, "odds"), 2);
        let star = if reason.text("role") == "act_on" { "*" } else { "" };
        let id = reason.text("driver");
        let mut text = format!("×{odds}\u{a0}{}", self.name(id));
        if reason.has("with") {
            text.push_str(&format!("\u{a0}+\u{a0}{}", self.name(reason.text("with"))));
        } else if reason.has("value") {
            text.push_str(&format!("\u{a0}{}", self.value(id, number(reason, "value"))));
        } else if reason.has("is") {
            let is = reason.text("is");
            let kind = if self.kind(id) == "unit" { Kind::Unit } else { Kind::Position };
            text.push_str(&format!("\u{a0}{}", self.names.of(kind, is)));
        } else {
            text.push_str(self.names.lang.say("\u{a0}not\u{a0}known", "\u{a0}未知"));
        }
        text.replace(' ', "\u{a0}") + star
    }

    fn value(&self, id: &str, number: Option<f64>) -> String {
        let lang = self.names.lang;
        let Some(found) = number else { return "–".to_owned() };
        match self.kind(id) {
            "tenure" | "position_tenure" => {
                let s = if number == Some(1.0) { "" } else { "s" };
                lang.say(&format!("{found:.0} month{s}"), &format!("{found:.0} 个月")).to_owned()
            }
            "absence" | "team_leavers" => percent(number).replace("<0.1%", "0%"),
            "overtime" => lang.say(&format!("{found:.1} h"), &format!("{found:.1} 小时")).to_owned(),
            "pay_position" => {
                lang.say(&format!("{found:.2} of the median"), &format!("中位数的 {found:.2} 倍")).to_owned()
            }
            _ => fixed(number, usize::from(found.fract() != 0.0)),
        }
    }
}
