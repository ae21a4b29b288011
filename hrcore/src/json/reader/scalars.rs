//! Strings, numbers, `true`, `false` and `null`.

use std::borrow::Cow;

use super::{Kind, Reader};
use crate::error::Code;
use crate::json::scan::{is_number, plain_length};

impl<'a> Reader<'a> {
    /// Reads a string.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn string(&mut self, expected: &str) -> Option<Cow<'a, str>> {
        if self.byte() != Some(b'"') {
            self.mismatch(expected);
            return None;
        }
        self.string_text()
    }

    // At a double quote.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(super) fn string_text(&mut self) -> Option<Cow<'a, str>> {
        let start = self.at + 1;
        let at = start + plain_length(self.text.as_bytes().get(start..)?);
        if self.text.as_bytes().get(at) == Some(&b'"')
            && at - start <= self.limits.string
            && let Some(raw) = self.text.get(start..at)
        {
            self.at = at + 1;
            return Some(Cow::Borrowed(raw));
        }
        self.string_rest(start, at)
    }

    // A string that is not plain from its start to where a plain one would end.
    #[cold]
    fn string_rest(&mut self, start: usize, at: usize) -> Option<Cow<'a, str>> {
        match self.text.as_bytes().get(at) {
            Some(b'"') => {
                self.at = at + 1;
                self.bounded(Cow::Borrowed(self.text.get(start..at)?))
            }
            Some(b'\\') => self.escaped(start, at),
            Some(_) => {
                self.at = at;
                self.syntax("control character in a string");
                None
            }
            None => {
                self.at = at;
                self.syntax("string without an end");
                None
            }
        }
    }

    fn escaped(&mut self, start: usize, first: usize) -> Option<Cow<'a, str>> {
        let text = self.text;
        let bytes = text.as_bytes();
        let mut out = text.get(start..first)?.to_owned();
        let mut at = first;
        loop {
            let plain = at;
            while bytes.get(at).is_some_and(|b| !matches!(b, b'"' | b'\\' | 0..=0x1f)) {
                at += 1;
            }
            out.push_str(text.get(plain..at)?);
            self.at = at;
            match bytes.get(at) {
                Some(b'"') => {
                    self.at += 1;
                    return self.bounded(Cow::Owned(out));
                }
                Some(b'\\') => {
                    let (c, length) = match bytes.get(at + 1) {
                        Some(b'"') => ('"', 2),
                        Some(b'\\') => ('\\', 2),
                        Some(b'/') => ('/', 2),
                        Some(b'b') => ('\u{8}', 2),
                        Some(b'f') => ('\u{c}', 2),
                        Some(b'n') => ('\n', 2),
                        Some(b'r') => ('\r', 2),
                        Some(b't') => ('\t', 2),
                        Some(b'u') => match self.unicode(at) {
                            Some(found) => found,
                            None => {
                                self.syntax("escape that is no character");
                                return None;
                            }
                        },
                        _ => {
                            self.syntax("unknown escape");
                            return None;
                        }
                    };
                    out.push(c);
                    at += length;
                }
                Some(_) => {
                    self.syntax("control character in a string");
                    return None;
                }
                None => {
                    self.syntax("string without an end");
                    return None;
                }
            }
        }
    }

    // A `\uXXXX` escape, or two that form a pair; a lone surrogate is no character.
    fn unicode(&self, at: usize) -> Option<(char, usize)> {
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            u32::from_str_radix(digits, 16).ok()
        };
        let high = unit(at)?;
        if (0xd800..0xdc00).contains(&high) {
            let low = unit(at + 6).filter(|low| (0xdc00..0xe000).contains(low))?;
            let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            return Some((char::from_u32(code)?, 12));
        }
        Some((char::from_u32(high)?, 6))
    }

    fn bounded(&mut self, text: Cow<'a, str>) -> Option<Cow<'a, str>> {
        if text.len() > self.limits.string {
            let most = self.limits.string;
            self.problem(Code::JsonStringTooLong, format_args!("string has {} bytes, the limit is {most}", text.len()));
            return None;
        }
        Some(text)
    }

    /// Reads the digits of a number.
    pub fn number(&mut self, expected: &str) -> Option<&'a str> {
        let text = self.number_like(expected)?;
        if !is_number(text.as_bytes()) {
            self.malformed(text);
            return None;
        }
        Some(text)
    }

    /// Reads what begins like a number, for one who checks its grammar: what does not follow it is [`Reader::malformed`].
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub(crate) fn number_like(&mut self, expected: &str) -> Option<&'a str> {
        if self.kind() != Kind::Number {
            self.mismatch(expected);
            return None;
        }
        let rest = self.text.get(self.at..)?;
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let text = rest.get(..rest.bytes().position(|byte| !is_part(&byte)).unwrap_or(rest.len()))?;
        self.at += text.len();
        Some(text)
    }

    /// Reports that the text read last is no number.
    #[cold]
    pub(crate) fn malformed(&mut self, text: &str) {
        self.at -= text.len();
        self.syntax("malformed number");
    }

    fn word(&mut self, word: &str) -> bool {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            true
        } else {
            self.syntax("unexpected word");
            false
        }
    }

    /// Reads `true` or `false`.
    pub fn bool(&mut self) -> Option<bool> {
        if self.kind() != Kind::Bool {
            self.mismatch("true or false");
            return None;
        }
        let value = self.byte() == Some(b't');
        self.word(if value { "true" } else { "false" }).then_some(value)
    }

    /// Reads `null` if that is what comes next.
    pub fn null(&mut self) -> bool {
        self.kind() == Kind::Null && self.word("null")
    }
}
