//! Text in a drawing: how wide it is about, and how it is written.
use std::fmt::Write as _;

/// About how wide a text is at a size; nobody measures fonts here, so it is rather too much than too little.
pub fn width(text: &str, size: f64) -> f64 {
    let letter = |letter: char| match letter {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' => 0.32,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' => 0.9,
        'A'..='Z' => 0.7,
        // Chinese, and whatever else is as wide.
        '\u{2e80}'.. => 1.0,
        _ => 0.58,
    };
    text.chars().map(letter).sum::<f64>() * size
}

/// The text as XML.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no place for other control characters.
            letter if letter.is_control() && letter != '\n' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// Where a text stands to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A text of a class at a place.
pub fn put(out: &mut String, class: &str, anchor: Anchor, (x, y): (f64, f64), text: &str) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    // A String takes everything.
    let _ = writeln!(out, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\"{anchor}>{}</text>", escape(text));
}

/// The rows of a table; the first cell is the head of its row.
pub fn rows(rows: &[Vec<String>]) -> String {
    let mut out = String::new();
    for row in rows {
        out += "<tr>";
        for (place, cell) in row.iter().enumerate() {
            let cell = escape(cell);
            out += &if place == 0 { format!("<th scope=\"row\">{cell}</th>") } else { format!("<td>{cell}</td>") };
        }
        out += "</tr>\n";
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_twice_as_wide_as_figures() {
        assert!((width("四个", 10.0) - 20.0).abs() < 1e-9);
        assert!(width("1234", 10.0) < 24.0);
    }

    #[test]
    fn what_a_user_wrote_is_no_markup() {
        let mut out = String::new();
        put(&mut out, "t", Anchor::End, (1.0, 2.0), "R&D <\"x\">\u{1}");
        assert_eq!(
            out,
            "<text class=\"t\" x=\"1.0\" y=\"2.0\" text-anchor=\"end\">R&amp;D &lt;&quot;x&quot;&gt; </text>\n"
        );
    }
}
