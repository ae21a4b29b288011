//! Accounts of points in English and Chinese. Nothing is decided here.

use super::answer::PointsAccount;
use crate::gather::Gather as _;
use crate::policy::Policy;
use crate::report::Names;
use crate::values::Language;

/// `120 points, 20 of them until 27 February 2026 …`
pub(super) fn account(policy: &Policy, own: &PointsAccount, language: Language) -> String {
    let names = Names { policy, language };
    let balance = own.balance;
    let mut text = match (language, balance) {
        (Language::En, 1) => "1 point".to_owned(),
        (Language::En, _) => format!("{balance} points"),
        (Language::Zh, _) => format!("积分余额 {balance}"),
    };
    if let Some(next) = &own.next_expiry {
        let (points, date) = (next.points, next.date);
        text.push_str(&match language {
            Language::En if points == 1 => format!("; 1 of them expires on {date}"),
            Language::En => format!("; {points} of them expire on {date}"),
            Language::Zh => format!("，其中 {points} 分于 {date} 到期"),
        });
    }
    let rewards = policy.points.iter().flat_map(|scheme| scheme.rewards.iter());
    let affordable = rewards.filter(|reward| own.affordable.contains(&reward.id));
    let affordable = affordable.map(|reward| names.text(reward.name.as_ref(), &reward.id).to_owned()).gather();
    if !affordable.is_empty() {
        text.push_str(&match language {
            Language::En => format!("; enough for: {}", affordable.join(", ")),
            Language::Zh => format!("，可兑换：{}", affordable.join("、")),
        });
    }
    text
}
