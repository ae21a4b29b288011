//! A panel of drivers by month: the grade of each, and whether the month is the last.

use std::collections::BTreeMap;

use hrcore_stats::flow::Table;
use hrcore_stats::real::sum;

use super::files::columns;

/// So many grades.
pub const GRADES: usize = 5;

/// Somebody's month: the grade, from 0, and whether it is the last.
type Seen = BTreeMap<(u32, usize), (usize, bool)>;

/// The people of each month, their hires and leavers.
#[derive(Debug)]
pub struct Panel {
    seen: Seen,
    /// The first month, and the last, counted from year 0.
    first: usize,
    last: usize,
    stock: Vec<Vec<f64>>,
    hires: Vec<Vec<f64>>,
    leaving: Vec<Vec<f64>>,
}

impl Panel {
    /// From a table with a row for each person and month: `MMM-YY`, `Emp_ID`, `LastWorkingDate`, `Designation`.
    ///
    /// # Errors
    ///
    /// It is none; the message names the line.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut seen = Seen::new();
        for (line, [date, person, last, grade]) in
            columns(text, ["MMM-YY", "Emp_ID", "LastWorkingDate", "Designation"])?
        {
            let wrong = |cell: &str| format!("line {line}: `{cell}` is not what it should be");
            let month = month(&date).ok_or_else(|| wrong(&date))?;
            let own = grade.parse().ok().and_then(|own: usize| own.checked_sub(1)).filter(|own| *own < GRADES);
            let key = (person.parse().map_err(|_| wrong(&person))?, month);
            if seen.insert(key, (own.ok_or_else(|| wrong(&grade))?, !last.is_empty())).is_some() {
                return Err(format!("line {line}: the month of `{person}` stands twice"));
            }
        }
        Ok(Self::of(seen))
    }

    fn of(seen: Seen) -> Self {
        let first = seen.keys().map(|(_, month)| *month).min().unwrap_or(0);
        let last = seen.keys().map(|(_, month)| *month).max().unwrap_or(0);
        let room = vec![vec![0.0; GRADES]; last - first + 1];
        let (mut stock, mut hires, mut leaving) = (room.clone(), room.clone(), room);
        let count = |into: &mut [Vec<f64>], month: usize, grade: usize| {
            if let Some(people) = into.get_mut(month - first).and_then(|grades| grades.get_mut(grade)) {
                *people += 1.0;
            }
        };
        for ((person, month), (grade, is_last)) in &seen {
            count(&mut stock, *month, *grade);
            if *is_last {
                count(&mut leaving, *month, *grade);
            }
            if month.checked_sub(1).is_none_or(|before| !seen.contains_key(&(*person, before))) {
                count(&mut hires, *month, *grade);
            }
        }
        Self { seen, first, last, stock, hires, leaving }
    }

    /// The first and the last month.
    #[must_use]
    pub fn span(&self) -> (usize, usize) {
        (self.first, self.last)
    }

    /// The people of a month by grade.
    #[must_use]
    pub fn stock(&self, month: usize) -> &[f64] {
        self.of_month(&self.stock, month)
    }

    /// Those of them who were not there the month before.
    #[must_use]
    pub fn hires(&self, month: usize) -> &[f64] {
        self.of_month(&self.hires, month)
    }

    /// Those of them who have a last day in the month.
    #[must_use]
    pub fn leaving(&self, month: usize) -> &[f64] {
        self.of_month(&self.leaving, month)
    }

    /// All people of a month.
    #[must_use]
    pub fn total(&self, month: usize) -> f64 {
        sum(self.stock(month))
    }

    fn of_month<'p>(&self, all: &'p [Vec<f64>], month: usize) -> &'p [f64] {
        month.checked_sub(self.first).and_then(|at| all.get(at)).map_or(&[], Vec::as_slice)
    }

    /// What becomes of the people of a month in the next, as far as is known in the month `now`. Who vanishes without a
    /// last day has left, or is not counted.
    #[must_use]
    pub fn counts(&self, month: usize, now: usize, do_vanished_leave: bool) -> Table {
        let mut counts = Table::zeros(GRADES, GRADES + 1);
        for ((person, _), (grade, is_last)) in self.seen.iter().filter(|((_, own), _)| *own == month) {
            match self.seen.get(&(*person, month + 1)) {
                _ if *is_last => counts.add(*grade, GRADES, 1.0),
                _ if month == now => counts.add(*grade, *grade, 1.0),
                Some((next, _)) => counts.add(*grade, *next, 1.0),
                None if do_vanished_leave => counts.add(*grade, GRADES, 1.0),
                None => {}
            }
        }
        counts
    }
}

/// `2016-01-01` as months since year 0.
#[must_use]
pub fn month(date: &str) -> Option<usize> {
    let mut parts = date.split('-');
    let year: usize = parts.next()?.parse().ok().filter(|year| *year < 10_000)?;
    let month: usize = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(year * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "MMM-YY,Emp_ID,Age,LastWorkingDate,Designation\n\
        2016-01-01,1,28,,1\n2016-02-01,1,28,,2\n2016-03-01,1,28,,2\n\
        2016-01-01,2,30,,1\n2016-02-01,2,30,2016-02-11,1\n\
        2016-02-01,3,31,,5\n";

    #[test]
    fn people_hires_and_leavers_are_counted_by_month() {
        let panel = Panel::read(TEXT).unwrap();
        let january = 2016 * 12;
        assert_eq!(panel.span(), (january, january + 2));
        assert_eq!(panel.stock(january), [2.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(panel.stock(january + 1), [1.0, 1.0, 0.0, 0.0, 1.0]);
        assert_eq!(panel.hires(january + 1), [0.0, 0.0, 0.0, 0.0, 1.0]);
        assert_eq!(panel.leaving(january + 1), [1.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!((panel.total(january + 1), panel.total(january + 2), panel.total(0)), (3.0, 1.0, 0.0));
    }

    #[test]
    fn who_vanishes_has_left_or_is_not_counted() {
        let panel = Panel::read(TEXT).unwrap();
        let february = 2016 * 12 + 1;
        // The second has a last day; the third vanishes in March.
        assert_eq!(panel.counts(february, february + 1, true).row(4)[5], 1.0);
        assert_eq!(panel.counts(february, february + 1, false).row(4)[5], 0.0);
        assert_eq!(panel.counts(february, february + 1, false).row(0)[5], 1.0);
        // In February itself nobody knows what comes: they stay.
        assert_eq!(panel.counts(february, february, true).row(4)[4], 1.0);
    }

    #[test]
    fn what_is_no_panel_is_told() {
        for (from, to) in
            [(",5\n", ",6\n"), ("2016-03-01", "2016-13-01"), (",3,31", ",x,31"), ("2016-03-01", "2016-01-01")]
        {
            assert!(Panel::read(&TEXT.replacen(from, to, 1)).is_err(), "{to}");
        }
    }
}
