//! Who is who in a thread.

use chrono::{DateTime, Utc};

use super::firing::{self, Firing};
use super::priority::Link;
use crate::text::shorten;
use crate::thread::Standing;
use crate::when::exact_duration;
use crate::{
    Asking, Author, Bots, Message, PersonKey, Rules, Step, Teammate, Thread,
};

/// Whose message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Those who ask.
    Asking,
    /// Those who answer.
    Team,
    /// Automation, which neither asks nor answers.
    Machine,
}

/// A thread with its people.
pub(crate) struct Cast<'a> {
    pub(crate) thread: &'a Thread,
    pub(crate) rules: &'a Rules,
    pub(crate) now: DateTime<Utc>,
    /// Something has just happened in it.
    pub(crate) happened: bool,
    /// How the alert stands, where a bot asks.
    pub(crate) firing: Option<Firing<'a>>,
    requester: Option<&'a Author>,
    internal: Option<&'a PersonKey>,
    alerts: bool,
}

impl<'a> Cast<'a> {
    pub(crate) fn new(
        thread: &'a Thread,
        rules: &'a Rules,
        now: DateTime<Utc>,
    ) -> Cast<'a> {
        let alerts = rules
            .place(&thread.source, &thread.place)
            .is_some_and(|place| place.bots == Bots::Alerts);
        let opening = thread.opening();
        let requester = opening.filter(|m| m.human()).map(Message::speaker);
        let internal = requester
            .and_then(|author| rules.teammate(&thread.source, author))
            .map(|mate| &mate.key);
        let firing = None;
        let mut cast = Cast {
            thread,
            rules,
            now,
            happened: true,
            firing,
            requester,
            internal,
            alerts,
        };
        if alerts && cast.is_alert() {
            cast.firing = firing::of(&cast);
        }
        cast
    }

    /// The message from which the clock counts: the first, or the post with
    /// which an alert fired again.
    pub(crate) fn opening(&self) -> Option<&'a Message> {
        let fired = self.firing.as_ref().map(|firing| firing.began);
        fired.or_else(|| self.thread.opening())
    }

    /// A teammate asks.
    pub(crate) fn internal(&self) -> bool {
        self.internal.is_some()
    }

    /// Whether it is this teammate who asks.
    pub(crate) fn asks(&self, person: &PersonKey) -> bool {
        self.internal == Some(person)
    }

    /// What its service level is chosen by while it had a priority.
    pub(crate) fn asking<'l>(&'l self, link: &'l Link) -> Asking<'l> {
        let opening = self.opening();
        let at = opening.map_or(self.thread.seen, |m| m.at);
        Asking {
            place: Some((&self.thread.source, &self.thread.place)),
            mentions: &link.called,
            tier: opening.and_then(|m| m.speaker().of.as_deref()),
            requester: self.requester,
            internal: self.internal(),
            ..Asking::of(link.priority, link.since.unwrap_or(at))
        }
    }

    /// There is nobody to reply to: an alert.
    pub(crate) fn is_alert(&self) -> bool {
        self.requester.is_none()
    }

    pub(crate) fn teammate(&self, author: &Author) -> Option<&'a Teammate> {
        if self.thread.is_call() {
            // There teammates are known by their keys.
            return self.rules.person(&PersonKey::new(author.id.as_str()));
        }
        self.rules.teammate(&self.thread.source, author)
    }

    /// A teammate who does not ask here themselves.
    pub(crate) fn helper(&self, author: &Author) -> Option<&'a Teammate> {
        self.teammate(author).filter(|mate| Some(&mate.key) != self.internal)
    }

    /// Whose message it is. A teammate who asks is on the asking side of
    /// their own request, and so is one without a seat who calls for those
    /// who have one.
    pub(crate) fn side(&self, message: &'a Message) -> Side {
        if !message.human() {
            // The post of an alert asks for attention; other automation does
            // not.
            let alerts = self.alerts
                && self.is_alert()
                && message.root
                && message.alert.as_ref().is_none_or(|a| !a.resolved);
            return if alerts { Side::Asking } else { Side::Machine };
        }
        match self.helper(message.speaker()) {
            Some(mate)
                if self.calls(message).next().is_some()
                    && !self.rules.on_duty(&mate.key, message.at) =>
            {
                Side::Asking
            }
            Some(_) => Side::Team,
            None => Side::Asking,
        }
    }

    /// Since when a message names groups that raise.
    pub(crate) fn calls(
        &self,
        message: &'a Message,
    ) -> impl Iterator<Item = DateTime<Utc>> {
        let source = &self.thread.source;
        message
            .mentions
            .iter()
            .filter(|(m, _)| self.rules.raised_by(source, m).is_some())
            .map(|(_, at)| *at)
    }

    /// From when a mark counts. One that was read together with older history
    /// stands directly after our last message there, or after its root.
    pub(crate) fn counted(&self, mark: &Standing) -> DateTime<Utc> {
        if !mark.history {
            return mark.counted;
        }
        self.messages(Side::Team)
            .filter(|m| m.seen <= mark.seen)
            .map(|m| m.at)
            .fold(mark.counted, DateTime::max)
    }

    /// Whether a teammate's mark closed it after a message and before an
    /// instant.
    pub(crate) fn closed_between(
        &self,
        message: &Message,
        until: DateTime<Utc>,
    ) -> bool {
        let name = self.rules.close_mark.as_deref().unwrap_or_default();
        self.thread.standing(name).any(|mark| {
            let at = self.counted(mark);
            self.helper(&mark.by).is_some() && message.at < at && at <= until
        })
    }

    /// The public messages of a side that stand, in order of time.
    pub(crate) fn messages(
        &self,
        side: Side,
    ) -> impl DoubleEndedIterator<Item = &'a Message> {
        self.thread.messages.iter().filter(move |m| {
            m.deleted.is_none() && !m.private && self.side(m) == side
        })
    }

    /// The gist: the first line of the first message, or how many alerts a
    /// burst holds.
    pub(crate) fn gist(&self, chars: usize) -> String {
        let Some(opening) = self.opening() else {
            return String::new();
        };
        if let Some(burst) = self.firing.as_ref().and_then(|f| f.burst) {
            let from = shorten(&opening.author.name, chars);
            return format!("{burst} alerts, {from}");
        }
        let gist = opening.text.gist(chars);
        match (gist.is_empty(), opening.files.first()) {
            (false, _) => gist,
            (true, Some(file)) => file.name.clone(),
            (true, None) if opening.deleted.is_some() => {
                "Deleted at the source".to_owned()
            }
            (true, None) if opening.text.reading().is_some() => {
                "(forgotten)".to_owned()
            }
            (true, None) => "(no words)".to_owned(),
        }
    }

    /// Somebody's name as it may be shown.
    pub(crate) fn shown(&self, author: &Author) -> String {
        self.rules.shown(&self.thread.source, author)
    }

    pub(crate) fn requester_name(&self) -> String {
        self.requester
            .or_else(|| self.opening().map(|m| &m.author))
            .map(|author| self.shown(author))
            .unwrap_or_default()
    }

    /// When the requester took it back: every root is gone, nobody answered.
    pub(crate) fn withdrawn(&self, answered: bool) -> Option<DateTime<Utc>> {
        let mut last = None;
        for root in self.thread.messages.iter().filter(|m| m.root) {
            last = last.max(Some(root.deleted?));
        }
        let talks = self.messages(Side::Asking).next().is_some();
        last.filter(|_| !answered && !talks)
    }

    /// What it began with.
    pub(crate) fn opening_step(&self, clocked: bool) -> Option<Step> {
        let opening = self.opening()?;
        let who = self.requester_name();
        let did = if self.thread.is_call() { "called" } else { "wrote" };
        let mut words = format!("{who} {did}.");
        if clocked {
            words.push_str(" The clock counts from here.");
        }
        let late = opening.seen - opening.at;
        if late.num_seconds() > 0 {
            let late = exact_duration(late);
            words.truncate(words.len().saturating_sub(1));
            words.push_str(&format!("; it was seen {late} later."));
        }
        let message = Some(opening.external.clone());
        Some(Step { at: opening.at, message, words })
    }
}
