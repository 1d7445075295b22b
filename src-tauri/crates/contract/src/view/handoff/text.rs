//! A handoff in Markdown.

use std::fmt::Write;

use domain::handoff::Handoff;
use domain::picture::Picture;

use crate::{HandoffFact, HandoffLine, HandoffPage};

/// All of a handoff in Markdown.
pub(super) fn text(
    picture: &Picture,
    handoff: &Handoff,
    page: &HandoffPage,
) -> String {
    let mut text = format!("# {}\n\n{}\n", page.title, page.under);
    let _ = writeln!(text, "\n## Open requests\n");
    if page.open.is_empty() {
        let none = if page.over && handoff.handed.is_none() {
            "Not kept: it was not handed over."
        } else {
            "None."
        };
        let _ = writeln!(text, "{none}");
    }
    for (line, (_, judged)) in page.open.iter().zip(&handoff.open) {
        let link = judged.link.as_deref().filter(|it| is_link(it));
        open(&mut text, line, link);
    }
    facts(&mut text, "Came back more than once", &page.came_back);
    let late =
        format!("Answered late ({} of {})", page.late.len(), page.answered);
    facts(&mut text, &late, &page.late);
    let _ = writeln!(text, "\n## In numbers\n");
    for figure in &page.numbers {
        let _ = writeln!(text, "- {}: {}", figure.label, figure.value);
    }
    if !page.users.is_empty() {
        let _ = writeln!(text, "\n## Unique outside users\n");
    }
    for (day, counted) in page.users.iter().zip(&handoff.users) {
        let most = if day.at_most { "at most " } else { "" };
        let date = counted.day.format("%a %-d %b");
        let _ = writeln!(text, "- {date}: {most}{}", day.users);
    }
    for asked in &page.form {
        let answer = asked.answer.as_deref().unwrap_or("Not answered.");
        let _ = writeln!(text, "\n## {}\n\n{answer}", asked.question);
    }
    jobs(&mut text, page);
    shift_notes(&mut text, picture, handoff);
    text
}

fn open(text: &mut String, line: &HandoffLine, link: Option<&str>) {
    let gist = match link {
        Some(link) => format!("[{}](<{link}>)", plain(&line.gist)),
        None => plain(&line.gist),
    };
    let _ = writeln!(text, "- **{gist}** {}", plain(&line.requester));
    let due = match (line.due.as_str(), line.what.as_str()) {
        ("", _) => None,
        (due, what) => Some(format!("{what} due {due}")),
    };
    let to = (!line.to.is_empty()).then(|| format!("to {}", line.to));
    let promise = line.promise.as_ref().map(|it| format!("promised: {it}"));
    let passed = line.passed.clone();
    let parts: Vec<String> =
        [due, promise, to, passed].into_iter().flatten().collect();
    if !parts.is_empty() {
        let _ = writeln!(text, "  {}", plain(&parts.join("; ")));
    }
    let note = line.note.as_deref().unwrap_or("No note yet.");
    let _ = writeln!(text, "\n  {}\n", note.replace('\n', "\n  "));
}

fn facts(text: &mut String, title: &str, facts: &[HandoffFact]) {
    if facts.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n## {title}\n");
    for fact in facts {
        let _ = writeln!(text, "- {}: {}", plain(&fact.gist), fact.words);
    }
}

fn jobs(text: &mut String, page: &HandoffPage) {
    if page.jobs.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n## Jobs of the {}\n", page.kind);
    for job in &page.jobs {
        let _ = match &job.done {
            Some(at) => writeln!(text, "- [x] {} ({at})", plain(&job.job)),
            None => writeln!(text, "- [ ] {}", plain(&job.job)),
        };
    }
}

/// What was noted on the shift itself while it ran, the oldest first.
fn shift_notes(text: &mut String, picture: &Picture, handoff: &Handoff) {
    let notes = picture.notes.iter().rev();
    let mut notes = notes
        .filter(|note| handoff.span.holds(note.written))
        .map(|note| domain::text::clean(&note.text))
        .peekable();
    if notes.peek().is_some() {
        let _ = writeln!(text, "\n## Notes on the shift");
    }
    for note in notes {
        let _ = writeln!(text, "\n{note}");
    }
}

/// Foreign words that are to stay what they say.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        if "\\`*_[]<>#|~!".contains(c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

fn is_link(link: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>".contains(c);
    link.starts_with("https://") && !link.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_words_stay_what_they_say() {
        assert_eq!(
            plain("[click](https://evil.example) *now*"),
            "\\[click\\](https://evil.example) \\*now\\*"
        );
        assert!(is_link("https://slack.example/archives/C1/p1"));
        for odd in ["javascript:alert(1)", "https://a b", "https://a>b"] {
            assert!(!is_link(odd), "{odd}");
        }
    }
}
