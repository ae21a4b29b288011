//! What a commission pays over a range of bases, and what lint says of it, against a plain evaluator in whole numbers:
//! bases in cents, rates in hundredths of a percent.

use hrcore::Engine;
use hrcore::document::payout_curve;
use hrcore::number::{Figure, Rational};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases;

/// A commission in cents and hundredths of a percent.
#[derive(Debug, Clone)]
struct Scheme {
    apply: &'static str,
    borders: Vec<i128>,
    rates: Vec<i128>,
    floor: Option<i128>,
    cap: Option<i128>,
}

/// A fraction; the denominator is above zero.
type Fraction = (i128, i128);

impl Scheme {
    /// The step of a base, and where it begins.
    fn step(&self, base: i128) -> (usize, i128) {
        let step = self.borders.iter().filter(|border| base > **border).count();
        (step, if step == 0 { 0 } else { self.borders[step - 1] })
    }

    /// What the tiers pay on a base, in cents.
    fn raw(&self, base: i128) -> Fraction {
        let (step, from) = self.step(base);
        if base <= 0 {
            return (base * self.rates[0], 10_000);
        }
        match (self.apply, self.borders.get(step)) {
            ("marginal", _) => {
                let mut paid = 0;
                let mut low = 0;
                for (border, rate) in self.borders.iter().take(step).zip(&self.rates) {
                    paid += (border - low) * rate;
                    low = *border;
                }
                (paid + (base - low) * self.rates[step], 10_000)
            }
            ("ramp", Some(upto)) => {
                let width = upto - from;
                let rate = self.rates[step] * width + (self.rates[step + 1] - self.rates[step]) * (base - from);
                (base * rate, 10_000 * width)
            }
            _ => (base * self.rates[step], 10_000),
        }
    }

    /// The same with floor and cap, in cents, half away from zero.
    fn pays(&self, base: i128) -> i128 {
        let (mut paid, mut of) = self.raw(base);
        if let Some(floor) = self.floor.filter(|floor| base > 0 && paid < floor * of) {
            (paid, of) = (floor, 1);
        }
        if let Some(cap) = self.cap.filter(|cap| paid > cap * of) {
            (paid, of) = (cap, 1);
        }
        (2 * paid.abs() + of) / (2 * of) * paid.signum()
    }

    fn engine(&self) -> Engine {
        let cents = |cents: i128| format!("{cents}e-2");
        let mut steps: Vec<Value> = Vec::new();
        for (number, rate) in self.rates.iter().enumerate() {
            let mut step = json!({"rate": format!("{rate}e-2")});
            if let Some(border) = self.borders.get(number) {
                step["upto"] = json!(cents(*border));
            }
            steps.push(step);
        }
        let mut rule = json!({"id": "c", "currency": "CNY", "tiers": {"apply": self.apply, "steps": steps}});
        if let Some(floor) = self.floor {
            rule["floor"] = json!(cents(floor));
        }
        if let Some(cap) = self.cap {
            rule["cap"] = json!(cents(cap));
        }
        let policy = json!({"schema_version": "1.3", "id": "p", "version": "1", "effective_from": "2025-01-01",
            "metrics": [], "scorecards": [], "positions": [{"id": "seller"}], "commissions": [rule]});
        Engine::compile(policy.to_string().as_bytes()).unwrap()
    }

    /// Pointers below the tiers and messages of the advice of a code.
    fn advice(&self, code: &str) -> Vec<(String, String)> {
        let found = self.engine().lint().advice;
        let own = found.into_iter().filter(|item| item.code == code);
        own.map(|item| (item.pointer.replace("/commissions/0/tiers/steps/", ""), item.message)).collect()
    }

    /// The end of what is looked at.
    fn end(&self) -> i128 {
        self.borders.last().copied().unwrap_or(0) + 500
    }
}

fn scheme() -> impl Strategy<Value = Scheme> {
    let apply = prop::sample::select(vec!["whole", "marginal", "ramp"]);
    // Narrow steps and high rates, so that a jump is more than a cent.
    let steps = prop::collection::vec((1..600i128, prop_oneof![0..10_001i128, 0..500i128]), 1..5);
    (apply, steps, prop::option::of(0..300i128), prop::option::of(0..900i128)).prop_map(|(apply, steps, floor, cap)| {
        let mut borders: Vec<i128> = Vec::new();
        for (width, _) in &steps[1..] {
            borders.push(borders.last().unwrap_or(&0) + width);
        }
        let rates = steps.into_iter().map(|(_, rate)| rate).collect();
        let floor = floor.filter(|floor| cap.is_none_or(|cap| *floor <= cap));
        Scheme { apply, borders, rates, floor, cap }
    })
}

/// The step that a pointer names.
fn step(pointer: &str) -> usize {
    pointer.split('/').next().unwrap().parse().unwrap()
}

/// An amount of a message in cents.
fn cents(text: &str) -> i128 {
    text.trim_end_matches(" CNY").replace([' ', '.'], "").parse().unwrap()
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn the_curve_is_what_the_tiers_pay(scheme in scheme(), from in -300..900i128, width in 1..2_000i128, points in 2..60u32) {
        let request = json!({"rule": "c", "as_of": "2025-06-30", "points": points,
            "from": format!("{from}e-2"), "to": format!("{}e-2", from + width)});
        let answer = payout_curve(&scheme.engine(), b"{}", request.to_string().as_bytes()).unwrap();
        let curve: Value = serde_json::from_str(&answer).unwrap();
        let mut bases = Vec::new();
        for point in curve["points"].as_array().unwrap() {
            let base = cents(point["base"].as_str().unwrap());
            let pays = scheme.pays(base);
            prop_assert_eq!(cents(point["pays"].as_str().unwrap()), pays, "at {}", base);
            let is_border = scheme.borders.iter().any(|border| base == *border || base == border + 1);
            prop_assert_eq!(point["border"].as_bool(), is_border.then_some(true), "at {}", base);
            let rate = (base != 0).then(|| Figure::new(Rational::new(100 * pays, base).unwrap()).texts().0);
            prop_assert_eq!(point["rate"].as_str(), rate.as_deref());
            bases.push(base);
        }
        prop_assert!(bases.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", bases);
        prop_assert_eq!((bases[0], bases[bases.len() - 1]), (from, from + width));
        for border in scheme.borders.iter().flat_map(|border| [*border, border + 1]) {
            prop_assert_eq!(bases.contains(&border), (from..=from + width).contains(&border));
        }
        // Evenly spaced: each of them is there, rounded half away from zero.
        for number in 0..i128::from(points) {
            let (at, of) = (from * i128::from(points - 1) + width * number, i128::from(points - 1));
            prop_assert!(bases.contains(&((2 * at.abs() + of) / (2 * of) * at.signum())));
        }
    }

    #[test]
    fn cliffs_are_where_lint_says(scheme in scheme()) {
        let said = scheme.advice("commission_cliff");
        // Rounding alone brings two cents for one on a ramp.
        let most = if scheme.apply == "ramp" { 2 } else { 1 };
        let jumps: Vec<i128> = (2..=scheme.end()).filter(|base| scheme.pays(*base) - scheme.pays(base - 1) > most).collect();
        for base in &jumps {
            // A cliff of `whole` is beyond its border, one of a ramp before.
            let border = scheme.step(if scheme.apply == "whole" { base - 1 } else { *base }).0;
            prop_assert!(said.iter().any(|(pointer, _)| step(pointer) == border), "{} of {:?}", base, said);
        }
        for (pointer, message) in &said {
            let words: Vec<&str> = message.split("at ").nth(1).unwrap().split(" it jumps by ").collect();
            if let [base, jump] = words[..] {
                let base = cents(base);
                prop_assert_eq!(base, scheme.borders[step(pointer)] + 1);
                prop_assert_eq!(cents(jump), scheme.pays(base) - scheme.pays(base - 1));
                prop_assert!(jumps.contains(&base));
            } else {
                let base = cents(words[0].split(" the last ").next().unwrap());
                prop_assert_eq!(scheme.step(base).0, step(pointer));
                prop_assert!(scheme.pays(base) - scheme.pays(base - 1) >= 2, "{}", message);
            }
        }
    }

    #[test]
    fn pay_falls_where_lint_says(scheme in scheme()) {
        let said = scheme.advice("commission_not_monotone");
        let falls: Vec<i128> = (1..=scheme.end()).filter(|base| scheme.pays(*base) < scheme.pays(base - 1)).collect();
        for base in &falls {
            let after = scheme.step(if scheme.apply == "whole" { base - 1 } else { *base }).0 + 1;
            prop_assert!(said.iter().any(|(pointer, _)| step(pointer) == after), "{} of {:?}", base, said);
        }
        for (pointer, message) in &said {
            let figures = message.strip_prefix("selling more pays less: ").unwrap().split(", but ");
            let pairs: Vec<[i128; 2]> = figures.map(|pair| {
                let (pays, base) = pair.split_once(" on ").unwrap();
                [cents(base), cents(pays)]
            }).collect();
            let [[less, before], [more, after]] = pairs[..] else { panic!("{message}") };
            prop_assert!(less < more && before > after);
            prop_assert_eq!([scheme.pays(less), scheme.pays(more)], [before, after]);
            let part = step(pointer) - 1;
            let from = if part == 0 { 0 } else { scheme.borders[part - 1] };
            prop_assert!(from <= less && more <= scheme.borders[part] + 1, "{} {}", pointer, message);
            // Nothing in this part pays more than the base that is named.
            let all = (less..=more).map(|base| scheme.pays(base)).max();
            prop_assert_eq!(all, Some(before));
        }
    }

    #[test]
    fn steps_are_out_of_reach_where_lint_says(scheme in scheme()) {
        let said: Vec<usize> = scheme.advice("tier_unreachable").iter().map(|(pointer, _)| step(pointer)).collect();
        let cap = scheme.cap.unwrap_or(i128::MAX / 1_000_000_000);
        let reached = |base: i128| {
            let (paid, of) = scheme.raw(base);
            paid >= cap * of
        };
        for number in 1..scheme.rates.len() {
            let from = scheme.borders[number - 1];
            let upto = scheme.borders.get(number).copied().unwrap_or(scheme.end());
            let out = (from..=upto).all(reached);
            prop_assert_eq!(said.contains(&number), out, "step {}", number);
        }
    }
}
