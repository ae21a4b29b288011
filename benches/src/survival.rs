//! People with columns and the time until they left: a known file, and companies of any size made by plain arithmetic, which
//! `peers/cox.py` makes again for other tools.

/// Times, whether they ended, and columns, row after row.
#[derive(Debug)]
pub struct People {
    /// Times until the last look.
    pub times: Vec<f64>,
    /// Whether they left then.
    pub ended: Vec<bool>,
    /// Columns of each.
    pub rows: Vec<f64>,
    /// How many columns there are.
    pub columns: usize,
}

/// The 432 people of the reference file (Rossi, Berk and Lenihan 1980), with 7 columns.
#[must_use]
pub fn rossi() -> People {
    let mut people = People { times: Vec::new(), ended: Vec::new(), rows: Vec::new(), columns: 7 };
    for line in include_str!("../../hrcore-stats/tests/data/rossi.csv").lines().skip(1) {
        let mut cells = line.split(',').map(|cell| cell.trim().parse().unwrap_or(0.0));
        people.times.push(cells.next().unwrap_or(0.0));
        people.ended.push(cells.next().is_some_and(|cell| cell > 0.5));
        people.rows.extend(cells);
    }
    people
}

/// The generator of Knuth's MMIX (1999), of which the upper 53 bits are taken.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// People with ten columns, of which three matter; times are hundredths, so that many are tied.
#[must_use]
pub fn company(count: usize) -> People {
    let mut numbers = Numbers(7);
    let mut people = People { times: Vec::new(), ended: Vec::new(), rows: Vec::new(), columns: 10 };
    for _ in 0..count {
        let row: [f64; 10] = std::array::from_fn(|_| numbers.next() + numbers.next() + numbers.next() - 1.5);
        let [first, second, third, ..] = row;
        let chance = numbers.next();
        let pace = 4.0 + first - 0.6 * second + 0.4 * third;
        let (leaves, looked) = (96.0 * (chance / (1.0 - chance)) / pace, 1.0 + 59.0 * numbers.next());
        people.times.push((100.0 * leaves.min(looked)).ceil() / 100.0);
        people.ended.push(leaves <= looked);
        people.rows.extend(row);
    }
    people
}
