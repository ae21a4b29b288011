//! The questions: what is asked is checked, a model is fitted or taken, and everybody is looked at by it.

use hrcore_stats::real::{count, sum};

use super::answer::{AttritionFit, AttritionReport, LeavingRate, ModelRef, PersonRisk, TeamRisk};
use super::fit::{Fitted, Job, fit as fit_model};
use super::known::{Known, decimal};
use super::model::{AttritionModel, Leaving, Method};
use super::panel::{Look, Panel, Today, is_old, lives, panel, today, usual};
use super::rates::{Rate, Seen};
use super::risk::{Risk, Risks, band, by_chance, is_off, ranks};
use super::signals::{Signals, seen};
use super::words;
use crate::compile::place::{Place, Sink};
use crate::compile::{Compiled, CompiledDriver};
use crate::engine::chosen;
use crate::error::{Code, Problem, Problems};
use crate::gather::Gather as _;
use crate::joined::Joined;
use crate::json::Few;
use crate::number::{Decimal, small};
use crate::request::{AttritionRequest, FitAttritionRequest};
use crate::score::head;
use crate::time::{Date, Span, months_later};
use crate::values::Id;

/// The most months that a chance is about, and that are looked at before.
const HORIZON: u32 = 24;
pub(super) const WINDOW: u32 = 120;

/// Answers `attrition`.
pub(super) fn report(joined: &Joined<'_>, request: &AttritionRequest) -> Result<AttritionReport, Problems> {
    told(joined, request, true)
}

/// The same without what would have to know of everybody what it knows of one: ranks, whether bands say little, and whether
/// the facts are old.
#[cfg(feature = "receipts")]
pub(super) fn of_one(joined: &Joined<'_>, request: &AttritionRequest) -> Result<AttritionReport, Problems> {
    told(joined, request, false)
}

fn told(joined: &Joined<'_>, request: &AttritionRequest, is_whole: bool) -> Result<AttritionReport, Problems> {
    let (version, forced) = joined.engine.version_on(request.as_of, request.policy_version.as_ref())?;
    let mut sink = sink(joined);
    spans((request.horizon, request.window), &mut sink);
    let asked = Asked {
        version,
        as_of: request.as_of,
        window: request.window,
        leaving: request.leaving,
        model: request.model.as_ref(),
        prior: request.prior.as_ref(),
    };
    let (people, ready) = Problems::both(chosen(joined.facts, request.employees.as_deref()), Ready::new(asked, sink))?;
    let (look, basis) = ready.basis(joined)?;
    let mut signals = seen((joined.engine, joined.facts), (version, forced), &people, (request.as_of, request.lang));
    Answer { joined, version, look, request, basis: &basis, is_whole }.report(&people, forced, &mut signals)
}

/// Answers `fit_attrition`.
pub(super) fn fit(joined: &Joined<'_>, request: &FitAttritionRequest) -> Result<AttritionFit, Problems> {
    let (version, forced) = joined.engine.version_on(request.as_of, request.policy_version.as_ref())?;
    let mut sink = sink(joined);
    between(request.window, WINDOW, "window", &mut sink);
    let at = Place::ROOT;
    let prior = request.prior.as_ref().and_then(|model| Known::new(version, model, &at.field("prior"), &mut sink));
    if let Some(prior) = request.prior.as_ref().filter(|prior| prior.leaving != request.leaving) {
        other_leaving(prior.leaving, request.leaving, &at.field("prior"), &mut sink);
    }
    let groups = super::fit::audit::check(joined.facts, &request.audit, &mut sink);
    Problems::check(sink.problems)?;
    let look = Look { version, as_of: request.as_of, window: request.window, leaving: request.leaving, drivers: &[] };
    let wanted = Wanted { id: request.id.clone(), version: request.version.clone(), card: true };
    let basis = Basis::fitted(joined, &look, wanted, request.prior.as_ref().zip(prior.as_ref()))?;
    let mut caveats = basis.caveats(request.prior.is_some(), request.as_of);
    caveats.extend(is_old(joined, &look).then_some("old_data"));
    let audit = basis.audit(&groups);
    let mut answer = AttritionFit {
        schema_version: crate::SCHEMA_VERSION,
        policy: head(&version.policy, forced),
        as_of: request.as_of,
        tier: basis.fitted.tier,
        method: basis.fitted.method.as_str(),
        limits: Few(basis.fitted.limits.clone()),
        tried: basis.fitted.tried.clone(),
        model: basis.fitted.model.clone(),
        audit: Few(audit),
        requires_human_review: true,
        caveats: Few(caveats),
        text: None,
        problems: basis.problems.clone(),
    };
    if let Some(lang) = request.lang {
        answer.text = Some(words::fit(&version.policy, lang, &answer));
    }
    Ok(answer)
}

pub(super) fn sink(joined: &Joined<'_>) -> Sink {
    Sink::new((Vec::new(), Vec::new()), joined.engine.limits().problems)
}

/// Checks the horizon and the window of a request.
pub(super) fn spans((horizon, window): (u32, u32), sink: &mut Sink) {
    between(horizon, HORIZON, "horizon", sink);
    between(window, WINDOW, "window", sink);
}

pub(super) fn between(number: u32, most: u32, field: &'static str, sink: &mut Sink) {
    if !(1..=most).contains(&number) {
        let message = format_args!("`{field}` is 1 to {most} months");
        sink.report(&Place::ROOT, field, Code::NumberOutOfRange, message);
    }
}

/// Whom and what a question about chances is asked of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) version: &'a Compiled,
    pub(super) as_of: Date,
    pub(super) window: u32,
    pub(super) leaving: Option<Leaving>,
    pub(super) model: Option<&'a AttritionModel>,
    pub(super) prior: Option<&'a AttritionModel>,
}

/// The same, checked.
pub(super) struct Ready<'a> {
    asked: Asked<'a>,
    pub(super) leaving: Leaving,
    model: Option<Known>,
    prior: Option<Known>,
}

impl<'a> Ready<'a> {
    pub(super) fn new(asked: Asked<'a>, mut sink: Sink) -> Result<Self, Problems> {
        let root = Place::ROOT;
        let known = |model: Option<&AttritionModel>, field: &'static str, sink: &mut Sink| {
            model.and_then(|model| Known::new(asked.version, model, &root.field(field), sink))
        };
        let model = known(asked.model, "model", &mut sink);
        let prior = known(asked.prior, "prior", &mut sink);
        // That of the model or the prior, unless the request says otherwise, which must be the same.
        let of_model = asked.model.or(asked.prior).map(|model| model.leaving);
        let leaving = asked.leaving.or(of_model).unwrap_or(Leaving::Voluntary);
        for (model, field) in [(asked.model, "model"), (asked.prior, "prior")] {
            if let Some(model) = model.filter(|model| model.leaving != leaving) {
                other_leaving(model.leaving, leaving, &root.field(field), &mut sink);
            }
        }
        Problems::check(sink.problems)?;
        Ok(Self { asked, leaving, model, prior })
    }

    /// The model that is asked, with its drivers: that of the request, or as much of one as the data carry.
    #[cfg(feature = "receipts")]
    pub(super) fn model(self, joined: &Joined<'_>) -> Result<(AttritionModel, Vec<CompiledDriver>), Problems> {
        if let (Some(document), Some(known)) = (self.asked.model, &self.model) {
            return Ok((document.clone(), known.drivers.clone()));
        }
        let (_, basis) = self.basis(joined)?;
        Ok((basis.fitted.model, basis.known.drivers))
    }

    /// What chances are made of.
    pub(super) fn basis(self, joined: &Joined<'_>) -> Result<(Look<'a>, Basis), Problems> {
        let Asked { version, as_of, window, .. } = self.asked;
        let look = Look { version, as_of, window, leaving: self.leaving, drivers: &[] };
        let prior = self.asked.prior.zip(self.prior.as_ref());
        let basis = match (self.asked.model, self.model) {
            (Some(document), Some(known)) => Basis::given(joined, &look, (document, known), self.prior.as_ref())?,
            _ => Basis::fitted(joined, &look, Wanted::default(), prior)?,
        };
        Ok((look, basis))
    }
}

/// What a model is to be called, and whether it needs a scorecard.
#[derive(Debug, Default)]
struct Wanted {
    id: Option<Id>,
    version: Option<Id>,
    card: bool,
}

fn other_leaving(of: Leaving, asked: Leaving, at: &Place<'_>, sink: &mut Sink) {
    let message = format_args!("this is about `{}` leaving, and not about `{}`", of.as_str(), asked.as_str());
    sink.report(at, "leaving", Code::ValueMismatch, message);
}

/// What chances are made of.
pub(super) struct Basis {
    fitted: Fitted,
    /// The model that is asked.
    known: Known,
    /// The months that it was fitted to, or that the team's rate was counted in, then without drivers.
    panel: Panel,
    /// The drivers of the panel's columns.
    drivers: Vec<CompiledDriver>,
    /// The team's rate, and that of those who leave otherwise.
    rate: Rate,
    others: Rate,
    /// Whether the rate is borrowed as well.
    is_borrowed: bool,
    /// Whether the model came with the request.
    is_given: bool,
    /// Records that were left out.
    problems: Vec<Problem>,
}

impl Basis {
    /// A model of the request.
    fn given(
        joined: &Joined<'_>,
        look: &Look<'_>,
        (document, known): (&AttritionModel, Known),
        prior: Option<&Known>,
    ) -> Result<Self, Problems> {
        // A model that was fitted to facts has seen them; a pack lends its rate.
        let lender = prior.or_else(|| document.fitted.is_none().then_some(&known));
        let borrowed = lender.map(|lender| (lender.rate, lender.weight));
        let (panel, problems) = lives(joined, &Look { drivers: &known.drivers, ..*look })?;
        let (rate, others) = rates(&panel, borrowed, look.leaving);
        let fitted = Fitted::given(document, &known, (rate.seen, panel.months.len()));
        let is_borrowed = borrowed.is_some_and(|(_, weight)| weight > 0.0);
        let drivers = Vec::new();
        Ok(Self { fitted, known, panel, drivers, rate, others, is_borrowed, is_given: true, problems })
    }

    /// A model of the facts.
    fn fitted(
        joined: &Joined<'_>,
        look: &Look<'_>,
        wanted: Wanted,
        prior: Option<(&AttritionModel, &Known)>,
    ) -> Result<Self, Problems> {
        let own = own_drivers(joined, look);
        let mut drivers = own.clone();
        drivers.extend(prior.into_iter().flat_map(|(_, prior)| prior.drivers.iter().cloned()));
        let (panel, problems) = panel(joined, &Look { drivers: &drivers, ..*look })?;
        let borrowed = prior.map(|(_, prior)| (prior.rate, prior.weight));
        let (rate, others) = rates(&panel, borrowed, look.leaving);
        let Wanted { id, version, card } = wanted;
        let job = Job { look, panel: &panel, own: &own, prior, rate: &rate, id: &id, version: &version, card };
        let mut fitted = fit_model(&job);
        let mut sink = sink(joined);
        let at = Place::ROOT.field("model");
        let mut known = Known::new(look.version, &fitted.model, &at, &mut sink);
        if known.is_none() {
            // Numbers so small or so large that no document can say them.
            fitted = fitted.rate(&job);
            known = Known::new(look.version, &fitted.model, &at, &mut self::sink(joined));
        }
        let Some(known) = known else {
            Problems::check(sink.problems)?;
            let message = "no model can be made of these numbers";
            return Err(Problems::from(Problem::new(Code::NumberOutOfRange, "", message)));
        };
        let is_borrowed = borrowed.is_some_and(|(_, weight)| weight > 0.0);
        Ok(Self { fitted, known, panel, drivers, rate, others, is_borrowed, is_given: false, problems })
    }

    /// The chance of everybody who is there on the day after and whose last day is not known to lie within the horizon, by
    /// index in the facts; none where individuals cannot be told apart.
    pub(super) fn chances(
        &self,
        joined: &Joined<'_>,
        look: &Look<'_>,
        horizon: u32,
    ) -> Result<Vec<(usize, f64)>, Problems> {
        if self.fitted.method == Method::Rate {
            return Ok(Vec::new());
        }
        let everybody = today(joined, &Look { drivers: &self.known.drivers, ..*look })?;
        let mut risks = Risks::new(&self.known, horizon, self.others(look.leaving));
        let end = horizon_end(look.as_of, horizon);
        let able = everybody.iter().filter(|person| person.can_leave_until(end));
        Ok(able.map(|person| (person.person, risks.mean(&person.cells))).gather())
    }

    /// The monthly rate of those who leave otherwise.
    fn others(&self, leaving: Leaving) -> f64 {
        if leaving == Leaving::Any { 0.0 } else { self.others.mean() }
    }

    /// Where the team's rate comes from.
    fn source(&self) -> &'static str {
        match (self.is_borrowed, self.rate.seen.exposure) {
            (true, 0) => "prior",
            (true, _) => "blended",
            (false, _) => "local",
        }
    }

    /// Where a person's chance comes from.
    fn own_source(&self) -> &'static str {
        match self.fitted.method {
            Method::Rate => self.source(),
            Method::Prior => "prior",
            Method::Intercept | Method::Slope | Method::Deviations => "blended",
            Method::Own | Method::Pairs => "local",
        }
    }

    fn caveats(&self, has_prior: bool, as_of: Date) -> Vec<&'static str> {
        let mut caveats = Vec::new();
        let stands_on = self.fitted.model.fitted.as_ref().is_some_and(|fit| fit.prior.is_some());
        if has_prior || stands_on || self.is_borrowed || self.fitted.method == Method::Prior {
            caveats.push("prior_borrowed");
        }
        if self.fitted.method == Method::Rate {
            caveats.push("individuals_cannot_be_told_apart");
        } else if !self.known.has_interval() {
            caveats.push("no_interval");
        }
        if self.rate.seen.events == 0 {
            caveats.push("no_leavers");
        }
        if self.panel.unstated > 0 {
            caveats.push("ends_unstated");
        }
        if self.fitted.model.fitted.as_ref().is_some_and(|fit| fit.as_of > as_of) {
            caveats.push("model_of_later");
        }
        caveats
    }

    /// Whom the model marks.
    fn audit(&self, groups: &[super::fit::audit::Attribute]) -> Vec<super::answer::AuditResult> {
        super::fit::audit::audit(&self.panel, &self.drivers, &self.known, groups)
    }
}

/// The drivers of the policy, or the usual ones.
fn own_drivers(joined: &Joined<'_>, look: &Look<'_>) -> Vec<CompiledDriver> {
    let stated = &look.version.attrition.drivers;
    if stated.is_empty() { usual(joined, look) } else { stated.clone() }
}

/// The team's rate, and that of those who leave otherwise.
fn rates(panel: &Panel, prior: Option<(f64, f64)>, leaving: Leaving) -> (Rate, Rate) {
    let events = small(panel.left.iter().filter(|left| **left > 0.0).count());
    let seen = Seen { people: panel.people(), events, exposure: small(panel.left.len()) };
    let others = Seen { events: if leaving == Leaving::Any { 0 } else { panel.otherwise }, ..seen };
    (Rate::new(seen, prior), Rate::new(others, None))
}

/// What is asked, and what it is answered from.
struct Answer<'a, 'j> {
    joined: &'a Joined<'j>,
    version: &'a Compiled,
    look: Look<'a>,
    request: &'a AttritionRequest,
    basis: &'a Basis,
    /// Whether everything is known of everybody.
    is_whole: bool,
}

impl Answer<'_, '_> {
    fn report(&self, people: &[usize], forced: bool, signals: &mut Signals) -> Result<AttritionReport, Problems> {
        let basis = self.basis;
        let (horizon, leaving) = (self.request.horizon, self.look.leaving);
        let others = basis.others(leaving);
        let everybody = today(self.joined, &Look { drivers: &basis.known.drivers, ..self.look })?;
        let there = small(everybody.iter().filter(|person| !person.is_new).count());
        let source = basis.source();
        let (people, mean) = self.people(people, &everybody, others, signals);
        let mut caveats = basis.caveats(self.request.prior.is_some(), self.request.as_of);
        if self.is_whole {
            caveats.extend(is_old(self.joined, &self.look).then_some("old_data"));
            let is_off = mean.is_some_and(|mean| is_off(mean, basis.rate.mean_within(horizon, others)));
            caveats.extend(is_off.then_some("bands_off"));
        }
        let mut problems = basis.problems.clone();
        let known = problems.clone();
        problems.extend(std::mem::take(&mut signals.problems).into_iter().filter(|problem| !known.contains(problem)));
        let mut report = AttritionReport {
            schema_version: crate::SCHEMA_VERSION,
            policy: head(&self.version.policy, forced),
            as_of: self.request.as_of,
            horizon,
            leaving: leaving.as_str(),
            tier: basis.fitted.tier,
            method: basis.fitted.method.as_str(),
            limits: Few(basis.fitted.limits.clone()),
            team: TeamRisk {
                people: there,
                monthly: basis.rate.monthly(source),
                chance: basis.rate.within(horizon, others, source),
                leavers: basis.rate.leavers(there, (horizon, others), source),
            },
            otherwise: (leaving != Leaving::Any).then(|| LeavingRate { monthly: basis.others.monthly("local") }),
            model: basis.is_given.then(|| named(&basis.fitted.model)),
            prior: self.request.prior.as_ref().map(named),
            people,
            requires_human_review: true,
            caveats: Few(caveats),
            text: None,
            problems,
        };
        if let Some(lang) = self.request.lang {
            let policy = &self.version.policy;
            let drivers = &basis.known.drivers;
            let driver = |id: &Id| drivers.iter().map(|driver| &driver.stated).find(|stated| stated.id == *id);
            for person in &mut report.people {
                person.text = Some(words::person(policy, &driver, lang, person, horizon));
            }
            let lender = self.request.prior.as_ref().or(basis.is_given.then_some(&basis.fitted.model));
            report.text = Some(words::report(policy, lang, &report, lender));
        }
        Ok(report)
    }

    /// The people that are wanted, and the mean chance of all whose chances are estimated.
    fn people(
        &self,
        wanted: &[usize],
        everybody: &[Today],
        others: f64,
        signals: &mut Signals,
    ) -> (Vec<PersonRisk>, Option<f64>) {
        let basis = self.basis;
        let horizon = self.request.horizon;
        let tells_apart = basis.fitted.method != Method::Rate;
        let is_ranked = self.is_whole && tells_apart && basis.fitted.tier >= 2;
        let end = horizon_end(self.look.as_of, horizon);
        let mut risks = Risks::new(&basis.known, horizon, others);
        let team = basis.rate.mean_within(horizon, others);
        // Ranks, and the mean, are among all that can leave, whoever is asked for.
        let mut chances: Vec<f64> = Vec::new();
        let mut able = 0_usize;
        let mut found: Vec<(PersonRisk, usize)> = Vec::with_capacity(wanted.len());
        let mut order: Vec<f64> = Vec::new();
        let mut rest = wanted;
        for (number, person) in everybody.iter().enumerate() {
            while let [first, later @ ..] = rest
                && *first < person.person
            {
                rest = later;
            }
            let is_wanted = rest.first() == Some(&person.person);
            let can_leave = person.can_leave_until(end);
            let risk = (tells_apart && can_leave && is_wanted).then(|| risks.of(&person.cells));
            if self.is_whole && tells_apart {
                able += usize::from(can_leave);
                chances.push(match &risk {
                    Some(risk) => risk.mean,
                    None if can_leave => risks.mean(&person.cells),
                    None => 0.0,
                });
            }
            let Some(mut own) = is_wanted.then(|| self.blank(person)).flatten() else { continue };
            own.signals = signals.take(person.person);
            match &risk {
                Some(risk) => self.tell(&mut own, person, (risk, team)),
                None if person.is_new => own.state = "new",
                None if !can_leave => own.state = "leaving",
                None => own.chance = Some(basis.rate.within(horizon, others, basis.source())),
            }
            found.push((own, number));
            order.push(risk.map_or(-1.0, |risk| risk.mean));
        }
        let mean = (able > 0).then(|| sum(&chances) / count(able));
        if !is_ranked {
            return (found.into_iter().map(|(own, _)| own).gather(), mean);
        }
        let ranks = ranks(&chances);
        let mut sorted = Vec::with_capacity(found.len());
        let mut slots = found.into_iter().map(Some).gather();
        for place in by_chance(&order) {
            let Some((mut own, number)) = slots.get_mut(place).and_then(Option::take) else { continue };
            own.rank = ranks.get(number).copied().filter(|_| own.chance.is_some());
            sorted.push(own);
        }
        (sorted, mean)
    }

    fn blank(&self, person: &Today) -> Option<PersonRisk> {
        let employee = self.joined.facts.document().employees.get(person.person)?;
        let position = self.version.policy.positions.get(person.held.position);
        let unit = person.held.unit.and_then(|unit| self.version.policy.units.get(unit));
        Some(PersonRisk {
            employee: employee.id.clone(),
            position: position.map(|position| position.id.clone()),
            unit: unit.map(|unit| unit.id.clone()),
            state: "team",
            last_day: person.last_day.and_then(|day| Span { first: day, last: day }.from()),
            chance: None,
            band: None,
            rank: None,
            log_odds: None,
            base: None,
            reasons: Few::default(),
            signals: Few::default(),
            text: None,
        })
    }

    fn tell(&self, own: &mut PersonRisk, person: &Today, (risk, team): (&Risk, f64)) {
        let basis = self.basis;
        own.state = "estimated";
        own.chance = Some(risk.estimate(basis.rate.seen, basis.own_source()));
        own.band = Some(band(risk.mean, team).as_str());
        own.log_odds = Some(decimal(risk.log_odds));
        own.base = Some(decimal(basis.known.base()));
        own.reasons = risk.reasons(&basis.known, self.version, &person.cells);
    }
}

/// The last day within some months of a day.
pub(super) fn horizon_end(as_of: Date, months: u32) -> i32 {
    // Months end where they begin: from the end of June on, one month is July to its end.
    let end = as_of.succ_opt().and_then(|next| months_later(next, months));
    end.map_or(i32::MAX, |day| Span::new(day, None).first - 1)
}

fn named(model: &AttritionModel) -> ModelRef {
    ModelRef {
        id: model.id.clone(),
        version: model.version.clone(),
        method: model.fitted.as_ref().map(|fit| fit.method.as_str()),
        as_of: model.fitted.as_ref().map(|fit| fit.as_of),
        source: model.provenance.as_ref().map(|from| from.source.clone()),
    }
}

/// A number of a model: six significant digits of a float.
pub(super) fn six_digits(value: f64) -> Decimal {
    let text = crate::number::Approx::of(value).to_string();
    Decimal::parse(&text).unwrap_or(Decimal::ZERO)
}
