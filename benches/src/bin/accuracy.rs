//! How near forecasts come, beside the figures of others: `cargo xtask accuracy --data DIR`; docs/accuracy.md tells more.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the console")]

use std::path::PathBuf;
use std::process::ExitCode;

use hrcore_benches::accuracy::table::{HEAD, lines};
use hrcore_benches::accuracy::{Extent, Outcome, PARTS, run};

const USAGE: &str = "\
cargo xtask accuracy --data DIR [--quick]

  --data DIR  a folder with series/m3_monthly.csv, series/us_employment_ces_nsa.csv,
              attrition/devos_kaggle4.csv and others that docs/accuracy.md names,
              or some of them; .csv.gz will do
  --quick     every tenth series: a look, not a result
";

fn main() -> ExitCode {
    let mut folder = None;
    let mut extent = Extent::Whole;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--data" => folder = arguments.next().map(PathBuf::from),
            "--quick" => extent = Extent::Tenth,
            "--help" | "-h" => {
                print!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            other => return complain(&format!("`{other}` is no option\n\n{USAGE}")),
        }
    }
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
        return complain(&format!("no folder of data\n\n{USAGE}"));
    };
    let (mut has_run, mut is_broken) = (false, false);
    print!("{HEAD}");
    let mut notes = String::new();
    for part in PARTS {
        match run(part, &folder, extent) {
            Outcome::Measured(rows) => {
                has_run |= !part.files.is_empty();
                print!("{}", lines(&rows, extent == Extent::Whole));
            }
            Outcome::NotRun(line) => notes += &format!("not run: {line}\n"),
            Outcome::Broken(line) => {
                is_broken = true;
                notes += &format!("broken: {line}\n");
            }
        }
    }
    if extent == Extent::Tenth {
        notes += "every tenth series: figures of others are of all, and goals are left open\n";
    }
    print!("\n{notes}");
    if is_broken || !has_run { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn complain(message: &str) -> ExitCode {
    eprint!("{message}");
    ExitCode::from(2)
}
