//! Sorting through one routine. The standard library's sorts are compiled anew for every type, a few kilobytes each,
//! which the npm package would have to carry; what is sorted here is small or sorted once.

use std::cmp::Ordering;

/// The numbers `0..count` in the order of what they stand for; equals keep their order.
pub(crate) fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Sorts a list; equals keep their order.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: &mut dyn FnMut(&T, &T) -> Ordering) {
    let order = order(items.len(), &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| slots.get_mut(at).and_then(Option::take)));
}

/// Sorts numbers.
pub(crate) fn sort(numbers: &mut Vec<usize>) {
    sort_by(numbers, &mut Ord::cmp);
}

#[cfg(test)]
mod tests {
    #[test]
    fn equals_keep_their_order() {
        let mut items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        super::sort_by(&mut items, &mut |a, b| a.0.cmp(&b.0));
        assert_eq!(items, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
