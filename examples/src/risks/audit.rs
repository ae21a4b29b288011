//! Whom the model marks, by what people are.
use serde_json::Value;

use super::html::{paragraph, section, table};
use super::sheet::Sheet;
use super::words::{group, monthly, number};
use crate::ahead::{count, fixed};
use crate::json::Dig as _;
use crate::leaving::words::percent;

/// The part of the page; none where no audit was asked.
pub fn audit(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let found = sheet.fit.items("audit");
    if found.is_empty() {
        return String::new();
    }
    let mut body = paragraph("", lang.say(
        "The fifth of all months with the highest chances is marked. What people are is no driver; it is looked at here alone, after the fit. Where a group is marked more often and does not leave more often, do not use the model.",
        "将概率最高的五分之一人月作标记。个人属性不是因素，仅在拟合之后用于此处审计。若某一群体被标记更多而离职并不更多，请勿使用该模型。",
    ));
    for attribute in found {
        body += &of(attribute, sheet);
    }
    section("audit", lang.say("Audit", "公平性审计"), &body)
}

fn of(attribute: &Value, sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let row = |of: &Value| {
        let counts = ["people", "months", "leavers"].map(|field| count(of, field).to_string());
        let name = group(of.text("group"), lang).to_owned();
        let rest = [monthly(number(of, "left")), monthly(number(of, "foretold")), percent(number(of, "marked"))];
        std::iter::once(name).chain(counts).chain(rest).collect()
    };
    let rows: Vec<Vec<String>> = attribute.items("groups").iter().map(row).collect();
    let head = [
        lang.say("group", "群体"),
        lang.say("people", "人数"),
        lang.say("months", "人月"),
        lang.say("leavers", "离职"),
        lang.say("left in a month", "每月离职"),
        lang.say("foretold", "预测"),
        lang.say("marked", "被标记"),
    ];
    let name = group(attribute.text("attribute"), lang).to_owned();
    let mut out = table("figures", &name, &head, &rows);
    if let Some(ratio) = number(attribute, "ratio") {
        let ratio = fixed(Some(ratio), 2);
        out += &paragraph(
            "",
            lang.say(
                &format!("The least share marked ÷ the most: {ratio}."),
                &format!("最低标记比例 ÷ 最高标记比例：{ratio}。"),
            ),
        );
    }
    for code in attribute.items("caveats").iter().filter_map(Value::as_str) {
        let text = match code {
            "four_fifths" => lang.say(
                "Below four fifths: a reason to look, and no proof of anything.",
                "低于五分之四：需要核查，但不证明任何结论。",
            ),
            "few_people" => lang.say(
                "A group has fewer than 20 people; its shares say little.",
                "有群体不足 20 人，其比例参考意义有限。",
            ),
            other => other,
        };
        out += &paragraph("look", text);
    }
    out
}
