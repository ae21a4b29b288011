//! The words of messages in English and Chinese. Nothing is decided here.

use crate::number::{Figure, Rational, RoundingMode};
use crate::policy::{Metric, Unit, minor_digits};
use crate::values::{Id, Language};

/// A value beside its target, in words.
#[derive(Debug)]
pub(super) struct Measured {
    actual: String,
    target: String,
}

impl Measured {
    /// A failing value is never shown equal to its target.
    pub(super) fn new(metric: &Metric, actual: &Rational, target: &Rational, language: Language) -> Self {
        let measure = Measure::of(metric);
        let second = measure.text(target);
        let first = measure.beside(actual, (target, &second));
        Self { actual: measure.in_unit(&first, language), target: measure.in_unit(&second, language) }
    }
}

/// How values are shown: in the unit of a metric, or of its growth.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure<'a> {
    pub(crate) unit: Unit,
    pub(crate) currency: Option<&'a Id>,
    /// Percentage points, where the unit is percent.
    pub(crate) points: bool,
}

impl<'a> Measure<'a> {
    pub(crate) fn new(unit: Unit) -> Self {
        Self { unit, currency: None, points: false }
    }

    pub(crate) fn of(metric: &'a Metric) -> Self {
        Self { currency: metric.currency.as_ref(), ..Self::new(metric.unit) }
    }

    /// The places to which a value is shown, and whether all of them always are.
    fn places(self) -> (u32, bool) {
        match self.unit {
            Unit::Money => (self.currency.map_or(2, |currency| minor_digits(currency.as_str())), true),
            _ => (Figure::PLACES, false),
        }
    }

    /// A value as it is usually shown.
    pub(crate) fn text(self, value: &Rational) -> String {
        let (places, fixed) = self.places();
        value.rounded_text(places, RoundingMode::HalfAway, fixed)
    }

    /// A value beside one that differs from it, which is shown as the second text: digits are added until the texts
    /// differ, then a sign says it.
    pub(crate) fn beside(self, value: &Rational, (other, shown): (&Rational, &str)) -> String {
        let text = self.text(value);
        if text != shown || value == other {
            return text;
        }
        let plain = |places| value.rounded_text(places, RoundingMode::HalfAway, false);
        let more = (1..=6).map(plain).find(|text| text != shown);
        more.unwrap_or_else(|| format!("{}{shown}", if value < other { "<" } else { ">" }))
    }

    /// A value that is enough to be at least, or at most, this one: rounded to the safe side, and things that are
    /// counted to whole ones.
    pub(crate) fn enough(self, value: &Rational, upwards: bool) -> String {
        let (places, fixed) = if self.unit == Unit::Count { (0, false) } else { self.places() };
        let away = upwards == (value.signum() >= 0);
        value.rounded_text(places, if away { RoundingMode::Up } else { RoundingMode::TowardZero }, fixed)
    }

    /// A number with its unit.
    pub(crate) fn in_unit(self, number: &str, language: Language) -> String {
        let (en, zh) = match self.unit {
            Unit::Percent if self.points => (" percentage points", " 个百分点"),
            Unit::Percent => ("%", "%"),
            Unit::Multiple => (":1", ":1"),
            Unit::Second => (" s", " 秒"),
            Unit::Minute => (" min", " 分钟"),
            Unit::Hour => (" h", " 小时"),
            Unit::Day => (" days", " 天"),
            Unit::Score => (" points", " 分"),
            Unit::Money => {
                let currency = self.currency.map_or("", |currency| currency.as_str());
                return format!("{number} {currency}");
            }
            Unit::Count | Unit::Ratio | Unit::Number | Unit::Label => ("", ""),
        };
        let unit = match language {
            Language::En => en,
            Language::Zh => zh,
        };
        format!("{number}{unit}")
    }
}

/// The English name of a month.
#[cfg(any(feature = "promotion", feature = "forecast"))]
pub(crate) fn month_name(month: u32) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or_default()
}

/// Joins Chinese text, with a space where Latin letters or digits meet Chinese characters.
pub(crate) fn zh(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        let latin = |c: char| c.is_ascii_alphanumeric() || c == '%';
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        if let (Some(before), Some(after)) = (text.chars().last(), part.chars().next())
            && ((latin(before) && chinese(after)) || (chinese(before) && latin(after)))
        {
            text.push(' ');
        }
        text.push_str(part);
    }
    text
}

pub(crate) fn between_parts(language: Language) -> &'static str {
    match language {
        Language::En => "; ",
        Language::Zh => "；",
    }
}

pub(crate) fn between_sentences(language: Language) -> &'static str {
    match language {
        Language::En => ". ",
        Language::Zh => "。",
    }
}

pub(super) fn whole(language: Language) -> &'static str {
    match language {
        Language::En => "overall",
        Language::Zh => "综合",
    }
}

pub(super) fn not_in_scope(language: Language) -> &'static str {
    match language {
        Language::En => "no scored position in this period",
        Language::Zh => "本期无考核岗位",
    }
}

pub(super) fn total(
    language: Language,
    name: &str,
    total: Option<&str>,
    is_hidden: bool,
    band: Option<&str>,
) -> String {
    let head = match (language, total) {
        (Language::En, Some(total)) => format!("{name}: {total} points"),
        (Language::En, None) if is_hidden => format!("{name}: total not shown"),
        (Language::En, None) => format!("{name}: total not known"),
        (Language::Zh, Some(total)) => zh(&[name, "总分", total, "分"]),
        (Language::Zh, None) if is_hidden => zh(&[name, "总分不公开"]),
        (Language::Zh, None) => zh(&[name, "总分未知"]),
    };
    match (language, band) {
        (_, None) => head,
        (Language::En, Some(band)) => format!("{head}, {band}"),
        (Language::Zh, Some(band)) => format!("{head}，{band}"),
    }
}

pub(super) fn missed(language: Language, name: &str, measured: Option<&Measured>, advice: Option<&str>) -> String {
    let mut text = match (language, measured) {
        (Language::En, Some(m)) => format!("{name} missed its target ({}, target {})", m.actual, m.target),
        (Language::En, None) => format!("{name} missed its target"),
        (Language::Zh, Some(m)) => zh(&[name, "未达标", &format!("（{}，{}）", m.actual, zh(&["目标", &m.target]))]),
        (Language::Zh, None) => zh(&[name, "未达标"]),
    };
    if let Some(advice) = advice {
        text.push_str(match language {
            Language::En => ", ",
            Language::Zh => "，",
        });
        text.push_str(advice);
    }
    text
}

pub(super) fn without_value(language: Language, name: &str, state: &str, effect: &str) -> String {
    match language {
        Language::En => {
            let state = match state {
                "not_applicable" => "does not apply",
                "too_new" => "is too new to be judged",
                "undefined" => "cannot be computed",
                _ => "is missing",
            };
            let effect = match effect {
                "zero" => "counted as zero",
                "neutral" => "counted as stated",
                "redistribute" => "its weight goes to the others",
                _ => "so the total is not known",
            };
            format!("{name} {state}, {effect}")
        }
        Language::Zh => {
            let state = match state {
                "not_applicable" => "不适用",
                "too_new" => "任职时间过短",
                "undefined" => "无法计算",
                _ => "缺数据",
            };
            let effect = match effect {
                "zero" => "按零分计",
                "neutral" => "按约定分计",
                "redistribute" => "权重分摊至其他指标",
                _ => "总分待定",
            };
            zh(&[name, &format!("{state}，{effect}")])
        }
    }
}

pub(super) fn adjustment(language: Language, name: &str, points: &str) -> String {
    let (sign, number) = points.strip_prefix('-').map_or(("+", points), |number| ("−", number));
    match language {
        Language::En => format!("{name} {sign}{number} points"),
        Language::Zh => format!("{name} {sign}{number} 分"),
    }
}

pub(super) fn veto(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("veto: {name}"),
        Language::Zh => format!("一票否决：{name}"),
    }
}

pub(super) fn coefficient(language: Language, name: &str, add: &str) -> String {
    let (sign, number) = add.strip_prefix('-').map_or(("+", add), |number| ("−", number));
    match language {
        Language::En => format!("{name}: coefficient {sign}{number}"),
        Language::Zh => format!("{name}：系数 {sign}{number}"),
    }
}

pub(super) fn undecided(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("{name} cannot be decided yet"),
        Language::Zh => zh(&[name, "尚无法判定"]),
    }
}
