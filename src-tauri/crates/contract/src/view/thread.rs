//! The thread as it is read, with this user's words that are on their way.

use chrono::TimeDelta;
use domain::picture::{Close, Pending, PendingVerb, Picture, Stage};
use domain::when::duration;
use domain::{Message, Outcome, PersonKey, Text, Verdict};

use super::links::Numbered;
use super::words;
use crate::{FileLine, MessageLine, Side};

/// What is seen later than this after it was written says so.
const LATE: TimeDelta = TimeDelta::seconds(60);

/// The thread, oldest first.
pub(super) fn thread(picture: &Picture, close: &Close) -> Vec<MessageLine> {
    let mut links = Numbered::new(close);
    let reader = Reader { picture, close };
    let mut messages: Vec<&Message> = close.thread.messages.iter().collect();
    messages.extend(close.thread.called_answers());
    messages.sort_by_key(|message| message.at);
    let mut lines: Vec<MessageLine> = messages
        .into_iter()
        .map(|message| reader.line(message, &mut links))
        .collect();
    let sending =
        close.entry.pending.iter().filter(|p| p.verb == PendingVerb::Reply);
    lines.extend(
        sending.map(|pending| on_its_way(picture, pending, &mut links)),
    );
    lines
}

struct Reader<'a> {
    picture: &'a Picture,
    close: &'a Close,
}

impl Reader<'_> {
    fn line(&self, message: &Message, links: &mut Numbered) -> MessageLine {
        let side = self.side(message);
        let me = self.picture.who.person.as_ref();
        let mine = self.mate(message).is_some_and(|mate| Some(mate) == me);
        let rules = &self.picture.rules;
        let author = rules.shown(&self.close.thread.source, message.speaker());
        let author = words::line(&author);
        MessageLine {
            id: message.external.to_string(),
            author: if mine { "You".to_owned() } else { author },
            side,
            at: message.at,
            blocks: links.blocks(&message.text),
            files: message
                .files
                .iter()
                .map(|file| FileLine {
                    name: words::line(&file.name),
                    bytes: file.bytes,
                })
                .collect(),
            edited: message.edited,
            deleted: message.deleted.is_some(),
            status: None,
            remark: self.remark(message),
        }
    }

    fn mate(&self, message: &Message) -> Option<&PersonKey> {
        let rules = &self.picture.rules;
        let mate =
            rules.teammate(&self.close.thread.source, message.speaker())?;
        message.human().then_some(&mate.key)
    }

    /// A teammate who asks is on the asking side of their own request.
    fn side(&self, message: &Message) -> Side {
        if !message.human() {
            return Side::Machine;
        }
        let asker =
            self.close.thread.opening().and_then(|first| self.mate(first));
        match self.mate(message) {
            None => Side::Asking,
            mate if mate == asker => Side::Asking,
            mate if mate == self.picture.who.person.as_ref() => Side::Me,
            Some(_) => Side::Team,
        }
    }

    fn remark(&self, message: &Message) -> Option<String> {
        let judged = &self.close.entry.judged;
        let mut remarks = Vec::new();
        if message.private {
            remarks.push("private note".to_owned());
        }
        let aside = self.close.thread.called_answers();
        if aside.into_iter().any(|m| m.external == message.external) {
            remarks
                .push("an answer outside of the thread, only here".to_owned());
        }
        if judged.thanks.contains(&message.external) {
            remarks.push("read as thanks".to_owned());
        }
        let stopped = judged.answered().filter(|verdict| {
            verdict.message.as_ref() == Some(&message.external)
        });
        if let Some(verdict) = stopped {
            let took = duration(TimeDelta::milliseconds(verdict.took_ms));
            remarks.push(format!("this message stopped the clock, {took}"));
        }
        let replies = judged.replies.iter();
        remarks.extend(
            replies
                .filter(|it| it.message.as_ref() == Some(&message.external))
                .map(reply),
        );
        // What was there before the place was first read was all seen then.
        let before =
            self.close.thread.history && message.seen == self.close.thread.seen;
        if !before && message.seen - message.at > LATE {
            let seen = words::time(self.picture, message.seen);
            remarks.push(format!("seen {seen}"));
        }
        (!remarks.is_empty()).then(|| words::capital(&remarks.join(", ")))
    }
}

/// "the next response, 12 min, 2 min late".
fn reply(verdict: &Verdict) -> String {
    let span = |ms| duration(TimeDelta::milliseconds(ms));
    let (what, took) = (verdict.kind.words(), span(verdict.took_ms));
    match verdict.outcome {
        Outcome::Missed => {
            format!("the {what}, {took}, {} late", span(verdict.late_ms))
        }
        Outcome::Met | Outcome::Unsure | Outcome::Cancelled => {
            format!("the {what}, {took}, in time")
        }
    }
}

fn on_its_way(
    picture: &Picture,
    pending: &Pending,
    links: &mut Numbered,
) -> MessageLine {
    let text = Text::plain(pending.text.as_deref().unwrap_or_default());
    MessageLine {
        id: format!("sending-{}", pending.asked.timestamp_millis()),
        author: "You".to_owned(),
        side: Side::Me,
        at: pending.asked,
        blocks: links.blocks(&text),
        files: Vec::new(),
        edited: None,
        deleted: false,
        status: Some(status(picture, pending)),
        remark: None,
    }
}

/// Where an act is, and why.
pub(super) fn status(picture: &Picture, pending: &Pending) -> String {
    let undo = pending.undo_until.is_some_and(|at| at > picture.now);
    let why = words::line(&pending.words);
    let because = |what: &str, usual: &str| {
        let why = if why.is_empty() { usual } else { &why };
        format!("{what}: {why}")
    };
    match pending.stage {
        Stage::Sending if undo => "sending, undo".to_owned(),
        Stage::Sending => "sending".to_owned(),
        Stage::Waiting => {
            because("Held back", "the source cannot be written now")
        }
        Stage::Held => because("Not sent", "the thread moved on"),
        Stage::Unknown => because("It may be there", "the source did not say"),
    }
}
