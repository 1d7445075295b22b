//! The verbs of a handoff.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use contract::{Act, Code, Command, Done, Failure, HandoffPage};
use domain::calendar::instant_of;
use domain::text::clean;

use super::args::{Cli, HandoffArgs, HandoffVerb};
use super::verbs::{read, words};
use super::{Outcome, Said, passing, print, talk};
use crate::boot;

/// Shows a handoff, writes into it, or hands over.
pub(super) fn handoff(cli: &Cli, args: &HandoffArgs) -> Outcome {
    let act = match &args.what {
        Some(HandoffVerb::Answer { question, text }) => Act::AnswerForm {
            question: asked(cli, question)?,
            text: words(text)?,
        },
        Some(HandoffVerb::Job { job, undone }) => {
            Act::TickJob { job: named(cli, job)?, done: !*undone }
        }
        Some(HandoffVerb::Over) => Act::HandOver,
        Some(HandoffVerb::Send { yes }) => return passing::send(cli, *yes),
        Some(HandoffVerb::Arriving) => return passing::arriving(cli),
        Some(HandoffVerb::Accept { number }) => {
            return passing::accept(cli, *number);
        }
        None => return show(cli, args),
    };
    let data = talk::command(cli, Command::Do { act, at_once: true })?;
    let lines = print::done(&read::<Done>(&data)?);
    Ok(Said::new(data, lines))
}

fn show(cli: &Cli, args: &HandoffArgs) -> Outcome {
    let shift = match args.shift.as_deref() {
        Some("last") => Some(last(cli)?),
        Some(text) => Some(day(text)?),
        None => None,
    };
    let data = talk::command(cli, Command::Handoff { shift })?;
    let page: HandoffPage = read(&data)?;
    let lines = if args.markdown { page.text } else { told(&page) };
    Ok(Said::new(data, clean(&lines)))
}

fn told(page: &HandoffPage) -> String {
    let mut lines = page.text.clone();
    let missing = page.notes_missing + page.answers_missing;
    if missing > 0 && !page.over {
        let _ = writeln!(
            lines,
            "\nNot ready: {} without a note, {} without an answer. `hotseat \
             note N TEXT` and `hotseat handoff answer` write them.",
            counted(page.notes_missing, "request"),
            counted(page.answers_missing, "question"),
        );
    }
    if let Some(sent) = &page.sent {
        let _ = writeln!(lines, "\n{sent}");
    }
    if let Some(handed) = &page.handed {
        let _ = writeln!(lines, "\nHanded over {handed}.");
    }
    if !page.past.is_empty() && !page.over {
        lines.push_str("\nBefore (`hotseat handoff --shift last`)\n");
        for past in &page.past {
            let handed = match &past.handed {
                Some(at) => format!("handed over {at}"),
                None => "not handed over".to_owned(),
            };
            let _ = writeln!(lines, "  {}  {}, {handed}", past.when, past.on);
        }
    }
    lines
}

fn counted(n: u32, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// A question by its number, or in its own words.
fn asked(cli: &Cli, question: &str) -> Result<String, Failure> {
    let Ok(number) = question.trim().parse::<usize>() else {
        return Ok(question.to_owned());
    };
    let data = talk::command(cli, Command::Handoff { shift: None })?;
    let form = read::<HandoffPage>(&data)?.form;
    let place = number.checked_sub(1).and_then(|place| form.get(place));
    place.map(|it| it.question.clone()).ok_or_else(|| {
        let n = form.len();
        Failure::new(Code::NotFound, format!("The form asks {n} questions."))
            .hint("`hotseat handoff` shows them in order.")
    })
}

/// A job by its number, or in its own words.
fn named(cli: &Cli, job: &str) -> Result<String, Failure> {
    let Ok(number) = job.trim().parse::<usize>() else {
        return Ok(job.to_owned());
    };
    let data = talk::command(cli, Command::Handoff { shift: None })?;
    let jobs = read::<HandoffPage>(&data)?.jobs;
    let place = number.checked_sub(1).and_then(|place| jobs.get(place));
    place.map(|it| it.job.clone()).ok_or_else(|| {
        let n = counted(u32::try_from(jobs.len()).unwrap_or(u32::MAX), "job");
        Failure::new(Code::NotFound, format!("The shift has {n}."))
            .hint("`jobs` below [handoff] in the team file lists them.")
    })
}

/// The shift before the one that runs.
fn last(cli: &Cli) -> Result<DateTime<Utc>, Failure> {
    let data = talk::command(cli, Command::Handoff { shift: None })?;
    let past = read::<HandoffPage>(&data)?.past;
    past.first().map(|it| it.shift).ok_or_else(|| {
        Failure::new(Code::NotFound, "No shift has gone by yet.")
    })
}

/// Noon of a day, as this computer has it.
fn day(text: &str) -> Result<DateTime<Utc>, Failure> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    text.parse::<NaiveDate>()
        .ok()
        .and_then(|day| {
            instant_of(boot::zone(chrono_tz::UTC), day.and_time(noon))
        })
        .ok_or_else(|| {
            Failure::new(Code::Usage, format!("\"{text}\" is no day."))
                .hint("Write a day like 2026-11-18, or last.")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stands_for_the_shift_at_its_noon() {
        let at = day("2026-11-18").expect("a day");
        let there = at.with_timezone(&boot::zone(chrono_tz::UTC));
        assert_eq!(there.format("%F %H").to_string(), "2026-11-18 12");
        assert!(day("yesterday").is_err());
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(counted(1, "request"), "1 request");
        assert_eq!(counted(0, "question"), "0 questions");
    }
}
