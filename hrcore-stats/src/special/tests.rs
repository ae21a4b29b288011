//! Expected values: computed with mpmath at 60 digits from the argument as the 64-bit number it is, then rounded. The
//! incomplete beta function from x^a (1−x)^b / (a B(a, b)) · ₂F₁(a+b, 1; a+1; x), the gamma function from its series;
//! quantiles by bisection of these. Spot checks from tables: χ² 3.841 at 5 %, t 2.228 at 2.5 % with 10 degrees.

use super::*;

fn near(found: f64, expected: f64, share: f64, what: &str) {
    let off = (found - expected).abs();
    assert!(
        off <= share * expected.abs(),
        "{what}: {found:e}, expected {expected:e}, off by {:e}",
        off / expected.abs()
    );
}

fn both(found: Tails, lower: f64, upper: f64, share: f64, what: &str) {
    near(found.lower, lower, share, what);
    near(found.upper, upper, share, what);
}

#[test]
fn logarithms_of_gamma_and_beta() {
    for [x, expected] in LGAMMA {
        near(lgamma(*x), *expected, 1e-14, &format!("lgamma {x}"));
    }
    for [a, b, expected] in LBETA {
        near(lbeta(*a, *b), *expected, 2e-13, &format!("lbeta {a} {b}"));
        near(lbeta(*b, *a), *expected, 2e-13, &format!("lbeta {b} {a}"));
    }
    assert!(lgamma(0.0).is_nan() && lbeta(1.0, -1.0).is_nan());
}

#[test]
fn incomplete_gamma() {
    for [a, x, lower, upper] in GAMMA {
        both(gamma(*a, *x), *lower, *upper, 1e-12, &format!("gamma {a} {x}"));
    }
    assert_eq!(gamma(2.0, 0.0), Tails { lower: 0.0, upper: 1.0 });
    assert_eq!(gamma(2.0, f64::INFINITY), Tails { lower: 1.0, upper: 0.0 });
    assert!(gamma(0.0, 1.0).lower.is_nan() && gamma(1.0, -1.0).upper.is_nan());
}

#[test]
fn incomplete_beta() {
    for [a, b, x, lower, upper] in BETA {
        both(beta(*a, *b, *x), *lower, *upper, 1e-12, &format!("beta {a} {b} {x}"));
    }
    assert_eq!(beta(2.0, 3.0, 0.0), Tails { lower: 0.0, upper: 1.0 });
    assert_eq!(beta(2.0, 3.0, 1.0), Tails { lower: 1.0, upper: 0.0 });
    assert!(beta(0.0, 1.0, 0.5).lower.is_nan() && beta(1.0, 1.0, 1.5).upper.is_nan());
}

/// With whole parameters the beta distribution is a sum of binomial chances: 1 − 0.8^9 − 9 · 0.2 · 0.8^8.
#[test]
fn binomial_chances() {
    let mut above = 0.0;
    for hits in [2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0] {
        above += binomial_at(hits, 9.0, Share::new(0.2));
    }
    near(above, 0.563_792_384, 1e-14, "sum of chances");
    near(binomial_at(0.0, 9.0, Share::new(0.2)), 0.134_217_728, 1e-14, "none");
    near(binomial_at(9.0, 9.0, Share::new(0.2)), 5.12e-7, 1e-14, "all");
    assert_eq!(binomial_at(10.0, 9.0, Share::new(0.2)), 0.0);
    assert_eq!(binomial_at(0.0, 0.0, Share::new(0.2)), 1.0);
    assert_eq!((binomial_at(3.0, 9.0, Share::new(0.0)), binomial_at(9.0, 9.0, Share::new(1.0))), (0.0, 1.0));
}

#[test]
fn normal_both_ways() {
    for [x, lower, upper] in NORMAL {
        both(normal(*x), *lower, *upper, 2e-13, &format!("normal {x}"));
    }
    for [p, expected] in NORMAL_QUANTILE {
        near(normal_quantile(*p), *expected, 1e-15, &format!("normal quantile {p}"));
    }
    assert_eq!((normal_quantile(0.0), normal_quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
    assert!(normal_quantile(-0.1).is_nan() && normal_quantile(1.1).is_nan() && normal_quantile(f64::NAN).is_nan());
}

#[test]
fn gamma_quantiles() {
    for [p, a, expected] in GAMMA_QUANTILE {
        near(gamma_quantile(*p, *a), *expected, 1e-12, &format!("gamma quantile {p} {a}"));
    }
    assert_eq!((gamma_quantile(0.0, 2.0), gamma_quantile(1.0, 2.0)), (0.0, f64::INFINITY));
    assert!(gamma_quantile(0.5, 0.0).is_nan() && gamma_quantile(-0.5, 1.0).is_nan());
}

#[test]
fn beta_quantiles() {
    for [p, a, b, of, rest] in BETA_QUANTILE {
        let found = beta_quantile(*p, *a, *b);
        near(found.of, *of, 1e-12, &format!("beta quantile {p} {a} {b}"));
        near(found.rest, *rest, 1e-12, &format!("rest of beta quantile {p} {a} {b}"));
    }
    assert_eq!(beta_quantile(0.0, 1.0, 2.0).of, 0.0);
    assert!(beta_quantile(0.5, 0.0, 1.0).of.is_nan());
}

/// Both ways over a wide grid: the probability at the quantile is the probability asked for.
#[test]
fn quantiles_come_back() {
    let chances = [1e-15, 1e-6, 0.01, 0.2, 0.5, 0.73, 0.99, 1.0 - 1e-9];
    for a in [1e-3, 0.04, 0.6, 1.0, 4.0, 77.0, 3e3, 2e6] {
        for p in chances {
            let x = gamma_quantile(p, a);
            let tails = gamma(a, x);
            if x > 1e-290 {
                both(tails, p, 1.0 - p, 1e-11, &format!("gamma {a} {p} {x:e}"));
            }
            for b in [1e-3, 0.3, 1.0, 20.0, 4e4] {
                let x = beta_quantile(p, a, b);
                if x.of.min(x.rest) > 1e-290 {
                    let tails = beta_share(a, b, x);
                    let margin = if a.max(b) > 1e4 { 1e-9 } else { 1e-11 };
                    both(tails, p, 1.0 - p, margin, &format!("beta {a} {b} {p} {x:?}"));
                }
            }
        }
    }
}

#[test]
fn student_and_chi_square() {
    for [t, freedom, upper] in STUDENT {
        near(student(*t, *freedom).upper, *upper, 1e-13, &format!("student {t} {freedom}"));
        near(student(-*t, *freedom).lower, *upper, 1e-13, &format!("student −{t} {freedom}"));
        near(student_quantile(*upper, *freedom), -*t, 1e-11, &format!("student quantile {upper} {freedom}"));
    }
    assert_eq!(student(0.0, 5.0).upper, 0.5);
    for [x, freedom, upper] in CHI_SQUARE {
        near(chi_square(*x, *freedom).upper, *upper, 1e-13, &format!("chi square {x} {freedom}"));
        near(chi_square_quantile(1.0 - *upper, *freedom), *x, 1e-11, &format!("chi square quantile {freedom}"));
    }
}

const LGAMMA: &[[f64; 2]] = &[
    [1e-08, 18.42068073818021],
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1.3, -0.10817480950786047],
    [2.5, 0.2846828704729192],
    [10.0, 12.801827480081469],
    [171.6, 709.6573587630563],
    [100000.0, 1051287.7089736569],
    [1e12, 26631021115915.652],
];
const LBETA: &[[f64; 3]] = &[
    [0.5, 0.5, 1.1447298858494002],
    [1e-05, 3.0, 11.512910465032729],
    [2.0, 8.0, -4.276666119016055],
    [3.0, 16.0, -7.803026643632217],
    [250.0, 0.25, -0.09196757995529582],
    [1200.5, 3400.25, -2643.459092971852],
    [1000000.0, 2000000.0, -1909548.290968533],
    [1.5, 10000000.0, -24.297925751572723],
];
const GAMMA: &[[f64; 4]] = &[
    [0.01, 1e-05, 0.8963367982671973, 0.1036632017328028],
    [0.5, 0.5, 0.6826894921370859, 0.3173105078629141],
    [0.5, 20.0, 0.9999999997460371, 2.539628589470865e-10],
    [1.0, 1.0, 0.6321205588285577, 0.36787944117144233],
    [2.5, 0.01, 2.987601531906594e-06, 0.999997012398468],
    [3.0, 8.0, 0.986246032255997, 0.013753967744002985],
    [10.0, 3.0, 0.0011024881301154798, 0.9988975118698845],
    [10.0, 30.0, 0.9999928782491372, 7.121750862815577e-06],
    [100.0, 90.0, 0.15822098918643016, 0.8417790108135699],
    [100.0, 150.0, 0.9999940754596646, 5.924540335483916e-06],
    [10000.0, 9900.0, 0.15865119219356466, 0.8413488078064354],
    [10000.0, 10500.0, 0.9999995724127545, 4.2758724550596475e-07],
    [150000.0, 150000.0, 0.5003433548589595, 0.4996566451410405],
    [150000.0, 147000.0, 3.160902220412339e-15, 0.9999999999999969],
    [150000.0, 153000.0, 0.999999999999993, 7.031660109760769e-15],
    [150000.0, 140000.0, 4.4633611751253486e-154, 1.0],
    [1000000.0, 1002000.0, 0.9771959041012301, 0.022804095898769864],
    [40000000.0, 39980000.0, 0.0007814266230308727, 0.9992185733769692],
    [40000000.0, 40040000.0, 0.9999999998713184, 1.286816253622746e-10],
];
const BETA: &[[f64; 5]] = &[
    [2.0, 8.0, 0.2, 0.563792384, 0.43620761599999996],
    [3.0, 16.0, 0.158, 0.5581302006319994, 0.4418697993680006],
    [0.5, 0.5, 0.01, 0.06376856085851985, 0.9362314391414801],
    [0.5, 0.5, 0.99, 0.9362314391414801, 0.06376856085851988],
    [0.1, 0.2, 0.5, 0.670570796102899, 0.329429203897101],
    [10.0, 1.0, 0.3, 5.9048999999999975e-06, 0.9999940951],
    [1.0, 10.0, 0.75, 0.9999990463256836, 9.5367431640625e-07],
    [50.0, 60.0, 0.4, 0.12470685834310036, 0.8752931416568996],
    [50.0, 60.0, 0.7, 0.9999999530579958, 4.694200413138891e-08],
    [300.0, 700.0, 0.25, 0.00017989197772738934, 0.9998201080222726],
    [2000.0, 3000.0, 0.42, 0.9979723323959719, 0.002027667604028103],
    [100000.0, 100000.0, 0.5025, 0.9873267067871251, 0.012673293212874968],
    [5.0, 10000.0, 0.001, 0.9708795273171296, 0.02912047268287045],
];
const NORMAL: &[[f64; 3]] = &[
    [-37.0, 5.725571222524577e-300, 1.0],
    [-10.0, 7.619853024160525e-24, 1.0],
    [-5.0, 2.866515718791939e-07, 0.9999997133484281],
    [-1.5, 0.06680720126885807, 0.9331927987311419],
    [-0.1, 0.460172162722971, 0.539827837277029],
    [0.0, 0.5, 0.5],
    [0.3, 0.6179114221889527, 0.3820885778110474],
    [1.2815515655446004, 0.9, 0.10000000000000002],
    [1.959963984540054, 0.975, 0.025000000000000012],
    [4.0, 0.9999683287581669, 3.1671241833119924e-05],
    [8.0, 0.9999999999999993, 6.220960574271784e-16],
    [20.0, 1.0, 2.7536241186062337e-89],
];
const NORMAL_QUANTILE: &[[f64; 2]] = &[
    [1e-300, -37.0470962993612],
    [1e-100, -21.273453560965326],
    [1e-20, -9.262340089798407],
    [1e-10, -6.361340902404057],
    [0.0001, -3.7190164854556804],
    [0.025, -1.9599639845400543],
    [0.075, -1.439531470938456],
    [0.1, -1.2815515655446004],
    [0.25, -0.6744897501960817],
    [0.4, -0.2533471031357997],
    [0.5000001, 2.506628273311648e-07],
    [0.8, 0.8416212335729144],
    [0.9, 1.2815515655446006],
    [0.975, 1.9599639845400538],
    [0.9999, 3.7190164854557084],
    [0.999999999999, 7.0344869100478356],
];
const GAMMA_QUANTILE: &[[f64; 3]] = &[
    [0.3, 0.01, 2.9174171917458687e-53],
    [0.9, 0.01, 1.5035936230702948e-05],
    [0.999, 0.05, 2.736458598728676],
    [0.001, 0.5, 7.85398574631245e-07],
    [0.5, 0.5, 0.2274682115597864],
    [0.1, 1.0, 0.10536051565782631],
    [0.99, 1.0, 4.605170185988091],
    [0.975, 3.0, 7.22468766772396],
    [1e-12, 3.0, 0.00018172031462637445],
    [0.025, 30.0, 20.240874021420915],
    [0.5, 100.0, 99.66686491931549],
    [0.999999, 100.0, 154.91904599496158],
    [0.2, 5000.0, 4940.393249812012],
    [0.95, 100000.0, 100520.7162815659],
];
const BETA_QUANTILE: &[[f64; 5]] = &[
    [0.025, 3.0, 16.0, 0.03578508312157466, 0.9642149168784253],
    [0.975, 3.0, 16.0, 0.347120438608672, 0.652879561391328],
    [0.5, 2.0, 8.0, 0.179619611980361, 0.820380388019639],
    [0.1, 0.5, 0.5, 0.024471741852423217, 0.9755282581475768],
    [0.9, 0.5, 0.5, 0.9755282581475768, 0.024471741852423203],
    [0.2, 0.1, 0.2, 4.504432991938926e-06, 0.9999954955670081],
    [0.001, 0.3, 5.0, 1.4968979482690063e-11, 0.999999999985031],
    [0.999, 20.0, 0.4, 0.9999999988097819, 1.1902181230782579e-09],
    [0.05, 200.0, 300.0, 0.36422289328169266, 0.6357771067183073],
    [0.8, 5000.0, 100.0, 0.9820417593683097, 0.01795824063169025],
    [1e-10, 4.0, 4.0, 0.0013011345107847966, 0.9986988654892152],
];
const STUDENT: &[[f64; 3]] = &[
    [0.1, 1.0, 0.4682744825694464],
    [1.0, 1.0, 0.25],
    [12.7062, 1.0, 0.0250000092803552],
    [2.228, 10.0, 0.025005885908555684],
    [2.5, 30.0, 0.009057824534033348],
    [6.0, 4.0, 0.0019412685234802551],
    [40.0, 3.5, 4.38322055468651e-06],
    [1.96, 1000.0, 0.02513659247787436],
];
const CHI_SQUARE: &[[f64; 3]] = &[
    [3.841458820694124, 1.0, 0.05000000000000006],
    [0.004, 1.0, 0.9495709711511051],
    [18.307, 10.0, 0.05000058909139812],
    [150.0, 100.0, 0.0009039320423540091],
    [2.0, 7.0, 0.9598403687301016],
];
