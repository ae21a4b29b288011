//! What is learnt of one column: how a value becomes cells of the design.

/// How a column enters the design.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A cell of 1 for each value that was seen, in rising order: a category, or a number that is one of two. A value that
    /// was not seen has all cells 0. With a free intercept and an equal ridge the coefficients sum to 0, so that this is the
    /// middle of the levels.
    Levels {
        /// The values.
        values: Vec<f64>,
    },
    /// A standardised line, and hat functions at knots. Beyond the ends the hats stay as they are at the ends, and the
    /// line goes on. Where knots coincide the curve may jump; the value itself belongs to the right.
    Curve {
        /// The mean of what was seen.
        centre: f64,
        /// Its standard deviation, of the population.
        spread: f64,
        /// Where the hats stand, rising: quantiles, or all values that were seen.
        knots: Vec<f64>,
    },
    /// A standardised line.
    Line {
        /// The mean of what was seen.
        centre: f64,
        /// Its standard deviation, of the population.
        spread: f64,
    },
    /// Nothing could be learnt: all values were the same, or all were missing.
    Constant,
}

impl Shape {
    /// How many cells of the design it fills.
    #[must_use]
    pub fn width(&self) -> usize {
        match self {
            Self::Levels { values } => values.len(),
            Self::Curve { knots, .. } => 1 + knots.len(),
            Self::Line { .. } => 1,
            Self::Constant => 0,
        }
    }

    /// Hands over the cells of a value that are not 0, at most three, with their places.
    #[inline]
    pub(super) fn each(&self, value: f64, mut put: impl FnMut(usize, f64)) {
        match self {
            Self::Levels { values } => {
                let place = place(values, value);
                if values.get(place).is_some_and(|own| own.total_cmp(&value).is_eq() || *own == value) {
                    put(place, 1.0);
                }
            }
            Self::Curve { centre, spread, knots } => {
                put(0, (value - centre) / spread);
                // Knots are few and rise: to compare with all is sooner done than to search.
                let after = knots.iter().filter(|knot| **knot <= value).count();
                match (after.checked_sub(1).and_then(|before| knots.get(before)), knots.get(after)) {
                    (Some(low), Some(high)) => {
                        let share = (value - low) / (high - low);
                        put(after, 1.0 - share);
                        put(after + 1, share);
                    }
                    // Beyond the last knot, or on it.
                    (Some(_), None) => put(after, 1.0),
                    (None, Some(first)) => put(knots.partition_point(|knot| knot <= first), 1.0),
                    (None, None) => {}
                }
            }
            Self::Line { centre, spread } => put(0, (value - centre) / spread),
            Self::Constant => {}
        }
    }
}

/// Where a value stands or would stand among rising ones.
#[inline]
fn place(values: &[f64], value: f64) -> usize {
    // Categories are mostly 0, 1, 2… without a gap.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a guess, which is looked at")]
    let guess = value as usize;
    if values.get(guess) == Some(&value) {
        guess
    } else if values.len() <= 8 {
        values.iter().take_while(|own| **own < value).count()
    } else {
        values.partition_point(|own| *own < value)
    }
}
