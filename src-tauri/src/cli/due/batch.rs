//! Many deadlines in one go: a line in, a line out.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use chrono::{DateTime, Utc};
use contract::{Code, Failure};
use domain::{Clock, Priority, Rules};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Reckoned, instant, level, rules};
use crate::cli::args::{Cli, read_instant};
use crate::cli::{Outcome, Said, failed, sentence, terminal};

/// A longer line is no case.
const LONGEST: u64 = 64 * 1024;

const FORM: &str = "Write {\"from\": \"2026-11-20T17:50\", \"priority\": \
                    \"urgent\"}; \"level\" may name a service level.";

/// Answers are collected while there are more lines to answer.
const BUFFER: usize = 64 * 1024;

/// What is asked in a line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// When the request came; now without it.
    from: Option<String>,
    priority: Option<Priority>,
    /// The service level by name, instead of the priority's.
    level: Option<String>,
}

/// The answer to a line that cannot be answered.
#[derive(Debug, Serialize)]
struct Unanswered {
    line: u64,
    error: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

/// Answers every line of the standard input as soon as it is read.
pub(in crate::cli) fn batch(cli: &Cli) -> Outcome {
    let rules = rules(cli)?;
    let now = engine::SystemClock::new().now();
    let lines = BufReader::with_capacity(BUFFER, io::stdin().lock());
    let out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let tally = answer_all((&rules, now), lines, out).map_err(failed)?;
    let said = Said::new(json!({ "lines": tally.lines }), "");
    let wrong = match tally.unanswered {
        0 => return Ok(said),
        1 => "One line could not be answered.".to_owned(),
        n => format!("{n} of {} lines could not be answered.", tally.lines),
    };
    let wrong = Failure::new(Code::Usage, wrong)
        .hint("Each has an answer with its number and what is wrong.");
    Ok(Said { wrong: Some(wrong), ..said })
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    lines: u64,
    unanswered: u64,
}

fn answer_all(
    asked: (&Rules, DateTime<Utc>),
    mut lines: BufReader<impl Read>,
    mut to: impl Write,
) -> io::Result<Tally> {
    let mut tally = Tally::default();
    let mut line = Vec::new();
    while read(&mut lines, &mut line)? {
        tally.lines += 1;
        let answer = answer(asked, &line).unwrap_or_else(|failure| {
            tally.unanswered += 1;
            let Failure { message: error, hint, .. } = failure;
            json!(Unanswered { line: tally.lines, error, hint }).to_string()
        });
        writeln!(to, "{}", terminal::json(&answer))?;
        // Whoever asks line by line waits for each answer.
        if lines.buffer().is_empty() {
            to.flush()?;
        }
    }
    to.flush()?;
    Ok(tally)
}

/// Reads a line, of one that is too long only so much as tells that it is.
fn read(
    lines: &mut BufReader<impl Read>,
    line: &mut Vec<u8>,
) -> io::Result<bool> {
    line.clear();
    let mut read = lines.take(LONGEST + 1).read_until(b'\n', line)?;
    let any = read > 0;
    let mut rest = Vec::new();
    while read as u64 > LONGEST && !ended(line) && !ended(&rest) {
        rest.clear();
        read = lines.take(LONGEST + 1).read_until(b'\n', &mut rest)?;
    }
    Ok(any)
}

fn ended(line: &[u8]) -> bool {
    line.last() == Some(&b'\n')
}

fn answer(
    (rules, now): (&Rules, DateTime<Utc>),
    line: &[u8],
) -> Result<String, Failure> {
    let usage = |what: String| Failure::new(Code::Usage, what);
    if line.len() as u64 > LONGEST {
        return Err(usage(format!("It is longer than {LONGEST} bytes.")));
    }
    let case: Case = serde_json::from_slice(line)
        .map_err(|error| usage(sentence(&error.to_string())).hint(FORM))?;
    let from = match &case.from {
        None => now,
        Some(text) => {
            let typed = read_instant(text)
                .map_err(|remedy| usage(sentence(&remedy)))?;
            instant(typed, rules)?
        }
    };
    let priority = case.priority.unwrap_or(Priority::Normal);
    let level = level(rules, case.level.as_deref(), (priority, from))?;
    let answer = match Reckoned::of(rules, level, from)? {
        Some(reckoned) => serde_json::to_string(&reckoned),
        None => {
            return Ok(json!({ "level": level.name, "due": null }).to_string());
        }
    };
    answer.map_err(failed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEAM: &str = r#"
team = "Ferryline"
zone = "Europe/Berlin"
[roster.ana]
name = "Ana"
demo = "ana"
[calendar]
days = "mon-fri"
hours = ["09:00-18:00"]
[sources.chat]
kind = "demo"
name = "Chat"
[[sources.chat.places]]
id = "support"
[[levels]]
name = "Urgent"
priority = "urgent"
first_response = "30 business minutes"
[[levels]]
name = "Normal"
priority = "normal"
"#;

    fn answers(lines: &str) -> (Tally, Vec<serde_json::Value>) {
        let team = team::parse(TEAM, "team.toml").expect("a team file");
        let now = "2026-11-20T12:00:00Z".parse().expect("an instant");
        let mut out = Vec::new();
        let lines = BufReader::new(lines.as_bytes());
        let tally = answer_all((&team.rules, now), lines, &mut out);
        let text = String::from_utf8(out).expect("text");
        let read = |line| serde_json::from_str(line).expect("JSON");
        (tally.expect("it reads"), text.lines().map(read).collect())
    }

    #[test]
    fn every_line_has_its_answer_in_order() {
        let (tally, said) = answers(
            "{\"from\": \"2026-11-20T17:50\", \"priority\": \"urgent\"}\n\
             {\"level\": \"normal\"}\n\
             {\"level\": \"Urgent\", \"from\": \"2026-11-20T10:00+01:00\"}",
        );
        assert_eq!(tally, Tally { lines: 3, unanswered: 0 });
        assert_eq!(said[0]["due"], "2026-11-23T08:20:00Z");
        assert_eq!(said[0]["steps"][0]["counted_s"], 600);
        assert_eq!(said[1], json!({ "level": "Normal", "due": null }));
        assert_eq!(said[2]["due"], "2026-11-20T09:30:00Z");
    }

    #[test]
    fn a_line_that_cannot_be_answered_is_told_by_its_number() {
        let long = "x".repeat(200_000);
        let (tally, said) = answers(&format!(
            "what\n{{\"from\": \"noon\"}}\n\n{long}\n{{\"level\": \"x\"}}\n\
             {{\"form\": 1}}\n{{\"priority\": \"urgent\"}}\n"
        ));
        assert_eq!(tally, Tally { lines: 7, unanswered: 6 });
        for (place, said) in said[..6].iter().enumerate() {
            assert_eq!(said["line"], place + 1, "{said}");
            assert!(said["error"].as_str().is_some_and(|it| it.ends_with('.')));
        }
        assert_eq!(said[3]["error"], "It is longer than 65536 bytes.");
        assert_eq!(said[6]["due"], "2026-11-20T12:30:00Z");
    }

    /// A case as somebody writes it who knows the form, or nearly.
    fn case() -> impl Strategy<Value = String> {
        let from = prop_oneof![
            "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]",
            "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](Z|[+-][01][0-9]:[0-9]{2})",
            "-?[0-9]{1,12}-12-31T23:59:60Z",
            "[ -~]{0,12}",
        ];
        let value = prop_oneof![
            from.prop_map(|text| json!(text).to_string()),
            prop::sample::select(vec![
                "\"urgent\"",
                "\"emergency\"",
                "\"Normal\"",
                "\"Urgent\"",
                "null",
                "1e400",
                "-0",
                "[]",
                "{}",
                "\"\\ud800\"",
                "",
            ])
            .prop_map(str::to_owned),
        ];
        let key = prop::sample::select(vec!["from", "priority", "level", "x"]);
        let pair = (key, value).prop_map(|(key, it)| format!("\"{key}\":{it}"));
        prop::collection::vec(pair, 0..4)
            .prop_map(|pairs| format!("{{{}}}", pairs.join(",")))
    }

    proptest! {
        #[test]
        fn every_line_there_is_has_one_answer_of_its_own(
            lines in prop::collection::vec(
                prop_oneof![case(), case(), "[^\n]{0,40}"],
                1..12,
            ),
        ) {
            let (tally, said) = answers(&(lines.join("\n") + "\n"));
            prop_assert_eq!(said.len(), lines.len());
            prop_assert_eq!(tally.lines, lines.len() as u64);
            let wrong = said.iter().filter(|it| !it["error"].is_null());
            prop_assert_eq!(wrong.count() as u64, tally.unanswered);
            for (place, said) in said.iter().enumerate() {
                let instant = |key: &str| -> Option<DateTime<Utc>> {
                    said[key].as_str()?.parse().ok()
                };
                match said["error"].as_str() {
                    Some(error) => {
                        prop_assert_eq!(&said["line"], place + 1);
                        prop_assert!(error.ends_with('.'), "{}", error);
                    }
                    None if said["due"].is_null() => {
                        prop_assert_eq!(&said["level"], "Normal");
                    }
                    None => prop_assert!(instant("runs_from") < instant("due")),
                }
            }
        }
    }

    #[test]
    fn no_bytes_break_it() {
        let (tally, said) = answers("\u{feff}{}\n\u{0}\n[[[[\n\"\\ud800\"\n");
        assert_eq!(tally, Tally { lines: 4, unanswered: 4 });
        assert_eq!(said.len(), 4);
    }
}
