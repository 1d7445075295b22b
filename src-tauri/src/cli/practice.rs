//! The verbs of somebody who reads along.

use std::fmt::Write;

use contract::{
    Act, Command, Detail, Done, Failure, Guess, GuessSide, LessonLine,
    LessonPage, PracticeLine,
};
use domain::text::clean;

use super::args::{Cli, Practice, PracticeWords, Switch};
use super::verbs::{priority, read, words};
use super::{Outcome, Said, print, talk};

/// Practises, or shows what was practised.
pub(super) fn practice(cli: &Cli, verb: &Practice) -> Outcome {
    let act = match verb {
        Practice::Show(one) => return show(cli, one.request),
        Practice::Day => return lesson(cli, false),
        Practice::Week => return lesson(cli, true),
        Practice::Claim(one) => made(one.request, Guess::Claim),
        Practice::Reply(args) => {
            made(args.request, Guess::Reply { text: typed(args)? })
        }
        Practice::Tag(args) => {
            made(args.request, Guess::Tag { tag: typed(args)? })
        }
        Practice::Priority { request, priority: guess } => {
            let guess = Guess::Priority { priority: priority(*guess) };
            made(*request, guess)
        }
        Practice::Step(args) => {
            made(args.request, Guess::FirstStep { text: typed(args)? })
        }
        Practice::Discard(one) => Act::DiscardPractice { request: one.request },
        Practice::Tick { item, undone } => {
            Act::Tick { item: item.clone(), done: !undone }
        }
        Practice::Alarms { switch } => {
            Act::Alarms { on: *switch == Switch::On }
        }
    };
    let data = talk::command(cli, Command::Do { act, at_once: true })?;
    let lines = print::done(&read::<Done>(&data)?);
    Ok(Said::new(data, lines))
}

fn made(request: i64, guess: Guess) -> Act {
    Act::Practise { request, guess }
}

fn typed(args: &PracticeWords) -> Result<String, Failure> {
    words(&args.text)
}

fn show(cli: &Cli, request: i64) -> Outcome {
    let data = talk::command(cli, Command::Show { request })?;
    let practice = read::<Detail>(&data)?.practice;
    let lines = compared(&practice);
    Ok(Said::new(serde_json::json!(practice), lines))
}

fn compared(practice: &[PracticeLine]) -> String {
    if practice.is_empty() {
        return "Nothing was practised on it.\n".to_owned();
    }
    let mut lines = String::new();
    for line in practice {
        let _ = writeln!(lines, "{}", line.title);
        let _ = writeln!(lines, "  {}", side(&line.yours));
        let _ = match &line.theirs {
            Some(theirs) => writeln!(lines, "  {}", side(theirs)),
            None => writeln!(lines, "  The team has not done so yet."),
        };
    }
    lines.push_str("All of it is on this computer only.\n");
    lines
}

fn side(side: &GuessSide) -> String {
    let by = match side.by.as_str() {
        "" => "The team".to_owned(),
        by => clean(by),
    };
    let after = match side.after.as_str() {
        "" => String::new(),
        after => format!(", after {after}"),
    };
    let words = clean(&side.words).replace('\n', "\n    ");
    format!("{by}{after}: {words}")
}

fn lesson(cli: &Cli, week: bool) -> Outcome {
    let data = talk::command(cli, Command::Lesson { week })?;
    let lines = taught(&read::<LessonPage>(&data)?);
    Ok(Said::new(data, lines))
}

fn taught(page: &LessonPage) -> String {
    let mut lines = String::new();
    let when = if page.week { "This week" } else { "Today" };
    let _ = writeln!(
        lines,
        "{when}: {} came, {} in time, {} late, {} without an answer.",
        page.seen, page.in_time, page.late, page.unanswered
    );
    let by = |it: &contract::AnsweredBy| format!("{} {}", it.name, it.count);
    let answered: Vec<String> = page.answered.iter().map(by).collect();
    if !answered.is_empty() {
        let _ = writeln!(lines, "Answered by {}.", clean(&answered.join(", ")));
    }
    let _ = writeln!(lines, "You guessed {} times.", page.guesses);
    list(&mut lines, "Guesses that differed", &page.differed);
    list(&mut lines, "The slowest answers", &page.slowest);
    list(&mut lines, "Worth reading", &page.evergreen);
    if !page.checklist.is_empty() {
        lines.push_str("\nNew here\n");
    }
    for tick in &page.checklist {
        let sign = if tick.done { "x" } else { " " };
        let _ = writeln!(lines, "  [{sign}] {}", clean(&tick.item));
    }
    lines
}

fn list(lines: &mut String, title: &str, of: &[LessonLine]) {
    if of.is_empty() {
        return;
    }
    let _ = writeln!(lines, "\n{title}");
    for line in of {
        let words = clean(&line.words);
        let words =
            if words.is_empty() { words } else { format!(" ({words})") };
        let _ = writeln!(
            lines,
            "{:>6}  {}{words}",
            line.request,
            clean(&line.gist)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(by: &str, words: &str) -> GuessSide {
        GuessSide {
            by: by.to_owned(),
            at: None,
            after: "3 min".to_owned(),
            words: words.to_owned(),
            asks: Vec::new(),
            says_when: None,
        }
    }

    #[test]
    fn a_guess_stands_beside_what_the_team_did() {
        let mut line = PracticeLine {
            title: "What would you have answered?".to_owned(),
            yours: told("You", "Hello"),
            theirs: None,
            same: None,
        };
        assert!(compared(std::slice::from_ref(&line)).contains("not done so"));
        line.theirs = Some(told("Ana", "Which depot?\u{1b}[2J"));
        let lines = compared(&[line]);
        assert!(lines.contains("You, after 3 min: Hello"), "{lines}");
        assert!(lines.contains("Ana, after 3 min: Which depot?"), "{lines}");
        assert!(!lines.contains('\u{1b}'), "{lines:?}");
    }
}
