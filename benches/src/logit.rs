//! Logistic regression beside scikit-learn: the same rows by the same rule, and a process that is asked in turns.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use hrcore_stats::glm::{Block, Fault, Penalty, Table};

/// Columns with a penalty; a constant comes before them.
pub const COLUMNS: usize = 51;
/// With the constant.
pub const WIDTH: usize = COLUMNS + 1;

/// Rows in memory.
#[derive(Debug)]
pub struct Data {
    cells: Vec<f64>,
    outcomes: Vec<f64>,
}

/// The finaliser of splitmix64 (Steele, Lea and Flood 2014), as a share of 1.
fn share(number: usize) -> f64 {
    let mut bits = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((bits ^ (bits >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
}

impl Data {
    /// So many rows; `peers/glm.py` makes the same.
    #[must_use]
    pub fn new(rows: usize) -> Self {
        let (mut cells, mut outcomes) = (Vec::with_capacity(rows * WIDTH), Vec::with_capacity(rows));
        for row in 0..rows {
            let number = row * WIDTH;
            let mut predictor = -2.0;
            cells.push(1.0);
            for column in 0..COLUMNS {
                let at = share(number + column);
                let cell = if column % 2 == 0 { 2.0 * at - 1.0 } else { f64::from(u8::from(at < 0.3)) };
                predictor += ((column * 7 % 11) as f64 - 5.0) / 10.0 * cell;
                cells.push(cell);
            }
            let chance = hrcore_stats::glm::Family::Logit.mean(predictor);
            outcomes.push(f64::from(u8::from(share(number + COLUMNS) < chance)));
        }
        Self { cells, outcomes }
    }

    /// As a table.
    ///
    /// # Errors
    ///
    /// Never: the sizes belong together.
    pub fn table(&self) -> Result<Table<'_>, Fault> {
        Table::new(WIDTH, Block { cells: &self.cells, outcomes: &self.outcomes, offsets: &[], weights: &[] })
    }
}

/// The penalty of scikit-learn's `C = 1`: none on the constant.
#[must_use]
pub fn penalty() -> Penalty {
    let precision = (0..WIDTH).map(|column| if column == 0 { 0.0 } else { 1.0 }).collect();
    Penalty { mean: vec![0.0; WIDTH], precision }
}

/// A process with scikit-learn and the same rows.
#[derive(Debug)]
pub struct Peer {
    child: Child,
    ask: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What the peer took, and found.
#[derive(Debug, Clone)]
pub struct Told {
    /// Seconds on the wall.
    pub wall: f64,
    /// Seconds of all processors together.
    pub used: f64,
    /// Numbers to compare.
    pub found: Vec<f64>,
}

impl Peer {
    /// Starts `PYTHON` (or `python3`) with so many rows and one of scikit-learn's solvers; none where that has no
    /// scikit-learn.
    #[must_use]
    pub fn start(rows: usize, solver: &str) -> Option<Self> {
        let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/glm.py");
        let mut child = Command::new(python)
            .args([script, &rows.to_string(), solver])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let (ask, answers) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        let mut peer = Self { child, ask, answers };
        (peer.line()? == "ready").then_some(peer)
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        Some(line.trim().to_owned())
    }

    /// Asks for `fit` or `score`.
    pub fn ask(&mut self, what: &str) -> Option<Told> {
        writeln!(self.ask, "{what}").ok()?;
        let line = self.line()?;
        let mut numbers = line.split(' ').map_while(|number| number.parse().ok());
        Some(Told { wall: numbers.next()?, used: numbers.next()?, found: numbers.collect() })
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // One that has ended already is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
