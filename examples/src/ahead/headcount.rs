//! How many people a position needs, month by month, what to open and when, and what the simple rule says instead.
use serde_json::Value;

use super::number::{bare, chance, count, fixed, number, places};
use super::{paragraph, section};
use crate::json::Dig as _;
use crate::lang::Lang;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// One plan of an answer of `headcount`.
pub fn headcount(plan: &Value, day: &str, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let name = name(plan, names);
    let head =
        lang.say(&format!("People needed: {name}, on {day}"), &format!("人员需求：{name}（截至 {day}）")).to_owned();
    let holders = count(plan, "holders");
    let whole = |of: &Value, field| format!("{}%", fixed(number(of, field).map(|share| share * 100.0), 0));
    let level = whole(plan, "service_level");
    let leave = plan.get("leavers_per_year").unwrap_or(&Value::Null);
    let [mean, low, high] = ["mean", "lo80", "hi80"].map(|field| whole(leave, field));
    let mut body = paragraph(
        lang.say(
            &format!(
                "{holders} people now, of whom {mean} a year leave ({low} to {high}); planned to be enough in {level} of \
                 months. “Too few”: how likely that is without new hires."
            ),
            &format!("现有 {holders} 人，年离职率约 {mean}（{low} 至 {high}）；按 {level} 的月份人手够用来安排。“缺人概率”指不新招时。"),
        ),
        page,
    );
    if !plan.items("months").is_empty() {
        body.push_str(&format!("\n{}", months(plan, names, page)));
    }
    let said: Vec<&str> = plan.items("requisitions").iter().map(|one| one.text("text")).collect();
    let said = match said.as_slice() {
        [] => lang.say("nothing to open", "无须开启招聘").to_owned(),
        said => said.join("\n"),
    };
    body.push_str(&format!("\n{}", paragraph(&said, page)));
    if let Some(simple) = plan.get("simple").filter(|simple| !simple.is_null()) {
        body.push_str(&format!("\n{}", beside(simple, names, page)));
    }
    let known: Vec<&str> =
        plan.items("caveats").iter().filter_map(Value::as_str).filter_map(|code| caveat(code, lang)).collect();
    if !known.is_empty() {
        let note = known.join(lang.say("; ", "；"));
        body.push_str(&format!("\n{}", paragraph(lang.say(&format!("Note: {note}."), &format!("注：{note}。")), page)));
    }
    section(&head, &body, page)
}

fn months(plan: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let has_events = plan.items("months").iter().any(|month| !month.items("events").is_empty());
    let volumes = plan.items("months").iter().map(|month| number(month.get("volume")?, "median"));
    let places = places(&volumes.collect::<Vec<_>>());
    let mut columns = vec![
        (lang.say("month", "月份"), Left),
        (lang.say("volume", "业务量"), Right),
        (lang.say("people it takes", "所需人力"), Right),
        (lang.say("80 in 100", "八成区间"), Right),
        (lang.say("needed", "需求"), Right),
        (lang.say("on hand", "在岗"), Right),
        (lang.say("to hire", "缺口"), Right),
        (lang.say("too few", "缺人概率"), Right),
    ];
    if has_events {
        columns.push((lang.say("events", "大促与节日"), Left));
    }
    let mut table = Table::new(&columns);
    for month in plan.items("months") {
        let nothing = Value::Null;
        let (volume, heads) = (month.get("volume").unwrap_or(&nothing), month.get("heads").unwrap_or(&nothing));
        let hires = count(month, "hires");
        let span = format!("{}–{}", fixed(number(heads, "lo80"), 1), fixed(number(heads, "hi80"), 1));
        let mut cells = vec![
            month.text("period").to_owned(),
            number(volume, "median").map_or_else(|| "–".to_owned(), |volume| bare(volume, places, lang)),
            fixed(number(heads, "median"), 1),
            span,
            count(month, "need").to_string(),
            fixed(number(month, "supply"), 1),
            hires.to_string(),
            chance(number(month, "chance_short")),
        ];
        if has_events {
            cells.push(events(month, names));
        }
        table.row((hires > 0).then_some("33"), cells);
    }
    table.print(page)
}

/// What the dated events of a month ask for: `Double 11: +2`.
fn events(month: &Value, names: &Names) -> String {
    let named: Vec<&str> =
        month.items("events").iter().filter_map(Value::as_str).map(|id| names.of(Kind::Event, id)).collect();
    let without = month.get("need_without_events").and_then(Value::as_i64);
    let change = without.and_then(|without| Some(month.get("need")?.as_i64()? - without)).filter(|change| *change != 0);
    let change =
        change.map(|change| format!("{}{change:+}", names.lang.say(": ", "：")).replace('-', "−")).unwrap_or_default();
    format!("{}{change}", named.join(names.lang.say(", ", "、")))
}

/// The simple rule and the plan for the same month, and what leads from one to the other, in people.
fn beside(simple: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let month = simple.text("period");
    let mut table = Table::new(&[
        (lang.say(&format!("in {month}"), month), Left),
        (lang.say("people", "人"), Right),
        (lang.say("why", "说明"), Left),
    ]);
    let growth = number(simple, "growth")
        .map_or_else(|| "–".to_owned(), |growth| format!("{}%", fixed(Some(growth * 100.0), 1)));
    let (heads, need) = (fixed(number(simple, "heads"), 1), count(simple, "need"));
    let said = lang
        .say(
            &format!("the last month and {growth} a month take {heads} people, so {need}"),
            &format!("按上月业务量和月均增长 {growth}，需 {heads} 人，取整 {need} 人"),
        )
        .to_owned();
    table.row(
        None,
        vec![lang.say("simple rule: hire", "简单规则：招聘").to_owned(), count(simple, "hires").to_string(), said],
    );
    for reason in simple.items("why") {
        let heads = number(reason, "heads").map(|heads| format!("{heads:+.2}").replace('-', "−")).unwrap_or_default();
        table.row(None, vec![String::new(), heads, because(reason.text("reason"), lang).to_owned()]);
    }
    table.row(
        None,
        vec![
            lang.say("this plan: hire", "本计划：招聘").to_owned(),
            count(simple, "plan_hires").to_string(),
            String::new(),
        ],
    );
    table.print(page)
}

fn because(reason: &str, lang: Lang) -> &str {
    match reason {
        "forecast" => lang.say("the forecast in place of that growth", "以预测代替该增长"),
        "event" => lang.say("dated events", "大促与节日"),
        "availability" => lang.say("absences", "请假缺勤"),
        "service_level" => lang.say("to be enough in as many months as planned", "达到计划的保障水平"),
        "leavers" => lang.say("for those who leave", "补充预计离职"),
        "under_way" => lang.say("by those under way", "扣除在途到岗"),
        "reserve" => lang.say("in case more leave", "防备离职偏多"),
        "not_below_zero" => lang.say("nobody is dismissed", "不裁减现有人员"),
        "rounding" => lang.say("whole people", "取整"),
        other => other,
    }
}

fn caveat(code: &str, lang: Lang) -> Option<&'static str> {
    Some(match code {
        "short_history" => lang.say(
            "the history is short, so that how sure it is rests on other series more than on this one",
            "历史数据较短，把握程度主要参照其他序列",
        ),
        "season_borrowed" => lang.say("the season is borrowed, in part or whole", "季节规律部分或全部为借用"),
        "late" => lang.say("some posts should have been opened earlier", "部分岗位本应更早开启招聘"),
        "open_posts" => lang.say("posts that are open already are not opened again", "已开启的岗位不再重复开启"),
        "not_foretold" => lang.say("some months could not be foretold", "部分月份无法预测"),
        "no_holders" => lang.say("nobody holds the position", "该岗位目前无人"),
        "fell_back" => lang.say("the forecast only repeats last year", "预测仅沿用上年同期"),
        _ => return None,
    })
}

fn name<'n>(plan: &'n Value, names: &'n Names) -> &'n str {
    let stated = names.stated(Kind::Headcount, plan.text("rule"));
    stated.unwrap_or_else(|| names.of(Kind::Position, plan.text("position")))
}

/// What is to be opened, and by when, in a line.
pub fn total(answer: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let mut said = Vec::new();
    for plan in answer.items("plans") {
        let opened = plan.items("requisitions").iter().map(|one| {
            let (hires, day) = (count(one, "hires"), one.text("open"));
            let late = one.get("is_late").and_then(Value::as_bool) == Some(true);
            match (late, lang) {
                (true, Lang::En) => format!("{hires} now, which is late"),
                (true, Lang::Zh) => format!("立即 {hires} 人（已晚）"),
                (false, Lang::En) => format!("{hires}\u{a0}by\u{a0}{day}"),
                (false, Lang::Zh) => format!("{day} 前 {hires} 人"),
            }
        });
        let opened: Vec<String> = opened.collect();
        if !opened.is_empty() {
            let (name, opened) = (name(plan, names), opened.join(lang.say(", ", "、")));
            said.push(lang.say(&format!("{name} {opened}"), &format!("{name} {opened}")).to_owned());
        }
    }
    if answer.items("plans").is_empty() {
        return None;
    }
    if said.is_empty() {
        return Some(lang.say("requisitions: none to open", "招聘需求：无须开启").to_owned());
    }
    let said = said.join(lang.say("; ", "；"));
    Some(lang.say(&format!("requisitions to open: {said}"), &format!("招聘需求：{said}")).to_owned())
}
