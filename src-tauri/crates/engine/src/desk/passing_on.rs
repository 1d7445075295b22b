//! Sending a handoff into its channel, and accepting what is in one.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::handoff::{About, Item, Left, Letter, Sent, Tag, Written, letter};
use domain::{
    Action, Deed, ExternalId, HandoffChannel, Permit, Reach, RequestId, Stretch,
};
use store::{Errand, State};

use super::answering::REPLY;
use super::standing::messages;
use super::{Act, Acted, Desk, Refused};
use crate::Trouble;
use crate::house::Board;

/// What sending is called in the ledger.
pub(super) const HANDED: &str = "handoff";

/// What goes into the channel in one go.
pub(super) struct Posting {
    /// What that is called in the ledger.
    pub(super) what: &'static str,
    pub(super) new: Vec<Errand>,
    /// What was sent before, and may not have arrived.
    pub(super) again: Vec<Errand>,
    /// The shift that is handed over with it, and what is open in it.
    pub(super) hands: Option<(Stretch, Vec<Left>)>,
}

impl Desk {
    /// The words in which the shift that runs would be sent.
    pub async fn letter(&self) -> Result<Letter, Refused> {
        self.channel()?;
        let handoff = self.handoff(None).await?;
        Ok(letter(&handoff, &self.house.rules()))
    }

    /// Hands the shift that runs over and sends that as a thread: the summary,
    /// and a reply for each request that is open. A shift has one thread: what
    /// is there already, whoever sent it, or is on its way, is not sent again.
    /// It goes out after a moment in which it can be taken back, or at once.
    pub async fn send_handoff(&self, at_once: bool) -> Acted {
        let permit = self.pass(Reach::Source)?;
        let channel = self.channel()?;
        let handoff = self.whole().await?;
        let letter = letter(&handoff, &self.house.rules());
        let sent = &handoff.sent;
        let root = sent.summary().map(|item| item.root.clone());
        let there = sent.items.iter().filter_map(|it| it.about.clone());
        let known = (letter, root, there.collect());
        let mut new = self.thread(&channel, handoff.span, known);
        let again = self.unsure(handoff.span);
        if new.is_empty() && again.is_empty() {
            return Err(self.all_there(sent));
        }
        let held = !at_once && !new.is_empty();
        let wait = if held { REPLY } else { TimeDelta::zero() };
        for errand in &mut new {
            errand.due += wait;
        }
        let words = format!(
            "{} in {}: {}.",
            self.begins(sent),
            self.channel_name(&channel),
            counted(messages(new.iter().chain(&again))),
        );
        let hands = Some((handoff.span, handoff.lefts()));
        let posting = Posting { what: HANDED, new, again, hands };
        self.post(permit, posting).await?;
        let until = held.then(|| self.house.now() + wait);
        self.house.remark(words.clone(), until);
        Ok(Act { request: None, words, queued: true })
    }

    /// Whether a thread begins, or is added to.
    fn begins(&self, sent: &Sent) -> String {
        match &sent.with {
            Some(other) => {
                format!(
                    "Adding to {}'s handoff",
                    self.house.rules().name(other)
                )
            }
            None => "Handing over".to_owned(),
        }
    }

    /// Why there is nothing to send.
    fn all_there(&self, sent: &Sent) -> Refused {
        let by = sent.with.as_ref().zip(sent.summary());
        let words = match by {
            Some((other, summary)) => {
                let at = summary.at.with_timezone(&self.house.zone);
                format!(
                    "{} sent it {}, and nothing is missing there.",
                    self.house.rules().name(other),
                    at.format("%a %-d %b %H:%M"),
                )
            }
            None => "All of it is there already, or on its way.".to_owned(),
        };
        Refused::No(
            words,
            "What comes until the end of the shift can be sent after it."
                .to_owned(),
        )
    }

    /// An action on a message of a handoff.
    pub(super) fn errand_at(&self, item: &Item, deed: Deed) -> Errand {
        let channel = HandoffChannel {
            source: item.source.clone(),
            place: item.place.clone(),
            apart: false,
        };
        let id = self.house.action_id();
        self.errand_in(&channel, (id, item.external.clone()), deed)
    }

    fn errand_in(
        &self,
        channel: &HandoffChannel,
        (id, root): (domain::ActionId, ExternalId),
        deed: Deed,
    ) -> Errand {
        Errand::new(Action {
            id,
            request: None,
            source: channel.source.clone(),
            place: channel.place.clone(),
            root,
            deed,
            asked: self.house.now(),
        })
    }

    /// What of a thread is neither there nor on its way. Where the summary is
    /// not there the replies wait for it: only it says where they belong, and
    /// a last look whether it is taken back because a colleague has begun the
    /// thread of the same shift at the same time.
    fn thread(
        &self,
        channel: &HandoffChannel,
        span: Stretch,
        (letter, root, there): (Letter, Option<ExternalId>, BTreeSet<About>),
    ) -> Vec<Errand> {
        let on_its_way = self.on_its_way(span);
        let waits = |about: Option<&About>| {
            let mut all = on_its_way.iter();
            all.rfind(|(tag, _)| tag.about.as_ref() == about)
        };
        let tagged = |about: Option<About>| {
            Tag { span, about }.put_on(&self.house.action_id())
        };
        let mut errands = Vec::new();
        let mut after = waits(None).map(|(_, errand)| errand.action.id.clone());
        if root.is_none() && after.is_none() {
            let (id, nowhere) = (tagged(None), ExternalId::new(""));
            let deed = Deed::Post { text: letter.summary };
            let back = (tagged(None), nowhere.clone());
            let first = Some(id.clone());
            after = Some(back.0.clone());
            errands.push(self.errand_in(channel, (id, nowhere), deed));
            let back = self.errand_in(channel, back, Deed::Retract);
            errands.push(Errand { after: first, ..back });
        }
        let root = root.unwrap_or_else(|| ExternalId::new(""));
        for reply in letter.replies {
            let known = there.contains(&reply.about);
            if known || waits(Some(&reply.about)).is_some() {
                continue;
            }
            let id = tagged(Some(reply.about));
            let deed = Deed::Reply { text: reply.text };
            let to = (id, root.clone());
            let errand = self.errand_in(channel, to, deed);
            errands.push(Errand { after: after.clone(), ..errand });
        }
        Desk::one_a_second(&mut errands);
        errands
    }

    /// The parts of a handoff that have not come to their end.
    pub(super) fn on_its_way(&self, span: Stretch) -> Vec<(Tag, Errand)> {
        let board = self.house.board();
        let part = |errand: &Errand| {
            let tag = Tag::read(&errand.action.id)?;
            (tag.span == span).then(|| (tag, errand.clone()))
        };
        board.errands.iter().filter_map(part).collect()
    }

    /// Parts of which nobody knows whether they arrived. They are sent under
    /// the same name, by which the source knows them.
    fn unsure(&self, span: Stretch) -> Vec<Errand> {
        let all = self.on_its_way(span).into_iter();
        all.map(|(_, errand)| errand)
            .filter(|errand| errand.state == State::Unknown)
            .collect()
    }

    /// Puts all of it on its way in one go.
    pub(super) async fn post(
        &self,
        permit: Permit,
        posting: Posting,
    ) -> Result<(), Refused> {
        let Posting { what, new, again, hands } = posting;
        let now = self.house.now();
        let ids: Vec<&str> =
            new.iter().map(|errand| errand.action.id.as_str()).collect();
        let body = serde_json::json!({ "actions": ids }).to_string();
        let mut step = self.house.step().await?;
        // Whoever sent it at the same time was first.
        if self.house.board().sends_any(&new) {
            return Err(just_begun());
        }
        // What is only sent again belongs to the act that sent it first.
        let act = match new.is_empty() {
            false => step.note(RequestId(0), what, body),
            true => 0,
        };
        for mut errand in new {
            errand.act = act;
            if let Some(first) = &errand.after {
                let first = step.write.errand(first).await;
                let waits = first.map_err(Trouble::from)?;
                // Meanwhile it was settled where the others belong.
                if !waits.is_none_or(|first| first.state.open()) {
                    return Err(just_begun());
                }
            }
            let sent = step.write.send(&errand, permit).await;
            sent.map_err(Trouble::from)?;
        }
        if let Some((span, open)) = hands {
            let hand_over = |it: &mut Written| it.hand_over(open, now);
            let put = step.write.change_handoff(span, hand_over).await;
            put.map_err(Trouble::from)?;
        }
        for errand in again {
            let id = &errand.action.id;
            let known = step.write.errand(id).await.map_err(Trouble::from)?;
            // It came to its end while this waited for its turn.
            let unsure = |errand: &Errand| errand.state == State::Unknown;
            let Some(mut errand) = known.filter(unsure) else { continue };
            (errand.state, errand.due) = (State::Queued, now);
            step.write.mark(&errand).await.map_err(Trouble::from)?;
        }
        Ok(step.commit().await?)
    }
}

impl Board {
    /// Whether one of these is on its way already: the same part of a handoff,
    /// or the same mark on one.
    fn sends_any(&self, new: &[Errand]) -> bool {
        let same =
            |a: &Action, b: &Action| match (Tag::read(&a.id), Tag::read(&b.id))
            {
                (Some(one), Some(other)) => one == other,
                _ => (&a.root, &a.deed) == (&b.root, &b.deed),
            };
        self.errands.iter().any(|sent| {
            new.iter().any(|errand| same(&errand.action, &sent.action))
        })
    }
}

fn just_begun() -> Refused {
    Refused::No(
        "The thread has just begun.".to_owned(),
        "Send the rest once more.".to_owned(),
    )
}

fn counted(messages: usize) -> String {
    match messages {
        1 => "1 message".to_owned(),
        n => format!("{n} messages"),
    }
}
