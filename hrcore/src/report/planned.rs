//! What a line says of the plans and the training that it counts.

use super::names::Names;
use super::words;
use crate::gather::Gather as _;
use crate::number::{Figure, Rational};
use crate::policy::{Metric, PlanFigure, PlanMeasure};
use crate::score::{ItemEvidence, LineScore};
use crate::values::Language;

/// What a line says beyond its figures.
#[derive(Debug)]
pub(super) struct Planned<'a>(Option<Plans<'a>>);

impl<'a> Planned<'a> {
    pub(super) fn of(metric: Option<&Metric>, result: &'a LineScore) -> Self {
        Self(metric.and_then(|metric| metric.plans.as_ref()).map(|stated| Plans::new(stated, result)))
    }

    /// How many items there are, and how many of them are as they should be.
    pub(super) fn items(&self) -> Option<(usize, usize)> {
        self.0.as_ref().map(|plans| (plans.items, plans.items - plans.wanting.len()))
    }

    /// Says what is open.
    pub(super) fn tell(&self, names: &Names<'_>, result: &LineScore, text: &mut String) {
        let language = names.language;
        if let Some(plans) = self.0.as_ref().filter(|plans| !plans.wanting.is_empty()) {
            text.push_str(words::between_parts(language));
            text.push_str(&self::plans(language, plans));
        }
        let training = result.inputs.iter().flat_map(|input| input.training.iter());
        let (mut done, mut need, mut open) = (0u32, 0u32, Vec::new());
        for part in training {
            (done, need) = (done.saturating_add(part.done), need.saturating_add(part.need));
            for course in part.open.iter() {
                let named = names.policy.courses.iter().find(|known| known.id == *course);
                open.push(names.text(named.and_then(|known| known.name.as_ref()), course));
            }
        }
        if done < need {
            text.push_str(words::between_parts(language));
            text.push_str(&self::training(language, (done, need), &open));
        }
    }
}

/// What a line says of the items of work plans that it counts.
#[derive(Debug)]
struct Plans<'a> {
    figure: PlanFigure,
    /// How many there are, without those that are cancelled.
    items: usize,
    /// Those that are not done, or short of their goal.
    wanting: Vec<&'a ItemEvidence>,
}

impl<'a> Plans<'a> {
    fn new(stated: &PlanMeasure, result: &'a LineScore) -> Self {
        let counted = result.inputs.iter().flat_map(|input| input.items.iter());
        let counted: Vec<&ItemEvidence> = counted
            .filter(|item| item.state != "cancelled")
            .filter(|item| stated.of == PlanFigure::Completion || item.attainment.is_some() || item.state == "returned")
            .gather();
        let is_wanting = |item: &&&ItemEvidence| match stated.of {
            PlanFigure::Completion => item.state != "done" && (stated.on_time || item.state != "done_late"),
            PlanFigure::Attainment => item.attainment.as_ref().is_none_or(|part| *part.exact() != Rational::ONE),
        };
        Self { figure: stated.of, items: counted.len(), wanting: counted.iter().filter(is_wanting).copied().gather() }
    }
}

/// At most so many items of plans are named in a sentence.
const NAMED: usize = 3;

fn plans(language: Language, plans: &Plans<'_>) -> String {
    let (all, wanting) = (plans.items, plans.wanting.len());
    let good = all - wanting;
    let mut text = match (language, plans.figure) {
        (Language::En, PlanFigure::Completion) => format!("{good} of {all} plan items done; not done: "),
        (Language::En, PlanFigure::Attainment) => format!("{good} of {all} plan goals reached; short: "),
        (Language::Zh, PlanFigure::Completion) => format!("计划 {all} 项，完成 {good} 项；未完成："),
        (Language::Zh, PlanFigure::Attainment) => format!("计划目标 {all} 项，达成 {good} 项；未达成："),
    };
    for (number, item) in plans.wanting.iter().take(NAMED).enumerate() {
        if number > 0 {
            text.push_str(if language == Language::En { ", " } else { "、" });
        }
        text.push('“');
        text.push_str(&item.text);
        text.push('”');
        if let Some(part) = item.attainment.as_ref().filter(|_| plans.figure == PlanFigure::Attainment) {
            let percent = Figure::new(part.exact() * &Rational::from(100)).texts().0;
            text.push_str(&match language {
                Language::En => format!(" ({percent}%)"),
                Language::Zh => format!("（{percent}%）"),
            });
        }
    }
    if wanting > NAMED {
        text.push_str(&match language {
            Language::En => format!(" and {} more", wanting - NAMED),
            Language::Zh => format!(" 等 {wanting} 项"),
        });
    }
    text
}

fn training(language: Language, (done, need): (u32, u32), open: &[&str]) -> String {
    let mut text = match language {
        Language::En => format!("{done} of {need} courses done; to do: "),
        Language::Zh => format!("培训 {need} 门，完成 {done} 门；待完成："),
    };
    for (number, course) in open.iter().take(NAMED).enumerate() {
        if number > 0 {
            text.push_str(if language == Language::En { ", " } else { "、" });
        }
        text.push_str(&format!("“{course}”"));
    }
    if open.len() > NAMED {
        text.push_str(&match language {
            Language::En => format!(" and {} more", open.len() - NAMED),
            Language::Zh => format!(" 等 {} 门", open.len()),
        });
    }
    text
}
