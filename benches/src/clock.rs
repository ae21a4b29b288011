//! Two things measured in turns.

use std::time::Duration;

use cpu_time::ThreadTime;

/// Rounds of a comparison: odd, so that a median is one of them.
pub const ROUNDS: usize = 11;

/// What a comparison found.
#[derive(Debug, Clone, Copy)]
pub struct Comparison {
    /// Nanoseconds of ours, the median of the rounds.
    pub ours: f64,
    /// Nanoseconds of the reference, the median of the rounds.
    pub reference: f64,
    /// The median of the rounds' ratios.
    pub ratio: f64,
}

/// Processor time of one call in nanoseconds, over many.
pub fn time<R>(calls: u32, mut call: impl FnMut() -> R) -> f64 {
    let start = ThreadTime::now();
    for _ in 0..calls {
        std::hint::black_box(call());
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}

/// So many calls that they take as long as asked.
fn calls_for<R>(length: Duration, call: &mut impl FnMut() -> R) -> u32 {
    let mut calls = 1;
    loop {
        let each = time(calls, &mut *call);
        if each * f64::from(calls) >= length.as_secs_f64() * 1e9 || calls >= 1 << 20 {
            return calls;
        }
        calls *= 2;
    }
}

/// Measures two calls in turns; `length` is about how long each takes in a round.
pub fn compare<A, B>(length: Duration, mut ours: impl FnMut() -> A, mut reference: impl FnMut() -> B) -> Comparison {
    let (own_calls, reference_calls) = (calls_for(length, &mut ours), calls_for(length, &mut reference));
    let (mut own, mut other, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        // Who goes first changes, so that a slow drift of the machine favours neither.
        let (a, b) = if round % 2 == 0 {
            let a = time(own_calls, &mut ours);
            (a, time(reference_calls, &mut reference))
        } else {
            let b = time(reference_calls, &mut reference);
            (time(own_calls, &mut ours), b)
        };
        own.push(a);
        other.push(b);
        ratios.push(a / b);
    }
    Comparison { ours: median(&mut own), reference: median(&mut other), ratio: median(&mut ratios) }
}

/// The number in the middle; sorts them.
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
    }

    #[test]
    fn twice_the_work_takes_longer() {
        let work = |rounds: u64| (0..rounds).fold(1u64, |sum, at| std::hint::black_box(sum ^ (at * sum)));
        let found = compare(Duration::from_millis(2), || work(40_000), || work(10_000));
        assert!(found.ratio > 1.5, "{found:?}");
    }
}
