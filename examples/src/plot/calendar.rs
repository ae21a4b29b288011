//! Months on an axis of time.
use crate::lang::Lang;

/// A month, counted from the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(i32);

impl Month {
    /// `2025-11`; what follows, such as a day, is left out. None of what is no month.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        let month: i32 = rest.get(..2)?.parse().ok().filter(|month| (1..=12).contains(month))?;
        Some(Self(year.parse::<u16>().ok().map(i32::from)? * 12 + month - 1))
    }

    /// The month so many later.
    pub fn plus(self, months: usize) -> Self {
        Self(self.0.saturating_add(i32::try_from(months).unwrap_or(i32::MAX)))
    }

    /// How many months this is after another; below zero before it.
    pub fn since(self, first: Self) -> i32 {
        self.0.saturating_sub(first.0)
    }

    /// The year, and the month from 1.
    pub fn parts(self) -> (i32, i32) {
        (self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }

    /// The month's name, short.
    pub fn name(self, lang: Lang) -> String {
        const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (_, month) = self.parts();
        match lang {
            Lang::Zh => format!("{month}月"),
            Lang::En => usize::try_from(month - 1).ok().and_then(|at| NAMES.get(at)).map_or("", |name| name).to_owned(),
        }
    }

    /// As documents write it.
    pub fn text(self) -> String {
        let (year, month) = self.parts();
        format!("{year:04}-{month:02}")
    }

    fn days(self) -> f64 {
        let (year, month) = self.parts();
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        match month {
            2 if is_leap => 29.0,
            2 => 28.0,
            4 | 6 | 9 | 11 => 30.0,
            _ => 31.0,
        }
    }
}

/// Where a day lies, in months since the beginning of a month. None of what is no date.
pub fn place(day: &str, first: Month) -> Option<f64> {
    let month = Month::parse(day)?;
    let number: u8 = day.get(8..10)?.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(f64::from(month.since(first)) + (f64::from(number) - 1.0) / month.days())
}

/// A day as people write it.
pub fn day(text: &str, lang: Lang) -> String {
    let (Some(month), Some(number)) = (Month::parse(text), text.get(8..10).and_then(|day| day.parse::<u8>().ok()))
    else {
        return text.to_owned();
    };
    match lang {
        Lang::En => format!("{number} {}", month.name(lang)),
        Lang::Zh => format!("{}{number}日", month.name(lang)),
    }
}

/// Every how many months a label fits, where each month and each label is so wide.
pub fn every(month: f64, label: f64) -> usize {
    let steps: [u16; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 240];
    steps.into_iter().find(|step| f64::from(*step) * month >= label).map_or(600, usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_have_their_places() {
        let first = Month::parse("2025-11").unwrap();
        assert_eq!(first.plus(2).text(), "2026-01");
        assert_eq!(place("2025-11-01", first), Some(0.0));
        assert_eq!(place("2025-11-16", first), Some(0.5));
        assert_eq!(place("2025-10-01", first), Some(-1.0));
        assert_eq!(place("2028-02-29", Month::parse("2028-02").unwrap()), Some(28.0 / 29.0));
        for wrong in ["2025", "2025-13", "2025-00", "x-01", "", "2025-1"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_written_as_people_do() {
        assert_eq!(day("2025-10-01", Lang::En), "1 Oct");
        assert_eq!(day("2025-10-01", Lang::Zh), "10月1日");
        assert_eq!(day("soon", Lang::En), "soon");
    }

    #[test]
    fn labels_stand_as_far_apart_as_they_are_wide() {
        assert_eq!(every(30.0, 28.0), 1);
        assert_eq!(every(15.0, 32.0), 3);
        assert_eq!(every(1.0, 32.0), 60);
    }
}
