//! What is lacking: the fewest tests that would have to come out otherwise.

use crate::compile::Requirement;
use crate::condition::{Tree, Truth};
use crate::eligibility::Outcome;
use crate::gather::Gather as _;

/// The places of the fewest tests that are lacking, in the order of the policy; none where the requirement holds. Of
/// parts that lack equally many, the first.
pub(super) fn lacks(requirement: &Requirement, outcomes: &[Outcome]) -> Vec<usize> {
    let test_of = |place: usize| requirement.places.get(place).map(|place| place.test);
    let truth = |place: usize| test_of(place).and_then(|test| outcomes.get(test)).map_or(Truth::Unknown, |o| o.truth);
    let mut places = fewest(&requirement.tree, true, &truth);
    crate::sort::sort(&mut places);
    // A test that stands in several places is one test.
    let mut tests: Vec<Option<usize>> = Vec::new();
    places.retain(|place| {
        let test = test_of(*place);
        let is_new = !tests.contains(&test);
        tests.push(test);
        is_new
    });
    places
}

fn fewest(tree: &Tree<usize>, want: bool, truth: &dyn Fn(usize) -> Truth) -> Vec<usize> {
    let (parts, count) = match tree {
        Tree::Test(place) if truth(*place) == want.into() => return Vec::new(),
        Tree::Test(place) => return vec![*place],
        Tree::Not(part) => return fewest(part, !want, truth),
        Tree::All(parts) => (parts, parts.len()),
        Tree::Any(parts) => (parts, 1),
        Tree::AtLeast(count, parts) => (parts, *count),
    };
    // So many have to hold; or so many not to, that too few are left.
    let count = if want { count } else { (parts.len() + 1).saturating_sub(count) };
    let mut lists: Vec<Vec<usize>> = parts.iter().map(|part| fewest(part, want, truth)).gather();
    crate::sort::sort_by(&mut lists, &mut |a, b| a.len().cmp(&b.len()));
    lists.truncate(count);
    let mut places = Vec::new();
    for list in lists {
        places.extend(list);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    // Tests 0 and 2 hold, 1 does not, 3 is not known, and 4 is test 1 again.
    fn of(tree: &Tree<usize>, want: bool) -> Vec<usize> {
        let truth = |place: usize| match place {
            0 | 2 => Truth::True,
            3 => Truth::Unknown,
            _ => Truth::False,
        };
        fewest(tree, want, &truth)
    }

    fn tests(places: &[usize]) -> Vec<Tree<usize>> {
        places.iter().map(|place| Tree::Test(*place)).collect()
    }

    #[test]
    fn all_lack_what_does_not_hold_and_any_the_least() {
        assert_eq!(of(&Tree::All(tests(&[0, 1, 2, 3])), true), [1, 3]);
        assert_eq!(of(&Tree::Any(tests(&[0, 1])), true), [0; 0]);
        assert_eq!(of(&Tree::Any(vec![Tree::All(tests(&[1, 3])), Tree::Test(3), Tree::Test(1)]), true), [3]);
        assert_eq!(of(&Tree::AtLeast(3, tests(&[1, 0, 3, 2])), true), [1]);
        assert_eq!(of(&Tree::AtLeast(2, tests(&[0, 1, 2])), true), [0; 0]);
    }

    #[test]
    fn below_not_what_holds_is_lacking() {
        let not = |tree| Tree::Not(Box::new(tree));
        assert_eq!(of(&not(Tree::Test(0)), true), [0]);
        assert_eq!(of(&not(Tree::Test(1)), true), [0; 0]);
        assert_eq!(of(&not(Tree::Test(3)), true), [3]);
        assert_eq!(of(&not(Tree::Any(tests(&[0, 1, 2]))), true), [0, 2]);
        assert_eq!(of(&not(Tree::All(tests(&[0, 2]))), true), [0]);
        // Of three at least two hold; one fewer is enough.
        assert_eq!(of(&not(Tree::AtLeast(2, tests(&[0, 1, 2]))), true), [0]);
        assert_eq!(of(&not(not(Tree::Test(1))), true), [1]);
    }
}
