//! What others reach on who leaves, with the same rows held out.
//!
//! scikit-learn 1.9, interpret's explainable boosting, LightGBM 4.7 and `CatBoost`, with the settings that did best on these
//! tables.

use super::super::published::{Entry, entry};
use super::super::table::{Goal, Published};

/// The chance that who left was given more than who stayed.
pub const AUC: &str = "AUC";
/// The mean squared difference of chances and outcomes.
pub const BRIER: &str = "Brier score";

/// A line for each number.
pub const LINEAR: &str = "linear, ridge, C = 0.3";
/// A curve for each number.
pub const CURVES: &str = "additive, ridge, C = 0.1";
/// The same without what nobody should be judged by.
pub const UNPROTECTED: &str = "the same without sex, age and marital status";
/// Curves of six hats.
pub const SIX: &str = "the same with six knots";
/// With one more column.
pub const RATED: &str = "five knots, and the mean rating of three months";
/// Points on paper.
pub const POINTS: &str = "points, at most 20 items";
/// Tables of pairs.
pub const PAIRS: &str = "the same with tables of pairs";

/// The IBM table.
pub const IBM: &[Entry] = &[
    entry(
        LINEAR,
        AUC,
        Goal::Within(0.8362, 0.8372),
        &[
            Published::one(0.8367, "logistic regression of scikit-learn 1.9"),
            Published::one(0.8315, "LightGBM 4.7, tuned"),
        ],
    ),
    entry(
        LINEAR,
        BRIER,
        Goal::Within(0.0924, 0.0928),
        &[Published::one(0.0926, "logistic regression of scikit-learn 1.9")],
    ),
    entry(
        CURVES,
        AUC,
        Goal::AtLeast(0.854),
        &[
            Published::one(0.8545, "splines and logistic regression of scikit-learn 1.9"),
            Published::one(0.849, "explainable boosting"),
            Published::one(0.825, "CatBoost"),
        ],
    ),
    entry(
        CURVES,
        BRIER,
        Goal::AtMost(0.089),
        &[Published::one(0.0889, "splines and logistic regression of scikit-learn 1.9")],
    ),
    entry(
        UNPROTECTED,
        AUC,
        Goal::None,
        &[Published::one(0.8492, "splines and logistic regression of scikit-learn 1.9, three repetitions")],
    ),
    entry(POINTS, AUC, Goal::AtLeast(0.83), &[Published::one(0.8316, "L1 and rounding in Python (scikit-learn 1.9)")]),
    entry(POINTS, BRIER, Goal::None, &[Published::one(0.0938, "L1 and rounding in Python (scikit-learn 1.9)")]),
];

/// The simulated table.
pub const SIMULATED: &[Entry] = &[
    entry(
        CURVES,
        AUC,
        Goal::None,
        &[Published::one(0.9632, "splines and logistic regression of scikit-learn 1.9, C = 1, 8 knots")],
    ),
    entry(
        PAIRS,
        AUC,
        Goal::AtLeast(0.984),
        &[Published::one(0.9844, "LightGBM 4.7, depth 2"), Published::one(0.9865, "LightGBM 4.7, depth 4")],
    ),
    entry(PAIRS, BRIER, Goal::AtMost(0.0181), &[Published::one(0.0181, "LightGBM 4.7, depth 2")]),
];

/// A prior model and an intercept of one's own.
pub const NINE: &str = "linear model of others, own intercept";
/// The share of the others.
pub const CONSTANT: &str = "the share of the others";

/// The panel of drivers.
pub const DRIVERS: &[Entry] = &[
    entry(LINEAR, AUC, Goal::None, &[Published::one(0.8149, "logistic regression of scikit-learn 1.9")]),
    entry(LINEAR, BRIER, Goal::None, &[Published::one(0.0732, "logistic regression of scikit-learn 1.9")]),
    entry(CURVES, AUC, Goal::AtLeast(0.819), &[Published::one(0.8199, "LightGBM 4.7, tuned")]),
    entry(CURVES, BRIER, Goal::AtMost(0.0726), &[Published::one(0.0726, "LightGBM 4.7, tuned")]),
    entry(
        SIX,
        AUC,
        Goal::AtLeast(0.819),
        &[Published::one(0.8190, "splines and logistic regression of scikit-learn 1.9")],
    ),
    entry(
        SIX,
        BRIER,
        Goal::AtMost(0.0726),
        &[Published::one(0.0725, "splines and logistic regression of scikit-learn 1.9")],
    ),
    entry(RATED, AUC, Goal::AtLeast(0.819), &[Published::one(0.8199, "LightGBM 4.7, tuned")]),
    entry(RATED, BRIER, Goal::AtMost(0.0726), &[Published::one(0.0726, "LightGBM 4.7, tuned")]),
];

const OTHER_DRAWS: &str = "scikit-learn 1.9, other draws";

/// How sure a mean over draws is.
pub const ERROR: &str = "its standard error";
/// How far above the figure of others.
pub const ABOVE: &str = "standard errors above the figure of others";
/// What a model is worth.
pub const LESS: &str = "Brier score less that of the share";
/// Another tool's Brier score on nine people of the IBM table.
pub const BRIER_OF_IBM: f64 = 0.0981;
/// The same on nine drivers.
pub const BRIER_OF_DRIVERS: f64 = 0.0759;

/// Nine people of the IBM table.
pub const NINE_OF_IBM: &[Entry] = &[
    entry(NINE, AUC, Goal::None, &[Published::one(0.825, OTHER_DRAWS)]),
    entry(NINE, BRIER, Goal::None, &[Published::one(BRIER_OF_IBM, OTHER_DRAWS)]),
    entry(NINE, ABOVE, Goal::AtMost(1.0), &[]),
    entry(NINE, LESS, Goal::AtMost(0.0), &[Published::one(-0.0373, OTHER_DRAWS)]),
    entry(CONSTANT, BRIER, Goal::None, &[Published::one(0.1354, OTHER_DRAWS)]),
];

const SAME_DRAWS: &str = "scikit-learn 1.9";

/// The same on the draws of others, where a figure is as good if it is theirs but for the last digit.
pub const NINE_AS_OTHERS: &[Entry] = &[
    entry(NINE, AUC, Goal::AtLeast(0.8249), &[Published::one(0.825, SAME_DRAWS)]),
    entry(NINE, BRIER, Goal::AtMost(0.0982), &[Published::one(BRIER_OF_IBM, SAME_DRAWS)]),
    entry(CONSTANT, BRIER, Goal::None, &[Published::one(0.1354, SAME_DRAWS)]),
];

/// Nine drivers.
pub const NINE_DRIVERS: &[Entry] = &[
    entry(NINE, AUC, Goal::None, &[Published::one(0.8023, OTHER_DRAWS)]),
    entry(NINE, BRIER, Goal::None, &[Published::one(BRIER_OF_DRIVERS, OTHER_DRAWS)]),
    entry(NINE, ABOVE, Goal::AtMost(1.0), &[]),
    entry(NINE, LESS, Goal::AtMost(0.0), &[Published::one(-0.0105, OTHER_DRAWS)]),
    entry(CONSTANT, BRIER, Goal::None, &[Published::one(0.0864, OTHER_DRAWS)]),
];

/// How far apart.
pub const APART: &str = "largest relative difference";
/// Logistic regression with a ridge.
pub const LOGIT: &str = "logit with a ridge, C = 0.1 and 1, 51 columns";
/// Counts.
pub const POISSON: &str = "Poisson, coefficients and errors";
/// Least squares.
pub const SQUARES: &str = "least squares, coefficients and errors";
/// Logistic regression without a ridge.
pub const PLAIN_LOGIT: &str = "logit, coefficients and errors";
/// Survival curves.
pub const CURVE: &str = "survival curve and its band";
/// Hazards that have come together.
pub const COME: &str = "cumulative hazard (Nelson and Aalen)";
/// Whether groups differ.
pub const RANKS: &str = "log-rank test, statistic and probability";
/// Proportional hazards.
pub const HAZARDS: &str = "proportional hazards (Efron), coefficients, errors and baseline";

/// The same models by other tools.
pub const REFERENCES: &[Entry] = &[
    entry(LOGIT, APART, Goal::AtMost(1e-6), &[]),
    entry(POISSON, APART, Goal::AtMost(1e-8), &[]),
    entry(SQUARES, APART, Goal::AtMost(1e-8), &[]),
    entry(PLAIN_LOGIT, APART, Goal::AtMost(1e-6), &[]),
    entry(CURVE, APART, Goal::AtMost(1e-9), &[]),
    entry(COME, APART, Goal::AtMost(1e-9), &[]),
    entry(RANKS, APART, Goal::AtMost(1e-9), &[]),
    entry(HAZARDS, APART, Goal::AtMost(1e-6), &[]),
];
