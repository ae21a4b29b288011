//! Facts joined with a policy, so that several questions are asked of one join.

use std::sync::OnceLock;

use crate::compile::Compiled;
use crate::compile::place::Sink;
use crate::facts::FactIndex;
#[cfg(feature = "planning")]
use crate::facts::PlanFacts;
use crate::{Engine, Facts};

/// Facts joined with a policy, to be asked more than once: what the first question joined, the next ones find there.
///
/// It borrows the facts, so that they cannot change between the questions. It answers as [`Engine`] does and needs the
/// memory of the join for as long as it lives. Threads may share it.
///
/// # Example
///
/// ```
/// use hrcore::{Engine, Facts, Limits, request::{GoalsRequest, PlansRequest}, time::Instant};
///
/// let engine = Engine::compile(br#"{
///     "schema_version": "1.2", "id": "shop", "version": "1", "effective_from": "2025-01-01",
///     "metrics": [], "scorecards": [], "positions": [{"id": "operator"}]
/// }"#)?;
/// let facts = Facts::parse(br#"{
///     "employees": [{"id": "e1", "positions": [{"position": "operator", "from": "2024-01-01"}]}],
///     "objectives": [{"id": "campaign", "period": "2025-Q2"}],
///     "plans": [{"id": "p1", "employee": "e1", "period": "2025-W23", "items": [
///         {"id": "i1", "text": "final copy of the poster", "objective": "campaign"}]}]
/// }"#, Limits::default())?;
/// let joined = engine.with(&facts);
/// let plans = joined.plans(&PlansRequest::new(Instant::parse("2025-06-06T09:00:00+08:00").unwrap()))?;
/// let goals = joined.goals(&GoalsRequest::new("2025-06-06".parse().unwrap()))?;
/// assert_eq!((plans.summary.items, goals.objectives[0].items), (1, 1));
/// # Ok::<(), hrcore::Problems>(())
/// ```
#[derive(Debug)]
pub struct Joined<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) facts: &'a Facts,
    pub(crate) versions: Versions<'a>,
}

impl Engine {
    /// Joins facts with the policy, to ask several questions of them.
    #[must_use]
    pub fn with<'a>(&'a self, facts: &'a Facts) -> Joined<'a> {
        Joined { engine: self, facts, versions: Versions::new(self.versions(), facts) }
    }
}

/// Facts joined with each version of a policy that is asked about.
#[derive(Debug)]
pub(crate) struct Versions<'a> {
    pub(crate) all: &'a [Compiled],
    facts: &'a Facts,
    first: OnceLock<Box<Node<'a>>>,
}

/// A version, and those that were asked about later. There are few.
#[derive(Debug)]
struct Node<'a> {
    version: &'a Compiled,
    joined: Version<'a>,
    next: OnceLock<Box<Node<'a>>>,
}

/// Facts joined with one version.
#[derive(Debug)]
pub(crate) struct Version<'a> {
    pub(crate) index: FactIndex<'a>,
    /// Plans that no metric is a figure of, with the problems up to theirs.
    #[cfg(feature = "planning")]
    plans: OnceLock<(PlanFacts<'a>, Sink)>,
}

impl<'a> Versions<'a> {
    pub(crate) fn new(all: &'a [Compiled], facts: &'a Facts) -> Self {
        Self { all, facts, first: OnceLock::new() }
    }

    /// The facts joined with a version.
    pub(crate) fn join(&self, version: &'a Compiled) -> &Version<'a> {
        let mut slot = &self.first;
        loop {
            let node = slot.get_or_init(|| {
                let joined = Version::new(self.facts, version);
                Box::new(Node { version, joined, next: OnceLock::new() })
            });
            if std::ptr::eq(node.version, version) {
                return &node.joined;
            }
            slot = &node.next;
        }
    }

    /// A version as these know it, which lives as long as they do, and the facts joined with it.
    #[cfg(feature = "attrition")]
    pub(crate) fn own(&self, version: &Compiled) -> Option<(&'a Compiled, &FactIndex<'a>)> {
        let own = self.all.iter().find(|own| own.number == version.number)?;
        Some((own, &self.join(own).index))
    }
}

impl<'a> Version<'a> {
    fn new(facts: &'a Facts, version: &Compiled) -> Self {
        Self {
            index: FactIndex::new(facts, version),
            #[cfg(feature = "planning")]
            plans: OnceLock::new(),
        }
    }

    /// The plans, and the problems of single records up to theirs.
    #[cfg(feature = "planning")]
    pub(crate) fn plans(&self, policy: &Compiled) -> (&PlanFacts<'a>, Sink) {
        // A metric may be a figure of plans; then they are there already.
        if let Some(plans) = &self.index.plans {
            return (plans, self.index.problems.clone());
        }
        let (plans, problems) = self.plans.get_or_init(|| {
            let mut problems = self.index.problems.clone();
            (PlanFacts::new(self.index.facts, policy, &mut problems), problems)
        });
        (plans, problems.clone())
    }
}
