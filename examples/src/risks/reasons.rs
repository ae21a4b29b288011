//! Reasons as bars: to the right what goes with leaving, to the left what goes with staying; how a bar is drawn says what can
//! be done.
use serde_json::Value;

use super::drawing::{Drawing, lines, path, rect};
use super::odds::times;
use super::sheet::Sheet;
use super::words::{number, role, role_class};
use crate::json::Dig as _;
use crate::plot::text::{Anchor, put};

/// How wide the reasons are drawn.
pub const WIDE: f64 = 340.0;
/// Of more than so many the last, and weaker, are added up.
const SHOWN: usize = 6;
const SIZE: f64 = 12.0;

/// The largest addition of these people's reasons.
pub fn most(people: &[&Value]) -> f64 {
    let adds = people.iter().flat_map(|person| person.items("reasons")).filter_map(|reason| number(reason, "adds"));
    adds.map(f64::abs).fold(0.0, f64::max)
}

/// Somebody's reasons, on a scale that holds additions of at most this.
pub fn reasons(person: &Value, name: &str, most: f64, sheet: &Sheet<'_>, id: &str) -> Drawing {
    let lang = sheet.names.lang;
    let all = person.items("reasons");
    let (shown, rest) = all.split_at(if all.len() > SHOWN { SHOWN - 1 } else { all.len() });
    let mut drawn = Bars { body: String::new(), y: 0.0, most };
    for reason in shown {
        let class = role_class(reason.text("role"), if reason.text("toward") == "stay" { "ahead" } else { "act" });
        let strong = if reason.text("role") == "act_on" { "strong" } else { "ink" };
        drawn.bar(strong, &class, &sheet.drivers.reason(reason), number(reason, "adds").unwrap_or(0.0));
    }
    if !rest.is_empty() {
        let sum: f64 = rest.iter().filter_map(|reason| number(reason, "adds")).sum();
        let (many, times) = (rest.len(), times(sum));
        let text = lang
            .say(&format!("{times} {many} smaller ones together"), &format!("{times} 其余 {many} 项合计"))
            .to_owned();
        drawn.bar("", if sum < 0.0 { "f-ahead pale" } else { "f-act pale" }, &text, sum);
    }
    if all.is_empty() {
        drawn.y = 20.0;
        let text = lang.say("nothing tells this person from the average", "与平均水平无异");
        put(&mut drawn.body, "", Anchor::Start, (2.0, 14.0), text);
    }
    let tall = drawn.y + 4.0;
    let mut body = String::new();
    path(&mut body, "grid", &[(WIDE / 2.0, 0.0), (WIDE / 2.0, tall)], false);
    body.push_str(&drawn.body);
    let title = lang.say(&format!("Why: the reasons of {name}"), &format!("{name}的原因")).to_owned();
    Drawing { id: id.to_owned(), title, about: said(person, sheet), size: (WIDE, tall), lang, body }
}

/// The reasons for those who do not see them.
fn said(person: &Value, sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let reasons = person.items("reasons").iter().map(|reason| {
        let toward =
            if reason.text("toward") == "stay" { lang.say("stay", "留任") } else { lang.say("leave", "离职") };
        let text = sheet.drivers.reason(reason).replace('\u{a0}', " ");
        format!("{} ({toward}, {})", text.trim_end_matches('*'), role(reason.text("role"), lang).trim_end_matches(" *"))
    });
    reasons.collect::<Vec<_>>().join(lang.say("; ", "；"))
}

/// Log-odds of the average and of this person, for those who check: `−5.364 + 1.484 = −3.879`.
pub fn sum(person: &Value) -> Option<String> {
    let (base, all) = (number(person, "base")?, number(person, "log_odds")?);
    let adds: f64 = person.items("reasons").iter().filter_map(|reason| number(reason, "adds")).sum();
    let sign = if adds < 0.0 { '−' } else { '+' };
    Some(format!("{base:.3} {sign} {:.3} = {all:.3}", adds.abs()).replace('-', "−"))
}

struct Bars {
    body: String,
    y: f64,
    most: f64,
}

impl Bars {
    fn bar(&mut self, strong: &str, class: &str, text: &str, adds: f64) {
        // Strong letters are wider.
        let texts = lines(text, WIDE - 14.0, SIZE * if strong == "strong" { 1.2 } else { 1.08 });
        for line in &texts {
            put(&mut self.body, &format!("{strong} halo"), Anchor::Start, (2.0, self.y + SIZE + 1.0), line);
            self.y += SIZE + 3.0;
        }
        let middle = WIDE / 2.0;
        let share = if self.most > 0.0 { (adds / self.most).clamp(-1.0, 1.0) } else { 0.0 };
        rect(&mut self.body, class, (middle, self.y + 1.0), (middle + share * (middle - 4.0), self.y + 8.0));
        self.y += 15.0;
    }
}

/// How the bars are read.
pub fn legend(most: f64, sheet: &Sheet<'_>) -> Drawing {
    let lang = sheet.names.lang;
    let mut body = String::new();
    let middle = WIDE / 2.0;
    put(&mut body, "", Anchor::Start, (2.0, 13.0), lang.say("← toward staying", "← 倾向留任"));
    put(&mut body, "", Anchor::End, (WIDE - 2.0, 13.0), lang.say("toward leaving →", "倾向离职 →"));
    for (of, (x, y)) in [("act_on", (2.0, 33.0)), ("context", (middle + 12.0, 33.0)), ("not_actionable", (2.0, 52.0))] {
        rect(&mut body, &role_class(of, "seen"), (x, y - 9.0), (x + 18.0, y + 1.0));
        put(&mut body, "", Anchor::Start, (x + 24.0, y), role(of, lang));
    }
    path(&mut body, "grid", &[(middle, 0.0), (middle, 18.0)], false);
    let title = lang.say("How the bars are read", "条形图说明").to_owned();
    let longest = times(most.min(20.0));
    let about = lang
        .say(
            &format!("The longest bar multiplies the odds by {longest} or divides them by it."),
            &format!("最长的条表示优势比 {longest} 或其倒数。"),
        )
        .to_owned();
    Drawing { id: "reading".to_owned(), title, about, size: (WIDE, 60.0), lang, body }
}
