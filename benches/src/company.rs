//! Companies of any size, the same in every run.

use std::fmt::Write as _;

/// The five values of one employee, in hundredths; complaints in whole ones.
pub type Row = [i64; 5];

/// The indicators of a row.
pub const METRICS: [&str; 5] = ["sales", "conversion", "ad_roi", "refund_rate", "complaints"];

/// The values of an employee: spread over what the policy tells apart, without a pattern that a processor could learn.
#[must_use]
pub fn row(employee: usize) -> Row {
    let mut state = (employee as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut below = |bound: i64| {
        // A xorshift generator with a multiplication at the end.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        let drawn = (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).cast_signed();
        drawn % bound
    };
    [6_000_000 + below(8_000_000), 200 + below(300), 150 + below(300), below(500), below(6)]
}

/// How much an observation says beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Metric, employee, period and value.
    Plain,
    /// With source and record.
    Sourced,
}

/// The facts of a company: each employee with one position and five observations.
#[must_use]
pub fn facts(employees: usize, width: Width) -> String {
    let mut text = String::with_capacity(employees * 700 + 100);
    text.push_str("{\"schema_version\":\"1.0\",\"employees\":[");
    for number in 0..employees {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            text,
            "{comma}{{\"id\":\"e{number:06}\",\"name\":\"Li Na {number}\",\"positions\":[{{\"position\":\"operator\",\
             \"unit\":\"shop\",\"from\":\"2024-03-01\"}}]}}"
        );
    }
    text.push_str("],\"observations\":[");
    for number in 0..employees {
        for (at, (metric, value)) in METRICS.iter().zip(row(number)).enumerate() {
            let comma = if number + at == 0 { "" } else { "," };
            let _ = write!(
                text,
                "{comma}{{\"metric\":\"{metric}\",\"employee\":\"e{number:06}\",\"period\":\"2025-06\",\"value\":"
            );
            let _ = if at == 4 { write!(text, "{value}") } else { write!(text, "{}.{:02}", value / 100, value % 100) };
            if width == Width::Sourced {
                let _ = write!(text, ",\"source\":\"shop\",\"record\":\"r-{}\"", number * 5 + at);
            }
            text.push('}');
        }
    }
    text.push_str("]}");
    text
}
