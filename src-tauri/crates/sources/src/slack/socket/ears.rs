//! Keeps a connection open, and gathers what comes on it.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};

use super::super::source::Slack;
use super::frame::{Envelope, Frame};
use super::life::{Act, Id, Life};
use super::lines::{Came, Lines};

/// The connections, and what they brought.
pub(super) struct Ears<'a> {
    slack: &'a Slack,
    /// Their life.
    pub(super) life: Life,
    /// The connections themselves.
    pub(super) lines: Lines<'a>,
    /// What they brought and nobody has taken.
    pub(super) inbox: VecDeque<(Id, Envelope)>,
    /// There was a gap, and it is to be read.
    pub(super) catch_up: bool,
}

impl<'a> Ears<'a> {
    /// Nothing is open yet.
    pub(super) fn new(slack: &'a Slack) -> Ears<'a> {
        Ears {
            slack,
            life: Life::default(),
            lines: Lines::default(),
            inbox: VecDeque::new(),
            catch_up: false,
        }
    }

    /// Something came on a connection.
    pub(super) async fn hear(
        &mut self,
        (id, came): (Id, Came),
        now: DateTime<Utc>,
    ) {
        self.life.heard(id, now);
        let acts = match came {
            Came::Sign | Came::Frame(Frame::Other) => Vec::new(),
            Came::Failed(fault) => {
                self.life.failed(id, &fault, now);
                Vec::new()
            }
            Came::Gone => {
                self.lines.close(id);
                self.life.gone(id, now)
            }
            Came::Frame(Frame::Hello { connections }) => {
                self.life.hello(id, connections, now)
            }
            Came::Frame(Frame::Goodbye(goodbye)) => {
                self.life.goodbye(id, goodbye, now)
            }
            Came::Frame(Frame::Envelope(envelope)) => {
                self.inbox.push_back((id, envelope));
                Vec::new()
            }
        };
        self.act(acts, now).await;
    }

    /// Does what the life of the connections asks for.
    pub(super) async fn act(&mut self, acts: Vec<Act>, now: DateTime<Utc>) {
        for act in acts {
            match act {
                Act::Open(id) => {
                    let tokens = self.slack.api.tokens();
                    self.lines.open(id, tokens.connection(now));
                }
                Act::Close(id) => self.lines.close(id),
                Act::Ping(id) => self.lines.ping(id).await,
                Act::CatchUp => self.catch_up = true,
            }
        }
    }
}
