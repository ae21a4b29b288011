//! Ids to indices.

use super::place::{Place, Sink};
use crate::error::{CANDIDATES, Code, nearest};
use crate::gather::Gather as _;
use crate::values::Id;

/// Looks ids up in a list; sorted, so that no hash order and no hash attack can matter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index(Vec<(Id, usize)>);

/// Indexes the ids of a list and reports those that occur twice.
pub(crate) fn index(ids: &[&Id], list: &Place<'_>, sink: &mut Sink) -> Index {
    let (index, twice) = unique(ids);
    for position in twice {
        if let Some(id) = ids.get(position) {
            let message = format_args!("id `{id}` stands in this list twice");
            sink.report(&list.item(position), "id", Code::IdDuplicate, message);
        }
    }
    index
}

/// Indexes ids, and says which of them have occurred before.
pub(super) fn unique(ids: &[&Id]) -> (Index, Vec<usize>) {
    let mut entries: Vec<(Id, usize)> = ids.iter().enumerate().map(|(position, id)| (Id::clone(id), position)).gather();
    crate::sort::sort_by(&mut entries, Ord::cmp);
    let mut twice: Vec<usize> = Vec::new();
    entries.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            twice.push(later.1);
        }
        same
    });
    crate::sort::sort(&mut twice);
    (Index(entries), twice)
}

impl Index {
    /// Indexes the ids of a list of the facts; of two that are the same, the second is reported.
    pub(crate) fn of(ids: &[&Id], list: &Place<'_>, sink: &mut Sink) -> Self {
        index(ids, list, sink)
    }

    /// The position of an id.
    pub(crate) fn get(&self, id: &str) -> Option<usize> {
        let at = self.0.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok()?;
        self.0.get(at).map(|(_, position)| *position)
    }

    /// The ids, as many as are looked at in search of the nearest.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().take(CANDIDATES).map(|(known, _)| known.as_str())
    }

    /// The position of an id, or a problem where it is used, unless the list lost an element that it may name.
    pub(crate) fn resolve(
        &self,
        what: &str,
        id: &Id,
        list: &Place<'_>,
        place: &Place<'_>,
        sink: &mut Sink,
    ) -> Option<usize> {
        let found = self.get(id.as_str());
        if found.is_none() && !sink.is_incomplete(list) {
            self.unknown(what, id.as_str(), place, sink);
        }
        found
    }

    /// Reports an id that names nothing.
    pub(crate) fn unknown(&self, what: &str, id: &str, place: &Place<'_>, sink: &mut Sink) {
        let message = format_args!("{what} `{}` does not exist", crate::json::short(id));
        // A hint costs a look at every id, which a problem that is only counted does not need.
        let hinted = !sink.is_full();
        match hinted.then(|| nearest(id, &self.ids().gather())).flatten() {
            Some(near) => {
                sink.advise(place, "", Code::ReferenceUnknown, message, format_args!("did you mean `{near}`?"));
            }
            None => sink.report(place, "", Code::ReferenceUnknown, message),
        }
    }
}

/// Indexes names that stand in another field than `id`.
pub(crate) fn index_by(ids: &[&Id], field: &'static str, list: &Place<'_>, sink: &mut Sink) {
    for position in unique(ids).1 {
        if let Some(id) = ids.get(position) {
            let message = format_args!("`{id}` stands in this list twice");
            sink.report(&list.item(position), field, Code::IdDuplicate, message);
        }
    }
}
