//! Alerts about key positions for which there are not enough successors.

use super::audience::About;
use super::{Alert, Ask, Clearing, MOST, Rule, words};
use crate::gather::Gather as _;
use crate::pipeline::gaps;

pub(super) fn find(ask: &mut Ask<'_>, rules: &[Rule<'_>]) {
    // A gap is about a position, and not about those who are asked about.
    if !ask.is_about_all() {
        return;
    }
    let gaps = gaps(&mut ask.judge, MOST);
    for rule in rules {
        let mut alerts: Vec<Alert> = Vec::new();
        for gap in gaps.iter().filter(|gap| rule.compiled.whom.has(gap.position)) {
            let Some(position) = ask.position(gap.position) else { continue };
            let mut alert = ask.blank(rule, format!("{}/{position}", rule.stated.id));
            alert.position = Some(position);
            alert.people = ask.ids(&gap.incumbents);
            alert.to = ask.audience(rule, About::Position(gap.position), &gap.incumbents);
            alert.clears = Some(Clearing { code: "successors", on: None });
            alert.text = ask.request.lang.map(|lang| words::gap(ask, lang, rule, gap));
            alerts.push(alert);
        }
        let over = ask.over(rule, &mut alerts.iter().map(|alert| alert.id.as_str()).gather());
        let over =
            over.into_iter().filter_map(|open| Some((open, ask.version.position_index.get(open.rest)?))).gather();
        let asked = over.iter().map(|(_, position)| (About::Position(*position), ask.day)).gather();
        let holders = ask.holders(&asked);
        for (((open, number), (about, _)), holders) in over.into_iter().zip(&asked).zip(&holders) {
            let mut alert = ask.blank(rule, open.id.to_owned());
            alert.position = ask.position(number);
            alert.people = ask.ids(holders);
            alert.to = ask.audience(rule, *about, holders);
            ask.clear(&mut alert);
            alert.text = ask.request.lang.map(|lang| words::gap_over(ask, lang, rule, number));
            alerts.push(alert);
        }
        ask.found.extend(alerts.into_iter().map(|alert| (rule.number, alert)));
    }
}
