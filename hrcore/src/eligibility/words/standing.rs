//! How a condition stands, in words.

use crate::condition::{AchievementKind, Comparison, Condition, Test, Window};
use crate::eligibility::answer::{ConditionResult, EvidenceResult, MissingResult, NextPeriod};
use crate::number::{Figure, Rational};
use crate::policy::Unit;
use crate::report::{Measure, between_parts, zh};
use crate::values::Language;

use super::statement::periods;
use super::{Words, exact, parts};

impl<'a> Words<'a> {
    /// How a condition stands.
    pub(super) fn standing(&self, document: &'a Condition, result: &ConditionResult) -> String {
        if !parts(&document.test).is_empty() && !matches!(document.test, Test::Not(_)) {
            return self.counts(result);
        }
        let seen = result.evidence.last();
        let found = match (&document.test, &result.missing) {
            (_, Some(missing)) => Some(self.lack(&document.test, result, missing)),
            (Test::Metric(_) | Test::Total(..) | Test::TotalGrowth(_) | Test::Rating(_), None) => {
                // One value says how it stands; of several, that they hold.
                let one = result.evidence.len() == 1;
                seen.filter(|_| one).and_then(|seen| self.seen(&document.test, seen))
            }
            (Test::Achievement(test), None) => seen.and_then(|seen| self.achieved(test.kind, seen)),
            _ => None,
        };
        let found = found.filter(|text| !text.is_empty());
        found.unwrap_or_else(|| self.state(result.state).to_owned())
    }

    fn state(&self, state: &str) -> &'static str {
        match state {
            "met" => self.say("met", "已满足"),
            "unmet" => self.say("not met", "未满足"),
            _ => self.say("not known", "待定"),
        }
    }

    /// Since when something is achieved.
    fn achieved(&self, kind: AchievementKind, seen: &EvidenceResult) -> Option<String> {
        let date = seen.date?;
        Some(match (self.names.language, kind) {
            (_, AchievementKind::Award) => return None,
            (Language::En, AchievementKind::Certificate) => format!("since {date}"),
            (Language::En, _) => format!("on {date}"),
            (Language::Zh, AchievementKind::Course) => format!("已于 {date} 完成"),
            (Language::Zh, AchievementKind::Exam) => format!("已于 {date} 通过"),
            (Language::Zh, AchievementKind::Certificate) => format!("已于 {date} 取得"),
        })
    }

    /// How the parts of a combination stand.
    fn counts(&self, result: &ConditionResult) -> String {
        let of = |state: &str| result.parts.iter().filter(|part| part.state == state).count();
        let (met, unknown, all) = (of("met"), of("unknown"), result.parts.len());
        match self.names.language {
            Language::En if unknown > 0 => format!("{met} of {all} met, {unknown} not known"),
            Language::En => format!("{met} of {all} met"),
            Language::Zh if unknown > 0 => format!("{all} 项中已满足 {met} 项，{unknown} 项待定"),
            Language::Zh => format!("{all} 项中已满足 {met} 项"),
        }
    }

    /// A period that was looked at, with its value: `46 in June`.
    fn seen(&self, test: &'a Test, seen: &EvidenceResult) -> Option<String> {
        let when = self.when(seen)?;
        if let (Test::Rating(_), Some(band)) = (test, &seen.band) {
            let mut bands = self.names.policy.rating_scales.iter().flat_map(|scale| &scale.bands);
            let found = bands.find(|known| known.id == *band).and_then(|known| known.name.as_ref());
            let name = found.map_or(band.as_str(), |name| name.in_language(self.names.language));
            return Some(match self.names.language {
                Language::En => format!("{name} in {when}"),
                Language::Zh => format!("{when}为“{name}”"),
            });
        }
        let measure = self.measure(test);
        let mark = match test {
            Test::Metric(test) => Some(test.mark),
            Test::Total(mark, _) => Some(*mark),
            Test::TotalGrowth(test) => Some(test.mark),
            _ => None,
        };
        let needs = mark.map(|mark| exact(measure, mark.value));
        let value = seen.growth.as_ref().or(seen.value.as_ref())?.exact();
        let value = self.beside(measure, value, needs.as_ref());
        Some(match self.names.language {
            Language::En if seen.to.is_some() => format!("{value} from {when}"),
            Language::En => format!("{value} in {when}"),
            Language::Zh => zh(&[&when, "为", &value]),
        })
    }

    /// When something was looked at.
    fn when(&self, seen: &EvidenceResult) -> Option<String> {
        let first = self.period(seen.period?);
        Some(match seen.to {
            None => first,
            Some(last) => self.join(&[&first, self.say(" to ", "至"), &self.period(last)]),
        })
    }

    /// What a test lacks.
    fn lack(&self, test: &'a Test, result: &ConditionResult, missing: &MissingResult) -> String {
        let seen = result.evidence.last();
        let mut text = match missing.code {
            "value" => {
                seen.and_then(|seen| self.seen(test, seen)).or_else(|| self.actual(test, missing)).unwrap_or_default()
            }
            "unknown_value" => self.no_value(seen, missing),
            "periods" => self.periods_held(test, missing, result.state == "unknown"),
            "count" | "vacancy" => self.count(missing),
            "time" => {
                let until = missing.until.map(|day| day.to_string()).unwrap_or_default();
                match self.names.language {
                    Language::En => format!("from {until} on"),
                    Language::Zh => format!("{until} 起满足"),
                }
            }
            "open_case" => self.case(missing),
            _ => self.credential_lack(test, missing),
        };
        if let Some(next) = missing.next.as_ref().and_then(|next| self.next(test, next)) {
            if !text.is_empty() {
                text.push_str(between_parts(self.names.language));
            }
            text.push_str(&next);
        }
        text
    }

    /// The points of an assessment, which is about no period.
    fn actual(&self, test: &'a Test, missing: &MissingResult) -> Option<String> {
        let actual = missing.actual.as_ref()?.exact();
        Some(self.beside(self.measure(test), actual, missing.needs.as_ref().map(Figure::exact)))
    }

    fn no_value(&self, seen: Option<&EvidenceResult>, missing: &MissingResult) -> String {
        let when = seen.and_then(|seen| self.when(seen));
        match (self.names.language, when, missing.why) {
            (_, _, None) => String::new(),
            (Language::En, when, Some("undefined")) => {
                when.map_or("cannot be computed".into(), |when| format!("cannot be computed for {when}"))
            }
            (Language::En, when, Some("not_applicable")) => {
                when.map_or("does not apply".into(), |when| format!("does not apply in {when}"))
            }
            (Language::En, when, Some("too_new")) => {
                when.map_or("too new to be judged".into(), |when| format!("too new to be judged in {when}"))
            }
            (Language::En, when, Some(_)) => when.map_or("no value".into(), |when| format!("no value for {when}")),
            (Language::Zh, when, Some(why)) => {
                let why = match why {
                    "undefined" => "无法计算",
                    "not_applicable" => "不适用",
                    "too_new" => "任职时间过短",
                    _ => "缺数据",
                };
                zh(&[when.as_deref().unwrap_or_default(), why])
            }
        }
    }

    fn periods_held(&self, test: &'a Test, missing: &MissingResult, unsure: bool) -> String {
        let (have, need) = (missing.have.unwrap_or(0), missing.need.unwrap_or(0));
        match self.names.language {
            Language::En if unsure => format!("{have} of {need} so far, others not known"),
            Language::En => format!("{have} of {need}"),
            Language::Zh => {
                let held = periods(have, self.every(window(test)), Language::Zh);
                format!("已满 {held}{}", if unsure { "，其余待定" } else { "" })
            }
        }
    }

    fn count(&self, missing: &MissingResult) -> String {
        let (have, need) = (missing.have.unwrap_or(0), missing.need.unwrap_or(0));
        match (self.names.language, missing.code) {
            (Language::En, _) if have == 0 => "none yet".to_owned(),
            (Language::En, _) => format!("{have} of {need}"),
            (Language::Zh, "vacancy") if have == 0 => "暂无空缺".to_owned(),
            (Language::Zh, "vacancy") => format!("现有 {have} 个"),
            (Language::Zh, _) if have == 0 => "尚无".to_owned(),
            (Language::Zh, _) => format!("已有 {have} 次"),
        }
    }

    fn case(&self, missing: &MissingResult) -> String {
        let day = |day: Option<crate::time::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (opened, until) = (day(missing.opened), day(missing.until));
        match (self.names.language, missing.closed) {
            (Language::En, None) => format!("a case is open since {opened}"),
            (Language::En, Some(closed)) => format!("a case was closed on {closed}, free of it from {until} on"),
            (Language::Zh, None) => format!("有案件自 {opened} 起未结"),
            (Language::Zh, Some(closed)) => format!("有案件于 {closed} 结案，{until} 起满足"),
        }
    }

    fn credential_lack(&self, test: &'a Test, missing: &MissingResult) -> String {
        let (kind, asked) = match test {
            Test::Achievement(test) => (test.kind.as_str(), test.mark.map(|mark| mark.to_rational())),
            _ => ("", None),
        };
        let measure = Measure::new(Unit::Number);
        let needs = missing.needs.as_ref().map(Figure::exact);
        // A mark that the condition does not ask for is the pass mark.
        let failed = missing.code == "mark_too_low" && needs != asked.as_ref();
        let code = if failed { "failed" } else { missing.code };
        let mark = missing.mark.as_ref().map(|mark| self.beside(measure, mark.exact(), needs));
        let needs = needs.map(|needs| Figure::new(needs.clone()).texts().0);
        let expired = missing.expired.map(|day| day.to_string()).unwrap_or_default();
        let english = self.names.language == Language::En;
        match (code, mark, needs) {
            ("expired", ..) if english => format!("expired, valid until {expired}"),
            ("expired", ..) => format!("有效期至 {expired}，已过期"),
            ("failed", Some(mark), Some(needs)) if english => format!("failed with {mark}, pass mark {needs}"),
            ("failed", Some(mark), Some(needs)) => format!("{mark} 分，未达合格线 {needs} 分"),
            ("failed", Some(mark), None) if english => format!("failed with {mark}"),
            ("failed", Some(mark), None) => format!("{mark} 分，未通过"),
            ("failed", ..) => self.say("failed", "未通过").to_owned(),
            ("in_progress", ..) => self.say("in progress", "进行中").to_owned(),
            ("mark_missing", ..) => self.say("mark not recorded", "缺少成绩记录").to_owned(),
            ("mark_too_low", Some(mark), _) if english => format!("mark {mark}"),
            ("mark_too_low", Some(mark), _) => format!("成绩 {mark} 分"),
            ("not_recorded", ..) => match kind {
                "course" => self.say("not yet", "尚未完成"),
                "exam" => self.say("not yet", "尚未通过"),
                _ => self.say("not yet", "尚未取得"),
            }
            .to_owned(),
            _ => String::new(),
        }
    }

    /// What the running period has to come to.
    fn next(&self, test: &'a Test, next: &NextPeriod) -> Option<String> {
        let (measure, comparison) = match test {
            Test::Metric(test) => {
                let (metric, _) = self.names.metric(&test.metric);
                (Measure::of(metric?), test.mark.comparison)
            }
            Test::Total(mark, _) => (Measure::new(Unit::Score), mark.comparison),
            Test::TotalGrowth(test) => (Measure::new(Unit::Score), test.mark.comparison),
            _ => return None,
        };
        let (period, needs) = (self.period(next.period), next.needs.as_ref()?.exact());
        let value = measure.in_unit(&enough(measure, comparison, needs), self.names.language);
        let words = match comparison {
            Comparison::AtLeast => self.say(" has to reach ", "需达到"),
            Comparison::AtMost => self.say(" may be at most ", "不得超过"),
            Comparison::MoreThan => self.say(" has to be above ", "需超过"),
            Comparison::LessThan => self.say(" has to be below ", "需低于"),
            Comparison::Equals => self.say(" has to be ", "须等于"),
        };
        Some(self.join(&[&period, words, &value]))
    }
}

/// A value that is enough: what is rounded must not say less than is needed.
fn enough(measure: Measure<'_>, comparison: Comparison, needs: &Rational) -> String {
    // More than 131.1 orders are more than 131, and less than 131.1 are less than 132.
    let counted = measure.unit == Unit::Count;
    match comparison {
        Comparison::AtLeast => measure.enough(needs, true),
        Comparison::MoreThan => measure.enough(needs, !counted),
        Comparison::AtMost => measure.enough(needs, false),
        Comparison::LessThan => measure.enough(needs, counted),
        Comparison::Equals => measure.text(needs),
    }
}

fn window(test: &Test) -> Option<&Window> {
    match test {
        Test::Metric(test) => test.window.as_ref(),
        Test::Total(_, window) => window.as_deref(),
        Test::TotalGrowth(test) => test.window.as_ref(),
        Test::Rating(test) => test.window.as_ref(),
        _ => None,
    }
}
