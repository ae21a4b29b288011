//! Figures about the workforce in English and Chinese. Nothing is decided here.

use super::answer::WorkforceFigure;
use crate::gather::Gather as _;
use crate::number::{Figure, Rational, RoundingMode};
use crate::policy::Policy;
use crate::report::{Names, between_parts};
use crate::request::WorkforceBy;
use crate::values::Language;

/// Rates of fewer days are not said as those of a year.
const A_MONTH: i32 = 28;

/// What a group is called.
pub(super) fn name(policy: &Policy, (by, number): (WorkforceBy, usize), language: Language) -> &str {
    let names = Names { policy, language };
    match by {
        WorkforceBy::Position => policy.positions.get(number).map(|found| names.text(found.name.as_ref(), &found.id)),
        WorkforceBy::Unit => policy.units.get(number).map(|found| names.text(found.name.as_ref(), &found.id)),
    }
    .unwrap_or_default()
}

/// Figures by name, as they are said.
struct Said<'a>(&'a [WorkforceFigure]);

impl Said<'_> {
    fn find(&self, figure: &str) -> Option<&WorkforceFigure> {
        self.0.iter().find(|found| found.figure == figure).filter(|found| found.value.is_some())
    }

    /// The exact value of a figure, if it is more than zero.
    fn exact(&self, figure: &str) -> Option<&Rational> {
        self.find(figure)?.value.as_ref().map(Figure::exact).filter(|value| value.signum() > 0)
    }

    /// A count, an average.
    fn number(&self, figure: &str) -> String {
        self.exact(figure).map_or_else(|| "0".to_owned(), short)
    }

    /// A share in percent.
    fn percent(&self, figure: &str) -> String {
        let share = self.exact(figure).map(|share| &Rational::from(100) * share);
        format!("{}%", share.map_or_else(|| "0".to_owned(), |share| short(&share)))
    }

    /// What was counted, and of what.
    fn parts(&self, figure: &str) -> Option<(String, String)> {
        let found = self.find(figure)?;
        Some((short(found.part.as_ref()?.exact()), short(found.whole.as_ref()?.exact())))
    }

    fn has(&self, figure: &str) -> bool {
        self.exact(figure).is_some()
    }
}

/// With one place at most.
fn short(value: &Rational) -> String {
    value.rounded_text(1, RoundingMode::HalfAway, false)
}

/// `Sales: 50 people at the start, 50 at the end, 50 on average; 21 hired; 21 left, a turnover of 42% …`
pub(super) fn group(figures: &[WorkforceFigure], name: Option<&str>, language: Language) -> String {
    let said = Said(figures);
    let mut parts = vec![headcount(&said, language)];
    parts.extend(leavers(&said, language));
    parts.extend(stayers(&said, language));
    parts.extend(moves(&said, language));
    parts.extend(posts(&said, language));
    let text = parts.join(between_parts(language));
    match (name, language) {
        (None, _) => text,
        (Some(name), Language::En) => format!("{name}: {text}"),
        (Some(name), Language::Zh) => format!("{name}：{text}"),
    }
}

fn headcount(said: &Said<'_>, language: Language) -> String {
    let [start, end, average, hired] =
        ["headcount_start", "headcount_end", "headcount_average", "hires"].map(|figure| said.number(figure));
    match language {
        Language::En => {
            format!("headcount {start} at the start, {end} at the end, {average} on average; {hired} hired")
        }
        Language::Zh => format!("期初 {start} 人，期末 {end} 人，平均 {average} 人；入职 {hired} 人"),
    }
}

fn leavers(said: &Said<'_>, language: Language) -> Vec<String> {
    let left = said.number("leavers");
    if !said.has("leavers") {
        return vec![
            match language {
                Language::En => "nobody left",
                Language::Zh => "无人离职",
            }
            .to_owned(),
        ];
    }
    let kinds = match language {
        Language::En => [
            ("turnover_voluntary", "voluntary"),
            ("turnover_involuntary", "involuntary"),
            ("turnover_retirement", "retirement"),
            ("turnover_other", "other"),
        ],
        Language::Zh => [
            ("turnover_voluntary", "主动离职率"),
            ("turnover_involuntary", "被动离职率"),
            ("turnover_retirement", "退休率"),
            ("turnover_other", "其他"),
        ],
    };
    let of_kind = |(figure, word): (&str, &str)| said.has(figure).then(|| format!("{word} {}", said.percent(figure)));
    let kinds = kinds.into_iter().filter_map(of_kind).gather();
    let percent = said.percent("turnover");
    // What one leaver of a few days would be in a year misleads.
    let is_long = said.find("headcount_average").and_then(|found| found.whole.as_ref());
    let is_long = is_long.is_some_and(|days| *days.exact() >= Rational::from(A_MONTH));
    let yearly = said.find("turnover").filter(|_| is_long).and_then(|found| found.per_year.as_ref());
    let yearly = yearly.map(|yearly| short(&(&Rational::from(100) * yearly.exact())));
    let mut text = match (language, yearly) {
        (Language::En, None) => format!("{left} left, a turnover of {percent}"),
        (Language::En, Some(yearly)) => format!("{left} left, a turnover of {percent} ({yearly}% a year)"),
        (Language::Zh, None) => format!("离职 {left} 人，离职率 {percent}"),
        (Language::Zh, Some(yearly)) => format!("离职 {left} 人，离职率 {percent}（折合全年 {yearly}%）"),
    };
    if !kinds.is_empty() {
        text.push_str(&match language {
            Language::En => format!(": {}", kinds.join(", ")),
            Language::Zh => format!("，其中{}", kinds.join("、")),
        });
    }
    let mut parts = vec![text];
    if said.has("leavers_unknown") {
        let unknown = said.number("leavers_unknown");
        parts.push(match language {
            Language::En => format!("how {unknown} of them left is not stated"),
            Language::Zh => format!("其中 {unknown} 人未注明离职方式"),
        });
    }
    if said.has("turnover_critical") {
        let percent = said.percent("turnover_critical");
        parts.push(match language {
            Language::En => format!("critical positions lost {percent} of their people by their own choice"),
            Language::Zh => format!("关键岗位主动离职率 {percent}"),
        });
    }
    parts
}

fn stayers(said: &Said<'_>, language: Language) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some((left, newcomers)) = said.parts("newcomer_turnover") {
        let percent = said.percent("newcomer_turnover");
        parts.push(match language {
            Language::En => {
                format!("of {newcomers} who joined a year earlier, {left} left within 12 months ({percent})")
            }
            Language::Zh => format!("一年前入职的 {newcomers} 人中，{left} 人未满 12 个月离职（{percent}）"),
        });
    }
    if let Some((stayed, before)) = said.parts("stability") {
        let percent = said.percent("stability");
        parts.push(match language {
            Language::En => {
                format!("still with the company: {stayed} of the {before} there a year before ({percent})")
            }
            Language::Zh => format!("一年前在职的 {before} 人中，{stayed} 人仍在职（稳定率 {percent}）"),
        });
    }
    parts
}

fn moves(said: &Said<'_>, language: Language) -> Vec<String> {
    let mut parts = Vec::new();
    if said.has("moved_in") || said.has("moved_out") {
        let (into, out) = (said.number("moved_in"), said.number("moved_out"));
        parts.push(match language {
            Language::En => format!("{into} moved in and {out} out"),
            Language::Zh => format!("内部调入 {into} 人次，调出 {out} 人次"),
        });
    }
    if let Some((moves, _)) = said.parts("internal_mobility").filter(|_| said.has("internal_mobility")) {
        let percent = said.percent("internal_mobility");
        let promoted = said.parts("promotion_rate").filter(|_| said.has("promotion_rate")).map(|(part, _)| part);
        parts.push(match (language, promoted) {
            (Language::En, None) => format!("internal moves: {moves} ({percent})"),
            (Language::En, Some(promoted)) => format!("internal moves: {moves} ({percent}), promotions: {promoted}"),
            (Language::Zh, None) => format!("内部流动 {moves} 人次（{percent}）"),
            (Language::Zh, Some(promoted)) => format!("内部流动 {moves} 人次（{percent}），其中晋升 {promoted} 人次"),
        });
    }
    parts
}

fn posts(said: &Said<'_>, language: Language) -> Vec<String> {
    let mut parts = Vec::new();
    if said.has("posts_filled") {
        let filled = said.number("posts_filled");
        let mut text = match language {
            Language::En => format!("posts filled: {filled}"),
            Language::Zh => format!("填补空缺 {filled} 个岗位"),
        };
        if said.find("filled_internally").is_some() {
            let percent = said.percent("filled_internally");
            text.push_str(&match language {
                Language::En => format!(", {percent} of them from within"),
                Language::Zh => format!("，内部填补 {percent}"),
            });
        }
        if said.find("days_to_fill").is_some() {
            let days = said.number("days_to_fill");
            text.push_str(&match language {
                Language::En => format!(", after {days} days on average"),
                Language::Zh => format!("，平均用时 {days} 天"),
            });
        }
        parts.push(text);
    }
    if let Some((vacant, _)) = said.parts("vacancy_rate").filter(|_| said.has("vacancy_rate")) {
        let percent = said.percent("vacancy_rate");
        let critical = said.parts("vacant_critical").filter(|_| said.has("vacant_critical")).map(|(part, _)| part);
        parts.push(match (language, critical) {
            (Language::En, None) => format!("vacant posts: {vacant} ({percent})"),
            (Language::En, Some(critical)) => {
                format!("vacant posts: {vacant} ({percent}), {critical} of them critical")
            }
            (Language::Zh, None) => format!("空缺 {vacant} 个岗位（{percent}）"),
            (Language::Zh, Some(critical)) => format!("空缺 {vacant} 个岗位（{percent}），其中关键岗位 {critical} 个"),
        });
    }
    parts
}
