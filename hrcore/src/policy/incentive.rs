//! What results are worth: bonuses, commissions (提成), pay consequences, points, and budgets.

use super::{Every, OnUnknown};
use crate::condition::{AchievementKind, Condition};
use crate::json::Few;
use crate::number::Decimal;
use crate::values::{Id, Percent, Text};

document! {
    /// An amount that is paid when a condition holds.
    pub struct Bonus {
        /// Its name for machines, unique among all rules that pay.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Who can earn it; all positions, if none is named.
        pub positions: Few<Id> = Few::default(),
        /// What has to hold on the last day of the period.
        pub when: Condition,
        /// What it pays.
        pub amount: Decimal,
        /// The currency.
        pub currency: Id,
        /// For which periods; the appraisal period, if not stated.
        pub every: Option<Every>,
        /// The goal that it is for: of several bonuses for one goal, one is paid.
        pub goal: Option<Id>,
        /// How often it is paid.
        pub once: Once = Once::Period,
        /// Whether days of absence reduce it.
        pub attendance: bool = false,
    }
}

words! {
    /// How often a bonus is paid.
    pub enum Once {
        /// Once for each period.
        Period = "period",
        /// Once.
        Ever = "ever",
    }
}

document! {
    /// A share of sales.
    pub struct Commission {
        /// Its name for machines, unique among all rules that pay.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Who can earn it; all positions, if none is named.
        pub positions: Few<Id> = Few::default(),
        /// The currency, of sales too.
        pub currency: Id,
        /// The metric that is its base, in place of recorded sales.
        pub metric: Option<Id>,
        /// What the tiers are applied to.
        pub per: CommissionPer = CommissionPer::Period,
        /// For which periods; the appraisal period, if not stated.
        pub every: Option<Every>,
        /// The rates.
        pub tiers: Tiers,
        /// What multiplies the amount, in order.
        pub modifiers: Few<Modifier> = Few::default(),
        /// The least that it pays after modifiers.
        pub floor: Option<Decimal>,
        /// The most that it pays after modifiers.
        pub cap: Option<Decimal>,
        /// What is paid for the period at least, by days held.
        pub guarantee: Option<Decimal>,
        /// What is paid in advance.
        pub draw: Option<Draw>,
        /// How the amount of a team is split.
        pub split: TeamSplit = TeamSplit::Share,
        /// In which period a return counts.
        pub returns: Returns = Returns::WhenReturned,
    }
}

words! {
    /// What the tiers of a commission are applied to.
    pub enum CommissionPer {
        /// Each sale by itself.
        Sale = "sale",
        /// A person's sales of the period.
        Period = "period",
        /// A unit's sales of the period.
        Team = "team",
    }
}

document! {
    /// The tiers of a commission.
    pub struct Tiers {
        /// How they apply.
        pub apply: TierApply,
        /// The tiers, (from, upto], the lowest first.
        pub steps: Vec<Tier>,
    }
}

words! {
    /// How tiers apply.
    pub enum TierApply {
        /// The rate that is reached applies to everything (全额).
        Whole = "whole",
        /// Each part at its own rate (超额累进).
        Marginal = "marginal",
        /// The rate is linear between the lower bounds, and applies to everything (插值).
        Ramp = "ramp",
    }
}

document! {
    /// A tier.
    pub struct Tier {
        /// Up to here, included; the last one has none.
        pub upto: Option<Decimal>,
        /// The rate.
        pub rate: Percent,
    }
}

document! {
    /// What multiplies a commission while it holds.
    pub struct Modifier {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// When it applies.
        pub when: Condition,
        /// By what.
        pub factor: Decimal,
        /// What it does while its condition is not known.
        pub on_unknown: OnUnknown = OnUnknown::Unknown,
    }
}

document! {
    /// What is paid in advance of commissions.
    pub struct Draw {
        /// How much.
        pub amount: Decimal,
        /// Whether what it pays beyond the commission is owed.
        pub recoverable: bool = true,
    }
}

words! {
    /// How the amount of a team is split.
    pub enum TeamSplit {
        /// By own sales.
        Share = "share",
        /// Equally.
        Equal = "equal",
        /// By days of holding a position in the unit.
        Days = "days",
    }
}

words! {
    /// In which period a return counts.
    pub enum Returns {
        /// That of its date.
        WhenReturned = "when_returned",
        /// That of the sale.
        WhenSold = "when_sold",
    }
}

document! {
    /// What follows for pay.
    pub struct PayRule {
        /// Its name for machines, unique among all rules that pay.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// Whom it is for; all positions, if none is named.
        pub positions: Few<Id> = Few::default(),
        /// The currency.
        pub currency: Id,
        /// For which periods; the appraisal period, if not stated.
        pub every: Option<Every>,
        /// What follows, and from what.
        pub pays: PayConsequence,
    }
}

tagged! {
    /// What follows for pay.
    pub enum PayConsequence by kind {
        /// A share of pay by the rating.
        Rating(ByRating) = "rating",
        /// The bonus base times the performance coefficient.
        Coefficient(ByCoefficient) = "coefficient",
        /// Overtime hours.
        Overtime(Overtime) = "overtime",
        /// Days of absence.
        Absence(Absence) = "absence",
    }
}

impl PayConsequence {
    /// The courses that it asks for.
    pub(crate) fn courses(&self) -> impl Iterator<Item = &Id> {
        let ratings = match self {
            Self::Rating(rating) => rating.ratings.as_slice(),
            Self::Coefficient(_) | Self::Overtime(_) | Self::Absence(_) => &[],
        };
        ratings.iter().filter_map(|rating| rating.course.as_ref())
    }
}

document! {
    /// A share of pay by the rating.
    pub struct ByRating {
        /// Of what.
        pub of: PayBase = PayBase::Base,
        /// What each band brings; a band that is not listed brings nothing.
        pub ratings: Vec<RatingPay>,
    }
}

document! {
    /// What a band brings.
    pub struct RatingPay {
        /// The band.
        pub band: Id,
        /// The share of pay; below zero takes away.
        pub percent: Option<Percent>,
        /// A course to do.
        pub course: Option<Id>,
    }
}

document! {
    /// The bonus base times the performance coefficient.
    pub struct ByCoefficient {
        /// Of what.
        pub of: PayBase = PayBase::BonusBase,
        /// Whether days of absence reduce it.
        pub attendance: bool = false,
    }
}

document! {
    /// Overtime hours times the pay of an hour times a rate.
    pub struct Overtime {
        /// The rate: 150 %.
        pub rate: Percent,
    }
}

document! {
    /// Days of absence take their share of pay.
    pub struct Absence {
        /// How much of it.
        pub rate: Percent = Percent(Decimal::whole(100)),
    }
}

words! {
    /// A part of pay.
    pub enum PayBase {
        /// The pay of a period.
        Base = "base",
        /// The base of bonuses.
        BonusBase = "bonus_base",
    }
}

document! {
    /// Points that are earned and redeemed (积分).
    pub struct PointsScheme {
        /// What earns points.
        pub earn: Vec<EarnRule>,
        /// What they can be redeemed for.
        pub rewards: Few<Reward> = Few::default(),
        /// After how many months they expire; never, if not stated.
        pub expire_months: Option<u32>,
    }
}

document! {
    /// Something achieved that earns points.
    pub struct EarnRule {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// A course.
        pub course: Option<Id>,
        /// An examination.
        pub exam: Option<Id>,
        /// A certificate.
        pub certificate: Option<Id>,
        /// An award.
        pub award: Option<Id>,
        /// How many points.
        pub points: u32,
        /// Who can earn them; all positions, if none is named.
        pub positions: Few<Id> = Few::default(),
    }
}

impl EarnRule {
    /// What earns them.
    pub(crate) fn things(&self) -> impl Iterator<Item = (AchievementKind, &Id)> {
        let things = [
            (AchievementKind::Course, &self.course),
            (AchievementKind::Exam, &self.exam),
            (AchievementKind::Certificate, &self.certificate),
            (AchievementKind::Award, &self.award),
        ];
        things.into_iter().filter_map(|(kind, id)| Some((kind, id.as_ref()?)))
    }
}

document! {
    /// What points can be redeemed for.
    pub struct Reward {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// How many points it costs.
        pub cost: u32,
        /// What it is.
        pub gives: RewardKind,
        /// How many days of leave.
        pub days: Option<Decimal>,
    }
}

words! {
    /// A kind of reward.
    pub enum RewardKind {
        /// A gift.
        Gift = "gift",
        /// Days of leave.
        Leave = "leave",
    }
}

document! {
    /// The most that some rules pay together.
    pub struct Budget {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The rules.
        pub rules: Vec<Id>,
        /// How much.
        pub amount: Decimal,
        /// The currency.
        pub currency: Id,
        /// For which periods; the appraisal period, if not stated.
        pub every: Option<Every>,
        /// The unit, with those below it; the company, if not stated.
        pub unit: Option<Id>,
    }
}
