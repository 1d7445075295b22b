//! Watches the mailboxes: reads them in turn, and listens between.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Cursors, Fault, PlaceRules, Sink};
use futures_util::FutureExt;
use futures_util::future::select_all;

use super::account::Account;
use super::client::{Ear, Line};
use super::clock;
use super::folders::Folders;
use super::memory::Memory;
use super::reader::{Reader, Stop};
use super::source::Mail;

/// The check of a server that tells by itself; also how soon what was sent
/// with another program is seen, of which no server tells.
const CHECK: TimeDelta = TimeDelta::seconds(30);
/// The reads of one that does not.
const POLL: TimeDelta = TimeDelta::seconds(10);
/// The same for somebody who reads along.
const CHECK_ALONG: TimeDelta = TimeDelta::seconds(120);
const POLL_ALONG: TimeDelta = TimeDelta::seconds(60);
/// A mailbox that cannot be read is tried again after this.
const TROUBLED: TimeDelta = TimeDelta::seconds(60);

/// A mailbox while it is watched.
struct Place<'a> {
    rules: &'a PlaceRules,
    memory: Memory,
    line: Option<(Line, Folders)>,
    /// Not before.
    due: DateTime<Utc>,
    /// When the server's clock was compared with ours last.
    compared: Option<DateTime<Utc>>,
}

/// The mailboxes of an account while they are watched.
pub(super) struct Watch<'a> {
    mail: &'a Mail,
    sink: &'a dyn Sink,
    account: Account,
    places: Vec<Place<'a>>,
    /// The pace, as the engine was told it.
    told: Option<TimeDelta>,
}

impl<'a> Watch<'a> {
    /// Takes up what was known.
    pub(super) async fn begin(
        mail: &'a Mail,
        from: &Cursors,
        sink: &'a dyn Sink,
    ) -> Result<Watch<'a>, Fault> {
        let account = mail.account().await?;
        let now = sink.now();
        let place = |rules: &'a PlaceRules| {
            let known = from.get(&rules.id).and_then(|it| Memory::of(it));
            let memory = known.unwrap_or_else(|| Memory::first(now));
            Place { rules, memory, line: None, due: now, compared: None }
        };
        let places = mail.rules.places().iter().map(place).collect();
        Ok(Watch { mail, sink, account, places, told: None })
    }

    /// Reads for ever, until something breaks.
    pub(super) async fn run(&mut self) -> Fault {
        loop {
            for at in 0..self.places.len() {
                if let Err(fault) = self.turn(at).await {
                    return fault;
                }
            }
            if let Err(fault) = self.wait().await {
                return fault;
            }
        }
    }

    /// Reads a mailbox to its end. A server may hang up between two reads;
    /// that it does not pick up again is trouble.
    async fn turn(&mut self, at: usize) -> Result<(), Fault> {
        let Some(place) = self.places.get_mut(at) else { return Ok(()) };
        if place.due > self.sink.now() {
            return Ok(());
        }
        let mut known = place.line.is_some();
        loop {
            let around = (self.mail, self.sink, &self.account);
            match place.read(around).await {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(Stop::Closed) => {
                    return Err(Fault::unreachable("Hotseat is closing"));
                }
                Err(Stop::Fault(Fault::Unreachable { .. })) if known => {
                    known = false;
                    place.line = None;
                }
                Err(Stop::Fault(fault @ Fault::Refused { .. })) => {
                    let fault = fault.met_in(&place.rules.name);
                    self.sink.trouble(&place.rules.id, &fault);
                    place.due = self.sink.now() + TROUBLED;
                    place.line = None;
                    return Ok(());
                }
                Err(Stop::Fault(fault)) => return Err(fault),
            }
        }
    }

    /// Waits until a server tells something, or it is time to look.
    async fn wait(&mut self) -> Result<(), Fault> {
        let mut lines = self.places.iter().filter_map(|it| it.line.as_ref());
        let tells = lines.all(|(line, _)| line.can.idle);
        let every = match (self.sink.wish().on_duty, tells) {
            (true, true) => CHECK,
            (true, false) => POLL,
            (false, true) => CHECK_ALONG,
            (false, false) => POLL_ALONG,
        };
        if self.told.replace(every) != Some(every) {
            self.sink.pace(span(every));
        }
        let mut ears: Vec<(usize, Ear, Folders)> = Vec::new();
        for (at, place) in self.places.iter_mut().enumerate() {
            let idle = |line: &(Line, Folders)| line.0.can.idle;
            if let Some((line, folders)) = place.line.take_if(|it| idle(it)) {
                match line.listen().await {
                    Ok(ear) => ears.push((at, ear, folders)),
                    // The next read calls again, and says what is wrong.
                    Err(Fault::Unreachable { .. }) => {}
                    Err(fault) => return Err(fault),
                }
            }
        }
        let rest = self.sink.rest(span(every));
        if ears.is_empty() {
            rest.await;
            return Ok(());
        }
        {
            let told = ears.iter_mut().map(|(_, ear, _)| {
                let (told, stop) = ear.handle.wait();
                async move {
                    let _held = stop;
                    let _ = told.await;
                }
                .boxed()
            });
            tokio::select! {
                biased;
                _ = select_all(told) => {}
                () = rest => {}
            }
        }
        for (at, ear, folders) in ears {
            let line = match ear.done().await {
                Ok(line) => Some((line, folders)),
                Err(Fault::Unreachable { .. }) => None,
                Err(fault) => return Err(fault),
            };
            if let Some(place) = self.places.get_mut(at) {
                place.line = line;
            }
        }
        Ok(())
    }
}

impl Place<'_> {
    /// One read; says whether there is more.
    async fn read(
        &mut self,
        (mail, sink, account): (&Mail, &dyn Sink, &Account),
    ) -> Result<bool, Stop> {
        let (line, folders) = match &mut self.line {
            Some(line) => line,
            none => none.insert(mail.line(account, sink.now()).await?),
        };
        mail.learn_gone(&self.rules.id, &mut self.memory);
        let read = sink.now();
        let reader = Reader {
            rules: &mail.rules,
            place: self.rules,
            folders,
            me: &account.address,
        };
        let news = reader.read(line, (&self.memory, read)).await?;
        let around = (sink, read);
        let more = reader.commit(around, (&mut self.memory, news)).await?;
        mail.remember(&self.rules.id, &self.memory);
        if !more && clock::is_due(self.compared, read) {
            self.compared = Some(read);
            if clock::compare(line, sink).await.is_err() {
                // What was read stands; the next read calls anew.
                self.line = None;
            }
        }
        Ok(more)
    }
}

fn span(time: TimeDelta) -> Duration {
    time.to_std().unwrap_or_default()
}
