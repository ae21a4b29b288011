//! The grid of performance and potential (九宫格).

use crate::compile::CompiledGrid;
use crate::eligibility::Judge;
use crate::json::Few;
use crate::number::{Figure, Rational};

use super::answer::{GridCell, GridPerson, GridResult};

const WORDS: [&str; 3] = ["low", "middle", "high"];

/// Puts people into the grid. A point exactly on a cut belongs to the upper third.
pub(super) fn grid(judge: &mut Judge<'_>, grid: &CompiledGrid, people: &[usize]) -> Option<GridResult> {
    let policy = judge.policy;
    let mut cells = Vec::with_capacity(9);
    for performance in WORDS {
        for potential in WORDS {
            cells.push(GridCell { performance, potential, count: 0, people: Few::default() });
        }
    }
    let mut unknown = Vec::new();
    let third = |points: &Rational| grid.cuts.iter().filter(|cut| *cut <= points).count();
    for employee in people {
        let id = judge.facts.facts.document().employees.get(*employee)?.id.clone();
        let performance = judge.assessment_points(grid.assessment, Some(grid.performance), *employee, None);
        let potential = judge.assessment_points(grid.assessment, Some(grid.potential), *employee, None);
        let cell = performance.as_ref().zip(potential.as_ref()).map(|(x, y)| third(x) * 3 + third(y));
        let person = GridPerson {
            employee: id,
            performance: performance.map(Figure::new),
            potential: potential.map(Figure::new),
        };
        match cell.and_then(|cell| cells.get_mut(cell)) {
            Some(cell) => {
                cell.count += 1;
                cell.people.0.push(person);
            }
            None => unknown.push(person),
        }
    }
    let assessment = policy.policy.assessments.get(grid.assessment)?.id.clone();
    Some(GridResult { assessment, cells, unknown: Few(unknown) })
}
