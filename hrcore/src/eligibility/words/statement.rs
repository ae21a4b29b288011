//! What has to hold, in words.

use crate::condition::{
    AchievementKind, AchievementTest, Condition, EventTest, GrowthOf, Mark, MetricTest, RatingTest, Since, TenureOf,
    Term, Test, Window, WindowEnd, WindowKind,
};
use crate::gather::Gather as _;
use crate::number::Figure;
use crate::policy::{Credential, RatingBand, Unit, Versus};
use crate::report::{Measure, zh};
use crate::time::Granularity;
use crate::values::{Id, Language};

use super::{Words, parts};

/// A number of periods: `3 months`, `3 个月`.
pub(super) fn periods(count: u32, every: Granularity, language: Language) -> String {
    let (one, many, chinese) = match every {
        Granularity::Day => ("day", "days", "天"),
        Granularity::Week => ("week", "weeks", "周"),
        Granularity::Month => ("month", "months", "个月"),
        Granularity::Quarter => ("quarter", "quarters", "个季度"),
        Granularity::Half => ("half-year", "half-years", "个半年"),
        Granularity::Year => ("year", "years", "年"),
    };
    match language {
        Language::En => format!("{count} {}", if count == 1 { one } else { many }),
        Language::Zh => format!("{count} {chinese}"),
    }
}

impl<'a> Words<'a> {
    /// What has to hold: the condition's name, or its own words.
    pub(super) fn statement(&self, condition: &'a Condition) -> String {
        let language = self.names.language;
        let name = condition.name.as_ref().map(|name| name.in_language(language)).filter(|name| !name.is_empty());
        if let Some(name) = name {
            return name.to_owned();
        }
        let of = parts(&condition.test).len();
        match &condition.test {
            Test::Metric(test) => self.metric(test, self.measure(&condition.test)),
            Test::Score(line, mark) => self.compared(line.as_str(), *mark, Measure::new(Unit::Score)),
            Test::Total(mark, window) => {
                let text = self.compared(self.say("total", "总分"), *mark, Measure::new(Unit::Score));
                self.over(text, window.as_deref())
            }
            Test::TotalGrowth(test) => {
                let subject = self.growth(self.say("total", "总分"), &test.growth, Measure::new(Unit::Score));
                let text = self.compared(&subject, test.mark, self.measure(&condition.test));
                self.over(text, test.window.as_ref())
            }
            Test::Rating(test) => self.rating(test),
            Test::Event(test) => self.event(test),
            Test::Achievement(test) => self.achievement(test),
            Test::Tenure(of, term) => self.tenure(*of, *term),
            Test::Assessment(test) => {
                let found = self.names.policy.assessments.iter().find(|known| known.id == test.assessment);
                let mut subject = self
                    .quoted(self.names.text(found.and_then(|assessment| assessment.name.as_ref()), &test.assessment));
                subject.insert_str(0, self.say("assessment ", "评估"));
                if let Some(id) = &test.dimension {
                    let mut dimensions = found.into_iter().flat_map(|assessment| &assessment.dimensions);
                    let found = dimensions.find(|known| known.id == *id);
                    let name = self.names.text(found.and_then(|dimension| dimension.name.as_ref()), id);
                    subject = self.join(&[&subject, self.say(", ", "的"), name]);
                }
                self.compared(&subject, test.mark, Measure::new(Unit::Score))
            }
            Test::Vacancy(position, count) => {
                let name = self.names.position(position);
                let count = count.to_string();
                match language {
                    Language::En if count == "1" => format!("vacancy for {name}"),
                    Language::En => format!("at least {count} vacancies for {name}"),
                    Language::Zh if count == "1" => zh(&[name, "岗位有空缺"]),
                    Language::Zh => zh(&[name, "岗位空缺至少", &count, "个"]),
                }
            }
            Test::CaseFree(cases) => self.case_free(cases.months, cases.kinds.as_deref()),
            Test::All(_) => self.say("all of these", "以下全部满足").to_owned(),
            Test::Any(_) => self.say("any of these", "以下满足任一项").to_owned(),
            Test::AtLeast(count, _) => match language {
                Language::En => format!("at least {count} of these {of}"),
                Language::Zh => format!("以下 {of} 项至少满足 {count} 项"),
            },
            Test::Not(part) => match language {
                Language::En => format!("not “{}”", self.statement(part)),
                Language::Zh => format!("不得出现“{}”", self.statement(part)),
            },
        }
    }

    /// `GMV ≥ 100`
    fn compared(&self, subject: &str, mark: Mark, measure: Measure<'_>) -> String {
        format!("{subject} {}", self.mark(mark, measure))
    }

    /// `≥ 15%`
    fn mark(&self, mark: Mark, measure: Measure<'_>) -> String {
        let (sign, value) = (mark.comparison.sign(), self.stated(measure, mark.value));
        format!("{sign}{}{value}", self.say(" ", ""))
    }

    fn metric(&self, test: &'a MetricTest, measure: Measure<'_>) -> String {
        let (metric, name) = self.names.metric(&test.metric);
        let subject = match &test.growth {
            None => name.to_owned(),
            Some(growth) => {
                let own = metric.map_or(Measure::new(Unit::Number), Measure::of);
                self.growth(name, growth, own)
            }
        };
        self.over(self.compared(&subject, test.mark, measure), test.window.as_ref())
    }

    fn growth(&self, name: &str, growth: &GrowthOf, own: Measure<'_>) -> String {
        match (self.names.language, &growth.versus) {
            (Language::En, Versus::Previous) => format!("{name} growth"),
            (Language::En, Versus::LastYear) => format!("{name} year-on-year growth"),
            (Language::En, Versus::PositionStart) => format!("{name} growth since the position was taken up"),
            (Language::En, Versus::Period(period)) => format!("{name} growth on {}", self.period(*period)),
            (Language::En, Versus::Value(value)) => format!("{name} growth on {}", self.stated(own, *value)),
            (Language::Zh, Versus::Previous) => zh(&[name, "环比增长"]),
            (Language::Zh, Versus::LastYear) => zh(&[name, "同比增长"]),
            (Language::Zh, Versus::PositionStart) => zh(&[name, "较任现职前增长"]),
            (Language::Zh, Versus::Period(period)) => zh(&[name, "较", &self.period(*period), "增长"]),
            (Language::Zh, Versus::Value(value)) => zh(&[name, "较", &self.stated(own, *value), "增长"]),
        }
    }

    /// The length of a window's periods.
    pub(super) fn every(&self, window: Option<&Window>) -> Granularity {
        window.and_then(|window| window.every).unwrap_or(Granularity::from(self.names.policy.appraisal_period.every))
    }

    fn over(&self, text: String, window: Option<&Window>) -> String {
        let Some(given) = window else { return text };
        let (language, every) = (self.names.language, self.every(window));
        let ever = given.ending == WindowEnd::Ever;
        let span = |count: u32| periods(count, every, language);
        match (language, given.kind) {
            (Language::En, WindowKind::Consecutive(1)) if ever => format!("{text} for {} at any time", span(1)),
            (Language::En, WindowKind::Consecutive(1)) => text,
            (Language::En, WindowKind::Consecutive(count)) => {
                let span = span(count);
                let length = span.split_once(' ').map_or("", |(_, length)| length);
                format!("{text} for {count} consecutive {length}{}", if ever { " at any time" } else { "" })
            }
            (Language::En, WindowKind::OfLast(least, count)) => {
                format!("{text} in at least {least} of the last {}", span(count))
            }
            (Language::En, WindowKind::Aggregate(count)) => format!("{text} over the last {} together", span(count)),
            (Language::Zh, WindowKind::Consecutive(count)) if ever => format!("{text}，曾连续 {}", span(count)),
            (Language::Zh, WindowKind::Consecutive(1)) => text,
            (Language::Zh, WindowKind::Consecutive(count)) => format!("{text}，连续 {}", span(count)),
            (Language::Zh, WindowKind::OfLast(least, count)) => {
                format!("{text}，最近 {}中至少 {}", span(count), span(least))
            }
            (Language::Zh, WindowKind::Aggregate(count)) => format!("{text}（最近 {}累计）", span(count)),
        }
    }

    fn rating(&self, test: &'a RatingTest) -> String {
        let name = self.names.band(&test.band);
        let own = |band: &&RatingBand| band.id == test.band;
        let mut scales = self.names.policy.rating_scales.iter();
        let best = scales.find_map(|scale| scale.bands.iter().find(own)).is_some_and(|band| band.to.is_none());
        // There is nothing better than the best.
        let better = test.or_better && !best;
        let text = match self.names.language {
            Language::En if better => format!("rated {name} or better"),
            Language::En => format!("rated {name}"),
            Language::Zh if better => format!("绩效等级“{name}”及以上"),
            Language::Zh => format!("绩效等级“{name}”"),
        };
        self.over(text, test.window.as_ref())
    }

    fn since(&self, text: String, since: Option<Since>) -> String {
        match (self.names.language, since) {
            (_, None) => text,
            (Language::En, Some(Since::PositionStart)) => format!("{text} since taking up the position"),
            (Language::En, Some(Since::Months(months))) => {
                format!("{text} in the last {}", periods(months, Granularity::Month, Language::En))
            }
            (Language::Zh, Some(Since::PositionStart)) => format!("任现职以来{text}"),
            (Language::Zh, Some(Since::Months(months))) => format!("近 {months} 个月内{text}"),
        }
    }

    fn event(&self, test: &'a EventTest) -> String {
        let kind = self.names.policy.event_kinds.iter().find(|kind| kind.id == test.kind);
        let event = self.quoted(self.names.text(kind.and_then(|kind| kind.name.as_ref()), &test.kind));
        let role = test.role.as_ref().map(|id| {
            let mut roles = kind.into_iter().flat_map(|kind| &kind.roles);
            self.names.text(roles.find(|role| role.id == *id).and_then(|role| role.name.as_ref()), id)
        });
        let mut filters: Vec<String> = Vec::new();
        for filter in &test.filters {
            let mut fields = kind.into_iter().flat_map(|kind| &kind.fields);
            let field = fields.find(|field| field.id == filter.field);
            let name = self.names.text(field.and_then(|field| field.name.as_ref()), &filter.field);
            let unit = field.map_or(Unit::Number, |field| field.unit);
            let measure = Measure { currency: field.and_then(|field| field.currency.as_ref()), ..Measure::new(unit) };
            filters.push(self.compared(name, filter.mark, measure));
        }
        let count = test.at_least;
        let filters = filters.join(self.say(" and ", "、"));
        match self.names.language {
            Language::En => {
                let role = role.map_or(String::new(), |role| format!(" as {role}"));
                let times = match count {
                    1 => "once".to_owned(),
                    _ => format!("at least {count} times"),
                };
                let text = self.since(format!("{event}{role} {times}"), test.since);
                match (filters.is_empty(), count) {
                    (true, _) => text,
                    (false, 1) => format!("{text}, with {filters}"),
                    (false, _) => format!("{text}, each with {filters}"),
                }
            }
            Language::Zh => {
                let head = match role {
                    Some(role) => zh(&["以", &self.quoted(role), "身份完成", &event]),
                    None => zh(&["完成", &event]),
                };
                let text = self.since(format!("{head}至少 {count} 次"), test.since);
                if filters.is_empty() { text } else { format!("{text}（{}）", zh(&["每次", &filters])) }
            }
        }
    }

    /// The name of what can be achieved.
    fn credential(&self, test: &'a AchievementTest) -> &'a str {
        let policy = self.names.policy;
        let list: &'a [Credential] = match test.kind {
            AchievementKind::Course => &policy.courses,
            AchievementKind::Exam => &policy.exams,
            AchievementKind::Certificate => &policy.certificates,
            AchievementKind::Award => &policy.awards,
        };
        let found = list.iter().find(|known| known.id == test.id);
        self.names.text(found.and_then(|known| known.name.as_ref()), &test.id)
    }

    fn achievement(&self, test: &'a AchievementTest) -> String {
        let name = self.quoted(self.credential(test));
        let mark = test.mark.map(|mark| Figure::new(mark.to_rational()).texts().0);
        let text = match (self.names.language, test.kind) {
            (Language::En, AchievementKind::Course) => format!("course {name} completed"),
            (Language::En, AchievementKind::Exam) => format!("examination {name} passed"),
            (Language::En, AchievementKind::Certificate) => format!("certificate {name} held"),
            (Language::En, AchievementKind::Award) if test.count == 1 => format!("award {name} received"),
            (Language::En, AchievementKind::Award) => format!("award {name} received at least {} times", test.count),
            (Language::Zh, AchievementKind::Course) => format!("完成课程{name}"),
            (Language::Zh, AchievementKind::Exam) => format!("通过考试{name}"),
            (Language::Zh, AchievementKind::Certificate) => format!("持有证书{name}"),
            (Language::Zh, AchievementKind::Award) if test.count == 1 => format!("获得奖项{name}"),
            (Language::Zh, AchievementKind::Award) => format!("获得奖项{name}至少 {} 次", test.count),
        };
        let text = self.since(text, test.since);
        match (self.names.language, mark) {
            (_, None) => text,
            (Language::En, Some(mark)) => format!("{text} with a mark of at least {mark}"),
            (Language::Zh, Some(mark)) => format!("{text}，成绩至少 {mark} 分"),
        }
    }

    fn tenure(&self, of: TenureOf, term: Term) -> String {
        let (count, every) = match term {
            Term::Months(months) => (months, Granularity::Month),
            Term::Days(days) => (days, Granularity::Day),
        };
        let term = periods(count, every, self.names.language);
        match (self.names.language, of) {
            (Language::En, TenureOf::Position) => format!("{term} in the position"),
            (Language::En, TenureOf::Company) => format!("{term} with the company"),
            (Language::Zh, TenureOf::Position) => format!("任现职满 {term}"),
            (Language::Zh, TenureOf::Company) => format!("入职满 {term}"),
        }
    }

    fn case_free(&self, months: u32, kinds: Option<&[Id]>) -> String {
        let kinds: Vec<&str> = kinds.unwrap_or_default().iter().map(Id::as_str).gather();
        let text = match (self.names.language, months) {
            (Language::En, 0) => "no open disciplinary case".to_owned(),
            (Language::En, months) => {
                let months = periods(months, Granularity::Month, Language::En);
                format!("no disciplinary case, open or closed within {months}")
            }
            (Language::Zh, 0) => "没有未结的违纪案件".to_owned(),
            (Language::Zh, months) => format!("近 {months} 个月内没有违纪案件"),
        };
        match self.names.language {
            _ if kinds.is_empty() => text,
            Language::En => format!("{text} ({})", kinds.join(", ")),
            Language::Zh => format!("{text}（{}）", kinds.join("、")),
        }
    }
}
