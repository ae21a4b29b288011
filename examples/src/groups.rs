//! The company as a whole: the forced distribution, the units, and advice on the policy.
use serde_json::Value;

use crate::figures::plain;
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::problems::{quoted, with};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// Quotas against what the scores gave.
pub fn distribution(answer: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut out = String::new();
    for group in answer.items("groups") {
        let people = group.get("people").map(Value::to_string).unwrap_or_default();
        let name = match group.text("group") {
            "company" => lang.say("company", "全公司"),
            unit => names.of(Kind::Unit, unit),
        };
        out.push_str(
            &lang
                .say(&format!("{name}: {people} people with a total"), &format!("{name}：{people} 人有总分"))
                .replace("  ", " "),
        );
        if group.get("exempt").and_then(Value::as_bool) == Some(true) {
            out.push_str(lang.say(", too few for quotas\n", "，人数太少，不受比例限制\n"));
            continue;
        }
        out.push('\n');
        let mut table = Table::new(&[
            (lang.say("band", "等级"), Left),
            (lang.say("share", "比例"), Right),
            (lang.say("quota", "名额"), Right),
            (lang.say("actual", "实际"), Right),
            (lang.say("deviation", "偏差"), Right),
        ]);
        for quota in group.items("quotas") {
            let deviation = quota.get("deviation").and_then(Value::as_i64).unwrap_or(0);
            table.row(
                (deviation > 0).then_some("33"),
                vec![
                    names.of(Kind::Band, quota.text("band")).to_owned(),
                    format!("{}%", quota.text("share")),
                    quota.get("quota").map(Value::to_string).unwrap_or_default(),
                    quota.get("actual").map(Value::to_string).unwrap_or_default(),
                    if deviation == 0 { "0".to_owned() } else { format!("{deviation:+}").replace('-', "−") },
                ],
            );
        }
        out.push_str(&table.print(page));
    }
    out
}

/// One row per unit: people, the mean total and how many stand in each band.
pub fn units(answer: &Value, policy: &Value, names: &Names, page: Page) -> String {
    let lang = names.lang;
    let policy = policy.as_array().and_then(|versions| versions.last()).unwrap_or(policy);
    let bands: Vec<&str> =
        policy.items("rating_scales").iter().take(1).flat_map(|s| s.items("bands")).map(|b| b.text("id")).collect();
    let mut columns = vec![
        (lang.say("unit", "组织"), Left),
        (lang.say("people", "人数"), Right),
        (lang.say("mean total", "平均分"), Right),
    ];
    columns.extend(bands.iter().map(|b| (names.of(Kind::Band, b), Right)));
    let mut table = Table::new(&columns);
    for group in answer.items("groups") {
        let count = |value: Option<&Value>| value.map_or_else(|| "–".to_owned(), Value::to_string);
        let mut cells = vec![
            names.of(Kind::Unit, group.text("group")).to_owned(),
            count(group.get("people")),
            plain(group.text("mean_total")),
        ];
        let in_band = |band: &str| {
            let counted = group.items("bands").iter().find(|b| b.text("band") == band);
            counted.and_then(|b| b.get("people")).map_or_else(|| "0".to_owned(), Value::to_string)
        };
        cells.extend(bands.iter().map(|band| in_band(band)));
        table.row(None, cells);
    }
    table.print(page)
}

/// Advice on the policy itself, one paragraph each.
pub fn advice(answer: &Value, names: &Names) -> Option<String> {
    let items = answer.items("advice");
    let paragraphs = items.iter().map(|advice| {
        let place = advice.text("pointer");
        let hint = if advice.has("hint") { format!("\n    → {}", advice.text("hint")) } else { String::new() };
        match lint_zh(advice.text("code")).filter(|_| names.lang.code() == "zh") {
            Some(message) => format!("  {}\n    {place}\n", with(message, &quoted(advice.text("message")))),
            None => format!("  {}\n    {place}{hint}\n", advice.text("message")),
        }
    });
    (!items.is_empty()).then(|| paragraphs.collect())
}

/// The engine's messages are English; what a code says in Chinese.
fn lint_zh(code: &str) -> Option<&'static str> {
    Some(match code {
        "indicators_many" => "指标超过五项，难以兼顾，建议精简",
        "source_missing" => "指标没有注明数据来源",
        "core_differs" => "该门店的核心指标与其他门店不一致",
        "training_counted_twice" => "培训完成率既计入得分又影响绩效系数，同一件事算了两次",
        "rank_dismissal" => "仅凭排名末位不能证明不胜任工作，不宜据此辞退",
        "weight_small" => "权重低于 5%，对总分几乎没有影响",
        "scorecard_unused" => "没有岗位使用该考核表",
        "metric_unused" => "没有任何考核项、公式或晋升条件使用该指标",
        "position_unreachable" => "其他岗位都有晋升或转岗路径，该岗位却没有路径可以到达",
        "position_dead_end" => "该岗位没有继续晋升或转岗的路径，又不是最高岗位",
        "key_position_unreached" => "没有路径通向该关键岗位",
        "promotion_cycle" => "晋升路径首尾相接，形成循环",
        "requirement_weaker" => "该晋升条件低于前一级的同一条件",
        "pay_rise_zero" => "晋升的加薪幅度为零",
        "credential_unused" | "event_kind_unused" | "competency_unused" => "没有任何条件用到该项",
        "condition_contradictory" => "这些条件互相矛盾，不可能同时满足",
        "condition_always" => "该条件在任何情况下都满足，不起作用",
        "condition_never" => "该条件在任何情况下都不能满足",
        "objective_without_indicator" => "该目标或职责标准没有对应的考核指标",
        "indicator_without_objective" => "该考核指标不对应任何目标或职责",
        "band_unreachable" => "该等级的分数达不到",
        "commission_cliff" => "提成在该档位的门槛处骤增，员工可能为过线而压单或提前做单",
        "commission_not_monotone" => "卖得多反而拿得少",
        "commission_uncapped" => "该提成没有上限，也不受预算约束",
        "single_indicator" => "该提成只看销量，不看质量",
        "modifier_always" => "该调节系数为 1，不起作用",
        "modifier_never" => "该调节系数为 0，满足条件即不发",
        "tier_unreachable" => "在达到该档之前已触及上限，该档不起作用",
        "rate_tiny" => "该比例不足千分之一，可能把小数当成了百分数",
        "bonus_twice" => "两项奖金按同一条件重复发放",
        "budget_idle" => "该预算不起作用：金额为零，或没有规则会用到它",
        "leave_days_missing" => "奖励休假，却没有写明天数",
        "alert_unheard" => "该预警没有接收人，或有的岗位出事时无人收到",
        "audience_ambiguous" => "接收人中的这个词有固定含义，并不指同名岗位",
        _ => return None,
    })
}
