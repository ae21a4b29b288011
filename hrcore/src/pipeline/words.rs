//! The pipeline in English and Chinese. Nothing is decided here.

use crate::gather::Gather as _;
use crate::policy::Policy;
use crate::report::Names;
use crate::values::{Id, Language};

use super::answer::{PipelineReport, PositionBench, Profile};

/// Puts a report into words.
pub(super) fn say(policy: &Policy, report: &mut PipelineReport, lang: Language) {
    let words = Words { names: Names { policy, language: lang }, lang };
    let mut lines = Vec::new();
    if !report.eligible.is_empty() {
        let counts = report.eligible.iter().map(|known| words.counted(&known.position, known.count)).gather();
        let counts = counts.join(words.pick(", ", "，"));
        lines.push(
            words.pick(&format!("eligible for promotion: {counts}"), &format!("符合晋升条件：{counts}")).to_owned(),
        );
    }
    for position in &mut report.positions {
        let text = words.bench(position);
        lines.push(text.clone());
        position.text = Some(text);
    }
    if let Some(succession) = report.succession.as_ref().filter(|found| !found.without_successor.is_empty()) {
        let bare = succession.without_successor.iter().map(|id| words.names.position(id)).gather();
        let bare = bare.join(words.pick(", ", "、"));
        lines.push(words.pick(&format!("no successor: {bare}"), &format!("无后备人选：{bare}")).to_owned());
    }
    report.text = Some(lines.join("\n"));
}

struct Words<'a> {
    names: Names<'a>,
    lang: Language,
}

impl<'a> Words<'a> {
    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.lang {
            Language::En => en,
            Language::Zh => zh,
        }
    }

    fn counted(&self, position: &Id, count: u32) -> String {
        let name = self.names.position(position);
        match self.lang {
            Language::En => format!("{name} {count}"),
            Language::Zh => format!("{name} {count} 人"),
        }
    }

    fn bench(&self, bench: &PositionBench) -> String {
        let name = self.names.position(&bench.position);
        let (held, ready, nearly) = (bench.incumbents.len(), bench.ready.len(), bench.nearly_ready.len());
        let mut text = match self.lang {
            Language::En => format!("{name}: {held} in post, {ready} ready, {nearly} nearly ready"),
            Language::Zh => format!("{name}：在岗 {held} 人，可立即接任 {ready} 人，即将达标 {nearly} 人"),
        };
        if let Some(strength) = &bench.bench_strength {
            let (strength, _) = strength.texts();
            text.push_str(self.pick(&format!(", bench strength {strength}"), &format!("，板凳深度 {strength}")));
        }
        if let Some(gap) = bench.gap.filter(|gap| *gap > 0) {
            text.push_str(self.pick(&format!(", {gap} short of the target"), &format!("，距目标缺 {gap} 人")));
        }
        for profile in bench.profiles.iter().filter(|profile| !profile.short.is_empty()) {
            text.push_str(self.pick("; ", "；"));
            text.push_str(&self.profile(bench, profile));
        }
        text
    }

    /// `Specialist: 3 advanced in data analysis but short in leadership`.
    fn profile(&self, bench: &PositionBench, profile: &Profile) -> String {
        let met = profile.met.iter().map(|id| self.reached(bench, id)).gather().join(self.pick(" and ", "、"));
        let short = profile.short.iter().map(|id| self.competency(id)).gather().join(self.pick(" and ", "、"));
        let (name, count) = (self.names.position(&profile.position), profile.count);
        match self.lang {
            Language::En if met.is_empty() => format!("{name}: {count} short in {short}"),
            Language::En => format!("{name}: {count} {met} but short in {short}"),
            Language::Zh if met.is_empty() => format!("{name}：{count} 人{short}不足"),
            Language::Zh => format!("{name}：{count} 人{met}，但{short}不足"),
        }
    }

    fn competency(&self, id: &Id) -> &'a str {
        let found = self.names.policy.competencies.iter().find(|competency| competency.id == *id);
        found.map_or("", |competency| self.names.text(competency.name.as_ref(), &competency.id))
    }

    /// A competency with the level that is required and reached.
    fn reached(&self, bench: &PositionBench, id: &Id) -> String {
        let competency = self.competency(id);
        let required =
            bench.competencies.iter().find(|count| count.competency == *id).map_or(0, |count| count.required);
        let stated = self.names.policy.competencies.iter().find(|competency| competency.id == *id);
        let level = stated.and_then(|stated| stated.levels.iter().find(|level| level.level == required));
        let name = level.and_then(|level| level.name.as_ref()).map(|name| name.in_language(self.lang));
        match (self.lang, name.filter(|name| !name.is_empty())) {
            (Language::En, Some(name)) => format!("{name} in {competency}"),
            (Language::En, None) => format!("at level {required} in {competency}"),
            (Language::Zh, Some(name)) => format!("{competency}达到{name}"),
            (Language::Zh, None) => format!("{competency}达到 {required} 级"),
        }
    }
}
