/// How much input is read before a call gives up. Exports come from outside; without bounds, one broken
/// export could take the host's memory.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one document, CSV or JSON: 64 MiB.
    pub bytes: usize,
    /// Rows with content, without the header: 1 000 000.
    pub rows: usize,
    /// Bytes of one cell: 1 024.
    pub cell_bytes: usize,
    /// Problems that are reported before reading stops: 100.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 64 << 20, rows: 1_000_000, cell_bytes: 1024, problems: 100 }
    }
}
