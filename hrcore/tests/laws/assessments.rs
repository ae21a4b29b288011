//! Assessments: nothing is lost between ratings and total, and a better answer never makes a worse result.

use hrcore::number::Rational;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, exact, read, sum};

/// Percentages above zero that sum to 100.
fn weights(most: usize) -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::btree_set(1u32..100, 0..most).prop_map(|cuts| {
        let ends = cuts.iter().copied().chain([100]);
        let starts = [0].into_iter().chain(cuts.iter().copied());
        starts.zip(ends).map(|(start, end)| end - start).collect()
    })
}

#[derive(Debug, Clone)]
struct Dimension {
    weight: u32,
    criteria: Vec<Criterion>,
}

/// Its weight, whether it is a competency (else a panel of two kinds), and what was recorded: nothing, or values.
type Criterion = (u32, bool, Option<(u32, u32)>);

fn dimensions(complete: bool) -> impl Strategy<Value = Vec<Dimension>> {
    let recorded = move || {
        let value = (1u32..=5, 1u32..=5);
        if complete { value.prop_map(Some).boxed() } else { proptest::option::weighted(0.8, value).boxed() }
    };
    weights(3).prop_flat_map(move |outer| {
        let inner: Vec<_> = outer
            .into_iter()
            .map(|weight| {
                weights(3)
                    .prop_flat_map(move |inner| {
                        let each = |weight| (Just(weight), any::<bool>(), recorded());
                        inner.into_iter().map(each).collect::<Vec<_>>()
                    })
                    .prop_map(move |criteria| Dimension { weight, criteria })
            })
            .collect();
        inner
    })
}

fn id(dimension: usize, criterion: usize) -> String {
    format!("c{dimension}{criterion}")
}

fn policy(dimensions: &[Dimension]) -> Value {
    let levels: Vec<Value> = (1..=5).map(|level| json!({"level": level})).collect();
    let mut competencies = Vec::new();
    let mut stated = Vec::new();
    for (d, dimension) in dimensions.iter().enumerate() {
        let mut criteria = Vec::new();
        for (c, (weight, is_competency, _)) in dimension.criteria.iter().enumerate() {
            competencies.push(json!({"id": id(d, c), "levels": levels}));
            let source = if *is_competency {
                json!({"kind": "competency", "competency": id(d, c)})
            } else {
                json!({"kind": "rated", "raters": [{"kind": "manager", "weight": 70}, {"kind": "peer", "weight": 30}],
                    "scale": {"max": 5}})
            };
            criteria.push(json!({"id": id(d, c), "weight": weight, "source": source}));
        }
        stated.push(json!({"id": format!("d{d}"), "weight": dimension.weight, "criteria": criteria}));
    }
    json!({
        "schema_version": "1.1", "id": "p", "version": "1", "effective_from": "2020-01-01", "metrics": [],
        "scorecards": [], "positions": [{"id": "op"}], "competencies": competencies,
        "assessments": [{"id": "a", "dimensions": stated}]
    })
}

fn facts(dimensions: &[Dimension]) -> Value {
    let (mut competencies, mut answers) = (Vec::new(), Vec::new());
    for (d, dimension) in dimensions.iter().enumerate() {
        for (c, (_, is_competency, recorded)) in dimension.criteria.iter().enumerate() {
            let Some((first, second)) = recorded else { continue };
            if *is_competency {
                competencies
                    .push(json!({"employee": "e", "competency": id(d, c), "level": first, "date": "2025-01-01"}));
                continue;
            }
            for (rater, value) in [("manager", first), ("peer", second)] {
                answers.push(json!({"employee": "e", "assessment": "a", "criterion": id(d, c), "rater": rater,
                    "date": "2025-01-01", "value": value}));
            }
        }
    }
    json!({
        "employees": [{"id": "e", "positions": [{"position": "op", "from": "2020-01-01"}]}],
        "competencies": competencies, "assessments": answers
    })
}

fn assess(dimensions: &[Dimension]) -> Value {
    let engine = compile(&policy(dimensions));
    let request = br#"{"as_of": "2025-06-30", "assessment": "a"}"#;
    let answer = hrcore::document::assess(&engine, facts(dimensions).to_string().as_bytes(), request).unwrap();
    let answer = read(&answer);
    assert_eq!(answer["problems"], json!([]));
    answer["results"][0].clone()
}

fn all(list: &Value, name: &str) -> Vec<Rational> {
    list.as_array().unwrap().iter().map(|item| exact(item, name).unwrap()).collect()
}

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn contributions_sum_and_the_total_lies_between_the_dimensions(dimensions in dimensions(true)) {
        let result = assess(&dimensions);
        let total = exact(&result, "total").unwrap();
        let list = &result["dimensions"];
        prop_assert_eq!(sum(&all(list, "weight")), Rational::from(100));
        let points = all(list, "points");
        prop_assert!(points.iter().min().unwrap() <= &total && &total <= points.iter().max().unwrap());
        prop_assert_eq!(sum(&all(list, "contribution")), total);
        for dimension in list.as_array().unwrap() {
            prop_assert_eq!(sum(&all(&dimension["criteria"], "weight")), Rational::from(100));
            prop_assert_eq!(sum(&all(&dimension["criteria"], "contribution")), exact(dimension, "points").unwrap());
        }
    }

    #[test]
    fn a_better_answer_makes_a_better_total(
        dimensions in dimensions(true), place in any::<prop::sample::Index>(), second in any::<bool>(),
    ) {
        let mut better = dimensions.clone();
        let mut criteria: Vec<_> = better.iter_mut().flat_map(|dimension| &mut dimension.criteria).collect();
        let count = criteria.len();
        let (_, is_competency, recorded) = &mut *criteria[place.index(count)];
        let (first, peer) = recorded.as_mut().unwrap();
        let raised = if second && !*is_competency { peer } else { first };
        prop_assume!(*raised < 5);
        *raised += 1;
        let (before, after) = (assess(&dimensions), assess(&better));
        prop_assert!(exact(&after, "total").unwrap() > exact(&before, "total").unwrap());
    }

    #[test]
    fn what_is_missing_is_named_and_never_guessed(dimensions in dimensions(false)) {
        let result = assess(&dimensions);
        let mut missing = Vec::new();
        for (d, dimension) in dimensions.iter().enumerate() {
            let before = missing.len();
            for (c, (_, _, recorded)) in dimension.criteria.iter().enumerate() {
                let answer = &result["dimensions"][d]["criteria"][c];
                prop_assert_eq!(answer.get("points").is_some(), recorded.is_some());
                if recorded.is_none() {
                    missing.push(id(d, c));
                }
            }
            prop_assert_eq!(result["dimensions"][d].get("points").is_some(), missing.len() == before);
        }
        let named: Vec<String> = result.get("missing").and_then(Value::as_array).into_iter().flatten()
            .map(|missing| missing["criterion"].as_str().unwrap().to_owned()).collect();
        prop_assert_eq!(result.get("total").is_some(), missing.is_empty());
        prop_assert_eq!(named, missing);
    }
}
