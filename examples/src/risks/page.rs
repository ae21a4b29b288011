//! The page: one file that needs nothing else, for the screen and for paper.
use super::absent::absent;
use super::audit::audit;
use super::card::card;
use super::drawing::CSS;
use super::head::head;
use super::html::{figure, paragraph, section};
use super::people::{people, signals};
use super::reliability::{reliability, tried};
use super::sheet::Sheet;
use super::terms;
use crate::json::Dig as _;
use crate::plot::style::CSS as PLOT;
use crate::plot::text::escape;

const PAGE_CSS: &str = "\
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,'Segoe UI','Noto Sans',\
'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}h1+p{color:var(--soft);margin:0 0 1.25rem}
h2{font-size:1.25rem;margin:2.5rem 0 .5rem;border-bottom:1px solid var(--grid);padding-bottom:.25rem}
h3{font-size:1rem;margin:0}section>h3{margin:1.25rem 0 .4rem}
p{margin:.5rem 0;max-width:46rem}.how,.sum,figcaption{color:var(--soft);font-size:.875rem}
.review{border:2px solid var(--act);border-radius:.4rem;padding:.6rem .8rem;font-weight:600}
.look{border-left:4px solid var(--act);padding-left:.7rem}
figure{margin:1rem 0;break-inside:avoid}figcaption{margin:.3rem .5rem 0}figure.wide .plot{max-width:34rem}
.terms{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:1rem 1.5rem;align-items:start}
.terms figure{margin:0}.terms .wide{grid-column:1/-1;overflow-x:auto}.terms .wide .plot{min-width:34rem;max-width:none}
.people{list-style:none;margin:1rem 0;padding:0}
.person{display:grid;grid-template-columns:minmax(0,11.5rem) minmax(0,18.75rem) minmax(0,21.25rem);gap:.25rem 1.25rem;\
padding:.6rem 0;border-top:1px solid var(--grid);break-inside:avoid;align-items:start}
.axes{border-top:0;padding-bottom:0;align-items:end}.who p{margin:0;font-size:.875rem}.who .sum{font-size:.75rem}.who p{line-height:1.4}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0;font-size:.875rem;break-inside:avoid}
caption{text-align:left;font-weight:600;padding-bottom:.3rem}
th,td{padding:.25rem .9rem .25rem 0;text-align:right;border-bottom:1px solid var(--grid);vertical-align:top;\
font-variant-numeric:tabular-nums}
th{font-weight:500}thead th{color:var(--soft)}th:first-child,.plain td,.plain th,.words td:last-child,.words th:last-child,.card td:nth-child(2),\
.card th:nth-child(2){text-align:left}.words td:nth-child(2),.card td:nth-child(2){white-space:nowrap}\
.words,.plain{min-width:32rem}.figures tbody th{min-width:8rem}.figures td{white-space:nowrap}
.card td:last-child{border:1px solid var(--soft);min-width:3rem}.card tr:last-child th{font-weight:700}
.totals{list-style:none;padding:0;margin:.5rem 0;columns:7rem;column-gap:1.5rem;font-size:.875rem;\
font-variant-numeric:tabular-nums}
.totals li{display:flex;justify-content:space-between;border-bottom:1px solid var(--grid);break-inside:avoid}
.totals span{font-weight:600}
@media(max-width:52rem){.person{grid-template-columns:minmax(0,1fr)}.person .plot{max-width:26rem}.axes div{display:none}}
@page{size:A4;margin:14mm}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--grid:#ccc;--seen:#333;--ahead:#0a5fc2;--supply:#12805c;--act:#c2410c;\
--near:.3;--far:.15}
html{font-size:12px}body{font-size:9.5pt;line-height:1.35}main{max-width:none;padding:0}h2{break-after:avoid;margin-top:1.5rem}
p,figcaption{orphans:3;widows:3}.how,.axes{break-after:avoid;break-inside:avoid}th,td{padding-top:.15rem;padding-bottom:.15rem}.totals{columns:6rem;font-size:8pt}\
figure.wide .plot{max-width:30rem}.terms .wide .plot{min-width:0}.scroll{overflow:visible}#scorecard{break-before:page}
.terms{grid-template-columns:1fr 1fr;gap:.6rem 1rem}\
.person{grid-template-columns:minmax(0,13.5rem) minmax(0,1fr) minmax(0,1.25fr);gap:.2rem 1rem;padding:.35rem 0}\
.person .plot{max-width:none}.axes div{display:block}}
";

/// The page of these answers.
pub fn page(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let parts = [
        head(sheet),
        people(sheet),
        signals(sheet),
        model(sheet),
        reliability(sheet),
        tried(sheet),
        card(sheet),
        audit(sheet),
        absent(sheet),
    ]
    .concat();
    let title = escape(&format!("{} · {}", sheet.names.company(), lang.say("leaving", "离职风险")));
    let policy = sheet.answer.get("policy").map_or("", |policy| policy.text("version"));
    let below = format!(
        "{} {} · {} {policy}",
        lang.say("As of", "截至"),
        sheet.answer.text("as_of"),
        lang.say("policy version", "制度版本")
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <style>\n{PLOT}{CSS}{PAGE_CSS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{}</p>\n\
         {parts}</main>\n</body>\n</html>\n",
        lang.code(),
        escape(&below)
    )
}

/// The terms of the model; none where there are none.
fn model(sheet: &Sheet<'_>) -> String {
    let lang = sheet.names.lang;
    let drawings = terms::drawings(sheet);
    if drawings.is_empty() {
        return String::new();
    }
    let how = lang.say(
        "What each driver does to the odds of leaving in a month, against somebody average (×1), all on one scale; surfaces above the line go with leaving, below it with staying. Grey bars below a curve: the people of today. How sure a chance is, stands with each person.",
        "各因素对每月离职优势比的影响（以平均水平 ×1 为基准，各图同一刻度）：线上方倾向离职，下方倾向留任。曲线下方的灰条为当前人员分布。概率的不确定程度见各人一栏。",
    );
    let figures: String = drawings
        .iter()
        .map(|drawing| figure(if drawing.size.0 > 500.0 { "wide" } else { "" }, &drawing.svg(), ""))
        .collect();
    let body = format!("{}<div class=\"terms\">\n{figures}</div>\n", paragraph("how", how));
    section("model", lang.say("The model, term by term", "模型各项"), &body)
}
