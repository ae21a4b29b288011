//! One number for all bits of all results on fixed inputs: it must be the same on every platform.
//!
//! The constant is not a proof of right values, which the other tests give; it shows that a platform, a compiler flag
//! or a change of the code alters a bit. Whoever changes results on purpose changes it too.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use hrcore_stats::additive::{self, Basis, Data, Kind, Pairing, Scale};
use hrcore_stats::cox::{Sample, Transform};
use hrcore_stats::flow::inverse::{Answer, Lane, Reach, hires_to_reach, hold};
use hrcore_stats::flow::path::project;
use hrcore_stats::flow::rates::{pooled_prior, shock};
use hrcore_stats::flow::simulate::{View, simulate};
use hrcore_stats::flow::stay::{arrivals, stay, steady, steady_of_size};
use hrcore_stats::flow::{Planned, Rates, Step, Table};
use hrcore_stats::glm::{self, Block, Family, Penalty};
use hrcore_stats::linear::Square;
use hrcore_stats::random::Random;
use hrcore_stats::rates::{Rate, Share as Leavers};
use hrcore_stats::search::Effort;
use hrcore_stats::series::{combine, ets, stl, theta};
use hrcore_stats::simplex::{Limits, Range, least};
use hrcore_stats::special::{
    Share, Tails, beta, beta_quantile, binomial_at, chi_square, chi_square_quantile, gamma, gamma_quantile, lbeta,
    lgamma, normal, normal_quantile, student, student_quantile,
};
use hrcore_stats::survival::Spells;
use hrcore_stats::survival::kaplan_meier::kaplan_meier;
use hrcore_stats::survival::log_rank::log_rank;
use hrcore_stats::survival::nelson_aalen::nelson_aalen;
use hrcore_stats::{points, validate};

/// FNV-1a of 64 bits (Fowler, Noll and Vo 1991), over the bytes of each number from the lowest on.
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn bits(&mut self, bits: u64) {
        self.bytes(&bits.to_le_bytes());
    }

    /// All that are not a number count as one, as platforms differ in their bits.
    fn number(&mut self, value: f64) {
        self.bits(if value.is_nan() { 0x7ff8_0000_0000_0000 } else { value.to_bits() });
    }

    fn numbers(&mut self, values: &[f64]) {
        self.bits(values.len() as u64);
        values.iter().for_each(|value| self.number(*value));
    }

    fn tails(&mut self, tails: Tails) {
        self.numbers(&[tails.lower, tails.upper]);
    }

    fn answer(&mut self, answer: &Answer) {
        self.numbers(&answer.hires);
        self.numbers(&answer.promotions);
        self.numbers(&answer.reached);
        let code = |reach: &Reach| match reach {
            Reach::Met => 0,
            Reach::Above => 1,
            Reach::Below => 2,
        };
        answer.reach.iter().for_each(|reach| self.bits(code(reach)));
    }
}

fn of_functions() -> u64 {
    let mut digest = Digest::new();
    let sizes = [1e-3, 0.04, 0.5, 1.0, 1.7, 3.0, 10.0, 14.9, 15.0, 77.3, 1234.5, 2e5];
    let chances = [0.0, 1e-300, 1e-12, 1e-3, 0.025, 0.1, 0.31, 0.5, 0.77, 0.9, 0.999, 1.0 - 1e-12, 1.0, -1.0];
    for a in sizes {
        digest.number(lgamma(a));
        for p in chances {
            digest.number(gamma_quantile(p, a));
            digest.number(student_quantile(p, a));
            digest.number(chi_square_quantile(p, a));
        }
        for b in sizes {
            digest.number(lbeta(a, b));
            digest.tails(gamma(a, b));
            digest.tails(student(b - 3.0, a));
            digest.tails(chi_square(b, a));
            for p in chances {
                digest.tails(beta(a, b, p));
                let share = beta_quantile(p, a, b);
                digest.numbers(&[share.of, share.rest]);
            }
        }
    }
    for step in -400..=400 {
        let x = f64::from(step) / 10.0;
        digest.tails(normal(x));
        digest.number(normal_quantile(normal(x).lower));
        digest.number(binomial_at((x + 40.0).floor(), 80.0, Share::new(0.37)));
    }
    digest.0
}

fn of_random() -> u64 {
    let mut digest = Digest::new();
    for stream in 0..20 {
        let mut random = Random::new(20_240_229, stream << 31);
        digest.bits(random.bits());
        for shape in [1e-4, 0.2, 1.0, 6.5, 300.0] {
            digest.numbers(&[random.uniform(), random.normal(), random.gamma(shape)]);
            for chance in [0.0, 0.01, 0.4, 0.99, 1.0] {
                digest.number(random.binomial((shape * 3.0).ceil(), chance));
            }
        }
        let (mut shares, mut counts) = ([0.0; 4], [0.0; 4]);
        random.dirichlet(&[2.0, 0.0, 30.0, 0.7], &mut shares);
        random.multinomial(250.0, &shares, &mut counts);
        digest.numbers(&shares);
        digest.numbers(&counts);
    }
    digest.0
}

fn of_searches() -> u64 {
    let mut digest = Digest::new();
    let range = |start: f64| Range { low: -5.0, high: 5.0, start };
    let mut valley = |at: &[f64]| {
        let (bend, away) = (at[1] - at[0] * at[0], 1.0 - at[0]);
        100.0 * bend * bend + away * away + ripple(at[2])
    };
    let found = least(&mut valley, &[range(-1.2), range(1.0), range(4.0)], Limits { values: 900, ..Limits::default() });
    digest.numbers(&found.at);
    digest.number(found.value);
    digest.bits(u64::from(found.values));
    digest.bits(u64::from(found.is_settled));
    let size = 12;
    let mut square = Square::zeros(size);
    let mut random = Random::new(3, 0);
    for _ in 0..30 {
        let row: Vec<f64> = (0..size).map(|_| random.normal()).collect();
        square.add_outer(&row, random.uniform());
    }
    let mut right: Vec<f64> = (0..size).map(|_| random.normal()).collect();
    digest.bits(u64::from(square.factor()));
    square.solve(&mut right);
    digest.numbers(&right);
    digest.0
}

/// A function with more than one hollow, of plain arithmetic.
fn ripple(x: f64) -> f64 {
    let part = x - x.floor() - 0.5;
    (x - 0.4) * (x - 0.4) + part * part
}

/// Three grades, ten steps of counts; the third grade never leaves downwards.
fn steps_of_counts() -> Vec<Table> {
    let mut random = Random::new(99, 1);
    let rows = [(120.0, [0.85, 0.05, 0.0, 0.1]), (60.0, [0.01, 0.9, 0.04, 0.05]), (9.0, [0.0, 0.0, 0.96, 0.04])];
    let step = |_: u32| {
        let mut counts = Table::zeros(3, 4);
        for (row, (people, shares)) in rows.iter().enumerate() {
            random.multinomial(*people, shares, counts.row_mut(row));
        }
        counts
    };
    (0..10).map(step).collect()
}

fn of_flows() -> u64 {
    let mut digest = Digest::new();
    let counts = steps_of_counts();
    let prior = pooled_prior(&counts, 24.0).unwrap();
    digest.number(shock(&counts).unwrap());
    let start = [118.0, 63.0, 9.0];
    let mut plan = vec![Step::hiring(&[11.5, 2.0, 0.0]); 8];
    plan[0].planned.push(Planned { from: 0, to: 3, people: 7.0 });
    plan[3].planned.push(Planned { from: 1, to: 2, people: 3.5 });
    plan[4].planned.push(Planned { from: 0, to: 1, people: 0.0 });
    for correlation in [0.0, 0.015] {
        let rates = Rates::posterior(&counts, &prior, correlation).unwrap();
        digest.numbers(rates.shares().cells());
        for moment in project(&rates, &start, &plan).unwrap() {
            digest.numbers(&moment.mean);
            digest.numbers(moment.covariance.cells());
            digest.number(moment.missing);
        }
        let draws = simulate(&rates, &start, &plan, 200, 7).unwrap();
        for step in 0..plan.len() {
            for view in [View::Grade(0), View::Grade(1), View::Grade(2), View::Left, View::Total] {
                digest.numbers(draws.sorted(step, view));
                digest.number(draws.quantile(step, view, 0.9));
            }
        }
        let stay = stay(&rates).unwrap();
        digest.numbers(stay.visits.cells());
        digest.numbers(&stay.to_leave);
        for goal in 0..3 {
            for arrival in arrivals(&rates, goal).unwrap() {
                let (chance, steps) = arrival.map_or((0.0, f64::NAN), |arrival| (arrival.chance, arrival.steps));
                digest.numbers(&[chance, steps]);
            }
        }
        digest.numbers(&steady(&rates, &[10.0, 1.0, 0.2]).unwrap());
        let (people, hires) = steady_of_size(&rates, &[0.9, 0.1, 0.0], 200.0).unwrap();
        digest.numbers(&people);
        digest.numbers(&hires);
        for goal in [[120.0, 70.0, 12.0], [60.0, 90.0, 9.0]] {
            digest.answer(&hires_to_reach(&rates, &start, &goal, &plan, &[20.0, 3.0, f64::INFINITY]).unwrap());
            let lanes = [Lane { from: 0, to: 1, most: 1.0 }, Lane { from: 1, to: 2, most: 0.01 }];
            digest.answer(&hold(&rates, &goal, &plan[3], &lanes, &[f64::INFINITY, 2.0, 0.0]).unwrap());
        }
    }
    digest.0
}

/// Three series, each with the length of its season: months above zero, whose season multiplies; quarters around zero; and a
/// level that wanders, without a season.
fn three_series() -> [(Vec<f64>, usize); 3] {
    let mut random = Random::new(6, 18);
    let months = [0.8, 0.9, 1.0, 1.1, 1.2, 1.0, 0.7, 1.3, 0.9, 1.1, 0.95, 1.05];
    let quarters = [3.0, -1.0, 2.0, -4.0];
    let mut level = 40.0;
    let first =
        (0..60_u32).map(|t| (100.0 + 1.5 * f64::from(t)) * months[(t % 12) as usize] * (1.0 + 0.04 * random.normal()));
    let first = first.collect();
    let second = (0..33).map(|t| quarters[t % 4] + random.normal()).collect();
    let third = (0..16).map(|_| {
        level += random.normal();
        level
    });
    [(first, 12), (second, 4), (third.collect(), 1)]
}

fn of_series() -> u64 {
    let mut digest = Digest::new();
    let effort = Effort { steps: 20, tolerance: 1e-5 };
    for (values, m) in three_series() {
        let horizon = m + 3;
        let pool = ets::pool(&values, &ets::Model::ALL, m, effort);
        assert!(pool.len() >= 3, "{m}: {}", pool.len());
        for (weight, fit) in &pool {
            digest.numbers(&[*weight, fit.alpha, fit.beta, fit.gamma, fit.phi, fit.level, fit.slope, fit.aicc]);
            digest.numbers(&fit.seasons);
            digest.numbers(&fit.residuals);
            digest.numbers(&fit.forecast(horizon));
            digest.numbers(&fit.deviations(horizon));
        }
        let wide = ets::fit(&values, ets::Model::ALL[2], m, ets::Region::Wide, effort).unwrap();
        digest.numbers(&wide.forecast(horizon));
        for fit in [theta::standard(&values, m), theta::dynamic(&values, m, effort)] {
            digest.numbers(&[fit.alpha, fit.theta, fit.level]);
            digest.numbers(&fit.forecast(horizon));
            digest.numbers(&fit.deviations(horizon));
        }
        if m > 1 {
            let parts = stl::decompose(&values, m, 11);
            digest.numbers(&parts.season);
            digest.numbers(&parts.trend);
            let (ahead, wide) = stl::forecast(&values, m, horizon, effort).unwrap();
            digest.numbers(&ahead);
            digest.numbers(&wide);
        }
        let found = combine::forecast(&values, m, horizon).unwrap();
        digest.numbers(&found.ahead);
        digest.numbers(&found.deviations);
        for (name, weight) in &found.weights {
            digest.bytes(name.as_bytes());
            digest.number(*weight);
        }
        digest.numbers(&[found.spread.0, found.spread.1]);
    }
    digest.0
}

/// All families on rows so many that some of them begin the search, with offsets, weights and a prior, and what the models
/// say of rows.
fn of_models() -> u64 {
    let mut digest = Digest::new();
    let (columns, rows) = (6, 5000_u32);
    for family in [Family::Logit, Family::Cloglog, Family::Poisson, Family::Gaussian] {
        let mut random = Random::new(17, 4);
        let (mut cells, mut outcomes, mut offsets, mut weights) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for number in 0..rows {
            cells.push(1.0);
            cells.extend((1..columns).map(|_| random.normal()));
            offsets.push(0.2 * random.normal());
            weights.push(f64::from(number % 3));
            let mean =
                family.mean(0.5 * cells[cells.len() - 1] - 0.3 * cells[cells.len() - 2] + offsets[offsets.len() - 1]);
            outcomes.push(match family {
                Family::Logit | Family::Cloglog => random.binomial(1.0, mean),
                Family::Poisson => random.binomial(40.0, (mean / 40.0).min(1.0)),
                Family::Gaussian => mean + random.normal(),
            });
        }
        let block = Block { cells: &cells, outcomes: &outcomes, offsets: &offsets, weights: &weights };
        let table = glm::Table::new(columns, block).unwrap();
        let prior = Penalty { mean: vec![0.1; columns], precision: vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0] };
        let found = glm::fit(family, &table, &prior, glm::Effort::default()).unwrap();
        assert!(found.is_settled);
        digest.numbers(&found.coefficients);
        digest.numbers(&found.standard_errors);
        digest.numbers(&[found.objective, found.log_likelihood, found.deviance, found.dispersion]);
        digest.bits(found.steps as u64);
        digest.number(found.variance(&cells[..columns]));
        digest.numbers(found.covariance().row(2));
        digest.numbers(&glm::score(family, &found.coefficients, &table).unwrap());
        for predictor in [-800.0, -36.5, -3.0, 0.4, 2.5, 36.5, 800.0] {
            digest.numbers(&[family.derivative(predictor), family.deviance(predictor, 1.0)]);
        }
    }
    digest.0
}

fn of_survival() -> u64 {
    let mut digest = Digest::new();
    for told in [
        Leavers::prior(0.2, 10.0).unwrap().seen(1.0, 9.0).unwrap().estimate(),
        Rate::prior(0.3, 12.0).unwrap().seen(7.0, 40.5).unwrap().estimate(),
    ] {
        let (narrow, wide) = (told.within80, told.within95);
        digest.numbers(&[told.mean, narrow.low, narrow.high, wide.low, wide.high]);
    }
    let mut random = Random::new(17, 5);
    let (mut times, mut ended, mut entries, mut weights) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for place in 0..300 {
        let row = [random.normal(), 1e3 * random.uniform(), f64::from(u8::from(place % 3 == 0)), random.gamma(0.7)];
        let time = (30.0 * random.gamma(1.3) / (1.0 + 0.4 * row[2])).ceil() / 3.0;
        times.push(time);
        entries.push(time * random.uniform() * 0.8);
        ended.push(random.uniform() < 0.7);
        weights.push(0.5 + random.uniform());
        rows.extend(row);
        groups.push(place % 4);
    }
    let plain = Spells::new(&times, &ended).unwrap();
    let late = plain.entering(&entries).unwrap().weighing(&weights).unwrap();
    for spells in [plain, late] {
        for point in kaplan_meier(&spells, 0.8).unwrap().points() {
            digest.numbers(&[point.time, point.at_risk, point.survival, point.error, point.low, point.high]);
        }
        for point in nelson_aalen(&spells, 0.95).unwrap() {
            digest.numbers(&[point.hazard, point.variance, point.low, point.high]);
        }
        let test = log_rank(&spells, &groups).unwrap();
        test.groups.iter().for_each(|group| digest.number(group.expected));
        digest.numbers(&[test.chi_square, test.p]);
        for strata in [&[][..], &groups] {
            let sample = Sample::new(&spells, &rows, 4, strata).unwrap();
            let fit = sample.fit(&[0.0, 1e-3, 0.5, 0.0]).unwrap();
            for own in fit.coefficients() {
                digest.numbers(&[own.value, own.error, own.z, own.p]);
            }
            fit.baselines().iter().for_each(|baseline| digest.numbers(&baseline.hazards));
            digest.numbers(&[fit.log_likelihood, fit.null_log_likelihood, fit.survival(0, &rows[..4], 5.0)]);
            for transform in [Transform::Identity, Transform::Rank, Transform::KaplanMeier] {
                let drifts = sample.drifts(&fit, transform).unwrap();
                drifts.iter().for_each(|drift| digest.numbers(&[drift.chi_square, drift.p, drift.slope]));
            }
        }
    }
    digest.0
}

/// The test vector of the function's authors: "foobar".
#[test]
fn the_digest_is_fnv() {
    let mut digest = Digest::new();
    digest.bytes(b"foobar");
    assert_eq!(digest.0, 0x8594_4171_f739_67e8);
}

#[test]
fn all_bits_are_the_same_everywhere() {
    let found = [of_functions(), of_random(), of_searches(), of_flows(), of_series(), of_survival()];
    assert_eq!(
        found.map(|part| format!("{part:016x}")),
        EXPECTED,
        "functions, random numbers, searches, flows, series, survival"
    );
}

const EXPECTED: [&str; 6] = [
    "66b77e6086c82da1",
    "7bb98d7a7322b28d",
    "f17fad0382e329ef",
    "8167daabf9819d95",
    "6c608898124f999f",
    "71615ee44c23109e",
];

#[test]
fn bits_of_models_are_the_same_everywhere() {
    assert_eq!(format!("{:016x}", of_models()), "82f1c3367df70822");
}

/// What is learnt of columns with gaps, names and pairs, and a score on paper.
fn of_additive() -> u64 {
    let mut digest = Digest::new();
    let mut random = Random::new(17, 6);
    let (mut cells, mut outcomes, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for place in 0..600_u32 {
        let (a, b, c) = (random.normal(), f64::from(place % 4), (9.0 * random.uniform()).floor());
        let mean = Family::Logit.mean(0.8 * a - 0.5 * b + if (a > 0.0) == (c > 4.0) { 1.0 } else { -1.0 });
        outcomes.push(random.binomial(1.0, mean));
        cells.extend([a, b, if place % 11 == 0 { f64::NAN } else { c }]);
        weights.push(0.5 + random.uniform());
    }
    let scales = [Scale::Number, Scale::Category, Scale::Number];
    let data = Data::new(3, &cells, &outcomes, &weights, &[]).unwrap();
    let mut chances = Vec::new();
    for kind in [Kind::Line, Kind::Knots(6), Kind::Curve] {
        let basis = Basis::learn(&cells, &scales, kind, &weights).unwrap();
        let penalty = basis.ridge(3.0);
        let model = additive::fit(data, basis, &penalty).unwrap();
        let model = additive::extend(&model, data, &Pairing { rounds: 8, ..Pairing::default() }).unwrap();
        digest.numbers(&model.coefficients);
        digest.numbers(&model.centres);
        model.pairs.iter().for_each(|pair| digest.numbers(&pair.cells));
        chances = data.each_row().map(|row| model.chance(row)).collect();
        digest.numbers(&chances);
        digest.number(model.variance(&cells[..3]));
    }
    let sheet = points::learn(data, &scales, points::Size::default()).unwrap();
    sheet.items.iter().for_each(|item| digest.number(f64::from(item.points)));
    digest.numbers(&[sheet.intercept, sheet.slope]);
    let line = validate::calibration(&chances, &outcomes).unwrap();
    digest.numbers(&[line.intercept, line.slope, line.slope_error, validate::log_loss(&chances, &outcomes)]);
    digest.numbers(&[validate::auc(&chances, &outcomes).unwrap(), validate::brier(&chances, &outcomes)]);
    digest.number(validate::constant_brier(&outcomes));
    for band in validate::bands(&chances, &outcomes, 7) {
        digest.bits(band.rows as u64);
        digest.numbers(&[band.low, band.high, band.predicted, band.observed]);
    }
    let on_paper: Vec<f64> = data.each_row().map(|row| sheet.chance(sheet.total(row))).collect();
    digest.numbers(&on_paper);
    for loss in [validate::squares, validate::log_losses] {
        let apart = validate::difference(&loss(&on_paper, &outcomes), &loss(&chances, &outcomes)).unwrap();
        digest.numbers(&[apart.mean, apart.standard_error]);
    }
    digest.0
}

#[test]
fn bits_of_additive_models_are_the_same_everywhere() {
    assert_eq!(format!("{:016x}", of_additive()), "e7ba5c151546c377");
}
