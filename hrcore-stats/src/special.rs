//! Gamma, beta, normal, Student and chi-square functions, their tails and quantiles.
//!
//! Sources. Densities in the saddle point form of Loader (2000), "Fast and accurate computation of binomial
//! probabilities", which keeps its digits for large parameters. Incomplete gamma: power series and continued fraction,
//! Gautschi (1979); incomplete beta: continued fraction, DLMF 8.17.22; both evaluated after Lentz (1976) as modified
//! by Thompson and Barnett (1986); large shapes of the gamma distribution by Temme (1979). Normal quantile: Wichura (1988), AS 241. Both tails are carried, so a small tail
//! does not lose its digits to a subtraction from 1.
//!
//! Quantiles of the gamma and beta distributions are found by Halley's method on the logarithm of the smaller tail,
//! along ln x and ln(x/(1−x)). The density along these is log-concave, hence so are both tails (Prékopa 1973): there is
//! no second place to be drawn to, and no bracket is needed.
//!
//! Relative errors are under 1e-12, of a tail as of the whole, but for the beta distribution of one parameter over
//! 10^4 beside a small one, where the continued fraction cancels: 2e-10 at 2·10^6 and 0.3.
//!
//! Where an argument is not allowed the answer is NaN.

use core::f64::consts::{FRAC_1_SQRT_2, PI};

use crate::real::{exp, ln, sqrt};

/// A probability from both ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// The probability below.
    pub lower: f64,
    /// The probability above.
    pub upper: f64,
}

impl Tails {
    const NONE: Self = Self { lower: f64::NAN, upper: f64::NAN };

    fn below(lower: f64) -> Self {
        Self { lower, upper: 1.0 - lower }
    }

    fn above(upper: f64) -> Self {
        Self { lower: 1.0 - upper, upper }
    }

    fn turned(self) -> Self {
        Self { lower: self.upper, upper: self.lower }
    }
}

/// A share, with what it leaves of 1: near 1 the second has the digits that the first lost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The share.
    pub of: f64,
    /// One less the share.
    pub rest: f64,
}

impl Share {
    /// A share and its rest.
    #[must_use]
    pub fn new(of: f64) -> Self {
        Self { of, rest: 1.0 - of }
    }

    fn turned(self) -> Self {
        Self { of: self.rest, rest: self.of }
    }
}

const TINY: f64 = 1e-300;
/// Enough terms for parameters of the beta distribution up to 10^10; they grow as the root.
const TERMS: u32 = 200_000;
/// From this shape on the gamma distribution is taken from its expansion for large shapes.
const LARGE: f64 = 1e5;

/// The logarithm of the gamma function, of a positive number.
#[must_use]
pub fn lgamma(x: f64) -> f64 {
    if x > 0.0 { libm::lgamma(x) } else { f64::NAN }
}

/// The logarithm of the beta function, of positive numbers.
#[must_use]
pub fn lbeta(a: f64, b: f64) -> f64 {
    if !(a > 0.0 && b > 0.0) {
        return f64::NAN;
    }
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    let sum = small + large;
    if small < 1.0 {
        let shift = if large < 15.0 {
            lgamma(large) - lgamma(sum)
        } else {
            (large - 0.5) * libm::log1p(-small / sum) - small * ln(sum) + small + rest(large) - rest(sum)
        };
        return lgamma(small) + shift;
    }
    // The leading terms of the three Stirling formulas, joined before they cancel.
    let shares = small * ln(small / sum) + large * libm::log1p(-small / sum);
    shares + 0.5 * ln(2.0 * PI / small * (sum / large)) + rest(small) + rest(large) - rest(sum)
}

/// What Stirling's formula leaves: ln Γ(x + 1) − (x ln x − x + ½ ln 2πx).
fn rest(x: f64) -> f64 {
    if x < 15.0 {
        return libm::lgamma(x + 1.0) - (x * ln(x) - x + 0.5 * (ln(2.0 * PI) + ln(x)));
    }
    let inverse = 1.0 / (x * x);
    let series = [1.0 / 156.0, -691.0 / 360_360.0, 1.0 / 1188.0, -1.0 / 1680.0, 1.0 / 1260.0, -1.0 / 360.0, 1.0 / 12.0];
    series.iter().fold(0.0, |sum, term| sum * inverse + term) / x
}

/// x ln(x/m) + m − x, without cancellation where x is near m.
fn deviance(x: f64, m: f64) -> f64 {
    if x == 0.0 {
        return m;
    }
    let (gap, sum) = (x - m, x + m);
    if gap.abs() >= 0.1 * sum {
        return x * ln(x / m) - gap;
    }
    let ratio = gap / sum;
    let square = ratio * ratio;
    let mut total = gap * ratio;
    let mut term = 2.0 * x * ratio;
    let mut odd = 3.0;
    loop {
        term *= square;
        let next = total + term / odd;
        if next.to_bits() == total.to_bits() {
            return next;
        }
        total = next;
        odd += 2.0;
    }
}

/// The part of [`gamma_front`] that depends on the shape alone.
fn gamma_constant(a: f64) -> f64 {
    if a < 0.5 { libm::lgamma(a + 1.0) } else { rest(a) }
}

/// x^a e^(−x) / Γ(a + 1).
fn gamma_front(a: f64, x: f64, constant: f64) -> f64 {
    if a < 0.5 {
        return exp(a * ln(x) - x - constant);
    }
    exp(-constant - deviance(a, x)) / sqrt(2.0 * PI * a)
}

/// The part of [`beta_front`] that depends on the parameters alone.
fn beta_constant(a: f64, b: f64) -> f64 {
    rest(a + b) - rest(a) - rest(b)
}

/// x^a (1 − x)^b / B(a, b).
fn beta_front(a: f64, b: f64, x: Share, constant: f64) -> f64 {
    let sum = a + b;
    let away = deviance(a, sum * x.of) + deviance(b, sum * x.rest);
    exp(constant - away) * sqrt(a / sum * b / (2.0 * PI))
}

/// The probability of `hits` in `tries` of chance `chance`.
#[must_use]
pub fn binomial_at(hits: f64, tries: f64, chance: Share) -> f64 {
    if !(hits >= 0.0 && hits <= tries && chance.of >= 0.0 && chance.rest >= 0.0) {
        return 0.0;
    }
    let misses = tries - hits;
    if hits == 0.0 || misses == 0.0 {
        let (times, base) = if hits == 0.0 { (misses, chance.turned()) } else { (hits, chance) };
        if times == 0.0 {
            return 1.0;
        }
        let log = if base.rest < 0.5 { libm::log1p(-base.rest) } else { ln(base.of) };
        return exp(times * log);
    }
    if chance.of == 0.0 || chance.rest == 0.0 {
        return 0.0;
    }
    beta_front(hits, misses, chance, beta_constant(hits, misses)) * (tries / hits / misses)
}

/// The incomplete gamma function of shape `a`, regularised: the gamma distribution of scale 1 below and above `x`.
#[must_use]
pub fn gamma(a: f64, x: f64) -> Tails {
    if !(a > 0.0 && x >= 0.0 && a.is_finite()) {
        return Tails::NONE;
    }
    if x == 0.0 {
        return Tails::below(0.0);
    }
    if x.is_infinite() {
        return Tails::above(0.0);
    }
    if a > LARGE {
        return gamma_large(a, x);
    }
    gamma_tails(a, x, gamma_front(a, x, gamma_constant(a)))
}

fn gamma_tails(a: f64, x: f64, front: f64) -> Tails {
    if x < a + 1.0 {
        let (mut sum, mut term, mut place) = (1.0, 1.0, a);
        for _ in 0..TERMS {
            place += 1.0;
            term *= x / place;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        return Tails::below(front * sum);
    }
    let mut base = x + 1.0 - a;
    let mut ahead = 1.0 / TINY;
    let mut behind = 1.0 / base;
    let mut value = behind;
    let mut step = 1.0;
    for _ in 0..TERMS {
        let above = step * (a - step);
        base += 2.0;
        behind = 1.0 / away_from_zero(above * behind + base);
        ahead = away_from_zero(base + above / ahead);
        let change = behind * ahead;
        value *= change;
        if (change - 1.0).abs() < 2e-16 {
            break;
        }
        step += 1.0;
    }
    Tails::above(front * a * value)
}

/// Temme (1979): for large shapes the tails are normal, with a correction that is small and known as a series around
/// x = a. Beyond what the series covers the tails are 0 and 1.
fn gamma_large(a: f64, x: f64) -> Tails {
    let away = deviance(a, x);
    let root = if x < a { -sqrt(away) } else { sqrt(away) };
    let eta = root * sqrt(2.0 / a);
    let first = [1.0 / 25_515.0, -139.0 / 777_600.0, 1.0 / 2835.0, 1.0 / 864.0, -2.0 / 135.0, 1.0 / 12.0, -1.0 / 3.0];
    let second = [-77.0 / 77_760.0, 1.0 / 378.0, -1.0 / 288.0, -1.0 / 540.0];
    let series = |terms: &[f64]| terms.iter().fold(0.0, |sum, term| sum * eta + term);
    let part = exp(-away) / sqrt(2.0 * PI * a) * (series(&first) + series(&second) / a);
    let tails = Tails { lower: 0.5 * libm::erfc(-root) - part, upper: 0.5 * libm::erfc(root) + part };
    Tails { lower: tails.lower.max(0.0), upper: tails.upper.max(0.0) }
}

/// The incomplete beta function, regularised: the beta distribution below and above `x`.
#[must_use]
pub fn beta(a: f64, b: f64, x: f64) -> Tails {
    beta_share(a, b, Share::new(x))
}

/// [`beta`] of a share whose rest is known to all its digits.
#[must_use]
pub fn beta_share(a: f64, b: f64, x: Share) -> Tails {
    if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && x.of >= 0.0 && x.rest >= 0.0) {
        return Tails::NONE;
    }
    if x.of == 0.0 {
        return Tails::below(0.0);
    }
    if x.rest == 0.0 {
        return Tails::above(0.0);
    }
    beta_tails(a, b, x, beta_front(a, b, x, beta_constant(a, b)))
}

fn beta_tails(a: f64, b: f64, x: Share, front: f64) -> Tails {
    if x.of * (a + b + 2.0) < a + 1.0 {
        Tails::below(front / a * beta_fraction(a, b, x.of))
    } else {
        Tails::below(front / b * beta_fraction(b, a, x.rest)).turned()
    }
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let sum = a + b;
    let mut ahead = 1.0;
    let mut behind = 1.0 / away_from_zero(1.0 - sum * x / (a + 1.0));
    let mut value = behind;
    let mut step = 1.0;
    for _ in 0..TERMS {
        let twice = a + 2.0 * step;
        let even = step * (b - step) * x / ((twice - 1.0) * twice);
        behind = 1.0 / away_from_zero(1.0 + even * behind);
        ahead = away_from_zero(1.0 + even / ahead);
        value *= behind * ahead;
        let odd = -(a + step) * (sum + step) * x / (twice * (twice + 1.0));
        behind = 1.0 / away_from_zero(1.0 + odd * behind);
        ahead = away_from_zero(1.0 + odd / ahead);
        let change = behind * ahead;
        value *= change;
        if (change - 1.0).abs() < 2e-16 {
            break;
        }
        step += 1.0;
    }
    value
}

/// The normal distribution below and above `x`.
#[must_use]
pub fn normal(x: f64) -> Tails {
    Tails { lower: 0.5 * libm::erfc(-x * FRAC_1_SQRT_2), upper: 0.5 * libm::erfc(x * FRAC_1_SQRT_2) }
}

fn ratio(x: f64, above: [f64; 8], below: [f64; 7]) -> f64 {
    let over = above.iter().rev().fold(0.0, |sum, term| sum * x + term);
    let under = below.iter().rev().fold(0.0, |sum, term| sum * x + term);
    over / (under * x + 1.0)
}

/// Where the normal distribution has the probability `p` below.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let middle = p - 0.5;
    if middle.abs() <= 0.425 {
        let near = 0.180_625 - middle * middle;
        return middle * ratio(near, NEAR.0, NEAR.1);
    }
    let tail = if middle < 0.0 { p } else { 1.0 - p };
    if tail.is_nan() || tail < 0.0 {
        return f64::NAN;
    }
    if tail == 0.0 {
        return if middle < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let root = sqrt(-ln(tail));
    let size = if root <= 5.0 { ratio(root - 1.6, FAR.0, FAR.1) } else { ratio(root - 5.0, FARTHEST.0, FARTHEST.1) };
    if middle < 0.0 { -size } else { size }
}

/// Coefficients of AS 241, from the constant on; the constants of the denominators are 1.
type Ratio = ([f64; 8], [f64; 7]);

#[expect(clippy::excessive_precision, reason = "as published")]
const NEAR: Ratio = (
    [
        3.387_132_872_796_366_608,
        133.141_667_891_784_377_45,
        1_971.590_950_306_551_442_7,
        13_731.693_765_509_461_125,
        45_921.953_931_549_871_457,
        67_265.770_927_008_700_853,
        33_430.575_583_588_128_105,
        2_509.080_928_730_122_672_7,
    ],
    [
        42.313_330_701_600_911_252,
        687.187_007_492_057_908_30,
        5_394.196_021_424_751_107_7,
        21_213.794_301_586_595_867,
        39_307.895_800_092_710_610,
        28_729.085_735_721_942_674,
        5_226.495_278_852_854_561_0,
    ],
);
#[expect(clippy::excessive_precision, reason = "as published")]
const FAR: Ratio = (
    [
        1.423_437_110_749_683_577_34,
        4.630_337_846_156_545_295_90,
        5.769_497_221_460_691_405_50,
        3.647_848_324_763_204_605_04,
        1.270_458_252_452_368_382_58,
        0.241_780_725_177_450_611_770,
        0.022_723_844_989_269_184_548_4,
        7.745_450_142_783_414_076_40e-4,
    ],
    [
        2.053_191_626_637_758_821_87,
        1.676_384_830_183_803_849_40,
        0.689_767_334_985_100_004_550,
        0.148_103_976_427_480_074_590,
        0.015_198_666_563_616_457_244_8,
        5.475_938_084_995_344_946_00e-4,
        1.050_750_071_644_416_843_24e-9,
    ],
);
#[expect(clippy::excessive_precision, reason = "as published")]
const FARTHEST: Ratio = (
    [
        6.657_904_643_501_103_777_20,
        5.463_784_911_164_114_369_90,
        1.784_826_539_917_291_335_80,
        0.296_560_571_828_504_891_230,
        0.026_532_189_526_576_123_093_0,
        1.242_660_947_388_078_438_60e-3,
        2.711_555_568_743_487_578_15e-5,
        2.010_334_399_292_288_132_65e-7,
    ],
    [
        0.599_832_206_555_887_937_690,
        0.136_929_880_922_735_805_310,
        0.014_875_361_290_850_614_525_0,
        7.868_691_311_456_132_591_00e-4,
        1.846_318_317_510_054_681_80e-5,
        1.421_511_758_316_445_888_70e-7,
        2.044_263_103_389_939_785_64e-15,
    ],
);

/// The tails at a point, the density along the line, and the slope of its logarithm.
struct Sight {
    tails: Tails,
    density: f64,
    slope: f64,
}

/// Follows Halley's method on the logarithm of the smaller tail; `width` is about that of the distribution.
fn follow(start: f64, p: f64, width: f64, look: impl Fn(f64) -> Sight) -> f64 {
    let is_lower = p < 0.5;
    let wanted = if is_lower { p } else { 1.0 - p };
    let goal = ln(wanted);
    let mut at = start;
    for _ in 0..200 {
        let Sight { tails, density, slope } = look(at);
        let tail = if is_lower { tails.lower } else { tails.upper };
        let sign = if is_lower { 1.0 } else { -1.0 };
        let newton = sign * (goal - ln(tail)) * tail / density;
        // Where the tail or the density is too small or too near 1 for its digits, only the side is known.
        let step = if newton.is_finite() {
            let bend = 1.0 + 0.5 * newton * (slope - sign * density / tail);
            (newton / bend.clamp(0.5, 2.0)).clamp(-4.0, 4.0)
        } else if (tail > wanted) == is_lower {
            -4.0
        } else {
            4.0
        };
        at += step;
        // The error after a step is of the order of its cube.
        if step.abs() < 1e-5 * width {
            break;
        }
    }
    at
}

/// Where the gamma distribution of shape `a` and scale 1 has the probability `p` below.
#[must_use]
pub fn gamma_quantile(p: f64, a: f64) -> f64 {
    if !(a > 0.0 && a.is_finite() && (0.0..=1.0).contains(&p)) {
        return f64::NAN;
    }
    if p == 0.0 {
        return 0.0;
    }
    if p == 1.0 {
        return f64::INFINITY;
    }
    // The first term of the series, never above the quantile; where it is this small it is the quantile.
    let first = (ln(p) + libm::lgamma(a + 1.0)) / a;
    if first < -40.0 {
        return exp(first);
    }
    // Wilson and Hilferty (1931): the cube root is nearly normal.
    let narrow = 1.0 / (9.0 * a);
    let cube = 1.0 - narrow + normal_quantile(p) * sqrt(narrow);
    let start = if cube > 0.05 { first.max(ln(a) + 3.0 * ln(cube)) } else { first };
    let constant = gamma_constant(a);
    exp(follow(start, p, 1.0 / sqrt(a.max(1.0)), |at| {
        let x = exp(at);
        let front = gamma_front(a, x, constant);
        let tails = if a > LARGE { gamma_large(a, x) } else { gamma_tails(a, x, front) };
        Sight { tails, density: front * a, slope: a - x }
    }))
}

/// Where the beta distribution has the probability `p` below.
#[must_use]
pub fn beta_quantile(p: f64, a: f64, b: f64) -> Share {
    if !(a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite() && (0.0..=1.0).contains(&p)) {
        return Share { of: f64::NAN, rest: f64::NAN };
    }
    if p == 0.0 {
        return Share { of: 0.0, rest: 1.0 };
    }
    if p == 1.0 {
        return Share { of: 1.0, rest: 0.0 };
    }
    let whole = lbeta(a, b);
    // The first terms of the series at both ends; where one is this small it is the quantile.
    let low = (ln(p) + ln(a) + whole) / a;
    let high = (libm::log1p(-p) + ln(b) + whole) / b;
    if low < -80.0 {
        return Share { of: exp(low), rest: 1.0 };
    }
    if high < -80.0 {
        return Share { of: 1.0, rest: exp(high) };
    }
    // Roughly normal along ln(x/(1−x)), with the mean and variance of a beta's logit for not too small parameters.
    let centre = ln(a / b);
    let start = centre + normal_quantile(p) * sqrt(1.0 / a + 1.0 / b).min(10.0);
    let constant = beta_constant(a, b);
    let width = sqrt((1.0 / a + 1.0 / b).min(1.0));
    let at = follow(start, p, width, |at| {
        let x = from_logit(at);
        let front = beta_front(a, b, x, constant);
        Sight { tails: beta_tails(a, b, x, front), density: front, slope: a * x.rest - b * x.of }
    });
    from_logit(at)
}

fn from_logit(at: f64) -> Share {
    let small = exp(-at.abs());
    let (less, more) = (small / (1.0 + small), 1.0 / (1.0 + small));
    if at < 0.0 { Share { of: less, rest: more } } else { Share { of: more, rest: less } }
}

/// Student's t distribution with `freedom` degrees of freedom, below and above `t`.
#[must_use]
pub fn student(t: f64, freedom: f64) -> Tails {
    if freedom.is_nan() || freedom <= 0.0 || t.is_nan() {
        return Tails::NONE;
    }
    let square = t * t;
    let share = if square > freedom {
        let part = freedom / square;
        Share { of: part / (1.0 + part), rest: 1.0 / (1.0 + part) }
    } else {
        let part = square / freedom;
        Share { of: 1.0 / (1.0 + part), rest: part / (1.0 + part) }
    };
    let both = beta_share(0.5 * freedom, 0.5, share);
    let outer = Tails { lower: 0.5 + 0.5 * both.upper, upper: 0.5 * both.lower };
    if t < 0.0 { outer.turned() } else { outer }
}

/// Where Student's t distribution has the probability `p` below.
#[must_use]
pub fn student_quantile(p: f64, freedom: f64) -> f64 {
    let tail = p.min(1.0 - p);
    let share = beta_quantile(2.0 * tail, 0.5 * freedom, 0.5);
    let size = sqrt(freedom * (share.rest / share.of));
    if p < 0.5 { -size } else { size }
}

/// The chi-square distribution with `freedom` degrees of freedom, below and above `x`.
#[must_use]
pub fn chi_square(x: f64, freedom: f64) -> Tails {
    gamma(0.5 * freedom, 0.5 * x)
}

/// Where the chi-square distribution has the probability `p` below.
#[must_use]
pub fn chi_square_quantile(p: f64, freedom: f64) -> f64 {
    2.0 * gamma_quantile(p, 0.5 * freedom)
}

#[cfg(test)]
mod tests;
