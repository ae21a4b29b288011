//! The scorecard, to be printed and filled in: what gives points, and what a total means.
use serde_json::Value;

use super::html::{paragraph, section, table};
use super::sheet::Sheet;
use super::words::{monthly, number, signed};
use crate::ahead::fixed;
use crate::json::Dig as _;
use crate::lang::Lang;

/// The part of the page; none where there is no card.
pub fn card(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let Some(card) = sheet.model.get("scorecard").filter(|card| !card.items("items").is_empty()) else {
        return String::new();
    };
    let auc = |of: Option<&Value>| of.and_then(|of| number(of, "auc"));
    let [own, model] = [auc(Some(card)), auc(sheet.model.get("validation"))].map(|auc| fixed(auc, 3));
    let mut body = paragraph("", lang.say(
        &format!("For who wants to check on paper: add the points of every line that holds, and look the total up below. It tells leavers from others with an AUC of {own}, the model with {model}, in the same months; where it is hardly worse, use the scorecard."),
        &format!("用于纸面核对：将成立的每一行的分数相加，再在下表查总分。同样月份中，评分卡的 AUC 为 {own}，模型为 {model}；若相差无几，用评分卡即可。"),
    ));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut before = "";
    for item in ordered(card.items("items")) {
        let driver = item.text("driver");
        let name = if driver == before { "" } else { sheet.drivers.name(driver) };
        before = driver;
        rows.push(vec![name.to_owned(), holds(item, sheet), signed(number(item, "points"), 0), String::new()]);
    }
    rows.push(vec![lang.say("total", "合计").to_owned(), String::new(), String::new(), String::new()]);
    let head =
        [lang.say("driver", "因素"), lang.say("where", "条件"), lang.say("points", "分数"), lang.say("own", "得分")];
    let caption = lang.say("Points: every line that holds counts", "分数：成立的各行均计分");
    body += &table("card", caption, &head, &rows);
    body += &totals(card, lang);
    section("scorecard", lang.say("Scorecard", "评分卡"), &body)
}

/// Driver by driver, in the order in which they first stand; of each the bounds from below, then what is not known.
fn ordered(items: &[Value]) -> Vec<&Value> {
    let first = |driver: &str| items.iter().position(|item| item.text("driver") == driver);
    let mut ordered: Vec<&Value> = items.iter().collect();
    ordered.sort_by(|a, b| {
        let [mine, other] = [a, b].map(|item| number(item, "from").unwrap_or(f64::INFINITY));
        first(a.text("driver")).cmp(&first(b.text("driver"))).then(mine.total_cmp(&other))
    });
    ordered
}

/// Where an item holds.
fn holds(item: &Value, sheet: &Sheet<'_>) -> String {
    let driver = item.text("driver");
    match item.text("is") {
        "" if item.get("is_missing").and_then(Value::as_bool) == Some(true) => {
            sheet.names.lang.say("not known", "未知").to_owned()
        }
        "" => format!("≥ {}", sheet.drivers.value(driver, number(item, "from"))),
        is => format!("= {}", sheet.drivers.is(driver, is)),
    }
}

/// Each total with its chance, in columns.
fn totals(card: &Value, lang: Lang) -> String {
    let head = lang.say("What a total means: the chance of leaving in a month", "总分与每月离职概率");
    let mut out = format!("<h3>{head}</h3>\n<ul class=\"totals\">\n");
    for chance in card.items("chances") {
        out += &format!(
            "<li><span>{}</span> {}</li>\n",
            fixed(number(chance, "points"), 0),
            monthly(number(chance, "chance"))
        );
    }
    out + "</ul>\n"
}
