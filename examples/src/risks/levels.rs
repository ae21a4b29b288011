//! What each of a few values adds, as bars: positions, units, numbers.
use serde_json::Value;

use super::drawing::{Drawing, count, path, rect};
use super::odds::{Odds, times};
use super::sheet::Sheet;
use super::terms::{driver, role_of, title};
use super::words::number;
use crate::json::Dig as _;
use crate::plot::text::{Anchor, put, width};

/// So many are drawn, those that add most.
const SHOWN: usize = 14;
const WIDE: f64 = 440.0;
const ROW: f64 = 22.0;

/// A value, what it adds, and how many people have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// What it is called.
    pub name: String,
    /// What it adds, against the average.
    pub adds: f64,
    /// How many people have it today; none where that is not counted.
    pub people: Option<usize>,
}

/// The levels of a term, the highest first; what is not known stands last.
pub fn levels(term: &Value, sheet: &Sheet<'_>) -> Vec<Level> {
    let lang = sheet.names.lang;
    let driver = driver(term).text("id");
    let middle = number(term, "middle").unwrap_or(0.0);
    let level = |level: &Value| {
        let adds = number(level, "adds").unwrap_or(0.0) - middle;
        match level.text("id") {
            "" => Level { name: sheet.drivers.value(driver, number(level, "value")), adds, people: None },
            id => {
                Level { name: sheet.drivers.is(driver, id).to_owned(), adds, people: Some(sheet.count_of(driver, id)) }
            }
        }
    };
    let mut levels: Vec<Level> = term.items("levels").iter().map(level).collect();
    levels.sort_by(|a, b| b.adds.total_cmp(&a.adds));
    if let Some(adds) = number(term, "missing") {
        levels.push(Level { name: lang.say("not known", "未知").to_owned(), adds: adds - middle, people: None });
    }
    levels
}

/// The drawing of levels.
pub fn drawing(term: &Value, levels: &[Level], odds: &Odds, sheet: &Sheet<'_>, id: &str) -> Drawing {
    let lang = sheet.names.lang;
    let shown = strongest(levels);
    let title = title(term, sheet);
    let names = shown.iter().map(|level| width(&level.name, 12.0)).fold(40.0, f64::max).min(180.0);
    let (left, right, top) = (20.0 + names, WIDE - 96.0, 72.0);
    let bottom = top + ROW * count(shown.len());
    let x = |adds: f64| (left + right) / 2.0 + (right - left) / 2.0 * odds.share(adds);
    let mut body = String::new();
    put(&mut body, "title", Anchor::Start, (8.0, 18.0), &title);
    put(&mut body, "", Anchor::Start, (8.0, 37.0), role_of(term, sheet));
    let mut free = f64::NEG_INFINITY;
    for (adds, word) in &odds.ticks {
        path(&mut body, "grid", &[(x(*adds), top - 4.0), (x(*adds), bottom)], false);
        let half = width(word, 12.0) / 2.0 + 2.0;
        if x(*adds) - half > free {
            put(&mut body, "", Anchor::Middle, (x(*adds), top - 10.0), word);
            free = x(*adds) + half;
        }
    }
    for (at, level) in shown.iter().enumerate() {
        let y = top + ROW * count(at);
        put(&mut body, "ink", Anchor::End, (left - 8.0, y + 15.0), &level.name);
        let class = if level.adds < 0.0 { "f-ahead s-ahead pale" } else { "f-act s-act pale" };
        rect(&mut body, class, (x(0.0), y + 4.0), (x(level.adds), y + 18.0));
        let people = level.people.map_or_else(String::new, |people| {
            lang.say(&format!(" · {people}"), &format!(" · {people} 人")).to_owned()
        });
        put(&mut body, "", Anchor::Start, (right + 8.0, y + 15.0), &(times(level.adds) + &people));
    }
    path(&mut body, "zero", &[(x(0.0), top - 4.0), (x(0.0), bottom)], false);
    let mut tall = bottom + 12.0;
    let left_out = levels.len() - shown.len();
    if left_out > 0 {
        let text = lang.say(&format!("{left_out} others add less"), &format!("其余 {left_out} 项影响更小")).to_owned();
        put(&mut body, "", Anchor::Start, (8.0, bottom + 18.0), &text);
        tall += 18.0;
    }
    let about = shown.iter().map(|level| format!("{} {}", level.name, times(level.adds))).collect::<Vec<_>>();
    let about = about.join(lang.say("; ", "；"));
    Drawing { id: id.to_owned(), title, about, size: (WIDE, tall), lang, body }
}

/// Those that add most, in the order in which they stand.
fn strongest(levels: &[Level]) -> Vec<Level> {
    let mut sizes: Vec<f64> = levels.iter().map(|level| level.adds.abs()).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let least = sizes.get(SHOWN.saturating_sub(1)).copied().unwrap_or(0.0);
    levels.iter().filter(|level| level.adds.abs() >= least).take(SHOWN).cloned().collect()
}
