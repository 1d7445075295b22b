//! The life of our connections as a machine: what came in, what is to be done.
//!
//! A connection is followed by the next before it ends, because Slack keeps
//! nothing for those who are not connected. It is believed to live only while
//! it speaks: they die silently behind routers, sometimes for hours.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::Fault;

use super::frame::Goodbye;
use super::sharing::Sharing;
use super::{CUT_OFF, SHARED, SWITCHED_OFF, TOO_MANY};

/// A connection that has been silent so long is pinged. Slack pings about
/// every ten seconds itself, and who has just been heard need not be asked.
const QUIET: TimeDelta = TimeDelta::seconds(15);
/// It is dead when nothing comes so long after a ping.
const PONG: TimeDelta = TimeDelta::seconds(5);
/// It is dead in any case when nothing came for so long.
const SILENT: TimeDelta = TimeDelta::seconds(30);
/// From the request for an address to the hello.
const OPENING: TimeDelta = TimeDelta::seconds(20);
/// The longest wait between two attempts to open one.
const LONGEST_WAIT: TimeDelta = TimeDelta::seconds(60);
/// What only the user can mend is tried again after this.
const MENDED: TimeDelta = TimeDelta::minutes(5);

/// A connection of ours.
pub(super) type Id = u64;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Open a connection.
    Open(Id),
    /// End one.
    Close(Id),
    /// Ask one whether it lives.
    Ping(Id),
    /// Read what may have been missed.
    CatchUp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Opening,
    Live,
    Leaving,
}

#[derive(Clone, Copy, Debug)]
struct Connection {
    stage: Stage,
    heard: DateTime<Utc>,
    pinged: Option<DateTime<Utc>>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Life {
    connections: BTreeMap<Id, Connection>,
    last: Id,
    attempts: u32,
    reopen: Option<DateTime<Utc>>,
    covered: bool,
    sharing: Sharing,
    failed: Option<String>,
}

impl Life {
    /// The first connection.
    pub(super) fn start(&mut self, now: DateTime<Utc>) -> Vec<Act> {
        self.follow(now)
    }

    /// A connection said hello.
    pub(super) fn hello(
        &mut self,
        id: Id,
        connections: u32,
        now: DateTime<Utc>,
    ) -> Vec<Act> {
        let Some(new) = self.connections.get_mut(&id) else {
            return Vec::new();
        };
        *new = Connection { stage: Stage::Live, heard: now, pinged: None };
        self.attempts = 0;
        self.failed = None;
        self.reopen = None;
        let ours = self.connections.values();
        let ours = ours.filter(|c| c.stage != Stage::Opening).count();
        self.sharing.told(connections, ours, now);
        let mut acts = self.close(|other, _| other != id);
        if !self.covered {
            self.covered = true;
            acts.push(Act::CatchUp);
        }
        acts
    }

    /// Anything at all was heard.
    pub(super) fn heard(&mut self, id: Id, now: DateTime<Utc>) {
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.heard = now;
            connection.pinged = None;
        }
    }

    /// Slack ends a connection.
    pub(super) fn goodbye(
        &mut self,
        id: Id,
        goodbye: Goodbye,
        now: DateTime<Utc>,
    ) -> Vec<Act> {
        match goodbye {
            Goodbye::Disabled => {
                self.failed(id, &Fault::unauthorized(SWITCHED_OFF), now);
                vec![Act::Close(id)]
            }
            Goodbye::TooMany => {
                self.failed(id, &Fault::refused(TOO_MANY), now);
                self.reopen = now.checked_add_signed(LONGEST_WAIT);
                vec![Act::Close(id)]
            }
            Goodbye::Warning | Goodbye::Refresh => {
                if let Some(connection) = self.connections.get_mut(&id) {
                    connection.stage = Stage::Leaving;
                }
                self.replace(now)
            }
        }
    }

    /// A connection is gone.
    pub(super) fn gone(&mut self, id: Id, now: DateTime<Utc>) -> Vec<Act> {
        match self.connections.get(&id).map(|c| c.stage) {
            None => Vec::new(),
            Some(Stage::Opening) => {
                self.failed(id, &Fault::unreachable(CUT_OFF), now);
                Vec::new()
            }
            Some(Stage::Live | Stage::Leaving) => {
                self.connections.remove(&id);
                self.covered &= self.any(Stage::Live);
                self.replace(now)
            }
        }
    }

    /// A connection could not be opened: the next is, after a while.
    pub(super) fn failed(&mut self, id: Id, fault: &Fault, now: DateTime<Utc>) {
        self.connections.remove(&id);
        self.covered &= self.any(Stage::Live) || self.any(Stage::Leaving);
        let wait = TimeDelta::seconds(1 << self.attempts.min(6));
        self.attempts = self.attempts.saturating_add(1);
        let (words, reopen) = match fault {
            Fault::Limited { until, words } => (words.clone(), Some(*until)),
            Fault::Unauthorized { words } => {
                let off = format!("Push is off: {words}");
                (off, now.checked_add_signed(MENDED))
            }
            other => {
                let wait = wait.min(LONGEST_WAIT);
                (other.to_string(), now.checked_add_signed(wait))
            }
        };
        (self.failed, self.reopen) = (Some(words), reopen);
    }

    /// Time has passed.
    pub(super) fn tick(&mut self, now: DateTime<Utc>) -> Vec<Act> {
        let mut acts = self.close(|_, c| c.is_dead(now));
        let died = !acts.is_empty();
        for (id, connection) in &mut self.connections {
            if connection.wants_ping(now) {
                connection.pinged = Some(now);
                acts.push(Act::Ping(*id));
            }
        }
        if died {
            // Nobody knows since when it brought nothing.
            self.covered = false;
        }
        let again = self.sharing.ask_again(now);
        let due = self.reopen.is_some_and(|at| at <= now);
        acts.extend(match due || again {
            true => self.follow(now),
            false => self.replace(now),
        });
        acts
    }

    /// How long nothing has to be done, if nothing comes.
    pub(super) fn idle(&self, now: DateTime<Utc>) -> TimeDelta {
        let connections = self.connections.values().map(Connection::next);
        connections
            .chain(self.reopen)
            .chain(self.sharing.next())
            .map(|moment| moment - now)
            .min()
            .unwrap_or(SILENT)
            .max(TimeDelta::zero())
    }

    /// Whether events can come in.
    pub(super) fn stands(&self) -> bool {
        self.any(Stage::Live) || self.any(Stage::Leaving)
    }

    /// Why push cannot be relied on, if it cannot.
    pub(super) fn trouble(&self) -> Option<&str> {
        match &self.failed {
            Some(words) if !self.any(Stage::Live) => Some(words),
            _ => self.sharing.is_shared().then_some(SHARED),
        }
    }

    fn any(&self, stage: Stage) -> bool {
        self.connections.values().any(|c| c.stage == stage)
    }

    /// Opens the next connection if there will soon be none.
    fn replace(&mut self, now: DateTime<Utc>) -> Vec<Act> {
        if self.any(Stage::Live) { Vec::new() } else { self.follow(now) }
    }

    /// Opens the next connection, unless one is being opened already.
    fn follow(&mut self, now: DateTime<Utc>) -> Vec<Act> {
        let soon = self.reopen.is_some_and(|at| at > now);
        if self.any(Stage::Opening) || soon {
            return Vec::new();
        }
        self.reopen = None;
        self.last += 1;
        let opening =
            Connection { stage: Stage::Opening, heard: now, pinged: None };
        self.connections.insert(self.last, opening);
        vec![Act::Open(self.last)]
    }

    fn close(&mut self, which: impl Fn(Id, &Connection) -> bool) -> Vec<Act> {
        let ended: Vec<Id> = self
            .connections
            .iter()
            .filter(|(id, connection)| which(**id, connection))
            .map(|(id, _)| *id)
            .collect();
        for id in &ended {
            self.connections.remove(id);
        }
        ended.into_iter().map(Act::Close).collect()
    }
}

impl Connection {
    fn is_dead(&self, now: DateTime<Utc>) -> bool {
        match (self.stage, self.pinged) {
            (Stage::Opening, _) => now - self.heard >= OPENING,
            (_, Some(pinged)) if now - pinged >= PONG => true,
            _ => now - self.heard >= SILENT,
        }
    }

    fn wants_ping(&self, now: DateTime<Utc>) -> bool {
        self.stage != Stage::Opening
            && self.pinged.is_none()
            && now - self.heard >= QUIET
    }

    /// When it is to be looked at again.
    fn next(&self) -> DateTime<Utc> {
        match (self.stage, self.pinged) {
            (Stage::Opening, _) => self.heard + OPENING,
            (_, Some(pinged)) => (pinged + PONG).min(self.heard + SILENT),
            _ => self.heard + QUIET,
        }
    }
}

#[cfg(test)]
mod tests;
