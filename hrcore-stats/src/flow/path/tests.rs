//! The path of the driver panel is that of an independent program (numpy): shares estimated on 2016, twelve months of
//! 2017 with their hires by grade.

use super::super::Planned;
use super::*;

fn close(found: f64, expected: f64, margin: f64, what: &str) {
    assert!((found - expected).abs() <= margin, "{what}: {found}, expected {expected}");
}

fn one_grade(stay: f64, leave: f64, shock: f64) -> Rates {
    Rates::posterior(&[], &Table::new(1, 2, vec![stay, leave]).unwrap(), shock).unwrap()
}

/// Twelve months of a panel of drivers: means, deviations of grades and of the total.
#[test]
fn the_path_of_the_oracle() {
    let counts: Vec<f64> = COUNTS.iter().flatten().copied().collect();
    let mut shares = Table::new(5, 6, counts).unwrap();
    for row in 0..5 {
        let all = crate::real::sum(shares.row(row));
        shares.row_mut(row).iter_mut().for_each(|share| *share /= all);
    }
    let rates = Rates::known(shares).unwrap();
    let steps: Vec<Step> = ORACLE.iter().map(|(hires, _, _)| Step::hiring(hires)).collect();
    let path = project(&rates, &START, &steps).unwrap();
    for (month, (moment, (_, means, deviations))) in path.iter().zip(ORACLE).enumerate() {
        for grade in 0..5 {
            close(moment.mean[grade], means[grade], 1e-9, &format!("mean {month} {grade}"));
            close(moment.deviation(grade), deviations[grade], 1e-9, &format!("deviation {month} {grade}"));
        }
        close(moment.total().1.sqrt(), deviations[5], 1e-9, &format!("deviation of all {month}"));
    }
}

/// With one grade all is a product of chances: three steps at 0.9 leave 0.729 of 50, binomial.
#[test]
fn a_binomial() {
    let rates = Rates::known(Table::new(1, 2, vec![0.9, 0.1]).unwrap()).unwrap();
    let last = project(&rates, &[50.0], &vec![Step::default(); 3]).unwrap().pop().unwrap();
    close(last.mean[0], 36.45, 1e-12, "mean");
    close(last.mean[1], 13.55, 1e-12, "left");
    close(last.covariance.at(0, 0), 50.0 * 0.729 * 0.271, 1e-12, "variance");
    close(last.covariance.at(0, 1), -50.0 * 0.729 * 0.271, 1e-12, "covariance with leavers");
}

/// Two grades and two steps by hand: 0.5 stay in the first, 0.3 go up, 0.2 leave; 0.75 stay in the second. Of 40 in
/// the first, one of them is in the second after two steps with 0.5 · 0.3 + 0.3 · 0.75 = 0.375, in the first with 0.25.
#[test]
fn two_grades_by_hand() {
    let rates = Rates::known(Table::new(2, 3, vec![0.5, 0.3, 0.2, 0.0, 0.75, 0.25]).unwrap()).unwrap();
    let last = project(&rates, &[40.0, 0.0], &vec![Step::default(); 2]).unwrap().pop().unwrap();
    close(last.mean[1], 15.0, 1e-12, "mean");
    close(last.covariance.at(1, 1), 40.0 * 0.375 * 0.625, 1e-12, "variance");
    close(last.covariance.at(0, 1), -40.0 * 0.25 * 0.375, 1e-12, "covariance");
}

/// One step under Beta(18, 2) is beta-binomial: mean 27, variance n p q (w + n) / (w + 1), w = 20. Of one person that is
/// p q, whatever the weight.
#[test]
fn one_step_is_beta_binomial() {
    let last = project(&one_grade(18.0, 2.0, 0.0), &[30.0], &[Step::default()]).unwrap().pop().unwrap();
    let (chance, weight) = (30.0 * 0.09, 20.0);
    let exact = chance * (weight + 30.0) / (weight + 1.0);
    close(last.mean[0], 27.0, 1e-12, "mean");
    close(last.covariance.at(0, 0), exact, 1e-12, "variance");
    let alone = project(&one_grade(18.0, 2.0, 0.0), &[1.0], &[Step::default()]).unwrap().pop().unwrap();
    close(alone.covariance.at(0, 0), 0.09, 1e-12, "one person");
}

/// Moments of a power of a beta number are known: E pʰ = ∏ (a+i)/(a+b+i). The Taylor series misses by the order of
/// 1/w of what it adds, times what h choose 2 says: within a tenth at a weight of 100, a hundredth at 1000.
#[test]
fn the_series_comes_near_the_exact_moments() {
    for (weight, share) in [(100.0, 0.1), (1000.0, 0.01)] {
        let (a, b) = (0.9 * weight, 0.1 * weight);
        let power =
            |times: u32| (0..times).fold(1.0, |product, i| product * (a + f64::from(i)) / (a + b + f64::from(i)));
        let last = project(&one_grade(a, b, 0.0), &[1e9], &vec![Step::default(); 6]).unwrap().pop().unwrap();
        let plain = 0.9 * 0.9 * 0.9 * 0.9 * 0.9 * 0.9;
        let bend = power(6) - plain;
        close(last.mean[0] / 1e9 - plain, bend, share * bend, "bend");
        let variance = power(12) - power(6) * power(6);
        close(last.covariance.at(0, 0) / 1e18, variance, share * variance, "variance");
    }
}

/// Shares drawn anew in each step: n of one step is beta-binomial with correlation ρ, n p q (1 + (n−1) ρ); the second
/// step by the law of total variance.
#[test]
fn shocks_are_exact() {
    let rates = one_grade(9e14, 1e14, 0.05);
    let path = project(&rates, &[80.0], &vec![Step::default(); 2]).unwrap();
    let first = 80.0 * 0.09 * (1.0 + 79.0 * 0.05);
    close(path[0].covariance.at(0, 0), first, 1e-9, "first");
    let square = 72.0 * 72.0 + first;
    let second = 0.81 * first + 0.09 * (72.0 + 0.05 * (square - 72.0));
    close(path[1].covariance.at(0, 0), second, 1e-9, "second");
}

/// Of 20, 4 leave by notice; 16 move by the shares that remain: 0.8 stay and 0.2 go up, as 0.5 of the row is closed.
#[test]
fn plans_replace_rates() {
    let shares = Table::new(2, 3, vec![0.4, 0.1, 0.5, 0.0, 1.0, 0.0]).unwrap();
    let step = Step { hires: vec![1.0, 0.0], planned: vec![Planned { from: 0, to: 2, people: 4.0 }] };
    let rates = Rates::known(shares).unwrap();
    let moment = project(&rates, &[20.0, 5.0], std::slice::from_ref(&step)).unwrap().pop().unwrap();
    for (found, expected) in moment.mean.iter().zip([13.8, 8.2, 4.0]) {
        close(*found, expected, 1e-12, "mean");
    }
    close(moment.covariance.at(0, 0), 16.0 * 0.16, 1e-12, "variance");
    close(moment.covariance.at(2, 2), 0.0, 1e-12, "those who gave notice are certain");
    assert_eq!(moment.missing, 0.0);
    // In doubt about the row of weight 20: p/(p + q) has the slopes 0.4 and −1.6, and the covariances are 0.24, 0.09
    // and −0.04 over 21, so its variance is 0.32 / 21. Of the weight 10 is open, so chance does 10 / 11 of 16 p q.
    let prior = Table::new(2, 3, [8.0, 2.0, 10.0, 0.0, 1.0, 0.0].to_vec()).unwrap();
    let rates = Rates::posterior(&[], &prior, 0.0).unwrap();
    let moment = project(&rates, &[20.0, 5.0], &[step]).unwrap().pop().unwrap();
    close(moment.covariance.at(0, 0), 16.0 * 0.16 * 10.0 / 11.0 + 256.0 * 0.32 / 21.0, 1e-12, "doubt");
}

#[test]
fn more_are_planned_than_there_are() {
    let step = Step { hires: Vec::new(), planned: vec![Planned { from: 0, to: 1, people: 7.0 }] };
    let rates = Rates::known(Table::new(2, 3, vec![0.5, 0.0, 0.5, 0.0, 1.0, 0.0]).unwrap()).unwrap();
    let moment = project(&rates, &[5.0, 1.0], &[step]).unwrap().pop().unwrap();
    assert_eq!(moment.mean, [0.0, 6.0, 0.0]);
    assert_eq!(moment.missing, 2.0);
}

#[test]
fn faults_are_told() {
    let rates = one_grade(9.0, 1.0, 0.0);
    assert_eq!(project(&rates, &[1.0, 2.0], &[]), Err(Fault::Shape));
    assert_eq!(project(&rates, &[-1.0], &[]), Err(Fault::Value));
    assert_eq!(project(&rates, &[1.0], &[Step::hiring(&[1.0, 1.0])]), Err(Fault::Shape));
    let step = Step { hires: Vec::new(), planned: vec![Planned { from: 0, to: 2, people: 1.0 }] };
    assert_eq!(project(&rates, &[1.0], &[step]), Err(Fault::Shape));
}

const START: [f64; 5] = [233.0, 274.0, 184.0, 95.0, 9.0];
const COUNTS: [[f64; 6]; 5] = [
    [2456.0, 0.0, 0.0, 0.0, 0.0, 354.0],
    [0.0, 2856.0, 0.0, 0.0, 0.0, 259.0],
    [0.0, 0.0, 1574.0, 0.0, 0.0, 104.0],
    [0.0, 0.0, 0.0, 1083.0, 0.0, 30.0],
    [0.0, 0.0, 0.0, 0.0, 175.0, 12.0],
];
/// Hires, means by grade, deviations by grade and of all.
type Month = ([f64; 5], [f64; 5], [f64; 6]);
const ORACLE: [Month; 12] = [
    (
        [12.0, 32.0, 13.0, 0.0, 0.0],
        [215.64697508896796, 283.2179775280899, 185.59594755661502, 92.43935309973045, 8.422459893048128],
        [
            5.06509333845116,
            4.570315841995385,
            3.2706644364278494,
            1.5784887608680669,
            0.7351725713832901,
            7.763524248460317,
        ],
    ),
    (
        [11.0, 18.0, 20.0, 0.0, 0.0],
        [199.48006078950368, 277.6695164751925, 194.0929806043576, 89.94772633154365, 7.881981183333809],
        [
            6.583524115328392,
            6.256933292213947,
            4.494704430392604,
            2.187140717640692,
            0.9895118479766813,
            10.414273384781326,
        ],
    ),
    (
        [9.0, 14.0, 12.0, 1.0, 0.0],
        [183.3498324907548, 268.5823881390529, 194.06337989943913, 88.52325931452091, 7.3761855993765595],
        [
            7.421218952749671,
            7.353718872153353,
            5.390711349654028,
            2.6245575343236216,
            1.1536202147028238,
            12.100850494959019,
        ],
    ),
    (
        [14.0, 25.0, 32.0, 0.0, 0.0],
        [174.2516685399622, 271.25081878816536, 214.0356138031688, 86.13718763488423, 6.902847486047582],
        [
            7.8905275996641935,
            8.119926636991007,
            6.070546558631632,
            2.9738404166911465,
            1.2682588221124627,
            13.247542306990557,
        ],
    ),
    (
        [18.0, 33.0, 32.0, 0.0, 0.0],
        [170.29967898012353, 281.69737992263254, 232.76999769141102, 83.81543055577683, 6.459884011007095],
        [
            8.16994959880638,
            8.723706647426358,
            6.6983966848609136,
            3.2607632986910695,
            1.350261483458286,
            14.148336850278362,
        ],
    ),
    (
        [13.0, 24.0, 34.0, 2.0, 0.0],
        [161.84555572070582, 282.27535058075074, 252.34325170815313, 83.55625453001464, 6.04534599960557],
        [
            8.351114104904303,
            9.243831366253556,
            7.280913377553294,
            3.5021991927598526,
            1.4087782627157264,
            14.9148007063979,
        ],
    ),
    (
        [17.0, 42.0, 40.0, 1.0, 0.0],
        [158.45647147688737, 300.8052652515647, 276.70338390264186, 82.30406438095764, 5.657409357919651],
        [
            8.43188328393281,
            9.66169686542052,
            7.8303697874816605,
            3.715452469073893,
            1.4495364614708166,
            15.545593460686165,
        ],
    ),
    (
        [12.0, 34.0, 47.0, 1.0, 0.0],
        [150.4943394830019, 309.79449038795144, 306.5537105260777, 81.0856259879399, 5.294367046181491],
        [
            8.471069130475458,
            10.069848739033533,
            8.3687867920469,
            3.9024448855217266,
            1.476443963490239,
            16.143308863826817,
        ],
    ),
    (
        [15.0, 30.0, 22.0, 0.0, 0.0],
        [146.53526611041022, 314.036296805133, 309.5539573111122, 78.90002960012481, 4.954621567282143],
        [
            8.449159752070706,
            10.433457827461343,
            8.913263744291859,
            4.067659205515879,
            1.4923255241610112,
            16.687255622510676,
        ],
    ),
    (
        [11.0, 29.0, 30.0, 0.0, 0.0],
        [139.07495144739056, 316.92541369998713, 320.36825316310524, 76.77334416615918, 4.636677937296123],
        [
            8.406496484812536,
            10.744644997138208,
            9.375506608945763,
            4.211327007401995,
            1.4993079567089345,
            17.146425369458278,
        ],
    ),
    (
        [11.0, 19.0, 18.0, 1.0, 0.0],
        [132.55447713693638, 309.5743118867298, 318.51229468338954, 75.70398178971284, 4.339137107095302],
        [
            8.324566011209775,
            11.009433787864422,
            9.796287548716219,
            4.336549921682666,
            1.4990412910214883,
            17.5364212813483,
        ],
    ),
    (
        [21.0, 34.0, 23.0, 0.0, 0.0],
        [136.85544336238996, 317.8344252804174, 321.77136581147505, 73.6634431969982, 4.06068980610523],
        [
            8.217863629966853,
            11.202205745320972,
            10.146796844791792,
            4.448717019627508,
            1.4928349820816371,
            17.83254950407151,
        ],
    ),
];
