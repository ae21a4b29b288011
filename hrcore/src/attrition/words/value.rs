//! The value of a driver in words, short and with its unit: `33.7 h`, `5 months`, `0.94 of the median`.

use super::{Words, months, percent, rounded};
use crate::attrition::ask::six_digits;
use crate::number::{Approx, Decimal, whole_part};
use crate::policy::{AttritionDriver, DriverSource, DriverView, Unit};
use crate::report::{Measure, zh};
use crate::values::{Id, Language};

impl Words<'_> {
    /// A driver's name with its value: `overtime 33.7 h`, `trend of overtime -1.5 h per month`.
    pub(super) fn with_value(&self, name: &str, stated: &AttritionDriver, value: Approx) -> String {
        let number = value.value();
        let is_slope = stated.view == DriverView::Slope;
        let shown = match (&stated.source, stated.view) {
            // The usual name says that months are counted.
            (_, DriverView::MonthsSince) if stated.name.is_none() => {
                let number = rounded(number, 1.0);
                return match self.lang {
                    Language::En => format!("{name}: {number}"),
                    Language::Zh => zh(&[name, "为", " ", &number]),
                };
            }
            (DriverSource::Tenure(_) | DriverSource::PositionTenure(_), _) | (_, DriverView::MonthsSince) => {
                months(whole_part(number.round()), self.lang)
            }
            (DriverSource::Absence(_) | DriverSource::TeamLeavers(_), _) if is_slope => {
                let points = Measure { points: true, ..Measure::new(Unit::Percent) };
                points.in_unit(&near(number * 100.0, 10.0), self.lang)
            }
            (DriverSource::Absence(_) | DriverSource::TeamLeavers(_), _) if number == 0.0 => "0%".to_owned(),
            (DriverSource::Absence(_) | DriverSource::TeamLeavers(_), _) => percent(number),
            (DriverSource::Overtime(_), _) => Measure::new(Unit::Hour).in_unit(&near(number, 10.0), self.lang),
            (DriverSource::Score(_), _) => Measure::new(Unit::Score).in_unit(&near(number, 100.0), self.lang),
            (DriverSource::PayPosition(_), _) => {
                let times = near(number, 100.0);
                match self.lang {
                    Language::En => format!("{times} of the median"),
                    Language::Zh => return zh(&[name, &format!("为中位数的 {times} 倍")]),
                }
            }
            (DriverSource::Achievements(_), _) => match self.lang {
                // The name ends in a word that a number would be read with.
                Language::En => return format!("{name}: {}", rounded(number, 1.0)),
                Language::Zh => format!("{} 项", rounded(number, 1.0)),
            },
            (DriverSource::Metric(of), view) => self.of_metric(&of.metric, view, number),
            (DriverSource::Position(_) | DriverSource::Unit(_), _) => rounded(number, 1.0),
        };
        match self.lang {
            Language::En if is_slope => format!("{name} {shown} per month"),
            Language::Zh if is_slope => zh(&[name, &format!("每月 {shown}")]),
            Language::En | Language::Zh => format!("{name} {shown}"),
        }
    }

    /// A metric's value in its unit: one of a month as it is, means and slopes to hundredths.
    fn of_metric(&self, metric: &Id, view: DriverView, number: f64) -> String {
        let Some(metric) = self.names.policy.metrics.iter().find(|known| known.id == *metric) else {
            return near(number, 100.0);
        };
        let parts = if view == DriverView::Last || metric.unit == Unit::Ratio { 10_000.0 } else { 100.0 };
        let measure = Measure { points: view == DriverView::Slope, ..Measure::of(metric) };
        let number = Decimal::parse(&near(number, parts)).unwrap_or_else(|_| six_digits(number));
        measure.in_unit(&measure.text(&number.to_rational()), self.lang)
    }
}

/// Rounded to so many parts of one, to more where nothing would be left.
fn near(number: f64, parts: f64) -> String {
    let mut parts = parts;
    while parts < 1e6 && number != 0.0 && (number * parts).round() == 0.0 {
        parts *= 10.0;
    }
    rounded(number, parts)
}
