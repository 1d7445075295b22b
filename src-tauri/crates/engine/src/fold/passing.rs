//! The messages of handoffs, and what they say of requests.

use domain::handoff::{About, Item, words_of_note};
use domain::{Activity, Event, RequestId, Text, Thread};
use store::{Root, Write};

use super::{Fold, Sighting};
use crate::Trouble;

impl Fold {
    /// A message of a handoff, or what becomes of one, asks for nothing and
    /// answers nobody. Says whether it was one at all, and whether it was
    /// news.
    pub(super) async fn passes(
        &mut self,
        write: &mut Write<'_>,
        sighting: &Sighting<'_>,
    ) -> Result<Option<bool>, Trouble> {
        let Sighting { source, activity, seen, .. } = *sighting;
        if !self.rules.hands_over_at(source, &activity.place) {
            return Ok(None);
        }
        let Activity { place, external, .. } = activity;
        let message = (source.clone(), place.clone(), external.clone());
        let known = write.item(&message).await?;
        let read = Item::read(activity, (&self.rules, source), seen);
        let item = match (&activity.event, &known, read) {
            (Event::Post { post }, Some(known), Some(read))
                if post.edited.is_some() || post.restored.is_some() =>
            {
                let gone = known.gone && post.restored.is_none();
                let note = read.note.filter(|_| !gone);
                Item { note, gone, ..known.clone() }
            }
            (Event::Post { .. }, None, Some(read)) => read,
            (Event::Marks { marks }, Some(known), _) => {
                let mut item = known.clone();
                item.mark((marks, activity.at), &self.rules, seen);
                item
            }
            (Event::Deleted, Some(known), _) => {
                Item { gone: true, note: None, ..known.clone() }
            }
            (_, known, _) => return Ok(known.as_ref().map(|_| false)),
        };
        if known.as_ref() == Some(&item) {
            return Ok(Some(false));
        }
        self.log_item(sighting, &item)?;
        write.put_item(&item).await?;
        self.handed = true;
        if let Some(about) = &item.about {
            self.hand_on(write, (about, &item)).await?;
        }
        Ok(Some(true))
    }

    /// Of the words only the note is kept: whoever has what others said
    /// forgotten has it forgotten here, too.
    fn log_item(
        &mut self,
        sighting: &Sighting<'_>,
        item: &Item,
    ) -> Result<(), Trouble> {
        let mut activity = sighting.activity.clone();
        if let Event::Post { post } = &mut activity.event {
            let note = item.note.as_deref().map(words_of_note);
            post.text = Text::plain(&note.unwrap_or_default());
        }
        let logged = Sighting { activity: &activity, ..*sighting };
        self.log(&logged, RequestId(0))?;
        if matches!(activity.event, Event::Deleted) {
            self.blanks.push((
                item.source.clone(),
                item.place.clone(),
                item.external.clone(),
            ));
        }
        Ok(())
    }

    /// Tells a request what a handoff says of it, if it is known by now.
    async fn hand_on(
        &mut self,
        write: &mut Write<'_>,
        (about, item): (&About, &Item),
    ) -> Result<(), Trouble> {
        let About { source, place, root } = about;
        let root = (source.clone(), place.clone(), root.clone());
        let known = match self.roots.get(&root) {
            Some(id) => Some(*id),
            None => {
                let all = write.requests_of(&[root]).await?;
                all.first().map(|(_, id)| *id)
            }
        };
        let Some(mut id) = known else { return Ok(()) };
        while let Some(mut thread) = self.thread(write, id).await? {
            let later = thread.followed.filter(|part| part.since <= item.at);
            match later {
                Some(part) => {
                    id = part.request;
                    self.remember(thread);
                }
                None => {
                    let news =
                        thread.pass(&Item { note: None, ..item.clone() });
                    match news {
                        true => self.keep(thread),
                        false => self.remember(thread),
                    }
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// A request that begins may have been handed over before it was read.
    pub(super) async fn passed_before(
        &mut self,
        write: &mut Write<'_>,
        (thread, root): (&mut Thread, &Root),
    ) -> Result<(), Trouble> {
        if self.rules.handoff.channel.is_none() {
            return Ok(());
        }
        for item in write.items_about(root).await? {
            thread.pass(&Item { note: None, ..item });
        }
        Ok(())
    }
}
