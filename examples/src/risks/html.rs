//! Pieces of the page.
use crate::plot::text::{self, escape};

/// A table with its caption; the first column is the head of its row.
pub fn table(class: &str, caption: &str, head: &[&str], rows: &[Vec<String>]) -> String {
    let mut out =
        format!("<div class=\"scroll\"><table class=\"{class}\">\n<caption>{}</caption>\n<thead><tr>", escape(caption));
    for cell in head {
        out += &format!("<th scope=\"col\">{}</th>", escape(cell));
    }
    out += "</tr></thead>\n<tbody>\n";
    out += &text::rows(rows);
    out + "</tbody>\n</table></div>\n"
}

/// A part of the page with its heading.
pub fn section(id: &str, head: &str, body: &str) -> String {
    format!("<section id=\"{id}\">\n<h2>{}</h2>\n{body}</section>\n", escape(head))
}

/// A paragraph of a class.
pub fn paragraph(class: &str, text: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<p{class}>{}</p>\n", escape(text))
}

/// A drawing with what is said below it.
pub fn figure(class: &str, svg: &str, caption: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let caption =
        if caption.is_empty() { String::new() } else { format!("<figcaption>{}</figcaption>\n", escape(caption)) };
    format!("<figure{class}>\n{svg}{caption}</figure>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_wrote_is_no_markup() {
        let cell = "<&\"".to_owned();
        let all =
            table("t", "<c>", &["<h>"], &[vec![cell.clone(), cell]]) + &section("i", "<h>", "") + &paragraph("", "<p>");
        let escaped = "&lt;&amp;&quot;";
        assert!(all.contains(&format!("<tr><th scope=\"row\">{escaped}</th><td>{escaped}</td></tr>")), "{all}");
        assert!(all.contains("<h2>&lt;h&gt;</h2>") && all.contains("<p>&lt;p&gt;</p>") && !all.contains("<c>"));
    }
}
