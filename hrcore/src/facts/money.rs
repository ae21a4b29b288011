//! Sales, pay and attendance, what was paid, and what was done with points.

use crate::json::Few;
use crate::number::Decimal;
use crate::time::{Date, Period};
use crate::values::{Id, Percent};

document! {
    /// A sale, or a return of one.
    pub struct Sale {
        /// Its name for machines.
        pub id: Id,
        /// Who sold it.
        pub employee: Option<Id>,
        /// Or several people, with their shares.
        pub shares: Few<SaleShare> = Few::default(),
        /// When.
        pub date: Date,
        /// For how much; below zero, of a return.
        pub amount: Decimal,
        /// The currency.
        pub currency: Id,
        /// The sale that it returns, whole or in part.
        pub returns: Option<Id>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// A person's share of a sale.
    pub struct SaleShare {
        /// Who.
        pub employee: Id,
        /// How much of it.
        pub percent: Percent,
    }
}

document! {
    /// What a rule paid earlier.
    pub struct Payment {
        /// The rule.
        pub rule: Id,
        /// To whom.
        pub employee: Id,
        /// For which period.
        pub period: Period,
        /// How much.
        pub amount: Decimal,
        /// The currency.
        pub currency: Id,
        /// The unit, of a share of what a team earned.
        pub unit: Option<Id>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// What is owed from earlier draws.
    pub struct DrawBalance {
        /// The rule.
        pub rule: Id,
        /// By whom.
        pub employee: Id,
        /// How much.
        pub amount: Decimal,
        /// The currency.
        pub currency: Id,
    }
}

document! {
    /// Pay, in force from a day until the next record.
    pub struct Pay {
        /// Whose.
        pub employee: Id,
        /// From which day on.
        pub from: Date,
        /// The pay of a period.
        pub base: Option<Decimal>,
        /// The base of bonuses.
        pub bonus_base: Option<Decimal>,
        /// The hours of a period, for the pay of an hour.
        pub hours: Option<Decimal>,
        /// The currency.
        pub currency: Id,
    }
}

document! {
    /// Attendance in a period.
    pub struct Attendance {
        /// Whose.
        pub employee: Id,
        /// The period.
        pub period: Period,
        /// The days that were to be worked.
        pub days_due: Decimal,
        /// Those of them that were not.
        pub days_absent: Decimal = Decimal::ZERO,
        /// Hours beyond.
        pub overtime_hours: Decimal = Decimal::ZERO,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

document! {
    /// Something done with points.
    pub struct PointEntry {
        /// Its name for machines.
        pub id: Id,
        /// Whose points.
        pub employee: Id,
        /// When.
        pub date: Date,
        /// What was done.
        pub kind: PointEntryKind,
        /// How many points; of a grant.
        pub points: Option<u32>,
        /// The reward; of a redemption.
        pub reward: Option<Id>,
        /// The entry, or the record of what earned points, that is taken back.
        pub of: Option<Id>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}

words! {
    /// What was done with points.
    pub enum PointEntryKind {
        /// They were spent on a reward.
        Redeem = "redeem",
        /// They were given.
        Grant = "grant",
        /// An entry was taken back.
        Reverse = "reverse",
    }
}

document! {
    /// An alert that was raised before.
    pub struct AlertState {
        /// Its id, as `alerts` gave it.
        pub id: String,
        /// When it was said to be over.
        pub cleared: Option<Date>,
    }
}
