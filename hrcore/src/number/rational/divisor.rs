//! What whole numbers have in common, and what is left without it.

fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    // Euclid until both fit a machine word, then the cheap loop.
    while b != 0 {
        if let (Ok(x), Ok(y)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd64(x, y));
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd64(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    // Amounts and scales differ in size: one division brings both down to the smaller one.
    if a > b {
        (a, b) = (b, a);
    }
    b %= a;
    if b == 0 {
        return a;
    }
    let shift = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        if a > b {
            std::mem::swap(&mut a, &mut b);
        }
        b -= a;
    }
    a << shift
}

/// What `a` and the positive `b` have in common, at most `b`.
#[inline]
pub(super) fn common(a: i128, b: i128) -> i128 {
    if b == 1 || a == 1 {
        return 1;
    }
    // A divisor of a positive i128 is one.
    i128::try_from(gcd(a.unsigned_abs(), b.unsigned_abs())).unwrap_or(1)
}

/// What `a` and the positive `b` have in common.
#[inline]
pub(super) fn common_word(a: i64, b: i64) -> i64 {
    if b == 1 || a == 1 {
        return 1;
    }
    // A divisor of a positive i64 is one.
    i64::try_from(gcd64(a.unsigned_abs(), b.unsigned_abs())).unwrap_or(1)
}

/// `a / divisor`, which is positive and leaves no rest.
#[inline]
pub(super) fn part_word(a: i64, divisor: i64) -> i64 {
    if divisor == 1 { a } else { a / divisor }
}

/// `a / divisor`, which leaves no rest.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn part(a: i128, divisor: i128) -> i128 {
    match (i64::try_from(a), i64::try_from(divisor)) {
        (_, Ok(1)) => a,
        // Most numbers fit a machine word, whose division is far quicker. The divisor is positive.
        (Ok(a), Ok(divisor)) => i128::from(a / divisor),
        _ => a / divisor,
    }
}

/// The product, unless it overflows.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}
