//! How forecasts name periods.

use crate::report::month_name;
use crate::time::Period;
use crate::values::Language;

/// `November 2025`; what is no calendar month stands as in documents.
pub(super) fn period_name(period: Period, language: Language) -> String {
    match (period, language) {
        (Period::Month { year, month, start_day: 1 }, Language::En) => format!("{} {year}", month_name(month)),
        (Period::Month { year, month, start_day: 1 }, Language::Zh) => format!("{year} 年 {month} 月"),
        _ => period.to_string(),
    }
}
