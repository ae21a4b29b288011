//! What is not on the page, and why: a page that leaves something out without a word would be read as if there were none.
use super::html::section;
use super::sheet::Sheet;
use crate::ahead::count;
use crate::json::Dig as _;
use crate::plot::text::escape;

/// The part of the page; none where all is there.
pub fn absent(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let (model, tier) = (sheet.model, count(sheet.answer, "tier"));
    let is_given = sheet.fit.is_null();
    let mut texts = Vec::new();
    if model.items("terms").is_empty() {
        texts.push(lang.say(
            "No term of a model is drawn: there is one rate for all, and nothing tells people apart.",
            "没有可画的模型项：采用统一离职率，无法区分个人。",
        ));
    }
    if !model.has("validation") {
        texts.push(if is_given {
            lang.say(
                "How reliable the model is, is not known: its document says nothing of months that it had not seen.",
                "模型的可靠程度未知：其文件未包含以未参与拟合的月份所作的检验。",
            )
        } else if tier < 2 {
            lang.say(
                "Nothing was tried forward in time, and how reliable the chances are, is not known: below 200 people and 40 leavers there is too little to put aside.",
                "未按时间顺序检验，可靠程度未知：不足 200 人、40 人离职时，数据不足以留出检验。",
            )
        } else {
            lang.say(
                "How reliable the chances are, is not known: nothing was better than one rate for all, or too little could be put aside.",
                "可靠程度未知：没有方法优于统一离职率，或可留出的数据太少。",
            )
        });
    }
    if model.get("scorecard").is_none_or(|card| card.items("items").is_empty()) {
        texts.push(no_scorecard(sheet));
    }
    if is_given {
        texts.push(lang.say(
            "The model was given: what was tried beside it is not in its document.",
            "模型为外部给定：其文件不含尝试过的其他方法。",
        ));
    }
    if sheet.fit.items("audit").is_empty() {
        texts.push(if is_given {
            lang.say(
                "There is no audit: it is part of a fit, and nothing was fitted here.",
                "没有审计：审计随模型拟合进行，此处未进行拟合。",
            )
        } else {
            lang.say(
                "There is no audit: it takes groups of people, which these facts do not have.",
                "没有审计：审计需要按群体划分的人员名单，此处的数据没有。",
            )
        });
    }
    if texts.is_empty() {
        return String::new();
    }
    let list: String = texts.iter().map(|text| format!("<li>{}</li>\n", escape(text))).collect();
    section("absent", lang.say("What is not here, and why", "此处没有的内容及原因"), &format!("<ul>\n{list}</ul>\n"))
}

/// Why there is no scorecard: a fit learns one where people suffice, drivers are known, and it took a way that it had tried.
fn no_scorecard<'a>(sheet: &Sheet<'_>) -> &'a str {
    let lang = sheet.names.lang;
    let has = |limit: &str| sheet.fit.items("limits").iter().any(|own| own.as_str() == Some(limit));
    if sheet.fit.is_null() {
        lang.say(
            "There is no scorecard: the document of the model that was given has none.",
            "没有评分卡：所给模型的文件中没有。",
        )
    } else if count(sheet.answer, "tier") < 3 {
        lang.say(
            "There is no scorecard: it is learned from 500 people, 80 leavers and 12 months on.",
            "没有评分卡：需要 500 人、80 人离职、12 个月以上的数据。",
        )
    } else if has("no_drivers") {
        lang.say(
            "There is no scorecard: it is learned from the company's own drivers, and none are known.",
            "没有评分卡：评分卡依据企业自有的影响因素，而此处没有可用的。",
        )
    } else if has("no_backtest") {
        lang.say(
            "There is no scorecard: too few left in the months that could be put aside, or before them, to try anything.",
            "没有评分卡：可留出的月份内或此前离职的人太少，无法检验。",
        )
    } else if has("not_better_than_rate") {
        lang.say(
            "There is no scorecard: nothing that was tried was better than one rate for all.",
            "没有评分卡：尝试过的方法均不优于统一离职率。",
        )
    } else {
        lang.say("There is no scorecard: no item told people apart.", "没有评分卡：没有能区分个人的条目。")
    }
}
