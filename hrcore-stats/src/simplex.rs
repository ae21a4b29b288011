//! The least value of a function within bounds, without derivatives: Nelder and Mead (1965).
//!
//! Steps are those of Gao and Han (2012), which depend on the number of dimensions and equal the first authors' in two.
//! Points outside the bounds are moved onto them (Box 1965). As a simplex can collapse where it should not (McKinnon
//! 1998), the search begins again from its best point with a fresh one, until that no longer helps. Ties keep the
//! older point, so the way is always the same.

use crate::real::count;

/// The bounds of one coordinate, and where a search starts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least value.
    pub low: f64,
    /// The greatest value.
    pub high: f64,
    /// Where the search starts.
    pub start: f64,
}

/// How long a search may take, and when it is at its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// At most so many values of the function are asked for, within the size of the simplex.
    pub values: u32,
    /// It ends where the values at the corners differ by no more than this share of the best…
    pub value_share: f64,
    /// …and the corners by no more than this share of the bounds.
    pub place_share: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { values: 2_000, value_share: 1e-10, place_share: 1e-8 }
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The best point.
    pub at: Vec<f64>,
    /// Its value.
    pub value: f64,
    /// How many values were asked for.
    pub values: u32,
    /// Whether it ended by itself, not by the limit.
    pub is_settled: bool,
}

struct Corner {
    at: Vec<f64>,
    value: f64,
}

struct Search<'a> {
    function: &'a mut dyn FnMut(&[f64]) -> f64,
    ranges: &'a [Range],
    values: u32,
}

impl Search<'_> {
    /// The value at a point after it is moved within the bounds; what is not a number is as bad as can be.
    fn value(&mut self, at: &mut [f64]) -> f64 {
        for (place, range) in at.iter_mut().zip(self.ranges) {
            *place = place.max(range.low).min(range.high);
        }
        self.values += 1;
        let value = (self.function)(at);
        if value.is_nan() { f64::INFINITY } else { value }
    }

    fn corners(&mut self, start: &[f64], size: f64) -> Vec<Corner> {
        let mut corners = Vec::with_capacity(start.len() + 1);
        let mut at = start.to_vec();
        let value = self.value(&mut at);
        corners.push(Corner { at, value });
        for (number, range) in self.ranges.iter().enumerate() {
            let mut at = start.to_vec();
            if let Some(place) = at.get_mut(number) {
                let step = size * (range.high - range.low);
                *place = if *place + step <= range.high { *place + step } else { *place - step };
            }
            let value = self.value(&mut at);
            corners.push(Corner { at, value });
        }
        corners
    }

    fn descend(&mut self, start: &[f64], size: f64, limits: Limits) -> (Corner, bool) {
        let dimensions = count(self.ranges.len());
        let (stretch, pull, shrink) = (
            1.0 + 2.0 / dimensions,
            0.75 - 0.5 / dimensions,
            if dimensions < 2.0 { 0.5 } else { 1.0 - 1.0 / dimensions },
        );
        let mut corners = self.corners(start, size);
        let mut centre = vec![0.0; start.len()];
        let mut is_settled = false;
        loop {
            corners.sort_by(|a, b| a.value.total_cmp(&b.value)); // stable: ties keep their order
            let (Some(best), Some(worst)) = (corners.first(), corners.last()) else { break };
            let near = worst.value - best.value <= limits.value_share * best.value.abs() + 1e-300;
            if near && self.is_small(&corners, limits.place_share) {
                is_settled = true;
                break;
            }
            if self.values >= limits.values {
                break;
            }
            let (best, worst_value) = (best.value, worst.value);
            let second = corners.iter().rev().nth(1).map_or(best, |corner| corner.value);
            centre.fill(0.0);
            for corner in corners.iter().take(corners.len().saturating_sub(1)) {
                for (mean, place) in centre.iter_mut().zip(&corner.at) {
                    *mean += place / dimensions;
                }
            }
            let Some(worst) = corners.last_mut() else { break };
            let toward = |from: &Corner, factor: f64| -> Vec<f64> {
                centre.iter().zip(&from.at).map(|(centre, from)| centre + factor * (centre - from)).collect()
            };
            let mut tried = toward(worst, 1.0);
            let value = self.value(&mut tried);
            let mut taken = None;
            if value < best {
                let mut farther = toward(worst, stretch);
                let beyond = self.value(&mut farther);
                taken = Some(if beyond < value { (farther, beyond) } else { (tried, value) });
            } else if value < second {
                taken = Some((tried, value));
            } else {
                let (factor, mark) = if value < worst_value { (pull, value) } else { (-pull, worst_value) };
                let mut nearer = toward(worst, factor);
                let inner = self.value(&mut nearer);
                if inner < mark {
                    taken = Some((nearer, inner));
                }
            }
            if let Some((at, value)) = taken {
                *worst = Corner { at, value };
            } else if let Some((first, others)) = corners.split_first_mut() {
                for corner in others {
                    for (place, best) in corner.at.iter_mut().zip(&first.at) {
                        *place = best + shrink * (*place - best);
                    }
                    corner.value = self.value(&mut corner.at);
                }
            }
        }
        let best = corners.into_iter().next().unwrap_or(Corner { at: start.to_vec(), value: f64::INFINITY });
        (best, is_settled)
    }

    fn is_small(&self, corners: &[Corner], share: f64) -> bool {
        let Some((first, others)) = corners.split_first() else { return true };
        others.iter().all(|corner| {
            let places = corner.at.iter().zip(&first.at).zip(self.ranges);
            places.fold(true, |is_small, ((a, b), range)| is_small && (a - b).abs() <= share * (range.high - range.low))
        })
    }
}

/// Looks for the least value of a function within bounds.
pub fn least(function: &mut dyn FnMut(&[f64]) -> f64, ranges: &[Range], limits: Limits) -> Found {
    let mut search = Search { function, ranges, values: 0 };
    let start: Vec<f64> = ranges.iter().map(|range| range.start).collect();
    let (mut best, mut is_settled) = search.descend(&start, 0.1, limits);
    let mut size = 0.05;
    for _ in 0..8 {
        if search.values >= limits.values || ranges.is_empty() {
            break;
        }
        let (again, settled) = search.descend(&best.at, size, limits);
        let gain = best.value - again.value;
        if again.value < best.value {
            best = again;
        }
        is_settled = settled;
        if gain.is_nan() || gain <= limits.value_share * best.value.abs() {
            break;
        }
        size *= 0.5;
    }
    Found { at: best.at, value: best.value, values: search.values, is_settled }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(low: f64, high: f64, start: f64) -> Range {
        Range { low, high, start }
    }

    /// |x − 0.2| from 0: the other corner is a tenth of the bounds away, at 1; its mirror image −1 is worse still, so the
    /// next point lies between, a quarter of the way (0.75 − 0.5) from the best to the worst.
    #[test]
    fn the_first_points_by_hand() {
        let mut asked = Vec::new();
        let mut function = |at: &[f64]| {
            asked.push(at[0]);
            (at[0] - 0.2).abs()
        };
        least(&mut function, &[range(-5.0, 5.0, 0.0)], Limits::default());
        assert_eq!(asked[..4], [0.0, 1.0, -1.0, 0.25]);
    }

    /// Rosenbrock (1960): least at (1, 1), value 0.
    #[test]
    fn the_bent_valley() {
        let mut function = |at: &[f64]| 100.0 * (at[1] - at[0] * at[0]).squared() + (1.0 - at[0]).squared();
        let found = least(&mut function, &[range(-5.0, 5.0, -1.2), range(-5.0, 5.0, 1.0)], Limits::default());
        assert!(found.is_settled && found.value < 1e-10, "{found:?}");
        assert!((found.at[0] - 1.0).abs() < 1e-5 && (found.at[1] - 1.0).abs() < 1e-5, "{found:?}");
    }

    /// The square, without the standard library's power.
    trait Square {
        fn squared(self) -> f64;
    }
    impl Square for f64 {
        fn squared(self) -> f64 {
            self * self
        }
    }

    /// Least at (3, −1), but the first coordinate may not pass 2: then the least is at (2, −1), value 1.
    #[test]
    fn a_bound_holds() {
        let mut function = |at: &[f64]| (at[0] - 3.0).squared() + 4.0 * (at[1] + 1.0).squared();
        let found = least(&mut function, &[range(-2.0, 2.0, 0.0), range(-2.0, 2.0, 2.0)], Limits::default());
        assert_eq!(found.at[0], 2.0);
        assert!((found.at[1] + 1.0).abs() < 1e-5 && (found.value - 1.0).abs() < 1e-9, "{found:?}");
    }

    /// Powell (1962), four dimensions, singular at its least point: value 0 at the origin.
    #[test]
    fn four_dimensions() {
        let mut function = |at: &[f64]| {
            let (a, b) = ((at[1] - 2.0 * at[2]).squared(), (at[0] - at[3]).squared());
            (at[0] + 10.0 * at[1]).squared() + 5.0 * (at[2] - at[3]).squared() + a * a + 10.0 * b * b
        };
        let starts = [3.0, -1.0, 0.0, 1.0].map(|start| range(-10.0, 10.0, start));
        let found = least(&mut function, &starts, Limits { values: 5_000, ..Limits::default() });
        assert!(found.value < 1e-8, "{found:?}");
    }

    #[test]
    fn the_limit_is_kept_and_said() {
        let mut function = |at: &[f64]| at[0] * at[0] + at[1] * at[1];
        let limits = Limits { values: 12, ..Limits::default() };
        let found = least(&mut function, &[range(-5.0, 5.0, 4.0), range(-5.0, 5.0, 3.0)], limits);
        assert!(!found.is_settled && found.values <= 15, "{found:?}");
    }

    #[test]
    fn no_number_is_no_answer() {
        let mut function = |at: &[f64]| if at[0] < 0.5 { f64::NAN } else { at[0] };
        let found = least(&mut function, &[range(0.0, 1.0, 0.9)], Limits::default());
        assert!((found.at[0] - 0.5).abs() < 1e-6, "{found:?}");
    }
}
