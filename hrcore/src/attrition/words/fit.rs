//! A fitted model in words: what it stands on, how good it was forward in time, what was tried, and the audit.

use super::{Words, capital, decides, rounded, seen, text};
use crate::attrition::answer::{AttritionFit, AuditResult};
use crate::attrition::model::ModelValidation;
use crate::gather::Gather as _;
use crate::number::{Decimal, float};
use crate::policy::Policy;
use crate::report::Names;
use crate::values::Language;

use super::codes::{caveats, limits, method};

/// Below this ratio of shares an audit is to be looked at (four-fifths rule, EEOC 1978).
const FOUR_FIFTHS: f64 = 0.8;

/// What was fitted and to whom, how good it was forward in time, what was tried, and whom it marks.
pub(in crate::attrition) fn fit(policy: &Policy, lang: Language, fit: &AttritionFit) -> String {
    let words = Words { names: Names { policy, language: lang }, lang };
    let mut sentences = vec![words.fitted(fit), words.validated(fit.model.validation.as_ref())];
    sentences.extend(words.tried(fit));
    sentences.extend(words.audited(fit));
    sentences.extend(caveats(lang, &fit.caveats));
    sentences.push(decides(lang));
    text(lang, &sentences)
}

impl Words<'_> {
    /// `A borrowed model moved to the own level, fitted to 120 people in 2000 person-months, 30 of whom left, up to …`
    fn fitted(&self, fit: &AttritionFit) -> String {
        let way = method(fit.method, self.lang);
        let people = fit.model.fitted.as_ref();
        let seen = people.map(|of| seen(self.lang, (of.people, of.months, of.leavers)));
        let (day, seen) = (fit.as_of, seen.unwrap_or_default());
        let text = match self.lang {
            Language::En if seen.is_empty() => capital(way),
            Language::En => format!("{}, fitted to {seen}, up to {day}", capital(way)),
            Language::Zh if seen.is_empty() => way.to_owned(),
            Language::Zh => format!("{way}，依据截至 {day} 的{seen}"),
        };
        text + &limits(self.lang, &fit.limits)
    }

    fn validated(&self, validation: Option<&ModelValidation>) -> String {
        let Some(of) = validation else {
            return match self.lang {
                Language::En => "How good it is forward in time is not known".to_owned(),
                Language::Zh => "尚无回测，预测效果未知".to_owned(),
            };
        };
        let (months, day, better) = (of.months, of.asked_to, number(of.better_by));
        let (loss, rate) = (rounded(number(of.log_loss), 1e4), rounded(number(of.log_loss_of_rate), 1e4));
        let by = rounded(better.abs(), 10.0);
        let mut text = match self.lang {
            Language::En => {
                let than = if better < 0.0 { "worse" } else { "better" };
                format!(
                    "Asked about {months} person-months up to {day} that it had not seen, its log loss was {loss}, that of \
                     one rate for all {rate}: {than} by {by} standard errors"
                )
            }
            Language::Zh => {
                let than = if better < 0.0 { "劣于" } else { "优于" };
                format!(
                    "用截至 {day} 的 {months} 人月新数据回测，对数损失为 {loss}，全体同一比率为 {rate}，{than}后者 {by} 个标准误"
                )
            }
        };
        if let Some(auc) = of.auc {
            let pairs = rounded(number(auc) * 100.0, 1.0);
            text.push_str(&match self.lang {
                Language::En => format!(
                    "; in {pairs} of 100 pairs of one who left and one who stayed, it gave the one who left the higher risk"
                ),
                Language::Zh => format!("；每 100 对离职者与留任者中，有 {pairs} 对离职者的风险更高"),
            });
        }
        if let Some(ratio) = of.seen_to_foretold {
            let ratio = rounded(number(ratio), 100.0);
            text.push_str(&match self.lang {
                Language::En => format!("; {ratio} times as many left as foretold"),
                Language::Zh => format!("；实际离职人数为预测的 {ratio} 倍"),
            });
        }
        text
    }

    /// `Tried, the simplest first: one rate for all, curves of the own data (better)`
    fn tried(&self, fit: &AttritionFit) -> Option<String> {
        let ways = fit.tried.iter().enumerate().map(|(number, tried)| {
            let way = method(tried.method, self.lang);
            match (self.lang, tried.is_better) {
                _ if number == 0 => way.to_owned(),
                (Language::En, true) => format!("{way} (better)"),
                (Language::En, false) => format!("{way} (not better)"),
                (Language::Zh, true) => format!("{way}（更优）"),
                (Language::Zh, false) => format!("{way}（未更优）"),
            }
        });
        let ways = self.list(&ways.gather());
        (fit.tried.len() > 1).then(|| match self.lang {
            Language::En => format!("Tried, the simplest first: {ways}"),
            Language::Zh => format!("由简到繁依次尝试：{ways}"),
        })
    }

    fn audited(&self, fit: &AttritionFit) -> Option<String> {
        let parts = fit.audit.iter().map(|of| self.audit(of)).gather();
        (!parts.is_empty()).then(|| match self.lang {
            Language::En => format!("Audit: {}", parts.join("; ")),
            Language::Zh => format!("审查：{}", parts.join("；")),
        })
    }

    /// `of “sex” the group marked least is marked 0.7 times as often as the group marked most, below 0.8: to be looked at`
    fn audit(&self, of: &AuditResult) -> String {
        let attribute = of.attribute.as_str();
        let few = match self.lang {
            _ if !of.caveats.contains(&"few_people") => "",
            Language::En => ", of few people",
            Language::Zh => "（人数较少）",
        };
        let Some(ratio) = of.ratio.map(|ratio| ratio.value()) else {
            return match self.lang {
                Language::En => format!("of “{attribute}” nothing can be compared{few}"),
                Language::Zh => format!("“{attribute}”各组无法比较{few}"),
            };
        };
        // What is below is not shown as if it were not.
        let is_below = ratio < FOUR_FIFTHS || of.caveats.contains(&"four_fifths");
        let shown = if is_below { (ratio * 100.0).floor() / 100.0 } else { ratio };
        let shown = rounded(shown, 100.0);
        match (self.lang, is_below) {
            (Language::En, _) => {
                let and = if is_below { "below 0.8: to be looked at" } else { "not below 0.8" };
                format!(
                    "of “{attribute}” the group marked least is marked {shown} times as often as the group marked most{few}, \
                     {and}"
                )
            }
            (Language::Zh, _) => {
                let and = if is_below { "低于 0.8，须关注" } else { "不低于 0.8" };
                format!("“{attribute}”中被标记比例最低组为最高组的 {shown} 倍{few}，{and}")
            }
        }
    }
}

/// A stated number as a float, to be shown.
fn number(value: Decimal) -> f64 {
    float(&value.to_rational()).unwrap_or(0.0)
}
