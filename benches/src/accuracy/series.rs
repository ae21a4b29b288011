//! Methods on a set of series: how far they are off, how often the bands hold, how long they take.

use cpu_time::ThreadTime;
use hrcore_stats::real::{count, mean};
use hrcore_stats::search::Effort;
use hrcore_stats::series::outlook::{Ask, outlook};
use hrcore_stats::series::{combine, ets, stl, theta};

use super::measure::{coverage, mase, smape};
use super::published::{
    COMBINATION, DYNAMIC, Entry, MASE, NAIVE, OUTLOOK, SMAPE, SMOOTHING, STL, THETA, TIME, WITHIN_80, WITHIN_95, find,
};
use super::table::{Form, Row};

/// The months of a year.
const SEASON: usize = 12;
const EFFORT: Effort = Effort { steps: 20, tolerance: 1e-5 };

/// A series: what is known, and what came after.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// What is known.
    pub known: Vec<f64>,
    /// What came after.
    pub after: Vec<f64>,
}

/// A set of series and what is known of others on it.
#[derive(Debug)]
pub struct Set {
    /// What is foretold.
    pub task: String,
    /// The series.
    pub series: Vec<Series>,
    /// Which of them the bands are counted on: those not used to learn them.
    pub counted: Counted,
    /// Goals, and the figures of others.
    pub published: &'static [Entry],
}

/// Which series the bands are counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// All: none of them taught the bands their width.
    All,
    /// The second, the fourth, and so on: the others taught them.
    EverySecond,
}

/// What a method foretells.
struct Ahead {
    mean: Vec<f64>,
    /// The bands of 80 and 95 %.
    bands: Option<[Vec<(f64, f64)>; 2]>,
}

type Method = fn(&[f64], usize) -> Option<Ahead>;

const METHODS: [(&str, Method); 7] = [
    (OUTLOOK, prepared),
    (COMBINATION, |known, h| point(combine::forecast(known, SEASON, h)?.ahead)),
    (SMOOTHING, |known, h| point(ets::ahead(&ets::pool(known, &ets::Model::ALL, SEASON, EFFORT), h)?.0)),
    (STL, |known, h| point(stl::forecast(known, SEASON, h, EFFORT)?.0)),
    (THETA, |known, h| point(theta::standard(known, SEASON).forecast(h))),
    (DYNAMIC, |known, h| point(theta::dynamic(known, SEASON, EFFORT).forecast(h))),
    (NAIVE, |known, h| point(naive(known, h))),
];

/// Some, as most methods may find nothing.
#[expect(clippy::unnecessary_wraps, reason = "the methods are of one type")]
fn point(mean: Vec<f64>) -> Option<Ahead> {
    Some(Ahead { mean, bands: None })
}

/// As the question `forecast` answers.
fn prepared(known: &[f64], h: usize) -> Option<Ahead> {
    let values: Vec<Option<f64>> = known.iter().copied().map(Some).collect();
    let ask = Ask { values: &values, m: SEASON, phase: 0, horizon: h, season: None, effects: &[] };
    let points = outlook(&ask).ok()?.points;
    let bands = [
        points.iter().map(|point| (point.lo80, point.hi80)).collect(),
        points.iter().map(|point| (point.lo95, point.hi95)).collect(),
    ];
    Some(Ahead { mean: points.iter().map(|point| point.mean).collect(), bands: Some(bands) })
}

/// The last season again and again.
fn naive(known: &[f64], h: usize) -> Vec<f64> {
    let last = known.get(known.len().saturating_sub(SEASON)..).unwrap_or(known);
    last.iter().copied().cycle().take(h).collect()
}

/// Every method on every series.
#[must_use]
pub fn measure(set: &Set) -> Vec<Row> {
    let mut rows = Vec::new();
    for (method, forecast) in METHODS {
        let (mut smapes, mut mases, mut within) = (Vec::new(), Vec::new(), [Vec::new(), Vec::new()]);
        let start = ThreadTime::now();
        let all: Vec<Option<Ahead>> =
            set.series.iter().map(|Series { known, after }| forecast(known, after.len())).collect();
        let time = start.elapsed().as_secs_f64() * 1e3 / count(set.series.len());
        for (place, (Series { known, after }, ahead)) in set.series.iter().zip(all).enumerate() {
            // Who foretells nothing falls back.
            let ahead = ahead.unwrap_or_else(|| Ahead { mean: naive(known, after.len()), bands: None });
            smapes.push(smape(after, &ahead.mean));
            mases.extend(mase(known, after, &ahead.mean, SEASON));
            if set.counted == Counted::All || place % 2 == 1 {
                for (within, band) in within.iter_mut().zip(ahead.bands.iter().flatten()) {
                    within.push(coverage(after, band));
                }
            }
        }
        let [narrow, wide] = within;
        for (figure, values, form) in [
            (SMAPE, smapes, Form::Plain(3)),
            (MASE, mases, Form::Plain(4)),
            (WITHIN_80, narrow, Form::Percent(1)),
            (WITHIN_95, wide, Form::Percent(1)),
            (TIME, vec![time], Form::Milliseconds),
        ] {
            if !values.is_empty() {
                let (goal, others) = find(set.published, method, figure);
                rows.push(Row { task: set.task.clone(), method, figure, ours: mean(&values), form, goal, others });
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten years whose season repeats: nothing to err in.
    fn certain() -> Series {
        let value = |at: u32| 100.0 + f64::from(at % 12) * 5.0;
        Series { known: (0..120).map(value).collect(), after: (120..132).map(value).collect() }
    }

    #[test]
    fn the_naive_repeats_the_last_season() {
        let known: Vec<f64> = (0..30).map(f64::from).collect();
        let ahead = naive(&known, 14);
        assert_eq!((ahead[0], ahead[11], ahead[12]), (18.0, 29.0, 18.0));
        assert_eq!(naive(&[], 3), Vec::<f64>::new());
    }

    #[test]
    fn a_series_that_repeats_is_foretold_by_all() {
        let set = Set { task: "t".to_owned(), series: vec![certain()], counted: Counted::All, published: &[] };
        let rows = measure(&set);
        let errors: Vec<f64> = rows.iter().filter(|row| row.figure == SMAPE).map(|row| row.ours).collect();
        assert_eq!(errors.len(), METHODS.len());
        assert!(errors.iter().all(|error| *error < 0.5), "{errors:?}");
    }

    #[test]
    fn bands_are_counted_on_the_held_out_half() {
        let held_out =
            Set { task: "t".to_owned(), series: vec![certain()], counted: Counted::EverySecond, published: &[] };
        assert!(measure(&held_out).iter().all(|row| row.figure != WITHIN_80));
    }
}
