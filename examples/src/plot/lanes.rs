//! Things beside each other that must not overlap.

/// Puts each extent into the first lane where it does not touch another; yields the lane of each.
pub fn pack(extents: &[(f64, f64)]) -> Vec<usize> {
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    extents
        .iter()
        .map(|(from, to)| {
            let is_free = |lane: &Vec<(f64, f64)>| lane.iter().all(|(start, end)| to < start || end < from);
            let place = lanes.iter().position(is_free).unwrap_or(lanes.len());
            match lanes.get_mut(place) {
                Some(lane) => lane.push((*from, *to)),
                None => lanes.push(vec![(*from, *to)]),
            }
            place
        })
        .collect()
}

/// Moves places apart so that they are at least so far from each other, within bounds where there is room; the order stays.
pub fn spread(places: &[f64], apart: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    let place = |at: usize| places.get(at).copied().unwrap_or(low);
    order.sort_by(|a, b| place(*a).total_cmp(&place(*b)));
    let mut found: Vec<(usize, f64)> = Vec::new();
    for at in order {
        let least = found.last().map_or(low, |(_, before)| before + apart);
        found.push((at, place(at).max(least)));
    }
    let mut most = high;
    for (_, place) in found.iter_mut().rev() {
        *place = place.min(most);
        most = *place - apart;
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_goes_into_another_lane() {
        assert_eq!(pack(&[(0.0, 2.0), (1.0, 3.0), (2.5, 4.0), (1.5, 1.8)]), [0, 1, 0, 2]);
        assert_eq!(pack(&[]), Vec::<usize>::new());
    }

    #[test]
    fn places_are_moved_apart() {
        assert_eq!(spread(&[50.0, 10.0, 12.0], 14.0, (0.0, 100.0)), [50.0, 10.0, 24.0]);
        assert_eq!(spread(&[99.0, 98.0], 14.0, (0.0, 100.0)), [100.0, 86.0]);
    }
}
