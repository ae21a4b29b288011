//! Many ids, found without sorting them all: a fact document may name hundreds of thousands of items in any order.

use crate::sort;
use crate::values::Id;

/// Ids by their number in a list. They are spread over as many buckets as there are, by a sum of their bytes; within a
/// bucket they are sorted, so that ids chosen to meet in one bucket cost a binary search and nothing else. Nothing is
/// ever listed in the order of the buckets.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Bucket `b` is `numbers[starts[b]..starts[b + 1]]`.
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

/// A sum of bytes that spreads neighbours.
fn spread(id: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = id.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    for (slot, byte) in last.iter_mut().zip(rest) {
        *slot = *byte;
    }
    let mut sum = id.len() as u64;
    for word in words.iter().chain([&last]) {
        sum = (sum ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
        sum ^= sum >> 29;
    }
    sum.wrapping_mul(FACTOR)
}

impl Names {
    /// Indexes so many ids.
    pub(super) fn new<'a>(count: usize, id: &dyn Fn(usize) -> &'a str) -> Self {
        if count == 0 || u32::try_from(count).is_err() {
            return Self::default();
        }
        let mut names = Self { starts: vec![0; count.next_power_of_two() + 1], numbers: Vec::new() };
        let mut buckets: Vec<u32> = Vec::with_capacity(count);
        buckets.extend((0..count).map(|number| crate::number::small(names.bucket(id(number)))));
        (names.starts, names.numbers) = super::plans::grouped(names.starts.len() - 1, &buckets);
        drop(buckets);
        let mut from = 0;
        for end in names.starts.iter().skip(1) {
            if let Some(bucket @ [_, _, ..]) = names.numbers.get_mut(from..*end as usize) {
                sort::sort_by(bucket, |a, b| (id(*a as usize), *a).cmp(&(id(*b as usize), *b)));
            }
            from = *end as usize;
        }
        names
    }

    /// The bucket of an id.
    fn bucket(&self, id: &str) -> usize {
        let bits = self.starts.len().saturating_sub(1).trailing_zeros().min(63);
        usize::try_from(spread(id) >> 1 >> (63 - bits)).unwrap_or(0)
    }

    /// The number that an id probably has, if it has any: nothing is compared, so that many can be fetched at a time.
    pub(super) fn guess(&self, wanted: &str) -> Option<usize> {
        let start = *self.starts.get(self.bucket(wanted))?;
        self.numbers.get(start as usize).map(|number| *number as usize)
    }

    /// The number of an id; of several that are the same, the first.
    pub(super) fn find<'a>(&self, wanted: &str, id: &dyn Fn(usize) -> &'a str) -> Option<usize> {
        if self.starts.is_empty() {
            return None;
        }
        let bucket = self.bucket(wanted);
        let (start, end) = (*self.starts.get(bucket)?, *self.starts.get(bucket + 1)?);
        let numbers = self.numbers.get(start as usize..end as usize)?;
        let at = numbers.partition_point(|number| id(*number as usize) < wanted);
        numbers.get(at).map(|number| *number as usize).filter(|number| id(*number) == wanted)
    }

    /// The numbers of ids that an earlier one has already, in order.
    pub(super) fn twice<'a>(&self, id: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
        let mut twice = Vec::new();
        for pair in self.numbers.windows(2) {
            if let [first, second] = pair
                && id(*first as usize) == id(*second as usize)
            {
                twice.push(*second as usize);
            }
        }
        sort::sort(&mut twice);
        twice
    }
}

/// A list of things with ids.
#[derive(Debug)]
pub(super) struct Named<'a, T> {
    list: &'a [T],
    id: fn(&T) -> &Id,
    names: Names,
}

impl<'a, T> Named<'a, T> {
    pub(super) fn new(list: &'a [T], id: fn(&T) -> &Id) -> Self {
        let names = Names::new(list.len(), &|number| list.get(number).map_or("", |item| id(item).as_str()));
        Self { list, id, names }
    }

    /// The number of an id; of several that are the same, the first.
    pub(super) fn find(&self, wanted: &Id) -> Option<usize> {
        self.names.find(wanted.as_str(), &|number| self.list.get(number).map_or("", |item| (self.id)(item).as_str()))
    }

    /// The numbers of ids that an earlier one has already, in order.
    pub(super) fn twice(&self) -> Vec<usize> {
        self.names.twice(&|number| self.list.get(number).map_or("", |item| (self.id)(item).as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn finds_every_id_and_no_other() {
        for count in [0, 1, 2, 3, 7, 64, 1_000] {
            let ids: Vec<String> = (0..count).map(|number| format!("item-{number}")).collect();
            let id = |number: usize| ids[number].as_str();
            let names = Names::new(count, &id);
            for (number, wanted) in ids.iter().enumerate() {
                assert_eq!(names.find(wanted, &id), Some(number));
            }
            assert_eq!(names.find("item", &id), None);
            assert_eq!(names.find("item-1000", &id), None);
            assert!(names.twice(&id).is_empty());
        }
    }

    #[test]
    fn of_the_same_ids_the_first_counts() {
        let ids = ["b", "a", "b", "c", "a", "b"];
        let id = |number: usize| ids[number];
        let names = Names::new(ids.len(), &id);
        assert_eq!(names.find("a", &id), Some(1));
        assert_eq!(names.find("b", &id), Some(0));
        assert_eq!(names.twice(&id), [2, 4, 5]);
    }
}
