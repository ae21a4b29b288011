//! One person's risk in words: the chance, what is associated with it, and the rules that warn.

use super::{Words, driver, months, percent, range, text, warning};
use crate::attrition::answer::{PersonRisk, Reason};
use crate::gather::Gather as _;
use crate::policy::{AttritionDriver, Policy};
use crate::report::{Names, between_parts, zh};
use crate::values::{Id, Language};

/// So many reasons are said of each kind.
const REASONS: usize = 3;

/// Finds a driver of the model by its id.
pub(in crate::attrition) type Drivers<'d> = dyn Fn(&Id) -> Option<&'d AttritionDriver> + 'd;

/// The chance against the team, the strongest reasons with their values, and the rules that warn.
pub(in crate::attrition) fn person(
    policy: &Policy,
    drivers: &Drivers<'_>,
    lang: Language,
    risk: &PersonRisk,
    horizon: u32,
) -> String {
    let words = Words { names: Names { policy, language: lang }, lang };
    let mut sentences = vec![words.chance(risk, horizon)];
    let mut parts = words.reasons(drivers, risk);
    if !risk.signals.is_empty() {
        let signals = risk.signals.iter().map(|seen| warning(policy, lang, seen)).gather();
        let signals = signals.join(between_parts(lang));
        parts.push(match lang {
            Language::En => format!("rules warn, which are no chances: {signals}"),
            Language::Zh => format!("预警规则（并非概率）：{signals}"),
        });
    }
    if !parts.is_empty() {
        sentences.push(super::capital(&parts.join(between_parts(lang))));
    }
    text(lang, &sentences)
}

impl Words<'_> {
    /// `A chance of 18.2% to leave within 3 months (in 80 of 100 cases 9.1% to 27.4%), raised against the team`
    fn chance(&self, risk: &PersonRisk, horizon: u32) -> String {
        let head = match (self.lang, risk.state, risk.last_day) {
            (Language::En, "leaving", Some(day)) => format!("The last day is known already: {day}"),
            (Language::En, "leaving", None) => "The last day is known already".to_owned(),
            (Language::Zh, "leaving", Some(day)) => format!("离职日期已定：{day}"),
            (Language::Zh, "leaving", None) => "离职日期已定".to_owned(),
            (Language::En, "new", _) => "Work has not begun yet".to_owned(),
            (Language::Zh, "new", _) => "尚未到岗".to_owned(),
            _ => String::new(),
        };
        let Some(chance) = &risk.chance else { return head };
        let (within, mean, range) =
            (months(horizon, self.lang), percent(chance.mean.value()), range(chance, self.lang));
        let chance = match (self.lang, risk.state) {
            (Language::En, "team") => {
                format!("Individuals cannot be told apart: the team's chance to leave within {within} is {mean}{range}")
            }
            (Language::Zh, "team") => format!("尚不能区分个人：按团队水平，{within}内离职的可能性为 {mean}{range}"),
            (Language::En, _) => format!("a chance of {mean} to leave within {within}{range}{}", self.band(risk)),
            (Language::Zh, _) => format!("{within}内离职的可能性为 {mean}{range}{}", self.band(risk)),
        };
        if head.is_empty() { super::capital(&chance) } else { [head, chance].join(between_parts(self.lang)) }
    }

    fn band(&self, risk: &PersonRisk) -> &'static str {
        let Some(band) = risk.band else { return "" };
        match (self.lang, band) {
            (Language::En, "low") => ", low against the team",
            (Language::En, "typical") => ", about as the team",
            (Language::En, "raised") => ", raised against the team",
            (Language::En, _) => ", high against the team",
            (Language::Zh, "low") => "，低于团队水平",
            (Language::Zh, "typical") => "，与团队水平相当",
            (Language::Zh, "raised") => "，高于团队水平",
            (Language::Zh, _) => "，远高于团队水平",
        }
    }

    /// `associated with leaving: overtime 33.7 h (can be acted on)`, `with staying: absence 0%`
    fn reasons(&self, drivers: &Drivers<'_>, risk: &PersonRisk) -> Vec<String> {
        let of = |toward: &str| {
            let own = risk.reasons.iter().filter(|reason| reason.toward == toward).take(REASONS);
            self.list(&own.map(|reason| self.reason(drivers, risk, reason)).gather())
        };
        let (leave, stay) = (of("leave"), of("stay"));
        let mut parts = Vec::new();
        if !leave.is_empty() {
            parts.push(match self.lang {
                Language::En => format!("associated with leaving: {leave}"),
                Language::Zh => format!("与离职相关：{leave}"),
            });
        }
        if !stay.is_empty() {
            parts.push(match self.lang {
                Language::En if parts.is_empty() => format!("associated with staying: {stay}"),
                Language::En => format!("with staying: {stay}"),
                Language::Zh => format!("与留任相关：{stay}"),
            });
        }
        parts
    }

    fn reason(&self, drivers: &Drivers<'_>, risk: &PersonRisk, reason: &Reason) -> String {
        let mut text = self.valued(drivers, reason);
        if let Some(with) = &reason.with {
            // The value of the second stands with its own reason, where it has one.
            let own = risk.reasons.iter().find(|own| own.with.is_none() && own.driver == *with);
            let second = own.map_or_else(|| self.driver(drivers, with), |own| self.valued(drivers, own));
            text = match self.lang {
                Language::En => format!("{text} together with {second}"),
                Language::Zh => zh(&[&text, "与", &second, "的组合"]),
            };
        }
        if reason.role == "act_on" {
            text.push_str(match self.lang {
                Language::En => " (can be acted on)",
                Language::Zh => "（可采取措施）",
            });
        }
        text
    }

    /// What a driver is called.
    fn driver(&self, drivers: &Drivers<'_>, id: &Id) -> String {
        drivers(id).map_or_else(|| id.to_string(), |stated| driver(self.names.policy, self.lang, stated))
    }

    /// `absence 0%`, `position “Clerk”`, `overtime not known`
    fn valued(&self, drivers: &Drivers<'_>, reason: &Reason) -> String {
        let name = self.driver(drivers, &reason.driver);
        match (self.lang, reason.value, &reason.is) {
            (_, Some(value), _) => match drivers(&reason.driver) {
                Some(stated) => self.with_value(&name, stated, value),
                None => name,
            },
            (_, None, Some(is)) => format!("{name}{}“{}”", self.space(), self.place(is)),
            (Language::En, None, None) => format!("{name} not known"),
            (Language::Zh, None, None) => zh(&[&name, "未知"]),
        }
    }

    fn space(&self) -> &'static str {
        match self.lang {
            Language::En => " ",
            Language::Zh => "",
        }
    }

    /// The name of a position, or of a unit.
    fn place<'i>(&'i self, id: &'i Id) -> &'i str {
        match self.names.policy.units.iter().find(|unit| unit.id == *id) {
            Some(unit) if !self.names.policy.positions.iter().any(|position| position.id == *id) => {
                self.names.text(unit.name.as_ref(), id)
            }
            _ => self.names.position(id),
        }
    }
}
