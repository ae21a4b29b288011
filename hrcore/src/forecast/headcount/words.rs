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
        for month in &mut plan.months {
            let text = words.month(month, plan.holders, plan.open_posts);
            lines.push(text.clone());
            month.text = Some(text);
        }
        let mut sum = plan.open_posts;
        for requisition in &mut plan.requisitions {
            sum = sum.saturating_add(requisition.hires);
            let text = words.requisition(requisition, &plan.months, sum);
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
        let open = match (self.language, open) {
            (_, 0) => String::new(),
            (Language::En, 1) => ", 1 more post open".to_owned(),
            (Language::En, _) => format!(", {open} more posts open"),
            (Language::Zh, _) => format!("，另有 {open} 个空缺正在招聘"),
        };
        let range = if least == most { String::new() } else { self.range(&format!("{least}%"), &format!("{most}%")) };
        match self.language {
            Language::En => format!(
                "{name}: {holders} on {as_of}{open}; {mean}% leave in a year{range}; planned to be enough in {level}% of months"
            ),
            Language::Zh => format!(
                "{name}：{as_of} 在岗 {holders} 人{open}；年流失率 {mean}%{range}；按 {level}% 的月份人手足够来安排"
            ),
        }
    }

    /// ` (4.1 to 5.6 in 80 of 100 cases)`
    fn range(&self, least: &str, most: &str) -> String {
        match self.language {
            Language::En => format!(" ({least} to {most} in 80 of 100 cases)"),
            Language::Zh => format!("（八成可能在 {least} 至 {most} 之间）"),
        }
    }

    /// `November 2025: work for 4.8 (4.1 to 5.6 in 80 of 100 cases), 5 needed (3 by level and season, 2 by Double 11), …`
    fn month(&self, month: &HeadcountMonth, holders: u32, open_posts: u32) -> String {
        let (period, need) = (self.period(month.period), month.need);
        let (work, least, most) = (tenths(month.heads.median), tenths(month.heads.lo80), tenths(month.heads.hi80));
        let range = if least == most { String::new() } else { self.range(&least, &most) };
        let events = self.by_events(month);
        let known = month.leavers_known.map_or(0.0, Approx::value);
        let left = Approx::of(month.leavers.value() - known);
        let (known, left, coming) = (tenths(Approx::of(known)), tenths(left), tenths(month.under_way));
        let mut parts = match self.language {
            Language::En => vec![
                format!("{period}: work for {work}{range}"),
                format!("{need} needed{events}"),
                format!("{holders} on hand"),
            ],
            Language::Zh => vec![
                format!("{period}：工作量为 {work} 人{range}"),
                format!("需要 {need} 人{events}"),
                format!("在岗 {holders} 人"),
            ],
        };
        for (people, en, zh) in [
            (known, "gone by a stated last day", "已定离岗"),
            (left, "expected to have left", "预计流失"),
            (coming, "under way", "即将到岗"),
        ] {
            if people != "0" {
                parts.push(match self.language {
                    Language::En => format!("{people} {en}"),
                    Language::Zh => format!("{zh} {people} 人"),
                });
            }
        }
        let (parts, hires) = (parts.join(self.pick(", ", "，")), self.to_hire(month, open_posts));
        format!("{parts}{}{hires}", self.pick("; ", "；"))
    }

    /// ` (3 by level and season, 2 by Double 11)`
    fn by_events(&self, month: &HeadcountMonth) -> String {
        let Some(usual) = month.need_without_events else { return String::new() };
        let events = self.events(&month.events);
        let more = i64::from(month.need) - i64::from(usual);
        match self.language {
            Language::En if more < 0 => format!(" ({usual} by level and season, {} fewer by {events})", -more),
            Language::En => format!(" ({usual} by level and season, {more} by {events})"),
            Language::Zh => {
                let usual = format!("（日常与季节因素 {usual} 人，");
                let change = if more < 0 { "减少" } else { "增加" };
                zh(&[&usual, &events, change, &more.unsigned_abs().to_string(), "人）"])
            }
        }
    }

    /// `3 to hire (2 on posts already open), without them too few with a chance of 96%`
    fn to_hire(&self, month: &HeadcountMonth, open_posts: u32) -> String {
        let (hires, short) = (month.hires, whole_percent(month.chance_short));
        let open = match (self.language, hires.min(open_posts)) {
            (_, 0) => String::new(),
            (Language::En, 1) => " (1 on a post already open)".to_owned(),
            (Language::En, open) => format!(" ({open} on posts already open)"),
            (Language::Zh, open) => format!("（其中 {open} 人已有空缺在招）"),
        };
        match self.language {
            Language::En if hires == 0 => format!("none to hire, too few with a chance of {short}"),
            Language::En => format!("{hires} to hire{open}, without them too few with a chance of {short}"),
            Language::Zh if hires == 0 => format!("无需招聘，人手不足的可能性为 {short}"),
            Language::Zh => format!("需招聘 {hires} 人{open}，否则人手不足的可能性为 {short}"),
        }
    }

    /// How far the open posts go.
    fn covered(&self, plan: &HeadcountPlan) -> Option<String> {
        let most = plan.months.iter().map(|month| month.hires).max().filter(|most| *most > 0)?;
        let open = plan.open_posts.min(most);
        Some(match (self.language, open) {
            (_, 0) => return None,
            (Language::En, 1) if most == 1 => {
                "the one to hire is covered by a post already open, which has no first day yet".to_owned()
            }
            (Language::En, 1) => {
                format!("1 of the {most} to hire is covered by a post already open, which has no first day yet")
            }
            (Language::En, _) if open == most => {
                format!("all {most} to hire are covered by posts already open, which have no first day yet")
            }
            (Language::En, _) => {
                format!("{open} of the {most} to hire are covered by posts already open, which have no first day yet")
            }
            (Language::Zh, _) if open == most => {
                format!("需招聘的 {most} 人均已有空缺在招，不再重复启动；这些空缺尚未确定到岗日期")
            }
            (Language::Zh, _) => {
                format!("需招聘的 {most} 人中，{open} 人已有空缺在招，不再重复启动；这些空缺尚未确定到岗日期")
            }
        })
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
        self.covered(plan).into_iter().chain(plan.caveats.iter().filter_map(said)).gather()
    }

    /// `open 3 by 2025-10-01: at work from 2025-11-01, needed in November 2025`; `sum` counts up to its last person.
    fn requisition(&self, requisition: &OpenRequisition, plan: &[HeadcountMonth], sum: u32) -> String {
        let OpenRequisition { hires, open, start, full, needed, months, is_late, .. } = requisition;
        let period = self.period(*needed);
        let late = needed.span().from().map_or(0, |first| full.signed_duration_since(first).num_days());
        let at_work = match self.language {
            Language::En if *is_late && full != start => format!("at work from {start}, at full work from {full}"),
            Language::En if *is_late => format!("at full work from {start}"),
            Language::En => format!("at work from {start}"),
            Language::Zh if *is_late && full != start => format!("{start} 到岗，{full} 起可承担全部工作"),
            Language::Zh if *is_late => format!("{start} 到岗并可承担全部工作"),
            Language::Zh => format!("{start} 到岗"),
        };
        let coming = plan.iter().filter(|month| month.period >= *needed).count();
        let is_for_all = usize::try_from(*months).is_ok_and(|months| months == coming);
        let again = match self.language {
            _ if *months <= 1 || is_for_all => String::new(),
            Language::En => format!(" (in {months} of the {coming} months from then on)"),
            Language::Zh => format!("（自该月起 {coming} 个月中有 {months} 个月需要）"),
        };
        let mut text = match self.language {
            Language::En if *is_late => {
                let days = if late == 1 { "1 day".to_owned() } else { format!("{late} days") };
                format!("open {hires} on {open}: {at_work}, needed in {period}{again}, {days} too late")
            }
            Language::En => format!("open {hires} by {open}: {at_work}, needed in {period}{again}"),
            Language::Zh if *is_late => {
                format!("{open} 立即启动 {hires} 人的招聘：{at_work}，{period}需要{again}，晚 {late} 天")
            }
            Language::Zh => format!("最晚 {open} 启动 {hires} 人的招聘：{at_work}，{period}需要{again}"),
        };
        // What comes after the last month is not known.
        let end = plan.iter().rev().find(|month| month.hires >= sum).map_or(*needed, |month| month.period);
        let is_over = plan.last().is_some_and(|last| last.period != end);
        if is_over && end.span().to().is_some_and(|day| day < *start) {
            text.push_str(self.pick(
                "; by then they are not needed any more: temporary people instead",
                "；届时已不再需要，宜改用临时人员",
            ));
        } else if *is_late {
            text.push_str(self.pick("; temporary people may help until then", "；在此之前可用临时人员"));
        } else if *months == 1 && !is_for_all {
            text.push_str(self.pick("; for this month alone: temporary people may do", "；仅此一个月，可用临时人员"));
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
            "leavers" => self.pick("for those who leave", "人员流失"),
            "under_way" => self.pick("by those under way", "即将到岗"),
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
