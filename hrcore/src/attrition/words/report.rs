//! The team's risk in words.

use super::codes::{self, caveats, limits, method};
use super::{Words, bounds, capital, count, decides, months, name_of_signal, percent, rounded, seen, text};
use crate::attrition::answer::{AttritionReport, ChanceEstimate, PersonRisk};
use crate::attrition::model::AttritionModel;
use crate::gather::Gather as _;
use crate::policy::Policy;
use crate::report::{Names, between_parts};
use crate::values::{Id, Language};

/// The team's chance, what it stands on, why no more can be said, who stands out, what to know, and who decides.
/// `lender` is the model that was borrowed or asked, which is called by its name.
pub(in crate::attrition) fn report(
    policy: &Policy,
    lang: Language,
    report: &AttritionReport,
    lender: Option<&AttritionModel>,
) -> String {
    let words = Words { names: Names { policy, language: lang }, lang };
    let mut sentences = vec![words.team(report), words.basis(report, lender), words.ways(report)];
    sentences.extend(words.people(report));
    // That a rate tells nobody apart is said with it.
    let is_rate = report.method == "rate";
    let known = report.caveats.iter().copied().filter(|code| !(is_rate && *code == codes::NOT_APART));
    sentences.extend(caveats(lang, &known.gather()));
    sentences.push(decides(lang));
    text(lang, &sentences)
}

impl Words<'_> {
    /// `Within 3 months about 0.7 of 9 people may leave of their own accord (in 80 of 100 cases 0 to 2): a chance of …`
    fn team(&self, report: &AttritionReport) -> String {
        let (team, within) = (&report.team, months(report.horizon, self.lang));
        let people = count(team.people, self.lang);
        let (chance, range) = (percent(team.chance.mean.value()), short_range(&team.chance, self.lang));
        let is_rate = report.method == "rate";
        let (leavers, most) = self.leavers(&team.leavers);
        let nobody = team.people == 0;
        match self.lang {
            _ if nobody && is_nothing(&team.monthly) => self.nobody(),
            Language::En => {
                let leave = match report.leaving {
                    "voluntary" => "leave of their own accord",
                    "involuntary" => "be let go",
                    _ => "leave",
                };
                if nobody {
                    let nobody = self.nobody();
                    return format!(
                        "{nobody}; people would have a chance of {chance}{range} to {leave} within {within}"
                    );
                }
                let each = if is_rate { "each" } else { "on average" };
                format!("Within {within} {leavers} of {people} may {leave}{most}: a chance of {chance}{range} {each}")
            }
            Language::Zh => {
                let leave = match report.leaving {
                    "voluntary" => "主动离职",
                    "involuntary" => "被动离职",
                    _ => "离职",
                };
                if nobody {
                    return format!("{}；若有，每人 {within}内{leave}的可能性为 {chance}{range}", self.nobody());
                }
                let each = if is_rate { "每人的可能性为" } else { "平均可能性为" };
                format!("{within}内 {people}中可能{leavers}{leave}{most}，{each} {chance}{range}")
            }
        }
    }

    fn nobody(&self) -> String {
        match self.lang {
            Language::En => "Nobody is with the company on the day after".to_owned(),
            Language::Zh => "次日无在职人员".to_owned(),
        }
    }

    /// How many may leave, and how many at least and at most: `about 0.7`, ` (in 80 of 100 cases 0 to 2)`.
    fn leavers(&self, of: &ChanceEstimate) -> (String, String) {
        let mean = rounded(of.mean.value(), 10.0);
        let (least, most) = (of.lo80, of.hi80);
        match self.lang {
            Language::En => {
                // Never nobody: a little is not nothing.
                let about = if mean == "0" { "fewer than 0.1".to_owned() } else { format!("about {mean}") };
                let to = if least < most { format!("{least} to {most}") } else { most.to_string() };
                (about, format!(" (in 80 of 100 cases {to})"))
            }
            Language::Zh => {
                let about = if mean == "0" { "不到 0.1 人".to_owned() } else { format!("约有 {mean} 人") };
                let between = if least < most {
                    format!("（八成可能在 {least} 至 {most} 人之间）")
                } else {
                    format!("（八成可能为 {most} 人）")
                };
                (about, between)
            }
        }
    }

    /// `It stands on 9 people in 108 person-months, 2 of whom left, and on what was borrowed from “pack”`
    fn basis(&self, report: &AttritionReport, lender: Option<&AttritionModel>) -> String {
        let rate = &report.team.monthly;
        let borrowed = lender.map(|from| self.names.text(from.name.as_ref(), &from.id));
        let seen = seen(self.lang, (rate.n, rate.exposure, rate.events));
        match (self.lang, rate.source, borrowed) {
            (Language::En, ..) if is_nothing(rate) => "No month is over in which somebody could have left".to_owned(),
            (Language::Zh, ..) if is_nothing(rate) => "尚无可供统计的在职月份".to_owned(),
            (Language::En, "prior", Some(from)) => format!("It stands on what was borrowed from “{from}” alone"),
            (Language::En, "prior", None) => "It stands on what was borrowed alone".to_owned(),
            (Language::En, "blended", Some(from)) => {
                format!("It stands on {seen}, and on what was borrowed from “{from}”")
            }
            (Language::En, "blended", None) => format!("It stands on {seen}, and on what was borrowed"),
            (Language::En, ..) => format!("It stands on {seen}"),
            (Language::Zh, "prior", Some(from)) => format!("仅依据借用自“{from}”的数据"),
            (Language::Zh, "prior", None) => "仅依据借用的数据".to_owned(),
            (Language::Zh, "blended", Some(from)) => format!("依据{seen}，并借用“{from}”的数据"),
            (Language::Zh, "blended", None) => format!("依据{seen}，并借用其他数据"),
            (Language::Zh, ..) => format!("依据{seen}"),
        }
    }

    /// How people are told apart, and why no more can be said.
    fn ways(&self, report: &AttritionReport) -> String {
        let way = method(report.method, self.lang);
        let text = match (self.lang, report.method) {
            (Language::En, "rate") => "One rate stands for all: individuals cannot be told apart".to_owned(),
            (Language::Zh, "rate") => "全体适用同一比率，尚不能区分个人".to_owned(),
            (Language::En, _) => format!("People are told apart by {way}"),
            (Language::Zh, _) => format!("个人差异依据{way}"),
        };
        text + &limits(self.lang, &report.limits)
    }

    /// Whose risk stands out, whose last day is known, and of whom rules warn.
    fn people(&self, report: &AttritionReport) -> Option<String> {
        let of = |holds: &dyn Fn(&PersonRisk) -> bool| report.people.iter().filter(|person| holds(person)).count();
        let band = |band: &'static str| of(&|person| person.band == Some(band));
        let (raised, high) = (band("raised"), band("high"));
        let mut parts = Vec::new();
        if report.method != "rate" && !report.people.is_empty() {
            parts.push(match (self.lang, raised, high) {
                (Language::En, 0, 0) => "Nobody's risk stands out against the team's".to_owned(),
                (Language::En, of, 0) | (Language::En, 0, of) => {
                    let word = if high > 0 { "high" } else { "raised" };
                    format!("Against the team the risk of {} is {word}", people(of, self.lang))
                }
                (Language::En, ..) => {
                    format!("Against the team the risk of {} is raised, of {high} high", people(raised, self.lang))
                }
                (Language::Zh, 0, 0) => "与团队相比无人风险突出".to_owned(),
                (Language::Zh, raised, 0) => format!("与团队相比 {raised} 人风险偏高"),
                (Language::Zh, 0, high) => format!("与团队相比 {high} 人风险高"),
                (Language::Zh, raised, high) => format!("与团队相比 {raised} 人风险偏高，{high} 人风险高"),
            });
        }
        let leaving = of(&|person| person.state == "leaving");
        if leaving > 0 {
            parts.push(match self.lang {
                Language::En => format!("the last day of {} is known already", people(leaving, self.lang)),
                Language::Zh => format!("{leaving} 人离职日期已定"),
            });
        }
        let warned = of(&|person| !person.signals.is_empty());
        if warned > 0 {
            let signals = self.signals(report);
            parts.push(match self.lang {
                Language::En => {
                    format!("rules, which are no chances, warn of {}: {signals}", people(warned, self.lang))
                }
                Language::Zh => format!("预警规则（并非概率）涉及 {warned} 人：{signals}"),
            });
        }
        (!parts.is_empty()).then(|| capital(&parts.join(between_parts(self.lang))))
    }

    /// `“Much overtime” 2, “Fell” 1`
    fn signals(&self, report: &AttritionReport) -> String {
        let mut counted: Vec<(&Id, usize)> = Vec::new();
        for seen in report.people.iter().flat_map(|person| person.signals.iter()) {
            match counted.iter_mut().find(|(known, _)| **known == seen.signal) {
                Some((_, count)) => *count += 1,
                None => counted.push((&seen.signal, 1)),
            }
        }
        // In the order of the policy, not of the people.
        let stated = self.names.policy.attrition.as_ref();
        let place = |id: &Id| stated.and_then(|stated| stated.signals.iter().position(|signal| signal.id == *id));
        crate::sort::sort_by(&mut counted, |a, b| place(a.0).cmp(&place(b.0)));
        let parts = counted.iter().map(|(id, count)| {
            let name = name_of_signal(self.names.policy, self.lang, id);
            match self.lang {
                Language::En => format!("“{name}” {count}"),
                Language::Zh => format!("“{name}” {count} 人"),
            }
        });
        self.list(&parts.gather())
    }
}

/// Whether a rate stands on nothing, neither seen nor borrowed.
fn is_nothing(rate: &ChanceEstimate) -> bool {
    rate.exposure == 0 && rate.source == "local"
}

/// ` (3.2% to 14.5%)`, where what a range is was said before.
fn short_range(chance: &ChanceEstimate, lang: Language) -> String {
    let Some((least, most)) = bounds(chance) else { return String::new() };
    match lang {
        Language::En => format!(" ({least} to {most})"),
        Language::Zh => format!("（{least} 至 {most}）"),
    }
}

fn people(people: usize, lang: Language) -> String {
    count(crate::number::small(people), lang)
}
