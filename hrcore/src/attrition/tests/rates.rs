//! Figures by SciPy 1.x (`beta.ppf`, `betabinom.ppf`), with the chance over months written out there as a sum.

use crate::attrition::answer::ChanceEstimate;
use crate::attrition::rates::{Rate, Seen};

fn shown(estimate: &ChanceEstimate) -> [String; 5] {
    [estimate.mean, estimate.lo80, estimate.hi80, estimate.lo95, estimate.hi95].map(|number| number.to_string())
}

/// Nine people, a year, one who left; 2 % a month are borrowed, as ten years of one person.
fn nine() -> Rate {
    Rate::new(Seen { people: 9, events: 1, exposure: 108 }, Some((0.02, 120.0)))
}

/// The rate of others, of whom none left: half a person in 109 months.
const OTHERS: f64 = 0.5 / 109.0;

#[test]
fn a_rate_is_between_what_is_borrowed_and_what_was_seen() {
    // Beta(2.4 + 1, 117.6 + 107): 3.4 ÷ 228.
    let monthly = nine().monthly("blended");
    assert_eq!(shown(&monthly), ["0.0149123", "0.00597178", "0.0256728", "0.00352819", "0.0341767"]);
    assert_eq!((monthly.n, monthly.events, monthly.exposure, monthly.source), (9, 1, 108, "blended"));
}

#[test]
fn without_a_prior_it_is_never_zero() {
    let none = Rate::new(Seen { people: 9, events: 0, exposure: 108 }, None);
    assert_eq!(none.mean(), 0.5 / 109.0);
    let nothing = Rate::new(Seen::default(), None);
    assert_eq!(nothing.mean(), 0.5);
    let unweighted = Rate::new(Seen::default(), Some((0.02, 0.0)));
    assert_eq!(unweighted.mean(), 0.5);
}

#[test]
fn a_chance_over_months_is_lower_where_others_take_some_away() {
    let chance = nine().within(3, OTHERS, "blended");
    assert_eq!(shown(&chance), ["0.0438732", "0.0177273", "0.0747201", "0.0104991", "0.0986226"]);
    // One month is the rate itself.
    assert_eq!(shown(&nine().within(1, OTHERS, "")), shown(&nine().monthly("")));
}

#[test]
fn leavers_are_whole_people() {
    let leavers = |people| shown(&nine().leavers(people, (3, OTHERS), "blended"));
    assert_eq!(leavers(9), ["0.394859", "0", "1", "0", "2"]);
    assert_eq!(leavers(5000), ["219.366", "88", "377", "51", "499"]);
    assert_eq!(leavers(0), ["0"; 5]);
}
