//! Training in English and Chinese. Nothing is decided here.

use crate::compile::credentials;
use crate::condition::AchievementKind;
use crate::gather::Gather as _;
use crate::policy::{Move, MoveKind, Policy};
use crate::report::{Names, zh};
use crate::values::Language;

use super::answer::{EmployeeTraining, GateStatus};
use super::gates::Guarded;

/// `3 done, 1 to go`
pub(super) fn summary(own: &EmployeeTraining, language: Language) -> String {
    let (required, done, open) = (own.required, own.done, own.open);
    let mut late: u32 = 0;
    for status in own.requirements.iter().filter(|status| status.state == "overdue") {
        late = late.saturating_add(status.need - status.done);
    }
    let text = match language {
        Language::En if required == 0 => "nothing required".to_owned(),
        Language::En if open == 0 => format!("{done} done, none to go"),
        Language::En => format!("{done} done, {open} to go"),
        Language::Zh if required == 0 => "无必修课程".to_owned(),
        Language::Zh if open == 0 => format!("{done} 门已全部完成"),
        Language::Zh => format!("已完成 {done} 门，还差 {open} 门"),
    };
    match language {
        _ if late == 0 => text,
        Language::En => format!("{text}, {late} overdue"),
        Language::Zh => format!("{text}，其中 {late} 门逾期"),
    }
}

/// `important design task: closed; still missing: course “…”`
pub(super) fn gate(
    policy: &Policy,
    language: Language,
    of: Guarded<'_>,
    missing: &[(AchievementKind, usize)],
    status: &GateStatus,
) -> String {
    let names = Names { policy, language };
    let name = match of {
        Guarded::Action(action) => names.text(action.name.as_ref(), &action.id).to_owned(),
        Guarded::Move(step) => self::step(&names, step),
    };
    let lacking = missing.iter().map(|(kind, id)| credential(&names, *kind, *id)).gather();
    let standing = status.condition.text.as_deref().unwrap_or_default();
    match (language, status.state) {
        (Language::En, "open") => format!("{name}: open"),
        (Language::En, "closed") if lacking.is_empty() => format!("{name}: closed; {standing}"),
        (Language::En, "closed") => format!("{name}: closed; still missing: {}", lacking.join(", ")),
        (Language::En, _) => format!("{name}: not known yet; {standing}"),
        (Language::Zh, "open") => format!("{name}：可以"),
        (Language::Zh, "closed") if lacking.is_empty() => format!("{name}：暂不可以；{standing}"),
        (Language::Zh, "closed") => format!("{name}：暂不可以，还缺{}", lacking.join("、")),
        (Language::Zh, _) => format!("{name}：尚无法判定；{standing}"),
    }
}

/// `promotion to supervisor`
fn step(names: &Names<'_>, step: &Move) -> String {
    if let Some(name) = step.name.as_ref().map(|name| name.in_language(names.language)).filter(|name| !name.is_empty())
    {
        return name.to_owned();
    }
    let target = names.position(&step.to);
    match (names.language, step.kind) {
        (Language::En, MoveKind::Promotion) => format!("promotion to {target}"),
        (Language::En, MoveKind::Lateral) => format!("move to {target}"),
        (Language::En, MoveKind::Demotion) => format!("demotion to {target}"),
        (Language::Zh, MoveKind::Promotion) => zh(&["晋升", target]),
        (Language::Zh, MoveKind::Lateral) => zh(&["转岗至", target]),
        (Language::Zh, MoveKind::Demotion) => zh(&["降为", target]),
    }
}

fn credential(names: &Names<'_>, kind: AchievementKind, id: usize) -> String {
    let found = credentials(names.policy, kind).1.get(id);
    let name = found.map_or("", |known| names.text(known.name.as_ref(), &known.id));
    match (names.language, kind) {
        (Language::En, AchievementKind::Exam) => format!("examination “{name}”"),
        (Language::En, _) => format!("course “{name}”"),
        (Language::Zh, AchievementKind::Exam) => format!("考试“{name}”"),
        (Language::Zh, _) => format!("课程“{name}”"),
    }
}
