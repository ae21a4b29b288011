//! What is known on the first day of a month.

use serde_json::{Value, json};

use super::{all, clerk, person};

fn kinds(kinds: &[&str]) -> Value {
    kinds.iter().map(|kind| json!({"id": kind, "source": {"kind": kind}})).collect()
}

#[test]
fn tenures_are_months_between_months() {
    let people = json!([
        // Two units, one position; then another position, with a gap of three days.
        person(
            "e1",
            &[
                ("clerk", "north", "2024-01-31", "2024-10-15", ""),
                ("clerk", "south", "2024-10-16", "2025-01-29", ""),
                ("keeper", "south", "2025-02-02", "", "")
            ]
        ),
        person("e2", &[("clerk", "", "2024-01-01", "2024-06-30", ""), ("clerk", "", "2025-01-01", "", "")])
    ]);
    let drivers = kinds(&["tenure", "position_tenure", "position", "unit"]);
    let seen = all(&drivers, &json!({"employees": people}), ("2025-03-31", 3));
    // On 1 February nobody holds a position: the one before.
    assert_eq!(seen.of("e1"), ["2025-01 stayed 12 12 0 1", "2025-02 stayed 13 13 0 1", "2025-03 stayed 14 1 1 1"]);
    assert_eq!(seen.of("e2"), ["2025-01 stayed 0 0 0 -", "2025-02 stayed 1 1 0 -", "2025-03 stayed 2 2 0 -"]);
    assert_eq!(seen.now(), ["e1 15 2 1 1", "e2 3 3 0 -"]);
}

#[test]
fn pay_is_compared_with_the_median_of_the_same_position_and_currency() {
    let pay = |id: &str, from: &str, base: u32, currency: &str| json!({"employee": id, "from": from, "base": base, "currency": currency});
    let facts = json!({
        "employees": [
            clerk("a", "2024-01-01", ""), clerk("b", "2024-01-01", ""), clerk("c", "2024-01-01", ""),
            clerk("d", "2025-02-01", ""), clerk("e", "2024-01-01", ""),
            person("f", &[("keeper", "", "2024-01-01", "", "")])],
        "pay": [
            pay("a", "2024-01-01", 100, "EUR"), pay("b", "2024-01-01", 200, "EUR"), pay("c", "2024-01-01", 400, "EUR"),
            pay("a", "2025-02-01", 150, "EUR"), pay("d", "2025-02-01", 800, "EUR"), pay("e", "2024-01-01", 90, "USD"),
            pay("f", "2024-01-01", 500, "EUR"), {"employee": "b", "from": "2025-03-01", "currency": "EUR"}]
    });
    let seen = all(&kinds(&["pay_position"]), &facts, ("2025-03-31", 3));
    // January: 100, 200, 400. February: 150, 200, 400, 800, the median 300. March, b unknown: 150, 400, 800.
    assert_eq!(seen.of("a"), ["2025-01 stayed 0.5", "2025-02 stayed 0.5", "2025-03 stayed 0.375"]);
    assert_eq!(seen.of("b"), ["2025-01 stayed 1", "2025-02 stayed 0.6667", "2025-03 stayed -"]);
    assert_eq!(seen.of("c"), ["2025-01 stayed 2", "2025-02 stayed 1.3333", "2025-03 stayed 1"]);
    assert_eq!(seen.of("d"), ["2025-02 stayed 2.6667", "2025-03 stayed 2"]);
    // One person is no median.
    assert_eq!(seen.of("e"), ["2025-01 stayed -", "2025-02 stayed -", "2025-03 stayed -"]);
    assert_eq!(seen.of("f"), ["2025-01 stayed -", "2025-02 stayed -", "2025-03 stayed -"]);
    assert_eq!(seen.now(), ["a 0.375", "b -", "c 1", "d 2", "e -", "f -"]);
}

#[test]
fn who_has_left_is_in_no_median() {
    let pay = |id: &str, base: u32| json!({"employee": id, "from": "2024-01-01", "base": base, "currency": "EUR"});
    let facts = json!({
        "employees": [
            clerk("a", "2024-01-01", ""), clerk("b", "2024-01-01", ""), clerk("c", "2024-01-01", ""),
            clerk("d", "2024-01-01", "2025-01-31")],
        "pay": [pay("a", 100), pay("b", 200), pay("c", 300), pay("d", 400)]
    });
    let seen = all(&kinds(&["pay_position"]), &facts, ("2025-02-28", 2));
    assert_eq!(seen.of("a"), ["2025-01 stayed 0.4", "2025-02 stayed 0.5"]);
    assert_eq!(seen.of("d"), ["2025-01 left 1.6"]);
}

#[test]
fn achievements_count_for_twelve_months() {
    let facts = json!({
        "employees": [clerk("e1", "2023-01-01", ""), clerk("e2", "2023-01-01", "")],
        "achievements": [
            {"employee": "e1", "course": "safety", "date": "2024-01-01"},
            {"employee": "e1", "exam": "law", "date": "2024-12-31"},
            {"employee": "e1", "exam": "law", "date": "2025-01-01", "result": "failed"},
            {"employee": "e1", "exam": "law", "date": "2025-02-01"}]
    });
    let seen = all(&kinds(&["achievements"]), &facts, ("2025-02-28", 2));
    // Of January: 1 January 2024 to 31 December 2024.
    assert_eq!(seen.of("e1"), ["2025-01 stayed 2", "2025-02 stayed 1"]);
    assert_eq!(seen.of("e2"), ["2025-01 stayed 0", "2025-02 stayed 0"]);
    assert_eq!(seen.now(), ["e1 2", "e2 0"]);
}

#[test]
fn leavers_are_of_the_others_in_the_unit() {
    let of = |id: &str, unit: &str, from: &str, to: &str| person(id, &[("clerk", unit, from, to, "")]);
    let people = json!([
        of("a", "north", "2024-01-01", ""),
        of("b", "north", "2024-01-01", "2025-01-31"),
        of("c", "north", "2024-01-01", ""),
        of("d", "south", "2024-01-01", ""),
        person("e", &[("clerk", "south", "2024-01-01", "2025-02-15", ""), ("clerk", "north", "2025-02-16", "", "")]),
        of("f", "north", "2025-02-10", "2025-05-10")
    ]);
    let seen = all(&kinds(&["team_leavers"]), &json!({"employees": people}), ("2025-05-31", 5));
    // b left in January: seen in February, March and April. Of the others: b and c; from April on e (there in March) and f.
    let a = ["2025-01 stayed 0", "2025-02 stayed 0.5", "2025-03 stayed 0.5", "2025-04 stayed 0.25", "2025-05 stayed 0"];
    assert_eq!(seen.of("a"), a);
    // d stands beside e, who was in the south on the first of February for the last time, and is of them until May.
    let d = ["2025-01 stayed 0", "2025-02 stayed 0", "2025-03 stayed 0", "2025-04 stayed 0", "2025-05 stayed 0"];
    assert_eq!(seen.of("d"), d);
    // Of e in March, in the north: a, b and c.
    assert_eq!(seen.of("e")[2], "2025-03 stayed 0.3333");
    // Of June: f left in May, of the others a or c, e, f; beside d nobody.
    assert_eq!(seen.now(), ["a 0.3333", "c 0.3333", "d -", "e 0.3333"]);
}

#[test]
fn without_units_those_in_the_position_are_the_team() {
    let people = json!([
        clerk("a", "2024-01-01", ""),
        clerk("b", "2024-01-01", "2025-01-31"),
        person("c", &[("keeper", "", "2024-01-01", "", "")]),
        // Who left and came back does not count beside oneself.
        person("d", &[("guard", "", "2024-01-01", "2024-12-05", ""), ("guard", "", "2025-01-20", "", "")]),
        person("e", &[("guard", "", "2024-01-01", "", "")])
    ]);
    let seen = all(&kinds(&["team_leavers"]), &json!({"employees": people}), ("2025-02-28", 2));
    assert_eq!(seen.of("a"), ["2025-01 stayed 0", "2025-02 stayed 1"]);
    assert_eq!(seen.of("c"), ["2025-01 stayed -", "2025-02 stayed -"]);
    assert_eq!(seen.of("d"), ["2025-02 stayed 0"]);
    assert_eq!(seen.of("e"), ["2025-01 stayed 1", "2025-02 stayed 1"]);
}
