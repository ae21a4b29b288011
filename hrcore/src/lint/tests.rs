//! Advice on lattices that is easier said in Rust than in documents.

use super::Advice;
use crate::Engine;

fn advice(policy: &str) -> Vec<Advice> {
    Engine::compile(policy.as_bytes()).unwrap().lint().advice
}

/// A lattice of positions `p0`, `p1` … in which a move of a kind leads from each to the next.
fn chain(count: usize, kind: &str, closed: bool) -> String {
    let positions: Vec<String> = (0..count).map(|number| format!(r#"{{"id": "p{number}"}}"#)).collect();
    let last = if closed { count } else { count - 1 };
    let moves = (0..last).map(|from| {
        let to = (from + 1) % count;
        format!(
            r#"{{"id": "m{from}", "from": "p{from}", "to": "p{to}", "kind": "{kind}", "requires": {{"course": "c"}}}}"#
        )
    });
    let moves: Vec<String> = moves.collect();
    format!(
        r#"{{"schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
            "scorecards": [], "courses": [{{"id": "c"}}], "positions": [{}], "moves": [{}]}}"#,
        positions.join(","),
        moves.join(",")
    )
}

#[test]
fn a_long_circle_is_named_in_short() {
    let found = advice(&chain(12, "promotion", true));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].code, found[0].pointer.as_str()), ("promotion_cycle", "/moves/11"));
    assert_eq!(found[0].message, "promotions lead in a circle: p0 → p1 → p2 → p3 → p4 → p5 → p6 → p7 → …");
}

#[test]
fn a_long_ladder_is_walked_without_recursion() {
    assert_eq!(advice(&chain(60_000, "promotion", false)), []);
    assert_eq!(advice(&chain(60_000, "lateral", true)), []);
}

// Two circles that share a position are two circles.
#[test]
fn every_circle_is_said_once() {
    let policy = chain(3, "promotion", true).replace(
        r#""moves": ["#,
        r#""moves": [{"id": "back", "from": "p1", "to": "p0", "kind": "promotion", "requires": {"course": "c"}},"#,
    );
    let found: Vec<(&str, String)> = advice(&policy).into_iter().map(|item| (item.code, item.pointer)).collect();
    assert_eq!(found, [("promotion_cycle", "/moves/0".to_owned()), ("promotion_cycle", "/moves/3".to_owned())]);
}

// A policy made by the host can ask for nothing at all, which a document cannot.
#[test]
fn at_least_none_of_several_always_holds() {
    use crate::condition::Test;
    let engine = Engine::compile(chain(2, "promotion", false).as_bytes()).unwrap();
    let mut policy = engine.policies().next().unwrap().clone();
    let inner = policy.moves.0[0].requires.clone();
    policy.moves.0[0].requires = Test::AtLeast(0, vec![inner]).into();
    let found = Engine::from_policy(policy).unwrap().lint().advice;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].code, found[0].pointer.as_str()), ("condition_always", "/moves/0/requires"));
}

#[test]
#[cfg(feature = "forecast")]
fn a_volume_is_used() {
    let policy = |headcount: &str| {
        format!(
            r#"{{"schema_version": "1.4", "id": "p", "version": "1", "effective_from": "2020-01-01", "scorecards": [],
                "metrics": [{{"id": "parcels", "unit": "count", "direction": "higher", "source": "till"}}],
                "positions": [{{"id": "picker"}}], "headcount": [{headcount}]}}"#
        )
    };
    assert_eq!(advice(&policy("")).len(), 1);
    let rule = r#"{"id": "h", "position": "picker", "volume": "parcels", "per_head": 3000}"#;
    assert_eq!(advice(&policy(rule)), []);
}
