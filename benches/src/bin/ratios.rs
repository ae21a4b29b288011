//! Every figure of `docs/performance.md` in one run: `cargo run --release -p hrcore-benches --bin ratios`.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a program for the console")]

use std::time::{Duration, Instant};

use hrcore::request::{DecisionDetail, DetailWord, EligibilityRequest, GoalsRequest, PayoutsRequest, ScoreRequest};
use hrcore::values::Id;
use hrcore::{Facts, Limits, document};
use hrcore_benches::clock::{Comparison, ROUNDS, compare, median, time};
use hrcore_benches::company::{Width, facts, row};
use hrcore_benches::logit::{Data, Peer, penalty};
use hrcore_benches::{FULL, RECEIPT, TOTALS, engine, parsed, plain, request};
use hrcore_benches::{career, leaving, money, plans, survival};
use hrcore_stats::cox::Sample;
use hrcore_stats::glm::{Effort, Family, fit, score};
use hrcore_stats::survival::{Spells, kaplan_meier::kaplan_meier};

/// What a figure should be.
enum Goal {
    /// The ratio is at most this.
    Ratio(f64),
    /// Ours takes at most so many nanoseconds.
    Nanoseconds(f64),
    /// Told, not promised.
    None,
}

fn line(what: &str, reference: &str, found: Comparison, goal: &Goal) {
    let (goal, met) = match goal {
        Goal::Ratio(most) => (format!("≤ {most} ×"), found.ratio <= *most),
        Goal::Nanoseconds(most) => (format!("≤ {}", show(*most)), found.ours <= *most),
        Goal::None => ("–".to_owned(), true),
    };
    let met = match (goal.as_str(), met) {
        ("–", _) => "–",
        (_, true) => "yes",
        (_, false) => "no",
    };
    println!(
        "| {what} | {} | {reference}: {} | {:.2} | {goal} | {met} |",
        show(found.ours),
        show(found.reference),
        found.ratio
    );
}

fn show(nanoseconds: f64) -> String {
    match nanoseconds {
        n if n < 1e3 => format!("{n:.0} ns"),
        n if n < 1e6 => format!("{:.2} µs", n / 1e3),
        n => format!("{:.1} ms", n / 1e6),
    }
}

fn main() {
    println!("Processor time, medians of {ROUNDS} rounds in turns.\n");
    println!("| what | ours | reference | ratio | goal | met |");
    println!("|---|---|---|---|---|---|");
    // `ratios career` measures one part alone.
    let part = std::env::args().nth(1).unwrap_or_default();
    let parts: [(&str, fn()); 9] = [
        ("one_call", one_call),
        ("typed", typed),
        ("company", company),
        ("career", careers),
        ("plans", planned),
        ("money", paid),
        ("glm", regression),
        ("cox", hazards),
        ("attrition", leaving),
    ];
    for (name, measure) in parts {
        if part.is_empty() || part == name {
            measure();
        }
    }
}

fn one_call() {
    let engine = engine();
    let length = Duration::from_millis(40);
    for (width, name) in [(Width::Plain, "one call"), (Width::Sourced, "one call, sources and records")] {
        let text = facts(1, width);
        let ask = |request: &str| document::score(&engine, text.as_bytes(), request.as_bytes()).unwrap();
        for (detail, request, most) in [("totals", TOTALS, 2.5), ("full explanation", FULL, 4.0)] {
            let found = compare(length, || ask(request), || parsed::digits(&text).unwrap());
            line(&format!("{name}, {detail}"), "typed parse, Cow and digits", found, &Goal::Ratio(most));
            let found = compare(length, || ask(request), || parsed::floats(&text).unwrap());
            line(&format!("{name}, {detail}"), "typed parse, &str and f64", found, &Goal::Ratio(most));
        }
    }
    let text = facts(1, Width::Plain);
    let read = || Facts::parse(text.as_bytes(), Limits::default()).unwrap();
    line(
        "reading the facts alone",
        "typed parse, &str and f64",
        compare(length, read, || parsed::floats(&text).unwrap()),
        &Goal::None,
    );
    let receipt = || document::receipt(&engine, text.as_bytes(), RECEIPT.as_bytes()).unwrap();
    let full = || document::score(&engine, text.as_bytes(), FULL.as_bytes()).unwrap();
    line("receipt", "one call, full explanation", compare(length, receipt, full), &Goal::None);
}

fn typed() {
    let engine = engine();
    let length = Duration::from_millis(40);
    let facts = Facts::parse(facts(1, Width::Plain).as_bytes(), Limits::default()).unwrap();
    let (totals, full) = (request(DetailWord::Totals), request(DetailWord::Full));
    let nobody = ScoreRequest { employees: Some(Vec::new()), ..totals.clone() };
    let decimals = plain::decimals(row(0));
    let by_hand = || plain::score_decimal(std::hint::black_box(&decimals));
    let name = "decimals by hand";
    for (what, request, most) in [
        ("typed facts of one, totals", &totals, Goal::Nanoseconds(1_000.0)),
        ("typed facts of one, full explanation", &full, Goal::Nanoseconds(5_000.0)),
        ("of which joining facts and policy", &nobody, Goal::None),
    ] {
        line(what, name, compare(length, || engine.score(&facts, request).unwrap(), by_hand), &most);
    }
}

fn company() {
    const PEOPLE: usize = 100_000;
    let engine = engine();
    let length = Duration::from_millis(1);
    let (small, large) = (facts(PEOPLE / 10, Width::Plain), facts(PEOPLE, Width::Plain));
    let ask = |text: &str| document::score(&engine, text.as_bytes(), TOTALS.as_bytes()).unwrap();
    let people = PEOPLE as f64;
    let per = |found: Comparison, own: f64, other: f64| Comparison {
        ours: found.ours / own,
        reference: found.reference / other,
        ratio: found.ratio * other / own,
    };
    let found = compare(length, || ask(&large), || ask(&small));
    line("100 000 employees, an employee", "10 000 employees", per(found, people, people / 10.0), &Goal::Ratio(1.1));
    // Caches and fresh pages make a large document dearer for any reader; this is how much.
    let found = compare(length, || parsed::digits(&large).unwrap(), || parsed::digits(&small).unwrap());
    line("the same, typed parse alone", "10 000 employees", per(found, people, people / 10.0), &Goal::None);
    let found = compare(length, || ask(&large), || parsed::digits(&large).unwrap());
    line("100 000 employees, an employee", "typed parse, Cow and digits", per(found, people, people), &Goal::None);

    let typed = Facts::parse(large.as_bytes(), Limits::default()).unwrap();
    let totals = request(DetailWord::Totals);
    let nobody = ScoreRequest { employees: Some(Vec::new()), ..totals.clone() };
    let decimals: Vec<_> = (0..PEOPLE).map(|number| plain::decimals(row(number))).collect();
    let floats: Vec<_> = (0..PEOPLE).map(|number| plain::floats(row(number))).collect();
    let by_hand = || decimals.iter().map(plain::score_decimal).map(|(_, band)| band).sum::<usize>();
    let in_floats = || floats.iter().map(plain::score_float).map(|(_, band)| band).sum::<usize>();
    let score = || engine.score(&typed, &totals).unwrap();
    let what = "typed facts of 100 000, an employee";
    line(what, "decimals by hand", per(compare(length, score, by_hand), people, people), &Goal::None);
    line(what, "floats by hand", per(compare(length, score, in_floats), people, people), &Goal::None);
    let join = || engine.score(&typed, &nobody).unwrap();
    line(
        "of which joining facts and policy",
        "decimals by hand",
        per(compare(length, join, by_hand), people, people),
        &Goal::None,
    );
}

fn careers() {
    const PEOPLE: usize = 200_000;
    let engine = career::engine();
    let length = Duration::from_millis(40);
    let facts = Facts::parse(career::facts().as_bytes(), Limits::default()).unwrap();
    let as_of = "2025-12-31".parse().unwrap();
    let up = Id::new("up").unwrap();
    let full = EligibilityRequest { moves: Some(vec![up]), ..EligibilityRequest::new(as_of) };
    let decision = EligibilityRequest { detail: DecisionDetail::Decision, ..full.clone() };
    let decimals = plain::decimals(row(0));
    let by_hand = || plain::score_decimal(std::hint::black_box(&decimals));
    for (what, request, most) in [
        ("promotion of one, five-part rule, yes or no", &decision, 5_000.0),
        ("promotion of one, with evidence and what would turn it", &full, 50_000.0),
    ] {
        let found = compare(length, || engine.eligibility(&facts, request).unwrap(), by_hand);
        line(what, "a score in decimals by hand", found, &Goal::Nanoseconds(most));
    }
    let columns = career::Columns::new(PEOPLE);
    let panel = columns.panel();
    let many = Id::new("many").unwrap();
    let found = compare(length, || engine.screen(&many, &panel).unwrap(), || columns.by_hand());
    let found = Comparison { ours: found.ours / PEOPLE as f64, reference: found.reference / PEOPLE as f64, ..found };
    line("promotion of 200 000 with 12 months, a person", "loop over scaled integers", found, &Goal::Ratio(3.0));
}

fn planned() {
    const PEOPLE: usize = 10_000;
    let engine = plans::engine();
    let length = Duration::from_millis(1);
    let request = plans::request();
    let totals = hrcore_benches::request(DetailWord::Totals);
    let goals = GoalsRequest::new("2025-06-25".parse().unwrap());
    for (shuffled, what) in [(false, "in the order of people"), (true, "in any order")] {
        let facts = Facts::parse(plans::facts(PEOPLE, shuffled).as_bytes(), Limits::default()).unwrap();
        let by_hand = || plans::by_hand(&facts, request.as_of);
        let found = compare(length, || engine.plans(&facts, &request).unwrap(), by_hand);
        let what = format!("plans of 10 000 with 65 items each, {what}");
        line(&what, "counting by hand", found, &Goal::Nanoseconds(1e9));
        let score = || engine.score(&facts, &totals).unwrap();
        let roll_up = || engine.goals(&facts, &goals).unwrap();
        // A host that asks all three joins the facts once.
        let all = || {
            let joined = engine.with(&facts);
            (joined.plans(&request).unwrap(), joined.score(&totals).unwrap(), joined.goals(&goals).unwrap())
        };
        line("their score of a month, in totals", "counting by hand", compare(length, score, by_hand), &Goal::None);
        line("their objectives, rolled up", "counting by hand", compare(length, roll_up, by_hand), &Goal::None);
        line(
            "all three, of facts joined once",
            "counting by hand",
            compare(length, all, by_hand),
            &Goal::Nanoseconds(1e9),
        );
    }
}

fn paid() {
    const PEOPLE: usize = 100_000;
    let engine = money::engine();
    let length = Duration::from_millis(1);
    let request = money::request();
    let nobody = PayoutsRequest { employees: Some(Vec::new()), ..request.clone() };
    for (shuffled, what) in [(false, "in the order of people"), (true, "in any order")] {
        let facts = Facts::parse(money::facts(PEOPLE, shuffled).as_bytes(), Limits::default()).unwrap();
        let by_hand = || money::by_hand(&facts);
        let found = compare(length, || engine.payouts(&facts, &request).unwrap(), by_hand);
        let what = format!("1 200 000 commission lines of 100 000 people, sales {what}");
        line(&what, "integer cents by hand", found, &Goal::Nanoseconds(1e9));
        let found = compare(length, || engine.payouts(&facts, &nobody).unwrap(), by_hand);
        line("of which joining sales and people", "integer cents by hand", found, &Goal::None);
    }
}

/// Both read the same rows, in turns: ours on one processor, scikit-learn on as many as it takes (`OMP_NUM_THREADS`).
/// Clock is held against clock and processor time against processor time. On a busy machine neither is fair to two
/// threads, which wait for each other: then `OMP_NUM_THREADS=1` and processor time. scikit-learn stops where the slope of
/// the mean loss is below 1e-6, ours with a step of less than 1e-4 standard errors.
fn regression() {
    const ROWS: usize = 1_000_000;
    const TURNS: usize = 5;
    let data = Data::new(ROWS);
    let table = data.table().unwrap();
    let effort = Effort { tolerance: 1e-8, ..Effort::default() };
    let model = fit(Family::Logit, &table, &penalty(), effort).unwrap();
    assert!(model.is_settled);
    let chances = score(Family::Logit, &model.coefficients, &table).unwrap();
    let Some(mut peer) = Peer::start(ROWS, "lbfgs") else {
        println!("| logit, 1 000 000 × 51 | – | scikit-learn: not found by `PYTHON` | – | – | – |");
        return;
    };
    for (what, name) in [("fit", "logit fitted to 1 000 000 × 51"), ("score", "1 000 000 × 51 scored")] {
        let (mut clocks, mut processors) = (Vec::new(), Vec::new());
        for _ in 0..TURNS {
            let start = now();
            let used = time(1, || match what {
                "fit" => fit(Family::Logit, &table, &penalty(), effort).unwrap().coefficients,
                _ => score(Family::Logit, &model.coefficients, &table).unwrap(),
            });
            let clock = start.elapsed().as_secs_f64() * 1e9;
            let told = peer.ask(what).unwrap();
            clocks.push((clock, told.wall * 1e9));
            processors.push((used, told.used * 1e9));
            let expected = if what == "fit" { model.coefficients.clone() } else { vec![chances.iter().sum()] };
            let is_near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-4 * b.abs().max(1.0);
            assert!(told.found.iter().zip(&expected).all(is_near), "{what}: {:?}, {expected:?}", told.found);
        }
        for (pairs, how, goal) in
            [(clocks, "by the clock", Goal::Ratio(1.1)), (processors, "processor time", Goal::None)]
        {
            let middle = |of: fn(&(f64, f64)) -> f64| median(&mut pairs.iter().map(of).collect::<Vec<_>>());
            let found = Comparison {
                ours: middle(|pair| pair.0),
                reference: middle(|pair| pair.1),
                ratio: middle(|pair| pair.0 / pair.1),
            };
            line(name, &format!("scikit-learn, lbfgs, {how}"), found, &goal);
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}
/// What lifelines takes for the same fits is told by `peers/cox.py`; the goals are 1/25 and 1/2.5 of what it took when they
/// were set, 55 ms and 0.76 s.
fn hazards() {
    for (what, people, length, most) in [
        ("proportional hazards, 432 people, 7 columns", survival::rossi(), 10, 2.2e6),
        ("proportional hazards, 100 000 people, 10 columns", survival::company(100_000), 1, 0.3e9),
    ] {
        let spells = || Spells::new(&people.times, &people.ended).unwrap();
        let fit = || Sample::new(&spells(), &people.rows, people.columns, &[]).unwrap().fit(&[]).unwrap();
        let curve = || kaplan_meier(&spells(), 0.95).unwrap();
        let found = compare(Duration::from_millis(length), fit, curve);
        line(what, "survival curve", found, &Goal::Nanoseconds(most));
        let fit = fit();
        let values: Vec<String> = fit.coefficients().iter().map(|own| format!("{:.9}", own.value)).collect();
        eprintln!("{} events, {} steps: {}", fit.events, fit.steps, values.join(", "));
    }
}

/// Who may leave: with a model that was saved, and with one that is fitted on the spot.
fn leaving() {
    let engine = leaving::engine();
    let length = Duration::from_millis(1);
    let columns = "putting what was observed into columns";
    let facts = leaving::read(&leaving::facts(10_000));
    let fitted = engine.fit_attrition(&facts, &leaving::fit()).unwrap();
    let tried: Vec<String> = fitted.tried.iter().map(|way| format!("{} {:?}", way.method, way.auc)).collect();
    eprintln!("{} at tier {}: {}", fitted.method, fitted.tier, tried.join(", "));
    let (saved, spot) = (leaving::request(Some(fitted.model)), leaving::request(None));
    let by_hand = || leaving::by_hand(&facts);
    let what = "risk of 10 000 with two years and eight drivers, fitted on the spot";
    line(what, columns, compare(length, || engine.attrition(&facts, &spot).unwrap(), by_hand), &Goal::None);
    let model = || engine.fit_attrition(&facts, &leaving::fit()).unwrap();
    line("the model with its scorecard", columns, compare(length, model, by_hand), &Goal::None);
    let text = leaving::facts(100_000);
    let facts = leaving::read(&text);
    let by_hand = || leaving::by_hand(&facts);
    let ask = || engine.attrition(&facts, &saved).unwrap();
    line("risk of 100 000, model saved", columns, compare(length, ask, by_hand), &Goal::Nanoseconds(1e9));
    line("the same", "reading the facts", compare(length, ask, || leaving::read(&text)), &Goal::None);
}
