//! What `pipeline` answers.

use crate::eligibility::MissingResult;
use crate::error::Problem;
use crate::json::Few;
use crate::number::Figure;
use crate::score::PolicyRef;
use crate::time::Date;
use crate::values::Id;

answer! {
    /// The health of the pipeline on a day.
    pub struct PipelineReport {
        /// The version of the document's schema.
        pub schema_version: &'static str,
        /// The policy version.
        pub policy: PolicyRef,
        /// The last day that is over.
        pub as_of: Date,
        /// The unit, where the request names one.
        pub unit: Option<Id>,
        /// How many of those who hold a position may be promoted, in the order of the policy.
        pub eligible: Vec<EligibleCount>,
        /// Each position, in the order of the policy.
        pub positions: Vec<PositionBench>,
        /// Succession to the key positions; none where there are none.
        pub succession: Option<Succession>,
        /// Performance against potential, where the policy has a grid.
        pub grid: Option<GridResult>,
        /// All of it in words.
        pub text: Option<String>,
        /// Records that were left out.
        pub problems: Vec<Problem>,
    }
}

answer! {
    /// Those who hold a position and may be promoted.
    pub struct EligibleCount {
        /// The position that they hold.
        pub position: Id,
        /// How many there are.
        pub count: u32,
        /// Who they are.
        pub employees: Vec<Id>,
    }
}

answer! {
    /// A position and those who may follow into it.
    pub struct PositionBench {
        /// The position.
        pub position: Id,
        /// Whether it is a key position.
        pub key: Option<bool>,
        /// Those who hold it.
        pub incumbents: Vec<Id>,
        /// How many hold a position from which a promotion leads here.
        pub candidates: u32,
        /// Candidates who may be promoted now.
        pub ready: Vec<Candidate>,
        /// Candidates who lack little.
        pub nearly_ready: Vec<Candidate>,
        /// Ready ÷ incumbents; none without incumbents.
        pub bench_strength: Option<Figure>,
        /// How many of a key position are lacking to the target.
        pub gap: Option<u32>,
        /// The tests of the promotions that lead here, those that most candidates lack first.
        pub tests: Few<TestCount>,
        /// The levels that the position requires, against those of the candidates.
        pub competencies: Few<CompetencyCount>,
        /// Candidates by what they reach and what they lack of these levels.
        pub profiles: Few<Profile>,
        /// All of it in words.
        pub text: Option<String>,
    }
}

answer! {
    /// A candidate for a position.
    pub struct Candidate {
        /// The employee.
        pub employee: Id,
        /// The position held.
        pub position: Id,
        /// The unit in which it is held.
        pub unit: Option<Id>,
        /// The move that comes nearest.
        pub by: Id,
        /// How far along, from 0 to 1.
        pub progress: Option<Figure>,
        /// The day on which all can first hold.
        pub earliest: Option<Date>,
        /// The fewest tests that are lacking.
        pub lacks: Few<Lacking>,
    }
}

answer! {
    /// A test that a candidate lacks.
    pub struct Lacking {
        /// Where it stands in the move's `requires`.
        pub condition: String,
        /// The test: the field by which it is stated.
        pub kind: &'static str,
        /// The condition's id.
        pub id: Option<Id>,
        /// What it is about.
        pub subject: Option<Id>,
        /// `unmet` or `unknown`; below `not`, `met`.
        pub state: &'static str,
        /// How far along, from 0 to 1.
        pub progress: Option<Figure>,
        /// The day on which it can first hold.
        pub earliest: Option<Date>,
        /// What is missing.
        pub missing: Option<MissingResult>,
        /// The test in words.
        pub text: Option<String>,
    }
}

answer! {
    /// How the candidates of a move come out in a test.
    pub struct TestCount {
        /// The move.
        pub by: Id,
        /// Where the test stands in its `requires`.
        pub condition: String,
        /// The test: the field by which it is stated.
        pub kind: &'static str,
        /// The condition's id.
        pub id: Option<Id>,
        /// What it is about.
        pub subject: Option<Id>,
        /// How many meet it.
        pub met: u32,
        /// How many do not.
        pub unmet: u32,
        /// Of how many it is not known.
        pub unknown: u32,
    }
}

answer! {
    /// A level that a position requires, against those of its candidates.
    pub struct CompetencyCount {
        /// The competency.
        pub competency: Id,
        /// The level that is required.
        pub required: u32,
        /// How many reach it.
        pub met: u32,
        /// How many are short of it.
        pub short: u32,
        /// Of how many no level is known.
        pub unknown: u32,
        /// How many hold each level.
        pub levels: Few<LevelCount>,
    }
}

answer! {
    /// How many hold a level.
    pub struct LevelCount {
        /// The level.
        pub level: u32,
        /// How many hold it.
        pub count: u32,
    }
}

answer! {
    /// Candidates who reach and lack the same competencies.
    pub struct Profile {
        /// The position that they hold.
        pub position: Id,
        /// How many they are.
        pub count: u32,
        /// Competencies whose required level they reach.
        pub met: Few<Id>,
        /// Competencies in which they are short of it.
        pub short: Few<Id>,
        /// Competencies of which no level is known.
        pub unknown: Few<Id>,
        /// Who they are.
        pub employees: Vec<Id>,
    }
}

answer! {
    /// Succession to key positions.
    pub struct Succession {
        /// How many key positions there are.
        pub key_positions: u32,
        /// How many have someone who is ready or nearly ready.
        pub covered: u32,
        /// How many have someone who is ready.
        pub ready: u32,
        /// Covered ÷ key positions, in percent.
        pub coverage_rate: Figure,
        /// Ready ÷ key positions, in percent.
        pub readiness_rate: Figure,
        /// Successors who are ready, of all who are ready or nearly ready, in percent; none without successors.
        pub ready_now_rate: Option<Figure>,
        /// Key positions without anyone who is ready or nearly ready.
        pub without_successor: Few<Id>,
    }
}

answer! {
    /// Performance against potential.
    pub struct GridResult {
        /// The assessment.
        pub assessment: Id,
        /// The nine cells: performance from low to high, in each of these potential from low to high.
        pub cells: Vec<GridCell>,
        /// Those of whom one of the two is not known.
        pub unknown: Few<GridPerson>,
    }
}

answer! {
    /// A cell of the grid.
    pub struct GridCell {
        /// `low`, `middle` or `high`.
        pub performance: &'static str,
        /// `low`, `middle` or `high`.
        pub potential: &'static str,
        /// How many are in it.
        pub count: u32,
        /// Who they are.
        pub people: Few<GridPerson>,
    }
}

answer! {
    /// Someone in the grid.
    pub struct GridPerson {
        /// The employee.
        pub employee: Id,
        /// Points of performance.
        pub performance: Option<Figure>,
        /// Points of potential.
        pub potential: Option<Figure>,
    }
}
