//! The verbs of what is noted, searched and copied.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use contract::{Act, Code, Command, Done, Failure, Mark, NoteLine, SearchPage};
use domain::Clock;
use domain::text::clean;
use domain::when::clock_time;

use super::args::{Cli, NoteArgs, NotesArgs, One, SearchArgs};
use super::verbs::{read, words};
use super::{Outcome, Said, print, talk};
use crate::boot;

/// Writes, changes or deletes a note.
pub(super) fn note(cli: &Cli, args: &NoteArgs) -> Outcome {
    let act = act(args)?;
    let data = talk::command(cli, Command::Do { act, at_once: true })?;
    let lines = print::done(&read::<Done>(&data)?);
    Ok(Said::new(data, lines))
}

/// Shows the notes on a request, or on the shift.
pub(super) fn notes(cli: &Cli, args: &NotesArgs) -> Outcome {
    let request = args.request;
    let data = talk::command(cli, Command::Notes { request })?;
    let notes: Vec<NoteLine> = read(&data)?;
    let mut lines = String::new();
    for note in &notes {
        let text = clean(&note.text).replace('\n', "\n      ");
        let when = time(note.written);
        let _ = writeln!(lines, "{:>4}  {when}  {text}", note.id);
    }
    if notes.is_empty() {
        lines.push_str("No note yet. Notes never leave this computer.\n");
    }
    Ok(Said::new(data, lines))
}

/// Shows what holds the words.
pub(super) fn search(cli: &Cli, args: &SearchArgs) -> Outcome {
    let text = args.words.iter().map(|w| quoted(w)).collect::<Vec<_>>();
    let text = text.join(" ");
    let data = talk::command(cli, Command::Search { text })?;
    let page: SearchPage = read(&data)?;
    let mut lines = String::new();
    for found in &page.found {
        let number =
            found.row.as_ref().map_or(String::new(), |r| r.id.to_string());
        let (gist, said) = (plain(&found.gist), plain(&found.excerpt));
        let when = time(found.at);
        let _ = writeln!(lines, "{number:>6}  {when}  {gist}");
        if !said.is_empty() && said != gist {
            let _ = writeln!(lines, "        {}: {said}", found.by);
        }
    }
    if page.more {
        lines.push_str("There is more; add a word or a filter.\n");
    }
    for words in page.remark.iter().chain([&page.reach]) {
        let _ = writeln!(lines, "{words}");
    }
    Ok(Said::new(data, lines))
}

/// Prints where a request is read at its source.
pub(super) fn link(cli: &Cli, one: &One) -> Outcome {
    let data = talk::command(cli, Command::Link { request: one.request })?;
    let link = data.get("link").and_then(serde_json::Value::as_str);
    let link = clean(link.unwrap_or_default());
    Ok(Said::new(data, link))
}

fn act(args: &NoteArgs) -> Result<Act, Failure> {
    if let Some(note) = args.delete {
        return Ok(Act::DeleteNote { note });
    }
    if let Some(note) = args.edit {
        return Ok(Act::EditNote { note, text: text(&args.words)? });
    }
    if args.shift {
        return Ok(Act::Note { request: None, text: text(&args.words)? });
    }
    let usage = || {
        Failure::new(Code::Usage, "Say which request the note is on.")
            .hint("`hotseat note 12 \"…\"`, or `hotseat note --shift \"…\"`.")
    };
    let (request, rest) = args.words.split_first().ok_or_else(usage)?;
    let request = request.parse().map_err(|_| usage())?;
    Ok(Act::Note { request: Some(request), text: text(rest)? })
}

fn text(typed: &[String]) -> Result<String, Failure> {
    words(&typed.join(" "))
}

/// What the shell took for one word stays one.
fn quoted(word: &str) -> String {
    if !word.contains(char::is_whitespace) || word.contains('"') {
        return word.to_owned();
    }
    match word.split_once(':') {
        Some((filter @ ("from" | "in"), rest)) => {
            format!("{filter}:\"{rest}\"")
        }
        Some(_) | None => format!("\"{word}\""),
    }
}

fn plain(marks: &[Mark]) -> String {
    marks.iter().map(|mark| mark.text.as_str()).collect()
}

fn time(at: DateTime<Utc>) -> String {
    let now = engine::SystemClock::new().now();
    clock_time(at, now, boot::zone(chrono_tz::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(words: &[&str]) -> NoteArgs {
        NoteArgs {
            shift: false,
            edit: None,
            delete: None,
            words: words.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_note_names_its_request_first() {
        let note = |request, text: &str| {
            Ok(Act::Note { request, text: text.to_owned() })
        };
        assert_eq!(
            act(&args(&["12", "was", "moved"])),
            note(Some(12), "was moved")
        );
        let shift = NoteArgs { shift: true, ..args(&["12", "eggs"]) };
        assert_eq!(act(&shift), note(None, "12 eggs"));
        assert!(act(&args(&["moved"])).is_err());
        assert!(act(&args(&[])).is_err());
    }

    #[test]
    fn words_that_the_shell_holds_together_stay_together() {
        assert_eq!(quoted("not printing"), "\"not printing\"");
        assert_eq!(quoted("from:Dirk Vos"), "from:\"Dirk Vos\"");
        assert_eq!(quoted("label"), "label");
    }
}
