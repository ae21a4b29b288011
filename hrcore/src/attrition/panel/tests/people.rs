//! Who was at risk in which months, and who left.

use serde_json::{Value, json};

use super::{all, clerk, look, person, policy};
use crate::attrition::Leaving;

fn rows(people: &Value, asked: (&str, u32)) -> Vec<String> {
    all(&json!([]), &json!({"employees": people}), asked).rows()
}

#[test]
fn a_row_is_a_month_on_whose_first_day_somebody_was_there() {
    let people = json!([
        clerk("e1", "2025-02-01", ""),
        clerk("e2", "2025-01-02", "2025-02-28"),
        clerk("e3", "2024-12-31", "2025-02-01"),
        clerk("e4", "2025-02-05", "2025-02-20")
    ]);
    let expected =
        ["e1 2025-02 stayed", "e1 2025-03 stayed", "e2 2025-02 left", "e3 2025-01 stayed", "e3 2025-02 left"];
    assert_eq!(rows(&people, ("2025-03-31", 12)), expected);
}

#[test]
fn months_before_the_first_person_are_dropped_and_the_window_cuts() {
    let people = json!([clerk("e1", "2025-01-15", "")]);
    let seen = all(&json!([]), &json!({"employees": people}), ("2025-04-30", 24));
    assert_eq!(
        seen.panel.months.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["2025-02", "2025-03", "2025-04"]
    );
    assert_eq!(rows(&people, ("2025-04-30", 2)), ["e1 2025-03 stayed", "e1 2025-04 stayed"]);
    let nobody = all(&json!([]), &json!({"employees": []}), ("2025-04-30", 24));
    assert_eq!((nobody.panel.months.len(), nobody.rows().len()), (0, 0));
}

#[test]
fn a_gap_of_30_days_is_none_and_one_of_31_is() {
    // 28 days of February and two of March, or three.
    let two = |id: &str, back: &str| {
        person(id, &[("clerk", "", "2024-01-01", "2025-01-31", ""), ("clerk", "", back, "", "")])
    };
    let people = json!([two("e1", "2025-03-03"), two("e2", "2025-03-04")]);
    let expected = [
        "e1 2025-01 stayed",
        "e1 2025-02 stayed",
        "e1 2025-03 stayed",
        "e1 2025-04 stayed",
        "e2 2025-01 left",
        "e2 2025-04 stayed",
    ];
    assert_eq!(rows(&people, ("2025-04-30", 4)), expected);
}

#[test]
fn a_month_counts_when_its_last_day_is_over() {
    let people = json!([clerk("e1", "2024-01-01", "2025-04-10"), clerk("e2", "2024-01-01", "2025-04-29")]);
    assert_eq!(rows(&people, ("2025-04-29", 1)), ["e1 2025-03 stayed", "e2 2025-03 stayed"]);
    assert_eq!(rows(&people, ("2025-04-30", 1)), ["e1 2025-04 left", "e2 2025-04 left"]);
}

#[test]
fn who_leaves_otherwise_is_counted_apart() {
    let ends = [("a", "voluntary"), ("b", ""), ("c", "involuntary"), ("d", "retirement"), ("e", "other")];
    let people: Vec<Value> =
        ends.iter().map(|(id, ended)| person(id, &[("clerk", "", "2024-01-01", "2025-01-20", ended)])).collect();
    let facts = json!({"employees": people});
    let ask = |leaving: Leaving| {
        let seen = look(&policy(&json!([])), &facts, ("2025-02-28", 2), leaving);
        let left: Vec<String> = seen.rows().into_iter().filter(|row| row.ends_with("left")).collect();
        // Each was there in January alone, whatever came then.
        assert_eq!(seen.panel.person.len(), 5);
        (left, seen.panel.otherwise, seen.panel.unstated)
    };
    let of = |ids: &[&str]| ids.iter().map(|id| format!("{id} 2025-01 left")).collect::<Vec<_>>();
    assert_eq!(ask(Leaving::Voluntary), (of(&["a", "b"]), 3, 1));
    assert_eq!(ask(Leaving::Involuntary), (of(&["c"]), 4, 0));
    assert_eq!(ask(Leaving::Any), (of(&["a", "b", "c", "d", "e"]), 0, 0));
}

#[test]
fn today_is_whoever_is_there_on_the_day_after_or_comes_later() {
    let people = json!([
        clerk("e1", "2024-01-01", "2025-04-15"),
        clerk("e2", "2024-01-01", "2025-04-16"),
        clerk("e3", "2025-04-16", ""),
        clerk("e4", "2025-06-10", ""),
        clerk("e5", "2024-01-01", "2024-06-30"),
        person("e6", &[("clerk", "", "2024-01-01", "2025-01-31", ""), ("keeper", "", "2025-08-01", "", "")]),
        clerk("e7", "2025-04-05", "")
    ]);
    let drivers = json!([
        {"id": "t", "source": {"kind": "tenure"}}, {"id": "p", "source": {"kind": "position"}}]);
    let seen = all(&drivers, &json!({"employees": people}), ("2025-04-15", 12));
    // Of April: fifteen months behind January of the year before; who comes later has none.
    let expected = ["e2 leaving 15 0", "e3 0 0", "e4 new 0 0", "e6 new 0 1", "e7 0 0"];
    assert_eq!(seen.now(), expected);
    assert_eq!(seen.today.iter().map(|today| today.held.position).collect::<Vec<_>>(), [0, 0, 0, 1, 0]);
}

#[test]
fn too_many_cells_are_refused() {
    let refused = super::super::ground::fits(3_125_001, 32).unwrap_err();
    assert_eq!((refused.code.as_str(), refused.pointer.as_str()), ("limit_exceeded", "/window"));
    assert!(refused.hint.is_some());
    assert_eq!(super::super::ground::fits(3_125_000, 32), Ok(()));
    assert!(super::super::ground::fits(100_000_001, 0).is_err());
}
