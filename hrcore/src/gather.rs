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

/// What an iterator has to do here: as `dyn Iterator` it would bring its other methods along.
trait Step<T> {
    fn step(&mut self) -> Option<T>;
}

impl<I: Iterator> Step<I::Item> for I {
    fn step(&mut self) -> Option<I::Item> {
        self.next()
    }
}

#[inline(never)]
fn list<T>(items: &mut dyn Step<T>) -> Vec<T> {
    let mut list = Vec::new();
    while let Some(item) = items.step() {
        list.push(item);
    }
    list
}
