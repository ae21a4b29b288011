//! Headcount plans in English and Chinese. Nothing is decided here.

use crate::compile::Compiled;
use crate::gather::Gather as _;
use crate::number::Approx;
use crate::report::{Names, month_name, zh};
use crate::time::{Date, Period};
use crate::values::{Id, Language};

use super::answer::{Difference, HeadcountMonth, HeadcountPlan, OpenRequisition, SimpleRule};

/// Puts plans into words.
pub(super) fn say(version: &Compiled, plans: &mut [HeadcountPlan], (as_of, language): (Date, Language)) {
    let words = Words { version, names: Names { policy: &version.policy, language }, language };
    for plan in plans {
        let mut lines = vec![words.head(plan, as_of)];
        let last = plan.months.last().map(|month| month.period);
        for month in &mut plan.months {
            let text = words.month(month, plan.holders);
            lines.push(text.clone());
            month.text = Some(text);
        }
        for requisition in &mut plan.requisitions {
            let text = words.requisition(requisition, last);
            lines.push(text.clone());
            requisition.text = Some(text);
        }
        lines.extend(words.known(plan));
        if let Some(simple) = plan.simple.as_mut() {
            let text = words.simple(simple, plan.service_level);
            lines.push(text.clone());
            simple.text = Some(text);
        }
        plan.text = Some(lines.join("\n"));
    }
}

struct Words<'a> {
    version: &'a Compiled,
    names: Names<'a>,
    language: Language,
}

impl Words<'_> {
    fn pick(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.language {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    /// `warehouse clerk, South: 2 on 2025-08-31, …`
    fn head(&self, plan: &HeadcountPlan, as_of: Date) -> String {
        let mut name = self.names.position(&plan.position).to_owned();
        if let Some(unit) = plan.unit.as_ref() {
            let found = self.version.unit_index.get(unit.as_str()).and_then(|at| self.names.policy.units.get(at));
            name.push_str(self.pick(", ", "，"));
            name.push_str(self.names.text(found.and_then(|unit| unit.name.as_ref()), unit));
        }
        let rate = &plan.leavers_per_year;
        let (mean, least, most) = (percent(rate.mean), percent(rate.lo80), percent(rate.hi80));
        let (holders, level, open) = (plan.holders, percent(plan.service_level), plan.open_posts);
        match self.language {
            Language::En => {
                let open = if open > 0 { format!(", {open} more posts open") } else { String::new() };
                format!(
                    "{name}: {holders} on {as_of}{open}; {mean}% leave in a year ({least}% to {most}% in 80 of 100 cases); \
                     planned to be enough in {level}% of months"
                )
            }
            Language::Zh => {
                let open = if open > 0 { format!("，另有 {open} 个空缺正在招聘") } else { String::new() };
                format!(
                    "{name}：{as_of} 在岗 {holders} 人{open}；年流失率 {mean}%（80% 的情况下为 {least}% 至 {most}%）；\
                     按 {level}% 的月份人手足够来安排"
                )
            }
        }
    }

    /// `November 2025: 5 needed (3 by level and season, 2 by Double 11), 2 on hand; 3 to hire, …`
    fn month(&self, month: &HeadcountMonth, holders: u32) -> String {
        let (period, need, hires) = (self.period(month.period), month.need, month.hires);
        let (left, coming) = (tenths(month.leavers), tenths(month.under_way));
        let short = whole_percent(month.chance_short);
        let mut about = Vec::new();
        if let Some(usual) = month.need_without_events {
            let events = self.events(&month.events);
            let more = i64::from(need) - i64::from(usual);
            about.push(match self.language {
                Language::En if more < 0 => format!("{usual} by level and season, {} fewer by {events}", -more),
                Language::En => format!("{usual} by level and season, {more} by {events}"),
                Language::Zh if more < 0 => {
                    zh(&["水平与季节 ", &usual.to_string(), " 人，", &events, &format!(" 减少 {} 人", -more)])
                }
                Language::Zh => zh(&["水平与季节 ", &usual.to_string(), " 人，", &events, &format!(" {more} 人")]),
            });
        }
        let (least, most) = (tenths(month.heads.lo80), tenths(month.heads.hi80));
        if least != most {
            about.push(match self.language {
                Language::En => format!("{least} to {most} in 80 of 100 cases"),
                Language::Zh => format!("80% 的情况下为 {least} 至 {most} 人"),
            });
        }
        let about = if about.is_empty() {
            String::new()
        } else {
            let inside = about.join(self.pick("; ", "；"));
            format!("{}{inside}{}", self.pick(" (", "（"), self.pick(")", "）"))
        };
        let mut parts = vec![match self.language {
            Language::En => format!("{period}: {need} needed{about}"),
            Language::Zh => format!("{period}：需要 {need} 人{about}"),
        }];
        parts.push(match self.language {
            Language::En => format!("{holders} on hand"),
            Language::Zh => format!("在岗 {holders} 人"),
        });
        if left != "0" {
            parts.push(match self.language {
                Language::En => format!("{left} expected to have left"),
                Language::Zh => format!("预计流失 {left} 人"),
            });
        }
        if coming != "0" {
            parts.push(match self.language {
                Language::En => format!("{coming} under way"),
                Language::Zh => format!("即将到岗 {coming} 人"),
            });
        }
        let reserve = tenths(month.reserve);
        if reserve != "0" {
            parts.push(match self.language {
                Language::En => format!("{reserve} more in case more leave"),
                Language::Zh => format!("流失偏多的储备 {reserve} 人"),
            });
        }
        let parts = parts.join(self.pick(", ", "，"));
        match self.language {
            Language::En if hires == 0 => format!("{parts}; none to hire, too few with a chance of {short}"),
            Language::En => format!("{parts}; {hires} to hire, without them too few with a chance of {short}"),
            Language::Zh if hires == 0 => format!("{parts}；无需招聘，人手不足的可能性为 {short}"),
            Language::Zh => format!("{parts}；需招聘 {hires} 人，否则人手不足的可能性为 {short}"),
        }
    }

    /// What to know of the volumes that are foretold.
    fn known(&self, plan: &HeadcountPlan) -> Vec<String> {
        let said = |caveat: &&'static str| {
            let (en, zh) = match *caveat {
                "too_short" => (
                    "the volume is not foretold: fewer than three values are known",
                    "业务量暂无法预测：已知数据不足 3 期",
                ),
                "too_many_missing" => (
                    "the volume is not foretold: too many of its values are missing",
                    "业务量暂无法预测：缺失的数据过多",
                ),
                "short_history" => (
                    "the volume is foretold from the level of a short history, which carries no growth on",
                    "历史数据较短，业务量按近期水平预测，未计增长",
                ),
                "fell_back" => (
                    "the volume is that of a season before, as the methods went astray",
                    "各方法结果异常，业务量取上一季节周期的同期值",
                ),
                "not_foretold" => ("months without a volume are left out", "没有业务量的月份未列入"),
                "no_holders" => ("nobody holds the position", "目前无人在岗"),
                _ => return None,
            };
            Some(self.pick(en, zh).to_owned())
        };
        plan.caveats.iter().filter_map(|caveat| said(&caveat)).gather()
    }

    /// `open 3 by 2025-10-01: at work from 2025-11-01, needed in November 2025`
    fn requisition(&self, requisition: &OpenRequisition, last: Option<Period>) -> String {
        let OpenRequisition { hires, open, start, full, needed, months, .. } = requisition;
        let period = self.period(*needed);
        let late = needed.span().from().map_or(0, |first| full.signed_duration_since(first).num_days());
        let mut text = match self.language {
            Language::En if requisition.is_late => {
                let days = if late == 1 { "1 day".to_owned() } else { format!("{late} days") };
                format!("open {hires} on {open}: at work from {start}, needed in {period}, {days} too late")
            }
            Language::En => format!("open {hires} by {open}: at work from {start}, needed in {period}"),
            Language::Zh if requisition.is_late => {
                format!("{open} 立即启动 {hires} 人的招聘：{start} 到岗，{period}需要，晚 {late} 天")
            }
            Language::Zh => format!("{open} 前启动 {hires} 人的招聘：{start} 到岗，{period}需要"),
        };
        let end = (1..*months).try_fold(*needed, |period, _| period.next()).unwrap_or(*needed);
        // Whom the months after it do not need any more.
        if last.is_some_and(|last| last != end) && end.span().to().is_some_and(|day| day < *start) {
            text.push_str(self.pick(
                "; by then they are not needed any more: temporary people instead",
                "；届时已不再需要，宜改用临时人员",
            ));
        } else if *months == 1 && last.is_some_and(|last| last != *needed) {
            text.push_str(self.pick("; for this month alone: temporary people may do", "；仅此一个月，可用临时人员"));
        } else if requisition.is_late {
            text.push_str(self.pick("; temporary people may help until then", "；在此之前可用临时人员"));
        }
        text
    }

    /// `the simple rule says hire 2 in July 2025 (…); the plan says hire 4: …`
    fn simple(&self, simple: &SimpleRule, level: Approx) -> String {
        let (period, growth) = (self.period(simple.period), percent(simple.growth));
        let (heads, need) = (tenths(simple.heads), simple.need);
        let (simple_hires, plan_hires) = (self.hires(simple.hires), self.hires(simple.plan_hires));
        let is_shown = |line: &&Difference| hundredths(line.heads) != "0";
        let why = simple.why.iter().filter(is_shown).map(|line| self.reason(line, level)).gather();
        let why = if why.is_empty() {
            String::new()
        } else {
            format!("{}{}", self.pick(": ", "："), why.join(self.pick(", ", "，")))
        };
        match self.language {
            Language::En => format!(
                "the simple rule says {simple_hires} in {period} (growth of {growth}% a month, {heads} people, rounded up to \
                 {need}); the plan says {plan_hires}{why}"
            ),
            Language::Zh => format!(
                "简单规则：{period}{simple_hires}（每月增长 {growth}%，需 {heads} 人，进位为 {need} 人）；本计划：{plan_hires}{why}"
            ),
        }
    }

    fn hires(&self, hires: i32) -> String {
        match (self.language, hires) {
            (Language::En, 0) => "hire nobody".to_owned(),
            (Language::En, 1..) => format!("hire {hires}"),
            (Language::En, _) => format!("{} too many", hires.unsigned_abs()),
            (Language::Zh, 0) => "无需招聘".to_owned(),
            (Language::Zh, 1..) => format!("招聘 {hires} 人"),
            (Language::Zh, _) => format!("多出 {} 人", hires.unsigned_abs()),
        }
    }

    /// `+1.2 to be enough in 80% of months`
    fn reason(&self, line: &Difference, level: Approx) -> String {
        let heads = hundredths(line.heads);
        let sign = if line.heads.value() > 0.0 { "+" } else { "" };
        let text = match line.reason {
            "forecast" => self.pick("by the forecast in place of that growth", "按预测而非上述增速"),
            "event" => self.pick("by dated events", "节点活动"),
            "availability" => self.pick("by absences", "缺勤"),
            "service_level" => {
                let level = percent(level);
                return match self.language {
                    Language::En => format!("{sign}{heads} to be enough in {level}% of months"),
                    Language::Zh => format!("确保 {level}% 的月份人手足够 {sign}{heads}"),
                };
            }
            "leavers" => self.pick("for those who leave", "预计流失"),
            "under_way" => self.pick("by those under way", "即将到岗"),
            "reserve" => self.pick("in case more leave", "流失储备"),
            "not_below_zero" => self.pick("as nobody is dismissed", "不作裁减"),
            _ => self.pick("by rounding", "取整"),
        };
        match self.language {
            Language::En => format!("{sign}{heads} {text}"),
            Language::Zh => format!("{text} {sign}{heads}"),
        }
    }

    fn events(&self, events: &[Id]) -> String {
        let index = &self.version.forecasts.event_index;
        let name = |id| {
            let found = index.get(Id::as_str(id)).and_then(|at| self.names.policy.dated_events.get(at));
            self.names.text(found.and_then(|event| event.name.as_ref()), id).to_owned()
        };
        events.iter().map(name).gather().join(self.pick(" and ", "、"))
    }

    fn period(&self, period: Period) -> String {
        let Period::Month { year, month, start_day } = period else { return period.to_string() };
        match self.language {
            _ if start_day != 1 => period.to_string(),
            Language::En => format!("{} {year}", month_name(month)),
            Language::Zh => format!("{year} 年 {month} 月"),
        }
    }
}

/// A number of people to a tenth.
fn tenths(people: Approx) -> String {
    rounded(people.value(), 10.0)
}

fn hundredths(people: Approx) -> String {
    rounded(people.value(), 100.0)
}

/// A share in percent, to a tenth; never nothing where it is not.
fn percent(share: Approx) -> String {
    match rounded(100.0 * share.value(), 10.0) {
        text if text == "0" && share.value() > 0.0 => "<0.1".to_owned(),
        text => text,
    }
}

/// A chance in percent; never certain where it is not.
fn whole_percent(chance: Approx) -> String {
    let percent = 100.0 * chance.value();
    if percent > 0.0 && percent < 1.0 {
        return "<1%".to_owned();
    }
    if percent > 99.0 && percent < 100.0 {
        return ">99%".to_owned();
    }
    format!("{}%", rounded(percent, 1.0))
}

fn rounded(number: f64, parts: f64) -> String {
    Approx::of((number * parts).round() / parts).to_string()
}
