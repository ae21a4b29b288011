//! Lists out of iterators. `collect` is compiled anew for every chain of adapters; where the size of the module counts,
//! one loop per element takes its place.

/// Iterators that are made a list of.
pub(crate) trait Gather: Iterator + Sized {
    /// The list of what is left.
    fn gather(self) -> Vec<Self::Item>;
}

impl<I: Iterator> Gather for I {
    #[cfg(not(target_family = "wasm"))]
    #[inline]
    fn gather(self) -> Vec<Self::Item> {
        self.collect()
    }

    #[cfg(target_family = "wasm")]
    fn gather(mut self) -> Vec<Self::Item> {
        list(&mut self)
    }
}

/// What an iterator has to do here: as `dyn Iterator` it would bring its other methods along.
#[cfg(target_family = "wasm")]
trait Step<T> {
    fn step(&mut self) -> Option<T>;
}

#[cfg(target_family = "wasm")]
impl<I: Iterator> Step<I::Item> for I {
    fn step(&mut self) -> Option<I::Item> {
        self.next()
    }
}

#[cfg(target_family = "wasm")]
#[inline(never)]
fn list<T>(items: &mut dyn Step<T>) -> Vec<T> {
    let mut list = Vec::new();
    while let Some(item) = items.step() {
        list.push(item);
    }
    list
}
