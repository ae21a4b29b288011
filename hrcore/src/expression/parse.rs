//! Reading a formula: `sales / (visitors * 2) + 5%`.

use super::{Dimension, Op};
use crate::json::short;
use crate::number::{Decimal, Rational};

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FormulaError {
    /// It cannot be read.
    Syntax(String),
    /// It names a metric that does not exist.
    Unknown(String),
    /// Its units do not go together.
    Units(String),
    /// It has more nodes or is nested deeper than the limits allow.
    TooLarge(String),
}

/// A compiled formula: the steps, their unit, and the metrics that it reads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Formula {
    pub(crate) ops: Vec<Op>,
    pub(crate) dimension: Dimension,
}

/// Resolves the name of a metric to its index and unit; labels have no unit.
pub(crate) type Resolve<'a> = dyn Fn(&str) -> Option<(usize, Option<Dimension>)> + 'a;

/// Reads a formula. `metric` resolves a name to an index and a unit (`None`: a label, which has no number).
pub(crate) fn parse(text: &str, nodes: u32, depth: usize, metric: &Resolve<'_>) -> Result<Formula, FormulaError> {
    let mut parser = Parser { text, at: 0, ops: Vec::new(), nodes, depth, metric };
    let dimension = parser.sum(0)?;
    match parser.peek() {
        None => Ok(Formula { ops: parser.ops, dimension }),
        Some(c) => Err(parser.unexpected(c)),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    ops: Vec<Op>,
    nodes: u32,
    depth: usize,
    metric: &'a Resolve<'a>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&mut self) -> Option<char> {
        let rest = self.rest();
        let skipped = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        self.at += skipped;
        self.rest().chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn unexpected(&self, c: char) -> FormulaError {
        let column = self.text.get(..self.at).map_or(0, |before| before.chars().count()) + 1;
        FormulaError::Syntax(format!("unexpected `{c}` in the formula at column {column}"))
    }

    fn push(&mut self, op: Op) -> Result<(), FormulaError> {
        if self.ops.len() >= usize::try_from(self.nodes).unwrap_or(usize::MAX) {
            return Err(FormulaError::TooLarge(format!("formula has more than {} parts", self.nodes)));
        }
        self.ops.push(op);
        Ok(())
    }

    fn sum(&mut self, depth: usize) -> Result<Dimension, FormulaError> {
        let mut left = self.product(depth)?;
        loop {
            let op = match self.peek() {
                Some('+') => Op::Add,
                Some('-') => Op::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.product(depth)?;
            let word = if op == Op::Add { "added to" } else { "taken from" };
            left = left
                .plus(&right)
                .ok_or_else(|| FormulaError::Units(format!("{} cannot be {word} {}", right.words(), left.words())))?;
            self.push(op)?;
        }
    }

    fn product(&mut self, depth: usize) -> Result<Dimension, FormulaError> {
        let mut left = self.factor(depth)?;
        loop {
            let (op, sign) = match self.peek() {
                Some('*' | '×') => (Op::Multiply, 1),
                Some('/' | '÷') => (Op::Divide, -1),
                _ => return Ok(left),
            };
            self.at += self.peek().map_or(0, char::len_utf8);
            let right = self.factor(depth)?;
            left = left.times(&right, sign);
            self.push(op)?;
        }
    }

    fn factor(&mut self, depth: usize) -> Result<Dimension, FormulaError> {
        if depth > self.depth {
            return Err(FormulaError::TooLarge(format!("formula is nested more than {} deep", self.depth)));
        }
        match self.peek() {
            Some('-') => {
                self.at += 1;
                let dimension = self.factor(depth + 1)?;
                self.push(Op::Negate)?;
                Ok(dimension)
            }
            Some('(') => {
                self.at += 1;
                let dimension = self.sum(depth + 1)?;
                self.close()?;
                Ok(dimension)
            }
            Some('0'..='9') => self.number(),
            Some(c) if is_word_start(c) => self.word(depth),
            Some(c) => Err(self.unexpected(c)),
            None => Err(FormulaError::Syntax("formula ends where a value should stand".to_owned())),
        }
    }

    fn close(&mut self) -> Result<(), FormulaError> {
        if self.eat(')') {
            return Ok(());
        }
        Err(match self.peek() {
            Some(c) => self.unexpected(c),
            None => FormulaError::Syntax("formula ends where `)` should stand".to_owned()),
        })
    }

    fn number(&mut self) -> Result<Dimension, FormulaError> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or("");
        let value = Decimal::parse(text)
            .map_err(|error| FormulaError::Syntax(format!("`{}` in the formula: {error}", short(text))))?;
        self.at += length;
        if self.rest().starts_with('%') {
            self.at += 1;
            self.push(Op::Constant(Rational::from_scaled(value.mantissa(), value.scale() + 2)))?;
            return Ok(Dimension::SHARE);
        }
        self.push(Op::Constant(value.to_rational()))?;
        Ok(Dimension::PLAIN)
    }

    fn word(&mut self, depth: usize) -> Result<Dimension, FormulaError> {
        let rest = self.rest();
        let length = rest.find(|c: char| !is_word_start(c) && !c.is_ascii_digit()).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or("").to_owned();
        self.at += length;
        if self.peek() == Some('(') {
            return self.call(&word, depth);
        }
        match (self.metric)(&word) {
            Some((index, Some(dimension))) => {
                self.push(Op::Metric(index))?;
                Ok(dimension)
            }
            Some((_, None)) => Err(FormulaError::Units(format!("metric `{}` is a label, not a number", short(&word)))),
            None => Err(FormulaError::Unknown(word)),
        }
    }

    fn call(&mut self, name: &str, depth: usize) -> Result<Dimension, FormulaError> {
        if !matches!(name, "min" | "max" | "abs") {
            let message = format!("unknown function `{}`; there are `min`, `max` and `abs`", short(name));
            return Err(FormulaError::Syntax(message));
        }
        self.at += 1;
        let mut dimension = self.sum(depth + 1)?;
        let mut count = 1;
        while name != "abs" && self.eat(',') {
            let next = self.sum(depth + 1)?;
            let message = format!("`{name}` cannot compare {} with {}", dimension.words(), next.words());
            dimension = dimension.plus(&next).ok_or(FormulaError::Units(message))?;
            count += 1;
        }
        self.close()?;
        self.push(match name {
            "min" => Op::Min(count),
            "max" => Op::Max(count),
            _ => Op::Absolute,
        })?;
        Ok(dimension)
    }
}

/// Whether a character may begin a word: a letter, `_`, or anything beyond ASCII but the signs of arithmetic.
fn is_word_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_' || (!c.is_ascii() && !matches!(c, '×' | '÷'))
}
