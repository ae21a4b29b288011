//! Ways, limits and caveats in words.

use crate::gather::Gather as _;
use crate::values::Language;

/// Said with a rate for all.
pub(super) const NOT_APART: &str = "individuals_cannot_be_told_apart";
/// Said with the month from which on it holds.
pub(super) const THIN: &str = "thin_risk_sets";

fn pick(lang: Language, (en, zh): (&'static str, &'static str)) -> &'static str {
    match lang {
        Language::En => en,
        Language::Zh => zh,
    }
}

/// How chances are made.
pub(super) fn method(method: &str, lang: Language) -> &'static str {
    pick(
        lang,
        match method {
            "rate" => ("one rate for all", "全体同一比率"),
            "prior" => ("a borrowed model as it is", "借用的模型"),
            "intercept" => ("a borrowed model moved to the own level", "校准到本企业水平的借用模型"),
            "slope" => ("a borrowed model moved and stretched", "校准了水平与幅度的借用模型"),
            "deviations" => ("a borrowed model with own deviations", "加入本企业偏差的借用模型"),
            "own" => ("curves of the own data", "本企业数据的曲线模型"),
            _ => ("curves of the own data with pairs of drivers", "本企业数据的曲线与因素组合模型"),
        },
    )
}

fn limit(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "few_people" => ("few people were seen", "人数较少"),
        "few_months" => ("few months were seen", "月份较少"),
        "few_leavers" => ("few people left", "离职人数较少"),
        "no_prior" => ("nothing that tells people apart is borrowed", "没有可借用的、能区分个人的模型"),
        "not_fitted" => ("the model was not fitted to these people", "模型未用本企业数据拟合"),
        "no_drivers" => ("no drivers are known", "没有可用的影响因素"),
        "not_better_than_rate" => {
            ("nothing else foretold better than one rate for all", "其他方法均不优于全体同一比率")
        }
        "not_better_than_simpler" => ("nothing finer foretold better", "更细的方法并未更优"),
        "no_fit" => ("what foretold better came to no end with all months", "更优的方法用全部月份无法拟合"),
        "no_backtest" => ("there is too little to try it forward in time", "数据不足以向后回测"),
        _ => return None,
    })
}

/// `; no more can be said, because few people were seen and few months were seen`
pub(super) fn limits(lang: Language, codes: &[&'static str]) -> String {
    let known = codes.iter().filter_map(|code| limit(code)).map(|words| pick(lang, words)).gather();
    let Some((last, others)) = known.split_last() else { return String::new() };
    match lang {
        Language::En if others.is_empty() => format!("; no more can be said, because {last}"),
        Language::En => format!("; no more can be said, because {} and {last}", others.join(", ")),
        Language::Zh => format!("；未能更进一步，因为{}", known.join("、")),
    }
}

fn caveat(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "prior_borrowed" => ("what is borrowed was learnt from other people", "借用的部分来自其他人群"),
        NOT_APART => ("individuals cannot be told apart", "尚不能区分个人"),
        "no_leavers" => ("nobody left in the months that were seen", "所看月份内无人离职"),
        "ends_unstated" => ("ends of which nothing is stated count as voluntary", "未说明原因的离职按主动离职计"),
        "model_of_later" => (
            "the model was fitted to later months: it has seen what is asked",
            "模型用更晚的月份拟合，已见过所问的结果",
        ),
        "old_data" => ("nothing was recorded of late, so it may not be as it was", "近期没有新记录，情况可能已变"),
        "bands_off" => (
            "chances are on average far from the team's, so bands say little: the model, or its weight, does not fit",
            "个人可能性平均与团队水平相差较大，风险等级参考价值有限：模型或其权重不适合",
        ),
        "no_interval" => ("how sure a person's chance is, is not known", "个人可能性的区间未知"),
        "few_bands" => (
            "few left in some bands of risk, so how reliable these are is unsure",
            "部分风险等级离职人数少，其可靠程度不确定",
        ),
        "few_people" => ("few people were seen", "人数较少"),
        "few_months" => ("few months were seen", "月份较少"),
        "gap_in_tenures" => ("longer tenures were seen, but nobody in between", "更长司龄的记录因中间无人而未计入"),
        "leavers_outside" => ("who left at other tenures is left out of the curve", "另有人在曲线范围以外的司龄离职"),
        "not_compared" => ("groups cannot be compared", "各组之间无法比较"),
        _ => return None,
    })
}

/// `To know: individuals cannot be told apart; nobody left in the months that were seen`
pub(super) fn caveats(lang: Language, codes: &[&'static str]) -> Option<String> {
    let known = codes.iter().filter_map(|code| caveat_in(lang, code)).map(str::to_owned).gather();
    to_know(lang, &known)
}

/// A caveat in words.
pub(super) fn caveat_in(lang: Language, code: &str) -> Option<&'static str> {
    caveat(code).map(|words| pick(lang, words))
}

/// Caveats that are in words already.
pub(super) fn to_know(lang: Language, known: &[String]) -> Option<String> {
    let text = known.join(crate::report::between_parts(lang));
    (!known.is_empty()).then(|| match lang {
        Language::En => format!("To know: {text}"),
        Language::Zh => format!("需知：{text}"),
    })
}

/// What [`THIN`] says.
pub(super) fn thin(lang: Language, month: u32) -> String {
    match lang {
        Language::En => {
            format!("at month {month} of tenure fewer than 5 people were there: from then on the curve is rough")
        }
        Language::Zh => format!("司龄满 {month} 个月时在册不足 5 人，此后的曲线较粗略"),
    }
}
