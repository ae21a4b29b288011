//! Promotion: the five-part supervisor rule, people with a year of history, and the loop that a host would write.

use hrcore::Engine;
use hrcore::condition::AchievementKind;
use hrcore::eligibility::Panel;
use hrcore::values::Id;

/// Months of history.
pub const MONTHS: usize = 12;

/// GMV growth of 18 % in six months running, repeat purchase of 30 %, three campaigns led, a course, an examination;
/// and a rule of growth in three months running with a course and a mark, for many at once.
pub const POLICY: &str = r#"{
  "schema_version": "1.1", "id": "career", "version": "1", "effective_from": "2024-01-01",
  "metrics": [
    {"id": "gmv", "unit": "money", "currency": "CNY", "direction": "higher"},
    {"id": "repeat", "unit": "percent", "direction": "higher"}],
  "scorecards": [], "positions": [{"id": "specialist"}, {"id": "supervisor"}, {"id": "lead"}],
  "courses": [{"id": "advanced"}], "exams": [{"id": "supervisor", "pass_mark": 60}],
  "event_kinds": [{"id": "campaign", "roles": [{"id": "lead"}],
    "fields": [{"id": "roi", "unit": "multiple"}, {"id": "people", "unit": "count"}]}],
  "moves": [
    {"id": "up", "from": "specialist", "to": "supervisor", "requires": {"all": [
      {"metric": "gmv", "growth": {"versus": "previous", "change": "relative"}, "at_least": 18,
       "window": {"consecutive": 6}},
      {"metric": "repeat", "at_least": 30},
      {"event": "campaign", "role": "lead", "at_least": 3,
       "filters": [{"field": "roi", "at_least": 2}, {"field": "people", "at_least": 2}]},
      {"course": "advanced"},
      {"exam": "supervisor", "at_least": 80}]}},
    {"id": "many", "from": "specialist", "to": "lead", "requires": {"all": [
      {"metric": "gmv", "growth": {"versus": "previous", "change": "relative"}, "at_least": 15,
       "window": {"consecutive": 3, "ending": "ever"}},
      {"course": "advanced"},
      {"exam": "supervisor", "at_least": 80}]}}]
}"#;

/// The compiled policy.
///
/// # Panics
///
/// Never: the policy is part of this file, and a test compiles it.
#[must_use]
#[allow(clippy::expect_used, reason = "a benchmark without its policy has nothing to measure")]
pub fn engine() -> Engine {
    Engine::compile(POLICY.as_bytes()).expect("the policy compiles")
}

/// Facts of one specialist: growth of 18 % and more in the last five of the year's months only, so that the condition
/// is looked at to its end and does not hold.
#[must_use]
pub fn facts() -> String {
    let mut text = String::from(
        r#"{"employees":[{"id":"e1","positions":[{"position":"specialist","from":"2023-01-01"}]}],"observations":["#,
    );
    let mut value = 10_000.0_f64;
    for month in 1..=MONTHS {
        value *= if month > 7 { 1.2 } else { 1.1 };
        text.push_str(&format!(
            r#"{{"metric":"gmv","employee":"e1","period":"2025-{month:02}","value":"{value:.2}"}},
               {{"metric":"repeat","employee":"e1","period":"2025-{month:02}","value":"31.5"}}"#
        ));
        text.push(if month == MONTHS { ']' } else { ',' });
    }
    text.push_str(
        r#","events":[
        {"kind":"campaign","employee":"e1","date":"2025-03-08","role":"lead","values":[{"field":"roi","value":"2.4"},{"field":"people","value":2}]},
        {"kind":"campaign","employee":"e1","date":"2025-06-18","role":"lead","values":[{"field":"roi","value":"2"},{"field":"people","value":3}]},
        {"kind":"campaign","employee":"e1","date":"2025-11-11","role":"lead","values":[{"field":"roi","value":"3.1"},{"field":"people","value":2}]}],
        "achievements":[
        {"employee":"e1","course":"advanced","date":"2025-02-20"},
        {"employee":"e1","exam":"supervisor","date":"2025-04-02","mark":86}]}"#,
    );
    text
}

/// Many people in columns: a year of sales in cents, a course, and marks.
#[derive(Debug)]
pub struct Columns {
    /// A column per month.
    pub gmv: Vec<Vec<i64>>,
    /// Whether the course is completed.
    pub course: Vec<bool>,
    /// Marks with two places.
    pub exam: Vec<i64>,
    passed: Vec<bool>,
}

/// Numbers that look random and are the same on every run (Steele, Lea, Flood 2014: SplitMix64).
pub(crate) fn mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Columns {
    /// So many people; a third of the months grow by exactly 15 %.
    #[must_use]
    pub fn new(people: usize) -> Self {
        let mut state = 1;
        let mut gmv: Vec<Vec<i64>> =
            vec![(0..people).map(|_| 100_000 * (1 + (mix(&mut state) % 50).cast_signed())).collect()];
        for _ in 1..MONTHS {
            let before = gmv.last().map_or(&[][..], Vec::as_slice);
            let next = before.iter().map(|value| match mix(&mut state) % 6 {
                0 | 1 => value / 100 * 115,
                2 => value / 100 * 120,
                3 => value / 100 * 112,
                _ => value / 100 * 95,
            });
            let next = next.collect();
            gmv.push(next);
        }
        let course = (0..people).map(|_| mix(&mut state) % 10 < 8).collect();
        let exam: Vec<i64> = (0..people).map(|_| 6_000 + (mix(&mut state) % 41).cast_signed() * 100).collect();
        Self { gmv, course, passed: vec![true; exam.len()], exam }
    }

    /// The panel of these people.
    ///
    /// # Panics
    ///
    /// Never: the ids and the period are constants.
    #[must_use]
    #[allow(clippy::expect_used, reason = "the ids and the period are constants")]
    pub fn panel(&self) -> Panel<'_> {
        let id = |text: &str| Id::new(text).expect("an id");
        Panel::new(self.course.len(), "2025-12".parse().expect("a period"))
            .metric(id("gmv"), 2, self.gmv.iter().map(Vec::as_slice).collect())
            .achieved(AchievementKind::Course, id("advanced"), &self.course)
            .marked(AchievementKind::Exam, id("supervisor"), &self.passed, 2, &self.exam)
    }

    /// The loop by hand: whole cents, person by person.
    #[must_use]
    #[allow(clippy::indexing_slicing, reason = "as one writes it by hand; all columns are of one length")]
    pub fn by_hand(&self) -> Vec<bool> {
        let people = self.course.len();
        let gmv: Vec<&[i64]> = self.gmv.iter().map(|column| &column[..people]).collect();
        let (course, exam) = (&self.course[..people], &self.exam[..people]);
        let mut eligible = vec![false; people];
        for person in 0..people {
            if !course[person] || exam[person] < 8_000 {
                continue;
            }
            let mut run = 0;
            for month in 1..gmv.len() {
                let (old, new) = (gmv[month - 1][person], gmv[month][person]);
                if old > 0 && new * 100 >= old * 115 {
                    run += 1;
                    if run == 3 {
                        eligible[person] = true;
                        break;
                    }
                } else {
                    run = 0;
                }
            }
        }
        eligible
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hrcore::eligibility::Decision;
    use hrcore::request::EligibilityRequest;
    use hrcore::{Facts, Limits};

    #[test]
    fn the_loop_and_the_panel_agree() {
        let columns = Columns::new(5_000);
        let found = engine().screen(&Id::new("many").unwrap(), &columns.panel()).unwrap();
        let by_hand = columns.by_hand();
        assert!(by_hand.iter().filter(|eligible| **eligible).count() > 100);
        for (ours, theirs) in found.iter().zip(by_hand) {
            assert_eq!(*ours == Decision::Eligible, theirs);
        }
    }

    #[test]
    fn five_of_six_months_are_there() {
        let facts = Facts::parse(facts().as_bytes(), Limits::default()).unwrap();
        let report = engine().eligibility(&facts, &EligibilityRequest::new("2025-12-31".parse().unwrap())).unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        let decision = &report.results[0].moves.as_ref().unwrap()[0];
        // Four parts hold, and five of six months: (5/6 + 4) / 5.
        assert_eq!(decision.progress.as_ref().unwrap().exact().to_string(), "29/30");
        assert_eq!(decision.earliest.unwrap().to_string(), "2026-02-01");
    }
}
