//! The page: one file that needs nothing else.
use serde_json::Value;

use super::{flows, forecast, headcount};
use crate::json::Dig as _;
use crate::names::Names;
use crate::plot::Chart;
use crate::plot::style::CSS;
use crate::plot::text::escape;

const PAGE_CSS: &str = "\
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,'Segoe UI','Noto Sans',\
'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}
main{max-width:58rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.5rem;margin:0 0 .25rem}h1+p{color:var(--soft);margin:0 0 2rem}
figure{margin:0 0 2.5rem}figcaption{margin:.5rem .5rem}figcaption,.words{white-space:pre-line}
details{margin:.4rem .5rem}summary{cursor:pointer;color:var(--soft)}
.scroll{overflow-x:auto}.scroll .plot{min-width:40rem}table{border-collapse:collapse;margin:.5rem 0;font-size:.875rem}
th,td{padding:.2rem .7rem .2rem 0;text-align:right;border-bottom:1px solid var(--grid);white-space:nowrap;\
font-variant-numeric:tabular-nums}
th:first-child{text-align:left}th{font-weight:500;color:var(--soft)}
@media print{details{display:none}}
";

/// The page of answers: of `forecast`, of `headcount`, of `flows`; null where a question was not asked.
pub fn page(answers: &[&Value; 3], names: &Names) -> String {
    let lang = names.lang;
    let [series, plans, grades] = *answers;
    let mut figures = String::new();
    if let Some(chart) = forecast::chart(series, names, "series") {
        figures += &figure(&chart, series.text("text"), &forecast::figures(series, names), names);
    }
    for (place, plan) in plans.items("plans").iter().enumerate() {
        if let Some(chart) = headcount::chart(plan, names, &format!("plan{place}")) {
            figures += &figure(&chart, plan.text("text"), &headcount::figures(plan, names), names);
        }
    }
    if let Some(chart) = flows::chart(grades, names, "grades") {
        figures += &figure(&chart, grades.text("text"), &flows::figures(grades, names), names);
    }
    if figures.is_empty() {
        figures = format!("<p>{}</p>\n", lang.say("There is nothing to draw.", "没有可画的内容。"));
    }
    let as_of = answers.iter().map(|answer| answer.text("as_of")).find(|day| !day.is_empty()).unwrap_or("");
    let title = format!("{} · {}", names.company(), lang.say("outlook", "展望"));
    let title = escape(&title);
    let below = escape(&format!("{} {as_of}", lang.say("As of", "截至")));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <style>\n{CSS}{PAGE_CSS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{below}</p>\n\
         {figures}</main>\n</body>\n</html>\n",
        lang.code()
    )
}

/// A drawing and what is said of it; a long text can be opened.
fn figure(chart: &Chart, text: &str, tables: &str, names: &Names) -> String {
    let is_long = text.lines().count() > 3;
    let caption = if text.is_empty() || is_long { chart.about.as_str() } else { text };
    let words = if is_long {
        let summary = names.lang.say("In words", "文字说明");
        format!("<details><summary>{summary}</summary>\n<p class=\"words\">{}</p></details>\n", escape(text))
    } else {
        String::new()
    };
    format!(
        "<figure>\n<div class=\"scroll\">{}</div><figcaption>{}</figcaption>\n{words}{tables}</figure>\n",
        chart.svg(),
        escape(caption)
    )
}
