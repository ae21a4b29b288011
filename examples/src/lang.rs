//! The two languages of the review.
use serde_json::Value;

/// The language of every word that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// English
    En,
    /// Chinese
    Zh,
}

impl Lang {
    /// The word in this language; both stand side by side where they are used.
    pub fn say<'t>(self, en: &'t str, zh: &'t str) -> &'t str {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    /// As requests and texts write it.
    pub fn code(self) -> &'static str {
        self.say("en", "zh")
    }

    /// A text of a document: a string, or one string per language.
    pub fn text(self, text: &Value) -> Option<&str> {
        match text {
            Value::String(text) => Some(text),
            Value::Object(texts) => texts.get(self.code()).or_else(|| texts.values().next()).and_then(Value::as_str),
            _ => None,
        }
    }

    /// The state of a line or a result.
    pub fn state(self, state: &str) -> &str {
        match state {
            "known" => self.say("known", "已得出"),
            "unknown" => self.say("unknown", "未得出"),
            "not_in_scope" => self.say("not scored", "不参加考核"),
            "value" => self.say("value", "有值"),
            "missing" => self.say("no value", "缺数据"),
            "not_applicable" => self.say("not applicable", "不适用"),
            "too_new" => self.say("too new", "任职时间太短"),
            "undefined" => self.say("cannot be computed", "无法计算"),
            "undecided" => self.say("undecided", "无法判定"),
            "applied" => self.say("applied", "已生效"),
            "not_applied" => self.say("not applied", "未触发"),
            other => other,
        }
    }

    /// What the policy does about a line without a value.
    pub fn effect(self, effect: &str) -> &str {
        match effect {
            "unknown" => self.say("no total until it is there", "补齐前不出总分"),
            "zero" => self.say("counts as zero", "按零分计"),
            "neutral" => self.say("counts with the agreed score", "按约定分计"),
            "redistribute" => self.say("its weight goes to the other lines", "权重分摊到其他指标"),
            other => other,
        }
    }

    /// A kind of rater, as far as it is one of the usual ones.
    pub fn rater(self, rater: &str) -> &str {
        match (self, rater) {
            (Lang::Zh, "supervisor") => "上级",
            (Lang::Zh, "peer") => "同事",
            (Lang::Zh, "customer") => "客户",
            (Lang::Zh, "panel") => "评审组",
            (Lang::Zh, "operations") => "运营",
            (Lang::Zh, "self") => "本人",
            (Lang::Zh, "subordinate") => "下级",
            (_, other) => other,
        }
    }

    /// A scoring method.
    pub fn method(self, method: &str) -> &str {
        match method {
            "ratio" => self.say("ratio", "比率法"),
            "improvement" => self.say("improvement", "改善率"),
            "closer" => self.say("closer", "趋中"),
            "interpolated" => self.say("interpolated", "插值"),
            "banded" => self.say("banded", "区间法"),
            "per_unit" => self.say("per unit", "加减分法"),
            "binary" => self.say("all or nothing", "非此即彼"),
            "label" => self.say("label", "定性法"),
            "efficacy" => self.say("efficacy", "功效系数法"),
            "rated" => self.say("rated", "评价"),
            other => other,
        }
    }
}
