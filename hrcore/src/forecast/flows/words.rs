//! Staff flows in English and Chinese. Nothing is decided here.

use crate::forecast::period_name;
use crate::gather::Gather as _;
use crate::number::Approx;
use crate::policy::Policy;
use crate::report::{Names, zh};
use crate::values::{Id, Language};

use super::answer::{FlowAnswer, FlowMonth, FlowsReport, Grade, GradeCount};

/// Grades about which there is a sentence each.
const GRADES: usize = 12;

/// What is, what comes, what holds or reaches the structure, and what that rests on.
pub(super) fn summary(policy: &Policy, language: Language, report: &FlowsReport) -> String {
    let words = Words { names: Names { policy, language }, language };
    let mut sentences = Vec::new();
    let now = report.grades.iter().fold(0_u32, |sum, grade| sum.saturating_add(grade.people));
    match report.months.last() {
        None => sentences.push(words.pick(
            format!("{now} people now; nobody was seen in these grades before, so nothing can be foretold"),
            format!("现有 {now} 人；此前没有可供推算的记录，无法预测"),
        )),
        Some(last) => {
            sentences.push(words.total(now, last));
            for (number, grade) in report.grades.iter().take(GRADES).enumerate() {
                sentences.push(words.grade(report, grade, last, number));
            }
            if !report.steady.is_empty() {
                sentences.push(words.rest(report));
            }
        }
    }
    if let Some(goal) = &report.goal {
        words.goal(goal, report.caveats.contains(&"promotions_fixed"), &mut sentences);
    }
    sentences.push(words.basis(report));
    match language {
        Language::En => sentences.join(". ") + ".",
        Language::Zh => sentences.join("。") + "。",
    }
}

struct Words<'a> {
    names: Names<'a>,
    language: Language,
}

impl Words<'_> {
    fn pick(&self, en: String, zh: String) -> String {
        match self.language {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    fn position<'i>(&'i self, id: &'i Id) -> &'i str {
        self.names.position(id)
    }

    fn list(&self, parts: &[String]) -> String {
        parts.join(match self.language {
            Language::En => ", ",
            Language::Zh => "、",
        })
    }

    fn total(&self, now: u32, last: &FlowMonth) -> String {
        let (period, total) = (period_name(last.period, self.language), &last.total);
        let (mean, low, high) = (tenths(total.mean), tenths(total.lo80), tenths(total.hi80));
        self.pick(
            format!("{now} people now, about {mean} at the end of {period} (in 80 of 100 cases {low} to {high})"),
            format!("现有 {now} 人，{period}末约 {mean} 人（八成可能在 {low} 至 {high} 之间）"),
        )
    }

    /// `Junior: 60 now, 58.2 then (51 to 65); 2.1% leave in a month, 1.5% move to Senior`
    fn grade(&self, report: &FlowsReport, grade: &Grade, last: &FlowMonth, number: usize) -> String {
        let name = self.position(&grade.position);
        let now = grade.people;
        let then = last.grades.get(number).map(|then| &then.people);
        let shown = |pick: fn(&super::Estimate) -> Approx| then.map_or_else(String::new, |then| tenths(pick(then)));
        let (mean, low, high) = (shown(|then| then.mean), shown(|then| then.lo80), shown(|then| then.hi80));
        let mut text = match self.language {
            Language::En => format!("{name}: {now} now, {mean} then ({low} to {high})"),
            Language::Zh => {
                zh(&[name, "：现 ", &now.to_string(), " 人，届时 ", &mean, " 人（", &low, " 至 ", &high, "）"])
            }
        };
        let mut flows = Vec::new();
        for rate in report.rates.iter().filter(|rate| rate.from == grade.position && rate.share.mean.value() >= 5e-4) {
            let share = percent(rate.share.mean);
            flows.push(match (&rate.to, self.language) {
                (None, Language::En) => format!("{share} leave in a month"),
                (None, Language::Zh) => format!("每月 {share} 离开"),
                (Some(to), Language::En) => format!("{share} move to {} in a month", self.position(to)),
                (Some(to), Language::Zh) => zh(&["每月 ", &share, " 转为", self.position(to)]),
            });
        }
        if !flows.is_empty() {
            text.push_str(&self.pick("; ".to_owned(), "；".to_owned()));
            text.push_str(&self.list(&flows));
        }
        text
    }

    fn rest(&self, report: &FlowsReport) -> String {
        let all = tenths(Approx::of(report.steady.iter().fold(0.0, |sum, grade| sum + grade.people.value())));
        let hires = report.grades.iter().fold(0.0, |sum, grade| sum + grade.hires_per_month.value());
        let (en, zh) = match often(Approx::of(hires)) {
            Often::EveryMonths(months) => {
                (format!("one hire every {months} months"), format!("每 {months} 个月招聘 1 人"))
            }
            Often::AMonth(people) if people == "1" => ("1 hire a month".to_owned(), "每月招聘 1 人".to_owned()),
            Often::AMonth(people) => (format!("{people} hires a month"), format!("每月招聘 {people} 人")),
        };
        self.pick(
            format!("With these rates and {en} it would come to rest at {all} people"),
            format!("若比率不变、{zh}，最终稳定在 {all} 人"),
        )
    }

    fn goal(&self, goal: &FlowAnswer, is_fixed: bool, sentences: &mut Vec<String>) {
        let mut parts = Vec::new();
        for hires in goal.hires.iter().filter(|hires| hires.people.value() > 0.0) {
            let name = self.position(&hires.position);
            parts.push(match often(hires.people) {
                Often::AMonth(people) => {
                    self.pick(format!("hire {people} {name} a month"), zh(&["每月招聘", name, " ", &people, " 人"]))
                }
                Often::EveryMonths(months) => self.pick(
                    format!("hire one {name} every {months} months"),
                    zh(&["每 ", &months, " 个月招聘", name, " 1 人"]),
                ),
            });
        }
        for way in goal.promotions.iter().filter(|way| way.share.value() > 0.0) {
            let (share, from, to) = (percent(way.share), self.position(&way.from), self.position(&way.to));
            parts.push(self.pick(
                format!("promote {share} of {from} to {to} a month"),
                zh(&["每月将", from, "的 ", &share, " 晋升为", to]),
            ));
        }
        if parts.is_empty() {
            parts.push(self.pick("hire nobody".to_owned(), "无需招聘".to_owned()));
        }
        let (en, zh) = match goal.kind {
            "hold" => ("To hold the structure: ", "要保持这一结构："),
            _ => ("To reach the structure: ", "要达到这一结构："),
        };
        sentences.push(self.pick(en.to_owned(), zh.to_owned()) + &self.list(&parts));
        if !goal.is_met {
            let gaps: Vec<String> = goal.gaps.iter().map(|gap| self.gap(gap)).gather();
            let (en, zh) = ("It cannot be met within these bounds: ", "在所给限制内达不到：");
            sentences.push(self.pick(en.to_owned(), zh.to_owned()) + &self.list(&gaps));
        }
        if is_fixed {
            sentences.push(self.pick(
                "Promotions stay at the estimated rates; with others it can be met: state `most_promotions`".to_owned(),
                "晋升沿用估计的比率；若可调整晋升则能达到：请给出 `most_promotions`".to_owned(),
            ));
        }
    }

    fn gap(&self, gap: &GradeCount) -> String {
        let name = self.position(&gap.position);
        let people = tenths(Approx::of(gap.people.value().abs()));
        let is_short = gap.people.value() > 0.0;
        match self.language {
            Language::En if is_short => format!("{name} {people} short"),
            Language::En => format!("{name} {people} over"),
            Language::Zh => zh(&[name, if is_short { "差 " } else { "多 " }, &people, " 人"]),
        }
    }

    fn basis(&self, report: &FlowsReport) -> String {
        let n = report.n;
        let mut text = match (self.language, report.source) {
            (Language::En, "prior") => "Borrowed rates alone".to_owned(),
            (Language::En, "blended") => format!("From {n} person-months and borrowed rates"),
            (Language::En, _) => format!("From {n} person-months"),
            (Language::Zh, "prior") => "仅依据借用的比率".to_owned(),
            (Language::Zh, "blended") => format!("依据 {n} 人月的记录与借用的比率"),
            (Language::Zh, _) => format!("依据 {n} 人月的记录"),
        };
        for caveat in report.caveats.iter() {
            let (en, zh) = match *caveat {
                "few_months" => ("; few months seen", "；月份较少"),
                "few_people" => ("; few people, so the rates are unsure", "；人数较少，比率不太确定"),
                "rates_vary" => (
                    "; months differ by more than chance, so the intervals are wide",
                    "；各月差异超出偶然，因此区间较宽",
                ),
                "means_simulated" => (
                    "; so little is known of the rates that means of later months are simulated",
                    "；比率所知甚少，较远月份的均值由模拟得出",
                ),
                "promotions_short" => ("; fewer people than promotions planned", "；计划的晋升人数多于可晋升的人数"),
                _ => continue,
            };
            text.push_str(&self.pick(en.to_owned(), zh.to_owned()));
        }
        text
    }
}

/// To a tenth of a person.
fn tenths(value: Approx) -> String {
    Approx::of((value.value() * 10.0).round() / 10.0).to_string()
}

/// How often people are hired.
enum Often {
    /// So many a month, to a tenth.
    AMonth(String),
    /// One in so many months: fewer than one a month are no number of people.
    EveryMonths(String),
}

fn often(people: Approx) -> Often {
    let shown = (people.value() * 10.0).round() / 10.0;
    if shown >= 1.0 || people.value() <= 0.0 {
        return Often::AMonth(Approx::of(shown).to_string());
    }
    let (months, scale) = (1.0 / people.value(), if people.value() > 0.1 { 10.0 } else { 1.0 });
    Often::EveryMonths(Approx::of((months * scale).round() / scale).to_string())
}

/// To a tenth of a percent, below one to a hundredth.
fn percent(share: Approx) -> String {
    let value = share.value() * 100.0;
    let scale = if value < 1.0 { 100.0 } else { 10.0 };
    format!("{}%", Approx::of((value * scale).round() / scale))
}
