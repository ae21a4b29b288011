//! What `points` answers.

use crate::error::Problem;
use crate::json::Few;
use crate::score::PolicyRef;
use crate::time::Date;
use crate::values::Id;

answer! {
    /// Accounts of points.
    pub struct PointsReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// One account for each employee with any entry, in the order of the facts.
        pub accounts: Vec<PointsAccount>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// An account of points.
    pub struct PointsAccount {
        /// The employee.
        pub employee: Id,
        /// How many points there are.
        pub balance: i64,
        /// How many were earned.
        pub earned: i64,
        /// How many were given.
        pub granted: i64,
        /// How many were redeemed.
        pub redeemed: i64,
        /// How many expired.
        pub expired: i64,
        /// What reversals added; below zero, what they took.
        pub reversed: i64,
        /// What expires next.
        pub next_expiry: Option<NextExpiry>,
        /// The rewards that the balance covers.
        pub affordable: Few<Id>,
        /// What happened, in the order of time.
        pub entries: Vec<PointsEntry>,
        /// The account in words.
        pub text: Option<String>,
    }
}

answer! {
    /// What expires next.
    pub struct NextExpiry {
        /// The first day without these points.
        pub date: Date,
        /// How many.
        pub points: i64,
    }
}

answer! {
    /// Something that happened to an account.
    pub struct PointsEntry {
        /// When.
        pub date: Date,
        /// `earn`, `grant`, `redeem`, `reverse` or `expire`.
        pub kind: &'static str,
        /// How many points it brought, or below zero took.
        pub points: i64,
        /// How many there were then.
        pub balance: i64,
        /// The entry of the facts, of what was not earned.
        pub id: Option<Id>,
        /// The rule that earned them.
        pub rule: Option<Id>,
        /// The reward that they were redeemed for.
        pub reward: Option<Id>,
        /// What was reversed.
        pub of: Option<Id>,
        /// A reference to the record.
        pub record: Option<Id>,
    }
}
