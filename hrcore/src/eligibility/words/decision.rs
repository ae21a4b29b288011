//! A decision in a sentence or two: how it stands, what is missing, the cheapest way, and by when.

use crate::condition::{Condition, Test};
use crate::eligibility::answer::{ConditionResult, MoveDecision};
use crate::gather::Gather as _;
use crate::policy::{Move, MoveKind};
use crate::report::{between_sentences, zh};
use crate::values::Language;

use super::{Words, parts};

/// What a decision lacks.
#[derive(Debug, Default)]
struct Lacking {
    missing: Vec<String>,
    unknown: Vec<String>,
    /// Where the tests stand that are missing; an alternative stands nowhere.
    places: Vec<Option<String>>,
}

impl<'a> Words<'a> {
    /// The sentences of a decision.
    pub(super) fn decision(&self, document: &'a Move, decision: &MoveDecision, result: &ConditionResult) -> String {
        let target = self.names.position(&document.to);
        let mut sentences = vec![self.verdict(document.kind, target, decision.state)];
        if decision.state != "eligible" && document.kind != MoveKind::Demotion {
            let mut lacking = Lacking::default();
            self.lacking(&document.requires, result, "", &mut lacking);
            let colon = self.say(": ", "：");
            for (head, items) in [
                (self.say("Still missing", "还缺"), &lacking.missing),
                (self.say("Not known yet", "待定"), &lacking.unknown),
            ] {
                if !items.is_empty() {
                    sentences.push(format!("{head}{colon}{}", self.list(items)));
                }
            }
            sentences.extend(self.cheapest(document, decision, &lacking));
            sentences.push(self.earliest(document.kind, target, decision));
        }
        let mut text = sentences.join(between_sentences(self.names.language));
        text.push_str(self.say(".", "。"));
        text
    }

    fn verdict(&self, kind: MoveKind, target: &str, state: &str) -> String {
        let language = self.names.language;
        let step = match (language, kind) {
            (Language::En, MoveKind::Promotion) => format!("promotion to {target}"),
            (Language::En, MoveKind::Lateral) => format!("a move to {target}"),
            (Language::En, MoveKind::Demotion) => format!("demotion to {target}"),
            (Language::Zh, _) => self.step(kind, target),
        };
        match (language, kind, state) {
            (Language::En, MoveKind::Demotion, "eligible") => format!("The conditions for {step} hold"),
            (Language::En, MoveKind::Demotion, "not_eligible") => format!("The conditions for {step} do not hold"),
            (Language::En, _, "eligible") => format!("Eligible for {step}"),
            (Language::En, _, "not_eligible") => format!("Not yet eligible for {step}"),
            (Language::En, ..) => format!("Eligibility for {step} cannot be told yet"),
            (Language::Zh, _, "eligible") => zh(&["符合", &step, "的条件"]),
            (Language::Zh, MoveKind::Demotion, "not_eligible") => zh(&["不符合", &step, "的条件"]),
            (Language::Zh, _, "not_eligible") => zh(&["尚不符合", &step, "的条件"]),
            (Language::Zh, ..) => zh(&["是否符合", &step, "的条件尚无法判定"]),
        }
    }

    /// 晋升主管
    fn step(&self, kind: MoveKind, target: &str) -> String {
        let verb = match kind {
            MoveKind::Promotion => "晋升",
            MoveKind::Lateral => "转岗至",
            MoveKind::Demotion => "降为",
        };
        zh(&[verb, target])
    }

    /// The parts that are not met, down to tests or choices.
    fn lacking(&self, document: &'a Condition, result: &ConditionResult, place: &str, found: &mut Lacking) {
        if result.state == "met" {
            return;
        }
        let inner = parts(&document.test);
        if let (Test::All(_), None) = (&document.test, &document.name) {
            for (number, (document, result)) in inner.iter().zip(result.parts.iter()).enumerate() {
                self.lacking(document, result, &format!("{place}/all/{number}"), found);
            }
            return;
        }
        let text = if document.name.is_some() { self.statement(document) } else { self.wanted(document, result) };
        found.places.push(inner.is_empty().then(|| place.to_owned()));
        if result.state == "unknown" { &mut found.unknown } else { &mut found.missing }.push(text);
    }

    /// What would make a part hold.
    fn wanted(&self, document: &'a Condition, result: &ConditionResult) -> String {
        let inner = parts(&document.test);
        let held = result.parts.iter().filter(|part| part.state == "met").count();
        let need = match &document.test {
            Test::All(parts) => parts.len(),
            Test::Any(_) => 1,
            Test::AtLeast(count, _) => *count as usize,
            _ => return self.statement(document),
        };
        let open = inner.iter().zip(result.parts.iter()).filter(|(_, part)| part.state != "met");
        let open: Vec<String> = open
            .map(|(inner, part)| if inner.name.is_some() { self.statement(inner) } else { self.wanted(inner, part) })
            .gather();
        let more = need.saturating_sub(held);
        match self.names.language {
            Language::En if more >= open.len() => open.join(" and "),
            Language::En if more == 1 => open.join(" or "),
            Language::En => format!("{more} of ({})", open.join("; ")),
            Language::Zh if more >= open.len() => open.join("、"),
            Language::Zh if more == 1 => open.join("，或"),
            Language::Zh => format!("以下任 {more} 项（{}）", open.join("；")),
        }
    }

    /// The cheapest way, where it is not just all that is missing.
    fn cheapest(&self, document: &'a Move, decision: &MoveDecision, lacking: &Lacking) -> Option<String> {
        let changes = &decision.cheapest_changes.as_ref()?.changes;
        let mut missing = lacking.places.iter().map(Option::as_deref);
        let same = changes.iter().all(|change| missing.next() == Some(Some(change.condition.as_str())));
        if same && missing.next().is_none() {
            return None;
        }
        let mut way: Vec<String> = Vec::new();
        for change in changes {
            let (condition, negated) = find(&document.requires, &change.condition)?;
            let statement = self.statement(condition);
            way.push(match self.names.language {
                _ if !negated => statement,
                Language::En => format!("no longer “{statement}”"),
                Language::Zh => format!("不再出现“{statement}”"),
            });
        }
        Some(format!("{}{}", self.say("Cheapest way: ", "最省的途径："), self.list(&way)))
    }

    fn earliest(&self, kind: MoveKind, target: &str, decision: &MoveDecision) -> String {
        match (self.names.language, decision.earliest) {
            (Language::En, Some(day)) => format!("Possible from {day} at the earliest"),
            (Language::En, None) => "Nobody can tell from when on it is possible".to_owned(),
            (Language::Zh, Some(day)) => zh(&["最早可于", &day.to_string(), &self.step(kind, target)]),
            (Language::Zh, None) => "何时可满足尚无法预计".to_owned(),
        }
    }
}

/// The condition at a place, and whether it stands below an odd number of `not`.
fn find<'c>(condition: &'c Condition, place: &str) -> Option<(&'c Condition, bool)> {
    let mut words = place.split('/').skip(1);
    let (mut at, mut negated) = (condition, false);
    while let Some(word) = words.next() {
        let inner = parts(&at.test);
        if word == "not" {
            negated = !negated;
            at = inner.first()?;
        } else {
            at = inner.get(words.next()?.parse::<usize>().ok()?)?;
        }
    }
    Some((at, negated))
}
