//! What is paid: lines by person, sums by currency, budgets, what cannot be said yet, and accounts of points.
use serde_json::Value;

use crate::figures::{plain, value};
use crate::json::Dig as _;
use crate::moves::open as open_parts;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table, wrap};

/// An amount in its currency; the minus of a printer.
pub fn money(amount: &str, currency: &str, names: &Names) -> String {
    value(amount, "money", currency, names.lang).replace('-', "−")
}

/// Every line: who, for what, how much, and how it came about. Clawbacks are red and say so.
pub fn lines(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("for", "项目"), Left),
        (lang.say("amount", "金额"), Right),
        (lang.say("how it came about", "计算依据"), Left),
    ]);
    let mut last = "";
    for line in answer.items("lines") {
        let name = names.of(Kind::Employee, line.text("employee"));
        let first = if name == last { "" } else { name };
        last = name;
        let how = [posting(line, names), reason(line)];
        let how: Vec<&str> = how.into_iter().filter(|part| !part.is_empty()).collect();
        table.row(
            colour(line),
            vec![
                first.to_owned(),
                names.of(Kind::Payout, line.text("rule")).to_owned(),
                money(line.text("amount"), line.text("currency"), names),
                how.join(lang.say("; ", "；")),
            ],
        );
    }
    (!table.is_empty()).then(|| table.print(page))
}

fn colour(line: &Value) -> Option<&'static str> {
    match line.text("posting") {
        "clawback" => Some("31"),
        "supplement" => Some("32"),
        _ => None,
    }
}

fn posting(line: &Value, names: &Names) -> &'static str {
    match (line.text("posting"), names.lang) {
        ("clawback", lang) => lang.say("CLAWBACK", "【追回】"),
        ("supplement", lang) => lang.say("supplement", "【补发】"),
        _ => "",
    }
}

/// The text of a line without what has columns of its own: the rule's name, and the amount.
fn reason(line: &Value) -> &str {
    let text = said(line.text("text"));
    let amount = format!("{} {}", line.text("amount"), line.text("currency"));
    text.strip_prefix(&amount).map_or(text, |rest| rest.trim_start_matches([' ', '=', ';', '；']))
}

/// A text without the rule's name in front, which has a column of its own.
fn said(text: &str) -> &str {
    let rest = text.strip_prefix('“').and_then(|rest| rest.split_once('”')).map_or(text, |(_, rest)| rest);
    rest.trim_start_matches([':', '：', ' '])
}

/// Sums by currency, with what is taken back among them.
pub fn totals(answer: &Value, names: &Names) -> Option<String> {
    let lang = names.lang;
    let sums: Vec<String> = answer.items("totals").iter().map(|total| sum(total, names)).collect();
    if sums.is_empty() {
        return None;
    }
    let back = answer.items("lines").iter().filter(|line| line.text("posting") == "clawback").count();
    let back = match back {
        0 => String::new(),
        1 => lang.say("; 1 line is a clawback", "；其中追回 1 笔").to_owned(),
        _ => lang.say(&format!("; {back} lines are clawbacks"), &format!("；其中追回 {back} 笔")).to_owned(),
    };
    let head = lang.say("payouts: ", "应发合计：");
    Some(format!("{head}{}{back}", sums.join(lang.say(" and ", "；"))))
}

fn sum(total: &Value, names: &Names) -> String {
    let amount = money(total.text("amount"), total.text("currency"), names);
    let lines = plain_number(total, "lines");
    let plural = if lines == "1" { "" } else { "s" };
    names.lang.say(&format!("{amount} in {lines} line{plural}"), &format!("{amount}（{lines} 笔）")).to_owned()
}

fn plain_number(of: &Value, field: &str) -> String {
    of.get(field).map(Value::to_string).unwrap_or_default()
}

/// What cannot be said yet, and why.
pub fn undecided(answer: &Value, names: &Names, page: Page) -> Option<String> {
    why(answer.items("undecided"), names, page)
}

/// Bonuses that are not earned.
pub fn not_earned(answer: &Value, names: &Names, page: Page) -> Option<String> {
    why(answer.items("not_earned"), names, page)
}

fn why(open: &[Value], names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("for", "项目"), Left),
        (lang.say("why", "原因"), Left),
    ]);
    for one in open {
        let name = names.of(Kind::Employee, one.text("employee"));
        let rule = names.of(Kind::Payout, one.text("rule"));
        let mut why = said(one.text("text")).to_owned();
        // Of a condition with parts the text only counts them; these are the ones that are open.
        if let Some(condition) = one.get("condition").filter(|condition| condition.has("parts")) {
            why = open_parts(condition, "").join(lang.say("; ", "；"));
        }
        table.row(Some("33"), vec![name.to_owned(), rule.to_owned(), why]);
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// How many things cannot be said yet.
pub fn open(answer: &Value, names: &Names) -> Option<String> {
    let count = answer.items("undecided").len();
    let text = names.lang.say(&format!("{count} undecided"), &format!("待定 {count} 笔")).to_owned();
    (count > 0).then_some(text)
}

/// Budgets: how much there is, what was asked of them, what they pay.
pub fn budgets(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("budget", "预算"), Left),
        (lang.say("has", "额度"), Right),
        (lang.say("asked", "应发"), Right),
        (lang.say("pays", "实发"), Right),
        (lang.say("lines", "笔数"), Right),
        (lang.say("remarks", "备注"), Left),
    ]);
    for budget in answer.items("budgets") {
        let amount = |field: &str| money(budget.text(field), budget.text("currency"), names);
        let is = |field: &str| budget.get(field) == Some(&Value::Bool(true));
        let mut remarks = Vec::new();
        if is("scaled") {
            remarks.push(lang.say("shared in proportion", "已按比例分摊"));
        }
        if is("undecided") {
            remarks.push(lang.say("some is not known yet", "部分金额待定"));
        }
        table.row(
            is("scaled").then_some("33"),
            vec![
                names.of(Kind::Budget, budget.text("id")).to_owned(),
                amount("amount"),
                amount("asked"),
                amount("paid"),
                plain_number(budget, "lines"),
                remarks.join(lang.say("; ", "；")),
            ],
        );
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// Accounts of points.
pub fn points(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("earned", "获得"), Right),
        (lang.say("redeemed", "兑换"), Right),
        (lang.say("expired", "已过期"), Right),
        (lang.say("balance", "余额"), Right),
        (lang.say("expires next", "最近到期"), Left),
        (lang.say("enough for", "可兑换"), Left),
    ]);
    for account in answer.items("accounts") {
        let next = account.get("next_expiry").unwrap_or(&Value::Null);
        let expires = match next.text("date") {
            "" => "–".to_owned(),
            date => {
                let points = plain_number(next, "points");
                lang.say(&format!("{points} on {date}"), &format!("{date}（{points} 分）")).to_owned()
            }
        };
        let rewards: Vec<&str> =
            account.items("affordable").iter().filter_map(Value::as_str).map(|id| names.of(Kind::Reward, id)).collect();
        table.row(
            None,
            vec![
                names.of(Kind::Employee, account.text("employee")).to_owned(),
                plain_number(account, "earned"),
                plain_number(account, "redeemed"),
                plain_number(account, "expired"),
                plain_number(account, "balance"),
                expires,
                plain(&rewards.join(lang.say(", ", "、"))),
            ],
        );
    }
    (!table.is_empty()).then(|| table.print(page))
}

/// Everything about the lines of one person: the sentence, then what it was computed from.
pub fn in_full(answer: &Value, names: &Names, page: Page) -> Option<String> {
    let mut out = String::new();
    for line in answer.items("lines") {
        if !out.is_empty() {
            out.push('\n');
        }
        let amount = money(line.text("amount"), line.text("currency"), names);
        let (mark, text) = (posting(line, names), reason(line));
        let head = [names.of(Kind::Payout, line.text("rule")), &amount, mark].join("  ");
        out.push_str(&page.paint(colour(line).unwrap_or("1"), head.trim_end()));
        out.push('\n');
        for piece in wrap(text, page.width.saturating_sub(2)) {
            out.push_str(&format!("  {piece}\n"));
        }
        for (what, figure) in inputs(line, names) {
            for piece in wrap(&format!("{what}{}{figure}", names.lang.say(": ", "：")), page.width.saturating_sub(4)) {
                out.push_str(&format!("    {piece}\n"));
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

/// What a line was computed from, in the order of the answer.
fn inputs(line: &Value, names: &Names) -> Vec<(&'static str, String)> {
    let lang = names.lang;
    let inputs = line.get("inputs").unwrap_or(&Value::Null);
    let currency = line.text("currency");
    let amount = |of: &Value, field: &str| money(of.text(field), currency, names);
    let mut told: Vec<(&'static str, String)> = Vec::new();
    let amounts = [
        ("base", lang.say("base", "计提基数")),
        ("before", lang.say("by the tiers", "阶梯提成")),
        ("guarantee", lang.say("guaranteed", "保证收入")),
        ("draw", lang.say("in advance", "预支")),
        ("owed_before", lang.say("owed before", "原欠")),
        ("owed_after", lang.say("owed now", "现欠")),
        ("pay", lang.say("pay", "工资基数")),
    ];
    for (field, word) in amounts.into_iter().filter(|(field, _)| inputs.has(field)) {
        told.push((word, amount(inputs, field)));
        if field == "base" {
            for part in inputs.items("parts") {
                let rate = format!("{} × {}%", amount(part, "base"), part.text("rate"));
                told.push((lang.say("part", "分段"), format!("{rate} = {}", amount(part, "pays"))));
            }
            for sale in inputs.items("each") {
                let (id, pays) = (sale.text("sale"), amount(sale, "pays"));
                told.push((lang.say("sale", "单笔"), format!("{id}  {} → {pays}", amount(sale, "base"))));
            }
        }
    }
    if let Some(team) = inputs.get("team") {
        let (unit, all) = (names.of(Kind::Unit, team.text("unit")), amount(team, "amount"));
        let (base, members) = (amount(team, "base"), plain_number(team, "members"));
        let text = lang
            .say(
                &format!("{unit} sold {base}, which pays {all} to {members} people"),
                &format!("{unit}销售 {base}，共提成 {all}，{members} 人分配"),
            )
            .to_owned();
        told.push((lang.say("team", "团队"), text));
    }
    for modifier in inputs.items("modifiers") {
        let condition = modifier.get("condition").map_or("", |condition| condition.text("text"));
        let applies = match modifier.text("state") {
            "met" => "",
            "unmet" => lang.say(" (does not apply)", "（不适用）"),
            _ => lang.say(" (not known yet)", "（待定）"),
        };
        told.push((
            lang.say("modifier", "调节系数"),
            format!("× {}{applies}{}{condition}", modifier.text("factor"), lang.say(": ", "：")),
        ));
    }
    for (field, word) in [("percent", lang.say("share of pay", "比例")), ("rate", lang.say("rate", "提成率"))] {
        if inputs.has(field) {
            told.push((word, format!("{}%", inputs.text(field))));
        }
    }
    if inputs.has("coefficient") {
        told.push((lang.say("coefficient", "绩效系数"), inputs.text("coefficient").to_owned()));
    }
    if let Some(days) = inputs.get("attendance") {
        let (due, absent) = (days.text("days_due"), days.text("days_absent"));
        let text = lang
            .say(&format!("{due} days due, {absent} absent"), &format!("应出勤 {due} 天，缺勤 {absent} 天"))
            .to_owned();
        told.push((lang.say("attendance", "出勤"), text));
    }
    let records: Vec<&str> = inputs.items("records").iter().filter_map(Value::as_str).collect();
    if !records.is_empty() {
        told.push((lang.say("records", "凭证"), records.join(lang.say(", ", "、"))));
    }
    told
}
