//! Drawings of figures over months, as SVG that stands alone: no script, no font and no image from elsewhere; colours by
//! class, for light and dark.

pub mod calendar;
mod draw;
mod lanes;
mod layers;
pub mod scale;
pub mod style;
pub mod text;

use crate::lang::Lang;
use calendar::Month;

/// A drawing.
#[derive(Debug, Clone)]
pub struct Chart {
    /// Tells it from others on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The same for those who do not see it: what can be read from it.
    pub about: String,
    /// The unit of the axis.
    pub unit: String,
    /// The language of names of months and of large numbers.
    pub lang: Lang,
    /// The first month.
    pub from: Month,
    /// How many months.
    pub months: usize,
    /// Whether the axis has to begin at zero.
    pub from_zero: bool,
    /// Width and height.
    pub size: (f64, f64),
    /// What is drawn, the hindmost first.
    pub layers: Vec<Layer>,
    /// Spans of time below the axis.
    pub spans: Vec<Span>,
}

/// A colour with a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// What was.
    Seen,
    /// What is foretold, or needed.
    Ahead,
    /// What is there.
    Supply,
    /// What is to be done.
    Act,
    /// One of several, from 0.
    Of(usize),
}

/// How a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// From month to month.
    Solid,
    /// The same, broken.
    Dashed,
    /// Level within each month.
    Steps,
}

/// A part of a drawing. `at` is the month of the first value, from 0; `name` is said in the legend.
#[derive(Debug, Clone)]
pub enum Layer {
    /// A band from low to high; the narrower of two is `is_near`.
    Band {
        /// The month of the first.
        at: usize,
        /// From here.
        low: Vec<f64>,
        /// To there.
        high: Vec<f64>,
        /// Its colour.
        ink: Ink,
        /// Whether it is the narrower of two.
        is_near: bool,
        /// In the legend.
        name: Option<String>,
    },
    /// A line.
    Line {
        /// The month of the first.
        at: usize,
        /// Its values.
        values: Vec<f64>,
        /// Its colour.
        ink: Ink,
        /// How it runs.
        run: Run,
        /// In the legend.
        name: Option<String>,
        /// At its end.
        end: Option<String>,
    },
    /// Values that differ from the line.
    Dots {
        /// Months and values.
        points: Vec<(usize, f64)>,
        /// Their colour.
        ink: Ink,
        /// Whether they are rings.
        is_hollow: bool,
        /// In the legend.
        name: Option<String>,
    },
    /// From where to where each month may come out.
    Reach {
        /// The month of the first.
        at: usize,
        /// From here.
        low: Vec<f64>,
        /// To there.
        high: Vec<f64>,
        /// Its colour.
        ink: Ink,
        /// In the legend.
        name: Option<String>,
    },
    /// What is missing from one value to another, month by month, with what stands above it.
    Gap {
        /// The month of the first.
        at: usize,
        /// From here.
        low: Vec<f64>,
        /// To there.
        high: Vec<f64>,
        /// Above; empty for nothing.
        labels: Vec<String>,
        /// In the legend.
        name: Option<String>,
    },
    /// A month that stands out, with its name above.
    Mark {
        /// The month.
        at: usize,
        /// Its name.
        label: String,
    },
    /// Where what was ends.
    Now {
        /// In months.
        at: f64,
    },
}

/// A span of time below the axis.
#[derive(Debug, Clone)]
pub struct Span {
    /// From here, in months.
    pub from: f64,
    /// To there.
    pub to: f64,
    /// What it is.
    pub label: String,
}

impl Chart {
    /// The drawing, to stand within a page that has [`style::CSS`].
    pub fn svg(&self) -> String {
        draw::svg(self, None)
    }

    /// The drawing as a file of its own.
    pub fn file(&self) -> String {
        draw::svg(self, Some(style::CSS))
    }
}
