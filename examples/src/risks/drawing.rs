//! A drawing of a known size: to stand in a page, as a file of its own, or within another drawing.
use std::fmt::Write as _;

use crate::lang::Lang;
use crate::plot::style::CSS as PLOT;
use crate::plot::text::{escape, width};

/// What these drawings need beside the style of all drawings. What can be acted on is solid, context is pale with an outline,
/// what cannot be acted on is an outline of dashes: they differ without colour.
pub const CSS: &str = "\
.plot .pale{fill-opacity:.25;stroke-width:1.25}
.plot .open{fill:none;stroke-width:1.25;stroke-dasharray:3 2}
.plot .zero{stroke:var(--soft);stroke-width:1.25;fill:none}
.plot .wide{stroke-width:4;stroke-linecap:butt}
.plot .ink{fill:var(--ink)}.plot .on{fill:var(--paper)}
.plot .h0{opacity:.08}.plot .h1{opacity:.2}.plot .h2{opacity:.38}.plot .h3{opacity:.58}.plot .h4{opacity:.92}
.plot .people{fill:var(--soft);opacity:.45}
";

/// A drawing.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Tells it from others on the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The same for those who do not see it.
    pub about: String,
    /// Width and height.
    pub size: (f64, f64),
    /// The language of its words.
    pub lang: Lang,
    /// What is drawn.
    pub body: String,
}

impl Drawing {
    /// The drawing, to stand within a page that has the styles.
    pub fn svg(&self) -> String {
        self.whole("", "")
    }

    /// The drawing as a file of its own.
    pub fn file(&self) -> String {
        let (wide, tall) = self.size;
        let size = format!(" width=\"{wide:.0}\" height=\"{tall:.0}\"");
        let paper = format!("<rect class=\"paper\" width=\"{wide:.0}\" height=\"{tall:.0}\"/>\n");
        self.whole(&size, &format!("<style>{PLOT}{CSS}</style>\n{paper}"))
    }

    /// The drawing with its corner at a place of another one.
    pub fn placed(&self, (x, y): (f64, f64)) -> String {
        format!("<g transform=\"translate({x:.0} {y:.0})\">\n{}</g>\n", self.body)
    }

    fn whole(&self, size: &str, before: &str) -> String {
        let (id, (wide, tall)) = (escape(&self.id), self.size);
        let mut out = String::new();
        // A String takes everything.
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\"{size} viewBox=\"0 0 {wide:.0} {tall:.0}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-about\" lang=\"{}\">\n<title id=\"{id}-title\">{}</title>\n\
             <desc id=\"{id}-about\">{}</desc>\n{before}{}</svg>\n",
            self.lang.code(),
            escape(&self.title),
            escape(&self.about),
            self.body
        );
        out
    }
}

/// A rectangle from one place to another, whichever is the higher.
pub fn rect(out: &mut String, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    let (x, y, wide, tall) = (x1.min(x2), y1.min(y2), (x2 - x1).abs(), (y2 - y1).abs());
    let _ =
        writeln!(out, "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\"/>");
}

/// A line through places; a surface where it is closed.
pub fn path(out: &mut String, class: &str, places: &[(f64, f64)], is_closed: bool) {
    let mut steps = String::new();
    for (at, (x, y)) in places.iter().enumerate() {
        let _ = write!(steps, "{}{x:.1} {y:.1}", if at == 0 { 'M' } else { 'L' });
    }
    let _ = writeln!(out, "<path class=\"{class}\" d=\"{steps}{}\"/>", if is_closed { "Z" } else { "" });
}

/// The sign of a band: each has a form of its own.
pub fn mark(out: &mut String, band: &str, (x, y): (f64, f64)) {
    let class = match band {
        "low" => "line hollow s-ahead",
        "raised" | "high" => "f-act",
        _ => "f-seen",
    };
    let _ = match band {
        "high" => writeln!(out, "<path class=\"{class}\" d=\"M{x:.1} {:.1}l7 7l-7 7l-7 -7Z\"/>", y - 7.0),
        "raised" => writeln!(out, "<path class=\"{class}\" d=\"M{x:.1} {:.1}l6.5 11h-13Z\"/>", y - 7.0),
        _ => writeln!(out, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>"),
    };
}

/// A text in lines that are at most so wide: parted at blanks, and within Chinese anywhere.
pub fn lines(text: &str, wide: f64, size: f64) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split([' ', '\u{a0}']) {
        for (at, piece) in pieces(word).into_iter().enumerate() {
            let blank = if line.is_empty() || at > 0 { "" } else { " " };
            let longer = format!("{line}{blank}{piece}");
            if !line.is_empty() && width(&longer, size) > wide {
                lines.push(std::mem::replace(&mut line, piece));
            } else {
                line = longer;
            }
        }
    }
    lines.push(line);
    lines
}

/// What a word can be parted into: Chinese letter by letter, all else not.
fn pieces(word: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut was_wide = true;
    for letter in word.chars() {
        let is_wide = letter > '\u{2e80}';
        match pieces.last_mut() {
            Some(last) if !is_wide && !was_wide => last.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        was_wide = is_wide;
    }
    pieces
}

/// How many there are, as a place in a drawing.
pub fn count(many: usize) -> f64 {
    u32::try_from(many).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_parted() {
        assert_eq!(lines("pay against\u{a0}those", 70.0, 12.0), ["pay against", "those"]);
        assert_eq!(lines("同岗相对薪酬 0.86 倍", 50.0, 12.0), ["同岗相对", "薪酬", "0.86 倍"]);
        assert_eq!(lines("short", 70.0, 12.0), ["short"]);
        assert_eq!(lines("", 70.0, 12.0), [""]);
    }

    #[test]
    fn a_drawing_stands_in_a_page_in_a_file_and_in_another() {
        let mut body = String::new();
        rect(&mut body, "f-act", (10.0, 5.0), (4.0, 1.0));
        let (id, title) = ("d".to_owned(), "R&D".to_owned());
        let about = "one <bar>".to_owned();
        let drawing = Drawing { id, title, about, size: (20.0, 10.0), lang: Lang::En, body };
        let bar = "<rect class=\"f-act\" x=\"4.0\" y=\"1.0\" width=\"6.0\" height=\"4.0\"/>\n";
        assert_eq!(drawing.placed((3.0, 4.0)), format!("<g transform=\"translate(3 4)\">\n{bar}</g>\n"));
        let page = drawing.svg();
        assert!(page.contains("<title id=\"d-title\">R&amp;D</title>") && page.contains("one &lt;bar&gt;"));
        assert!(!page.contains("<style>") && drawing.file().contains("<style>:root"));
    }
}
