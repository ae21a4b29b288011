//! Job descriptions in words.

use crate::compile::Compiled;
use crate::condition::{AchievementKind, Comparison, GrowthOf};
use crate::gather::Gather as _;
use crate::job::answer::{AuthorityStatus, JobDescription};
use crate::number::Figure;
use crate::policy::{Change, Duty, Every, Frequency, How, Position, PositionObjective, Unit, Versus};
use crate::report::{Measure, between_parts, zh};
use crate::values::{Id, Language};

use super::Words;

/// The name of a position, and what it is there for.
pub(in crate::job) fn name(language: Language, position: &Position, job: &mut JobDescription) {
    let text = |text: &crate::values::Text| Some(text.in_language(language).to_owned()).filter(|text| !text.is_empty());
    job.name = position.name.as_ref().and_then(text);
    job.purpose = position.purpose.as_ref().and_then(text);
}

/// Puts a job description into words.
pub(in crate::job) fn describe(version: &Compiled, language: Language, position: &Position, job: &mut JobDescription) {
    let words = Words::new(version, language);
    for (stated, duty) in position.duties.iter().zip(&mut job.duties.0) {
        duty.text = Some(words.duty(stated, duty.value.as_ref()));
    }
    for authority in &mut job.authority.0 {
        authority.text = Some(words.authority(authority));
    }
    for (stated, objective) in position.objectives.iter().zip(&mut job.objectives.0) {
        objective.text = Some(words.objective(stated, &objective.value));
    }
    job.text = Some(words.job(position, job));
}

impl<'a> Words<'a> {
    fn join(&self, parts: &[String]) -> String {
        parts.join(between_parts(self.names.language))
    }

    /// `weekly data review: every week, reply share ≥ 90%`: semicolons stand between duties.
    fn duty(&self, duty: &'a Duty, value: Option<&Figure>) -> String {
        let name = duty.name.in_language(self.names.language);
        let name = if name.is_empty() { duty.id.as_str() } else { name };
        let mut parts = vec![format!("{name}{}{}", self.say(": ", "："), self.frequency(&duty.frequency))];
        if let Some((standard, value)) = duty.standard.as_ref().zip(value) {
            let (metric, name) = self.metric(&standard.metric);
            let measure = metric.map_or(Measure::new(Unit::Number), Measure::of);
            parts.push(self.compared(name, standard.comparison, measure, value));
        }
        parts.extend(duty.note.as_ref().map(|note| note.in_language(self.names.language).to_owned()));
        parts.retain(|part| !part.is_empty());
        parts.join(self.say(", ", "，"))
    }

    fn compared(&self, name: &str, comparison: Comparison, measure: Measure<'_>, value: &Figure) -> String {
        format!("{name} {}{}{}", comparison.sign(), self.say(" ", ""), self.valued(measure, value))
    }

    fn frequency(&self, frequency: &Frequency) -> String {
        let (en, chinese) = match frequency.every {
            How::Day => ("day", "天"),
            How::Week => ("week", "周"),
            How::Month => ("month", "月"),
            How::Quarter => ("quarter", "季度"),
            How::Year => ("year", "年"),
            How::Case => return self.say("whenever it comes up", "按需").to_owned(),
        };
        match (self.names.language, frequency.times) {
            (Language::En, 1) => format!("every {en}"),
            (Language::En, 2) => format!("twice a {en}"),
            (Language::En, times) => format!("{times} times a {en}"),
            (Language::Zh, times) => format!("每{chinese} {times} 次"),
        }
    }

    /// `advertising budget: up to 10000.00 CNY`
    fn authority(&self, authority: &'a AuthorityStatus) -> String {
        let (found, name) = self.action(&authority.action);
        let amount = |limit: &Figure| self.amount(found, limit);
        let mut parts = Vec::new();
        if let Some(limit) = authority.at_least.as_ref().map(amount) {
            parts.push(format!("{}{limit}", self.say("from ", "不低于 ")));
        }
        if let Some(limit) = authority.at_most.as_ref().map(amount) {
            parts.push(format!("{}{limit}", self.say("up to ", "不超过 ")));
        }
        if let Some(limit) = authority.within.as_ref().map(amount) {
            parts.push(match self.names.language {
                Language::En => format!("within ±{limit}"),
                Language::Zh => format!("±{limit} 以内"),
            });
        }
        if parts.is_empty() {
            parts.push(self.say("without limit", "不限").to_owned());
        }
        format!("{name}{}{}", self.say(": ", "："), parts.join(self.say(", ", "，")))
    }

    /// `sales growth ≥ 15%, every quarter`
    fn objective(&self, objective: &'a PositionObjective, value: &Figure) -> String {
        let (metric, name) = self.metric(&objective.metric);
        let own = metric.map_or(Measure::new(Unit::Number), Measure::of);
        let text = match &objective.growth {
            None => self.compared(name, objective.comparison, own, value),
            Some(growth) => {
                let measure = match (growth.change, own.unit) {
                    (Change::Relative, _) => Measure::new(Unit::Percent),
                    (Change::Points, Unit::Percent | Unit::Ratio) => {
                        Measure { points: true, ..Measure::new(Unit::Percent) }
                    }
                    (Change::Points, Unit::Multiple) => Measure::new(Unit::Number),
                    (Change::Points, _) => own,
                };
                self.compared(&self.growth(name, growth, own), objective.comparison, measure, value)
            }
        };
        let text = match objective.every {
            None => text,
            Some(every) => format!("{text}{}{}", self.say(", ", "，"), self.every(every)),
        };
        let stated = objective.name.as_ref().map(|name| name.in_language(self.names.language));
        match stated.filter(|stated| !stated.is_empty()) {
            Some(stated) => format!("{stated}{}{text}", self.say(": ", "：")),
            None => text,
        }
    }

    fn every(&self, every: Every) -> &'static str {
        match every {
            Every::Week => self.say("every week", "每周"),
            Every::Month => self.say("every month", "每月"),
            Every::Quarter => self.say("every quarter", "每季度"),
            Every::Half => self.say("every half-year", "每半年"),
            Every::Year => self.say("every year", "每年"),
        }
    }

    fn growth(&self, name: &str, growth: &GrowthOf, own: Measure<'_>) -> String {
        let language = self.names.language;
        let base = match &growth.versus {
            Versus::Period(period) => period.to_string(),
            Versus::Value(value) => {
                own.unit.value(*value).map(|value| own.in_unit(&own.text(&value), language)).unwrap_or_default()
            }
            _ => String::new(),
        };
        match (language, &growth.versus) {
            (Language::En, Versus::Previous) => format!("{name} growth"),
            (Language::En, Versus::LastYear) => format!("{name} year-on-year growth"),
            (Language::En, Versus::PositionStart) => format!("{name} growth since the position was taken up"),
            (Language::En, _) => format!("{name} growth on {base}"),
            (Language::Zh, Versus::Previous) => zh(&[name, "环比增长"]),
            (Language::Zh, Versus::LastYear) => zh(&[name, "同比增长"]),
            (Language::Zh, Versus::PositionStart) => zh(&[name, "较任现职前增长"]),
            (Language::Zh, _) => zh(&[name, "较", &base, "增长"]),
        }
    }

    /// The whole description, a line for each section.
    fn job(&self, position: &'a Position, job: &JobDescription) -> String {
        let name = self.names.text(position.name.as_ref(), &position.id);
        let mut lines = vec![match &job.purpose {
            Some(purpose) => format!("{name}{}{purpose}", self.say(": ", "：")),
            None => name.to_owned(),
        }];
        let texts = |texts: Vec<&Option<String>>| texts.into_iter().flatten().cloned().gather();
        let ids = |ids: &[Id]| ids.iter().map(|id| id.as_str().to_owned()).gather();
        let known = self.version.career.credentials(AchievementKind::Course);
        let named = job.courses.iter().filter_map(|id| self.names.policy.courses.get(known.get(id.as_str())?));
        let courses = named.map(|course| self.names.text(course.name.as_ref(), &course.id).to_owned()).gather();
        for (head, parts) in [
            (self.say("Duties", "职责"), texts(job.duties.iter().map(|duty| &duty.text).gather())),
            (self.say("Authority", "权限"), texts(job.authority.iter().map(|own| &own.text).gather())),
            (self.say("Objectives", "目标"), texts(job.objectives.iter().map(|own| &own.text).gather())),
            (self.say("Courses", "必修课程"), courses),
            (self.say("Without an indicator", "无对应考核指标"), ids(&job.without_indicator)),
            (self.say("Without an objective", "无对应目标"), ids(&job.without_objective)),
        ] {
            if !parts.is_empty() {
                lines.push(format!("{head}{}{}", self.say(": ", "："), self.join(&parts)));
            }
        }
        lines.join("\n")
    }
}
