//! A reader of marks that is strict enough to find what a browser would forgive.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

/// Every mark is closed in order, attributes stand in quotes, ids are there once, and what is referred to is there.
pub fn check(text: &str) {
    let text = text.strip_prefix("<!DOCTYPE html>\n").unwrap_or(text);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find('<') {
        let (said, after) = rest.split_at(from);
        assert!(open.last() == Some(&"style") || plain(said), "{said}");
        let to = after.find('>').unwrap();
        let (mark, after) = after.split_at(to);
        rest = after.strip_prefix('>').unwrap();
        let mark = mark.strip_prefix('<').unwrap();
        if let Some(name) = mark.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{mark}");
            continue;
        }
        let name = mark.split([' ', '/']).next().unwrap();
        assert!(!name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()), "{mark}");
        assert_eq!(mark.matches('"').count() % 2, 0, "{mark}");
        if name != "meta" && !mark.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty() && plain(rest), "{open:?}");
    let all = attributes(text);
    let ids: Vec<&str> = all.iter().filter(|(name, _)| name == "id").map(|(_, value)| value.as_str()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "ids stand once");
    for (_, value) in all.iter().filter(|(name, _)| name == "aria-labelledby") {
        assert!(value.split(' ').all(|id| ids.contains(&id)), "{value}");
    }
}

/// Whether each `&` begins a character that is written by name.
fn plain(text: &str) -> bool {
    text.split('&').skip(1).all(|rest| ["amp;", "lt;", "gt;", "quot;"].iter().any(|name| rest.starts_with(name)))
}

/// Names and values of all attributes.
pub fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for mark in text.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let mut rest = mark;
        while let Some((before, after)) = rest.split_once("=\"") {
            let (value, next) = after.split_once('"').unwrap();
            let name = before.rsplit([' ', '\n']).next().unwrap();
            found.push((name.to_owned(), value.to_owned()));
            rest = next;
        }
    }
    found
}

/// Words of Latin letters that a reader sees or hears.
pub fn words(text: &str) -> Vec<String> {
    let body = text.split_once("</style>").unwrap().1;
    let seen: String =
        body.split('<').filter_map(|rest| rest.split_once('>')).map(|(_, seen)| format!("{seen} ")).collect();
    let seen = ["&amp;", "&lt;", "&gt;", "&quot;"].iter().fold(seen, |seen, name| seen.replace(name, " "));
    let words = seen.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
