//! The pull reader.

mod scalars;

use std::borrow::Cow;
use std::fmt;

use super::absent::Absent;
use super::document::Fields;
use super::scan::{is_same, push_escaped, short};
use crate::error::{Code, Problem, nearest};
use crate::limits::Limits;

/// What kind of value comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of JSON's own types")]
pub enum Kind {
    Object,
    List,
    String,
    Number,
    Bool,
    Null,
    /// The text ends or is no JSON.
    End,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::List => "a list",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Bool => "a boolean",
            Self::Null => "null",
            Self::End => "nothing",
        }
    }
}

// A step on the way to the current place. Where there is no problem nobody asks for it, so it costs next to nothing.
#[derive(Debug, Clone, Copy)]
enum Step {
    // The key whose quote is this byte of the text.
    Key(usize),
    Index(usize),
}

/// Reads one JSON text from front to back.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    limits: &'a Limits,
    path: Vec<Step>,
    problems: Vec<Problem>,
    // Pointers of list elements that could not be read and were left out.
    dropped: Vec<(String, usize)>,
    // Whether a list element with any problem is left out, rather than only one that cannot be read.
    strict: bool,
    // Problems beyond the limit.
    further: usize,
    broken: bool,
    // Sections of features that are left out.
    pub(super) absent: Vec<Absent>,
}

impl<'a> Reader<'a> {
    /// Starts at the front of a document.
    #[must_use]
    pub fn new(bytes: &'a [u8], limits: &'a Limits) -> Self {
        let mut reader = Self {
            text: "",
            at: 0,
            depth: 0,
            limits,
            path: Vec::with_capacity(8),
            problems: Vec::new(),
            dropped: Vec::new(),
            strict: false,
            further: 0,
            broken: false,
            absent: Vec::new(),
        };
        if bytes.len() > limits.bytes {
            let most = limits.bytes;
            let message = format_args!("document has {} bytes, the limit is {most}", bytes.len());
            reader.fail(Code::JsonTooLarge, message);
            return reader;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => reader.text = text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => {
                let at = error.valid_up_to();
                reader.fail(Code::JsonSyntax, format_args!("text is not UTF-8 at byte {at}"));
            }
        }
        reader
    }

    /// The problems found, and the list elements left out, as (pointer of the list, index).
    #[must_use]
    pub fn finish(mut self) -> (Vec<Problem>, Vec<(String, usize)>) {
        if self.further > 0 {
            let message = format!("{} further problems are not listed", self.further);
            self.problems.push(Problem::new(Code::LimitExceeded, "", message));
        }
        (self.problems, self.dropped)
    }

    /// Leaves list elements with any problem out: records count whole or not at all.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Whether list elements with any problem are left out.
    pub(super) fn is_strict(&self) -> bool {
        self.strict
    }

    /// The sections that were skipped because their features are left out.
    pub(crate) fn absent(&mut self) -> Vec<Absent> {
        std::mem::take(&mut self.absent)
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// How many problems there are.
    pub(crate) fn mark(&self) -> usize {
        self.problems.len() + self.further
    }

    /// Whether a list element that began at a mark is good: without any problem, where records count whole or not at all.
    pub(crate) fn is_good_since(&self, mark: usize) -> bool {
        !self.strict || self.mark() == mark
    }

    /// Checks that nothing but white space follows.
    pub fn end(&mut self) {
        if !self.broken && self.byte().is_some() {
            self.syntax("text after the document");
        }
    }

    /// Whether reading had to stop.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    // ---- problems ------------------------------------------------------------------------------------------

    /// The pointer of the current place.
    #[must_use]
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                Step::Key(at) => push_escaped(&mut pointer, &self.key_at(*at)),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    // A key that was read before.
    fn key_at(&self, at: usize) -> Cow<'a, str> {
        let mut again = Reader::new(b"", self.limits);
        (again.text, again.at) = (self.text, at);
        again.string_text().unwrap_or_default()
    }

    /// Reports a problem at the current place.
    pub fn problem(&mut self, code: Code, message: fmt::Arguments<'_>) {
        let problem = Problem::new(code, self.pointer(), fmt::format(message));
        self.report(problem);
    }

    /// Reports a problem of a field of the object at the current place.
    pub(crate) fn problem_at(&mut self, field: &str, code: Code, message: fmt::Arguments<'_>) {
        let mut pointer = self.pointer();
        pointer.push('/');
        push_escaped(&mut pointer, field);
        self.report(Problem::new(code, pointer, fmt::format(message)));
    }

    /// Reports a problem.
    pub fn report(&mut self, problem: Problem) {
        if self.problems.len() < self.limits.problems {
            self.problems.push(problem);
        } else {
            self.further += 1;
        }
    }

    // Reports and stops: what follows cannot be read.
    fn fail(&mut self, code: Code, message: fmt::Arguments<'_>) {
        // What cannot be read at all comes first: what was found before it may only be its consequence.
        if !self.broken {
            self.problem(code, message);
            self.problems.rotate_right(1);
        }
        self.give_up();
    }

    // Nothing more is there to be read.
    fn give_up(&mut self) {
        self.broken = true;
        self.at = self.text.len();
    }

    fn syntax(&mut self, message: &str) {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        self.fail(Code::JsonSyntax, format_args!("{message} at line {line}, column {column}"));
    }

    /// Reports that the next value has the wrong type, and skips it.
    pub fn mismatch(&mut self, expected: &str) {
        let found = self.kind();
        if found == Kind::End {
            self.syntax("a value is missing");
            return;
        }
        self.problem(Code::TypeMismatch, format_args!("expected {expected}, found {}", found.words()));
        self.skip();
    }

    /// Reports a field that does not belong here, and skips its value.
    pub fn unknown_field(&mut self, key: &str, known: &[&'static str]) {
        let mut problem = Problem::new(Code::FieldUnknown, self.pointer(), format!("unknown field `{}`", short(key)));
        if self.problems.len() < self.limits.problems
            && let Some(near) = nearest(key, known)
        {
            problem = problem.hint(format!("did you mean `{near}`?"));
        }
        self.report(problem);
        self.skip();
    }

    // ---- values --------------------------------------------------------------------------------------------

    // The next byte behind white space.
    #[inline]
    fn byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                self.at += 1;
            } else {
                return Some(*byte);
            }
        }
        None
    }

    /// What comes next.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn kind(&mut self) -> Kind {
        match self.byte() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b'"') => Kind::String,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            Some(_) => {
                self.syntax("unexpected character");
                Kind::End
            }
            None => Kind::End,
        }
    }

    fn enter(&mut self) -> bool {
        self.at += 1;
        self.depth += 1;
        if self.depth > self.limits.depth {
            let most = self.limits.depth;
            self.fail(Code::JsonTooDeep, format_args!("nested more than {most} deep"));
            return false;
        }
        self.path.push(Step::Index(0));
        true
    }

    /// Reads an object: `field` is called for each key and must read or skip its value.
    ///
    /// Returns `None` when there is no object here.
    // Through a reference, so that the loop is compiled once and not for every type: the npm package stays small.
    pub fn object(&mut self, expected: &str, field: &mut dyn FnMut(&mut Self, &str)) -> Option<()> {
        if !self.begin(b'{', expected) {
            return None;
        }
        let mut first = true;
        while self.next_key(&mut first)
            && let Some(key) = self.key()
        {
            field(self, &key);
        }
        (!self.broken).then_some(())
    }

    // Steps into an object or a list, if there is one.
    fn begin(&mut self, bracket: u8, expected: &str) -> bool {
        if self.byte() != Some(bracket) {
            self.mismatch(expected);
            return false;
        }
        self.enter()
    }

    // Steps to the next key of an object, which is the last step of the path from then on. `false` behind the last one,
    // or when the text cannot be read further: then the path ends at the object.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn next_key(&mut self, first: &mut bool) -> bool {
        let mut byte = self.byte();
        if byte == Some(b'}') {
            self.leave();
            return false;
        }
        if !*first {
            if byte != Some(b',') {
                return self.no_key("expected `,` or `}`");
            }
            self.at += 1;
            byte = self.byte();
        }
        *first = false;
        if byte != Some(b'"') {
            return self.no_key("expected a key in double quotes");
        }
        self.step(Step::Key(self.at));
        true
    }

    #[cold]
    fn no_key(&mut self, message: &str) -> bool {
        self.path.pop();
        self.syntax(message);
        false
    }

    // Reads a key and its colon.
    fn key(&mut self) -> Option<Cow<'a, str>> {
        // What is wrong with a key itself is the object's problem.
        let step = self.path.pop()?;
        let Some(key) = self.string_text() else {
            self.give_up();
            return None;
        };
        if self.byte() != Some(b':') {
            self.syntax("expected `:`");
            return None;
        }
        self.at += 1;
        self.path.push(step);
        Some(key)
    }

    // Reads a key and its colon if it is one of the few fields that may be expected next.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn expected_key(&mut self, names: &[&'static str], next: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..)?.strip_prefix(b"\"")?;
        for (skipped, name) in names.get(next..)?.iter().take(4).enumerate() {
            // Most of the others have another length.
            if let Some((key, [b'"', b':', ..])) = rest.split_at_checked(name.len())
                && is_same(key, name.as_bytes())
            {
                self.at += name.len() + 3;
                return Some(next + skipped);
            }
        }
        None
    }

    // Sets the last step of the path.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn step(&mut self, step: Step) {
        if let Some(last) = self.path.last_mut() {
            *last = step;
        }
    }

    // Steps over the bracket that ends an object or a list.
    fn leave(&mut self) {
        self.at += 1;
        self.depth -= 1;
        self.path.pop();
    }

    /// The same as [`Self::fields`], with a hint where a field of this name is found, which is unknown here.
    #[cfg(feature = "attrition")]
    pub(crate) fn fields_with_hint(
        &mut self,
        names: &'static [&'static str],
        required: u64,
        (field, hint): (&str, &str),
        fields: &mut dyn Fields,
    ) -> bool {
        let before = self.problems.len();
        let is_good = self.fields(names, required, None, fields);
        if self.problems.len() > before {
            let pointer = format!("{}/{field}", self.pointer());
            let own = self.problems.iter_mut().skip(before);
            for problem in own.filter(|problem| problem.code == Code::FieldUnknown && problem.pointer == pointer) {
                problem.hint = Some(hint.to_owned());
            }
        }
        is_good
    }

    /// Reads an object of known fields, each by its number. Whether all could be read and all that are required were
    /// there. A key equal to `tag` belongs to an enclosing choice.
    pub(crate) fn fields(
        &mut self,
        names: &'static [&'static str],
        required: u64,
        tag: Option<&str>,
        fields: &mut dyn Fields,
    ) -> bool {
        if !self.begin(b'{', "an object") {
            return false;
        }
        let mut first = true;
        let mut seen = 0u64;
        let mut tagged = false;
        let mut good = true;
        // Documents mostly name fields in the order in which they are declared.
        let mut next = 0;
        while self.next_key(&mut first) {
            let number = match self.expected_key(names, next) {
                Some(number) => number,
                None => {
                    let Some(key) = self.key() else { return false };
                    let key = &*key;
                    match names.iter().position(|name| *name == key) {
                        Some(number) => number,
                        None if Some(key) == tag && !tagged => {
                            tagged = true;
                            self.skip();
                            continue;
                        }
                        None if Some(key) == tag => {
                            self.duplicate_key(key);
                            continue;
                        }
                        None => {
                            self.unknown_field(key, names);
                            continue;
                        }
                    }
                }
            };
            if seen & (1 << number) == 0 {
                next = number + 1;
                seen |= 1 << number;
                good &= fields.read_field(self, number);
            } else {
                self.duplicate_key(names.get(number).unwrap_or(&""));
            }
        }
        if self.broken {
            return false;
        }
        let lacking = required & !seen;
        if lacking == 0 {
            return good;
        }
        for (number, name) in names.iter().enumerate() {
            if lacking & (1 << number) != 0 {
                self.lacks(name);
            }
        }
        false
    }

    /// Reports that a required field is not there.
    pub(crate) fn lacks(&mut self, name: &str) {
        if !self.broken {
            self.problem(Code::FieldMissing, format_args!("field `{name}` is missing"));
        }
    }

    /// Reports the current key as a duplicate and skips its value.
    pub fn duplicate_key(&mut self, key: &str) {
        self.problem(Code::JsonDuplicateKey, format_args!("key `{}` stands here twice", short(key)));
        self.skip();
    }

    /// Reads a list: `element` is called for each element and says whether it could be read.
    pub fn list(&mut self, expected: &str, element: &mut dyn FnMut(&mut Self) -> bool) -> Option<()> {
        if !self.begin(b'[', expected) {
            return None;
        }
        if self.byte() == Some(b']') {
            self.leave();
            return Some(());
        }
        let mut index = 0;
        loop {
            if index >= self.limits.records {
                self.path.pop();
                self.fail(Code::LimitExceeded, format_args!("list has more than {index} elements"));
                return None;
            }
            self.step(Step::Index(index));
            let read = element(self);
            if self.broken {
                return None;
            }
            if !read {
                let step = self.path.pop();
                self.dropped.push((self.pointer(), index));
                self.path.extend(step);
            }
            index += 1;
            match self.byte() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.leave();
                    return Some(());
                }
                _ => {
                    self.path.pop();
                    self.syntax("expected `,` or `]`");
                    return None;
                }
            }
        }
    }

    /// Skips the next value, checking its syntax.
    pub fn skip(&mut self) {
        match self.kind() {
            Kind::Object => {
                self.object("", &mut |r, _| r.skip());
            }
            Kind::List => {
                self.list("", &mut |r| {
                    r.skip();
                    true
                });
            }
            Kind::String => {
                self.string("");
            }
            Kind::Number => {
                self.number("");
            }
            Kind::Bool => {
                self.bool();
            }
            Kind::Null => {
                self.null();
            }
            Kind::End => self.syntax("a value is missing"),
        }
    }

    /// Whether the object that comes next has a key, read ahead.
    pub fn has_key(&mut self, wanted: &str) -> bool {
        let mut found = false;
        self.ahead(&mut |r, key| {
            found |= key == wanted;
            r.skip();
        });
        found
    }

    // Reads the object that comes next and returns to its front; problems are left for the second reading.
    fn ahead(&mut self, field: &mut dyn FnMut(&mut Self, &str)) {
        let (at, depth) = (self.at, self.depth);
        let (problems, dropped, further, path) =
            (self.problems.len(), self.dropped.len(), self.further, self.path.len());
        self.object("", field);
        if !self.broken {
            (self.at, self.depth, self.further) = (at, depth, further);
            self.problems.truncate(problems);
            self.dropped.truncate(dropped);
            self.path.truncate(path);
        }
    }

    /// The value of a string field of the object that comes next, read ahead.
    pub fn peek_tag(&mut self, tag: &str) -> Option<Cow<'a, str>> {
        if self.kind() != Kind::Object {
            return None;
        }
        let mut found = None;
        self.ahead(&mut |r, key| {
            if key == tag && found.is_none() && r.kind() == Kind::String {
                found = r.string("");
            } else {
                r.skip();
            }
        });
        found
    }
}
