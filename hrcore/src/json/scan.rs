//! Looking at bytes: what needs no escape, what is a number, what is the same.

/// Whether two texts of a few bytes are the same: two words, which may overlap, instead of a call.
#[inline]
pub(super) fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() || a.len() > 16 {
        return a == b;
    }
    if a.len() >= 8 {
        return a.first_chunk::<8>() == b.first_chunk() && a.last_chunk::<8>() == b.last_chunk();
    }
    if a.len() >= 4 {
        return a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk();
    }
    a.iter().eq(b)
}

/// How many bytes come before a quote, a backslash or a control character: eight at a time, then one by one.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    // Most strings end in their first word.
    match bytes.first_chunk() {
        Some(word) if let stops @ 1.. = stops(*word) => stops.trailing_zeros() as usize / 8,
        _ => long_plain_length(bytes),
    }
}

#[inline(never)]
fn long_plain_length(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        let stops = stops(*word);
        if stops != 0 {
            return number * 8 + stops.trailing_zeros() as usize / 8;
        }
    }
    let plain = rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)).count();
    bytes.len() - rest.len() + plain
}

/// Whether there is no quote, backslash or control character: eight bytes at a time, of which some may be seen twice.
#[inline]
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk() {
        let (words, _) = bytes.as_chunks();
        return stops(*last) == 0 && words.iter().all(|word| stops(*word) == 0);
    }
    if let (Some([a, b, c, d]), Some([e, f, g, h])) = (bytes.first_chunk(), bytes.last_chunk()) {
        return stops([*a, *b, *c, *d, *e, *f, *g, *h]) == 0;
    }
    !bytes.iter().any(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))
}

/// The high bit of each byte that is a quote, a backslash or a control character (and maybe of bytes above such a one):
/// the lowest is the first.
#[inline]
fn stops(word: [u8; 8]) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let word = u64::from_le_bytes(word);
    let below = |word: u64, least: u64| word.wrapping_sub(ONES * least) & !word;
    let quote = below(word ^ (ONES * u64::from(b'"')), 1);
    let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
    (quote | backslash | below(word, 0x20)) & (ONES << 7)
}

/// Whether a text is a number in JSON's grammar.
pub(super) fn is_number(bytes: &[u8]) -> bool {
    let digits = |s: &[u8]| s.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.first() == Some(&b'0')) {
        return false;
    }
    let mut rest = rest.get(whole..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix(b".") {
        let places = digits(fraction);
        if places == 0 {
            return false;
        }
        rest = fraction.get(places..).unwrap_or_default();
    }
    if let Some((b'e' | b'E', exponent)) = rest.split_first() {
        let exponent = exponent.strip_prefix(b"-").or_else(|| exponent.strip_prefix(b"+")).unwrap_or(exponent);
        let places = digits(exponent);
        return places > 0 && places == exponent.len();
    }
    rest.is_empty()
}

/// Appends one step of a JSON pointer.
pub(super) fn push_escaped(pointer: &mut String, key: &str) {
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// The front of a text from a document, short enough to quote.
pub(crate) fn short(text: &str) -> &str {
    match text.char_indices().nth(80) {
        Some((at, _)) => text.get(..at).unwrap_or(text),
        None => text,
    }
}
