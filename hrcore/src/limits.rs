//! Bounds on what an input may make the engine do.

/// Bounds that keep hostile input from costing more than it should.
///
/// The defaults fit the largest companies in one document; a host that serves strangers may set them lower.
///
/// # Example
///
/// ```
/// use hrcore::{Engine, Limits};
///
/// let limits = Limits { bytes: 1_000, ..Limits::default() };
/// let problems = Engine::compile_with(&vec![b' '; 2_000], limits).unwrap_err();
/// assert_eq!(problems.iter().next().unwrap().code.as_str(), "json_too_large");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one document. Default 2 GiB.
    pub bytes: usize,
    /// Nesting of lists and objects. Default 64.
    pub depth: usize,
    /// Bytes of one string. Default 65 536.
    pub string: usize,
    /// Elements of one list. Default 50 million.
    pub records: usize,
    /// Evaluation steps of one metric: formula nodes, with those of the metrics it is made of. Default 2 000.
    pub formula_nodes: u32,
    /// Bits of a rational; a value beyond is undefined. Default 8 192.
    pub rational_bits: u64,
    /// Problems reported of one document. Default 1 000.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: (2 << 30) - 1,
            depth: 64,
            string: 65_536,
            records: 50_000_000,
            formula_nodes: 2_000,
            rational_bits: 8_192,
            problems: 1_000,
        }
    }
}
