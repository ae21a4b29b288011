//! What README.md shows of the review is what the program prints.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use hrcore_examples::args;
use hrcore_examples::lang::Lang;
use hrcore_examples::table::Page;

#[allow(dead_code, reason = "the program's own beginning and end are not run here")]
#[path = "../examples/review.rs"]
mod program;

const README: &str = include_str!("../../README.md");
const COMMAND: &str = "cargo run --release --example review";
/// Stands where lines are left out.
const MORE: &str = "[…]";

/// What a command of the README prints, on a page that is no terminal.
fn printed(command: &str) -> String {
    let words = command.strip_prefix(COMMAND).unwrap().split_whitespace().filter(|word| *word != "--");
    let args = args::parse(lexopt::Parser::from_args(words)).unwrap().unwrap();
    let page = Page { width: 100, colour: false };
    program::run(&args, page).map_err(|failure| failure.describe(Lang::En)).unwrap()
}

/// The excerpts, each with the commands above it.
fn excerpts() -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
    let mut found = Vec::new();
    let mut commands: Vec<&str> = Vec::new();
    let mut lines = README.lines();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else { continue };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match language {
            "sh" => commands = inside,
            "text" if commands.iter().any(|command| command.starts_with(COMMAND)) => {
                found.push((std::mem::take(&mut commands), inside));
            }
            _ => commands.clear(),
        }
    }
    found
}

#[test]
fn what_is_shown_is_printed() {
    let excerpts = excerpts();
    assert!(excerpts.len() >= 5, "{}", excerpts.len());
    for (commands, shown) in excerpts {
        let whole: String =
            commands.iter().filter(|command| command.starts_with(COMMAND)).map(|command| printed(command)).collect();
        // Lines may be left out, and say so or not; those that are shown are whole, and in their order.
        let mut rest = whole.lines();
        for line in shown.into_iter().filter(|line| !line.is_empty() && *line != MORE) {
            assert!(rest.any(|printed| printed.trim_end() == line), "{commands:?} does not print\n{line}\n{whole}");
        }
    }
}
