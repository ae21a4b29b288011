use proptest::prelude::*;

use super::*;

fn days(text: &str) -> (String, String, u32) {
    let span = text.parse::<Period>().unwrap().span();
    (span.from().unwrap().to_string(), span.to().unwrap().to_string(), span.days())
}

#[test]
fn periods_have_their_days() {
    let cases = [
        ("2025-06-11", "2025-06-11", "2025-06-11", 1),
        ("2025-W01", "2024-12-30", "2025-01-05", 7),
        ("2024-02", "2024-02-01", "2024-02-29", 29),
        ("2025-06@26", "2025-05-26", "2025-06-25", 31),
        ("2025-01@26", "2024-12-26", "2025-01-25", 31),
        ("2025-06@1", "2025-06-01", "2025-06-30", 30),
        ("2025-Q2", "2025-04-01", "2025-06-30", 91),
        ("2025-H2", "2025-07-01", "2025-12-31", 184),
        ("2024", "2024-01-01", "2024-12-31", 366),
    ];
    for (text, from, to, count) in cases {
        assert_eq!(days(text), (from.to_owned(), to.to_owned(), count), "{text}");
    }
}

#[test]
fn what_is_no_period_is_refused() {
    for text in [
        "",
        "2025-13",
        "2025-00",
        "2025-6",
        "2025-02-29",
        "2025-W54",
        "2025-W53",
        "2025-Q5",
        "2025-Q0",
        "2025-H3",
        "25-01",
        "2025-06@29",
        "2025-06@0",
        "2025-06@",
        "2025-06@026",
        "2025-06@+6",
        "+2025",
        "0001",
        "2025-Q+1",
        "2025-06-1",
        "2025/06",
    ] {
        assert!(text.parse::<Period>().is_err(), "{text}");
    }
}

#[test]
fn neighbours_step_over_years() {
    let cases = [
        ("2025-01", "2024-12", Some("2024-01")),
        ("2025-01@26", "2024-12@26", Some("2024-01@26")),
        ("2025-Q1", "2024-Q4", Some("2024-Q1")),
        ("2025-H1", "2024-H2", Some("2024-H1")),
        ("2025", "2024", Some("2024")),
        ("2021-W01", "2020-W53", Some("2020-W01")),
        ("2020-W53", "2020-W52", None),
        ("2024-02-29", "2024-02-28", None),
    ];
    for (text, previous, last_year) in cases {
        let period: Period = text.parse().unwrap();
        assert_eq!(period.previous().unwrap().to_string(), previous);
        assert_eq!(period.last_year().map(|p| p.to_string()).as_deref(), last_year);
    }
}

#[test]
fn working_days_leave_out_weekends_and_holidays() {
    let date = |text: &str| parse_date(text).unwrap();
    // October 2025 has 23 weekdays; 1 to 8 October are holidays in China (six weekdays), 11 October is worked.
    let holidays: Vec<_> = (1..=8).map(|day| date(&format!("2025-10-{day:02}"))).collect();
    let calendar = WorkCalendar::new(&[6, 7], &holidays, &[date("2025-10-11")]);
    assert_eq!(calendar.working_days("2025-10".parse::<Period>().unwrap().span()), 23 - 6 + 1);
}

proptest! {
    #[test]
    fn a_period_follows_its_previous(year in 1950i32..2100, month in 1u32..=12, start_day in 1u32..=28) {
        let period = Period::Month { year, month, start_day };
        prop_assert_eq!(period.previous().unwrap().span().last + 1, period.span().first);
        prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
    }
}
