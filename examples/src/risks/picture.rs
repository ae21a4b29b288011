//! A picture of what the page holds: one person with reasons, one curve, and how reliable it was.
use serde_json::Value;

use super::chances::Axis;
use super::drawing::Drawing;
use super::reasons::{legend, most, reasons};
use super::reliability;
use super::sheet::Sheet;
use super::terms;
use super::words::number;
use crate::json::Dig as _;
use crate::leaving::words::{band, percent, span};
use crate::names::Kind;
use crate::plot::text::{Anchor, put};

/// The picture; none where people cannot be told apart, or nothing was put aside.
pub fn picture(sheet: &Sheet<'_>) -> Option<Drawing> {
    let lang = sheet.names.lang;
    let people = sheet.estimated();
    // Somebody with reasons to stay as well, if there is one.
    let stays = |person: &&&Value| person.items("reasons").iter().any(|reason| reason.text("toward") == "stay");
    let person = *people.iter().find(stays).or_else(|| people.first())?;
    let name = sheet.names.of(Kind::Employee, person.text("employee"));
    let chance = person.get("chance")?;
    let all = [person];
    let (axis, most) = (Axis::over(&all, sheet.team()), most(&all));
    let why = reasons(person, name, most, sheet, "why");
    // The first curve that something can be done about.
    let is_curve = |term: &&Value| !term.items("knots").is_empty();
    let can_act = |term: &Value| terms::driver(term).text("role") == "act_on";
    let own = sheet.model.items("terms");
    let at = own.iter().position(|term| can_act(term) && is_curve(&term)).or_else(|| own.iter().position(can_act))?;
    let wanted = format!("term{at}");
    let curve = terms::drawings(sheet).into_iter().find(|drawing| drawing.id == wanted)?;
    let reliability = reliability::drawing(sheet)?;

    let mut body = String::new();
    put(&mut body, "title", Anchor::Start, (8.0, 26.0), name);
    let said =
        format!("{} ({}) · {}", percent(number(chance, "mean")), span(chance), band(person.text("band"), lang).0);
    put(&mut body, "ink", Anchor::Start, (8.0, 46.0), &said);
    body += &axis.head(sheet).placed((8.0, 56.0));
    body += &axis.person(person, name, sheet, "chance").placed((8.0, 98.0));
    body += &legend(most, sheet).placed((8.0, 156.0));
    body += &why.placed((8.0, 222.0));
    body += &curve.placed((400.0, 8.0));
    body += &reliability.placed((400.0, 8.0 + curve.size.1 + 12.0));
    let right = 20.0 + curve.size.1 + reliability.size.1;
    let tall = right.max(222.0 + why.size.1) + 8.0;
    let where_from =
        format!("{} · {} {}", sheet.names.company(), lang.say("as of", "截至"), sheet.answer.text("as_of"));
    put(&mut body, "", Anchor::Start, (8.0, tall - 12.0), &where_from);
    let title = lang.say("Who may leave, why, and how reliable that was", "谁可能离职、原因及可靠程度").to_owned();
    let about = format!("{name}: {said}. {} {}: {} {}", why.about, curve.title, curve.about, reliability.about);
    Some(Drawing { id: "leaving".to_owned(), title, about, size: (860.0, tall), lang, body })
}
