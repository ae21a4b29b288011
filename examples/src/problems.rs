//! Problems as a reader needs them: what, where, what to do. The engine's messages are English; in Chinese the stable
//! code is what is translated, with the words that the message quotes.
use std::fmt::Write as _;

use serde_json::Value;

use crate::json::Dig as _;
use crate::lang::Lang;

/// One paragraph per problem: where, what, then the hint.
pub fn problems(answer: &Value, lang: Lang) -> String {
    let mut text = String::new();
    for problem in answer.items("problems") {
        let place = match problem.text("pointer") {
            "" => lang.say("(whole document)", "（整个文件）"),
            pointer => pointer,
        };
        let (code, message, hint) = (problem.text("code"), problem.text("message"), problem.text("hint"));
        let (message, hint) = match (lang, chinese(code)) {
            (Lang::Zh, Some(chinese)) => (with(chinese, &quoted(message)), quoted(hint)),
            _ => (message.to_owned(), hint.to_owned()),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {place}\n    {message}  [{code}]");
        if !hint.is_empty() {
            let _ = writeln!(text, "    → {hint}");
        }
    }
    text
}

pub(crate) fn with(message: &str, words: &str) -> String {
    if words.is_empty() { message.to_owned() } else { format!("{message}：{words}") }
}

/// The words in backticks: names and values of the user's own.
pub(crate) fn quoted(message: &str) -> String {
    let words: Vec<String> = message.split('`').skip(1).step_by(2).map(|word| format!("`{word}`")).collect();
    words.join("、")
}

fn chinese(code: &str) -> Option<&'static str> {
    Some(match code {
        "json_syntax" => "不是合法的 JSON",
        "json_too_large" => "文件太大",
        "json_too_deep" => "嵌套太深",
        "json_string_too_long" => "文本太长",
        "json_duplicate_key" => "字段重复",
        "field_unknown" => "没有这个字段",
        "field_missing" => "缺少内容",
        "type_mismatch" => "内容类型不符",
        "value_unknown" => "不是可选的值",
        "schema_version_unsupported" => "不支持该文件版本",
        "id_invalid" => "编号不合规范",
        "date_invalid" => "日期不存在",
        "period_invalid" => "期间写法有误",
        "number_invalid" => "不是数字",
        "number_out_of_range" => "数字超出范围",
        "percent_not_allowed" => "此处不能用百分号",
        "limit_exceeded" => "超出上限",
        "id_duplicate" => "编号重复",
        "reference_unknown" => "引用的编号不存在",
        "cycle" => "循环引用",
        "weights_sum" => "权重之和不等于 100%",
        "weight_not_positive" => "权重必须大于零",
        "share_mismatch" => "分组占比与指标权重之和不符",
        "bands_gap" => "区间之间有空档",
        "bands_overlap" => "区间重叠",
        "target_missing" => "缺少目标值",
        "target_not_positive" => "目标值必须大于零",
        "range_empty" => "范围为空",
        "cap_required" => "必须设封顶分",
        "unit_mismatch" => "单位不符",
        "formula_syntax" => "公式写法有误",
        "method_mismatch" => "评分方法不适用于该指标",
        "quota_sum" => "分布比例之和不等于 100%",
        "observation_duplicate" => "记录重复",
        "observation_overlap" => "记录的期间重叠",
        "holding_overlap" => "任职期间重叠",
        "value_mismatch" => "取值类型与指标不符",
        "subject_mismatch" => "归属对象与指标层级不符",
        "currency_mismatch" => "币种不符",
        "metric_derived" => "该指标由公式得出，不能录入",
        "rater_unknown" => "没有这类评价人",
        "rating_out_of_scale" => "评分超出量表",
        "policy_not_in_force" => "该期间没有生效的制度",
        "period_unsupported" => "不支持该期间",
        "as_of_outside_period" => "日期不在期间内",
        "viewer_unknown" => "没有这个角色",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::problems;
    use crate::lang::Lang;
    use serde_json::json;

    #[test]
    fn chinese_keeps_the_words_that_are_the_users_own() {
        let answer = json!({"problems": [{"code": "field_unknown", "pointer": "/rows/1/valeu",
            "message": "unknown column `valeu`", "hint": "did you mean `value`?"}]});
        assert_eq!(
            problems(&answer, Lang::Zh),
            "  /rows/1/valeu\n    没有这个字段：`valeu`  [field_unknown]\n    → `value`\n"
        );
    }
}
