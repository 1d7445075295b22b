//! What the user writes onto the stage.

use domain::{Action, Deed, Done, Fault, Post, Receipt, SourceId, Text};

use super::play::{Fresh, Play};
use super::talk::Talk;
use super::troupe::Troupe;
use super::voice;

impl Play {
    /// Does at a source what the user asks; the same action again changes
    /// nothing.
    pub(super) fn perform(
        &mut self,
        action: &Action,
        source: &SourceId,
        troupe: &Troupe,
    ) -> Result<Receipt, Fault> {
        if let Some(receipt) = self.done.get(&action.id) {
            return Ok(receipt.clone());
        }
        let me = troupe.me(source);
        let talk = self.talk(action, source)?;
        let changed = match &action.deed {
            Deed::Mark { name } => talk.mark(name, me),
            Deed::Unmark { name } => talk.unmark(name, &me.id),
            Deed::Reply { text } => {
                talk.spoke.push(me.id.clone());
                let post = Post {
                    text: Text::plain(text),
                    action: Some(action.id.clone()),
                    ..voice::post(me, "", source, troupe)
                };
                return Ok(self.said(action, post));
            }
            Deed::Open { .. } => return Err(crate::no_issues()),
            // Whoever plays them reads it off the stage.
            Deed::Direct { .. } => {
                let receipt = Receipt::default();
                self.done.insert(action.id.clone(), receipt.clone());
                return Ok(receipt);
            }
            Deed::Post { .. } | Deed::Retract => {
                return Err(crate::no_posts());
            }
        };
        let receipt = marks(talk);
        if changed {
            self.fresh.push(Fresh::Marks { root: action.root.clone() });
        }
        self.done.insert(action.id.clone(), receipt.clone());
        Ok(receipt)
    }

    /// Whether an action stands on the stage. The stage is all there is, so
    /// every look at it is complete.
    pub(super) fn confirm(
        &mut self,
        action: &Action,
        source: &SourceId,
        troupe: &Troupe,
    ) -> Result<Done, Fault> {
        let done = self.done.get(&action.id).cloned();
        let me = troupe.me(source).id;
        let talk = self.talk(action, source)?;
        let there = match &action.deed {
            Deed::Mark { name } => talk.bears(name, &me).then(|| marks(talk)),
            Deed::Unmark { name } => {
                (!talk.bears(name, &me)).then(|| marks(talk))
            }
            Deed::Reply { .. }
            | Deed::Open { .. }
            | Deed::Direct { .. }
            | Deed::Post { .. }
            | Deed::Retract => done,
        };
        Ok(there.map_or(Done::NotThere, Done::There))
    }

    /// The time of the words is that of the next look at the clock, which
    /// follows at once.
    fn said(&mut self, action: &Action, post: Post) -> Receipt {
        let external = self.mint();
        let receipt =
            Receipt { external: Some(external.clone()), ..Receipt::default() };
        self.done.insert(action.id.clone(), receipt.clone());
        self.fresh.push(Fresh::Said {
            root: action.root.clone(),
            external,
            post: Box::new(post),
        });
        receipt
    }

    fn talk(
        &mut self,
        action: &Action,
        source: &SourceId,
    ) -> Result<&mut Talk, Fault> {
        self.talks
            .get_mut(&action.root)
            .filter(|talk| {
                talk.spot.source == *source && talk.spot.place == action.place
            })
            .ok_or_else(|| {
                Fault::refused(
                    "This thread belongs to an earlier performance of the \
                     demo, and nobody reads it any more. Dismiss it.",
                )
            })
    }
}

fn marks(talk: &Talk) -> Receipt {
    Receipt { marks: Some(talk.marks.clone()), ..Receipt::default() }
}
