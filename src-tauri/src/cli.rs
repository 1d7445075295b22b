//! The command line: one verb a call.

mod accounts;
mod args;
mod ask;
mod computer;
mod due;
mod forget;
mod handoff;
mod manual;
mod moment;
mod nudge;
mod pair;
mod passing;
mod practice;
mod print;
mod private;
mod simulate;
mod start;
mod talk;
mod team;
mod terminal;
mod verbs;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use contract::{Code, Envelope, Failure};
use domain::wording;
use serde_json::Value;

use self::args::{Cli, Run, SourceVerb, Verb};
pub(crate) use self::start::unready;

/// What a verb has to say: the data for machines, the lines for people.
pub(crate) struct Said {
    pub(crate) data: Value,
    pub(crate) lines: String,
    /// It is written down and will go out later.
    pub(crate) queued: bool,
    /// What it found is that something is wrong.
    pub(crate) wrong: Option<Failure>,
}

impl Said {
    pub(crate) fn new(data: Value, lines: impl Into<String>) -> Said {
        Said { data, lines: lines.into(), queued: false, wrong: None }
    }
}

type Outcome = Result<Said, Failure>;

/// Reads the arguments, does what they say, and tells how it went.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return unread(&error),
    };
    let json = cli.json;
    let outcome = match &cli.verb {
        // Its lines are JSON already.
        Some(Verb::Due(due)) if due.batch => {
            return tell(due::batch(&cli), false);
        }
        Some(verb) => carry_out(&cli, verb),
        None => start::run(&cli, &Run { show: true, ..Run::default() }),
    };
    tell(outcome, json)
}

fn carry_out(cli: &Cli, verb: &Verb) -> Outcome {
    match verb {
        Verb::Run(run) => start::run(cli, run),
        Verb::Demo(demo) => start::demo(cli, demo),
        Verb::Due(due) if due.what.is_none() => due::due(cli, due),
        Verb::Simulate(asked) => simulate::simulate(cli, asked),
        Verb::Team { what } => team::team(cli, what),
        Verb::Accounts { what } => accounts::accounts(cli, what.as_ref()),
        Verb::Sources { what: Some(SourceVerb::Add(add)), .. } => {
            accounts::more(cli, add)
        }
        Verb::SlackManifest => verbs::manifest(),
        Verb::Pair(args) => pair::pair(cli, args),
        Verb::Forget { whom, yes } => forget::texts(cli, whom, *yes),
        Verb::Completions { shell } => manual::completions(*shell),
        Verb::Man => manual::page(),
        Verb::TestAlarm => computer::test_alarm(cli),
        Verb::Sound(how) => computer::sound(cli, how),
        Verb::Autostart { switch } => computer::autostart(cli, *switch),
        Verb::Shortcut { keys } => computer::shortcut(cli, keys.as_deref()),
        Verb::Note(args) => private::note(cli, args),
        Verb::Notes(args) => private::notes(cli, args),
        Verb::Practice { what } => practice::practice(cli, what),
        Verb::Handoff(args) => handoff::handoff(cli, args),
        Verb::Search(args) => private::search(cli, args),
        Verb::Link(one) => private::link(cli, one),
        other => verbs::ask(cli, other),
    }
}

/// Arguments that nobody understands; whoever asked for JSON gets JSON.
fn unread(error: &clap::Error) -> ExitCode {
    let json = std::env::args_os().any(|argument| argument == "--json");
    if !json || !error.use_stderr() {
        error.exit();
    }
    let words = error.render().to_string();
    let first = words.lines().next().unwrap_or_default();
    let message = first.trim_start_matches("error: ");
    let failure = Failure::new(Code::Usage, sentence(message))
        .hint("`hotseat --help` lists the verbs.");
    tell(Err(failure), true)
}

/// Writes the outcome; its code is the process's.
fn tell(outcome: Outcome, json: bool) -> ExitCode {
    let code = match &outcome {
        Ok(Said { wrong: Some(failure), .. }) | Err(failure) => {
            failure.code.exit()
        }
        Ok(said) if said.queued => Code::Queued.exit(),
        Ok(_) => 0,
    };
    let written = if json { for_machines(outcome) } else { in_words(outcome) };
    match written {
        Ok(()) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        // Whoever was to read it has hung up.
        Err(_) => ExitCode::from(1),
    }
}

fn for_machines(outcome: Outcome) -> std::io::Result<()> {
    let envelope = match outcome {
        Ok(Said { data, wrong: Some(failure), .. }) => {
            Envelope { data, ..Envelope::from(Err(failure)) }
        }
        other => Envelope::from(other.map(|said| said.data)),
    };
    let text = serde_json::to_string_pretty(&envelope)?;
    writeln!(std::io::stdout(), "{}", terminal::json(&text))
}

fn in_words(outcome: Outcome) -> std::io::Result<()> {
    let failure = match outcome {
        Ok(said) => {
            if !said.lines.is_empty() {
                let lines = terminal::words(said.lines.trim_end());
                writeln!(std::io::stdout(), "{lines}")?;
            }
            said.wrong
        }
        Err(failure) => Some(failure),
    };
    let Some(failure) = failure else { return Ok(()) };
    let hint =
        failure.hint.map_or_else(String::new, |hint| format!("\n{hint}"));
    let words = terminal::words(&format!("{}{hint}", failure.message));
    writeln!(std::io::stderr(), "{words}")
}

/// A failure of the shell itself.
pub(crate) fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(Code::Failed, sentence(&error.to_string()))
}

/// A sentence; a command at its end is left as it is to be typed.
pub(crate) fn sentence(words: &str) -> String {
    if words.ends_with('`') {
        return wording::capital(words);
    }
    wording::sentence(words)
}
