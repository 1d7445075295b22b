//! How a story goes: the question, what follows it, and what is said to the
//! user.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{ExternalId, File};

use super::play::{Cue, Fresh, Play};
use super::script::{Scene, Turn};
use super::talk::Talk;
use super::troupe::Troupe;
use super::voice;

/// The requester answers so long after the user,
const AT_ONCE: TimeDelta = TimeDelta::seconds(15);
/// or up to so many seconds later.
const HESITATION: u64 = 11;

impl Play {
    /// Somebody asks.
    pub(super) fn ask(
        &mut self,
        scene: &'static Scene,
        at: DateTime<Utc>,
        troupe: &Troupe,
    ) {
        let Some(spot) = troupe.spot(scene.kind) else { return };
        let root = self.mint();
        let mut post = voice::requester(scene, scene.says, &spot, troupe);
        post.files = scene
            .files
            .iter()
            .map(|(name, bytes)| File {
                name: (*name).to_owned(),
                bytes: Some(*bytes),
            })
            .collect();
        post.alert = voice::alert(scene, &root, false);
        self.talks.insert(root.clone(), Talk::new(scene, spot));
        self.post(&root, root.clone(), at, post);
        let team = self.others_answer();
        for (after, turn) in scene.then.iter().chain(team) {
            let root = root.clone();
            let at = at + TimeDelta::seconds(*after);
            self.cue(at, Cue::Follow { root, turn });
        }
    }

    /// The requester writes again.
    pub(super) fn insist(
        &mut self,
        root: &ExternalId,
        says: &str,
        at: DateTime<Utc>,
        troupe: &Troupe,
    ) {
        let Some(talk) = self.talks.get(root) else { return };
        let post = voice::requester(talk.scene, says, &talk.spot, troupe);
        self.reply(root, at, post);
    }

    /// What the script foresees happens, if it still makes sense.
    pub(super) fn follow(
        &mut self,
        root: &ExternalId,
        turn: &Turn,
        at: DateTime<Utc>,
        troupe: &Troupe,
    ) {
        let Some(talk) = self.talks.get_mut(root) else { return };
        if !voice::comes_to_pass(turn, talk, troupe) {
            return;
        }
        let source = talk.spot.source.clone();
        let mate = turn.mate().and_then(|key| troupe.mate(key, &source));
        let rules = troupe.rules();
        let marked = match (turn, mate) {
            (Turn::Insists(says) | Turn::Adds(says), _) => {
                return self.insist(root, says, at, troupe);
            }
            (Turn::Resolves(says), _) => {
                let (scene, spot) = (talk.scene, &talk.spot);
                let mut post = voice::requester(scene, says, spot, troupe);
                post.alert = voice::alert(scene, root, true);
                return self.reply(root, at, post);
            }
            (Turn::Answers(_, says) | Turn::Writes(_, says), Some(mate)) => {
                talk.spoke.push(mate.id.clone());
                let post = voice::post(mate, says, &source, troupe);
                return self.reply(root, at, post);
            }
            (Turn::Claims(_) | Turn::Looks(_), Some(mate)) => {
                talk.mark(&rules.claim_mark, mate)
            }
            (Turn::Tags(_, name), Some(mate)) => talk.mark(name, mate),
            (Turn::Releases(_), Some(mate)) => {
                talk.unmark(&rules.claim_mark, &mate.id)
            }
            (Turn::Closes(_), Some(mate)) => rules
                .close_mark
                .as_deref()
                .is_some_and(|close| talk.mark(close, mate)),
            (_, None) => false,
        };
        if marked {
            self.tell_marks(root, at);
        }
    }

    /// Tells what the user did, and lets the requester think about it.
    pub(super) fn take_in(
        &mut self,
        fresh: Fresh,
        now: DateTime<Utc>,
        troupe: &Troupe,
    ) {
        let (root, external, post) = match fresh {
            Fresh::Marks { root } => return self.tell_marks(&root, now),
            Fresh::Said { root, external, post } => (root, external, *post),
        };
        let words = post.text.words();
        self.post(&root, external, now, post);
        let holds = troupe.rules().claim_says.as_deref() == Some(words.trim());
        let Some(talk) = self.talks.get_mut(&root).filter(|_| !holds) else {
            return;
        };
        if let Some(says) = talk.responds_to(&words) {
            let hesitates = (self.counted() % HESITATION).cast_signed();
            let later = AT_ONCE + TimeDelta::seconds(hesitates);
            self.cue(now + later, Cue::Respond { root, says });
        }
    }
}
