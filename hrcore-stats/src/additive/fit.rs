//! Fitting the coefficients of a basis.

use super::{Basis, Data, Design, Fault, Model, Shape};
use crate::glm::{self, Effort, Family, Penalty};

/// The last step moves no coefficient by more than 1e-5 of its standard error; what is then left is less than its square.
const EFFORT: Effort = Effort { steps: 100, tolerance: 1e-10 };
/// The bends of a curve are held so much more firmly than its line: what is learnt of a number is a line first.
const FIRMER: f64 = 2.0;

impl Basis {
    /// A ridge: the same precision for every column of the design but the intercept, which is free, and the hats of
    /// curves, which are held twice as firmly. What other tools call C is one over it.
    #[must_use]
    pub fn ridge(&self, precision: f64) -> Penalty {
        let width = self.width();
        let mut penalty = Penalty { mean: vec![0.0; width], precision: vec![precision; width] };
        if let Some(intercept) = penalty.precision.first_mut() {
            *intercept = 0.0;
        }
        for (term, range) in self.terms.iter().zip(self.ranges()) {
            if let Shape::Curve { knots, .. } = &term.shape {
                for own in penalty.precision.iter_mut().skip(range.start + 1).take(knots.len()) {
                    *own *= FIRMER;
                }
            }
        }
        penalty
    }
}

/// Fits a model of terms to outcomes, with what is known of each coefficient beforehand: a [`Basis::ridge`], or another
/// model's coefficients as means. The offsets of the data stay apart: a score is without them.
///
/// # Errors
///
/// [`Fault`] where the data do not belong to the basis, a column of the design is not decided, or the search does not
/// come to an end.
pub fn fit(data: Data<'_>, basis: Basis, penalty: &Penalty) -> Result<Model, Fault> {
    fit_with(data, basis, penalty, data.offsets())
}

/// The same with other offsets than those of the data.
pub(super) fn fit_with(data: Data<'_>, basis: Basis, penalty: &Penalty, offsets: &[f64]) -> Result<Model, Fault> {
    if basis.terms.iter().any(|term| term.column >= data.columns()) {
        return Err(Fault::Shape);
    }
    if basis.width() > glm::MOST_COLUMNS {
        return Err(Fault::Wide);
    }
    let design = Design::new(data, &basis).with_offsets(offsets);
    let fit = glm::fit(Family::Logit, &design, penalty, EFFORT).map_err(Fault::from)?;
    if !fit.is_settled {
        return Err(Fault::Unsettled);
    }
    let covariance = fit.covariance();
    let mut model = Model { basis, coefficients: fit.coefficients, pairs: Vec::new(), centres: Vec::new(), covariance };
    model.centre(data);
    Ok(model)
}

impl Model {
    /// Takes the mean of each part over these rows as what is counted from.
    pub(super) fn centre(&mut self, data: Data<'_>) {
        let mut parts = vec![0.0; self.count()];
        let mut sums = parts.clone();
        let mut whole = 0.0;
        let mut weights = data.weights().iter();
        for row in data.each_row() {
            let weight = weights.next().copied().unwrap_or(1.0);
            self.parts(row, &mut parts);
            whole += weight;
            for (sum, part) in sums.iter_mut().zip(&parts) {
                *sum += weight * part;
            }
        }
        self.centres = sums.into_iter().map(|sum| sum / whole).collect();
    }
}
