//! How long people stay, in words.

use super::codes::{self, THIN};
use super::{capital, months, percent, seen, text};
use crate::attrition::Leaving;
use crate::attrition::retention::{MedianTenure, RetentionComparison, RetentionCurve, RetentionReport, StayingShare};
use crate::gather::Gather as _;
use crate::number::Approx;
use crate::policy::Policy;
use crate::report::Names;
use crate::values::{Id, Language};

/// The months that are told first.
const A_YEAR: u32 = 12;
/// A difference that chance alone makes more often than this tells nothing.
const BY_CHANCE: f64 = 0.05;

/// The whole company's share and median, what it stands on, whether groups differ, and what to know.
pub(in crate::attrition) fn retention(lang: Language, leaving: Leaving, report: &RetentionReport) -> String {
    let Some(whole) = report.curves.first() else { return String::new() };
    let said = Said { lang, leaving, curve: whole };
    let mut sentences = said.curve().iter().map(|sentence| capital(sentence)).gather();
    let by = report.curves.iter().find_map(|curve| curve.by);
    sentences.extend(report.comparison.as_ref().zip(by).map(|(found, by)| said.differ(found, by)));
    sentences.extend(said.caveats(&report.caveats));
    text(lang, &sentences)
}

/// The same of a group.
pub(in crate::attrition) fn retention_group(
    policy: &Policy,
    lang: Language,
    leaving: Leaving,
    curve: &RetentionCurve,
) -> String {
    let names = Names { policy, language: lang };
    let name = curve.id.as_ref().map_or("", |id| name(&names, curve.by, id));
    let said = Said { lang, leaving, curve };
    let mut sentences = said.curve();
    if let Some((first, others)) = sentences.split_first_mut() {
        *first = match lang {
            Language::En => format!("“{name}”: {first}"),
            Language::Zh => format!("“{name}”：{first}"),
        };
        others.iter_mut().for_each(|sentence| *sentence = capital(sentence));
    }
    sentences.extend(said.caveats(&[]));
    text(lang, &sentences)
}

fn name<'n>(names: &Names<'n>, by: Option<&str>, id: &'n Id) -> &'n str {
    if by == Some("position") {
        return names.position(id);
    }
    let found = names.policy.units.iter().find(|unit| unit.id == *id);
    names.text(found.and_then(|unit| unit.name.as_ref()), id)
}

struct Said<'a> {
    lang: Language,
    leaving: Leaving,
    curve: &'a RetentionCurve,
}

impl Said<'_> {
    /// The share, the median, and what they stand on.
    fn curve(&self) -> Vec<String> {
        let curve = self.curve;
        let Some(last) = curve.steps.last() else {
            return vec![match self.lang {
                Language::En => "nobody was seen in these months".to_owned(),
                Language::Zh => "所看月份内没有在职记录".to_owned(),
            }];
        };
        // A year, or what comes nearest to it; where nobody had left by then, the first months in which somebody had, or
        // all that is known.
        let year = curve.staying.iter().rfind(|share| share.months <= A_YEAR).or(curve.staying.first());
        let is_whole = year.is_none_or(|share| share.staying.value() >= 1.0);
        let later = curve.staying.iter().find(|share| is_whole && share.staying.value() < 1.0);
        let within = if is_whole && last.staying.value() < 1.0 { later } else { year };
        let range = within.map_or_else(String::new, |share| self.range(share));
        let (months, staying) = within.map_or((last.months, last.staying), |share| (share.months, share.staying));
        let mut sentences = vec![self.share(months, staying, &range)];
        if curve.leavers > 0 {
            sentences.push(self.median(curve.median.as_ref()));
        }
        let seen = seen(self.lang, (curve.people, curve.months, curve.leavers));
        sentences.push(match self.lang {
            Language::En => format!("it stands on {seen}"),
            Language::Zh => format!("依据{seen}"),
        });
        sentences
    }

    /// `of those who join, 77.8% (in 80 of 100 cases 61% to 88.2%) have not left of their own accord in their first 12
    /// months`
    fn share(&self, within: u32, staying: Approx, range: &str) -> String {
        let (value, within) = (staying.value(), months(within, self.lang));
        match self.lang {
            Language::En => {
                let (has, left) = match self.leaving {
                    Leaving::Voluntary => ("", "left of their own accord"),
                    Leaving::Involuntary => ("been ", "let go"),
                    Leaving::Any => ("", "left"),
                };
                let who = match self.curve.from {
                    0 => "of those who join".to_owned(),
                    from => format!("of those who stayed {}", months(from, self.lang)),
                };
                let many = match value {
                    1.0 => "nobody has".to_owned(),
                    0.0 => "everybody has".to_owned(),
                    _ => format!("{}{range} have not", percent(value)),
                };
                format!("{who}, {many} {has}{left} in their first {within}")
            }
            Language::Zh => {
                let left = match self.leaving {
                    Leaving::Voluntary => "主动离职",
                    Leaving::Involuntary => "被动离职",
                    Leaving::Any => "离职",
                };
                let who = match self.curve.from {
                    0 => "入职者".to_owned(),
                    from => format!("司龄满 {from} 个月者"),
                };
                match value {
                    1.0 => format!("{who}入职 {within}内无人{left}"),
                    0.0 => format!("{who}入职 {within}内全部{left}"),
                    _ => format!("{who}中 {} 入职 {within}内未{left}{range}", percent(value)),
                }
            }
        }
    }

    fn range(&self, share: &StayingShare) -> String {
        let Some((least, most)) = share.lo80.zip(share.hi80) else { return String::new() };
        // The least of nothing is nothing, and not a little.
        let bound = |bound: Approx| if bound.value() > 0.0 { percent(bound.value()) } else { "0%".to_owned() };
        let (least, most) = (bound(least), bound(most));
        match self.lang {
            _ if least == most => String::new(),
            Language::En => format!(" (in 80 of 100 cases {least} to {most})"),
            Language::Zh => format!("（八成可能在 {least} 至 {most} 之间）"),
        }
    }

    /// `half have left after 31 months (in 80 of 100 cases 24 months or more)`
    fn median(&self, median: Option<&MedianTenure>) -> String {
        let known = median.and_then(|median| Some((median.months?, median)));
        let went = match (self.lang, self.leaving) {
            (Language::En, Leaving::Involuntary) => "been let go",
            (Language::En, _) => "left",
            (Language::Zh, _) => "离职",
        };
        let Some((half, bounds)) = known else {
            let until = self.curve.until;
            return match self.lang {
                Language::En => {
                    format!("fewer than half have {went} by month {until} of tenure, the last that is known")
                }
                Language::Zh => format!("司龄至 {until} 个月（已知的最长司龄）{went}者不到半数"),
            };
        };
        let range = match (self.lang, bounds.lo80, bounds.hi80) {
            (Language::En, Some(least), Some(most)) if least < most => {
                format!(" (in 80 of 100 cases {least} to {most})")
            }
            (Language::En, Some(least), None) => format!(" (in 80 of 100 cases {least} or more)"),
            (Language::Zh, Some(least), Some(most)) if least < most => {
                format!("（八成可能在 {least} 至 {most} 个月之间）")
            }
            (Language::Zh, Some(least), None) => format!("（八成可能不少于 {least} 个月）"),
            _ => String::new(),
        };
        let after = months(half, self.lang);
        match self.lang {
            Language::En => format!("half have {went} after {after}{range}"),
            Language::Zh => format!("{after}后半数已{went}{range}"),
        }
    }

    /// Whether groups differ.
    fn differ(&self, found: &RetentionComparison, by: &str) -> String {
        let p = percent(found.p.value());
        let is_seen = found.p.value() < BY_CHANCE;
        match self.lang {
            Language::En => {
                let groups = if by == "position" { "positions" } else { "units" };
                let begin = match is_seen {
                    true => format!("People stay longer in some {groups} than in others"),
                    false => format!("Whether people stay longer in some {groups} than in others cannot be told"),
                };
                format!("{begin}: if {groups} did not differ, as much would be seen in {p} of cases (log-rank test)")
            }
            Language::Zh => {
                let groups = if by == "position" { "岗位" } else { "部门" };
                let begin = match is_seen {
                    true => format!("各{groups}的留任时长有差异"),
                    false => format!("尚不能判断各{groups}的留任时长有无差异"),
                };
                format!("{begin}：若并无差异，出现如此差别的可能性为 {p}（对数秩检验）")
            }
        }
    }

    /// What to know of the curve, and of the report.
    fn caveats(&self, others: &[&'static str]) -> Option<String> {
        let mut known = Vec::new();
        for code in self.curve.caveats.iter().chain(others) {
            if let Some(month) = self.curve.thin_from.filter(|_| *code == THIN) {
                known.push(codes::thin(self.lang, month));
            } else {
                known.extend(codes::caveat_in(self.lang, code).map(str::to_owned));
            }
        }
        codes::to_know(self.lang, &known)
    }
}
