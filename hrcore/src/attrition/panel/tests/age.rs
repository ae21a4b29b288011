//! Facts that ended long before.

use serde_json::{Value, json};

use super::{clerk, policy};
use crate::attrition::Leaving;
use crate::attrition::panel::{Look, is_old};
use crate::{Engine, Facts, Limits};

fn old(facts: &Value, as_of: &str) -> bool {
    let engine = Engine::compile(policy(&json!([])).to_string().as_bytes()).unwrap();
    let facts = Facts::parse(facts.to_string().as_bytes(), Limits::default()).unwrap();
    let version = &engine.versions()[0];
    let look = Look { version, as_of: as_of.parse().unwrap(), window: 24, leaving: Leaving::Any, drivers: &[] };
    is_old(&engine.with(&facts), &look)
}

/// What is recorded each month is missed after three.
#[test]
fn records_of_months_grow_old_soon() {
    let people = json!([clerk("e1", "2020-01-01", "")]);
    for (list, record) in [
        ("attendance", json!({"employee": "e1", "period": "2025-03", "days_due": 21})),
        ("observations", json!({"metric": "roi", "employee": "e1", "period": "2025-W10", "value": 3})),
        ("observations", json!({"metric": "visits", "unit": "north", "period": "2025-Q1", "value": 3})),
    ] {
        let facts = json!({"employees": people, list: [record]});
        for (as_of, expected) in
            [("2025-04-10", false), ("2025-06-30", false), ("2025-07-30", false), ("2025-07-31", true)]
        {
            assert_eq!(old(&facts, as_of), expected, "{facts} {as_of}");
        }
    }
    // Whoever began, left or was paid otherwise was recorded as well.
    let attendance = json!([{"employee": "e1", "period": "2025-03", "days_due": 21}]);
    let also = |more: Value| {
        let mut facts = json!({"employees": people, "attendance": attendance});
        facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        old(&facts, "2025-12-31")
    };
    assert!(also(json!({})));
    assert!(!also(json!({"employees": [clerk("e1", "2020-01-01", "2025-10-02")]})));
    assert!(!also(json!({"employees": [clerk("e1", "2020-01-01", ""), clerk("e2", "2025-09-01", "")]})));
    assert!(!also(json!({"pay": [{"employee": "e1", "from": "2025-09-01", "base": 5000, "currency": "EUR"}]})));
    assert!(!also(json!({"achievements": [{"employee": "e1", "course": "safety", "date": "2025-10-01"}]})));
    // Who will leave has not left, and a year that is not over is not recorded.
    assert!(also(json!({"employees": [clerk("e1", "2020-01-01", "2026-01-31")]})));
    assert!(also(json!({"observations": [{"metric": "roi", "employee": "e1", "period": "2026", "value": 3}]})));
}

/// Where no month is recorded, careers may stand still for a year.
#[test]
fn careers_grow_old_late() {
    let facts = json!({"employees": [clerk("e1", "2024-06-15", "")]});
    let asked = ["2024-06-10", "2025-06-30", "2025-07-30", "2025-07-31"].map(|as_of| old(&facts, as_of));
    assert_eq!(asked, [false, false, false, true]);
    // Of years the same: what is recorded of 2024 is of its last month.
    let facts = json!({"employees": [clerk("e1", "2020-01-01", "")],
        "observations": [{"metric": "roi", "employee": "e1", "period": "2024", "value": 3}]});
    assert_eq!(["2025-12-31", "2026-01-31"].map(|as_of| old(&facts, as_of)), [false, true]);
    // Where nothing is recorded, nothing is old.
    assert!(!old(&json!({"employees": []}), "2025-12-31"));
}
