//! Many ids, found without sorting them all: a fact document may name hundreds of thousands of items in any order.

use crate::sort;
use crate::values::Id;

/// Ids by their number in a list. They are spread over as many buckets as there are, by a sum of their bytes; within a
/// bucket they are sorted by more of that sum and then by themselves, so that an id is mostly looked at only where it is
/// the one that is wanted, and ids chosen to have one sum cost a binary search and nothing else. Nothing is ever listed
/// in the order of the buckets.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Bucket `b` is `entries[starts[b]..starts[b + 1]]`.
    starts: Vec<u32>,
    entries: Vec<Entry>,
}

/// The number of an id, and the part of its sum that tells it from others of its bucket.
#[derive(Debug, Default, Clone, Copy)]
struct Entry {
    mark: u32,
    number: u32,
}

/// A sum of bytes that spreads neighbours.
pub(super) fn spread(id: &str) -> u64 {
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
        let mut sums: Vec<u64> = Vec::with_capacity(count);
        sums.extend((0..count).map(|number| spread(id(number))));
        Self::of_sums(&sums, id)
    }

    /// The same, where their sums are known already.
    pub(super) fn of_sums<'a>(sums: &[u64], id: &dyn Fn(usize) -> &'a str) -> Self {
        let count = sums.len();
        if count == 0 || u32::try_from(count).is_err() {
            return Self::default();
        }
        let mut names = Self { starts: vec![0; count.next_power_of_two() + 1], entries: vec![Entry::default(); count] };
        for sum in sums {
            let (bucket, _) = names.place(*sum);
            if let Some(slot) = names.starts.get_mut(bucket) {
                *slot += 1;
            }
        }
        let mut end = 0;
        for start in &mut names.starts {
            end += *start;
            *start = end;
        }
        for (number, sum) in sums.iter().enumerate().rev() {
            let (bucket, mark) = names.place(*sum);
            if let Some(start) = names.starts.get_mut(bucket) {
                *start -= 1;
                if let Some(slot) = names.entries.get_mut(*start as usize) {
                    *slot = Entry { mark, number: crate::number::small(number) };
                }
            }
        }
        let compare = |a: &Entry, b: &Entry| {
            let ids = || id(a.number as usize).cmp(id(b.number as usize));
            a.mark.cmp(&b.mark).then_with(ids).then(a.number.cmp(&b.number))
        };
        let mut from = 0;
        for end in names.starts.iter().skip(1) {
            match names.entries.get_mut(from..*end as usize) {
                // The most of those that have to be sorted at all.
                Some([first, second]) if compare(first, second).is_gt() => std::mem::swap(first, second),
                Some(bucket @ [_, _, _, ..]) => sort::sort_by(bucket, compare),
                _ => {}
            }
            from = *end as usize;
        }
        names
    }

    /// The bucket of a sum, from its first bits, and the mark, from those behind.
    fn place(&self, sum: u64) -> (usize, u32) {
        let bits = self.starts.len().saturating_sub(1).trailing_zeros().min(32);
        let bucket = usize::try_from(sum >> 1 >> (63 - bits)).unwrap_or(0);
        (bucket, u32::try_from((sum << bits) >> 32).unwrap_or(0))
    }

    /// The entries of the ids that share bucket and mark with one: hardly ever more than one.
    fn near(&self, wanted: &str) -> &[Entry] {
        if self.starts.is_empty() {
            return &[];
        }
        let (bucket, mark) = self.place(spread(wanted));
        let (Some(start), Some(end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else { return &[] };
        let entries = self.entries.get(*start as usize..*end as usize).unwrap_or_default();
        let first = entries.partition_point(|entry| entry.mark < mark);
        let rest = entries.get(first..).unwrap_or_default();
        let count = rest.partition_point(|entry| entry.mark == mark);
        rest.get(..count).unwrap_or_default()
    }

    /// Where the number of an id stands, if it has any: the first of two steps of a guess. Neither compares ids nor
    /// decides anything, so that the processor can wait for many at a time.
    pub(super) fn guess_place(&self, wanted: &str) -> (usize, u32) {
        let (bucket, mark) = self.place(spread(wanted));
        (self.starts.get(bucket).map_or(0, |start| *start as usize), mark)
    }

    /// The number that an id with such a place probably has: of one of the first two that stand there.
    pub(super) fn guess(&self, (start, mark): (usize, u32)) -> usize {
        let at = |place: usize| self.entries.get(place).copied().unwrap_or_default();
        let (first, second) = (at(start), at(start + 1));
        (if first.mark == mark { first.number } else { second.number }) as usize
    }

    /// The number of an id; of several that are the same, the first.
    pub(super) fn find<'a>(&self, wanted: &str, id: &dyn Fn(usize) -> &'a str) -> Option<usize> {
        let entries = self.near(wanted);
        let at = entries.partition_point(|entry| id(entry.number as usize) < wanted);
        entries.get(at).map(|entry| entry.number as usize).filter(|number| id(*number) == wanted)
    }

    /// The numbers of ids that an earlier one has already, in order.
    pub(super) fn twice<'a>(&self, id: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
        let mut twice = Vec::new();
        for pair in self.entries.windows(2) {
            if let [first, second] = pair
                && first.mark == second.mark
                && id(first.number as usize) == id(second.number as usize)
            {
                twice.push(second.number as usize);
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

    /// The things that so many ids name, by number, as far as a first look tells: of several that are the same, the first.
    /// Ids in any order lead all over the memory; they are looked up step by step, so that the processor can wait for a
    /// whole row at once.
    pub(super) fn row<const ROW: usize>(&self, wanted: [Option<&Id>; ROW]) -> [Option<usize>; ROW] {
        let places = wanted.map(|id| self.names.guess_place(id.map_or("", Id::as_str)));
        let guesses = places.map(|place| self.names.guess(place));
        let found = guesses.map(|guess| self.list.get(guess));
        let mut row = [None; ROW];
        for (((slot, found), guess), wanted) in row.iter_mut().zip(found).zip(guesses).zip(wanted) {
            *slot = found.filter(|item| wanted == Some((self.id)(item))).map(|_| guess);
        }
        row
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

    #[test]
    fn ids_of_one_sum_are_told_apart() {
        // The first word decides what the second has to be for the sum to stay; of these, the ones that are text.
        let step = |word: u64| {
            let sum = (16 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            sum ^ (sum >> 29)
        };
        let ids: Vec<String> = (0..400_000u64)
            .filter_map(|number| {
                let first = u64::from_le_bytes(format!("{number:08}").as_bytes().try_into().unwrap());
                let second = step(first) ^ 0x1234;
                let bytes = [first.to_le_bytes(), second.to_le_bytes()].concat();
                String::from_utf8(bytes).ok()
            })
            .collect();
        assert!(ids.len() > 100, "{}", ids.len());
        assert!(ids.iter().all(|id| super::spread(id) == super::spread(&ids[0])));
        let id = |number: usize| ids[number].as_str();
        let (known, others) = (ids.len() - 20, 20);
        let names = Names::new(known, &id);
        for number in 0..known {
            assert_eq!(names.find(id(number), &id), Some(number));
        }
        for number in known..known + others {
            assert_eq!(names.find(id(number), &id), None);
        }
        let again = |number: usize| ids[number / 2].as_str();
        let names = Names::new(2 * known, &again);
        assert_eq!(names.find(id(7), &again), Some(14));
        assert_eq!(names.twice(&again), (0..known).map(|number| 2 * number + 1).collect::<Vec<_>>());
    }
}
