//! Paths by hand.

use super::search::Lattice;
use crate::compile::Ways;

#[test]
fn shorter_paths_come_first_then_those_of_earlier_moves() {
    // 0 → 1 → 2, and 0 → 2 stated last.
    let moves = vec![(0, 1), (1, 2), (0, 2)];
    let ways = Ways::new(&moves, 3);
    let mut lattice = Lattice::new(moves, &ways);
    assert_eq!(lattice.everywhere(0, 6, 100).0, [vec![0], vec![2], vec![0, 1]]);
    assert_eq!(lattice.toward(0, 2, 6, 100).0, [vec![2], vec![0, 1]]);
    assert_eq!(lattice.toward(0, 2, 1, 100).0, [vec![2]]);
    assert!(lattice.toward(2, 0, 6, 100).0.is_empty());
}

#[test]
fn a_circle_is_walked_once() {
    let moves = vec![(0, 1), (1, 0), (1, 2), (2, 1)];
    let ways = Ways::new(&moves, 3);
    let mut lattice = Lattice::new(moves, &ways);
    assert_eq!(lattice.everywhere(0, 12, 100).0, [vec![0], vec![0, 2]]);
    assert_eq!(lattice.toward(0, 2, 12, 100).0, [vec![0, 2]]);
    // Nobody sets out for where they are.
    assert!(lattice.toward(0, 0, 12, 100).0.is_empty());
}

#[test]
fn two_moves_between_the_same_positions_are_two_paths() {
    let moves = vec![(0, 1), (0, 1), (1, 2)];
    let ways = Ways::new(&moves, 3);
    let mut lattice = Lattice::new(moves, &ways);
    assert_eq!(lattice.toward(0, 2, 3, 100).0, [vec![0, 2], vec![1, 2]]);
}

#[test]
fn no_more_than_are_wanted() {
    let moves = vec![(0, 1), (0, 2), (1, 3), (2, 3)];
    let ways = Ways::new(&moves, 4);
    let mut lattice = Lattice::new(moves, &ways);
    assert_eq!(lattice.everywhere(0, 6, 4), (vec![vec![0], vec![1], vec![0, 2], vec![1, 3]], false));
    assert_eq!(lattice.everywhere(0, 6, 3), (vec![vec![0], vec![1], vec![0, 2]], true));
    assert_eq!(lattice.toward(0, 3, 6, 2), (vec![vec![0, 2], vec![1, 3]], false));
    assert_eq!(lattice.toward(0, 3, 6, 1), (vec![vec![0, 2]], true));
}

// Twelve layers of three, all joined: 3^11 ways lead to a position of the last one.
#[test]
fn many_ways_cost_no_more_than_those_that_are_listed() {
    let mut pairs = vec![(0, 1), (0, 2), (0, 3)];
    for layer in 0..11 {
        for from in 0..3 {
            for to in 0..3 {
                pairs.push((1 + layer * 3 + from, 4 + layer * 3 + to));
            }
        }
    }
    // Thirty positions that lead into each other and nowhere else.
    for from in 40..70 {
        pairs.push((0, from));
        for to in 40..70 {
            pairs.push((from, to));
        }
    }
    let pairs: Vec<(usize, usize)> = pairs.into_iter().filter(|(from, to)| from != to).collect();
    let ways = Ways::new(&pairs, 70);
    let mut lattice = Lattice::new(pairs, &ways);
    let (ways, truncated) = lattice.toward(0, 36, 12, 1_000);
    assert!(truncated);
    assert_eq!(ways.len(), 1_000);
    assert!(ways.iter().all(|way| way.len() == 12));
    assert!(ways.is_sorted());
}
