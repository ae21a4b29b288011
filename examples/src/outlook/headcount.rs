//! How many people a position needs, and when to open requisitions.
use serde_json::Value;

use super::table::table;
use super::{SIZE, estimates, figure, number, numbers};
use crate::json::Dig as _;
use crate::lang::Lang;
use crate::names::{Kind, Names};
use crate::plot::calendar::{Month, day, place};
use crate::plot::{Chart, Ink, Layer, Run, Span};

/// Before the first month so many are drawn, where requisitions open in them.
const BEFORE: i32 = 3;

/// The drawing of a plan of `headcount`; none, where there is nothing to draw.
pub fn chart(plan: &Value, names: &Names, id: &str) -> Option<Chart> {
    let lang = names.lang;
    let months = plan.items("months");
    let first = Month::parse(months.first()?.text("period"))?;
    let requisitions = plan.items("requisitions");
    let opens = requisitions.iter().filter_map(|one| Month::parse(one.text("open"))).min().unwrap_or(first);
    let before = usize::try_from(first.since(opens).clamp(0, BEFORE)).ok()?;
    let from =
        (0..=before).map(|back| opens.plus(back)).find(|from| first.since(*from) <= BEFORE).unwrap_or(first).min(first);
    let at = usize::try_from(first.since(from)).ok()?;

    let (need, supply, hires) = (numbers(months, "need"), numbers(months, "supply"), numbers(months, "hires"));
    let mut layers = Vec::new();
    for (step, month) in months.iter().enumerate() {
        if let Some(event) = month.items("events").first().and_then(Value::as_str) {
            layers.push(Layer::Mark { at: at + step, label: names.of(Kind::Event, event).to_owned() });
        }
    }
    let high: Vec<f64> = need.iter().zip(&supply).map(|(need, supply)| need.max(*supply)).collect();
    let mut last = f64::NAN;
    let labels = hires.iter().map(|count| {
        let label = if *count > 0.0 && *count != last { format!("+{count:.0}") } else { String::new() };
        last = *count;
        label
    });
    let labels = labels.collect();
    let name = Some(lang.say("to hire", "缺口").to_owned());
    layers.push(Layer::Gap { at, low: supply.clone(), high, labels, name });
    for (values, ink, name) in [
        (need, Ink::Ahead, lang.say("needed at the service level", "按服务水平所需")),
        (supply, Ink::Supply, lang.say("on hand without new hires", "不新招时的在岗人数")),
    ] {
        layers.push(Layer::Line { at, values, ink, run: Run::Steps, name: Some(name.to_owned()), end: None });
    }
    layers.push(Layer::Reach {
        at,
        low: estimates(months, "heads", "lo80"),
        high: estimates(months, "heads", "hi80"),
        ink: Ink::Seen,
        name: Some(lang.say("what the volume takes, 80 %", "业务量所需，80 % 区间").to_owned()),
    });
    Some(Chart {
        id: id.to_owned(),
        title: title(plan, names),
        about: about(plan, names),
        unit: lang.say("people", "人").to_owned(),
        lang,
        from,
        months: at + months.len(),
        from_zero: true,
        size: SIZE,
        layers,
        spans: requisitions.iter().filter_map(|one| span(one, from, lang)).collect(),
    })
}

fn title(plan: &Value, names: &Names) -> String {
    let stated = names.stated(Kind::Headcount, plan.text("rule"));
    let name = stated.unwrap_or_else(|| names.of(Kind::Position, plan.text("position")));
    format!("{name}{}", names.lang.say(": needed, on hand, to hire", "：需求、在岗与招聘"))
}

fn span(one: &Value, from: Month, lang: Lang) -> Option<Span> {
    let (open, start) = (one.text("open"), one.text("start"));
    let late = one.get("is_late").and_then(Value::as_bool).unwrap_or(false);
    let count = number(one, "hires");
    let label = match (lang, late) {
        (Lang::En, false) => format!("{count:.0}: open {}, at work {}", day(open, lang), day(start, lang)),
        (Lang::En, true) => format!("{count:.0}: open now, at work {}: late", day(start, lang)),
        (Lang::Zh, false) => format!("{count:.0} 人：{}开启，{}到岗", day(open, lang), day(start, lang)),
        (Lang::Zh, true) => format!("{count:.0} 人：立即开启，{}到岗，已晚", day(start, lang)),
    };
    Some(Span { from: place(open, from)?, to: place(start, from)?, label })
}

fn about(plan: &Value, names: &Names) -> String {
    let lang = names.lang;
    let opened = plan.items("requisitions").iter();
    let opened: Vec<String> = opened
        .map(|one| match lang {
            Lang::En => format!("open {} on {}", number(one, "hires"), one.text("open")),
            Lang::Zh => format!("{} 开启 {} 个岗位", one.text("open"), number(one, "hires")),
        })
        .collect();
    let (most, holders) =
        (numbers(plan.items("months"), "need").into_iter().fold(0.0, f64::max), number(plan, "holders"));
    let opened = if opened.is_empty() {
        lang.say("nothing to open", "无须开启招聘").to_owned()
    } else {
        opened.join("; ")
    };
    match lang {
        Lang::En => format!("{holders} hold it; at most {most} are needed; {opened}."),
        Lang::Zh => format!("现有 {holders} 人；最多需要 {most} 人；{opened}。"),
    }
}

/// The figures of the drawing, and why the simple rule says something else.
pub fn figures(plan: &Value, names: &Names) -> String {
    let lang = names.lang;
    let rows: Vec<Vec<String>> = plan
        .items("months")
        .iter()
        .map(|month| {
            let mean = |field: &str| month.get(field).map_or(f64::NAN, |estimate| number(estimate, "mean"));
            let own = |field: &str| figure(number(month, field));
            let short = format!("{:.0} %", number(month, "chance_short") * 100.0);
            let first = [month.text("period").to_owned(), figure(mean("volume")), figure(mean("heads"))];
            let rest = [own("need"), own("leavers"), own("under_way"), own("supply"), own("hires"), short];
            first.into_iter().chain(rest).collect()
        })
        .collect();
    let head = [
        lang.say("month", "月份"),
        lang.say("volume", "业务量"),
        lang.say("people it takes", "所需人数"),
        lang.say("needed", "需求"),
        lang.say("leave", "离职"),
        lang.say("under way", "在途"),
        lang.say("on hand", "在岗"),
        lang.say("to hire", "招聘"),
        lang.say("chance to be short", "缺人概率"),
    ];
    let mut out = table(lang.say("Figures", "数据"), &head, &rows);
    if let Some(simple) = plan.get("simple").filter(|simple| !simple.is_null()) {
        out += &why(simple, lang);
    }
    out
}

fn why(simple: &Value, lang: Lang) -> String {
    let line = |name: &str, heads: f64| vec![name.to_owned(), figure(heads)];
    let mut rows = vec![line(lang.say("the simple rule says", "简单规则"), number(simple, "hires"))];
    for reason in simple.items("why") {
        let name = match reason.text("reason") {
            "forecast" => lang.say("level, growth and season", "水平、增长与季节"),
            "event" => lang.say("dated event", "大促"),
            "availability" => lang.say("availability", "出勤"),
            "service_level" => lang.say("service level", "服务水平"),
            "leavers" => lang.say("leavers", "离职"),
            "under_way" => lang.say("hires under way", "在途招聘"),
            "not_below_zero" => lang.say("nobody is dismissed", "不裁员"),
            "rounding" => lang.say("rounding", "取整"),
            other => other,
        };
        rows.push(line(name, number(reason, "heads")));
    }
    rows.push(line(lang.say("this plan says", "本计划"), number(simple, "plan_hires")));
    let summary = match lang {
        Lang::En => format!("Why the simple rule differs in {}", simple.text("period")),
        Lang::Zh => format!("{} 简单规则为何不同", simple.text("period")),
    };
    table(&summary, &["", lang.say("people", "人")], &rows)
}
