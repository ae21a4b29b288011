//! The form for hosts without pointers to pointers: everything in one call, the answer in the caller's buffer.

use std::ffi::c_char;
use std::ptr;

use hrcore::{Engine, Problems, document};

use crate::error::Failure;
use crate::guard::{bytes, contain};

/// Sizes that hrcore_evaluate_fixed() asks for are at least this, so that they cannot be mistaken for a status.
pub const HRCORE_FIXED_MIN_SIZE: i32 = 64;

type Answer = Result<String, Problems>;

/// What a question is about, and the function that answers it.
enum Ask {
    Facts(fn(&Engine, &[u8], &[u8]) -> Answer),
    Policy(fn(&Engine) -> Answer),
    Document(fn(&[u8]) -> Answer),
}

const QUESTIONS: &[(&str, Ask)] = &[
    ("compile", Ask::Policy(|_| Ok("{}".to_owned()))),
    ("score", Ask::Facts(document::score)),
    ("progress", Ask::Facts(document::progress)),
    ("explain", Ask::Facts(document::explain)),
    ("calibrate", Ask::Facts(document::calibrate)),
    ("rollup", Ask::Facts(document::rollup)),
    ("receipt", Ask::Facts(document::receipt)),
    #[cfg(feature = "promotion")]
    ("eligibility", Ask::Facts(document::eligibility)),
    #[cfg(feature = "promotion")]
    ("paths", Ask::Facts(document::paths)),
    #[cfg(feature = "promotion")]
    ("assess", Ask::Facts(document::assess)),
    #[cfg(feature = "promotion")]
    ("pipeline", Ask::Facts(document::pipeline)),
    #[cfg(feature = "promotion")]
    ("procedure", Ask::Facts(document::procedure)),
    #[cfg(feature = "promotion")]
    ("review_policy", Ask::Facts(document::review_policy)),
    #[cfg(feature = "planning")]
    ("plans", Ask::Facts(document::plans)),
    #[cfg(feature = "planning")]
    ("goals", Ask::Facts(document::goals)),
    #[cfg(feature = "planning")]
    ("training", Ask::Facts(document::training)),
    #[cfg(feature = "planning")]
    ("may", Ask::Facts(document::may)),
    #[cfg(feature = "planning")]
    ("jobs", Ask::Facts(document::jobs)),
    #[cfg(feature = "money")]
    ("payouts", Ask::Facts(document::payouts)),
    #[cfg(feature = "money")]
    ("payout_curve", Ask::Facts(document::payout_curve)),
    #[cfg(feature = "money")]
    ("compare_payouts", Ask::Facts(document::compare_payouts)),
    #[cfg(feature = "money")]
    ("points", Ask::Facts(document::points)),
    #[cfg(feature = "money")]
    ("alerts", Ask::Facts(document::alerts)),
    #[cfg(feature = "money")]
    ("cycle", Ask::Facts(document::cycle)),
    #[cfg(feature = "money")]
    ("appeal", Ask::Facts(document::appeal)),
    #[cfg(feature = "forecast")]
    ("forecast", Ask::Facts(document::forecast)),
    #[cfg(feature = "forecast")]
    ("headcount", Ask::Facts(document::headcount)),
    #[cfg(feature = "forecast")]
    ("flows", Ask::Facts(document::flows)),
    #[cfg(feature = "forecast")]
    ("workforce", Ask::Facts(document::workforce)),
    #[cfg(all(feature = "forecast", feature = "planning"))]
    ("goal_forecast", Ask::Facts(document::goal_forecast)),
    #[cfg(feature = "attrition")]
    ("attrition", Ask::Facts(document::attrition)),
    #[cfg(feature = "attrition")]
    ("fit_attrition", Ask::Facts(document::fit_attrition)),
    #[cfg(feature = "attrition")]
    ("attrition_receipt", Ask::Facts(document::attrition_receipt)),
    #[cfg(feature = "attrition")]
    ("retention", Ask::Facts(document::retention)),
    ("lint", Ask::Policy(document::lint)),
    ("normalise", Ask::Policy(document::normalise)),
    ("verify", Ask::Document(document::verify)),
];

/// Compiles a policy, puts one question to it and writes the answer into the caller's buffer: for COBOL, ABAP and
/// other hosts that hand over fixed records and keep no handles. Nothing is left to free. The policy is compiled
/// anew each time, so a host that can keep an engine is better off with one.
///
/// `question` is the name of a question: "score", "progress", "explain", "calibrate", "rollup", "receipt",
/// "eligibility", "paths", "assess", "pipeline", "procedure", "review_policy", "plans", "goals", "training", "may",
/// "jobs", "payouts", "payout_curve", "compare_payouts", "points", "alerts", "cycle", "appeal", "forecast", "headcount",
/// "flows", "workforce", "goal_forecast", "attrition", "fit_attrition", "attrition_receipt",
/// "retention", "lint", "normalise";
/// "compile", which answers {} when the policy is sound; or "verify", which takes the receipt in place of the policy and
/// answers {"valid": false, ...} where it does not hold.
/// Facts and request are read by those questions that need them. Spaces and NULs at the end of an input do not count:
/// fields may be handed over at their full width, and one that is blank is an empty one.
///
/// The bytes of `out` behind the answer are filled with spaces; no NUL is added. What comes back:
///
/// - 0 or more: the question was answered, in that many bytes.
/// - -1 to -63: refused, and the number is the status, negated (-1 is HRCORE_INVALID_INPUT). `out` holds the problems
///   as hrcore_error_json() would write them, unless `out` itself is what is wrong.
/// - -64 and below: `out` is too small. Nothing was written; call again with a buffer of that many bytes, negated.
///   NULL with capacity 0 asks for the size.
///
/// ```c
/// char out[32768];
/// int64_t n = hrcore_evaluate_fixed(policy, policy_len, "score", 5, facts, facts_len,
///                                   request, request_len, out, sizeof out);
/// if (n >= 0) fwrite(out, 1, (size_t)n, stdout);
/// ```
///
/// # Safety
///
/// Pointers and lengths are as the conventions at the top ask; `out` is NULL with capacity 0 or has room for
/// `out_cap` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hrcore_evaluate_fixed(
    policy: *const c_char,
    policy_len: usize,
    question: *const c_char,
    question_len: usize,
    facts: *const c_char,
    facts_len: usize,
    request: *const c_char,
    request_len: usize,
    out: *mut c_char,
    out_cap: usize,
) -> i64 {
    if out.is_null() && out_cap > 0 {
        return -i64::from(Failure::null_argument("out").status());
    }
    if isize::try_from(out_cap).is_err() {
        return -i64::from(Failure::length_invalid("out").status());
    }
    let outcome = contain(|| {
        // SAFETY: the export's contract is the contract of `bytes`.
        let field = |name, data, len| unsafe { bytes(name, data, len) }.map(trimmed);
        evaluate(
            field("policy", policy, policy_len)?,
            field("question", question, question_len)?,
            field("facts", facts, facts_len)?,
            field("request", request, request_len)?,
        )
    });
    let (refusal, text) = match outcome {
        Ok(answer) => (None, answer),
        Err(failure) => (Some(failure.status()), failure.into_json()),
    };
    let size = i64::try_from(text.len()).unwrap_or(i64::MAX);
    if text.len() > out_cap {
        return -size.max(i64::from(HRCORE_FIXED_MIN_SIZE));
    }
    if !out.is_null() {
        // SAFETY: `out` has room for `out_cap` bytes, which is `text.len()` or more; `text` is hrcore's own memory.
        unsafe {
            ptr::copy_nonoverlapping(text.as_ptr(), out.cast(), text.len());
            ptr::write_bytes(out.add(text.len()), b' ', out_cap - text.len());
        }
    }
    refusal.map_or(size, |status| -i64::from(status))
}

fn evaluate(policy: &[u8], question: &[u8], facts: &[u8], request: &[u8]) -> Result<String, Failure> {
    let (_, ask) =
        QUESTIONS.iter().find(|(name, _)| name.as_bytes() == question).ok_or_else(Failure::question_unknown)?;
    let answer = match ask {
        Ask::Facts(ask) => ask(&Engine::compile(policy)?, facts, request),
        Ask::Policy(ask) => ask(&Engine::compile(policy)?),
        Ask::Document(ask) => ask(policy),
    };
    Ok(answer?)
}

/// An input without the padding of its field.
fn trimmed(field: &[u8]) -> &[u8] {
    let end = field.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1);
    field.get(..end).unwrap_or_default()
}
