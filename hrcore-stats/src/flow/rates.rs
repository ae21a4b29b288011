//! Shares of a grade that stay, move and leave in a step, from counts.
//!
//! Counts of a grade in a step are multinomial, the prior of its shares is Dirichlet, and so is the posterior: the
//! weights add up. Months differ by more than chance (a quarter's end, a bonus paid out): then the shares of each step
//! are themselves drawn around the grade's own, with a correlation within a step that is estimated by moments
//! (Kleinman 1973, Williams 1982), and each month counts for less the more its people leave together.

use super::{Fault, Table};
use crate::real::{count, sum};

/// Shares by grade, how sure they are, and how much a single step differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    shares: Table,
    weights: Vec<f64>,
    shock: f64,
}

impl Rates {
    /// Shares that are taken as known: a row for each grade, a column for each grade and one for leaving.
    ///
    /// # Errors
    ///
    /// [`Fault`] where the table has not one more column than rows, or a row does not sum to 1.
    pub fn known(shares: Table) -> Result<Self, Fault> {
        check_table(&shares)?;
        for row in 0..shares.rows() {
            if (sum(shares.row(row)) - 1.0).abs() > 1e-9 {
                return Err(Fault::Value);
            }
        }
        Ok(Self { weights: vec![f64::INFINITY; shares.rows()], shares, shock: 0.0 })
    }

    /// The posterior of counts by step under a Dirichlet prior, given as counts. Where a prior cell and all counts are
    /// 0 the way is closed. `shock` is the correlation within a step, [`shock`] estimates it; 0 for none.
    ///
    /// # Errors
    ///
    /// [`Fault`] where sizes differ, a count is negative, `shock` is not from 0 to under 1, or a grade has neither
    /// counts nor prior.
    pub fn posterior(steps: &[Table], prior: &Table, shock: f64) -> Result<Self, Fault> {
        check_table(prior)?;
        check_steps(steps, prior.rows())?;
        if !(0.0..1.0).contains(&shock) {
            return Err(Fault::Value);
        }
        let mut shares = prior.clone();
        for step in steps {
            for row in 0..prior.rows() {
                let people = sum(step.row(row));
                let worth = 1.0 / (1.0 + (people - 1.0).max(0.0) * shock);
                for (share, count) in shares.row_mut(row).iter_mut().zip(step.row(row)) {
                    *share += worth * count;
                }
            }
        }
        let mut weights = Vec::with_capacity(prior.rows());
        for row in 0..prior.rows() {
            let weight = sum(shares.row(row));
            if weight <= 0.0 {
                return Err(Fault::Unknown);
            }
            shares.row_mut(row).iter_mut().for_each(|share| *share /= weight);
            weights.push(weight);
        }
        Ok(Self { shares, weights, shock })
    }

    /// How many grades there are.
    #[must_use]
    pub fn grades(&self) -> usize {
        self.shares.rows()
    }

    /// The mean shares: a row for each grade, the last column for leaving.
    #[must_use]
    pub fn shares(&self) -> &Table {
        &self.shares
    }

    /// How many people's steps a grade's shares rest on, the prior counted in; infinite where they are known.
    #[must_use]
    pub fn weight(&self, grade: usize) -> f64 {
        self.weights.get(grade).copied().unwrap_or(f64::INFINITY)
    }

    /// The correlation within a step.
    #[must_use]
    pub fn shock(&self) -> f64 {
        self.shock
    }

    /// One less the shares that stay within the grades, as a system to solve: I − Q.
    pub(super) fn drain(&self) -> Table {
        let grades = self.grades();
        let mut drain = Table::zeros(grades, grades);
        for row in 0..grades {
            for column in 0..grades {
                let one = if row == column { 1.0 } else { 0.0 };
                drain.set(row, column, one - self.shares.at(row, column));
            }
        }
        drain
    }
}

/// A prior for every grade: `strength` people's steps in which all stay but the pooled share of leavers.
///
/// # Errors
///
/// [`Fault`] where there are no counts, sizes differ or a number is negative.
pub fn pooled_prior(steps: &[Table], strength: f64) -> Result<Table, Fault> {
    let grades = steps.first().ok_or(Fault::Unknown)?.rows();
    check_steps(steps, grades)?;
    if !(strength >= 0.0 && strength.is_finite()) {
        return Err(Fault::Value);
    }
    let (mut left, mut all) = (0.0, 0.0);
    for step in steps {
        for row in 0..grades {
            left += step.at(row, grades);
            all += sum(step.row(row));
        }
    }
    if all <= 0.0 {
        return Err(Fault::Unknown);
    }
    let mut prior = Table::zeros(grades, grades + 1);
    for row in 0..grades {
        prior.set(row, row, strength * (1.0 - left / all));
        prior.set(row, grades, strength * (left / all));
    }
    Ok(prior)
}

/// How alike people of one grade fare within a step: 0 where steps differ by chance alone.
///
/// Pearson's statistic of each grade's steps against its pooled shares exceeds its degrees of freedom in proportion to
/// the correlation; grades are pooled.
///
/// # Errors
///
/// [`Fault`] where there are no counts, sizes differ or a number is negative.
pub fn shock(steps: &[Table]) -> Result<f64, Fault> {
    let grades = steps.first().ok_or(Fault::Unknown)?.rows();
    check_steps(steps, grades)?;
    let (mut found, mut by_chance, mut by_shock) = (0.0, 0.0, 0.0);
    let mut pooled = vec![0.0; grades + 1];
    for row in 0..grades {
        pooled.fill(0.0);
        for step in steps {
            for (pooled, count) in pooled.iter_mut().zip(step.row(row)) {
                *pooled += count;
            }
        }
        let all = sum(&pooled);
        let freedom = count(pooled.iter().filter(|count| **count > 0.0).count()) - 1.0;
        if freedom < 1.0 {
            continue;
        }
        for step in steps {
            let people = sum(step.row(row));
            if people <= 0.0 {
                continue;
            }
            for (count, pooled) in step.row(row).iter().zip(&pooled) {
                if *pooled > 0.0 {
                    let expected = people * pooled / all;
                    found += (count - expected) * (count - expected) / expected;
                }
            }
            let free = freedom * (1.0 - people / all);
            by_chance += free;
            by_shock += free * (people - 1.0).max(0.0);
        }
    }
    Ok(if by_shock > 0.0 { ((found - by_chance) / by_shock).clamp(0.0, 0.99) } else { 0.0 })
}

fn check_table(table: &Table) -> Result<(), Fault> {
    if table.columns() != table.rows() + 1 {
        return Err(Fault::Shape);
    }
    super::people(table.cells())
}

fn check_steps(steps: &[Table], grades: usize) -> Result<(), Fault> {
    for step in steps {
        check_table(step)?;
        if step.rows() != grades {
            return Err(Fault::Shape);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize, cells: &[f64]) -> Table {
        Table::new(rows, rows + 1, cells.to_vec()).unwrap()
    }

    /// 8 of 10 stay and 2 leave, prior 1 and 1: Beta(9, 3), mean 0.75.
    #[test]
    fn counts_and_prior_add_up() {
        let rates = Rates::posterior(&[table(1, &[8.0, 2.0])], &table(1, &[1.0, 1.0]), 0.0).unwrap();
        assert_eq!((rates.shares().at(0, 0), rates.shares().at(0, 1), rates.weight(0)), (0.75, 0.25, 12.0));
        // With correlation 1/9 ten people are worth 10 / (1 + 9/9) = 5.
        let rates = Rates::posterior(&[table(1, &[8.0, 2.0])], &table(1, &[1.0, 1.0]), 1.0 / 9.0).unwrap();
        assert!((rates.weight(0) - 7.0).abs() < 1e-14 && (rates.shares().at(0, 1) - 2.0 / 7.0).abs() < 1e-15);
    }

    #[test]
    fn faults_are_told() {
        let none = table(1, &[0.0, 0.0]);
        assert_eq!(Rates::posterior(&[], &none, 0.0), Err(Fault::Unknown));
        assert_eq!(Rates::posterior(&[], &table(1, &[1.0, -1.0]), 0.0), Err(Fault::Value));
        assert_eq!(Rates::posterior(&[], &table(1, &[1.0, 1.0]), 1.0), Err(Fault::Value));
        assert_eq!(Rates::known(Table::zeros(2, 2)), Err(Fault::Shape));
        assert_eq!(Rates::known(table(1, &[0.5, 0.4])), Err(Fault::Value));
        assert_eq!(shock(&[]), Err(Fault::Unknown));
    }

    /// 20 leavers of 100 in every step: no correlation. None, then 40 of 100: Pearson's statistic is
    /// 2 · (20²/20 + 20²/80) = 50, by chance 1, and 50 − 1 = 99 ρ.
    #[test]
    fn shocks_by_hand() {
        let even = table(1, &[80.0, 20.0]);
        assert_eq!(shock(&[even.clone(), even]).unwrap(), 0.0);
        let found = shock(&[table(1, &[100.0, 0.0]), table(1, &[60.0, 40.0])]).unwrap();
        assert!((found - 49.0 / 99.0).abs() < 1e-15, "{found}");
    }

    #[test]
    fn the_prior_has_the_pooled_share_of_leavers() {
        let prior = pooled_prior(&[table(2, &[45.0, 0.0, 5.0, 0.0, 45.0, 5.0])], 20.0).unwrap();
        assert_eq!(prior.cells(), [18.0, 0.0, 2.0, 0.0, 18.0, 2.0]);
    }
}
