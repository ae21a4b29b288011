//! Where in a document a problem is.

use std::fmt;

use crate::error::{Code, Problem};
use crate::gather::Gather as _;
use crate::json::Absent;

/// A step on the way to a place, linked to the one before, so that naming a place costs nothing until it is needed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Root,
    Field(&'static str),
    Item(usize),
}

impl<'a> Place<'a> {
    pub(crate) const ROOT: Self = Self { parent: None, step: Step::Root };

    /// An element of the document's own list: a version of a policy.
    pub(crate) const fn version(index: usize) -> Self {
        Self { parent: None, step: Step::Item(index) }
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) const fn field(&'a self, name: &'static str) -> Self {
        Self { parent: Some(self), step: Step::Field(name) }
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) const fn item(&'a self, index: usize) -> Self {
        Self { parent: Some(self), step: Step::Item(index) }
    }
}

/// Collects problems, and knows which list elements the reader left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sink {
    pub(crate) problems: Vec<Problem>,
    dropped: Vec<(String, usize)>,
    limit: usize,
    further: usize,
    /// Sections that the reader skipped.
    pub(crate) absent: Vec<Absent>,
}

impl Sink {
    pub(crate) fn new((problems, dropped): (Vec<Problem>, Vec<(String, usize)>), limit: usize) -> Self {
        Self { problems, dropped, limit, further: 0, absent: Vec::new() }
    }

    /// The RFC 6901 pointer of a place.
    pub(crate) fn pointer(&self, place: &Place<'_>) -> String {
        let mut pointer = place.parent.map_or_else(String::new, |parent| self.pointer(parent));
        match place.step {
            Step::Root => {}
            Step::Field(name) => {
                pointer.push('/');
                pointer.push_str(name);
            }
            Step::Item(index) => {
                // Elements that could not be read are not in the typed list, but still count in the document.
                let mut raw = index;
                for (list, missing) in &self.dropped {
                    if *list == pointer && *missing <= raw {
                        raw += 1;
                    }
                }
                pointer.push('/');
                pointer.push_str(&raw.to_string());
            }
        }
        pointer
    }

    /// Whether the list at a place lost an element, so that what refers to it cannot be judged.
    pub(crate) fn is_incomplete(&self, place: &Place<'_>) -> bool {
        if self.dropped.is_empty() {
            return false;
        }
        // No more is listed, so nothing more needs to be judged.
        if self.problems.len() >= self.limit {
            return true;
        }
        let pointer = self.pointer(place);
        self.dropped.iter().any(|(list, _)| *list == pointer)
    }

    /// Reports a problem of a field, or of the place itself where the field is empty.
    // What is said comes as arguments of formatting: a check costs few instructions, and text is made when it is needed.
    pub(crate) fn report(&mut self, place: &Place<'_>, field: &'static str, code: Code, message: fmt::Arguments<'_>) {
        self.push(place, field, code, message, None);
    }

    /// Reports a problem with a hint.
    pub(crate) fn advise(
        &mut self,
        place: &Place<'_>,
        field: &'static str,
        code: Code,
        message: fmt::Arguments<'_>,
        hint: fmt::Arguments<'_>,
    ) {
        self.push(place, field, code, message, Some(hint));
    }

    /// The sections below a place that the reader skipped.
    pub(crate) fn absent_below(&self, place: &Place<'_>) -> Vec<Absent> {
        let mut start = self.pointer(place);
        start.push('/');
        self.absent.iter().filter(|absent| absent.pointer.starts_with(&start)).cloned().gather()
    }

    /// Whether further problems are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.problems.len() >= self.limit
    }

    /// Reports a problem that knows its place.
    pub(crate) fn add(&mut self, problem: Problem) {
        if self.is_full() {
            self.further += 1;
        } else {
            self.problems.push(problem);
        }
    }

    #[inline(never)]
    fn push(
        &mut self,
        place: &Place<'_>,
        field: &'static str,
        code: Code,
        message: fmt::Arguments<'_>,
        hint: Option<fmt::Arguments<'_>>,
    ) {
        if self.is_full() {
            self.further += 1;
            return;
        }
        let pointer = if field.is_empty() { self.pointer(place) } else { self.pointer(&place.field(field)) };
        let hint = hint.map(fmt::format);
        self.problems.push(Problem { code, pointer, message: fmt::format(message), hint });
    }

    /// All problems.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        if self.further > 0 {
            let message = format!("{} further problems are not listed", self.further);
            self.problems.push(Problem::new(Code::LimitExceeded, "", message));
        }
        self.problems
    }
}
