//! Who may decide what: the authority of each position, in the engine's words.
use serde_json::Value;

use crate::json::Dig as _;
use crate::names::{Kind, Names};
use crate::table::{Align::Left, Page, Table};

/// One row per authority; only of these positions, if any are named.
pub fn authority(answer: &Value, only: &[&str], names: &Names, page: Page) -> Option<String> {
    let lang = names.lang;
    let mut table = Table::new(&[
        (lang.say("position", "岗位"), Left),
        (lang.say("goes up to", "上报"), Left),
        (lang.say("may decide", "可自行决定"), Left),
    ]);
    let positions = answer.items("positions").iter();
    for job in positions.filter(|job| only.is_empty() || only.contains(&job.text("position"))) {
        let mut name = names.of(Kind::Position, job.text("position"));
        let mut above = names.of(Kind::Position, job.text("reports_to"));
        for authority in job.items("authority") {
            let said = match authority.text("text") {
                "" => names.of(Kind::Action, authority.text("action")),
                text => text,
            };
            table.row(None, vec![name.to_owned(), above.to_owned(), said.to_owned()]);
            (name, above) = ("", "");
        }
    }
    (!table.is_empty()).then(|| table.print(page))
}
