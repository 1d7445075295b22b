//! Keeping what is typed: written down soon after, and not with every letter.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::practice::{Guess, Practice};
use domain::{Deed, Draft, RequestId, Role};
use store::{Errand, State};

use crate::Trouble;
use crate::house::House;
use crate::step::Step;

/// Letters that follow each other faster are written down together.
const PAUSE: TimeDelta = TimeDelta::milliseconds(400);
/// Who types without a pause loses no more than this in a crash.
const LONGEST: TimeDelta = TimeDelta::seconds(2);
/// A ledger that cannot be written is tried again after this long.
const AGAIN: TimeDelta = TimeDelta::seconds(5);
/// The longest draft that is kept, in characters.
const MOST: usize = 30_000;

/// The answers that were begun, as they are shown.
#[derive(Default)]
pub(crate) struct Drafts {
    all: BTreeMap<RequestId, Draft>,
    turn: u64,
    /// Since when, and until when lately, something typed is not written
    /// down.
    unsaved: BTreeMap<RequestId, (DateTime<Utc>, DateTime<Utc>)>,
    /// Those typed by somebody who reads along: they are never to be sent.
    practice: BTreeSet<RequestId>,
}

impl Drafts {
    /// What the ledger holds.
    pub(crate) fn of(rows: Vec<(RequestId, String, bool)>) -> Drafts {
        let practice = rows.iter().filter(|(_, _, practice)| *practice);
        let practice = practice.map(|(id, _, _)| *id).collect();
        let draft = |(id, text, _)| (id, Draft { text, turn: 0 });
        Drafts {
            all: rows.into_iter().map(draft).collect(),
            practice,
            ..Drafts::default()
        }
    }

    /// What the ledger holds now, where nothing is typed.
    pub(crate) fn reread(&mut self, rows: Vec<(RequestId, String, bool)>) {
        self.all.retain(|id, _| self.unsaved.contains_key(id));
        for (id, text, _) in rows {
            self.all.entry(id).or_insert(Draft { text, turn: self.turn });
        }
    }

    pub(crate) fn get(&self, id: RequestId) -> Draft {
        self.all.get(&id).cloned().unwrap_or_default()
    }

    pub(crate) fn has(&self, id: RequestId) -> bool {
        self.all.get(&id).is_some_and(|draft| !draft.text.trim().is_empty())
    }

    /// Takes in what was typed; says whether the row looks different now.
    fn type_in(
        &mut self,
        id: RequestId,
        (text, practice): (String, bool),
        now: DateTime<Utc>,
    ) -> bool {
        let before = self.has(id);
        if practice {
            self.practice.insert(id);
        } else {
            self.practice.remove(&id);
        }
        self.all.entry(id).or_default().text = text;
        let since = self.unsaved.get(&id).map_or(now, |(since, _)| *since);
        self.unsaved.insert(id, (since, now));
        before != self.has(id)
    }

    /// When something is to be written down.
    fn due(&self) -> Option<DateTime<Utc>> {
        let due = |(since, last): &(DateTime<Utc>, DateTime<Utc>)| {
            (*last + PAUSE).min(*since + LONGEST)
        };
        self.unsaved.values().map(due).min()
    }

    /// What was typed as practice.
    fn practised(&self) -> Vec<(RequestId, String)> {
        let text = |id: &RequestId| (*id, self.get(*id).text);
        self.practice.iter().map(text).collect()
    }

    /// What is to be written down, with all that waits for it.
    fn unsaved(&self) -> Vec<(RequestId, String)> {
        let text = |id: &RequestId| (*id, self.get(*id).text);
        self.unsaved.keys().map(text).collect()
    }

    /// It is written down, if it has not changed since.
    fn saved(&mut self, kept: &[(RequestId, String)]) {
        for (id, text) in kept {
            if self.get(*id).text != *text {
                continue;
            }
            self.unsaved.remove(id);
            if text.is_empty() {
                self.all.remove(id);
            }
        }
    }

    fn wait(&mut self, until: DateTime<Utc>) {
        for span in self.unsaved.values_mut() {
            *span = (until, until);
        }
    }

    /// The words change without being typed.
    pub(crate) fn turn(&mut self, id: RequestId, text: String) {
        self.turn += 1;
        self.unsaved.remove(&id);
        self.practice.remove(&id);
        self.all.insert(id, Draft { text, turn: self.turn });
    }
}

/// Writes down what is typed until the engine ends, and then what is left.
pub(crate) async fn keep(house: Arc<House>) {
    while !house.stop.is_cancelled() {
        let now = house.now();
        let pause = match house.board().drafts.due() {
            Some(due) => (due - now).to_std().unwrap_or_default(),
            None => Duration::from_secs(3600),
        };
        if !pause.is_zero() {
            house.pulse.wait(house.draft_bell, pause).await;
            continue;
        }
        let kept = house.keep_drafts().await;
        if !house.note("What was typed was not written down", kept) {
            house.board().drafts.wait(now + AGAIN);
        }
    }
    let kept = house.keep_drafts().await;
    house.note("What was typed was not written down", kept);
}

impl House {
    /// Takes in what was typed into the reply box of a request.
    pub(crate) fn type_in(&self, id: RequestId, text: &str) {
        let text: String = text.chars().take(MOST).collect();
        let now = self.now();
        let news = {
            let mut board = self.board();
            let practice = board.who(now).role == Role::Observer;
            board.drafts.type_in(id, (text, practice), now)
        };
        self.pulse.ring(self.draft_bell);
        if news {
            self.announce_change();
        }
    }

    /// What was begun as practice is kept as practice, and stands in no reply
    /// box any more: whoever has just got a seat would send it.
    pub(crate) async fn put_practice_aside(&self) -> Result<(), Trouble> {
        if self.board().drafts.practice.is_empty() {
            return Ok(());
        }
        let mut step = self.step().await?;
        let begun = self.board().drafts.practised();
        for (request, text) in begun {
            if !text.trim().is_empty() {
                let guess = Guess::Reply { text: text.trim().to_owned() };
                let practice = Practice { request, at: step.now, guess };
                step.write.practise(&practice).await?;
            }
            step.turn_draft(request, String::new()).await?;
        }
        step.commit().await
    }

    async fn keep_drafts(&self) -> Result<(), Trouble> {
        let texts = self.board().drafts.unsaved();
        if texts.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let mut write = self.store.write().await?;
        for (id, text) in &texts {
            let practice = self.board().drafts.practice.contains(id);
            write.keep_begun((*id, text), practice, now).await?;
        }
        write.commit().await?;
        self.board().drafts.saved(&texts);
        Ok(())
    }
}

impl Step<'_> {
    /// An answer goes out: the draft that it was is no draft any more.
    pub(crate) async fn sends(
        &mut self,
        errand: &Errand,
    ) -> Result<(), Trouble> {
        let Some((id, text)) = own_words(errand) else { return Ok(()) };
        let draft = self.house.board().drafts.get(id).text;
        if !draft.is_empty() && draft.trim() == text.trim() {
            self.turn_draft(id, String::new()).await?;
        }
        Ok(())
    }

    /// Whoever answers anew has read what was held back, which came back as
    /// the draft: it is not sent any more.
    pub(crate) async fn replaces_held(
        &mut self,
        id: RequestId,
    ) -> Result<(), Trouble> {
        for mut errand in self.write.errands_of(Some(id)).await? {
            if errand.state == State::Held && own_words(&errand).is_some() {
                errand.state = State::Undone;
                self.write.mark(&errand).await?;
            }
        }
        Ok(())
    }

    /// An answer that does not go out comes back, before what was begun
    /// meanwhile.
    pub(crate) async fn gives_back(
        &mut self,
        errand: &Errand,
    ) -> Result<(), Trouble> {
        let Some((id, text)) = own_words(errand) else { return Ok(()) };
        let begun = self.house.board().drafts.get(id).text;
        if begun.contains(text) {
            return Ok(());
        }
        let text = if begun.trim().is_empty() {
            text.to_owned()
        } else {
            format!("{text}\n\n{begun}")
        };
        self.turn_draft(id, text).await
    }

    pub(crate) async fn turn_draft(
        &mut self,
        id: RequestId,
        text: String,
    ) -> Result<(), Trouble> {
        self.write.keep_draft(id, &text, self.now).await?;
        self.drafts.push((id, text));
        Ok(())
    }
}

/// The words of an answer. What a claim says by itself was never typed.
fn own_words(errand: &Errand) -> Option<(RequestId, &str)> {
    let text = match &errand.action.deed {
        Deed::Reply { text } if errand.after.is_none() => text,
        // What a message to a teammate opens with was never typed.
        Deed::Direct { text, .. } if !text.is_empty() => text,
        Deed::Reply { .. }
        | Deed::Open { .. }
        | Deed::Direct { .. }
        | Deed::Mark { .. }
        | Deed::Unmark { .. }
        | Deed::Post { .. }
        | Deed::Retract => return None,
    };
    Some((errand.action.request?, text))
}
