//! Figures as people write them. The digits are the answer's; only their dress is ours.
use crate::lang::Lang;

/// A value in its unit: `2.8:1`, `4.05%`, `USD 120,000.00`.
pub fn value(figure: &str, unit: &str, currency: &str, lang: Lang) -> String {
    if figure.is_empty() {
        return "–".to_owned();
    }
    let digits = grouped(figure, if unit == "money" { 4 } else { 5 });
    match (unit, lang) {
        ("percent", _) => format!("{digits}%"),
        ("multiple", _) => format!("{digits}:1"),
        ("money", Lang::En) => format!("{currency} {digits}").trim_start().to_owned(),
        ("money", Lang::Zh) => format!("{digits} {}", zh_currency(currency)).trim_end().to_owned(),
        ("second", _) => format!("{digits} {}", lang.say("s", "秒")),
        ("minute", _) => format!("{digits} {}", lang.say("min", "分钟")),
        ("hour", _) => format!("{digits} {}", lang.say("h", "小时")),
        ("day", _) => format!("{digits} {}", lang.say("days", "天")),
        _ => digits,
    }
}

fn zh_currency(code: &str) -> &str {
    match code {
        "CNY" => "元",
        "USD" => "美元",
        "EUR" => "欧元",
        "JPY" => "日元",
        other => other,
    }
}

/// Commas between thousands, from so many digits on; labels stay as they are.
pub fn grouped(figure: &str, from: usize) -> String {
    let (sign, rest) = figure.strip_prefix('-').map_or(("", figure), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    if whole.len() < from || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return figure.to_owned();
    }
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A figure or a dash.
pub fn plain(figure: &str) -> String {
    if figure.is_empty() { "–".to_owned() } else { figure.to_owned() }
}

/// A share between 0 and 1 as a bar of ten cells and a percentage. Whole per cents, cut off and not rounded: a
/// target just missed never reads 100 %.
pub fn bar(share: &str) -> String {
    let Some(percent) = whole_percent(share) else {
        return "–".to_owned();
    };
    let full = percent / 10;
    let cells: String = (0..10).map(|i| if i < full { '█' } else { '░' }).collect();
    format!("{cells} {percent:>3}%")
}

/// A share between 0 and 1 as whole per cents.
pub fn percent(share: &str) -> String {
    whole_percent(share).map_or_else(|| "–".to_owned(), |p| format!("{p}%"))
}

fn whole_percent(share: &str) -> Option<usize> {
    share.chars().next().filter(char::is_ascii_digit)?;
    let (whole, fraction) = share.split_once('.').unwrap_or((share, ""));
    let hundredths: String = fraction.chars().chain("00".chars()).take(2).collect();
    let percent = format!("{whole}{hundredths}").parse::<usize>().ok()?;
    Some(percent.min(100))
}

/// A period in words: `November 2025`, `2025年11月`.
pub fn period(period: &str, lang: Lang) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Some((year, rest)) = period.split_once('-') else {
        return lang.say(period, &format!("{period}年")).to_owned();
    };
    let spoken = match (rest.split_at_checked(1), lang) {
        (Some(("Q", quarter)), Lang::En) => Some(format!("Q{quarter} {year}")),
        (Some(("Q", quarter)), Lang::Zh) => Some(format!("{year}年第{quarter}季度")),
        (Some(("H", half)), Lang::En) => Some(format!("H{half} {year}")),
        (Some(("H", half)), Lang::Zh) => Some(format!("{year}年{}半年", if half == "1" { "上" } else { "下" })),
        _ => rest.parse::<usize>().ok().filter(|_| rest.len() == 2).and_then(|month| match lang {
            Lang::En => MONTHS.get(month.checked_sub(1)?).map(|name| format!("{name} {year}")),
            Lang::Zh => Some(format!("{year}年{month}月")),
        }),
    };
    spoken.unwrap_or_else(|| period.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{bar, grouped, period, value};
    use crate::lang::Lang::{En, Zh};

    #[test]
    fn figures_wear_their_unit() {
        assert_eq!(value("2.8", "multiple", "", En), "2.8:1");
        assert_eq!(value("120000.00", "money", "USD", En), "USD 120,000.00");
        assert_eq!(value("120000.00", "money", "USD", Zh), "120,000.00 美元");
        assert_eq!(value("9800.00", "money", "USD", En), "USD 9,800.00");
        assert_eq!(value("9600", "count", "", En), "9600");
        assert_eq!(value("", "percent", "", En), "–");
        assert_eq!(grouped("-1234567.5", 5), "-1,234,567.5");
        assert_eq!(grouped("9600", 5), "9600");
        assert_eq!(grouped("green", 5), "green");
    }

    #[test]
    fn a_bar_never_rounds_up_to_the_target() {
        assert_eq!(bar("0.9999"), "█████████░  99%");
        assert_eq!(bar("1"), "██████████ 100%");
        assert_eq!(bar("0.0667"), "░░░░░░░░░░   6%");
        assert_eq!(bar(""), "–");
    }

    #[test]
    fn periods_in_words() {
        assert_eq!(period("2025-11", En), "November 2025");
        assert_eq!(period("2025-Q3", En), "Q3 2025");
        assert_eq!(period("2025-Q3", Zh), "2025年第3季度");
        assert_eq!(period("2025-H1", Zh), "2025年上半年");
        assert_eq!(period("2025", Zh), "2025年");
        assert_eq!(period("2025-06@26", En), "2025-06@26");
        assert_eq!(period("2025-13", En), "2025-13");
    }
}
