//! Requests about leaving.

use crate::attrition::{AttritionModel, Leaving};
use crate::json::Few;
use crate::time::Date;
use crate::values::{Id, Language};

document! {
    /// Asks who may leave within some months, how likely, and why.
    pub struct AttritionRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Within how many months, 1 to 24.
        pub horizon: u32 = 3,
        /// The months before `as_of` that are looked at, 1 to 120.
        pub window: u32 = 24,
        /// Which leaving; that of the model, if one is given.
        pub leaving: Option<Leaving>,
        /// Whom to say it of; everyone, if not stated.
        pub employees: Option<Vec<Id>>,
        /// A model that was fitted before; one is fitted to the facts, if not stated.
        pub model: Option<AttritionModel>,
        /// What is borrowed where the own data are few.
        pub prior: Option<AttritionModel>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks for the receipt of one person's chance to leave.
    pub struct AttritionReceiptRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// Within how many months, 1 to 24.
        pub horizon: u32 = 3,
        /// The months before `as_of` that are looked at, 1 to 120.
        pub window: u32 = 24,
        /// Which leaving; that of the model, if one is given.
        pub leaving: Option<Leaving>,
        /// Whose chance.
        pub employee: Id,
        /// A model that was fitted before; one is fitted to the facts, if not stated.
        pub model: Option<AttritionModel>,
        /// What is borrowed where the own data are few.
        pub prior: Option<AttritionModel>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// Asks for a model of leaving, to be kept and asked later.
    pub struct FitAttritionRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// The months before `as_of` that are looked at, 1 to 120.
        pub window: u32 = 24,
        /// The name of the model; `attrition`, if not stated.
        pub id: Option<Id>,
        /// The name of its version; the day, if not stated.
        pub version: Option<Id>,
        /// Which leaving.
        pub leaving: Leaving = Leaving::Voluntary,
        /// What is borrowed where the own data are few.
        pub prior: Option<AttritionModel>,
        /// What people are, to audit the model by: it is never a driver.
        pub audit: Few<AuditAttribute> = Few::default(),
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

document! {
    /// What people are: sex, age, and so on.
    pub struct AuditAttribute {
        /// Its name for machines.
        pub id: Id,
        /// Its groups.
        pub groups: Vec<AuditGroup>,
    }
}

document! {
    /// People who are alike in it.
    pub struct AuditGroup {
        /// The group's name for machines.
        pub id: Id,
        /// Who belongs to it.
        pub employees: Vec<Id>,
    }
}

document! {
    /// Asks how long people stay.
    pub struct RetentionRequest {
        /// The last day that is over.
        pub as_of: Date,
        /// The months before `as_of` that are looked at, 1 to 120.
        pub window: u32 = 24,
        /// Which leaving; who leaves otherwise is seen until then.
        pub leaving: Leaving = Leaving::Voluntary,
        /// By what people are grouped, besides the whole.
        pub by: Option<RetentionBy>,
        /// Say it in words of this language as well.
        pub lang: Option<Language>,
        /// Judge by this version of the policy, whatever is in force.
        pub policy_version: Option<Id>,
    }
}

words! {
    /// By what people are grouped who stay or leave.
    pub enum RetentionBy {
        /// The position held at the start of each month.
        Position = "position",
        /// The unit at the start of each month, without those below it.
        Unit = "unit",
    }
}
