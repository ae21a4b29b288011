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

/// Digits, and the point among them, from the last to the first.
struct Backwards {
    bytes: [u8; 24],
    count: usize,
}

impl Backwards {
    const EMPTY: Self = Self { bytes: [0; 24], count: 0 };

    // What does not fit is left out; nothing is longer than 20 digits, their point and a zero before it.
    #[inline]
    fn put(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.count) {
            *slot = byte;
            self.count += 1;
        }
    }

    // The last digit of a number, which is dropped from it.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "a digit")]
    fn put_digit(&mut self, value: &mut u64) {
        self.put(b'0' + (*value % 10) as u8);
        *value /= 10;
    }

    #[inline]
    fn push(&self, out: &mut String) {
        out.reserve(self.bytes.len());
        for byte in self.bytes.iter().take(self.count).rev() {
            out.push(char::from(byte & 0x7f));
        }
    }
}

/// Appends at least `least` digits, up to 20.
pub(crate) fn push_digits(mut value: u64, least: usize, out: &mut String) {
    let mut text = Backwards::EMPTY;
    while value > 0 || text.count < least.min(20) {
        text.put_digit(&mut value);
    }
    text.push(out);
}

/// Appends `magnitude / 10^places`; `trim` drops zeros at the end. `false` with more than 19 places.
pub(super) fn push_decimal(mut magnitude: u64, mut places: u32, negative: bool, trim: bool, out: &mut String) -> bool {
    while trim && places > 0 && magnitude.is_multiple_of(10) {
        magnitude /= 10;
        places -= 1;
    }
    if places > 19 {
        return false;
    }
    let mut text = Backwards::EMPTY;
    if places > 0 {
        for _ in 0..places {
            text.put_digit(&mut magnitude);
        }
        text.put(b'.');
    }
    text.put_digit(&mut magnitude);
    while magnitude > 0 {
        text.put_digit(&mut magnitude);
    }
    if negative {
        text.put(b'-');
    }
    text.push(out);
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
