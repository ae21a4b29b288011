//! The base period that a day falls into: progress is asked for it.
use serde_json::Value;

use crate::json::Dig as _;

/// The running period of a policy on a day, in the notation of the documents. `None` for weekly policies, whose
/// weeks this example does not count, and for what is no date.
pub fn running(policy: &Value, day: &str) -> Option<String> {
    let policy = policy.as_array().and_then(|versions| versions.last()).unwrap_or(policy);
    let (year, rest) = day.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let (year, month, day): (u32, u32, u64) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let every = policy.get("appraisal_period").map_or("", |p| p.text("every"));
    let start = policy.pointer("/appraisal_period/start_day").and_then(Value::as_u64).unwrap_or(1);
    match every {
        "" | "month" if start == 1 => Some(format!("{year:04}-{month:02}")),
        // The appraisal month is named for the month in which it ends.
        "" | "month" if day < start => Some(format!("{year:04}-{month:02}@{start}")),
        "" | "month" if month == 12 => Some(format!("{:04}-01@{start}", year + 1)),
        "" | "month" => Some(format!("{year:04}-{:02}@{start}", month + 1)),
        "quarter" => Some(format!("{year:04}-Q{}", month.div_ceil(3))),
        "half" => Some(format!("{year:04}-H{}", month.div_ceil(6))),
        "year" => Some(format!("{year:04}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::running;
    use serde_json::json;

    #[test]
    fn periods_of_a_day() {
        let every = |p| json!({ "appraisal_period": p });
        assert_eq!(running(&json!({}), "2025-12-12").as_deref(), Some("2025-12"));
        assert_eq!(running(&every(json!({"start_day": 26})), "2025-12-25").as_deref(), Some("2025-12@26"));
        assert_eq!(running(&every(json!({"start_day": 26})), "2025-12-26").as_deref(), Some("2026-01@26"));
        assert_eq!(running(&every(json!({"every": "quarter"})), "2025-12-26").as_deref(), Some("2025-Q4"));
        assert_eq!(running(&every(json!({"every": "half"})), "2025-06-30").as_deref(), Some("2025-H1"));
        assert_eq!(running(&every(json!({"every": "week"})), "2025-06-30"), None);
        assert_eq!(running(&json!({}), "today"), None);
    }
}
