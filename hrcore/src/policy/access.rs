//! Who may see which fields of a result.

use crate::values::Id;

document! {
    /// Access by role.
    pub struct Access {
        /// The roles.
        pub roles: Vec<Role>,
    }
}

document! {
    /// What a role sees.
    pub struct Role {
        /// The role's name.
        pub role: Id,
        /// Whose results it sees.
        pub of: Reach,
        /// Which fields it sees.
        pub shows: Vec<Field>,
    }
}

words! {
    /// Whose results a role sees.
    pub enum Reach {
        /// The viewer's own.
        Own = "own",
        /// Those of the viewer's unit and the units below it.
        Unit = "unit",
        /// Everyone's.
        All = "all",
    }
}

words! {
    /// A field of a result that can be hidden.
    pub enum Field {
        /// The totals.
        Total = "total",
        /// The rating bands.
        Band = "band",
        /// The performance coefficients.
        Coefficient = "coefficient",
        /// The lines.
        Lines = "lines",
        /// Measured values, attainments and inputs inside the lines.
        Actuals = "actuals",
        /// Lines that people rated.
        Ratings = "ratings",
        /// Adjustments of points and coefficient.
        Adjustments = "adjustments",
        /// Vetoes.
        Vetoes = "vetoes",
        /// What is missing.
        Missing = "missing",
    }
}
