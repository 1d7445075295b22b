//! The verbs that the engine answers.

use std::io::Read;

use chrono::NaiveTime;
use contract::{
    Act, Aim, Check, Code, Command, Detail, Done, Explanation, Failure, Fold,
    Priority, Select, Snapshot, SnoozeUntil, SourceLine,
};
use domain::calendar::instant_of;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sources::slack::{manifest as slack_manifest, manifest_yaml};

use super::args::{Cli, Due, DueVerb, PriorityArg, Switch, Verb};
use super::{Outcome, Said, failed, moment, print, talk};
use crate::boot;

/// Asks the engine, and says what it says.
pub(super) fn ask(cli: &Cli, verb: &Verb) -> Outcome {
    let command = command(verb)?;
    let data = talk::command(cli, command)?;
    let lines = lines(verb, &data)?;
    let queued = data.get("queued").and_then(Value::as_bool) == Some(true);
    Ok(Said { queued, ..Said::new(data, lines) })
}

/// Prints the manifest of the Slack app.
pub(super) fn manifest() -> Outcome {
    Ok(Said::new(slack_manifest(), manifest_yaml()))
}

fn command(verb: &Verb) -> Result<Command, Failure> {
    let doing = |act| Ok(Command::Do { act, at_once: true });
    match verb {
        Verb::List(list) => Ok(Command::Snapshot { select: list.select() }),
        Verb::Show(one) => Ok(Command::Show { request: one.request }),
        Verb::Explain(one) => Ok(Command::Explain { request: one.request }),
        Verb::Why(one) => Ok(Command::Why { request: one.request }),
        Verb::Claim { request, quiet, say } => doing(Act::Claim {
            request: *request,
            quiet: *quiet,
            say: say.clone(),
        }),
        Verb::Together(one) => doing(Act::Together { request: one.request }),
        Verb::TakeOver(one) => doing(Act::TakeOver { request: one.request }),
        Verb::Release(one) => doing(Act::Release { request: one.request }),
        Verb::Snooze { request, until, regardless, claim } => {
            doing(Act::Snooze {
                request: *request,
                until: snooze(until)?,
                regardless: *regardless,
                claim: *claim,
            })
        }
        Verb::Wake(one) => doing(Act::Wake { request: one.request }),
        Verb::Reply { request, text, sure } => doing(Act::Reply {
            request: *request,
            text: words(text)?,
            sure: *sure,
        }),
        Verb::Close(one) => doing(Act::Close { request: one.request }),
        Verb::CloseIssue(one) => {
            doing(Act::CloseIssue { request: one.request })
        }
        Verb::Label(label) => doing(Act::Label {
            request: label.request,
            label: label.label.clone(),
            on: !label.off,
        }),
        Verb::Evergreen { request, off } => {
            doing(Act::Evergreen { request: *request, on: !*off })
        }
        Verb::Issue(issue) => doing(Act::OpenIssue {
            request: issue.request,
            place: issue.place.clone(),
            title: issue.title.clone(),
            body: issue.body.as_deref().map(words).transpose()?,
        }),
        Verb::Dismiss(one) => doing(Act::Dismiss { request: one.request }),
        Verb::BringBack(one) => doing(Act::BringBack { request: one.request }),
        Verb::Wait(one) => doing(Act::WaitOnThem { request: one.request }),
        Verb::NotThanks(one) => doing(Act::NotThanks { request: one.request }),
        Verb::Split(one) => doing(Act::Split { request: one.request }),
        Verb::ThisAnswers { request, message } => doing(Act::ThisAnswers {
            request: *request,
            message: message.clone(),
        }),
        Verb::Priority { request, priority: to } => doing(Act::SetPriority {
            request: *request,
            priority: priority(*to),
        }),
        Verb::Due(Due { what: Some(DueVerb::Set(set)), .. }) => {
            doing(Act::SetDue {
                request: set.request,
                at: moment::coming(&set.at)?,
                why: set.why.clone(),
            })
        }
        Verb::Log(call) => match (&call.who, &call.about) {
            (Some(who), Some(about)) => doing(Act::Log {
                who: who.clone(),
                about: about.clone(),
                at: call.at.as_deref().map(moment::past).transpose()?,
                spoke: !call.voicemail,
                priority: call.priority.map(priority),
            }),
            _ => Ok(Command::Raise(Aim::call())),
        },
        Verb::CalledBack(one) => doing(Act::Spoke { request: one.request }),
        Verb::Kept(one) => doing(Act::Kept { request: one.request }),
        Verb::Sweep => Ok(Command::Snapshot {
            select: Select { fold: Fold::Sweep, ..Select::default() },
        }),
        Verb::SendAgain(one) => doing(Act::SendAgain {
            request: one.request,
            action: one.action.clone(),
        }),
        Verb::ItIsThere(one) => doing(Act::ItIsThere {
            request: one.request,
            action: one.action.clone(),
        }),
        Verb::Undo { request } => doing(Act::Undo { request: *request }),
        Verb::Open(one) => {
            doing(Act::Open { request: one.request, link: None })
        }
        Verb::Quiet { switch } => doing(Act::Quiet { on: on(*switch) }),
        Verb::Ring { switch } => doing(Act::Ring { on: on(*switch) }),
        Verb::Sources { history: true, .. } => Ok(Command::History),
        Verb::Sources { history: false, .. } => Ok(Command::Sources),
        Verb::Rebuild => Ok(Command::Rebuild),
        Verb::Rejudge { since } => {
            let zone = boot::zone(chrono_tz::Tz::UTC);
            let since = instant_of(zone, since.and_time(NaiveTime::MIN))
                .ok_or_else(|| failed("that day cannot be reckoned with"))?;
            Ok(Command::Rejudge { since })
        }
        Verb::Doctor => Ok(Command::Doctor),
        Verb::Preflight => Ok(Command::Preflight),
        Verb::Raise => Ok(Command::Raise(Aim::default())),
        Verb::Quit => Ok(Command::Quit),
        Verb::Run(_)
        | Verb::Demo(_)
        | Verb::Due(_)
        | Verb::Simulate(_)
        | Verb::Accounts { .. }
        | Verb::Team { .. }
        | Verb::Forget { .. }
        | Verb::Completions { .. }
        | Verb::Man
        | Verb::Note(_)
        | Verb::Notes(_)
        | Verb::Practice { .. }
        | Verb::Pair(_)
        | Verb::Handoff(_)
        | Verb::Search(_)
        | Verb::Link(_)
        | Verb::TestAlarm
        | Verb::Sound(_)
        | Verb::Autostart { .. }
        | Verb::Shortcut { .. }
        | Verb::SlackManifest => {
            Err(Failure::new(Code::Usage, "The engine is not asked for this."))
        }
    }
}

fn lines(verb: &Verb, data: &Value) -> Result<String, Failure> {
    Ok(match verb {
        Verb::List(list) => {
            print::list(&read::<Snapshot>(data)?, &list.select())
        }
        Verb::Sweep => {
            let sweep = Select { fold: Fold::Sweep, ..Select::default() };
            print::list(&read::<Snapshot>(data)?, &sweep)
        }
        Verb::Show(_) => print::detail(&read::<Detail>(data)?),
        Verb::Explain(_) => print::receipts(&read::<Explanation>(data)?.steps),
        Verb::Why(_) => print::alerts(&read::<Vec<_>>(data)?),
        Verb::Sources { history: true, .. } => {
            print::history(&read::<Vec<_>>(data)?)
        }
        Verb::Sources { history: false, .. } => {
            print::sources(&read::<Vec<SourceLine>>(data)?)
        }
        Verb::Doctor => print::checks(&read::<Vec<Check>>(data)?),
        Verb::Preflight => print::preflight(&read(data)?),
        Verb::Rebuild => print::rebuilt(data),
        Verb::Rejudge { .. } => print::rejudged(data),
        _ => print::done(&read::<Done>(data)?),
    })
}

pub(super) fn read<T: DeserializeOwned>(data: &Value) -> Result<T, Failure> {
    T::deserialize(data).map_err(|e| {
        failed(format!(
            "the Hotseat that is running is of another version ({e})"
        ))
    })
}
/// A priority as it was typed.
pub(super) fn priority(typed: PriorityArg) -> Priority {
    match typed {
        PriorityArg::Emergency => Priority::Emergency,
        PriorityArg::Urgent => Priority::Urgent,
        PriorityArg::Normal => Priority::Normal,
    }
}

fn on(switch: Switch) -> bool {
    switch == Switch::On
}

/// The words of an answer; a dash reads them from standard input.
pub(super) fn words(text: &str) -> Result<String, Failure> {
    if text != "-" {
        return Ok(text.to_owned());
    }
    let mut words = String::new();
    std::io::stdin()
        .take(1 << 20)
        .read_to_string(&mut words)
        .map_err(failed)?;
    Ok(words)
}

/// "15m", "2h", "tomorrow", "reply", "16:30".
fn snooze(text: &str) -> Result<SnoozeUntil, Failure> {
    let text = text.trim();
    match text {
        "tomorrow" => return Ok(SnoozeUntil::Tomorrow),
        "reply" => return Ok(SnoozeUntil::Reply),
        _ => {}
    }
    let number = |unit: &str| {
        text.strip_suffix(unit)
            .and_then(|n| n.trim().parse::<i64>().ok())
            .filter(|n| (1..=100_000).contains(n))
    };
    let minutes = number("min")
        .or_else(|| number("m"))
        .or_else(|| number("h").map(|h| h * 60));
    if let Some(minutes) = minutes {
        return Ok(SnoozeUntil::Minutes { minutes });
    }
    if moment::wall(text).is_some() {
        return Ok(SnoozeUntil::At { at: moment::coming(text)? });
    }
    Err(Failure::new(
        Code::Usage,
        format!("\"{text}\" is no time to snooze to."),
    )
    .hint("Write 15m, 2h, tomorrow, reply, or a time such as 16:30."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snooze_is_typed_as_people_say_it() {
        let minutes = |minutes| SnoozeUntil::Minutes { minutes };
        assert_eq!(snooze("15m"), Ok(minutes(15)));
        assert_eq!(snooze("20 min"), Ok(minutes(20)));
        assert_eq!(snooze("2h"), Ok(minutes(120)));
        assert_eq!(snooze("tomorrow"), Ok(SnoozeUntil::Tomorrow));
        assert_eq!(snooze("reply"), Ok(SnoozeUntil::Reply));
        for nonsense in ["", "0m", "-5m", "soon", "25:00", "999999999h"] {
            assert!(snooze(nonsense).is_err(), "{nonsense}");
        }
    }
}
