//! Tables of the page: what the drawings show, for those who want the figures.
use crate::plot::text::escape;

/// A table that can be opened. The first column is the head of its row.
pub fn table(summary: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = format!("<details><summary>{}</summary>\n<div class=\"scroll\"><table>\n<tr>", escape(summary));
    for cell in head {
        out += &format!("<th scope=\"col\">{}</th>", escape(cell));
    }
    out += "</tr>\n";
    for row in rows {
        out += "<tr>";
        for (place, cell) in row.iter().enumerate() {
            let cell = escape(cell);
            out += &if place == 0 { format!("<th scope=\"row\">{cell}</th>") } else { format!("<td>{cell}</td>") };
        }
        out += "</tr>\n";
    }
    out + "</table></div></details>\n"
}
