//! The demo does what every source does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{Event, ExternalId, PlaceId, Post, Source, SourceId};

use super::audience::opening;
use super::team::rules;
use crate::conformance::{Standing, Voice, World};
use crate::demo::Stage;
use crate::demo::script::Kind;
use crate::demo::talk::Talk;
use crate::demo::troupe::{Spot, Troupe, stranger};
use crate::demo::voice;

crate::suite!(async { Ferryline::new() });

/// A stage on which nothing is played and everything is done by hand.
struct Ferryline {
    stage: Stage,
    troupe: Troupe,
    now: Mutex<DateTime<Utc>>,
}

impl Ferryline {
    fn new() -> Ferryline {
        let stage = Stage::new(1, None);
        let troupe = Troupe::new(rules());
        stage.play().advance(&troupe, opening());
        stage.play().hush();
        Ferryline { stage, troupe, now: Mutex::new(opening()) }
    }

    /// The mailbox: its line can go dead.
    fn spot(&self) -> Spot {
        self.troupe.spot(Kind::Mail).unwrap()
    }

    fn write(&self, by: Voice, text: &str) -> Post {
        let source = self.spot().source;
        let author = match by {
            Voice::Requester => stranger(Kind::Mail.scenes()[0].by),
            Voice::Teammate => self.troupe.mate("ana", &source).unwrap(),
            Voice::Me => self.troupe.me(&source),
        };
        voice::post(author, text, &source, &self.troupe)
    }

    fn time(&self) -> DateTime<Utc> {
        *self.now.lock().unwrap()
    }

    /// Every message that was ever there, as it was written last, by id; and
    /// nothing for those that are gone.
    fn messages(&self) -> BTreeMap<ExternalId, (ExternalId, Option<Post>)> {
        let mut all = BTreeMap::new();
        for told in self.stage.play().told(&self.spot()) {
            let (id, root) = (told.external.clone(), told.root.clone());
            match &told.event {
                Event::Post { post } => {
                    all.insert(id, (root, Some(post.clone())));
                }
                Event::Deleted => {
                    all.insert(id, (root, None));
                }
                Event::Marks { .. } => {}
            }
        }
        all
    }

    fn message(&self, what: &ExternalId) -> (ExternalId, Post) {
        let (root, post) = self.messages().remove(what).unwrap();
        (root, post.unwrap())
    }

    fn change_marks(
        &self,
        root: &ExternalId,
        change: impl FnOnce(&mut Talk) -> bool,
    ) {
        let mut play = self.stage.play();
        if change(play.talks.get_mut(root).unwrap()) {
            play.tell_marks(root, self.time());
        }
    }
}

#[async_trait]
impl World for Ferryline {
    fn source(&self) -> Arc<dyn Source> {
        let mail = SourceId::new("mail");
        Arc::new(self.stage.source(self.troupe.rules(), &mail))
    }

    fn place(&self) -> PlaceId {
        self.spot().place
    }

    async fn now(&self) -> DateTime<Utc> {
        self.time()
    }

    async fn turn(&self, now: DateTime<Utc>) {
        *self.now.lock().unwrap() = now;
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        let post = self.write(by, text);
        let mut play = self.stage.play();
        let root = play.mint();
        // Nobody says anything by themselves to an alert.
        let scene = &Kind::Alert.scenes()[0];
        play.talks.insert(root.clone(), Talk::new(scene, self.spot()));
        play.post(&root, root.clone(), self.time(), post);
        root
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        let post = self.write(by, text);
        let mut play = self.stage.play();
        let external = play.mint();
        play.post(root, external.clone(), self.time(), post);
        external
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        let (root, post) = self.message(what);
        let text = self.write(Voice::Requester, text).text;
        let post = Post { text, edited: Some(self.time()), ..post };
        self.stage.play().post(&root, what.clone(), self.time(), post);
    }

    async fn delete(&self, what: &ExternalId) {
        let (root, _) = self.message(what);
        let (gone, now) = (Event::Deleted, self.time());
        self.stage.play().tell(&root, what.clone(), now, gone);
    }

    async fn mark(&self, by: Voice, what: &ExternalId, name: &str) {
        let author = self.write(by, "").author;
        self.change_marks(what, |talk| talk.mark(name, author));
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, name: &str) {
        let author = self.write(by, "").author;
        self.change_marks(what, |talk| talk.unmark(name, &author.id));
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        let messages = self.messages();
        let (_, head) = messages.get(root)?;
        let mut texts = vec![head.as_ref()?.text.words()];
        texts.extend(
            messages
                .iter()
                .filter(|(id, (of, _))| of == root && *id != root)
                .filter_map(|(_, (_, post))| Some(post.as_ref()?.text.words())),
        );
        let play = self.stage.play();
        let marks = play.talks.get(root).map(|talk| {
            let marks = talk.marks.iter();
            marks.map(|m| (m.name.clone(), m.by.len())).collect()
        });
        Some(Standing { texts, marks: marks.unwrap_or_default() })
    }

    async fn cut(&self, cut: bool) {
        self.stage.play().darken(cut);
    }
}
