//! Objectives in words. Nothing is decided here; the sentences stand in `words/`, a file per language.

mod en;
mod zh;

use crate::facts::{GoalFacts, KnownObjective};
use crate::gather::Gather as _;
use crate::number::{Figure, Rational, RoundingMode};
use crate::policy::Unit;
use crate::report::{Measure, between_parts};
use crate::values::{Id, Language};

use super::answer::{Attainments, Cascade, Coverage, GoalsReport, ObjectiveStatus, PlannedSum};

/// So many drivers are named that would close a gap.
const NAMED: usize = 3;

/// What there is to say of an objective; figures as they are shown.
enum Said<'t> {
    /// What it has come to, what is to be reached, and how much of it is done.
    Done { actual: Option<&'t str>, target: Option<&'t str>, share: Option<&'t str> },
    /// How it stands, with the share of its time that has passed.
    State { state: &'static str, expected: &'t str },
    /// What its drivers come to, what is needed, how much more that is, and what would close it.
    Short { planned: &'t str, needed: &'t str, more: Option<&'t str>, closing: &'t [(&'t str, String)] },
    /// Its drivers reach it.
    Reaches,
    /// Why that is not known.
    Undecided { why: &'static str },
    /// What the plans in hand add, what is needed, and what is short.
    Plans { planned: &'t str, needed: &'t str, gap: Option<&'t str> },
}

/// What there is to say of all of them.
enum Advised<'t> {
    TooHigh {
        reached: u32,
        known: u32,
        share: &'t str,
    },
    TooLow {
        reached: u32,
        known: u32,
        share: &'t str,
    },
    NotMeasured {
        known: u32,
        objectives: u32,
    },
    Idle {
        name: &'t str,
    },
    Unaligned {
        unaligned: u32,
        items: u32,
    },
    /// What is said of an objective itself.
    About {
        name: &'t str,
        text: &'t str,
    },
}

/// Puts a report into words.
pub(super) fn say(goals: &GoalFacts<'_>, report: &mut GoalsReport, lang: Language) {
    let words = Words { goals, lang };
    for status in &mut report.objectives {
        status.text = words.objective(status);
    }
    let GoalsReport { advice, objectives, distribution, coverage, .. } = report;
    // Advice on objectives is in their order.
    let mut ahead = objectives.iter();
    let mut near: Option<&ObjectiveStatus> = None;
    for advice in &mut advice.0 {
        if let Some(id) = &advice.objective
            && near.is_none_or(|near| near.objective != *id)
        {
            near = ahead.find(|status| status.objective == *id);
        }
        let about = near.filter(|_| advice.objective.is_some());
        advice.text = words.advice(advice.code, about, (distribution, coverage));
    }
}

struct Words<'a> {
    goals: &'a GoalFacts<'a>,
    lang: Language,
}

impl<'a> Words<'a> {
    fn told(&self, said: &Said<'_>) -> String {
        match self.lang {
            Language::En => en::said(said),
            Language::Zh => zh::said(said),
        }
    }

    fn known(&self, id: &Id) -> Option<&'a KnownObjective<'a>> {
        self.goals.objectives.get(self.goals.find(id.as_str())?)
    }

    fn name(&self, id: &Id) -> &'a str {
        let Some(known) = self.known(id) else { return "" };
        let name = known.of.name.as_ref().map(|name| name.in_language(self.lang));
        name.filter(|name| !name.is_empty()).unwrap_or(known.of.id.as_str())
    }

    fn objective(&self, status: &ObjectiveStatus) -> Option<String> {
        let objective = self.known(&status.objective)?;
        let measure = Measure { unit: objective.unit, currency: objective.currency, points: false };
        let target = status.target.as_ref().map(|target| (target.exact(), measure.text(target.exact())));
        let actual = status.actual.as_ref().map(|actual| match &target {
            Some((target, shown)) => measure.beside(actual.exact(), (*target, shown)),
            None => measure.text(actual.exact()),
        });
        let target = match (&target, &status.growth) {
            (Some((_, target)), _) => Some(measure.in_unit(target, self.lang)),
            (None, Some(growth)) => Some(signed(growth.exact())),
            (None, None) => None,
        };
        let actual = actual.map(|actual| measure.in_unit(&actual, self.lang));
        let share = status.progress.as_ref().map(|progress| percent(progress.exact()));
        let (actual, target, share) = (actual.as_deref(), target.as_deref(), share.as_deref());
        let mut parts = Vec::new();
        if actual.is_some() || target.is_some() || share.is_some() {
            parts.push(self.told(&Said::Done { actual, target, share }));
        }
        let expected = status.expected.as_ref().map(|expected| percent(expected.exact())).unwrap_or_default();
        parts.push(self.told(&Said::State { state: status.state, expected: &expected }));
        let mut text = parts.join(match self.lang {
            Language::En => ", ",
            Language::Zh => "，",
        });
        let more = [
            status.cascade.as_ref().map(|cascade| self.cascade(cascade, measure)),
            status.plans.as_ref().map(|plans| self.plans(plans, measure)),
        ];
        for more in more.iter().flatten() {
            text.push_str(between_parts(self.lang));
            text.push_str(more);
        }
        Some(text).map(|text| self.about(self.name(&status.objective), &text))
    }

    fn about(&self, name: &str, text: &str) -> String {
        match self.lang {
            Language::En => format!("{name}: {text}"),
            Language::Zh => format!("{name}：{text}"),
        }
    }

    fn cascade(&self, cascade: &Cascade, own: Measure<'_>) -> String {
        let (Some(needed), Some(planned), "short") = (&cascade.needed, &cascade.planned, cascade.state) else {
            return self.told(&match cascade.why {
                Some(why) => Said::Undecided { why },
                None => Said::Reaches,
            });
        };
        let is_product = cascade.kind == "product";
        // Growth factors have no unit; growths that are added up are shares.
        let measure = match cascade.by {
            Some("growth") => Measure::new(if is_product { Unit::Number } else { Unit::Percent }),
            _ => own,
        };
        let scale = Rational::from(if cascade.by == Some("growth") && !is_product { 100 } else { 1 });
        let (needed, planned) = (needed.exact() * &scale, planned.exact() * &scale);
        let shown = measure.text(&needed);
        let beside = measure.beside(&planned, (&needed, &shown));
        let more = cascade.gap.as_ref().filter(|_| is_product).map(|gap| signed(&(gap.exact() - &Rational::ONE)));
        let closing = cascade.drivers.iter().filter_map(|driver| {
            let name = self.name(&driver.objective);
            if let Some(growth) = &driver.closes_at_growth {
                return Some((name, signed(growth.exact())));
            }
            let known = self.known(&driver.objective)?;
            let measure = Measure { unit: known.unit, currency: known.currency, points: false };
            let closes = driver.closes_at.as_ref()?.exact();
            let enough = measure.enough(closes, !known.is_lower_better);
            Some((name, measure.in_unit(&enough, self.lang)))
        });
        let closing = closing.take(NAMED).gather();
        self.told(&Said::Short {
            planned: &measure.in_unit(&beside, self.lang),
            needed: &measure.in_unit(&shown, self.lang),
            more: more.as_deref(),
            closing: &closing,
        })
    }

    fn plans(&self, plans: &PlannedSum, measure: Measure<'_>) -> String {
        let show = |figure: &Figure| measure.in_unit(&measure.text(figure.exact()), self.lang);
        let needed = measure.text(plans.needed.exact());
        let planned = measure.beside(plans.planned.exact(), (plans.needed.exact(), &needed));
        self.told(&Said::Plans {
            planned: &measure.in_unit(&planned, self.lang),
            needed: &measure.in_unit(&needed, self.lang),
            gap: plans.gap.as_ref().map(show).as_deref(),
        })
    }

    fn advice(
        &self,
        code: &str,
        about: Option<&ObjectiveStatus>,
        (attained, coverage): (&Attainments, &Coverage),
    ) -> Option<String> {
        let share = attained.share.as_ref().map(|share| percent(share.exact())).unwrap_or_default();
        let (reached, known) = (attained.reached, attained.known);
        let name = about.map_or("", |about| self.name(&about.objective));
        let text;
        let advised = match code {
            "targets_too_high" => Advised::TooHigh { reached, known, share: &share },
            "targets_too_low" => Advised::TooLow { reached, known, share: &share },
            "not_measured" => Advised::NotMeasured { known, objectives: attained.objectives },
            "idle" => Advised::Idle { name },
            "unaligned" => Advised::Unaligned { unaligned: coverage.items - coverage.aligned, items: coverage.items },
            _ => {
                let about = about?;
                let known = self.known(&about.objective)?;
                let measure = Measure { unit: known.unit, currency: known.currency, points: false };
                text = match (code, &about.cascade, &about.plans) {
                    ("cascade_short", Some(cascade), _) => self.cascade(cascade, measure),
                    (_, _, Some(plans)) => self.plans(plans, measure),
                    _ => return None,
                };
                Advised::About { name, text: &text }
            }
        };
        Some(match self.lang {
            Language::En => en::advised(&advised),
            Language::Zh => zh::advised(&advised),
        })
    }
}

/// A share in percent; what is not all of it is not shown as such.
fn percent(share: &Rational) -> String {
    let text = (share * &Rational::from(100)).rounded_text(2, RoundingMode::HalfAway, false);
    if text == "100" && *share < Rational::ONE { "<100%".to_owned() } else { format!("{text}%") }
}

/// A change in percent, with its sign.
fn signed(change: &Rational) -> String {
    let text = (change * &Rational::from(100)).rounded_text(2, RoundingMode::HalfAway, false);
    match text.strip_prefix('-') {
        Some(text) => format!("−{text}%"),
        None => format!("+{text}%"),
    }
}
