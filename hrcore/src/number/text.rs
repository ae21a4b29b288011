//! The text of numbers that fit a machine word, which nearly all do, without the machinery of formatting.

/// Powers of ten that fit a machine word.
const POWERS: [u64; 20] = {
    let mut powers = [1u64; 20];
    let mut at = 1;
    while at < 20 {
        #[allow(clippy::indexing_slicing, reason = "checked when this is compiled")]
        {
            powers[at] = powers[at - 1] * 10;
        }
        at += 1;
    }
    powers
};

/// 10^exponent, if it fits.
pub(super) fn power_of_ten(exponent: u32) -> Option<u64> {
    POWERS.get(exponent as usize).copied()
}

/// Appends the last digits of a value below 1000, three at most.
fn push_three(value: u32, count: u32, out: &mut String) {
    let rest = value % 100;
    let mut push = |digit: u32| out.push(char::from(b'0' | u8::try_from(digit & 15).unwrap_or_default()));
    if count > 2 {
        push(value / 100);
    }
    if count > 1 {
        push(rest / 10);
    }
    push(rest % 10);
}

/// Appends the last digits of a value, so many of them.
fn push_last(value: u64, count: u32, out: &mut String) {
    if count > 3 {
        push_last(value / 1000, count - 3, out);
    }
    push_three(u32::try_from(value % 1000).unwrap_or_default(), count, out);
}

/// Appends at least `least` digits.
#[cfg_attr(not(target_family = "wasm"), inline)]
pub(crate) fn push_digits(value: u64, least: u32, out: &mut String) {
    match u32::try_from(value) {
        Ok(value @ 0..1000) if least <= 3 => {
            let count = 1 + u32::from(value > 9) + u32::from(value > 99);
            push_three(value, count.max(least), out);
        }
        _ => push_last(value, least.max(value.checked_ilog10().unwrap_or_default() + 1), out),
    }
}

/// Appends `magnitude / 10^places`; `trim` drops zeros at the end. `false` with more than 19 places.
pub(super) fn push_decimal(mut magnitude: u64, mut places: u32, negative: bool, trim: bool, out: &mut String) -> bool {
    while trim && places > 0 && magnitude.is_multiple_of(10) {
        magnitude /= 10;
        places -= 1;
    }
    let Some(unit) = power_of_ten(places) else { return false };
    if negative {
        out.push('-');
    }
    if places == 0 {
        push_digits(magnitude, 1, out);
    } else {
        push_digits(magnitude / unit, 1, out);
        out.push('.');
        push_last(magnitude % unit, places, out);
    }
    true
}

/// Appends `numerator / denominator` as it stands.
pub(super) fn push_fraction(numerator: i64, denominator: u64, out: &mut String) {
    if numerator < 0 {
        out.push('-');
    }
    push_digits(numerator.unsigned_abs(), 1, out);
    if denominator != 1 {
        out.push('/');
        push_digits(denominator, 1, out);
    }
}
