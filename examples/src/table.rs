//! Tables for a terminal: columns as wide as their content, the last one wrapped to the page.
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// text
    Left,
    /// figures
    Right,
}

/// How things look on this page.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// columns of the terminal
    pub width: usize,
    /// whether colour may be used
    pub colour: bool,
}

impl Page {
    /// A heading with a rule under it.
    pub fn heading(&self, text: &str) -> String {
        let rule = "─".repeat(text.width().min(self.width));
        format!("{}\n{rule}\n", self.paint("1", text))
    }

    /// A text in a colour of the terminal, if there is one.
    pub fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Rows under a header.
#[derive(Debug)]
pub struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<(Option<&'static str>, Vec<String>)>,
}

impl Table {
    /// A table with these columns.
    pub fn new(columns: &[(&str, Align)]) -> Table {
        Table { columns: columns.iter().map(|&(n, a)| (n.to_owned(), a)).collect(), rows: Vec::new() }
    }

    /// Adds a row, in a colour if one is named.
    pub fn row(&mut self, colour: Option<&'static str>, cells: Vec<String>) {
        self.rows.push((colour, cells));
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines of text, each at most as wide as the page where words allow it.
    pub fn print(&self, page: Page) -> String {
        let mut widths: Vec<usize> = self.columns.iter().map(|(name, _)| name.width()).collect();
        for (_, cells) in &self.rows {
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = (*width).max(cell.width());
            }
        }
        let fixed: usize = widths.iter().rev().skip(1).map(|w| w + GAP.len()).sum();
        if let Some(last) = widths.last_mut() {
            *last = (*last).min(page.width.saturating_sub(fixed).max(12));
        }
        let header: Vec<String> = self.columns.iter().map(|(name, _)| name.clone()).collect();
        let mut out = page.paint("2", &self.line(&header, &widths));
        out.push('\n');
        for (colour, cells) in &self.rows {
            let last = cells.last().map_or("", String::as_str);
            let wrapped = wrap(last, widths.last().copied().unwrap_or(0));
            for (i, piece) in wrapped.into_iter().enumerate() {
                let mut line: Vec<String> = if i == 0 { cells.clone() } else { vec![String::new(); cells.len()] };
                if let Some(cell) = line.last_mut() {
                    *cell = piece;
                }
                let line = self.line(&line, &widths);
                out.push_str(&colour.map_or_else(|| line.clone(), |c| page.paint(c, &line)));
                out.push('\n');
            }
        }
        out
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let padded = cells.iter().zip(widths).zip(&self.columns).map(|((cell, &width), &(_, align))| {
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            match align {
                Align::Left => format!("{cell}{blanks}"),
                Align::Right => format!("{blanks}{cell}"),
            }
        });
        // The blanks that kept words together have done their work.
        padded.collect::<Vec<_>>().join(GAP).trim_end().replace('\u{a0}', " ")
    }
}

const GAP: &str = "  ";

/// Breaks a text at blanks, and between wide characters, which have none.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words(text) {
        let size = word.trim_end().width();
        if used > 0 && used + size > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(word);
            used += word.width();
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Puts items on lines, as many as fit, without breaking one.
pub fn fill(items: &[String], separator: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let item = if i + 1 < items.len() { format!("{item}{separator}") } else { item.clone() };
        match lines.last_mut() {
            Some(line) if line.width() + item.trim_end().width() <= width => line.push_str(&item),
            _ => lines.push(item),
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Pieces that stay whole: a word with the blanks behind it, or a wide character with the marks behind it.
fn words(text: &str) -> Vec<&str> {
    const CLOSING: &str = "，。；：、）！？》」”%";
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let wide = |c: char| c.width().unwrap_or(0) > 1;
        let may_break = previous.is_some_and(|p| {
            // A blank before a wide character belongs to the number in front of it: `1 项`; so does one among digits.
            let number = before.is_ascii_digit() && c.is_ascii_digit();
            let word = p == ' ' && c != ' ' && !wide(c) && !number;
            let character = (wide(p) || wide(c)) && p != ' ' && c != ' ';
            word || (character && !CLOSING.contains(c) && !"（“".contains(p))
        });
        if may_break {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = previous.replace(c).unwrap_or(' ');
    }
    pieces.extend(text.get(start..));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Align, Page, Table, fill, wrap};

    const PAGE: Page = Page { width: 30, colour: false };

    #[test]
    fn wide_characters_take_two_columns() {
        let mut table = Table::new(&[("姓名", Align::Left), ("n", Align::Right), ("x", Align::Left)]);
        table.row(None, vec!["李娜".into(), "5".into(), "a".into()]);
        table.row(None, vec!["Bo".into(), "12".into(), "b".into()]);
        assert_eq!(table.print(PAGE), "姓名   n  x\n李娜   5  a\nBo    12  b\n");
    }

    #[test]
    fn the_last_column_wraps() {
        let mut table = Table::new(&[("a", Align::Left), ("advice", Align::Left)]);
        table.row(None, vec!["twelve chars".into(), "take the open course".into()]);
        assert_eq!(table.print(PAGE), "a             advice\ntwelve chars  take the open\n              course\n");
        assert_eq!(wrap("需优化关键词。", 6), ["需优化", "关键", "词。"]);
        assert_eq!(wrap("甲；1 项未", 6), ["甲；", "1 项未"]);
        assert_eq!(wrap("“海报定稿”逾期", 9), ["“海报定", "稿”逾期"]);
        assert_eq!(wrap("warm-up, 8 000 visits", 10), ["warm-up,", "8 000", "visits"]);
        assert_eq!(wrap("", 6), [""]);
    }

    #[test]
    fn items_are_not_broken() {
        let items = ["Li Na 5", "Bo 7", "Wu Tao 9"].map(str::to_owned);
        assert_eq!(fill(&items, ", ", 14), ["Li Na 5, Bo 7,", "Wu Tao 9"]);
    }

    #[test]
    fn colour_only_where_it_is_allowed() {
        let page = Page { width: 30, colour: true };
        assert_eq!(page.paint("31", "x"), "\u{1b}[31mx\u{1b}[0m");
        assert_eq!(PAGE.paint("31", "x"), "x");
    }
}
