//! Commissions: tiers as plain arithmetic has them, parts that sum to the whole, nothing paid twice, corrections that add
//! up, and no order of facts that matters.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{compile, read};

fn payouts(engine: &hrcore::Engine, facts: &Value) -> Value {
    let facts = facts.to_string();
    read(&hrcore::document::payouts(engine, facts.as_bytes(), br#"{"period": "2025-06"}"#).unwrap())
}

fn decimal(cents: i128) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

fn cents(amount: &Value) -> i128 {
    amount.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// `a ÷ b`, half away from zero.
fn rounded(a: i128, b: i128) -> i128 {
    let half = (2 * a.abs() + b) / (2 * b);
    if a < 0 { -half } else { half }
}

/// Steps: upper bounds in cents, rising, and one rate in hundredths of a percent more than there are bounds.
#[derive(Debug, Clone)]
struct Tiers {
    apply: &'static str,
    bounds: Vec<i128>,
    rates: Vec<i128>,
}

fn tiers() -> impl Strategy<Value = Tiers> {
    let apply = prop::sample::select(vec!["whole", "marginal", "ramp"]);
    (apply, prop::collection::btree_set(1i128..1_000_000, 0..4)).prop_flat_map(|(apply, bounds)| {
        let bounds: Vec<i128> = bounds.into_iter().collect();
        let rates = prop::collection::vec(0i128..=10_000, bounds.len() + 1);
        (Just(apply), Just(bounds), rates).prop_map(|(apply, bounds, rates)| Tiers { apply, bounds, rates })
    })
}

impl Tiers {
    fn document(&self) -> Value {
        let steps = self.rates.iter().enumerate().map(|(number, rate)| {
            let mut step = json!({"rate": decimal(*rate)});
            if let Some(upto) = self.bounds.get(number) {
                step["upto"] = json!(decimal(*upto));
            }
            step
        });
        json!({"apply": self.apply, "steps": steps.collect::<Vec<_>>()})
    }

    /// What a base in cents pays: numerator and denominator in cents.
    fn exact(&self, base: i128) -> (i128, i128) {
        const HUNDREDTHS: i128 = 10_000;
        if base <= 0 {
            return (base * self.rates[0], HUNDREDTHS);
        }
        let at = self.bounds.iter().filter(|bound| base > **bound).count();
        let from = |at: usize| if at == 0 { 0 } else { self.bounds[at - 1] };
        match self.apply {
            "whole" => (base * self.rates[at], HUNDREDTHS),
            "marginal" => {
                let below = (0..at).map(|step| (self.bounds[step] - from(step)) * self.rates[step]).sum::<i128>();
                (below + (base - from(at)) * self.rates[at], HUNDREDTHS)
            }
            _ if at == self.bounds.len() => (base * self.rates[at], HUNDREDTHS),
            _ => {
                let way = self.bounds[at] - from(at);
                let rate = self.rates[at] * way + (self.rates[at + 1] - self.rates[at]) * (base - from(at));
                (base * rate, HUNDREDTHS * way)
            }
        }
    }

    fn pays(&self, base: i128) -> i128 {
        let (number, part) = self.exact(base);
        rounded(number, part)
    }
}

fn engine(commissions: &[Value]) -> hrcore::Engine {
    compile(&json!({
        "schema_version": "1.3", "id": "laws", "version": "1", "effective_from": "2020-01-01", "metrics": [],
        "scorecards": [], "positions": [{"id": "sales"}, {"id": "clerk"}], "units": [{"id": "north"}, {"id": "south"}],
        "commissions": commissions
    }))
}

fn commission(id: &str, more: &Value) -> Value {
    let mut own = json!({"id": id, "positions": ["sales"], "currency": "CNY",
        "tiers": {"apply": "whole", "steps": [{"upto": 1000, "rate": "2%"}, {"rate": "3.7%"}]}});
    for (name, value) in more.as_object().unwrap() {
        own[name] = value.clone();
    }
    own
}

/// One person with one sale of each base.
fn on_bases(tiers: &Tiers, bases: &[i128]) -> Vec<i128> {
    let engine = engine(&[commission("c", &json!({"tiers": tiers.document()}))]);
    let ids = 0..bases.len();
    let employees = ids
        .clone()
        .map(|id| json!({"id": format!("e{id}"), "positions": [{"position": "sales", "from": "2024-01-01"}]}));
    let sales = ids.map(|id| {
        json!({"id": format!("s{id}"), "employee": format!("e{id}"), "date": "2025-06-10",
        "amount": decimal(bases[id]), "currency": "CNY"})
    });
    let facts = json!({"employees": employees.collect::<Vec<_>>(), "sales": sales.collect::<Vec<_>>()});
    let answer = payouts(&engine, &facts);
    assert_eq!(answer["problems"], json!([]));
    // Without inputs, amounts are found in another way.
    let request = br#"{"period": "2025-06", "detail": "totals"}"#;
    let totals = read(&hrcore::document::payouts(&engine, facts.to_string().as_bytes(), request).unwrap());
    assert_eq!(lines(&totals, "due"), lines(&answer, "due"));
    let mut found = vec![0; bases.len()];
    for line in answer["lines"].as_array().unwrap() {
        let id: usize = line["employee"].as_str().unwrap()[1..].parse().unwrap();
        found[id] = cents(&line["amount"]);
    }
    found
}

/// A sale by choices small enough to shrink: sellers with their parts of the whole, day, cents; then returns of it: day,
/// hundredths of it.
#[derive(Debug, Clone)]
struct Sold {
    sellers: Vec<(usize, u32)>,
    day: u32,
    cents: i128,
    returns: Vec<(u32, i128)>,
}

const PEOPLE: usize = 5;

fn sold() -> impl Strategy<Value = Sold> {
    let sellers = prop::sample::subsequence((0..PEOPLE).collect::<Vec<_>>(), 1..=4).prop_shuffle();
    let sellers = (sellers, prop::collection::vec(1u32..100, 4));
    let sellers = sellers.prop_map(|(ids, weights)| ids.into_iter().zip(weights).collect::<Vec<_>>());
    let returns = prop::collection::vec((0u32..45, 1i128..=60), 0..3);
    // From 20 May on, so that some are sold before the period and returned in it.
    (sellers, 0u32..45, 1i128..500_000, returns).prop_map(|(sellers, day, cents, returns)| Sold {
        sellers,
        day,
        cents,
        returns,
    })
}

fn date(day: u32) -> String {
    match day {
        0..12 => format!("2025-05-{}", 20 + day),
        12..42 => format!("2025-06-{:02}", day - 11),
        _ => format!("2025-07-{:02}", day - 41),
    }
}

/// Shares in percent, which sum to 100.
fn percents(sellers: &[(usize, u32)]) -> Vec<i128> {
    let sum: i128 = sellers.iter().map(|(_, weight)| i128::from(*weight)).sum();
    let mut parts: Vec<i128> = sellers.iter().map(|(_, weight)| i128::from(*weight) * 10_000 / sum).collect();
    parts[0] += 10_000 - parts.iter().sum::<i128>();
    parts
}

/// Facts of these sales; `turned` reverses every list. Person 3 is a clerk until 10 June, person 4 leaves on 20 June.
fn facts(sales: &[Sold], turned: bool) -> Value {
    let mut records = Vec::new();
    for (number, sale) in sales.iter().enumerate() {
        let shares: Vec<Value> = sale
            .sellers
            .iter()
            .zip(percents(&sale.sellers))
            .map(|((person, _), percent)| json!({"employee": format!("e{person}"), "percent": decimal(percent)}))
            .collect();
        let mut record = json!({"id": format!("s{number}"), "date": date(sale.day), "amount": decimal(sale.cents), "currency": "CNY"});
        match &shares[..] {
            [one] => record["employee"] = one["employee"].clone(),
            _ => record["shares"] = json!(shares),
        }
        records.push(record);
        for (place, (day, hundredths)) in sale.returns.iter().enumerate() {
            // Those of one sale have days of their own, so that the order of the list decides nothing.
            let day = sale.day + day * 3 + u32::try_from(place).unwrap();
            let cents = (sale.cents * hundredths / 200).max(1);
            if day < 45 && sale.cents > 2 {
                records.push(
                    json!({"id": format!("r{number}-{place}"), "returns": format!("s{number}"), "date": date(day),
                    "amount": decimal(-cents), "currency": "CNY"}),
                );
            }
        }
    }
    let mut employees: Vec<Value> = (0..PEOPLE)
        .map(|person| {
            let unit = if person % 2 == 0 { "north" } else { "south" };
            let positions = match person {
                3 => json!([{"position": "clerk", "unit": unit, "from": "2024-01-01", "to": "2025-06-10"},
                {"position": "sales", "unit": unit, "from": "2025-06-11"}]),
                4 => json!([{"position": "sales", "unit": unit, "from": "2024-01-01", "to": "2025-06-20"}]),
                _ => json!([{"position": "sales", "unit": unit, "from": "2024-01-01"}]),
            };
            json!({"id": format!("e{person}"), "positions": positions})
        })
        .collect();
    if turned {
        records.reverse();
        employees.reverse();
    }
    json!({"employees": employees, "sales": records})
}

/// Rules of every kind.
fn rules() -> Vec<Value> {
    let mut rules = vec![
        commission("period", &json!({})),
        commission("sold", &json!({"returns": "when_sold"})),
        commission("sale", &json!({"per": "sale", "floor": 3, "cap": 120})),
        commission("sale-sold", &json!({"per": "sale", "returns": "when_sold"})),
        commission("secured", &json!({"guarantee": "100.01"})),
        commission("drawn", &json!({"draw": {"amount": 77}})),
    ];
    for split in ["share", "equal", "days"] {
        rules.push(commission(split, &json!({"per": "team", "split": split})));
    }
    rules
}

type Key = (String, String, Option<String>);

fn lines(answer: &Value, field: &str) -> BTreeMap<Key, i128> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let lines = answer["lines"].as_array().unwrap().iter();
    let key = |line: &Value| (text(&line["employee"]), text(&line["rule"]), line["unit"].as_str().map(str::to_owned));
    lines.map(|line| (key(line), cents(&line[field]))).filter(|(_, cents)| *cents != 0).collect()
}

/// The lines of an answer as payments.
fn paid(answer: &Value) -> Vec<Value> {
    let lines = answer["lines"].as_array().unwrap().iter().map(|line| {
        let mut payment = json!({"period": "2025-06"});
        for field in ["rule", "employee", "amount", "currency", "unit"] {
            if !line[field].is_null() {
                payment[field] = line[field].clone();
            }
        }
        payment
    });
    lines.collect()
}

proptest! {
    #![proptest_config(super::cases(96))]

    #[test]
    fn tiers_pay_what_plain_arithmetic_says(tiers in tiers(), bases in prop::collection::vec(-50_000i128..1_500_000, 1..6)) {
        let mut bases = bases;
        for bound in &tiers.bounds {
            bases.extend([bound - 1, *bound, bound + 1]);
        }
        let expected: Vec<i128> = bases.iter().map(|base| tiers.pays(*base)).collect();
        prop_assert_eq!(on_bases(&tiers, &bases), expected, "{:?}", bases);
    }

    #[test]
    fn who_sells_more_under_marginal_tiers_never_gets_less(
        tiers in tiers(), mut bases in prop::collection::vec(0i128..1_500_000, 2..6),
    ) {
        let tiers = Tiers { apply: "marginal", ..tiers };
        for bound in &tiers.bounds {
            bases.extend([*bound, bound + 1]);
        }
        bases.sort_unstable();
        let found = on_bases(&tiers, &bases);
        for (bases, pays) in bases.windows(2).zip(found.windows(2)) {
            // No rate is above 100 %, and rounding moves each by half a cent at most.
            prop_assert!(pays[0] <= pays[1] && pays[1] - pays[0] <= bases[1] - bases[0] + 1, "{:?} {:?}", bases, pays);
        }
    }

    #[test]
    fn parts_sum_to_the_whole(sale in sold(), rate in 0i128..=10_000) {
        let sale = Sold { day: 25, returns: Vec::new(), sellers: sale.sellers.into_iter().filter(|(person, _)| *person < 4).collect(), ..sale };
        prop_assume!(!sale.sellers.is_empty());
        let tiers = json!({"apply": "whole", "steps": [{"rate": decimal(rate)}]});
        let engine = engine(&[
            commission("sale", &json!({"per": "sale", "tiers": tiers})),
            commission("equal", &json!({"per": "team", "split": "equal", "tiers": tiers})),
            commission("share", &json!({"per": "team", "tiers": tiers})),
        ]);
        let mut facts = facts(std::slice::from_ref(&sale), false);
        for person in 0..PEOPLE {
            facts["employees"][person]["positions"] = json!([{"position": "sales", "unit": "north", "from": "2024-01-01"}]);
        }
        let found = lines(&payouts(&engine, &facts), "amount");
        let whole = rounded(sale.cents * rate, 10_000);
        for rule in ["sale", "equal", "share"] {
            let own = found.iter().filter(|((_, known, _), _)| known == rule);
            prop_assert_eq!(own.map(|(_, cents)| *cents).sum::<i128>(), whole, "{}", rule);
        }
        let of = |person: usize, rule: &str| {
            let unit = (rule != "sale").then(|| "north".to_owned());
            found.get(&(format!("e{person}"), rule.to_owned(), unit)).copied().unwrap_or(0)
        };
        let percents = percents(&sale.sellers);
        for ((person, _), percent) in sale.sellers.iter().zip(&percents) {
            for rule in ["sale", "share"] {
                // Within a cent of its share.
                let distance = of(*person, rule) * 10_000 - whole * percent;
                prop_assert!(distance.abs() < 10_000, "{} {} {}", rule, person, distance);
            }
        }
        let least = whole / PEOPLE as i128;
        prop_assert!((0..PEOPLE).all(|person| (least..=least + 1).contains(&of(person, "equal"))));
    }

    #[test]
    fn asked_again_with_that_paid_there_is_nothing(sales in prop::collection::vec(sold(), 0..6)) {
        let engine = engine(&rules());
        let mut facts = facts(&sales, false);
        let first = payouts(&engine, &facts);
        prop_assert_eq!(&first["problems"], &json!([]));
        facts["payments"] = json!(paid(&first));
        let request = br#"{"period": "2025-06", "detail": "totals"}"#;
        let totals = read(&hrcore::document::payouts(&engine, facts.to_string().as_bytes(), request).unwrap());
        prop_assert!(lines(&totals, "amount").is_empty());
        let again = payouts(&engine, &facts);
        prop_assert!(lines(&again, "amount").is_empty(), "{}", again["lines"]);
    }

    #[test]
    fn what_was_paid_and_the_correction_are_what_is_due(
        before in prop::collection::vec(sold(), 0..5), after in prop::collection::vec(sold(), 0..5), kept in 0usize..3,
    ) {
        let engine = engine(&rules());
        let first = payouts(&engine, &facts(&before, false));
        // Some sales stay, others are corrected.
        let mut corrected = before[..kept.min(before.len())].to_vec();
        corrected.extend(after);
        let mut facts = facts(&corrected, false);
        let due = lines(&payouts(&engine, &facts), "amount");
        facts["payments"] = json!(paid(&first));
        let second = payouts(&engine, &facts);
        let mut sum = lines(&first, "amount");
        for (key, cents) in lines(&second, "amount") {
            *sum.entry(key).or_insert(0) += cents;
        }
        sum.retain(|_, cents| *cents != 0);
        prop_assert_eq!(sum, due);
        // Sums are those of the lines.
        let total: i128 = lines(&second, "amount").values().sum();
        let told = second["totals"].as_array().unwrap().first().map_or(0, |told| cents(&told["amount"]));
        prop_assert_eq!(total, told);
        let by_rule: i128 = second["rules"].as_array().unwrap().iter().map(|rule| cents(&rule["amount"])).sum();
        prop_assert_eq!(total, by_rule);
    }

    #[test]
    fn the_order_of_facts_does_not_matter(sales in prop::collection::vec(sold(), 0..6)) {
        let engine = engine(&rules());
        let (one, other) = (payouts(&engine, &facts(&sales, false)), payouts(&engine, &facts(&sales, true)));
        prop_assert_eq!(lines(&one, "due"), lines(&other, "due"));
        prop_assert_eq!(&one["rules"], &other["rules"]);
    }

    #[test]
    fn teams_share_what_they_earn(sales in prop::collection::vec(sold(), 0..6)) {
        let engine = engine(&rules());
        let answer = payouts(&engine, &facts(&sales, false));
        let mut sums: BTreeMap<(String, String), (i128, i128)> = BTreeMap::new();
        for line in answer["lines"].as_array().unwrap() {
            let team = &line["inputs"]["team"];
            if !team.is_null() {
                let key = (line["rule"].to_string(), team["unit"].to_string());
                let entry = sums.entry(key).or_insert((0, 0));
                *entry = (entry.0 + cents(&line["due"]), cents(&team["amount"]));
            }
        }
        for (key, (parts, whole)) in sums {
            prop_assert_eq!(parts, whole, "{:?}", key);
        }
    }
}

#[test]
fn a_hundred_thousand_sellers_and_returns_of_one_sale() {
    const MANY: usize = 100_000;
    let employees = (0..MANY).map(|id| {
        format!(r#"{{"id":"e{id}","positions":[{{"position":"sales","unit":"north","from":"2024-01-01"}}]}}"#)
    });
    let shares = (0..MANY).map(|id| format!(r#"{{"employee":"e{id}","percent":"0.001"}}"#));
    let returns = (0..MANY)
        .map(|id| format!(r#"{{"id":"r{id}","returns":"s","date":"2025-06-11","amount":-1,"currency":"CNY"}}"#));
    let join = |list: &mut dyn Iterator<Item = String>| list.collect::<Vec<_>>().join(",");
    let facts = format!(
        r#"{{"employees":[{}],"sales":[{{"id":"s","shares":[{}],"date":"2025-06-10","amount":"999999999999999999","currency":"CNY"}},{}]}}"#,
        join(&mut { employees }),
        join(&mut { shares }),
        join(&mut { returns }),
    );
    let engine = engine(&rules());
    let request = br#"{"period": "2025-06", "employees": ["e7"]}"#;
    let answer = read(&hrcore::document::payouts(&engine, facts.as_bytes(), request).unwrap());
    assert_eq!(answer["problems"], json!([]));
    // 999 999 999 999 899 999 at 3.7 % are 36 999 999 999 996 299.963; a hundred-thousandth of that, and e7 gets no cent that is left.
    let found = lines(&answer, "due");
    let of = |rule: &str, unit: Option<&str>| found[&("e7".to_owned(), rule.to_owned(), unit.map(str::to_owned))];
    assert_eq!(of("period", None), 36_999_999_999_996);
    assert_eq!(of("sold", None), 36_999_999_999_996);
    assert_eq!(of("sale-sold", None), 36_999_999_999_996);
    assert_eq!(of("equal", Some("north")), 36_999_999_999_996);
}
