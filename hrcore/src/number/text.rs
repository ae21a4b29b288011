//! The text of numbers that fit a machine word, which nearly all do, without the machinery of formatting.

use compact_str::CompactString;

/// Digits, written from the last to the first. Two words, a bar and a sign fit.
struct Digits {
    bytes: [u8; 48],
    start: usize,
}

impl Digits {
    fn new() -> Self {
        Self { bytes: [0; 48], start: 48 }
    }

    fn put(&mut self, byte: u8) {
        if let Some(at) = self.start.checked_sub(1)
            && let Some(slot) = self.bytes.get_mut(at)
        {
            *slot = byte;
            self.start = at;
        }
    }

    /// Puts at least `least` digits, and returns what is left of the number behind `most`.
    fn number(&mut self, mut value: u64, least: u32, most: u32) -> u64 {
        let mut count = 0;
        while count < most && (count < least || value > 0) {
            self.put(b"0123456789".get((value % 10) as usize).copied().unwrap_or(b'0'));
            value /= 10;
            count += 1;
        }
        value
    }

    fn finish(&self) -> CompactString {
        let bytes = self.bytes.get(self.start..).unwrap_or_default();
        CompactString::from_utf8(bytes).unwrap_or_default()
    }
}

/// `magnitude / 10^places`; `trim` drops zeros at the end. At most 18 places.
pub(super) fn decimal(mut magnitude: u64, mut places: u32, negative: bool, trim: bool) -> CompactString {
    while trim && places > 0 && magnitude.is_multiple_of(10) {
        magnitude /= 10;
        places -= 1;
    }
    let mut digits = Digits::new();
    if places > 0 {
        magnitude = digits.number(magnitude, places, places);
        digits.put(b'.');
    }
    digits.number(magnitude, 1, 20);
    if negative {
        digits.put(b'-');
    }
    digits.finish()
}

/// `numerator / denominator`, as it stands.
pub(super) fn fraction(numerator: i64, denominator: u64) -> CompactString {
    let mut digits = Digits::new();
    if denominator != 1 {
        digits.number(denominator, 1, 20);
        digits.put(b'/');
    }
    digits.number(numerator.unsigned_abs(), 1, 20);
    if numerator < 0 {
        digits.put(b'-');
    }
    digits.finish()
}
