//! The team file as those who write it meet it.

mod changes;
mod connecting;
mod edits;
mod faults;
mod good;
mod hostile;
mod hours;
mod imports;
mod levels;
mod presets;
mod schema;
mod weeks;

use crate::parse;

/// The least that a team file says.
const LEAST: &str = "team = \"T\"\nzone = \"UTC\"\n";

/// What is told of each text.
fn told(texts: &[&str]) -> String {
    let mut told = String::new();
    for text in texts {
        told.push_str(&format!("{}\n", text.trim()));
        let Err(flaws) = parse(text, "team.toml") else {
            panic!("this is to be refused:\n{text}");
        };
        for flaw in flaws {
            told.push_str(&format!("  ▸ {flaw}\n"));
        }
        told.push('\n');
    }
    told
}

/// What is told of each text, when it stands below the least.
fn told_below(texts: &[&str]) -> String {
    let whole: Vec<String> =
        texts.iter().map(|text| format!("{LEAST}{text}")).collect();
    let whole: Vec<&str> = whole.iter().map(String::as_str).collect();
    told(&whole).replace(LEAST, "")
}
