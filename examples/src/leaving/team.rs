//! The team as a whole: its rate, how much can be said, and what it would take to say more.
use serde_json::Value;

use super::words::{caveat, leaving, limit, months, percent, span};
use crate::ahead::{count, fixed, number};
use crate::json::Dig as _;
use crate::names::Names;

/// From where on the next tier begins: people, and how many of them left.
const TIERS: [(&str, &str); 4] = [("10", "0"), ("200", "40"), ("500", "80"), ("5000", "1000")];

/// Sentences about the team, each a paragraph.
pub fn team(answer: &Value, request: &Value, names: &Names) -> Vec<String> {
    let lang = names.lang;
    let Some(team) = answer.get("team") else { return Vec::new() };
    let blank = Value::Null;
    let of = |field: &str| team.get(field).unwrap_or(&blank);
    let (chance, monthly, leavers) = (of("chance"), of("monthly"), of("leavers"));
    let (people, within, how) = (count(team, "people"), months(answer, lang), leaving(answer, lang));
    let (mean, between) = (percent(number(chance, "mean")), span(chance));
    let (n, events, exposure) = (count(chance, "n"), count(chance, "events"), count(chance, "exposure"));
    let (month, heads) = (percent(number(monthly, "mean")), fixed(number(leavers, "mean"), 1));
    let (least, most) = (fixed(number(leavers, "lo80"), 0), fixed(number(leavers, "hi80"), 0));
    let mut texts = vec![
        lang.say(
            &format!("The chance of {how}: {mean} within {within} (in 80 of 100 cases {between}), {month} a month. Of {people} people that is {heads} ({least} to {most})."),
            &format!("{how}的概率：{within}内 {mean}（八成把握 {between}），每月 {month}。{people} 人中约 {heads} 人（{least} 至 {most} 人）。"),
        )
        .to_owned(),
        lang.say(
            &format!("It stands on {events} who left of {n} people, in {exposure} months of one person."),
            &format!("依据：{n} 人中 {events} 人离职，共观察 {exposure} 人月。"),
        )
        .to_owned(),
    ];
    texts.extend(borrowed(answer, request, names));
    if let Some(other) = answer.get("otherwise").and_then(|other| other.get("monthly")) {
        let (rate, between, events) = (percent(number(other, "mean")), span(other), count(other, "events"));
        texts.push(
            lang.say(
                &format!(
                    "Leaving otherwise (by the employer’s choice, by age): {rate} a month ({between}); {events} seen."
                ),
                &format!("以其他方式离职（被动离职、退休等）：每月 {rate}（{between}），观察到 {events} 人。"),
            )
            .to_owned(),
        );
    }
    texts.extend(tier(answer, names));
    let known: Vec<&str> =
        answer.items("caveats").iter().filter_map(Value::as_str).filter_map(|code| caveat(code, lang)).collect();
    if !known.is_empty() {
        let known = known.join(lang.say("; ", "；"));
        texts.push(lang.say(&format!("Note: {known}."), &format!("注意：{known}。")).to_owned());
    }
    texts.push(
        lang.say("A person has to look at this before anything follows from it.", "任何后续处理都须先经人工复核。")
            .to_owned(),
    );
    texts
}

fn borrowed(answer: &Value, request: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let prior = answer.get("prior")?;
    let stated = request.get("prior").and_then(|prior| prior.get("name")).and_then(|name| lang.text(name));
    let (name, version) = (stated.unwrap_or(prior.text("id")), prior.text("version"));
    let from = prior.get("source").and_then(|source| lang.text(source)).unwrap_or("–");
    Some(
        lang.say(
            &format!("Borrowed: “{name}”, {version}, from {from}."),
            &format!("借用：“{name}”，{version}，来源 {from}。"),
        )
        .to_owned(),
    )
}

fn tier(answer: &Value, names: &Names) -> Vec<String> {
    let lang = names.lang;
    let tier = count(answer, "tier");
    let how = match answer.text("method") {
        "rate" => lang.say(
            "one rate for all; individuals cannot be told apart, and everybody has the team’s chance",
            "统一离职率；无法区分个人，每个人的概率即团队概率",
        ),
        "prior" => lang.say("a borrowed model as it is", "直接使用借用的模型"),
        "intercept" => lang.say(
            "a borrowed model, moved to the own level; bands, and no ranks",
            "借用模型，按自身水平调整；只分档，不排名",
        ),
        "slope" => lang.say("a borrowed model, moved and stretched", "借用模型，按自身水平与幅度调整"),
        "deviations" => lang.say("a borrowed model with own deviations", "借用模型，加自身偏差"),
        "pairs" => lang.say("an own model with pairs of drivers", "自有模型，含因素组合"),
        _ => lang.say("an own model", "自有模型"),
    };
    let limits: Vec<&str> =
        answer.items("limits").iter().filter_map(Value::as_str).map(|code| limit(code, lang)).collect();
    let limits = limits.join(lang.say(", ", "、"));
    let mut texts = vec![
        lang.say(&format!("Tier {tier} of 4: {how}."), &format!("第 {tier} 级（共 0 至 4 级）：{how}。")).to_owned(),
    ];
    if !limits.is_empty() {
        let next = usize::try_from(tier).ok().and_then(|tier| TIERS.get(tier));
        let next = next.map(|(people, left)| match *left {
            "0" => lang
                .say(
                    &format!(" For more it takes {people} people, seen for 12 months, and a model to borrow."),
                    &format!("要得出更多结论，需要 {people} 人、12 个月的数据，以及可借用的模型。"),
                )
                .to_owned(),
            left => lang
                .say(
                    &format!(" For more it takes {people} people, {left} of whom left."),
                    &format!("要得出更多结论，需要 {people} 人，其中 {left} 人离职。"),
                )
                .to_owned(),
        });
        let next = next.unwrap_or_default();
        let has_none = answer.items("limits").iter().any(|code| code.as_str() == Some("no_prior"));
        let pack = match has_none && answer.text("method") == "rate" {
            true => lang.say(
                " With --prior templates/priors/typical-drivers.json people can be told apart before.",
                "使用 --prior templates/priors/typical-drivers.json 可提前区分个人。",
            ),
            false => "",
        };
        let next = format!("{next}{pack}");
        texts.push(lang.say(&format!("Why no more: {limits}.{next}"), &format!("限制：{limits}。{next}")).to_owned());
    }
    texts
}

/// The chance, how many are raised, and signals, in a line.
pub fn total(answer: &Value, names: &Names) -> String {
    let lang = names.lang;
    let chance = answer.get("team").and_then(|team| team.get("chance")).unwrap_or(&Value::Null);
    let (mean, between, within) = (percent(number(chance, "mean")), span(chance), months(answer, lang));
    let people = answer.items("people");
    let raised = people.iter().filter(|person| matches!(person.text("band"), "raised" | "high")).count();
    let warned = people.iter().filter(|person| !person.items("signals").is_empty()).count();
    let rules = match warned {
        0 => lang.say("no rule warns", "无预警信号").to_owned(),
        1 => lang.say("rules warn of 1 person", "1 人有预警信号").to_owned(),
        _ => lang.say(&format!("rules warn of {warned} people"), &format!("{warned} 人有预警信号")).to_owned(),
    };
    let bands = if answer.text("method") == "rate" {
        lang.say("individuals cannot be told apart", "无法区分个人").to_owned()
    } else {
        lang.say(&format!("{raised} raised or high"), &format!("{raised} 人偏高或高")).to_owned()
    };
    lang.say(
        &format!("{}: {mean} within {within} ({between}); {bands}; {rules}", leaving(answer, lang)),
        &format!("{}：{within}内 {mean}（{between}）；{bands}；{rules}", leaving(answer, lang)),
    )
    .to_owned()
}
