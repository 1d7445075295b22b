//! Forgets what a person or a source has said, once that is agreed to.

use contract::{Command, Forgetting};
use serde::Deserialize;
use serde_json::Value;

use super::args::Cli;
use super::{Outcome, Said, ask, failed, talk};

/// Tells how much there is, asks, and forgets it.
pub(super) fn texts(cli: &Cli, whom: &str, yes: bool) -> Outcome {
    let look = told(cli, whom, false)?;
    if look.messages == 0 {
        let words = format!("Nothing that {} said is kept here.", look.whose);
        return said(&look, words);
    }
    if !yes {
        let question = format!(
            "{}\nWho wrote, when, and how it was answered stay. This cannot \
             be undone. Forget it?",
            amount(&look)
        );
        if !ask::agreed(&question)? {
            return said(&look, "Nothing was forgotten.".to_owned());
        }
    }
    let done = told(cli, whom, true)?;
    let words = format!(
        "Forgotten. {} Your own notes stay, and so does what stands at the \
         source.",
        amount(&done)
    );
    said(&done, words)
}

fn told(
    cli: &Cli,
    whom: &str,
    really: bool,
) -> Result<Forgetting, contract::Failure> {
    let whom = whom.to_owned();
    let data = talk::command(cli, Command::Forget { whom, really })?;
    Forgetting::deserialize(&data).map_err(failed)
}

fn said(told: &Forgetting, words: String) -> Outcome {
    let data: Value = serde_json::to_value(told).map_err(failed)?;
    Ok(Said::new(data, words))
}

/// "Dirk: 12 messages in 4 requests."
fn amount(told: &Forgetting) -> String {
    let many = |n: usize, what: &str| match n {
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    };
    format!(
        "{}: {} in {}.",
        told.whose,
        many(told.messages, "message"),
        many(told.requests, "request")
    )
}
