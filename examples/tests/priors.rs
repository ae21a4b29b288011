//! The prior packs of `templates/priors/`: each is read as a prior, says where it comes from in both languages, and has the
//! figure of its source.
#![allow(clippy::panic, clippy::unwrap_used, reason = "tests end loudly")]

use std::path::{Path, PathBuf};

use hrcore_examples::books::{Books, Question};
use hrcore_examples::json::Dig as _;
use hrcore_examples::lang::Lang;
use serde_json::{Value, json};

/// The monthly quits rates of the table of JOLTS, in percent; means of the twelve months that end with August 2026.
const SECTORS: [(&str, &str); 11] = [
    ("construction", "1.66"),
    ("education-health", "1.84"),
    ("financial-activities", "1.19"),
    ("government", "0.79"),
    ("information", "1.19"),
    ("leisure-hospitality", "3.76"),
    ("manufacturing", "1.4"),
    ("mining-logging", "2.2"),
    ("other-services", "2.33"),
    ("professional-business-services", "2.09"),
    ("trade-transport-utilities", "2.38"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../templates/priors")
}

fn pack(name: &str) -> Value {
    let path = folder().join(format!("{name}.json"));
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Three people who were there for all of a year.
fn shop() -> Books {
    let policy = json!({"schema_version": "1.5", "id": "shop", "version": "1", "effective_from": "2024-01-01",
        "metrics": [], "scorecards": [], "positions": [{"id": "clerk"}]});
    let people: Vec<Value> = ["a", "b", "c"]
        .iter()
        .map(|id| json!({"id": id, "positions": [{"position": "clerk", "from": "2024-06-01"}]}))
        .collect();
    let facts = json!({ "employees": people }).to_string().into_bytes();
    Books::new(policy.to_string().as_bytes(), facts).map_err(|failure| failure.describe(Lang::En)).unwrap()
}

fn answer(prior: &Value) -> Value {
    let request = json!({"as_of": "2025-12-31", "window": 12, "prior": prior});
    shop().ask(Question::Attrition, &request).map_err(|failure| failure.describe(Lang::En)).unwrap()
}

#[test]
fn every_file_is_in_the_tables() {
    let mut files: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .collect();
    files.sort();
    let mut expected: Vec<String> = SECTORS.iter().map(|(name, _)| format!("jolts-{name}")).collect();
    expected.push("typical-drivers".to_owned());
    assert_eq!(files, expected);
    let readme = std::fs::read_to_string(folder().join("README.md")).unwrap();
    for name in files {
        assert!(readme.contains(&format!("[`{name}.json`]({name}.json)")), "README.md does not name {name}");
        let pack = pack(&name);
        assert_eq!(pack.text("id"), name);
        let from = pack.get("provenance").unwrap();
        assert!(!from.text("source").is_empty() && !from.text("licence").is_empty() && !from.text("date").is_empty());
        for text in [pack.get("name"), from.get("population"), from.get("note")] {
            let text = text.unwrap();
            assert!(!text.text("en").is_empty() && text.text("zh").chars().any(|c| c > '\u{2e80}'), "{name}");
        }
    }
}

#[test]
fn sectors_have_the_rates_of_the_survey() {
    for (name, percent) in SECTORS {
        let pack = pack(&format!("jolts-{name}"));
        let rate: f64 = pack.text("rate").parse().unwrap();
        let stated: f64 = percent.parse().unwrap();
        assert!((rate * 100.0 - stated).abs() < 1e-12, "{name}");
        assert_eq!(pack.get("weight"), Some(&json!(120)));
        let answer = answer(&pack);
        // 120 months at that rate, and 36 in which nobody left.
        let monthly = answer.get("team").and_then(|team| team.get("monthly")).unwrap();
        let mean: f64 = monthly.text("mean").parse().unwrap();
        assert!((mean / (120.0 * rate / 156.0) - 1.0).abs() < 1e-5, "{name}: {mean}");
        assert_eq!((monthly.text("source"), monthly.get("exposure")), ("blended", Some(&json!(36))));
        let prior = answer.get("prior").unwrap();
        assert_eq!((prior.text("id"), prior.text("version")), (pack.text("id"), "2026-08"));
        assert!(prior.text("source").contains("JOLTS"));
    }
}

#[test]
fn typical_drivers_are_half_of_the_conversion() {
    let pack = pack("typical-drivers");
    // Griffeth, Hom and Gaertner 2000; 2ρ ÷ √(1 − ρ²) · π ÷ √3, and half of it, to two places.
    let expected = [("tenure", -0.23), ("score", -0.17), ("absence", 0.21), ("pay_position", -0.11_f64)];
    let terms = pack.items("terms");
    assert_eq!(terms.len(), expected.len());
    for (term, (id, rho)) in terms.iter().zip(expected) {
        let whole = 2.0 * rho / (1.0 - rho * rho).sqrt() * std::f64::consts::PI / 3.0_f64.sqrt();
        let line: f64 = term.text("line").parse().unwrap();
        assert_eq!(term.get("driver").unwrap().text("id"), id);
        assert!((line - whole / 2.0).abs() <= 0.005, "{id}: {line}");
    }
    // 1 ÷ (0.25 · 0.02 · 0.98) = 204.08.
    assert_eq!((pack.text("rate"), pack.get("weight")), ("0.02", Some(&json!(204))));
    assert_eq!(pack.get("covariance"), Some(&json!(["0.25"])));
    // As a model it tells people apart: 18 months are −0.43 · (18 − 60) ÷ 60 = 0.301; no score, attendance or pay is known.
    let request = json!({"as_of": "2025-11-30", "window": 12, "model": pack});
    let answer = shop().ask(Question::Attrition, &request).map_err(|failure| failure.describe(Lang::En)).unwrap();
    assert_eq!((answer.get("tier"), answer.text("method")), (Some(&json!(1)), "prior"));
    let person = answer.items("people").first().unwrap();
    // ln(0.02 ÷ 0.98) = −3.891820.
    assert_eq!((person.text("base"), person.text("log_odds")), ("-3.89182", "-3.59082"));
    let reasons: Vec<(&str, &str)> =
        person.items("reasons").iter().map(|reason| (reason.text("driver"), reason.text("adds"))).collect();
    assert_eq!(reasons, [("tenure", "0.301")]);
}
