//! How the people of the play speak, and when they do.

use domain::{AlertKey, Author, ExternalId, Post, SourceId, UserId};

use super::markup;
use super::script::{Kind, RELAY, Scene, Turn};
use super::talk::Talk;
use super::troupe::{Spot, Troupe, stranger};

/// What somebody writes at a source.
pub(super) fn post(
    author: Author,
    says: &str,
    source: &SourceId,
    troupe: &Troupe,
) -> Post {
    let said = markup::read(says, &troupe.groups(source));
    Post {
        author,
        text: said.text,
        mentions: said.mentions,
        files: Vec::new(),
        edited: None,
        restored: None,
        private: false,
        action: None,
        mirrored: None,
        alert: None,
        link: None,
    }
}

/// What a requester writes: with their own hand, or carried by a bot.
pub(super) fn requester(
    scene: &Scene,
    says: &str,
    spot: &Spot,
    troupe: &Troupe,
) -> Post {
    let person = stranger(scene.by);
    if scene.kind != Kind::Mirrored {
        return post(person, says, &spot.source, troupe);
    }
    let carried = post(stranger(&RELAY), says, &spot.source, troupe);
    Post { mirrored: Some(person), ..carried }
}

/// What the posts of one alert have in common.
pub(super) fn alert(
    scene: &Scene,
    root: &ExternalId,
    resolved: bool,
) -> Option<AlertKey> {
    (scene.kind == Kind::Alert)
        .then(|| AlertKey { key: root.to_string(), resolved })
}

/// Whether what the script foresees still makes sense, now that the user may
/// have come first.
pub(super) fn comes_to_pass(turn: &Turn, talk: &Talk, troupe: &Troupe) -> bool {
    let source = &talk.spot.source;
    let claim = &troupe.rules().claim_mark;
    let me = troupe.me(source).id;
    let id = |key: &str| troupe.mate(key, source).map(|mate| mate.id);
    let spoke = |id: &UserId| talk.spoke.contains(id);
    let left_alone = talk.spoke.is_empty();
    match turn {
        Turn::Insists(_) => left_alone,
        Turn::Adds(_) => !left_alone && !spoke(&me),
        Turn::Claims(_) | Turn::Answers(_, _) => {
            left_alone && !talk.bears_any(claim)
        }
        Turn::Writes(key, _) | Turn::Tags(key, _) => {
            id(key).is_some_and(|id| spoke(&id) || talk.bears(claim, &id))
        }
        Turn::Closes(key) => {
            id(key).is_some_and(|id| spoke(&id) && !spoke(&me))
        }
        Turn::Looks(_) | Turn::Releases(_) | Turn::Resolves(_) => true,
    }
}
