//! The receipt of somebody's chance to leave: asked once of all facts, and answered again from those that it needs.

use super::answer::{LeavingRate, ModelRef, PersonRisk, TeamRisk};
use super::ask::{self, Asked, Ready};
use super::model::{AttritionModel, Leaving};
use super::needed;
use super::panel::Look;
use crate::compile::Compiled;
use crate::engine::{chosen_at, unread};
use crate::error::{Code, Problem, Problems};
use crate::facts::Facts;
use crate::joined::Joined;
use crate::json::{Few, whole};
use crate::receipt::{ChanceDocument, Receipt};
use crate::request::{AttritionReceiptRequest, AttritionRequest};

answer! {
    /// Somebody's chance to leave as a receipt vouches for it.
    pub struct VouchedChance {
        /// The tier of honesty.
        pub tier: u32,
        /// How chances were made.
        pub method: &'static str,
        /// The team as a whole.
        pub team: TeamRisk,
        /// How many leave otherwise, as a rate; of `voluntary` and `involuntary`.
        pub otherwise: Option<LeavingRate>,
        /// The model that was asked, given or fitted on the spot.
        pub model: Option<ModelRef>,
        /// What was borrowed.
        pub prior: Option<ModelRef>,
        /// The person, without a rank: that would take what drives all others.
        pub person: PersonRisk,
        /// A person has to look at it before anything follows from it: always true.
        pub requires_human_review: bool,
        /// What to know, by code; without `old_data` and `bands_off`, which are about everybody.
        pub caveats: Few<&'static str>,
    }
}

/// Answers `attrition_receipt`.
pub(super) fn receipt(joined: &Joined<'_>, request: &AttritionReceiptRequest) -> Result<Receipt, Problems> {
    let (version, forced) = joined.engine.version_on(request.as_of, request.policy_version.as_ref())?;
    whole(&version.absent)?;
    let mut sink = ask::sink(joined);
    ask::spans((request.horizon, request.window), &mut sink);
    let asked = Asked {
        version,
        as_of: request.as_of,
        window: request.window,
        leaving: request.leaving,
        model: request.model.as_ref(),
        prior: request.prior.as_ref(),
    };
    let people = chosen_at(joined.facts, std::slice::from_ref(&request.employee), "/employee");
    let (people, ready) = Problems::both(people, Ready::new(asked, sink))?;
    let Some(person) = people.first().copied() else { return Err(unread(&request.employee)) };
    let leaving = ready.leaving;
    let (model, drivers) = ready.model(joined)?;
    let look = Look { version, as_of: request.as_of, window: request.window, leaving, drivers: &drivers };
    let versions = needed::versions(joined, (version, forced));
    versions.iter().try_for_each(|version| whole(&version.absent))?;
    let end = ask::horizon_end(request.as_of, request.horizon);
    let own = Facts::new(needed::facts(joined, &look, versions, (person, end)));
    let request = asked_again(request, leaving, model);
    let Some(result) = answered(&joined.engine.with(&own), &request)? else {
        return Err(nobody(joined, version, person, &request));
    };
    let document = ChanceDocument::new((versions, version, forced), request, own.into_document(), &result);
    Ok(document.into())
}

/// The request with all that it was answered by.
fn asked_again(request: &AttritionReceiptRequest, leaving: Leaving, model: AttritionModel) -> AttritionReceiptRequest {
    AttritionReceiptRequest { leaving: Some(leaving), model: Some(model), ..request.clone() }
}

/// The answer from the facts that it needs; none of somebody who has left, or whose record is bad.
fn answered(own: &Joined<'_>, request: &AttritionReceiptRequest) -> Result<Option<VouchedChance>, Problems> {
    let mut report = ask::of_one(
        own,
        &AttritionRequest {
            as_of: request.as_of,
            horizon: request.horizon,
            window: request.window,
            leaving: request.leaving,
            employees: Some(vec![request.employee.clone()]),
            model: request.model.clone(),
            prior: request.prior.clone(),
            lang: None,
            policy_version: request.policy_version.clone(),
        },
    )?;
    let Some(person) = report.people.pop() else { return Ok(None) };
    Ok(Some(VouchedChance {
        tier: report.tier,
        method: report.method,
        team: report.team,
        otherwise: report.otherwise,
        model: report.model,
        prior: report.prior,
        person,
        requires_human_review: true,
        caveats: report.caveats,
    }))
}

/// Why there is no answer about a person.
fn nobody(joined: &Joined<'_>, version: &Compiled, person: usize, request: &AttritionReceiptRequest) -> Problems {
    let (employee, as_of) = (&request.employee, request.as_of);
    let is_bad = joined.versions.own(version).is_some_and(|(_, facts)| facts.held(person).is_none());
    let message = match is_bad {
        true => format!("the record of `{employee}` is bad and was left out"),
        false => format!("`{employee}` is not with the company after {as_of}, and is not to come"),
    };
    Problem::new(Code::ReferenceUnknown, "/employee", message).into()
}
