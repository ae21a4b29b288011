//! Stands in for `hrcore_stats::series::outlook` until that is there, with its types.
#![allow(dead_code, clippy::cast_precision_loss, reason = "soon gone")]

use hrcore_stats::series::combine;

#[derive(Debug, Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) values: &'a [Option<f64>],
    pub(super) m: usize,
    pub(super) phase: usize,
    pub(super) horizon: usize,
    pub(super) season: Option<&'a [f64]>,
    pub(super) effects: &'a [Effect<'a>],
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Effect<'a> {
    pub(super) uplift: f64,
    pub(super) learn: bool,
    pub(super) at: &'a [usize],
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outlook {
    pub(super) points: Vec<Point>,
    pub(super) history: Vec<(f64, Mark)>,
    pub(super) skipped: usize,
    pub(super) shift: Option<usize>,
    pub(super) method: Method,
    pub(super) weights: Vec<(&'static str, f64)>,
    pub(super) source: Source,
    pub(super) validated: Option<Validated>,
    pub(super) season: Vec<f64>,
    pub(super) uplifts: Vec<f64>,
    pub(super) caveats: Vec<Caveat>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) mean: f64,
    pub(super) lo80: f64,
    pub(super) hi80: f64,
    pub(super) lo95: f64,
    pub(super) hi95: f64,
    pub(super) deviation: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Known,
    Filled,
    Outlier,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Level,
    Naive,
    Combination,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Local,
    Blended,
    Prior,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Validated {
    pub(super) mase: f64,
    pub(super) smape: f64,
    pub(super) forecasts: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caveat {
    FellBack,
    FewPeriods,
    BorrowedSeason,
    NoSuchSeason,
    LongSeason,
    ManyFilled,
    Outliers,
    Shifted,
    Constant,
    NoSuchUplift,
    FewerAhead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    TooShort,
    TooManyMissing,
    NotFinite,
}

pub(super) fn outlook(ask: &Ask<'_>) -> Result<Outlook, Refused> {
    let n = ask.values.len();
    if ask.values.iter().flatten().count() < 3 {
        return Err(Refused::TooShort);
    }
    let uplift = |place: usize| {
        let touching = ask.effects.iter().filter(|effect| effect.at.contains(&place));
        touching.map(|effect| effect.uplift).product::<f64>()
    };
    let mut before = 0.0;
    let mut history = Vec::new();
    let mut plain = Vec::new();
    for (place, value) in ask.values.iter().enumerate() {
        let own = value.map_or(before, |value| value / uplift(place));
        before = own;
        plain.push(own);
        history.push((own * uplift(place), if value.is_some() { Mark::Known } else { Mark::Filled }));
    }
    let (method, ahead, wide, weights) = match combine::forecast(&plain, ask.m, ask.horizon) {
        Some(found) if n >= 2 * ask.m => (Method::Combination, found.ahead, found.deviations, found.weights),
        _ => {
            let last = plain.iter().rev().take(6);
            let (sum, count) = last.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            let level: f64 = sum / count;
            let season = |step: usize| {
                let at = (ask.phase + n + step) % ask.m.max(1);
                ask.season.and_then(|season| season.get(at)).copied().unwrap_or(1.0)
            };
            let ahead: Vec<f64> = (0..ask.horizon).map(|step| level * season(step)).collect();
            let wide = vec![level.abs() * 0.2; ask.horizon];
            (Method::Level, ahead, wide, Vec::new())
        }
    };
    let points = ahead.iter().zip(&wide).enumerate().map(|(step, (mean, wide))| {
        let (mean, deviation) = (mean * uplift(n + step), wide * uplift(n + step) * 1.2);
        Point {
            mean,
            lo80: mean - 1.243 * deviation,
            hi80: mean + 1.243 * deviation,
            lo95: mean - 2.097 * deviation,
            hi95: mean + 2.097 * deviation,
            deviation,
        }
    });
    Ok(Outlook {
        points: points.collect(),
        history,
        skipped: 0,
        shift: None,
        method,
        weights,
        source: if method == Method::Level && ask.season.is_some() { Source::Prior } else { Source::Local },
        validated: None,
        season: vec![1.0; ask.m],
        uplifts: ask.effects.iter().map(|effect| effect.uplift).collect(),
        caveats: Vec::new(),
    })
}
