//! What a viewer sees of a report.

use super::AccessRecord;
use crate::compile::Compiled;
use crate::error::{Code, Problem, Problems, nearest};
use crate::facts::Facts;
use crate::gather::Gather as _;
use crate::json::Few;
use crate::policy::{Field, Reach, Role};
use crate::receipt::{Relevance, receipt};
use crate::request::{ReceiptRequest, ScoreRequest, Viewer};
use crate::score::{EmployeeScore, ScoreReport};
use crate::values::Id;

/// Hides what the viewer may not see.
pub(crate) fn redact(
    (version, forced, versions): (&Compiled, bool, &[Compiled]),
    facts: &Facts,
    request: &ScoreRequest,
    viewer: &Viewer,
    mut report: ScoreReport,
) -> Result<ScoreReport, Problems> {
    let role = role(version, viewer)?;
    let shown = |field: Field| role.shows.contains(&field);
    let relevance = Relevance::new(facts, versions);
    let employees = facts.document().employees.iter().enumerate();
    let mut people: Vec<(&Id, usize)> = employees.map(|(number, employee)| (&employee.id, number)).gather();
    crate::sort::sort_by(&mut people, Ord::cmp);
    // The first of those with one id is the one that is scored.
    let person = |result: &EmployeeScore| {
        let at = people.partition_point(|(id, _)| **id < result.employee);
        people.get(at).map_or(0, |(_, number)| *number)
    };
    report.results.retain(|result| reaches(version, facts, role, viewer, person(result)));
    let mut seen = Vec::new();
    for result in &mut report.results {
        seen.push(result.employee.clone());
        let hidden: Vec<Field> = Field::ALL.iter().copied().filter(|field| !shown(*field)).gather();
        if hidden.is_empty() {
            continue;
        }
        let own = ReceiptRequest {
            period: request.period,
            employee: result.employee.clone(),
            policy_version: request.policy_version.clone(),
        };
        let receipt = receipt((version, forced, versions), &own, &relevance, person(result))?;
        result.receipt = Some(receipt.hash().to_owned());
        result.verifiable = Some(false);
        hide(result, &shown);
        result.redacted = Few(hidden);
    }
    // A problem may name a record of someone whom the viewer may not see.
    if role.of != Reach::All {
        report.problems.clear();
    }
    report.access_record = Some(AccessRecord {
        role: viewer.role.clone(),
        employee: viewer.employee.clone(),
        unit: viewer.unit.clone(),
        as_of: request.as_of,
        period: request.period,
        shown: role.shows.clone(),
        employees: seen,
    });
    Ok(report)
}

fn role<'a>(version: &'a Compiled, viewer: &Viewer) -> Result<&'a Role, Problem> {
    let roles = version.policy.access.as_ref().map_or(&[][..], |access| &access.roles);
    let problem = match roles.iter().find(|role| role.role == viewer.role) {
        Some(role) => {
            let lacks = match role.of {
                Reach::Own => viewer.employee.is_none().then_some("employee"),
                Reach::Unit => viewer.unit.is_none().then_some("unit"),
                Reach::All => None,
            };
            match lacks {
                None => return Ok(role),
                Some(field) => {
                    let message = format!("role `{}` needs the field `{field}`", role.role);
                    Problem::new(Code::FieldMissing, "/viewer", message)
                }
            }
        }
        None => {
            let message = format!("role `{}` does not exist", viewer.role);
            let problem = Problem::new(Code::ViewerUnknown, "/viewer/role", message);
            match nearest(viewer.role.as_str(), &roles.iter().map(|role| role.role.as_str()).gather()) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem,
            }
        }
    };
    Err(problem)
}

fn reaches(version: &Compiled, facts: &Facts, role: &Role, viewer: &Viewer, person: usize) -> bool {
    let employee = facts.document().employees.get(person);
    match role.of {
        Reach::All => true,
        Reach::Own => viewer.employee.is_some() && viewer.employee.as_ref() == employee.map(|employee| &employee.id),
        Reach::Unit => {
            let led = viewer.unit.as_ref().and_then(|unit| version.unit_index.get(unit.as_str()));
            // The unit of the last position held is where a person belongs.
            let last = employee.and_then(|employee| employee.positions.iter().max_by_key(|holding| holding.from));
            let mut at = last.and_then(|holding| version.unit_index.get(holding.unit.as_ref()?.as_str()));
            while let Some(unit) = at {
                if Some(unit) == led {
                    return true;
                }
                at = version.units.get(unit).and_then(|node| node.parent);
            }
            false
        }
    }
}

fn hide(result: &mut EmployeeScore, shown: &dyn Fn(Field) -> bool) {
    let (total, band, coefficient) = (shown(Field::Total), shown(Field::Band), shown(Field::Coefficient));
    result.total.take_if(|_| !total);
    result.band.take_if(|_| !band);
    result.coefficient.take_if(|_| !coefficient);
    if !shown(Field::Missing) {
        result.missing.0.clear();
    }
    for period in &mut result.periods.0 {
        period.total.take_if(|_| !total);
        period.band.take_if(|_| !band);
    }
    for position in &mut result.positions.0 {
        position.total.take_if(|_| !total);
        position.band.take_if(|_| !band);
        position.coefficient.take_if(|_| !coefficient);
        if !shown(Field::Lines) {
            position.lines.clear();
        }
        if !shown(Field::Ratings) {
            position.lines.retain(|line| line.method != "rated");
        }
        if !shown(Field::Adjustments) {
            position.adjustments.0.clear();
            position.coefficient_adjustments.0.clear();
        }
        if !shown(Field::Vetoes) {
            position.vetoes.0.clear();
        }
        for line in &mut position.lines {
            if !shown(Field::Actuals) {
                line.actual = None;
                line.label = None;
                line.attainment = None;
                line.target = None;
                line.inputs.0.clear();
            }
            // With weights and scores a hidden total could be added up.
            if !total {
                line.weight = None;
                line.contribution = None;
                line.applied_weight = None;
            }
        }
    }
}
