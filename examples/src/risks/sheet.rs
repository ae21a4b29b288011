//! What is drawn: the answers, and what they are called.
use serde_json::Value;

use super::words::number;
use crate::json::Dig as _;
use crate::leaving::words::Drivers;
use crate::names::Names;

/// The answers about leaving, and the model behind them.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The request that was asked.
    pub request: &'a Value,
    /// The answer of `attrition`.
    pub answer: &'a Value,
    /// The answer of `fit_attrition`; null where a model was given.
    pub fit: &'a Value,
    /// The model; null where there is none.
    pub model: &'a Value,
    /// Names in the language of the page.
    pub names: &'a Names,
    /// The drivers of the model.
    pub drivers: Drivers<'a>,
}

impl<'a> Sheet<'a> {
    /// What is drawn of these answers; the model is that of the request, or that which was fitted.
    pub fn new(request: &'a Value, answer: &'a Value, fit: &'a Value, names: &'a Names) -> Sheet<'a> {
        let of = |from: &'a Value, field: &str| from.get(field).unwrap_or(&Value::Null);
        let given = of(request, "model");
        let model = if given.is_null() { of(fit, "model") } else { given };
        let drivers = Drivers::new(names, &[of(request, "prior"), model]);
        Sheet { request, answer, fit, model, names, drivers }
    }

    /// Everybody with a chance of their own: the most likely to leave first where they are ranked, else band by band.
    pub fn estimated(&self) -> Vec<&'a Value> {
        let people = self.answer.items("people").iter();
        let mut people: Vec<&Value> = people.filter(|person| person.text("state") == "estimated").collect();
        if !people.iter().any(|person| person.has("rank")) {
            let place = |person: &&Value| {
                ["high", "raised", "typical", "low"].iter().position(|band| *band == person.text("band"))
            };
            people.sort_by_key(place);
        }
        people
    }

    /// The team's chance.
    pub fn team(&self) -> Option<f64> {
        self.answer.get("team").and_then(|team| team.get("chance")).and_then(|chance| number(chance, "mean"))
    }

    /// The numbers that people have of a driver today, as far as it is among their reasons.
    pub fn seen(&self, driver: &str) -> Vec<f64> {
        let people = self.answer.items("people").iter().flat_map(|person| person.items("reasons"));
        let own = people.filter(|reason| reason.text("driver") == driver && !reason.has("with"));
        own.filter_map(|reason| number(reason, "value")).collect()
    }

    /// How many people with a chance of their own are in a position or unit today.
    pub fn count_of(&self, driver: &str, id: &str) -> usize {
        let field = if self.drivers.of(driver).kind == "unit" { "unit" } else { "position" };
        let people = self.answer.items("people").iter().filter(|person| person.text("state") == "estimated");
        people.filter(|person| person.text(field) == id).count()
    }
}
