use super::*;
use crate::limits::Limits;

document! {
    /// A thing to read.
    pub struct Thing {
        /// Its name.
        pub name: String,
        /// How often.
        pub times: u32 = 1,
        /// Parts.
        pub parts: Vec<Thing> = Vec::new(),
        /// A remark.
        pub remark: Option<String>,
    }
}

fn read(text: &str) -> (Option<Thing>, Vec<(String, String)>) {
    let limits = Limits { depth: 8, string: 20, ..Limits::default() };
    let mut reader = Reader::new(text.as_bytes(), &limits);
    let thing = Thing::read(&mut reader);
    reader.end();
    let (problems, _) = reader.finish();
    (thing, problems.into_iter().map(|p| (p.code.as_str().to_owned(), p.pointer)).collect())
}

fn codes(text: &str) -> Vec<(String, String)> {
    read(text).1
}

fn one(code: &str, pointer: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), pointer.to_owned())]
}

#[test]
fn good_input_is_read_with_defaults() {
    let (thing, problems) =
        read(r#" {"name": "a\u00e9\ud83d\ude00\n", "parts": [{"name": "b", "times": 3, "remark": null}]} "#);
    assert_eq!(problems, []);
    let thing = thing.unwrap();
    assert_eq!((thing.name.as_str(), thing.times), ("aé😀\n", 1));
    assert_eq!(thing.parts[0].times, 3);
    assert_eq!(write(&thing), r#"{"name":"aé😀\n","times":1,"parts":[{"name":"b","times":3,"parts":[]}]}"#);
}

#[test]
fn every_problem_is_reported_in_place() {
    let text =
        r#"{"nme": 1, "times": "x", "parts": [{"name": 5}, {"name": "b", "name": "c"}, {"a/b~c": {"deep": [1]}}]}"#;
    let expected = [
        ("field_unknown", "/nme"),
        ("type_mismatch", "/times"),
        ("type_mismatch", "/parts/0/name"),
        ("json_duplicate_key", "/parts/1/name"),
        ("field_unknown", "/parts/2/a~1b~0c"),
        ("field_missing", "/parts/2"),
        ("field_missing", ""),
    ];
    let expected: Vec<_> = expected.iter().map(|(c, p)| ((*c).to_owned(), (*p).to_owned())).collect();
    assert_eq!(codes(text), expected);
}

#[test]
fn keys_may_come_in_any_order_and_form() {
    let (thing, problems) = read(r#"{ "remark" : "r" , "t\u0069mes":2,"name":"a"}"#);
    assert_eq!(problems, []);
    let thing = thing.unwrap();
    assert_eq!((thing.name.as_str(), thing.times, thing.remark.as_deref()), ("a", 2, Some("r")));
    // The second `name` stands where it may be expected, behind a field that comes after it in the declaration.
    assert_eq!(codes(r#"{"remark":"r","name":"a","times":2,"name":"b"}"#), one("json_duplicate_key", "/name"));
    assert_eq!(
        codes(r#"{"name":"a","remark":"r","times":2,"parts":[],"remark":"s"}"#),
        one("json_duplicate_key", "/remark")
    );
    // The path names a key as it is, not as it is written; names of which others begin are others.
    assert_eq!(codes(r#"{"name":"a","r\u0065mark":1}"#), one("type_mismatch", "/remark"));
    assert_eq!(codes(r#"{"nam":1,"name":"a","names":1}"#).len(), 2);
}

#[test]
fn hostile_text_is_refused() {
    for text in [
        "",
        "{",
        "{\"name\"",
        "{\"name\":",
        "{\"name\": \"a\"",
        "{\"name\": \"a\",}",
        "{\"name\": \"a\"} x",
        "{\"name\": \"a\\u12\"}",
        "{\"name\": \"\\ud800\"}",
        "{\"name\": \"\\udc00\"}",
        "{\"name\": \"a\tb\"}",
        "{\"times\": 01, \"name\": \"a\"}",
        "{name: \"a\"}",
        "{\"name\": 'a'}",
        "{\"name\": nul}",
        "{\"name\": \"a\", \"times\": 1.}",
        "{\"name\": \"a\", \"times\": +1}",
        "{\"name\": \"a\" \"times\": 1}",
        "[1,]",
        "{\"name\": \"\\x\"}",
    ] {
        let found = codes(text);
        assert_eq!(found.first().map(|(code, _)| code.as_str()), Some("json_syntax"), "{text}: {found:?}");
    }
    assert_eq!(codes(&format!("{{\"name\": \"{}\"}}", "a".repeat(21)))[0].0, "json_string_too_long");
    assert_eq!(codes(&format!("{{\"x\": {}{}}}", "[".repeat(20), "]".repeat(20)))[0].0, "json_too_deep");
    assert_eq!(codes(r#"{"name": "a", "times": -1}"#), one("number_out_of_range", "/times"));
    assert_eq!(codes(r#"{"name": "a", "times": 99999999999}"#), one("number_out_of_range", "/times"));
}

#[test]
fn canonical_text_sorts_keys_by_utf16() {
    // U+1F600 is D83D DE00 in UTF-16 and so sorts before U+FF61, although its code point is larger.
    let text = "{\"\u{ff61}\": 1, \"\u{1f600}\": 2, \"b\": [true, null], \"a\": \"\\u0001\\\"/\"}";
    let value = Tree::read(&mut Reader::new(text.as_bytes(), &Limits::default())).unwrap();
    assert_eq!(canonical(&value), "{\"a\":\"\\u0001\\\"/\",\"b\":[true,null],\"\u{1f600}\":2,\"\u{ff61}\":1}");
}
