//! The figures, from what was counted.

use super::answer::WorkforceFigure;
use super::count::{Counts, List, What};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::number::{Figure, Rational};

/// Of what a figure is a part.
#[derive(Debug, Clone, Copy)]
enum Whole {
    /// A plain count.
    Nothing,
    /// The days that count.
    Days,
    /// The average number of people of so many days; what is a part of it grows with time.
    Average(What),
    Of(&'static [What]),
}

/// How a figure is made.
#[derive(Debug, Clone, Copy)]
struct Definition {
    figure: &'static str,
    unit: &'static str,
    part: &'static [What],
    whole: Whole,
    named: Option<List>,
}

const fn figure(figure: &'static str, unit: &'static str, part: &'static [What], whole: Whole) -> Definition {
    Definition { figure, unit, part, whole, named: None }
}

const fn naming(definition: Definition, list: List) -> Definition {
    Definition { named: Some(list), ..definition }
}

const LEFT: &[What] =
    &[What::LeftVoluntarily, What::LeftInvoluntarily, What::LeftByAge, What::LeftOtherwise, What::LeftUnknown];

const AVERAGE: Whole = Whole::Average(What::PersonDays);

/// In the order of the documentation.
const FIGURES: &[Definition] = &[
    figure("headcount_start", "people", &[What::Start], Whole::Nothing),
    figure("headcount_end", "people", &[What::End], Whole::Nothing),
    figure("headcount_average", "people", &[What::PersonDays], Whole::Days),
    naming(figure("hires", "people", &[What::Hires], Whole::Nothing), List::Hires),
    naming(figure("leavers", "people", LEFT, Whole::Nothing), List::Leavers),
    naming(figure("leavers_unknown", "people", &[What::LeftUnknown], Whole::Nothing), List::LeftUnknown),
    figure("moved_in", "people", &[What::MovedIn], Whole::Nothing),
    figure("moved_out", "people", &[What::MovedOut], Whole::Nothing),
    figure("turnover", "share", LEFT, AVERAGE),
    figure("turnover_voluntary", "share", &[What::LeftVoluntarily], AVERAGE),
    figure("turnover_involuntary", "share", &[What::LeftInvoluntarily], AVERAGE),
    figure("turnover_retirement", "share", &[What::LeftByAge], AVERAGE),
    figure("turnover_other", "share", &[What::LeftOtherwise], AVERAGE),
    naming(
        figure("turnover_critical", "share", &[What::CriticalLeft], Whole::Average(What::CriticalDays)),
        List::CriticalLeft,
    ),
    figure("newcomer_turnover", "share", &[What::NewcomersLeft], Whole::Of(&[What::Newcomers])),
    figure("early_leavers", "share", &[What::LeftEarly], Whole::Of(LEFT)),
    figure("retention", "share", &[What::StartStayed], Whole::Of(&[What::Start])),
    figure("stability", "share", &[What::YearStayed], Whole::Of(&[What::YearAgo])),
    naming(figure("internal_mobility", "share", &[What::Moves], AVERAGE), List::Movers),
    #[cfg(feature = "promotion")]
    figure("promotion_rate", "share", &[What::Promotions], AVERAGE),
    figure("posts_filled", "posts", &[What::Filled], Whole::Nothing),
    figure("filled_internally", "share", &[What::FilledWithin], Whole::Of(&[What::FilledKnown])),
    figure(
        "filled_internally_critical",
        "share",
        &[What::CriticalFilledWithin],
        Whole::Of(&[What::CriticalFilledKnown]),
    ),
    figure("days_to_fill", "days", &[What::DaysToFill], Whole::Of(&[What::Accepted])),
    figure("days_to_fill_critical", "days", &[What::CriticalDaysToFill], Whole::Of(&[What::CriticalAccepted])),
    figure("vacancy_rate", "share", &[What::Vacant], Whole::Of(&[What::End, What::Vacant])),
    figure("vacant_critical", "share", &[What::CriticalVacant], Whole::Of(&[What::Vacant])),
    figure("tenure_leavers", "days", &[What::DaysOfLeavers], Whole::Of(LEFT)),
    figure("tenure_holders", "days", &[What::DaysOfHolders], Whole::Of(&[What::End])),
    figure("span", "ratio", &[What::Reports], Whole::Of(&[What::Managers])),
];

/// The figures of a group, or of the company, which has all of them but those of moves between groups. Where the policy
/// calls nothing a promotion, there is no rate of them.
pub(super) fn figures(
    counts: &Counts,
    days: u32,
    (is_group, has_promotions): (bool, bool),
    named: &dyn Fn(List) -> Vec<crate::values::Id>,
) -> Vec<WorkforceFigure> {
    let own = FIGURES.iter().filter(|definition| is_group || !definition.figure.starts_with("moved_"));
    let own = own.filter(|definition| has_promotions || definition.figure != "promotion_rate");
    let made = own.map(|definition| make(definition, counts, days, named));
    // What says nothing of a group is left out.
    made.filter(|made| !is_group || made.value.is_some()).gather()
}

fn make(
    definition: &Definition,
    counts: &Counts,
    days: u32,
    named: &dyn Fn(List) -> Vec<crate::values::Id>,
) -> WorkforceFigure {
    let sum = |of: &[What]| of.iter().fold(0_i128, |sum, what| sum + i128::from(counts.of(*what)));
    let (part, days) = (sum(definition.part), i128::from(days));
    let (numerator, whole, yearly) = match definition.whole {
        Whole::Nothing => (part, None, None),
        Whole::Days => (part, Rational::new(days, 1), None),
        Whole::Average(of) => {
            let sum = sum(&[of]);
            let yearly = if (365..=366).contains(&days) { None } else { Rational::new(part * 365, sum) };
            (part, Rational::new(sum, days), yearly)
        }
        Whole::Of(of) => (part, Rational::new(sum(of), 1), None),
    };
    let part = Rational::new(numerator, 1);
    let value = match (&part, &whole) {
        (Some(part), Some(whole)) => part.checked_div(whole),
        (part, _) => part.clone(),
    };
    let people = definition.named.filter(|_| numerator > 0).map(named);
    WorkforceFigure {
        figure: definition.figure,
        value: value.map(Figure::new),
        unit: definition.unit,
        part: part.filter(|_| whole.is_some()).map(Figure::new),
        whole: whole.map(Figure::new),
        per_year: yearly.map(Figure::new),
        employees: Few(people.unwrap_or_default()),
    }
}
