//! Positions, the tree of units, and the forced distribution over them.

use super::{Authority, Duty, PositionObjective, RequiredCompetency};
use crate::json::{Few, Read, Reader, Write, Writer};
use crate::number::Decimal;
use crate::values::{Amount, Bound, Id, Percent, Text};

document! {
    /// A position (岗位).
    pub struct Position {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// How it is scored; without one it is not.
        pub scorecard: Option<Id>,
        /// The position above in the reporting line.
        #[cfg(feature = "promotion")]
        pub reports_to: Option<Id>,
        /// Its grade; higher is higher.
        pub grade: Option<u32>,
        /// The levels of competencies that it requires.
        #[cfg(feature = "promotion")]
        pub competencies: Few<RequiredCompetency> = Few::default(),
        /// Whether it should have successors.
        #[cfg(feature = "promotion")]
        pub key: Option<bool>,
        /// What it is there for.
        pub purpose: Option<Text>,
        /// What is done in it.
        #[cfg(feature = "planning")]
        pub duties: Few<Duty> = Few::default(),
        /// What it may decide by itself.
        #[cfg(feature = "planning")]
        pub authority: Few<Authority> = Few::default(),
        /// What it has to reach.
        #[cfg(feature = "planning")]
        pub objectives: Few<PositionObjective> = Few::default(),
    }
}

document! {
    /// A unit of the organisation: company, region, store, team.
    pub struct OrgUnit {
        /// Its name for machines.
        pub id: Id,
        /// Its name for people.
        pub name: Option<Text>,
        /// The unit above.
        pub parent: Option<Id>,
        /// A sales channel, for comparison.
        pub channel: Option<Id>,
        /// What differs here and below.
        pub overrides: Vec<Override> = Vec::new(),
    }
}

document! {
    /// A line that differs in a unit.
    pub struct Override {
        /// The scorecard.
        pub scorecard: Id,
        /// The line.
        pub line: Id,
        /// Its target here.
        pub target: Option<Amount>,
        /// Its weight here.
        pub weight: Option<Percent>,
        /// Its floor here.
        pub floor: OverrideBound = OverrideBound(None),
        /// Its cap here.
        pub cap: OverrideBound = OverrideBound(None),
    }
}

/// A bound that an override may leave as it is (absent), lift (`null`) or state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverrideBound(pub Option<Bound>);

impl Read for OverrideBound {
    fn blank() -> Self {
        Self(None)
    }

    fn read(r: &mut Reader<'_>) -> Option<Self> {
        Bound::read(r).map(|bound| Self(Some(bound)))
    }

    #[cfg(feature = "schema")]
    fn schema(definitions: &mut crate::schema::Definitions) -> serde_json::Value {
        Bound::schema(definitions)
    }
}

impl Write for OverrideBound {
    fn write(&self, w: &mut Writer) {
        self.0.write(w);
    }

    fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

serialize_as_written!(OverrideBound);

document! {
    /// A forced distribution (强制分布).
    pub struct Distribution {
        /// The bands and the share of people each may have, best first.
        pub quotas: Vec<Quota>,
        /// Over whom it is taken.
        pub scope: DistributionScope = DistributionScope::Company,
        /// Whether bands are checked against the quotas or assigned by rank.
        pub mode: DistributionMode = DistributionMode::Check,
        /// Smaller groups are exempt.
        pub min_group: u32 = 5,
    }
}

document! {
    /// A band's share.
    pub struct Quota {
        /// The band.
        pub band: Id,
        /// The share of people.
        pub share: Percent,
        /// What follows for those in it.
        pub consequence: Option<String>,
    }
}

words! {
    /// Over whom a distribution is taken.
    pub enum DistributionScope {
        /// All scored employees.
        Company = "company",
        /// Each unit by itself.
        Unit = "unit",
    }
}

words! {
    /// What a distribution does.
    pub enum DistributionMode {
        /// Bands are compared with the quotas.
        Check = "check",
        /// Bands are assigned by rank.
        Assign = "assign",
    }
}

impl Distribution {
    /// The sum of the shares, in percent.
    pub(crate) fn total_share(&self) -> crate::number::Rational {
        self.quotas.iter().fold(Decimal::ZERO.to_rational(), |sum, quota| &sum + &quota.share.to_rational())
    }
}
