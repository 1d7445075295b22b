//! The doors to the outside: one folder per vendor.
//!
//! A source turns what its vendor tells into the domain's activities, and the
//! domain's actions into the vendor's calls. It knows nothing of the queue,
//! of the store or of the screen, never looks at a clock and never waits but
//! by the sink it is given. All of them pass one suite, `conformance`.

mod browser;
pub mod calendar;
#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
pub mod demo;
mod entities;
pub mod github;
mod http;
pub mod mail;
mod mirror;
mod outgoing;
mod pace;
mod sign_in;
pub mod slack;
#[cfg(test)]
mod stand_in;
pub mod teams;
mod their_time;
pub mod webhook;

use std::sync::Arc;

use domain::{Fault, Rules, Source, SourceId, Vault};

/// What a source says that knows no issues.
fn no_issues() -> Fault {
    Fault::refused("issues are opened at GitHub, and nowhere else")
}

/// What a source says that brings nobody a direct message.
fn no_directs() -> Fault {
    Fault::refused("direct messages go through Slack, and nowhere else")
}

/// What a source says in which no handoff is posted.
fn no_posts() -> Fault {
    Fault::refused("threads are begun in Slack, and nowhere else")
}

/// Opens a source of the team file by its kind.
pub fn open(
    rules: &Rules,
    id: &SourceId,
    vault: Arc<dyn Vault>,
) -> Result<Arc<dyn Source>, Fault> {
    let kind = rules.source(id).map_or("", |source| source.kind.as_str());
    Ok(match kind {
        "slack" => Arc::new(slack::Slack::new(rules, id, vault, slack::BASE)?),
        "github" => Arc::new(github::GitHub::new(rules, id, vault)?),
        "teams" => Arc::new(teams::Teams::new(rules, id, vault)?),
        "mail" => Arc::new(mail::Mail::new(rules, id, vault)?),
        "webhook" => Arc::new(webhook::Webhook::new(rules, id, vault)?),
        _ => {
            return Err(Fault::refused(format!(
                "the source {id} is of the kind \"{kind}\", which Hotseat \
                 cannot read; correct it in the team file"
            )));
        }
    })
}
