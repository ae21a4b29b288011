//! Lists out of iterators through one loop per element. `collect` is compiled anew for every chain of adapters, with two
//! copies of the chain's step in each, which the npm package would have to carry.

/// Iterators that are made a list of.
pub(crate) trait Gather: Iterator {
    /// The list of what is left.
    fn gather(mut self) -> Vec<Self::Item>
    where
        Self: Sized,
    {
        list(&mut self)
    }
}

impl<I: Iterator> Gather for I {}

#[inline(never)]
fn list<T>(items: &mut dyn Iterator<Item = T>) -> Vec<T> {
    let mut list = Vec::with_capacity(items.size_hint().0);
    for item in items {
        list.push(item);
    }
    list
}
