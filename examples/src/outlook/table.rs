//! Tables of the page: what the drawings show, for those who want the figures.
use crate::plot::text::{self, escape};

/// A table that can be opened. The first column is the head of its row.
pub fn table(summary: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = format!("<details><summary>{}</summary>\n<div class=\"scroll\"><table>\n<tr>", escape(summary));
    for cell in head {
        out += &format!("<th scope=\"col\">{}</th>", escape(cell));
    }
    out += "</tr>\n";
    out += &text::rows(rows);
    out + "</table></div></details>\n"
}
