//! How the running period stands: progress, the pace needed, and where it would end.
use serde_json::Value;

use crate::figures::{bar, percent, plain, value};
use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Align::Right, Page, Table};

/// Above this many people, one row each instead of one per line.
const FEW: usize = 15;

/// The tables of progress: every line for a few people, totals only for many.
pub fn progress(answer: &Value, names: &Names, page: Page) -> String {
    let results = answer.items("results");
    let scored = results.iter().filter(|r| !r.items("positions").is_empty()).count();
    if scored <= FEW {
        format!("{}\n{}", lines(results, names, page), totals(results, names, page))
    } else {
        totals(results, names, page)
    }
}

fn lines(results: &[Value], names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("indicator", "指标"), Left),
        (lang.say("so far", "目前"), Right),
        (lang.say("target", "目标"), Right),
        (lang.say("progress", "进度"), Left),
        (lang.say("needed a day", "每天还需"), Right),
        (lang.say("would end at", "按此推算"), Right),
    ]);
    for result in results {
        let mut name = names.of(Kind::Employee, result.text("employee"));
        for position in result.items("positions") {
            let card = names.card(position.text("position"));
            for line in position.items("lines") {
                let (unit, currency) = names.unit(names.metric(card, line.text("line")));
                let figure = |field| value(line.text(field), unit, currency, lang);
                table.row(
                    None,
                    vec![
                        name.to_owned(),
                        names.line_of(card, line.text("line")).to_owned(),
                        figure("actual"),
                        figure("target"),
                        bar(line.text("progress")),
                        figure("needed_per_day"),
                        figure("projected"),
                    ],
                );
                name = "";
            }
        }
    }
    table.print(page)
}

fn totals(results: &[Value], names: &Names, page: Page) -> String {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("name", "姓名"), Left),
        (lang.say("position", "岗位"), Left),
        (lang.say("elapsed", "时间进度"), Right),
        (lang.say("would end at", "推算总分"), Right),
        (lang.say("band", "推算等级"), Left),
        (lang.say("remarks", "备注"), Left),
    ]);
    for result in results {
        for position in result.items("positions") {
            let band = position.text("projected_band");
            let card = names.card(position.text("position"));
            table.row(
                None,
                vec![
                    names.of(Kind::Employee, result.text("employee")).to_owned(),
                    names.of(Kind::Position, position.text("position")).to_owned(),
                    percent(position.text("elapsed")),
                    plain(position.text("projected_total")),
                    if band.is_empty() { "–".to_owned() } else { names.of(Kind::Band, band).to_owned() },
                    remarks(position, card, names),
                ],
            );
        }
    }
    table.print(page)
}

/// What keeps the total open, and which targets would be missed.
fn remarks(position: &Value, card: &str, names: &Names) -> String {
    let lang = names.lang;
    let listed = |chosen: &dyn Fn(&Value) -> bool| -> String {
        let lines = position.items("lines").iter().filter(|l| chosen(l));
        let lines: Vec<&str> = lines.map(|l| names.line_of(card, l.text("line"))).collect();
        lines.join(lang.say(", ", "、"))
    };
    let open = listed(&|l| l.text("state") != "value" && !position.has("projected_total") && !l.has("projected_score"));
    let behind = listed(&|l| behind(l, names));
    let said = [(lang.say("waits for ", "尚缺"), open), (lang.say("behind in ", "落后："), behind)];
    let said: Vec<String> = said.iter().filter(|(_, l)| !l.is_empty()).map(|(w, l)| format!("{w}{l}")).collect();
    said.join(lang.say("; ", "；"))
}

/// Whether a line would end on the wrong side of its target. Floats are good enough to pick what to name here; what
/// is met and what is not in a finished period, the engine says.
fn behind(line: &Value, names: &Names) -> bool {
    let figure = |field| line.text(field).parse::<f64>().ok();
    let (Some(projected), Some(target)) = (figure("projected"), figure("target")) else { return false };
    if names.lower_is_better(line.text("metric")) { projected > target } else { projected < target }
}
