//! Random numbers from a seed, a stream and a counter.
//!
//! The generator is Philox4x32-10, Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
//! It is a function of seed and place, not a state that must be walked through: run 7 of a simulation has its own
//! stream and gives the same numbers whether or not runs 0 to 6 came before; published answers are known; it uses
//! nothing but products and exclusive or. `SplitMix` is quicker but its streams are not known to be independent.
//!
//! Every draw of any distribution uses one uniform number for each value it gives, by quantile or inversion, never by
//! rejection. So the place in the stream does not depend on the values, and a small change of a parameter changes the
//! results a little.

use crate::real::{exp, sum};
use crate::special::{Share, binomial_at, gamma_quantile, normal_quantile};

const WORD: u64 = 0xffff_ffff;
/// Up to this mean, counting from 0 on is quicker than finding the mode.
const FEW: f64 = 12.0;

/// The ten rounds: a counter of four words of 32 bits under a key of two.
#[must_use]
pub fn philox(counter: [u64; 4], key: [u64; 2]) -> [u64; 4] {
    let [mut a, mut b, mut c, mut d] = counter;
    let [mut first, mut second] = key;
    for _ in 0..10 {
        let left = 0xd251_1f53 * a;
        let right = 0xcd9e_8d57 * c;
        (a, b, c, d) = ((right >> 32) ^ b ^ first, right & WORD, (left >> 32) ^ d ^ second, left & WORD);
        first = (first + 0x9e37_79b9) & WORD;
        second = (second + 0xbb67_ae85) & WORD;
    }
    [a, b, c, d]
}

/// A stream of random numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Random {
    seed: u64,
    stream: u64,
    place: u64,
    spare: Option<u64>,
}

impl Random {
    /// A stream of a seed, from its start.
    #[must_use]
    pub fn new(seed: u64, stream: u64) -> Self {
        Self { seed, stream, place: 0, spare: None }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let counter = [self.place & WORD, self.place >> 32, self.stream & WORD, self.stream >> 32];
        let [a, b, c, d] = philox(counter, [self.seed & WORD, self.seed >> 32]);
        self.place = self.place.wrapping_add(1);
        self.spare = Some(d << 32 | c);
        b << 32 | a
    }

    /// A number between 0 and 1, neither of them: the middle of one of 2^52 equal parts, exact.
    #[expect(clippy::cast_precision_loss, reason = "52 bits are exact")]
    pub fn uniform(&mut self) -> f64 {
        const PART: f64 = 1.0 / 4_503_599_627_370_496.0;
        ((self.bits() >> 12) as f64 + 0.5) * PART
    }

    /// A standard normal number.
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// A number of the gamma distribution of scale 1.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        gamma_quantile(self.uniform(), shape)
    }

    /// Shares of the Dirichlet distribution, one for each weight; a weight of 0 has the share 0.
    ///
    /// Where all gamma numbers are too small for the floating point (weights under about 0.001 alone) the whole goes
    /// to one place, chosen by weight, which is what such a distribution tends to.
    pub fn dirichlet(&mut self, weights: &[f64], shares: &mut [f64]) {
        for (share, weight) in shares.iter_mut().zip(weights) {
            *share = if *weight > 0.0 { self.gamma(*weight) } else { 0.0 };
        }
        let whole = sum(shares);
        let all = sum(weights);
        if whole > 0.0 {
            shares.iter_mut().for_each(|share| *share /= whole);
        } else if all > 0.0 {
            let mut left = self.uniform() * all;
            for (share, weight) in shares.iter_mut().zip(weights) {
                let is_chosen = left >= 0.0 && left < *weight;
                *share = if is_chosen { 1.0 } else { 0.0 };
                left -= weight;
            }
        }
    }

    /// How many of `tries` succeed: inversion, from 0 on where few do, else from the mode outwards, Kemp (1986).
    pub fn binomial(&mut self, tries: f64, chance: f64) -> f64 {
        let mut left = self.uniform();
        if !(tries > 0.0 && chance > 0.0) {
            return 0.0;
        }
        if chance >= 1.0 {
            return tries;
        }
        if tries * chance <= FEW {
            return few(tries, chance, left);
        }
        if tries * (1.0 - chance) <= FEW {
            return tries - few(tries, 1.0 - chance, left);
        }
        let mode = ((tries + 1.0) * chance).floor().min(tries);
        let odds = chance / (1.0 - chance);
        let at_mode = binomial_at(mode, tries, Share::new(chance));
        let (mut low, mut high) = (mode, mode);
        let (mut at_low, mut at_high) = (at_mode, at_mode);
        left -= at_mode;
        while left >= 0.0 && (low > 0.0 || high < tries) {
            if high < tries {
                at_high *= (tries - high) / (high + 1.0) * odds;
                high += 1.0;
                left -= at_high;
                if left < 0.0 {
                    return high;
                }
            }
            if low > 0.0 {
                at_low *= low / ((tries - low + 1.0) * odds);
                low -= 1.0;
                left -= at_low;
                if left < 0.0 {
                    return low;
                }
            }
            if at_low + at_high == 0.0 {
                break; // rounding left a little of the whole over
            }
        }
        mode
    }

    /// Hands `count` out to places by their shares; the last place with a share takes what is left. One number a
    /// place.
    pub fn multinomial(&mut self, count: f64, shares: &[f64], counts: &mut [f64]) {
        let mut left = count;
        let mut whole = sum(shares);
        for (number, share) in counts.iter_mut().zip(shares) {
            let taken = if *share >= whole { 1.0 } else { *share / whole };
            *number = self.binomial(left, taken);
            left -= *number;
            whole -= share;
        }
        // Rounding can leave the last share a hair under what is left of the whole.
        if left > 0.0
            && let Some((number, _)) = counts.iter_mut().zip(shares).rev().find(|(_, share)| **share > 0.0)
        {
            *number += left;
        }
    }
}

/// The least number of successes that is not exceeded with more than the probability `left`.
fn few(tries: f64, chance: f64, mut left: f64) -> f64 {
    let odds = chance / (1.0 - chance);
    let mut number = 0.0;
    let mut at = exp(tries * libm::log1p(-chance));
    left -= at;
    while left >= 0.0 && number < tries {
        at *= (tries - number) / (number + 1.0) * odds;
        number += 1.0;
        left -= at;
        if at < 1e-30 && number > tries * chance {
            break; // rounding left a little of the whole over
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published answers: file `kat_vectors` of Random123, the library of the authors.
    #[test]
    fn known_answers() {
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(philox([WORD; 4], [WORD; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        let digits_of_pi = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344];
        let answer = [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1];
        assert_eq!(philox(digits_of_pi, [0xa409_3822, 0x299f_31d0]), answer);
    }

    #[test]
    fn the_first_bits_are_the_first_known_answer() {
        let mut random = Random::new(0, 0);
        assert_eq!(random.bits(), 0xe169_c58d_6627_e8d5);
        assert_eq!(random.bits(), 0x9b00_dbd8_bc57_ac4c);
        assert_ne!(Random::new(0, 1).bits(), Random::new(0, 0).bits());
        assert_ne!(Random::new(1, 0).bits(), Random::new(0, 0).bits());
    }

    fn moments(draws: u32, mut draw: impl FnMut() -> f64) -> (f64, f64) {
        let (mut total, mut squares) = (0.0, 0.0);
        for _ in 0..draws {
            let value = draw();
            total += value;
            squares += value * value;
        }
        let mean = total / f64::from(draws);
        (mean, squares / f64::from(draws) - mean * mean)
    }

    /// Means and variances by formula; the margins are four standard errors of the estimates.
    #[test]
    fn moments_are_those_of_the_distributions() {
        let mut random = Random::new(2024, 0);
        let (mean, variance) = moments(40_000, || random.uniform());
        assert!((mean - 0.5).abs() < 4.0 * (1.0_f64 / 12.0 / 4e4).sqrt(), "{mean}");
        assert!((variance - 1.0 / 12.0).abs() < 4.0 * (1.0_f64 / 180.0 / 4e4).sqrt(), "{variance}");
        let (mean, variance) = moments(40_000, || random.normal());
        assert!(mean.abs() < 0.02 && (variance - 1.0).abs() < 4.0 * (2.0_f64 / 4e4).sqrt(), "{mean} {variance}");
        for shape in [0.3, 1.0, 7.5, 400.0] {
            let (mean, variance) = moments(20_000, || random.gamma(shape));
            assert!((mean - shape).abs() < 4.0 * (shape / 2e4).sqrt(), "{shape}: {mean}");
            let spread = ((2.0 * shape * shape + 6.0 * shape) / 2e4).sqrt();
            assert!((variance - shape).abs() < 4.0 * spread, "{shape}: {variance}");
        }
        let known = [(1.0, 0.2), (9.0, 0.5), (30.0, 0.02), (500.0, 0.93), (90.0, 0.96), (1e7, 1e-6), (20_000.0, 0.3)];
        for (tries, chance) in known {
            let expected = tries * chance * (1.0 - chance);
            let (mean, variance) = moments(20_000, || random.binomial(tries, chance));
            assert!((mean - tries * chance).abs() < 4.0 * (expected / 2e4).sqrt(), "{tries} {chance}: {mean}");
            let fourth = 3.0 * expected * expected + expected * (1.0 - 6.0 * chance * (1.0 - chance));
            let spread = ((fourth - expected * expected) / 2e4).sqrt();
            assert!((variance - expected).abs() < 4.0 * spread, "{tries} {chance}: {variance} {expected}");
        }
    }

    /// With shares 1/2, 1/3 and 1/6 of weight 6: variance of a share is m (1 − m) / 7, covariance −m m' / 7.
    #[test]
    fn dirichlet_has_its_covariance() {
        let mut random = Random::new(5, 9);
        let (weights, runs) = ([3.0, 0.0, 2.0, 1.0], 20_000);
        let mut shares = [0.0; 4];
        let (mut first, mut product) = (0.0, 0.0);
        for _ in 0..runs {
            random.dirichlet(&weights, &mut shares);
            assert!((sum(&shares) - 1.0).abs() < 1e-15 && shares[1] == 0.0);
            first += shares[0];
            product += (shares[0] - 0.5) * (shares[2] - 1.0 / 3.0);
        }
        let runs = f64::from(runs);
        assert!((first / runs - 0.5).abs() < 4.0 * (0.25 / 7.0 / runs).sqrt(), "{}", first / runs);
        assert!((product / runs + 1.0 / 42.0).abs() < 0.0012, "{}", product / runs);
        random.dirichlet(&[1e-9, 1e-9], &mut shares[..2]);
        assert_eq!(shares[0] + shares[1], 1.0);
    }

    #[test]
    fn multinomial_hands_out_everything_and_nothing_where_there_is_no_share() {
        let mut random = Random::new(77, 1);
        let mut counts = [0.0; 5];
        let mut total = 0.0;
        for _ in 0..2_000 {
            random.multinomial(137.0, &[0.1, 0.0, 0.2, 0.7, 0.0], &mut counts);
            assert_eq!(sum(&counts), 137.0);
            assert_eq!((counts[1], counts[4]), (0.0, 0.0));
            total += counts[2];
        }
        assert!((total / 2e3 - 27.4).abs() < 4.0 * (137.0_f64 * 0.16 / 2e3).sqrt());
    }
}
