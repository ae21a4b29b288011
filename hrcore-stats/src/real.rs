//! Elementary functions, and sums in a fixed order.

/// e to the power of `x`.
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// The natural logarithm.
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `x` to the power of `y`.
#[must_use]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// The square root; IEEE 754 defines it to the last bit.
#[must_use]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// The sum, from the first to the last.
#[must_use]
pub fn sum(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value)
}

/// The mean; 0 of nothing.
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { sum(values) / count(values.len()) }
}

/// The sum of products of two slices of one length.
#[must_use]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}

/// The sum of products of two slices of one length, in eight sums side by side, which a processor can take together:
/// for many long rows. Its last bits differ from those of [`dot`].
#[must_use]
#[inline]
pub fn wide_dot(a: &[f64], b: &[f64]) -> f64 {
    let ((parts, rest), (others, other_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (part, other) in parts.iter().zip(others) {
        for ((sum, a), b) in sums.iter_mut().zip(part).zip(other) {
            *sum += a * b;
        }
    }
    let [a, b, c, d, e, f, g, h] = sums;
    ((a + e) + (c + g)) + ((b + f) + (d + h)) + dot(rest, other_rest)
}

/// The number between two others that is nearest to `x`, as `f64::clamp` gives it, without a message that would carry the
/// printing of floats along.
#[must_use]
pub fn between(x: f64, least: f64, most: f64) -> f64 {
    if x < least {
        least
    } else if x > most {
        most
    } else {
        x
    }
}

/// A count as a number; exact below 2^53, which no slice is long enough to pass.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "no slice has 2^53 elements")]
pub fn count(n: usize) -> f64 {
    n as f64
}

/// The median; 0 of nothing.
#[must_use]
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    crate::sort::numbers(&mut sorted);
    let middle = sorted.len() / 2;
    let at = |place: usize| sorted.get(place).copied().unwrap_or(0.0);
    if sorted.len() % 2 == 1 { at(middle) } else { f64::midpoint(at(middle.saturating_sub(1)), at(middle)) }
}
