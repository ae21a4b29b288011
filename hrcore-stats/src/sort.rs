//! Sorting. Where the size of the module counts, one routine does it all: the standard library's sorts are a few
//! kilobytes for each type. Equals keep their order, or have the same bits, so that the routine cannot be told from
//! the result.

use std::cmp::Ordering;

/// Numbers in their total order.
pub(crate) fn numbers(values: &mut [f64]) {
    if cfg!(target_family = "wasm") {
        let before = values.to_vec();
        let at = |place: usize| before.get(place).copied().unwrap_or(0.0);
        let order = heaped(before.len(), &mut |a, b| at(a).total_cmp(&at(b)));
        values.iter_mut().zip(order).for_each(|(value, place)| *value = at(place));
    } else {
        values.sort_unstable_by(f64::total_cmp);
    }
}

/// Pairs from the smallest on, by the first number and then the second. Several times as fast as [`order`] where a key can
/// be made of one number.
pub(crate) fn pairs(values: &mut [(u64, u64)]) {
    if cfg!(target_family = "wasm") {
        let before = values.to_vec();
        let at = |place: usize| before.get(place).copied().unwrap_or_default();
        let order = heaped(before.len(), &mut |a, b| at(a).cmp(&at(b)));
        values.iter_mut().zip(order).for_each(|(value, place)| *value = at(place));
    } else {
        values.sort_unstable();
    }
}

/// A finite number as a key that sorts as the number does; zeros of both signs are one.
pub(crate) fn key(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// The places `0..count` in the order of what stands there; equals keep their order.
pub(crate) fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    if cfg!(target_family = "wasm") {
        heaped(count, compare)
    } else {
        let mut places: Vec<usize> = (0..count).collect();
        places.sort_by(|a, b| compare(*a, *b));
        places
    }
}

/// The same by a heap, which needs the least code.
fn heaped(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut start = count / 2;
    let mut end = count;
    while end > 1 {
        if start > 0 {
            start -= 1;
        } else {
            end -= 1;
            places.swap(0, end);
        }
        // What stands at the start sinks below all that come after it.
        let mut at = start;
        loop {
            let mut most = at;
            for below in [2 * at + 1, 2 * at + 2] {
                if below < end
                    && let (Some(a), Some(b)) = (places.get(most), places.get(below))
                    && compare(*a, *b).then(a.cmp(b)).is_lt()
                {
                    most = below;
                }
            }
            if most == at {
                break;
            }
            places.swap(at, most);
            at = most;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_numbers_do() {
        let numbers = [f64::MIN, -2.5, -1.0, -f64::MIN_POSITIVE, -5e-324, 0.0, 5e-324, 1.0, 1.5, f64::MAX];
        assert!(numbers.is_sorted() && numbers.map(key).is_sorted_by(|a, b| a < b));
        assert_eq!(key(-0.0), key(0.0));
        let mut found = [(2, 1), (1, 9), (2, 0)];
        pairs(&mut found);
        assert_eq!(found, [(1, 9), (2, 0), (2, 1)]);
    }

    #[test]
    fn a_heap_sorts_as_the_standard_library() {
        for count in [0_usize, 1, 2, 3, 10, 257] {
            let key = |place: &usize| place * 7919 % 101 / 3;
            let mut expected: Vec<usize> = (0..count).collect();
            expected.sort_by_key(key);
            assert_eq!(heaped(count, &mut |a, b| key(&a).cmp(&key(&b))), expected);
            assert_eq!(order(count, &mut |a, b| key(&a).cmp(&key(&b))), expected);
        }
    }
}
