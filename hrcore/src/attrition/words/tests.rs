//! Sentences written by hand.

use serde_json::json;

use super::{fit, percent, percent_above, person, report};
use crate::Engine;
use crate::attrition::{
    AttritionFit, AttritionModel, AttritionReport, AuditResult, ChanceEstimate, Leaving, MethodTried, ModelRef,
    PersonRisk, Reason, SignalSeen, TeamRisk,
};
use crate::eligibility::ConditionResult;
use crate::json::{Few, Read as _, Reader};
use crate::number::{Approx, Decimal};
use crate::policy::Policy;
use crate::score::PolicyRef;
use crate::values::{Id, Language, Language::En, Language::Zh};

fn engine() -> Engine {
    let policy = json!({
        "schema_version": "1.5", "id": "p", "version": "1", "effective_from": "2020-01-01",
        "metrics": [{"id": "calls", "name": {"en": "Calls", "zh": "电话量"}, "unit": "count", "direction": "higher"},
            {"id": "sales", "name": {"en": "Sales", "zh": "销售额"}, "unit": "money", "currency": "CNY", "direction": "higher"},
            {"id": "quality", "name": {"en": "Quality", "zh": "质量"}, "unit": "percent", "direction": "higher"}],
        "scorecards": [], "positions": [{"id": "clerk", "name": {"en": "Clerk", "zh": "文员"}}],
        "units": [{"id": "north", "name": {"en": "North", "zh": "北区"}}],
        "attrition": {
            "drivers": [
                {"id": "t", "source": {"kind": "tenure"}},
                {"id": "o", "source": {"kind": "overtime"}, "view": "mean3", "role": "act_on"},
                {"id": "s", "source": {"kind": "score"}, "view": "slope", "role": "act_on"},
                {"id": "c", "source": {"kind": "metric", "metric": "calls"}, "view": "months_since"},
                {"id": "p", "source": {"kind": "position"}},
                {"id": "n", "name": {"en": "Nights", "zh": "夜班"}, "source": {"kind": "metric", "metric": "calls"}}],
            "signals": [
                {"id": "fell", "when": {"metric": "calls", "less_than": 10}},
                {"id": "few", "name": {"en": "Few calls", "zh": "电话过少"}, "when": {"metric": "calls", "less_than": 5}}]}
    });
    Engine::compile(policy.to_string().as_bytes()).unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn chance([mean, least, most]: [f64; 3]) -> ChanceEstimate {
    let [mean, lo80, hi80] = [mean, least, most].map(Approx::of);
    let (n, events, exposure, source) = (9, 2, 108, "local");
    ChanceEstimate { mean, lo80, hi80, lo95: lo80, hi95: hi80, n, events, exposure, source, caveats: Few::default() }
}

fn policy_ref() -> PolicyRef {
    PolicyRef { id: id("p"), version: id("1"), forced: None }
}

/// Nine people, of whom two left in a year, and nothing more.
fn few() -> AttritionReport {
    AttritionReport {
        schema_version: "1.5",
        policy: policy_ref(),
        as_of: "2025-06-30".parse().unwrap(),
        horizon: 3,
        leaving: "voluntary",
        tier: 0,
        method: "rate",
        limits: Few(vec!["few_people", "no_prior"]),
        team: TeamRisk {
            people: 9,
            monthly: chance([0.02, 0.01, 0.03]),
            chance: chance([0.0812, 0.032, 0.1449]),
            leavers: chance([0.73, 0.0, 2.0]),
        },
        otherwise: None,
        model: None,
        prior: None,
        people: Vec::new(),
        requires_human_review: true,
        caveats: Few(vec!["individuals_cannot_be_told_apart", "ends_unstated"]),
        text: None,
        problems: Vec::new(),
    }
}

fn somebody(state: &'static str, band: Option<&'static str>) -> PersonRisk {
    PersonRisk {
        employee: id("a"),
        position: None,
        unit: None,
        state,
        last_day: None,
        chance: Some(chance([0.1819, 0.091, 0.274])),
        band,
        rank: None,
        log_odds: None,
        base: None,
        reasons: Few::default(),
        signals: Few::default(),
        text: None,
    }
}

fn signal(name: &str, text: Option<&str>) -> SignalSeen {
    let condition = ConditionResult {
        kind: "metric",
        id: None,
        subject: None,
        state: "met",
        progress: None,
        earliest: None,
        evidence: Few::default(),
        missing: None,
        parts: Few::default(),
        text: text.map(str::to_owned),
    };
    SignalSeen { signal: id(name), condition }
}

fn reason(driver: &str, toward: &'static str, role: &'static str) -> Reason {
    let adds = Decimal::ZERO;
    let (value, odds) = (Some(Approx::of(1.0)), Approx::of(1.5));
    Reason { driver: id(driver), with: None, value, is: None, adds, odds, toward, role }
}

fn valued(driver: &str, value: f64) -> Reason {
    Reason { value: Some(Approx::of(value)), ..reason(driver, "leave", "context") }
}

fn both(say: impl Fn(Language) -> String, en: &str, zh: &str) {
    assert_eq!(say(En), en);
    assert_eq!(say(Zh), zh);
}

fn policies() -> (Engine, fn(&Engine) -> &Policy) {
    (engine(), |engine| engine.policies().next().unwrap())
}

#[test]
fn a_team_of_nine() {
    let (engine, policy) = policies();
    let say = |of: &AttritionReport, lang| report(policy(&engine), lang, of, None);
    let mut of = few();
    both(
        |lang| say(&of, lang),
        "Within 3 months about 0.7 of 9 people may leave of their own accord (in 80 of 100 cases 0 to 2): a chance of 8.1% \
         (3.2% to 14.5%) each. It stands on 9 people in 108 person-months, 2 of whom left. One rate stands for all: \
         individuals cannot be told apart; no more can be said, because few people were seen and nothing that tells people \
         apart is borrowed. To know: ends of which nothing is stated count as voluntary. This is an estimate: a person decides what follows \
         from it.",
        "3 个月内 9 人中可能约有 0.7 人主动离职（八成可能在 0 至 2 人之间），每人的可能性为 8.1%（3.2% 至 14.5%）。依据 9 \
         人 108 人月的记录，其中 2 人离职。全体适用同一比率，尚不能区分个人；未能更进一步，因为人数较少、没有可借用的、能区分个人的模型。\
         需知：未说明原因的离职按主动离职计。以上仅为估计，须由人判断后再作决定。",
    );
    // Nobody left, and what little there may be is not said as nothing.
    of.leaving = "any";
    of.horizon = 1;
    of.team.people = 1;
    of.team.leavers = chance([0.03, 0.0, 0.0]);
    of.team.chance = chance([0.000_02, 0.000_01, 0.000_04]);
    of.team.monthly = ChanceEstimate { n: 1, events: 0, exposure: 1, ..chance([0.1, 0.1, 0.1]) };
    (of.limits, of.caveats) = (Few(vec!["few_months"]), Few(vec!["no_leavers"]));
    both(
        |lang| say(&of, lang),
        "Within 1 month fewer than 0.1 of 1 person may leave (in 80 of 100 cases 0): a chance of <0.01% each. It stands on \
         1 person in 1 person-month, none of whom left. One rate stands for all: individuals cannot be told apart; no more \
         can be said, because few months were seen. To know: nobody left in the months that were seen. This is an \
         estimate: a person decides what follows from it.",
        "1 个月内 1 人中可能不到 0.1 人离职（八成可能为 0 人），每人的可能性为 <0.01%。依据 1 人 1 人月的记录，\
         其中无人离职。全体适用同一比率，尚不能区分个人；未能更进一步，因为月份较少。需知：所看月份内无人离职。以上仅为估计，\
         须由人判断后再作决定。",
    );
}

#[test]
fn a_team_of_nobody() {
    let (engine, policy) = policies();
    let mut of = few();
    of.team.people = 0;
    (of.limits, of.caveats) = (Few(vec!["no_fit", "not_fitted"]), Few::default());
    both(
        |lang| report(policy(&engine), lang, &of, None),
        "Nobody is with the company on the day after; people would have a chance of 8.1% (3.2% to 14.5%) to leave of their own \
         accord within 3 months. It stands on 9 people in 108 person-months, 2 of whom left. One rate stands for all: \
         individuals cannot be told apart; no more can be said, because what foretold better came to no end with all months \
         and the model was not fitted to these people. This is an estimate: a person decides what follows from it.",
        "次日无在职人员；若有，每人 3 个月内主动离职的可能性为 8.1%（3.2% 至 14.5%）。依据 9 人 108 人月的记录，其中 2 人离职。\
         全体适用同一比率，尚不能区分个人；未能更进一步，因为更优的方法用全部月份无法拟合、模型未用本企业数据拟合。\
         以上仅为估计，须由人判断后再作决定。",
    );
    // Neither seen nor borrowed.
    of.team.monthly = ChanceEstimate { n: 0, events: 0, exposure: 0, ..chance([0.5, 0.1, 0.9]) };
    of.limits = Few::default();
    both(
        |lang| report(policy(&engine), lang, &of, None),
        "Nobody is with the company on the day after. No month is over in which somebody could have left. One rate stands \
         for all: individuals cannot be told apart. This is an estimate: a person decides what follows from it.",
        "次日无在职人员。尚无可供统计的在职月份。全体适用同一比率，尚不能区分个人。以上仅为估计，须由人判断后再作决定。",
    );
}

#[test]
fn a_team_whose_people_are_told_apart() {
    let (engine, policy) = policies();
    // It is called by its name where it has one in some language, else by its id.
    let mut pack = model(&json!({"schema_version": "1.5", "id": "pack", "version": "1", "rate": "0.02",
        "name": {"en": "Quits of shops", "zh": "商店主动离职率"}}));
    let mut of = few();
    of.method = "intercept";
    of.team.monthly.source = "blended";
    of.prior = Some(ModelRef { id: id("pack"), version: id("1"), method: None, as_of: None, source: None });
    (of.limits, of.caveats) = (Few(vec!["few_leavers", "no_backtest"]), Few(vec!["prior_borrowed", "old_data"]));
    let mut warned = somebody("estimated", Some("raised"));
    warned.signals = Few(vec![signal("few", None), signal("fell", None)]);
    let mut other = somebody("estimated", Some("high"));
    other.signals = Few(vec![signal("few", None)]);
    of.people = vec![warned.clone(), warned, other, somebody("leaving", None), somebody("estimated", Some("low"))];
    both(
        |lang| report(policy(&engine), lang, &of, Some(&pack)),
        "Within 3 months about 0.7 of 9 people may leave of their own accord (in 80 of 100 cases 0 to 2): a chance of 8.1% \
         (3.2% to 14.5%) on average. It stands on 9 people in 108 person-months, 2 of whom left, and on what was borrowed \
         from “Quits of shops”. People are told apart by a borrowed model moved to the own level; no more can be said, because few \
         people left and there is too little to try it forward in time. Against the team the risk of 2 people is raised, of 1 \
         high; the last day of 1 person is known already; rules, which are no chances, warn of 3 people: “fell” 2, “Few \
         calls” 3. To know: what is borrowed was learnt from other people; nothing was recorded of late, so it may not be as it was. This is an estimate: a \
         person decides what follows from it.",
        "3 个月内 9 人中可能约有 0.7 人主动离职（八成可能在 0 至 2 人之间），平均可能性为 8.1%（3.2% 至 14.5%）。依据 9 人 \
         108 人月的记录，其中 2 人离职，并借用“商店主动离职率”的数据。个人差异依据校准到本企业水平的借用模型；未能更进一步，因为离职人\
         数较少、数据不足以向后回测。与团队相比 2 人风险偏高，1 人风险高；1 人离职日期已定；预警规则（并非概率）涉及 3 人：\
         “fell” 2 人、“电话过少” 3 人。需知：借用的部分来自其他人群；近期没有新记录，情况可能已变。以上仅为估计，须由人判断后再作决定。",
    );
    pack.name = None;
    of.team.monthly.source = "prior";
    of.people = vec![somebody("estimated", Some("typical"))];
    of.leaving = "involuntary";
    (of.limits, of.caveats) = (Few::default(), Few(vec!["no_interval", "bands_off"]));
    both(
        |lang| report(policy(&engine), lang, &of, Some(&pack)),
        "Within 3 months about 0.7 of 9 people may be let go (in 80 of 100 cases 0 to 2): a chance of 8.1% (3.2% to 14.5%) \
         on average. It stands on what was borrowed from “pack” alone. People are told apart by a borrowed model moved to \
         the own level. Nobody's risk stands out against the team's. To know: how sure a person's chance is, is not known; \
         chances are on average far from the team's, so bands say little: the model, or its weight, does not fit. This is an \
         estimate: a person decides what follows from it.",
        "3 个月内 9 人中可能约有 0.7 人被动离职（八成可能在 0 至 2 人之间），平均可能性为 8.1%（3.2% 至 14.5%）。仅依据借用自\
         “pack”的数据。个人差异依据校准到本企业水平的借用模型。与团队相比无人风险突出。需知：个人可能性的区间未知；\
         个人可能性平均与团队水平相差较大，风险等级参考价值有限：模型或其权重不适合。以上仅为估计，须由人判断后再作决定。",
    );
}

#[test]
fn a_person() {
    let (engine, policy) = policies();
    let stated = |of: &Id| policy(&engine).attrition.as_ref()?.drivers.iter().find(|known| known.id == *of);
    let say = |of: &PersonRisk, lang| person(policy(&engine), &stated, lang, of, 3);
    let mut of = somebody("estimated", Some("raised"));
    let pair = Reason { with: Some(id("o")), ..valued("s", -1.25) };
    let pair = Reason { role: "act_on", ..pair };
    let place = Reason { is: Some(id("clerk")), value: None, ..reason("p", "stay", "context") };
    let unknown = Reason { value: None, ..reason("c", "stay", "context") };
    of.reasons = Few(vec![
        Reason { role: "act_on", ..valued("o", 33.666_67) },
        place,
        reason("n", "leave", "context"),
        pair,
        reason("t", "leave", "context"),
        unknown,
    ]);
    of.signals = Few(vec![signal("few", Some("Calls < 5: 3 in June")), signal("fell", None)]);
    assert_eq!(
        say(&of, En),
        "A chance of 18.2% to leave within 3 months (in 80 of 100 cases 9.1% to 27.4%), raised against the team. \
         Associated with leaving: overtime 33.7 h (can be acted on), Nights 1, trend of total score -1.25 points per month \
         together with overtime 33.7 h (can be acted on); with staying: position “Clerk”, months since Calls not known; rules warn, which are no chances: “Few \
         calls”, Calls < 5: 3 in June; “fell”."
    );
    of.signals = Few(vec![signal("few", Some("电话量 <5：6 月为 3"))]);
    assert_eq!(
        say(&of, Zh),
        "3 个月内离职的可能性为 18.2%（八成可能在 9.1% 至 27.4% 之间），高于团队水平。与离职相关：加班时长 33.7 小时（可采取\
         措施）、夜班 1、绩效总分的变化趋势每月 -1.25 分与加班时长 33.7 小时的组合（可采取措施）；与留任相关：岗位“文员”、距上次电话量的月数未知；预警规则（并非概\
         率）：“电话过少”，电话量 <5：6 月为 3。"
    );
    for (band, en, zh) in [
        ("low", "low against the team", "低于团队水平"),
        ("typical", "about as the team", "与团队水平相当"),
        ("high", "high against the team", "远高于团队水平"),
    ] {
        let mut of = somebody("estimated", Some(band));
        // Where it is not known how sure the chance is.
        of.chance = Some(chance([0.1819; 3]));
        both(
            |lang| say(&of, lang),
            &format!("A chance of 18.2% to leave within 3 months, {en}."),
            &format!("3 个月内离职的可能性为 18.2%，{zh}。"),
        );
    }
}

#[test]
fn a_person_of_whom_little_is_known() {
    let (engine, policy) = policies();
    let say = |of: &PersonRisk, lang| person(policy(&engine), &|_| None, lang, of, 1);
    let mut of = somebody("team", Some("typical"));
    of.reasons = Few(vec![reason("t", "stay", "not_actionable")]);
    both(
        |lang| say(&of, lang),
        "Individuals cannot be told apart: the team's chance to leave within 1 month is 18.2% (in 80 of 100 cases 9.1% to \
         27.4%). Associated with staying: t.",
        "尚不能区分个人：按团队水平，1 个月内离职的可能性为 18.2%（八成可能在 9.1% 至 27.4% 之间）。与留任相关：t。",
    );
    let mut of = somebody("leaving", None);
    (of.chance, of.last_day) = (None, "2025-07-31".parse().ok());
    both(|lang| say(&of, lang), "The last day is known already: 2025-07-31.", "离职日期已定：2025-07-31。");
    let of = PersonRisk { chance: None, ..somebody("new", None) };
    both(|lang| say(&of, lang), "Work has not begun yet.", "尚未到岗。");
    let of = somebody("new", Some("high"));
    both(
        |lang| say(&of, lang),
        "Work has not begun yet; a chance of 18.2% to leave within 1 month (in 80 of 100 cases 9.1% to 27.4%), high against \
         the team.",
        "尚未到岗；1 个月内离职的可能性为 18.2%（八成可能在 9.1% 至 27.4% 之间），远高于团队水平。",
    );
}

/// What a reason says of a driver and its value, in both languages.
fn said(driver: &serde_json::Value, value: f64, en: &str, zh: &str) {
    let text =
        json!({"schema_version": "1.5", "id": "m", "version": "1", "rate": "0.02", "terms": [{"driver": driver}]});
    let model = model(&text);
    let (engine, policy) = policies();
    let mut of = PersonRisk { chance: None, ..somebody("new", None) };
    of.reasons = Few(vec![valued("d", value)]);
    let stated = |_: &Id| model.terms.iter().map(|term| &term.driver).next();
    both(
        |lang| person(policy(&engine), &stated, lang, &of, 3),
        &format!("Work has not begun yet. Associated with leaving: {en}."),
        &format!("尚未到岗。与离职相关：{zh}。"),
    );
}

#[test]
fn values_have_their_units() {
    let of = |kind: &str, view: &str| json!({"id": "d", "source": {"kind": kind}, "view": view});
    let at = |kind: &str| json!({"id": "d", "source": {"kind": kind}});
    let calls = |view: &str| json!({"id": "d", "source": {"kind": "metric", "metric": "calls"}, "view": view});
    let sales = |view: &str| json!({"id": "d", "source": {"kind": "metric", "metric": "sales"}, "view": view});
    let quality = |view: &str| json!({"id": "d", "source": {"kind": "metric", "metric": "quality"}, "view": view});
    said(&at("tenure"), 1.0, "time with the company 1 month", "司龄 1 个月");
    said(&at("position_tenure"), 5.0, "time in the position 5 months", "任职时长 5 个月");
    said(&of("absence", "mean3"), 0.0, "absence 0%", "缺勤率 0%");
    said(&of("absence", "last"), 0.0625, "absence 6.3%", "缺勤率 6.3%");
    said(
        &of("absence", "slope"),
        -0.0125,
        "trend of absence -1.3 percentage points per month",
        "缺勤率的变化趋势每月 -1.3 个百分点",
    );
    said(&at("team_leavers"), 0.25, "leavers around the person 25%", "周围同事的离职 25%");
    said(&of("overtime", "last"), 12.0, "overtime 12 h", "加班时长 12 小时");
    // Little is not nothing.
    said(&of("overtime", "slope"), 0.004, "trend of overtime 0.004 h per month", "加班时长的变化趋势每月 0.004 小时");
    said(&of("overtime", "months_since"), 3.0, "months since overtime: 3", "距上次加班时长的月数为 3");
    let named = json!({"id": "d", "name": {"en": "Last overtime", "zh": "上次加班"}, "source": {"kind": "overtime"},
        "view": "months_since"});
    said(&named, 3.0, "Last overtime 3 months", "上次加班 3 个月");
    said(&of("score", "mean3"), 88.333_33, "total score 88.33 points", "绩效总分 88.33 分");
    let pay = "pay against others in the position 0.94 of the median";
    said(&at("pay_position"), 0.9412, pay, "同岗位薪酬相对水平为中位数的 0.94 倍");
    let achievements = "courses, certificates and awards of the last year: 2";
    said(&at("achievements"), 2.0, achievements, "近一年的培训、证书与奖励 2 项");
    said(&calls("mean3"), 41.666_67, "Calls 41.67", "电话量 41.67");
    said(&sales("last"), 1200.0, "Sales 1200.00 CNY", "销售额 1200.00 CNY");
    said(&sales("slope"), -35.5, "trend of Sales -35.50 CNY per month", "销售额的变化趋势每月 -35.50 CNY");
    said(&quality("last"), 97.25, "Quality 97.25%", "质量 97.25%");
    said(&quality("slope"), 0.5, "trend of Quality 0.5 percentage points per month", "质量的变化趋势每月 0.5 个百分点");
}

fn model(document: &serde_json::Value) -> AttritionModel {
    let text = document.to_string();
    AttritionModel::read(&mut Reader::new(text.as_bytes(), &crate::Limits::default())).unwrap()
}

fn tried(method: &'static str, is_better: bool) -> MethodTried {
    MethodTried { method, log_loss: None, brier: None, auc: None, better_by: None, is_better }
}

fn audited(attribute: &str, ratio: Option<f64>, caveats: &[&'static str]) -> AuditResult {
    let (groups, ratio) = (Vec::new(), ratio.map(Approx::of));
    AuditResult { attribute: id(attribute), groups, ratio, caveats: Few(caveats.to_vec()) }
}

#[test]
fn a_fit() {
    let (engine, policy) = policies();
    let mut of = AttritionFit {
        schema_version: "1.5",
        policy: policy_ref(),
        as_of: "2025-06-30".parse().unwrap(),
        tier: 3,
        method: "own",
        limits: Few(vec!["few_people", "no_drivers", "not_better_than_simpler", "not_better_than_rate"]),
        tried: vec![tried("rate", true), tried("intercept", true), tried("slope", false), tried("own", true)],
        model: model(&json!({
            "schema_version": "1.5", "id": "attrition", "version": "2025-06-30", "rate": "0.0125",
            "fitted": {"as_of": "2025-06-30", "window": 24, "policy": "p", "policy_version": "1", "people": 240,
                "months": 4800, "leavers": 60, "tier": 3, "method": "own"},
            "validation": {"fitted_to": "2024-12-31", "asked_to": "2025-06-30", "months": 1200, "leavers": 15,
                "auc": "0.7432", "brier": "0.012", "brier_of_rate": "0.0123", "log_loss": "0.05124",
                "log_loss_of_rate": "0.0551", "better_by": "2.13", "seen_to_foretold": "0.938"}
        })),
        audit: Few(vec![
            audited("sex", Some(0.7999), &["four_fifths"]),
            audited("age", Some(0.8), &["few_people"]),
            audited("origin", None, &["few_people"]),
        ]),
        requires_human_review: true,
        caveats: Few(vec!["few_bands", "individuals_cannot_be_told_apart"]),
        text: None,
        problems: Vec::new(),
    };
    both(
        |lang| fit(policy(&engine), lang, &of),
        "Curves of the own data, fitted to 240 people in 4800 person-months, 60 of whom left, up to 2025-06-30; no more can \
         be said, because few people were seen, no drivers are known, nothing finer foretold better and nothing else foretold \
         better than one rate for all. Asked about 1200 person-months up to 2025-06-30 that it had not seen, its log loss \
         was 0.0512, that of one rate for all 0.0551: better by 2.1 standard errors; in 74 of 100 pairs of one who left and \
         one who stayed, it gave the one who left the higher risk; 0.94 times as many left as foretold. Tried, the simplest \
         first: one rate for all, a borrowed model moved to the own level (better), a borrowed model moved and stretched \
         (not better), curves of the own data (better). Audit: of “sex” the group marked least is marked 0.79 times as \
         often as the group marked most, below 0.8: to be looked at; of “age” the group marked least is marked 0.8 times as \
         often as the group marked most, of few people, not below 0.8; of “origin” nothing can be compared, of few people. \
         To know: few left in some bands of risk, so how reliable these are is unsure; individuals cannot be told apart. \
         This is an estimate: a person decides what follows from it.",
        "本企业数据的曲线模型，依据截至 2025-06-30 的 240 人 4800 人月的记录，其中 60 人离职；未能更进一步，因为人数较少、没有\
         可用的影响因素、更细的方法并未更优、其他方法均不优于全体同一比率。用截至 2025-06-30 的 1200 人月新数据回测，对数损失为 \
         0.0512，全体同一比率为 0.0551，优于后者 2.1 个标准误；每 100 对离职者与留任者中，有 74 对离职者的风险更高；实际离职人\
         数为预测的 0.94 倍。由简到繁依次尝试：全体同一比率、校准到本企业水平的借用模型（更优）、校准了水平与幅度的借用模型（未\
         更优）、本企业数据的曲线模型（更优）。审查：“sex”中被标记比例最低组为最高组的 0.79 倍，低于 0.8，须关注；“age”中被标\
         记比例最低组为最高组的 0.8 倍（人数较少），不低于 0.8；“origin”各组无法比较（人数较少）。需知：部分风险等级离职人数少\
         ，其可靠程度不确定；尚不能区分个人。以上仅为估计，须由人判断后再作决定。",
    );
    of.method = "rate";
    of.tried = vec![tried("rate", true)];
    (of.limits, of.caveats, of.audit) = (Few::default(), Few::default(), Few::default());
    of.model.validation = None;
    both(
        |lang| fit(policy(&engine), lang, &of),
        "One rate for all, fitted to 240 people in 4800 person-months, 60 of whom left, up to 2025-06-30. How good it is \
         forward in time is not known. This is an estimate: a person decides what follows from it.",
        "全体同一比率，依据截至 2025-06-30 的 240 人 4800 人月的记录，其中 60 人离职。尚无回测，预测效果未知。以上仅为估计，须由\
         人判断后再作决定。",
    );
    of.model.validation = model(&json!({
        "schema_version": "1.5", "id": "attrition", "version": "1", "rate": "0.0125",
        "validation": {"fitted_to": "2024-12-31", "asked_to": "2025-06-30", "months": 12, "leavers": 5, "brier": "0.1",
            "brier_of_rate": "0.1", "log_loss": "0.06", "log_loss_of_rate": "0.055", "better_by": "-0.5"}
    }))
    .validation;
    of.model.fitted = None;
    both(
        |lang| fit(policy(&engine), lang, &of),
        "One rate for all. Asked about 12 person-months up to 2025-06-30 that it had not seen, its log loss was 0.06, that of \
         one rate for all 0.055: worse by 0.5 standard errors. This is an estimate: a person decides what follows from it.",
        "全体同一比率。用截至 2025-06-30 的 12 人月新数据回测，对数损失为 0.06，全体同一比率为 0.055，劣于后者 0.5 个标准误。以\
         上仅为估计，须由人判断后再作决定。",
    );
    assert_eq!(of.model.leaving, Leaving::Voluntary);
}

#[test]
fn shares_are_never_nothing() {
    for (share, text) in
        [(0.000_04, "<0.01%"), (0.0042, "0.42%"), (0.0812, "8.1%"), (0.25, "25%"), (0.9996, ">99.9%"), (1.0, "100%")]
    {
        assert_eq!(percent(share), text);
    }
    assert_eq!(percent_above(0.182, 15.0), "18.2%");
    assert_eq!(percent_above(0.150_04, 15.0), "15.004%");
    assert_eq!(percent_above(0.004_23, 0.4), "0.42%");
    assert_eq!(percent_above(0.004_004, 0.4), "0.4004%");
    assert_eq!(percent_above(0.9996, 90.0), "99.96%");
}
