use super::*;

/// Two of three with the mark and at least 5 leave, one of four of the others.
#[test]
fn chances_of_a_total_are_those_seen() {
    let mut cells = Vec::new();
    let mut outcomes = Vec::new();
    for (mark, number, leave, stay) in [(1.0, 5.0, 20, 10), (0.0, 3.0, 10, 30)] {
        for place in 0..leave + stay {
            cells.extend([mark, number]);
            outcomes.push(if place < leave { 1.0 } else { 0.0 });
        }
    }
    let data = Data::new(2, &cells, &outcomes, &[], &[]).unwrap();
    let sheet = learn(data, &[Scale::Category, Scale::Number], Size { items: 1, ..Size::default() }).unwrap();
    assert_eq!(sheet.items.len(), 1);
    let (with, without) = (sheet.chance(sheet.total(&[1.0, 5.0])), sheet.chance(sheet.total(&[0.0, 3.0])));
    assert!((with - 2.0 / 3.0).abs() < 1e-9 && (without - 0.25).abs() < 1e-9);
}

#[test]
fn points_add_up() {
    let item = |column, test, points| Item { column, test, points };
    let sheet = Sheet {
        items: vec![
            item(0, Test::AtLeast(2.0), 3),
            item(0, Test::AtLeast(5.0), -1),
            item(1, Test::Is(2.0), 4),
            item(1, Test::Missing, 10),
        ],
        intercept: -1.0,
        slope: 0.5,
    };
    assert_eq!(sheet.total(&[1.9, 2.0]), 4);
    assert_eq!(sheet.total(&[5.0, 0.0]), 2);
    assert_eq!(sheet.total(&[f64::NAN, f64::NAN]), 10);
    assert_eq!(sheet.total(&[]), 10);
    assert_eq!(sheet.chance(2), 0.5);
}

/// Log-odds of −2 + 1 for each of three items that hold, two of them of one number: the points are equal.
#[test]
fn equal_items_have_equal_points() {
    let (mut cells, mut outcomes, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..20 {
        for mark in [0.0, 1.0] {
            let number = f64::from(number);
            let held = f64::from(u8::from(number >= 6.0)) + f64::from(u8::from(number >= 12.0)) + mark;
            cells.extend([number, mark]);
            outcomes.push(chance(held - 2.0));
            weights.push(1000.0);
        }
    }
    let data = Data::new(2, &cells, &outcomes, &weights, &[]).unwrap();
    let size = Size { items: 3, parts: 20, ..Size::default() };
    let sheet = learn(data, &[Scale::Number; 2], size).unwrap();
    let found: Vec<(usize, Test)> = sheet.items.iter().map(|item| (item.column, item.test)).collect();
    assert!(found.contains(&(0, Test::AtLeast(6.0))) && found.contains(&(0, Test::AtLeast(12.0))), "{found:?}");
    assert!(sheet.items.iter().all(|item| item.points == sheet.items[0].points), "{:?}", sheet.items);
    assert!((sheet.slope * f64::from(sheet.items[0].points) - 1.0).abs() < 1e-2);
    // With other outcomes, twice as high, the same points have other chances.
    let others: Vec<f64> = outcomes.iter().map(|outcome| 0.5 * outcome).collect();
    let data = Data::new(2, &cells, &others, &weights, &[]).unwrap();
    let other = sheet.calibrated(data).unwrap();
    assert_eq!(other.items, sheet.items);
    assert!(other.chance(0) < sheet.chance(0));
}

#[test]
fn what_tells_nothing_is_no_sheet() {
    let learn = |cells: &[f64], outcomes: &[f64], size| {
        learn(Data::new(1, cells, outcomes, &[], &[]).unwrap(), &[Scale::Number], size).err()
    };
    let size = Size::default();
    assert_eq!(learn(&[1.0, 1.0], &[1.0, 0.0], size), Some(Fault::Undecided));
    assert_eq!(learn(&[1.0, 2.0], &[1.0, 0.0], Size { items: 0, ..size }), Some(Fault::Value));
    assert_eq!(learn(&[1.0, 2.0], &[1.0, 0.0], Size { ridge: 0.0, ..size }), Some(Fault::Value));
    assert!(learn(&[1.0, 2.0, 3.0], &[1.0, 1.0, 1.0], size).is_some());
}
