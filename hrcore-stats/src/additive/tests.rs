use super::*;

/// The cells of one value, the intercept left out.
fn cells(seen: &[f64], scale: Scale, value: f64) -> Vec<f64> {
    let basis = Basis::learn(seen, &[scale], Kind::Curve, &[]).unwrap();
    let mut out = vec![9.0; basis.width()];
    basis.expand(&[value], &mut out);
    assert_eq!(out[0], 1.0);
    out.split_off(1)
}

fn hats(seen: &[f64], value: f64) -> Vec<f64> {
    cells(seen, Scale::Number, value).split_off(1)
}

fn near(a: &[f64], b: &[f64]) {
    assert_eq!(a.len(), b.len(), "{a:?} {b:?}");
    for (x, y) in a.iter().zip(b) {
        assert!((x - y).abs() < 1e-14, "{a:?} {b:?}");
    }
}

/// `SplineTransformer(5, degree=1, knots='quantile')` of scikit-learn 1.9.
#[test]
fn hats_stand_at_quantiles() {
    let seen = [1.0, 2.0, 4.0, 8.0, 16.0, 3.0, 5.0, 9.0];
    for (value, expected) in [
        (0.0, [1.0, 0.0, 0.0, 0.0, 0.0]),
        (1.0, [1.0, 0.0, 0.0, 0.0, 0.0]),
        (1.5, [0.714_285_714_285_714_2, 0.285_714_285_714_285_7, 0.0, 0.0, 0.0]),
        (3.0, [0.0, 0.857_142_857_142_857_1, 0.142_857_142_857_142_85, 0.0, 0.0]),
        (4.4, [0.0, 0.057_142_857_142_856_94, 0.942_857_142_857_143_1, 0.0, 0.0]),
        (7.0, [0.0, 0.0, 1.0 / 3.0, 2.0 / 3.0, 0.0]),
        (12.0, [0.0, 0.0, 0.0, 0.516_129_032_258_064_5, 0.483_870_967_741_935_5]),
        (16.0, [0.0, 0.0, 0.0, 0.0, 1.0]),
        (20.0, [0.0, 0.0, 0.0, 0.0, 1.0]),
    ] {
        near(&hats(&seen, value), &expected);
    }
    // The mean is 6, the variance 24.5 − … by hand: squares sum to 456, 456 / 8 − 36 = 21.
    near(&cells(&seen, Scale::Number, 7.0)[..1], &[1.0 / 21.0_f64.sqrt()]);
}

/// `SplineTransformer` of scikit-learn 1.9 with 3 and 6 knots.
#[test]
fn a_curve_has_as_many_hats_as_are_asked_for() {
    let seen = [1.0, 2.0, 4.0, 8.0, 16.0, 3.0, 5.0, 9.0];
    let learn = |kind| Basis::learn(&seen, &[Scale::Number], kind, &[]);
    let hats = |number: usize, value: f64| {
        let basis = learn(Kind::Knots(number)).unwrap();
        let mut out = vec![0.0; basis.width()];
        basis.expand(&[value], &mut out);
        out.split_off(2)
    };
    near(&hats(3, 7.0), &[0.0, 0.782_608_695_652_173_6, 0.217_391_304_347_826_08]);
    near(&hats(6, 1.5), &[0.642_857_142_857_142_9, 0.357_142_857_142_857_04, 0.0, 0.0, 0.0, 0.0]);
    near(&hats(6, 7.0), &[0.0, 0.0, 0.0, 0.533_333_333_333_334_1, 0.466_666_666_666_665_9, 0.0]);
    near(&hats(6, 12.0), &[0.0, 0.0, 0.0, 0.0, 0.540_540_540_540_540_7, 0.459_459_459_459_459_4]);
    assert_eq!(learn(Kind::Knots(5)), learn(Kind::Curve));
    for number in [0, 2, 10, usize::MAX] {
        assert_eq!(learn(Kind::Knots(number)), Err(Fault::Value));
    }
}

/// The same tool, where knots coincide.
#[test]
fn a_curve_may_jump_where_many_values_are_equal() {
    let low = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 5.0, 9.0, 0.5, 0.7];
    // Knots 0, 0, 0.25, 1.25, 9 (by hand: sorted places 0, 2.75, 5.5, 8.25, 11).
    near(&hats(&low, 0.0), &[0.0, 1.0, 0.0, 0.0, 0.0]);
    near(&hats(&low, -1.0), &[0.0, 1.0, 0.0, 0.0, 0.0]);
    near(&hats(&low, 0.125), &[0.0, 0.5, 0.5, 0.0, 0.0]);
    let middle = [0.0, 1.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 7.0, 9.0, 1.5, 6.0, 0.5, 8.0];
    // Sorted: 0 .5 1 1.5 3×6 6 7 8 9; places 3.25, 6.5, 9.75 give 1.875, 3, 5.25.
    near(&hats(&middle, 3.0), &[0.0, 0.0, 1.0, 0.0, 0.0]);
}

#[test]
fn few_values_have_a_hat_each_and_missing_ones_their_own_cell() {
    // The mean is 4, the deviation √((4 + 1 + 4 + 9) ÷ 4).
    let seen = [2.0, 5.0, f64::NAN, 2.0, 7.0];
    near(&cells(&seen, Scale::Number, 5.0), &[1.0 / 4.5_f64.sqrt(), 0.0, 1.0, 0.0, 0.0]);
    near(&cells(&seen, Scale::Number, 5.5), &[1.5 / 4.5_f64.sqrt(), 0.0, 0.75, 0.25, 0.0]);
    near(&cells(&seen, Scale::Number, 1.0), &[-3.0 / 4.5_f64.sqrt(), 1.0, 0.0, 0.0, 0.0]);
    assert_eq!(cells(&seen, Scale::Number, f64::NAN), [0.0, 0.0, 0.0, 0.0, 1.0]);
    // However few hats were asked for; a seventh value is one too many.
    let shape = |many: usize| {
        let seen: Vec<f64> = (0..40).map(|place| crate::real::count(place % many)).collect();
        Basis::learn(&seen, &[Scale::Number], Kind::Knots(3), &[]).unwrap().terms[0].shape.width()
    };
    assert_eq!((shape(3), shape(6), shape(7)), (4, 7, 4));
}

#[test]
fn one_of_two_values_and_names_are_levels() {
    assert_eq!(cells(&[2.0, 5.0, f64::NAN, 2.0], Scale::Number, 5.0), [0.0, 1.0, 0.0]);
    assert_eq!(cells(&[2.0, 5.0, f64::NAN, 2.0], Scale::Number, 3.0), [0.0; 3]);
    assert_eq!(cells(&[0.0, 1.0], Scale::Category, f64::NAN), [0.0, 0.0]);
    // −0 is 0.
    assert_eq!(cells(&[0.0, 1.0], Scale::Number, -0.0), [1.0, 0.0]);
    assert_eq!(cells(&[-0.0, 1.0], Scale::Number, 0.0), [1.0, 0.0]);
    // Many names are levels, too.
    let names: Vec<f64> = (0..20).map(f64::from).collect();
    assert_eq!(cells(&names, Scale::Category, 19.0)[19], 1.0);
}

#[test]
fn nothing_is_learnt_of_what_is_always_the_same() {
    let basis = Basis::learn(&[3.0, f64::NAN, 3.0, 1.0, 3.0, 2.0], &[Scale::Number; 2], Kind::Line, &[]).unwrap();
    assert_eq!(basis.terms[0].shape, Shape::Constant);
    assert_eq!((basis.width(), basis.ranges()), (3, vec![1..1, 1..3]));
    let mut out = [0.0; 3];
    basis.expand(&[9.0, 2.5], &mut out);
    // Of 1 and 2 the mean is 1.5 and the deviation 0.5.
    assert_eq!(out, [1.0, 2.0, 0.0]);
}

#[test]
fn weights_are_counts() {
    let seen = [1.0, 2.0, 4.0, 8.0, 16.0, 3.0, 5.0, 9.0];
    let twice: Vec<f64> = seen.iter().chain(&seen[..3]).copied().collect();
    let weights = [2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0];
    let mut with_unseen = seen.to_vec();
    with_unseen.push(1e9);
    assert_eq!(
        Basis::learn(&with_unseen, &[Scale::Number], Kind::Curve, &weights),
        Basis::learn(&twice, &[Scale::Number], Kind::Curve, &[])
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let learn = |cells: &[f64], columns: usize, weights: &[f64]| {
        Basis::learn(cells, &vec![Scale::Number; columns], Kind::Curve, weights).err()
    };
    assert_eq!(learn(&[1.0, 2.0, 3.0], 2, &[]), Some(Fault::Shape));
    assert_eq!(learn(&[1.0], 0, &[]), Some(Fault::Shape));
    assert_eq!(learn(&[], 2, &[]), Some(Fault::Empty));
    assert_eq!(learn(&[1.0], 1, &[1.0, 1.0]), Some(Fault::Shape));
    assert_eq!(learn(&[1.0], 1, &[-1.0]), Some(Fault::Value));
    assert_eq!(learn(&[1.0], 1, &[0.0]), Some(Fault::Empty));
    assert_eq!(learn(&[f64::INFINITY], 1, &[]), Some(Fault::Value));
    assert_eq!(Data::new(1, &[1.0], &[2.0], &[], &[]).err(), Some(Fault::Value));
    assert_eq!(Data::new(1, &[1.0], &[], &[], &[]).err(), Some(Fault::Shape));
    assert_eq!(Data::new(1, &[1.0], &[1.0], &[], &[f64::NAN]).err(), Some(Fault::Value));
}
