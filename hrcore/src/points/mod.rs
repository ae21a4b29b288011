//! Points (积分): earned by learning, redeemed for rewards, never below zero.

mod answer;
mod ledger;
mod lots;
#[cfg(test)]
mod tests;
mod words;

pub use answer::{NextExpiry, PointsAccount, PointsEntry, PointsReport};

use crate::compile::Compiled;
use crate::compile::place::{Place, Sink};
use crate::engine::chosen;
use crate::error::{Code, Problem, Problems};
use crate::facts::{FactIndex, FactsDocument, PointFacts};
use crate::gather::Gather as _;
use crate::json::Few;
use crate::request::PointsRequest;
use crate::score::head;
use crate::time::Date;
use crate::values::Id;
use crate::{Engine, Facts};

use ledger::{Ledger, Refused};

impl PointsRequest {
    /// Everyone's account by the end of a day.
    #[must_use]
    pub fn new(as_of: Date) -> Self {
        Self { as_of, employees: None, lang: None, policy_version: None }
    }
}

impl Engine {
    /// Accounts of points.
    ///
    /// # Errors
    ///
    /// [`Problems`] of the request. Those of single records stand in the report.
    ///
    /// # Example
    ///
    /// A course brings 50 points, and a mug costs 30.
    ///
    /// ```
    /// use hrcore::{Engine, Facts, Limits, request::PointsRequest};
    ///
    /// let engine = Engine::compile(br#"{
    ///     "schema_version": "1.3", "id": "shop", "version": "1", "effective_from": "2025-01-01",
    ///     "metrics": [], "scorecards": [], "positions": [{"id": "sales"}], "courses": [{"id": "customs"}],
    ///     "points": {"earn": [{"id": "learning", "course": "customs", "points": 50}],
    ///         "rewards": [{"id": "mug", "cost": 30, "gives": "gift"}]}
    /// }"#)?;
    /// let facts = Facts::parse(br#"{
    ///     "employees": [{"id": "e1", "positions": [{"position": "sales", "from": "2024-01-01"}]}],
    ///     "achievements": [{"employee": "e1", "course": "customs", "date": "2025-06-12"}],
    ///     "point_entries": [
    ///         {"id": "p1", "employee": "e1", "date": "2025-06-13", "kind": "redeem", "reward": "mug"},
    ///         {"id": "p2", "employee": "e1", "date": "2025-06-14", "kind": "redeem", "reward": "mug"}]
    /// }"#, Limits::default())?;
    /// let report = engine.points(&facts, &PointsRequest::new("2025-06-30".parse().unwrap()))?;
    /// assert_eq!(report.accounts[0].balance, 20);
    /// assert_eq!(report.problems[0].pointer, "/point_entries/1");
    /// # Ok::<(), hrcore::Problems>(())
    /// ```
    pub fn points(&self, facts: &Facts, request: &PointsRequest) -> Result<PointsReport, Problems> {
        let (version, forced) = self.version_on(request.as_of, request.policy_version.as_ref())?;
        let people = chosen(facts, request.employees.as_deref())?;
        let mut index = FactIndex::new(facts, version);
        let mut problems = std::mem::take(&mut index.problems);
        let known = PointFacts::new(facts, version, &index, &mut problems);
        let mut refused = Vec::new();
        let accounts = accounts(version, &known, (facts.document(), &people), request, &mut refused);
        crate::sort::sort_by(&mut refused, |a, b| a.0.cmp(&b.0));
        report(&refused, facts.document(), &mut problems);
        Ok(PointsReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&version.policy, forced),
            as_of: request.as_of,
            accounts,
            problems: once(problems),
        })
    }
}

/// The accounts of those who are asked about. What is refused is so whoever is asked about.
fn accounts(
    version: &Compiled,
    known: &PointFacts<'_>,
    (document, asked): (&FactsDocument, &[usize]),
    request: &PointsRequest,
    refused: &mut Vec<(usize, Refused)>,
) -> Vec<PointsAccount> {
    let scheme = version.policy.points.as_ref();
    let mut ledger = Ledger::default();
    let mut accounts = Vec::new();
    let mut asked = asked.iter().peekable();
    for (person, employee) in document.employees.iter().enumerate() {
        let is_asked = asked.next_if(|next| **next == person).is_some();
        let events = known.of(person, request.as_of);
        if events.is_empty() || !is_asked && !ledger::may_refuse(events) {
            continue;
        }
        let mut account = blank(employee.id.clone());
        let refuse = &mut |number, why| refused.push((number, why));
        ledger.keep((&mut account, scheme), events, request.as_of, refuse);
        if account.entries.is_empty() || !is_asked {
            continue;
        }
        let rewards = scheme.iter().flat_map(|scheme| scheme.rewards.iter());
        let rewards = rewards.filter(|reward| i64::from(reward.cost) <= account.balance);
        account.affordable = Few(rewards.map(|reward| reward.id.clone()).gather());
        account.text = request.lang.map(|language| words::account(&version.policy, &account, language));
        accounts.push(account);
    }
    accounts
}

fn blank(employee: Id) -> PointsAccount {
    PointsAccount {
        employee,
        balance: 0,
        earned: 0,
        granted: 0,
        redeemed: 0,
        expired: 0,
        reversed: 0,
        next_expiry: None,
        affordable: Few::default(),
        entries: Vec::new(),
        text: None,
    }
}

/// Reports entries that an account cannot take.
fn report(refused: &[(usize, Refused)], document: &FactsDocument, sink: &mut Sink) {
    let list = Place::ROOT;
    let list = list.field("point_entries");
    for (number, why) in refused {
        let Some(entry) = document.point_entries.get(*number) else { continue };
        let at = list.item(*number);
        let of = entry.of.as_ref().map_or("", |of| of.as_str());
        match why {
            Refused::Short { balance, cost } => {
                let message = format_args!("this costs {cost} points, and there are {balance}");
                sink.report(&at, "", Code::BalanceShort, message);
            }
            Refused::Unknown => {
                let message = format_args!("nothing of `{}` is called `{of}` by then", entry.employee);
                sink.report(&at, "of", Code::ReferenceUnknown, message);
            }
            Refused::Twice => {
                sink.report(&at, "of", Code::IdDuplicate, format_args!("`{of}` is taken back already"));
            }
        }
    }
}

/// What is joined for two reasons is checked twice.
fn once(sink: Sink) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for problem in sink.finish() {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    problems
}
