//! Sorting through one routine. The standard library's sorts are compiled anew for every type, a few kilobytes each,
//! which the npm package would have to carry; what is sorted here is small or sorted once.

use std::cmp::Ordering;

/// Runs of this length are sorted by insertion.
const RUN: usize = 8;

/// The numbers `0..count` in the order of what they stand for; equals keep their order.
pub(crate) fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    other_order(count, compare).unwrap_or_else(|| (0..count).collect())
}

/// The same, unless they stand in order already.
fn other_order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Option<Vec<usize>> {
    // Documents mostly list things in order; then there is nothing to move.
    if (1..count).all(|at| compare(at - 1, at) != Ordering::Greater) {
        return None;
    }
    let mut order: Vec<usize> = (0..count).collect();
    for run in order.chunks_mut(RUN) {
        insert(run, compare);
    }
    let mut width = RUN;
    let mut merged = Vec::with_capacity(count);
    while width < count {
        for pair in order.chunks(width.saturating_mul(2)) {
            let (left, right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            merge(left, right, &mut merged, compare);
        }
        std::mem::swap(&mut order, &mut merged);
        merged.clear();
        width = width.saturating_mul(2);
    }
    Some(order)
}

fn insert(run: &mut [usize], compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    for end in 1..run.len() {
        let mut at = end;
        while let Some([before, after]) = run.get_mut(at.wrapping_sub(1)..=at)
            && compare(*before, *after) == Ordering::Greater
        {
            std::mem::swap(before, after);
            at -= 1;
        }
    }
}

fn merge(
    mut left: &[usize],
    mut right: &[usize],
    out: &mut Vec<usize>,
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) {
    while let ([a, after_a @ ..], [b, after_b @ ..]) = (left, right) {
        if compare(*a, *b) == Ordering::Greater {
            out.push(*b);
            right = after_b;
        } else {
            out.push(*a);
            left = after_a;
        }
    }
    out.extend_from_slice(left);
    out.extend_from_slice(right);
}

/// Moves things into an order, cycle by cycle.
fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        while let Some(next) = order.get_mut(at).map(|next| std::mem::replace(next, at))
            && next != start
            && next != at
        {
            swap(at, next);
            at = next;
        }
    }
}

/// A list that is sorted, whatever it is of.
trait Items {
    fn count(&self) -> usize;

    fn compare(&mut self, a: usize, b: usize) -> Ordering;

    fn swap(&mut self, a: usize, b: usize);
}

struct Sorted<'a, T, F> {
    items: &'a mut [T],
    compare: F,
}

impl<T, F: FnMut(&T, &T) -> Ordering> Items for Sorted<'_, T, F> {
    fn count(&self) -> usize {
        self.items.len()
    }

    fn compare(&mut self, a: usize, b: usize) -> Ordering {
        match (self.items.get(a), self.items.get(b)) {
            (Some(a), Some(b)) => (self.compare)(a, b),
            _ => Ordering::Equal,
        }
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.items.swap(a, b);
    }
}

#[cfg_attr(target_family = "wasm", inline(never))]
#[cfg_attr(not(target_family = "wasm"), inline)]
fn sort_items(items: &mut dyn Items) {
    if let Some(order) = other_order(items.count(), &mut |a, b| items.compare(a, b)) {
        arrange(order, &mut |a, b| items.swap(a, b));
    }
}

/// Sorts a list; equals keep their order.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl FnMut(&T, &T) -> Ordering) {
    sort_items(&mut Sorted { items, compare });
}

/// So many bits of a number are looked at at once, and up to so many things are rather compared.
const DIGIT: u32 = 11;
const FEW: usize = 1 << DIGIT;

/// Sorts by numbers, the first of them above all; equals keep their order. However many things there are, each is looked
/// at a few times. Elsewhere than in the npm package, which has few: there they are compared.
pub(crate) fn by_numbers<T: Copy>(items: &mut [T], numbers: &[&dyn Fn(&T) -> u32]) {
    if cfg!(target_family = "wasm") || items.len() <= FEW {
        return sort_by(items, |a, b| {
            let orders = numbers.iter().map(|number| number(a).cmp(&number(b)));
            orders.fold(Ordering::Equal, Ordering::then)
        });
    }
    let mut sorted = items.to_vec();
    for number in numbers.iter().rev() {
        if items.is_sorted_by_key(number) {
            continue;
        }
        let mut seen = (0, u32::MAX);
        items.iter().for_each(|item| seen = (seen.0 | number(item), seen.1 & number(item)));
        for shift in [0, DIGIT, 2 * DIGIT] {
            let digit = |number: u32| (number >> shift) as usize & (FEW - 1);
            // In these bits all are the same.
            if digit(seen.0) == digit(seen.1) {
                continue;
            }
            let mut places = [0_usize; FEW];
            for item in &*items {
                if let Some(count) = places.get_mut(digit(number(item))) {
                    *count += 1;
                }
            }
            let mut before = 0;
            for place in &mut places {
                before += std::mem::replace(place, before);
            }
            for item in &*items {
                if let Some(place) = places.get_mut(digit(number(item)))
                    && let Some(to) = sorted.get_mut(*place)
                {
                    *to = *item;
                    *place += 1;
                }
            }
            items.copy_from_slice(&sorted);
        }
    }
}

/// Sorts numbers.
pub(crate) fn sort(numbers: &mut [usize]) {
    sort_by(numbers, Ord::cmp);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    #[test]
    fn equals_keep_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        super::sort_by(&mut items, |a, b| a.0.cmp(&b.0));
        assert_eq!(items, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }

    proptest! {
        #[test]
        fn sorts_by_numbers_as_the_standard_library(
            few in proptest::collection::vec((0_u32..40, any::<u32>()), 0..100),
            many in proptest::collection::vec((0_u32..3, prop_oneof![2_000_u32..2_100, any::<u32>()]), 2_500),
        ) {
            for keys in [few, many] {
                let mut items: Vec<(u32, u32, usize)> =
                    keys.into_iter().enumerate().map(|(at, (a, b))| (a, b, at)).collect();
                let mut expected = items.clone();
                expected.sort_by_key(|item| (item.0, item.1));
                super::by_numbers(&mut items, &[&|item| item.0, &|item| item.1]);
                prop_assert_eq!(items, expected);
            }
        }

        #[test]
        fn sorts_as_the_standard_library(keys in proptest::collection::vec(0u8..40, 0..200)) {
            let mut items: Vec<(u8, usize)> = keys.into_iter().enumerate().map(|(at, key)| (key, at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            super::sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(items, expected);
        }
    }
}
