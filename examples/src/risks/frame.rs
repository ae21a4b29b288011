//! The frame of a term's drawing: odds up and down, the driver's numbers along, people below.
use std::fmt::Write as _;

use super::drawing::path;
use super::odds::Odds;
use crate::plot::text::{Anchor, escape, put};

const WIDE: f64 = 440.0;
const TALL: f64 = 264.0;
/// What is not known has this much room at the right.
const BEYOND: f64 = 88.0;

/// Where things are in the drawing of a term.
#[derive(Debug)]
pub struct Frame<'o> {
    odds: &'o Odds,
    ends: (f64, f64),
    left: f64,
    right: f64,
    /// The upper end of the odds.
    pub top: f64,
    /// Their lower end.
    pub bottom: f64,
    /// Where people stand.
    pub ground: f64,
    /// The place of what is not known.
    pub beyond: f64,
}

impl<'o> Frame<'o> {
    /// A frame for numbers between two ends.
    pub fn new(odds: &'o Odds, ends: (f64, f64), has_unknown: bool) -> Frame<'o> {
        let right = WIDE - 18.0 - if has_unknown { BEYOND } else { 0.0 };
        Frame {
            odds,
            ends,
            left: 50.0,
            right,
            top: 50.0,
            bottom: 204.0,
            ground: 236.0,
            beyond: WIDE - 18.0 - BEYOND / 2.0 + 6.0,
        }
    }

    /// Width and height.
    pub fn size(&self) -> (f64, f64) {
        (WIDE, TALL)
    }

    /// The place of a number.
    pub fn x(&self, number: f64) -> f64 {
        let share = ((number - self.ends.0) / (self.ends.1 - self.ends.0)).clamp(0.0, 1.0);
        self.left + (self.right - self.left) * if share.is_nan() { 0.0 } else { share }
    }

    /// The place of an addition.
    pub fn y(&self, adds: f64) -> f64 {
        let middle = (self.top + self.bottom) / 2.0;
        middle - (self.bottom - self.top) / 2.0 * self.odds.share(adds)
    }

    /// Title, unit and the lines of the odds.
    pub fn under(&self, title: &str, unit: &str) -> String {
        let mut out = String::new();
        put(&mut out, "title", Anchor::Start, (8.0, 18.0), title);
        put(&mut out, "", Anchor::Start, (8.0, 37.0), unit);
        for (adds, word) in &self.odds.ticks {
            let y = self.y(*adds);
            path(&mut out, "grid", &[(self.left, y), (WIDE - 18.0, y)], false);
            put(&mut out, "", Anchor::End, (self.left - 6.0, y + 4.0), word);
        }
        path(&mut out, "axis", &[(self.left, self.ground), (self.right, self.ground)], false);
        out
    }

    /// The line of the average.
    pub fn zero(&self, out: &mut String) {
        path(out, "zero", &[(self.left, self.y(0.0)), (WIDE - 18.0, self.y(0.0))], false);
    }

    /// What the pointer finds there.
    pub fn hit(&self, out: &mut String, (x, y): (f64, f64), said: &str) {
        let said = escape(said);
        // A String takes everything.
        let _ =
            writeln!(out, "<circle class=\"hit\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"7\"><title>{said}</title></circle>");
    }
}
