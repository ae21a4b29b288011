//! What was said, and what was seen afterwards: band by band, in months that the model had not seen.
use serde_json::Value;

use super::drawing::{Drawing, count, mark, path, rect};
use super::html::{figure, paragraph, section, table};
use super::sheet::Sheet;
use super::words::{monthly, number, share};
use crate::ahead::fixed;
use crate::json::Dig as _;
use crate::leaving::words::band;
use crate::plot::scale::Scale;
use crate::plot::text::{Anchor, put};

const WIDE: f64 = 440.0;
const ROW: f64 = 38.0;

/// The drawing; none where nothing was put aside.
pub fn drawing(sheet: &Sheet<'_>) -> Option<Drawing> {
    let lang = sheet.names.lang;
    let bands = sheet.model.get("validation")?.items("bands");
    let ends = bands.iter().flat_map(|of| [number(of, "hi95"), number(of, "foretold")]).flatten();
    let scale = Scale::over(ends, true, 5);
    let most = scale.bounds().1;
    let (left, right, top) = (118.0, WIDE - 24.0, 70.0);
    let bottom = top + ROW * count(bands.len());
    let x = |share: f64| left + (right - left) * (share / most).clamp(0.0, 1.0);
    let mut body = String::new();
    let title = lang.say("Said and seen: the share that left in a month", "预测与实际：每月离职比例").to_owned();
    put(&mut body, "title", Anchor::Start, (8.0, 18.0), &title);
    rect(&mut body, "line hollow s-ahead", (12.0, 31.0), (21.0, 40.0));
    put(&mut body, "", Anchor::Start, (29.0, 40.0), lang.say("said before", "事前预测"));
    let next = lang.say("seen, with 95 of 100 cases", "实际值及 95% 区间");
    path(&mut body, "line s-seen", &[(140.0, 36.0), (168.0, 36.0)], false);
    rect(&mut body, "f-seen", (150.0, 32.0), (158.0, 40.0));
    put(&mut body, "", Anchor::Start, (175.0, 40.0), next);
    for tick in &scale.ticks {
        path(&mut body, "grid", &[(x(*tick), top - 8.0), (x(*tick), bottom)], false);
        put(&mut body, "", Anchor::Middle, (x(*tick), bottom + 17.0), &share(*tick));
    }
    let mut said = Vec::new();
    for (at, of) in bands.iter().rev().enumerate() {
        let y = top + ROW * (count(at) + 0.5);
        let word = band(of.text("band"), lang).0;
        mark(&mut body, of.text("band"), (16.0, y));
        put(&mut body, "strong", Anchor::Start, (32.0, y - 2.0), word);
        let [left_them, months] = ["leavers", "months"].map(|field| number(of, field).unwrap_or(0.0));
        let of_them = lang.say(&format!("{left_them} of {months}"), &format!("{left_them} / {months}")).to_owned();
        put(&mut body, "", Anchor::Start, (32.0, y + 13.0), &of_them);
        let (seen, foretold) = (number(of, "seen"), number(of, "foretold"));
        if let (Some(low), Some(high)) = (number(of, "lo95"), number(of, "hi95")) {
            path(&mut body, "line s-seen", &[(x(low), y), (x(high), y)], false);
        }
        if let Some(seen) = seen {
            rect(&mut body, "f-seen", (x(seen) - 4.0, y - 4.0), (x(seen) + 4.0, y + 4.0));
        }
        if let Some(foretold) = foretold {
            rect(&mut body, "line hollow s-ahead", (x(foretold) - 4.5, y - 16.5), (x(foretold) + 4.5, y - 7.5));
        }
        said.push(
            lang.say(
                &format!("{word}: said {}, seen {}", monthly(foretold), monthly(seen)),
                &format!("{word}：预测 {}，实际 {}", monthly(foretold), monthly(seen)),
            )
            .to_owned(),
        );
    }
    let about = said.join(lang.say("; ", "；"));
    Some(Drawing { id: "reliability".to_owned(), title, about, size: (WIDE, bottom + 28.0), lang, body })
}

/// The part of the page about it; none where nothing was put aside.
pub fn reliability(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let Some(found) = sheet.model.get("validation").filter(|found| !found.is_null()) else { return String::new() };
    let (from, to) = (found.text("fitted_to"), found.text("asked_to"));
    let [months, leavers] = ["months", "leavers"].map(|field| number(found, field).unwrap_or(0.0));
    let mut body = paragraph("", lang.say(
        &format!("Fitted to the months up to {from}, and asked about those after it, to {to}: {months} months of one person, in which {leavers} left."),
        &format!("以截至 {from} 的月份拟合，再对其后至 {to} 的月份作预测：{months} 人月，其中 {leavers} 人离职。"),
    ));
    if let Some(drawing) = drawing(sheet) {
        body += &figure("wide", &drawing.svg(), &drawing.about);
    }
    let value = |field: &str, places: usize| fixed(number(found, field), places);
    let row = |name: &str, value: String, what: &str| vec![name.to_owned(), value, what.to_owned()];
    let rows = [
        row("AUC", value("auc", 3), lang.say("the chance that somebody who left had been given a higher risk than somebody who stayed; ½ is drawing lots", "离职者的预测风险高于留任者的概率；½ 等于抽签")),
        row(lang.say("logarithmic loss", "对数损失"), format!("{} / {}", value("log_loss", 5), value("log_loss_of_rate", 5)), lang.say("the model’s, and that of one rate for all; less is better", "模型 / 统一离职率；越小越好")),
        row(lang.say("better by", "优势"), value("better_by", 2), lang.say("standard errors by which it beats that rate", "优于统一离职率的标准误倍数")),
        row(lang.say("Brier score", "Brier 分数"), format!("{} / {}", value("brier", 5), value("brier_of_rate", 5)), lang.say("the mean squared error; the model’s, and that of one rate for all", "均方误差；模型 / 统一离职率")),
        row(lang.say("slope", "校准斜率"), value("slope", 2), lang.say("below 1 chances are further apart than they should be", "小于 1 表示概率拉得过开")),
        row(lang.say("seen ÷ foretold", "实际 ÷ 预测"), value("seen_to_foretold", 2), lang.say("leavers; 1 is exact", "离职人数；1 为准确")),
    ];
    let head = [lang.say("figure", "指标"), lang.say("value", "数值"), lang.say("what it says", "含义")];
    body += &table("words", lang.say("How good it was", "检验结果"), &head, &rows);
    section("reliability", lang.say("How reliable it was", "可靠程度"), &body)
}

/// The ways that were tried, and why one was taken; none where nothing was tried.
pub fn tried(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let ways = sheet.fit.items("tried");
    if ways.is_empty() {
        return String::new();
    }
    let is_better = |way: &&Value| way.get("is_better").and_then(Value::as_bool) == Some(true);
    let taken = ways.iter().rfind(is_better).map_or("rate", |way| way.text("method"));
    let row = |way: &Value| {
        let how = if way.text("method") == "rate" && taken != "rate" {
            lang.say("to begin with", "起点")
        } else if way.text("method") == taken {
            lang.say("taken", "采用")
        } else if is_better(&way) {
            lang.say("better than before", "优于之前")
        } else {
            lang.say("not better", "未更优")
        };
        let value = |field: &str, places: usize| fixed(number(way, field), places);
        let name = super::words::method(way.text("method"), lang).to_owned();
        vec![name, value("log_loss", 5), value("brier", 5), value("auc", 3), value("better_by", 2), how.to_owned()]
    };
    let rows: Vec<Vec<String>> = ways.iter().map(row).collect();
    let head = [
        lang.say("way", "方法"),
        lang.say("logarithmic loss", "对数损失"),
        lang.say("Brier score", "Brier 分数"),
        "AUC",
        lang.say("better by", "优势"),
        "",
    ];
    let method = super::words::method(taken, lang);
    let why = lang.say(
        &format!("Way by way, the simplest first: one is taken if its loss beats that of the best so far by more than one standard error (“better by”). So it is: {method}."),
        &format!("由简到繁逐一尝试：对数损失比此前最优者改善超过一个标准误（“优势”大于 1）才采用。因此采用：{method}。"),
    )
    .to_owned();
    let body = paragraph("", &why)
        + &table("figures", lang.say("In months that none of them had seen", "均以未参与拟合的月份检验"), &head, &rows);
    section("tried", lang.say("The ways that were tried", "尝试过的方法"), &body)
}
