//! The names that people know things by. Answers hold ids; the documents that went in hold the names.
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::json::Dig as _;
use crate::lang::Lang;

/// Names in one language; where a document gives none, the id stands for it.
#[derive(Debug)]
pub struct Names {
    /// the language of the names
    pub lang: Lang,
    company: String,
    names: HashMap<(Kind, String), String>,
    /// by scorecard and line
    lines: HashMap<(String, String), Line>,
    /// unit and currency by metric
    units: HashMap<String, (String, String)>,
    /// metrics of which less is better
    lower: HashSet<String>,
    /// scorecard by position
    cards: HashMap<String, String>,
    /// the latest position by employee
    last_positions: HashMap<String, String>,
    /// what a driver is
    drivers: HashMap<String, String>,
}

#[derive(Debug)]
struct Line {
    name: String,
    advice: String,
    metric: String,
}

/// What an id belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// a person
    Employee,
    /// a position
    Position,
    /// a unit
    Unit,
    /// a metric
    Metric,
    /// a rating band
    Band,
    /// an adjustment, veto or coefficient adjustment
    Rule,
    /// an item of a work plan, by its text
    Item,
    /// what plans lead up to
    Milestone,
    /// a goal
    Objective,
    /// a course or examination
    Course,
    /// what needs authority, or a gate
    Action,
    /// what pays: a bonus, a commission, a pay rule
    Payout,
    /// what limits payouts
    Budget,
    /// what points are exchanged for
    Reward,
    /// something in the calendar, such as Double 11
    Event,
    /// a rule by which headcount follows from volume
    Headcount,
    /// what may drive people away
    Driver,
    /// a rule that warns of somebody
    Signal,
}

impl Names {
    /// Collects the names of a policy (the version in the answer, if it has several) and its people.
    pub fn new(policy: &Value, people: &Value, version: &str, lang: Lang) -> Names {
        let mut all = Names {
            lang,
            company: String::new(),
            names: HashMap::new(),
            lines: HashMap::new(),
            units: HashMap::new(),
            lower: HashSet::new(),
            cards: HashMap::new(),
            last_positions: HashMap::new(),
            drivers: HashMap::new(),
        };
        let policy = match policy {
            Value::Array(versions) => {
                let named = versions.iter().find(|v| v.text("version") == version);
                named.or_else(|| versions.last()).unwrap_or(&Value::Null)
            }
            one => one,
        };
        all.company = policy.get("name").and_then(|n| lang.text(n)).unwrap_or(policy.text("id")).to_owned();
        all.collect(Kind::Employee, people.items("employees"));
        for employee in people.items("employees") {
            if let Some(last) = employee.items("positions").last() {
                let (id, position) = (employee.text("id"), last.text("position"));
                all.last_positions.insert(id.to_owned(), position.to_owned());
            }
        }
        all.collect(Kind::Milestone, people.items("milestones"));
        all.collect(Kind::Objective, people.items("objectives"));
        for item in people.items("plans").iter().flat_map(|plan| plan.items("items")) {
            all.names.insert((Kind::Item, item.text("id").to_owned()), item.text("text").to_owned());
        }
        all.collect(Kind::Course, policy.items("exams"));
        all.collect(Kind::Course, policy.items("courses"));
        all.collect(Kind::Action, policy.items("actions"));
        all.collect(Kind::Position, policy.items("positions"));
        for rules in ["bonuses", "commissions", "pay_rules"] {
            all.collect(Kind::Payout, policy.items(rules));
        }
        all.collect(Kind::Budget, policy.items("budgets"));
        all.collect(Kind::Reward, policy.get("points").map_or(&[], |points| points.items("rewards")));
        all.collect(Kind::Event, policy.items("dated_events"));
        all.collect(Kind::Headcount, policy.items("headcount"));
        if let Some(rules) = policy.get("attrition") {
            all.collect(Kind::Driver, rules.items("drivers"));
            all.collect(Kind::Signal, rules.items("signals"));
            for driver in rules.items("drivers") {
                let kind = driver.get("source").map_or("", |source| source.text("kind"));
                all.drivers.insert(driver.text("id").to_owned(), kind.to_owned());
            }
        }
        all.collect(Kind::Unit, policy.items("units"));
        all.collect(Kind::Metric, policy.items("metrics"));
        for metric in policy.items("metrics") {
            let unit = (metric.text("unit").to_owned(), metric.text("currency").to_owned());
            all.units.insert(metric.text("id").to_owned(), unit);
            if metric.text("direction") == "lower" {
                all.lower.insert(metric.text("id").to_owned());
            }
        }
        for position in policy.items("positions") {
            all.cards.insert(position.text("id").to_owned(), position.text("scorecard").to_owned());
        }
        for scale in policy.items("rating_scales") {
            all.collect(Kind::Band, scale.items("bands"));
        }
        for card in policy.items("scorecards") {
            for rules in ["adjustments", "vetoes", "coefficient_adjustments"] {
                all.collect(Kind::Rule, card.items(rules));
            }
            for section in card.items("sections") {
                for line in section.items("lines") {
                    all.line(card.text("id"), line);
                }
            }
        }
        all
    }

    fn collect(&mut self, kind: Kind, items: &[Value]) {
        for item in items {
            if let Some(name) = item.get("name").and_then(|n| self.lang.text(n)) {
                self.names.insert((kind, item.text("id").to_owned()), name.to_owned());
            }
        }
    }

    fn line(&mut self, card: &str, line: &Value) {
        let name = line.get("name").and_then(|n| self.lang.text(n));
        let named = Line {
            name: name.unwrap_or_else(|| self.of(Kind::Metric, line.text("metric"))).to_owned(),
            advice: line.get("advice").and_then(|a| self.lang.text(a)).unwrap_or("").to_owned(),
            metric: line.text("metric").to_owned(),
        };
        self.lines.insert((card.to_owned(), line.text("id").to_owned()), named);
    }

    fn find(&self, card: &str, line: &str) -> Option<&Line> {
        self.lines.get(&(card.to_owned(), line.to_owned()))
    }

    /// The company's name.
    pub fn company(&self) -> &str {
        &self.company
    }

    /// The name of a thing, or its id.
    pub fn of<'n>(&'n self, kind: Kind, id: &'n str) -> &'n str {
        self.names.get(&(kind, id.to_owned())).map_or(id, String::as_str)
    }

    /// The name that a document states for a thing, if it does.
    pub fn stated(&self, kind: Kind, id: &str) -> Option<&str> {
        self.names.get(&(kind, id.to_owned())).map(String::as_str)
    }

    /// The name of a line of a scorecard, or its id.
    pub fn line_of<'n>(&'n self, card: &str, line: &'n str) -> &'n str {
        self.find(card, line).map_or(line, |l| &l.name)
    }

    /// The advice of a line, or "".
    pub fn advice(&self, card: &str, line: &str) -> &str {
        self.find(card, line).map_or("", |l| &l.advice)
    }

    /// The metric of a line, or "".
    pub fn metric(&self, card: &str, line: &str) -> &str {
        self.find(card, line).map_or("", |l| &l.metric)
    }

    /// What kind of thing a driver of the policy is; the usual ones are called by it.
    pub fn driver_kind<'n>(&'n self, id: &'n str) -> &'n str {
        self.drivers.get(id).map_or(id, String::as_str)
    }

    /// The scorecard of a position, or "".
    pub fn card(&self, position: &str) -> &str {
        self.cards.get(position).map_or("", String::as_str)
    }

    /// The unit of a metric and its currency, or "".
    pub fn unit(&self, metric: &str) -> (&str, &str) {
        self.units.get(metric).map_or(("", ""), |(unit, currency)| (unit, currency))
    }

    /// Whether less of a metric is better.
    pub fn lower_is_better(&self, metric: &str) -> bool {
        self.lower.contains(metric)
    }

    /// The positions of a result, in the order in which they were held. The average of a longer period has none of
    /// its own; then it is the position held last.
    pub fn positions(&self, result: &Value) -> String {
        let held = result.items("positions");
        if held.is_empty() {
            let last = self.last_positions.get(result.text("employee"));
            return last.map_or(String::new(), |p| self.of(Kind::Position, p).to_owned());
        }
        let mut held: Vec<&str> = held.iter().map(|p| self.of(Kind::Position, p.text("position"))).collect();
        held.dedup();
        held.join(" → ")
    }
}
