//! Chances with their intervals: a sign where the chance is, a bar for 80 of 100 cases, a line for 95.
use serde_json::Value;

use super::drawing::{Drawing, count, mark, path, rect};
use super::sheet::Sheet;
use super::words::{number, share};
use crate::json::Dig as _;
use crate::leaving::words::{band, percent, span};
use crate::plot::scale::Scale;
use crate::plot::text::{Anchor, put};

/// How wide a chance is drawn.
pub const WIDE: f64 = 300.0;
const EDGE: f64 = 8.0;
/// So many bars has the drawing of everybody.
const BARS: usize = 32;

/// The axis that chances share.
#[derive(Debug)]
pub struct Axis {
    scale: Scale,
    team: Option<f64>,
}

impl Axis {
    /// An axis for these people.
    pub fn over(people: &[&Value], team: Option<f64>) -> Axis {
        let ends = people.iter().filter_map(|person| number(person.get("chance")?, "hi95"));
        Axis { scale: Scale::over(ends.chain(team), true, 4), team }
    }

    fn x(&self, chance: f64) -> f64 {
        let most = self.scale.bounds().1;
        EDGE + (WIDE - 2.0 * EDGE) * (chance / most).clamp(0.0, 1.0)
    }

    fn grid(&self, out: &mut String, (top, bottom): (f64, f64)) {
        for tick in &self.scale.ticks {
            path(out, "grid", &[(self.x(*tick), top), (self.x(*tick), bottom)], false);
        }
        if let Some(team) = self.team {
            path(out, "now", &[(self.x(team), top), (self.x(team), bottom)], false);
        }
    }

    /// The figures of the axis, and where the team is, to stand above the first person.
    pub fn head(&self, sheet: &Sheet<'_>) -> Drawing {
        let lang = sheet.names.lang;
        let mut body = String::new();
        for tick in &self.scale.ticks {
            let (anchor, x) = match self.x(*tick) {
                _ if *tick == 0.0 => (Anchor::Start, 0.0),
                x if x > WIDE - 20.0 => (Anchor::End, WIDE),
                x => (Anchor::Middle, x),
            };
            put(&mut body, "", anchor, (x, 32.0), &share(*tick));
        }
        self.grid(&mut body, (36.0, 42.0));
        let team = percent(self.team);
        if let Some(at) = self.team {
            let (anchor, x) =
                if self.x(at) > WIDE / 2.0 { (Anchor::End, self.x(at)) } else { (Anchor::Start, self.x(at).max(2.0)) };
            put(&mut body, "strong", anchor, (x, 13.0), &format!("{} {team}", lang.say("the team", "团队")));
            path(&mut body, "now", &[(self.x(at), 17.0), (self.x(at), 42.0)], false);
        }
        let title = lang.say("The axis of chances", "概率坐标轴").to_owned();
        let about = lang.say(&format!("The team’s chance is {team}."), &format!("团队概率为 {team}。")).to_owned();
        Drawing { id: "axis".to_owned(), title, about, size: (WIDE, 42.0), lang, body }
    }

    /// Somebody's chance.
    pub fn person(&self, person: &Value, name: &str, sheet: &Sheet<'_>, id: &str) -> Drawing {
        let lang = sheet.names.lang;
        let chance = person.get("chance").unwrap_or(&Value::Null);
        let mut body = String::new();
        self.grid(&mut body, (0.0, 40.0));
        let at = |field: &str| number(chance, field).map(|value| self.x(value));
        let y = 20.0;
        if let (Some(low), Some(high)) = (at("lo95"), at("hi95")) {
            path(&mut body, "line s-seen", &[(low, y), (high, y)], false);
        }
        if let (Some(low), Some(high)) = (at("lo80"), at("hi80")) {
            rect(&mut body, "f-seen pale s-seen", (low, y - 6.0), (high, y + 6.0));
        }
        if let Some(x) = at("mean") {
            mark(&mut body, person.text("band"), (x, y));
        }
        let (mean, between) = (percent(number(chance, "mean")), span(chance));
        let word = band(person.text("band"), lang).0;
        let about = lang
            .say(
                &format!("{mean}, in 80 of 100 cases {between}; band {word}."),
                &format!("{mean}（八成把握 {between}）；档位：{word}。"),
            )
            .to_owned();
        let title = lang.say(&format!("The chance of {name}"), &format!("{name}的离职概率")).to_owned();
        Drawing { id: id.to_owned(), title, about, size: (WIDE, 40.0), lang, body }
    }
}

/// How many people have which chance.
pub fn everybody(people: &[&Value], sheet: &Sheet<'_>) -> Option<Drawing> {
    let lang = sheet.names.lang;
    let chances: Vec<f64> = people.iter().filter_map(|person| number(person.get("chance")?, "mean")).collect();
    if chances.len() < 2 {
        return None;
    }
    let scale = Scale::over(chances.iter().copied().chain(sheet.team()), true, 6);
    let most = scale.bounds().1;
    let bars = histogram(&chances, (0.0, most), BARS);
    let highest = bars.iter().copied().max().unwrap_or(1).max(1);
    let (left, right, top, bottom) = (44.0, 416.0, 40.0, 150.0);
    let x = |chance: f64| left + (right - left) * chance / most;
    let mut body = String::new();
    let title = lang.say("How many people have which chance", "各概率水平的人数").to_owned();
    put(&mut body, "title", Anchor::Start, (8.0, 18.0), &title);
    for tick in &scale.ticks {
        path(&mut body, "grid", &[(x(*tick), top), (x(*tick), bottom)], false);
        put(&mut body, "", Anchor::Middle, (x(*tick), bottom + 17.0), &share(*tick));
    }
    let step = (right - left) / count(BARS);
    for (at, many) in bars.iter().enumerate().filter(|(_, many)| **many > 0) {
        let from = left + step * count(at);
        let tall = (bottom - top - 16.0) * count(*many) / count(highest);
        rect(&mut body, "f-seen", (from + 0.5, bottom), (from + step - 0.5, bottom - tall.max(1.0)));
    }
    put(&mut body, "", Anchor::End, (left - 6.0, top + 20.0), &highest.to_string());
    put(&mut body, "", Anchor::End, (left - 6.0, bottom), "0");
    path(&mut body, "axis", &[(left, bottom), (right, bottom)], false);
    if let Some(team) = sheet.team() {
        path(&mut body, "now", &[(x(team), top - 2.0), (x(team), bottom)], false);
        let said = format!("{} {}", lang.say("the team", "团队"), percent(Some(team)));
        put(&mut body, "strong halo", Anchor::Start, (x(team) + 5.0, top + 8.0), &said);
    }
    let about = ["high", "raised", "typical", "low"]
        .map(|word| {
            format!("{} {}", band(word, lang).0, people.iter().filter(|person| person.text("band") == word).count())
        })
        .join(lang.say(", ", "，"));
    Some(Drawing { id: "everybody".to_owned(), title, about, size: (440.0, 176.0), lang, body })
}

/// How many numbers fall into each of so many equal parts; those beyond count in the outermost.
pub fn histogram(numbers: &[f64], (low, high): (f64, f64), parts: usize) -> Vec<usize> {
    let mut bars = vec![0; parts];
    for number in numbers {
        let share = (number - low) / (high - low);
        let part = (0..parts.saturating_sub(1)).find(|part| share * count(parts) < count(part + 1));
        if let Some(bar) = bars.get_mut(part.unwrap_or(parts.saturating_sub(1))) {
            *bar += 1;
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::histogram;

    #[test]
    fn each_number_is_in_one_part() {
        assert_eq!(histogram(&[0.0, 0.5, 1.0, 1.5, 9.0, -3.0], (0.0, 2.0), 2), [3, 3]);
        assert_eq!(histogram(&[f64::NAN, 1.0], (1.0, 1.0), 2), [0, 2]);
        assert_eq!(histogram(&[1.0], (0.0, 1.0), 0), [] as [usize; 0]);
    }
}
