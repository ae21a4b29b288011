//! Posts to be filled, and how employment ends.

use crate::time::Date;
use crate::values::Id;

document! {
    /// A requisition: posts that are, or were, to be filled.
    pub struct Requisition {
        /// Its name for machines.
        pub id: Id,
        /// The position.
        pub position: Id,
        /// The unit.
        pub unit: Option<Id>,
        /// How many posts.
        pub count: u32 = 1,
        /// The day on which it was opened.
        pub opened: Date,
        /// The day on which the offer was accepted.
        pub accepted: Option<Date>,
        /// The first day at work.
        pub starts: Option<Date>,
        /// The day on which it was given up.
        pub withdrawn: Option<Date>,
        /// Who filled it.
        pub employee: Option<Id>,
        /// Whether it was filled from within; where `employee` is known, what that person held before tells.
        pub internal: Option<bool>,
    }
}

words! {
    /// How employment ends.
    pub enum Ended {
        /// By the employee.
        Voluntary = "voluntary",
        /// By the employer.
        Involuntary = "involuntary",
        /// By age.
        Retirement = "retirement",
        /// Otherwise: the end of a term, death.
        Other = "other",
    }
}
