use super::*;
use crate::random::Random;

/// 400 rows: a number, a name, a number with gaps; outcomes by a rule with chance in it.
fn rows(number: usize, crossed: bool) -> (Vec<f64>, Vec<f64>) {
    let (mut cells, mut outcomes) = (Vec::new(), Vec::new());
    let mut random = Random::new(5, 1);
    for _ in 0..number {
        let (a, b, c) = (random.uniform(), (random.uniform() * 3.0).floor(), random.uniform());
        let is_high = if crossed { (a > 0.5) == (c > 0.5) } else { a + 0.3 * b > 0.8 };
        let own = if is_high { 0.8 } else { 0.1 };
        outcomes.push(random.binomial(1.0, own));
        cells.extend([a, b, if random.uniform() < 0.1 { f64::NAN } else { c }]);
    }
    (cells, outcomes)
}

const SCALES: [Scale; 3] = [Scale::Number, Scale::Category, Scale::Number];

fn model(cells: &[f64], outcomes: &[f64], precision: f64) -> Model {
    let basis = Basis::learn(cells, &SCALES, Kind::Curve, &[]).unwrap();
    let penalty = basis.ridge(precision);
    fit(Data::new(3, cells, outcomes, &[], &[]).unwrap(), basis, &penalty).unwrap()
}

#[test]
fn a_score_is_the_sum_of_its_parts() {
    let (cells, outcomes) = rows(400, false);
    let data = Data::new(3, &cells, &outcomes, &[], &[]).unwrap();
    let paired = extend(&model(&cells, &outcomes, 1.0), data, &Pairing { rounds: 5, ..Pairing::default() }).unwrap();
    assert_eq!((paired.pairs.len(), paired.count()), (3, 6));
    let mut parts = [0.0; 6];
    let mut means = [0.0; 6];
    let mut design = vec![0.0; paired.basis.width()];
    for row in data.each_row().chain([&[f64::NAN; 3][..], &[9.0, 7.0, -9.0]]) {
        paired.contributions(row, &mut parts);
        let sum = paired.base() + parts.iter().sum::<f64>();
        assert!((sum - paired.score(row)).abs() < 1e-12);
        // The quick way and that over the whole row of the design are one.
        paired.basis.expand(row, &mut design);
        let whole: f64 = design.iter().zip(&paired.coefficients).map(|(cell, own)| cell * own).sum();
        let pairs: f64 = paired.pairs.iter().map(|pair| pair.at(row)).sum();
        assert!((whole + pairs - paired.score(row)).abs() < 1e-12);
        // x' Σ x.
        let mut variance = 0.0;
        for (place, cell) in design.iter().enumerate() {
            for (other, with) in design.iter().enumerate() {
                variance += cell * with * paired.covariance.at(place, other);
            }
        }
        assert!((variance - paired.variance(row)).abs() < 1e-10 * variance.abs());
    }
    for row in data.each_row() {
        paired.contributions(row, &mut parts);
        means.iter_mut().zip(&parts).for_each(|(mean, part)| *mean += part / 400.0);
    }
    assert!(means.iter().all(|mean| mean.abs() < 1e-12));
}

/// A design is fitted by its cells that are not 0: as the whole rows are, of which some begin a search of many.
#[test]
fn cells_that_are_not_0_are_all_there_is() {
    for number in [400, 12_000] {
        let (cells, outcomes) = rows(number, false);
        let weights: Vec<f64> = (0..number).map(|row| [0.0, 1.0, 2.5][row % 3]).collect();
        let offsets: Vec<f64> = (0..number).map(|row| [0.3, -0.2][row % 2]).collect();
        let basis = Basis::learn(&cells, &SCALES, Kind::Curve, &weights).unwrap();
        let penalty = basis.ridge(2.0);
        let data = Data::new(3, &cells, &outcomes, &weights, &offsets).unwrap();
        let found = fit(data, basis.clone(), &penalty).unwrap();
        let mut design = vec![0.0; number * basis.width()];
        for (row, out) in data.each_row().zip(design.chunks_exact_mut(basis.width())) {
            basis.expand(row, out);
        }
        let block = glm::Block { cells: &design, outcomes: &outcomes, offsets: &offsets, weights: &weights };
        let table = glm::Table::new(basis.width(), block).unwrap();
        let whole = glm::fit(glm::Family::Logit, &table, &penalty, glm::Effort::default()).unwrap();
        for (place, (own, other)) in found.coefficients.iter().zip(&whole.coefficients).enumerate() {
            assert!((own - other).abs() < 1e-8, "{place}: {own}, {other}");
            let (own, other) = (found.covariance.row(place), whole.covariance());
            assert!(
                own.iter().zip(other.row(place)).all(|(own, other)| (own - other).abs() < 1e-6 * other.abs().max(1e-3))
            );
        }
        // And blocks are the same, whoever looks at every so many of them.
        let design = Design::new(data, &basis);
        let few = glm::Rows::few(&design).unwrap();
        let ends = |every: usize| {
            let mut ends = Vec::new();
            few.each(every, &mut |block| ends.push(block.rows.last().map(|row| row.0)));
            ends
        };
        assert_eq!(ends(3), ends(1).into_iter().step_by(3).collect::<Vec<_>>());
    }
}

/// Where the ridge is endless only the intercept is left: the share of all. Coefficients of levels sum to 0.
#[test]
fn a_ridge_holds_all_but_the_intercept() {
    let (cells, outcomes) = rows(400, false);
    let share = outcomes.iter().sum::<f64>() / 400.0;
    let held = model(&cells, &outcomes, 1e12);
    assert!((held.chance(&cells[..3]) - share).abs() < 1e-6);
    let free = model(&cells, &outcomes, 1.0);
    let levels = free.basis.ranges()[1].clone();
    assert!(free.coefficients[levels].iter().sum::<f64>().abs() < 1e-8);
    // With another model's coefficients as sure means nothing is learnt.
    let penalty = glm::Penalty { mean: free.coefficients.clone(), precision: vec![1e12; free.coefficients.len()] };
    let others = vec![1.0; 400];
    let same = fit(Data::new(3, &cells, &others, &[], &[]).unwrap(), free.basis.clone(), &penalty).unwrap();
    assert!((same.score(&cells[..3]) - free.score(&cells[..3])).abs() < 1e-6);
}

/// Of 40, 30, 20 and 10 people at 1 to 4 there left 12, 6, 3 and 3. SciPy 1.17 on the penalised likelihood, and scikit-learn
/// 1.9 on columns that are scaled: precision 3 for the line, 6 for the hats.
#[test]
fn hats_are_held_twice_as_firmly_as_the_line() {
    let cells = [1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0];
    let outcomes = [1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0];
    let weights = [12.0, 28.0, 6.0, 24.0, 3.0, 17.0, 3.0, 7.0];
    let basis = Basis::learn(&cells, &[Scale::Number], Kind::Curve, &weights).unwrap();
    let penalty = basis.ridge(3.0);
    assert_eq!(penalty.precision, [0.0, 3.0, 6.0, 6.0, 6.0, 6.0]);
    let model = fit(Data::new(1, &cells, &outcomes, &weights, &[]).unwrap(), basis, &penalty).unwrap();
    let expected = [-1.166_201_88, -0.089_333_20, 0.132_802_22, -0.099_752_72, -0.154_234_61, 0.121_185_12];
    for (found, expected) in model.coefficients.iter().zip(expected) {
        assert!((found - expected).abs() < 2e-8, "{:?}", model.coefficients);
    }
    // Names and missing values are held like lines.
    let basis = Basis::learn(&[0.0, 1.0, 1.0, f64::NAN], &[Scale::Category, Scale::Number], Kind::Curve, &[]).unwrap();
    assert_eq!(basis.ridge(3.0).precision, [0.0, 3.0, 3.0, 3.0]);
}

/// Who is above one half in both or in neither is high: no sum of two curves can say so, a table can.
#[test]
fn a_table_learns_what_curves_cannot() {
    let (cells, outcomes) = rows(3000, true);
    let data = Data::new(3, &cells, &outcomes, &[], &[]).unwrap();
    let curves = model(&cells, &outcomes, 1.0);
    let pairing = Pairing { most: 1, rate: 0.2, ..Pairing::default() };
    let paired = extend(&curves, data, &pairing).unwrap();
    let pair = &paired.pairs[0];
    assert_eq!((pair.first, pair.second, pair.cells.len()), (0, 2, pair.size().0 * pair.size().1));
    assert!(pair.edges.iter().all(|edges| edges.len() <= 31 && edges.is_sorted()));
    for (row, expected) in
        [([0.2, 1.0, 0.2], 0.8), ([0.2, 1.0, 0.8], 0.1), ([0.8, 1.0, 0.2], 0.1), ([0.8, 1.0, 0.8], 0.8)]
    {
        assert!((curves.chance(&row) - 0.45).abs() < 0.1, "{}", curves.chance(&row));
        assert!((paired.chance(&row) - expected).abs() < 0.07, "{}", paired.chance(&row));
    }
    assert_eq!(extend(&curves, data, &pairing), Ok(paired));
}

#[test]
fn what_cannot_be_fitted_is_told() {
    let (cells, outcomes) = rows(40, false);
    let data = Data::new(3, &cells, &outcomes, &[], &[]).unwrap();
    let basis = Basis::learn(&cells, &SCALES, Kind::Curve, &[]).unwrap();
    // Without a ridge the levels and the intercept depend on each other.
    assert!(matches!(fit(data, basis.clone(), &basis.ridge(0.0)), Err(Fault::Undecided | Fault::Unsettled)));
    let narrow = Data::new(1, &cells, &[0.0; 120], &[], &[]).unwrap();
    assert_eq!(fit(narrow, basis.clone(), &basis.ridge(1.0)).err(), Some(Fault::Shape));
    let many: Vec<f64> = (0..400).map(f64::from).collect();
    let wide = Basis::learn(&many, &[Scale::Category], Kind::Curve, &[]).unwrap();
    let data_of_many = Data::new(1, &many, &[0.0; 400], &[], &[]).unwrap();
    assert_eq!(fit(data_of_many, wide.clone(), &wide.ridge(1.0)).err(), Some(Fault::Wide));
    let curves = model(&cells, &outcomes, 1.0);
    assert_eq!(extend(&curves, data, &Pairing { rate: 0.0, ..Pairing::default() }), Err(Fault::Value));
    assert_eq!(extend(&curves, narrow, &Pairing::default()), Err(Fault::Shape));
}
