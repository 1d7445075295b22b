//! A world whose source reaches its server over a line with troubles, by a
//! clock of its own.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ExternalId, PlaceId, Source};

use super::line::Line;
use super::{Standing, Voice, World};

/// A world that a source reads over HTTP.
pub trait Wired: World {
    /// Where its server is: "http://127.0.0.1:4711".
    fn address(&self) -> String;
    /// The source as a fresh start makes it, with its server elsewhere.
    fn source_at(&self, address: &str) -> Arc<dyn Source>;
    /// How the vendor answers who was signed in and is not any more: a
    /// status and a body.
    fn signed_out(&self) -> (u16, &'static str) {
        (401, "{}")
    }
}

/// The same world behind a line.
pub(super) struct Behind<'w> {
    world: &'w dyn Wired,
    pub(super) line: Line,
    /// So far our clock is before the vendor's.
    ahead: TimeDelta,
}

impl<'w> Behind<'w> {
    pub(super) fn of(world: &'w dyn Wired) -> Behind<'w> {
        Behind::ahead(world, TimeDelta::zero())
    }

    pub(super) fn ahead(world: &'w dyn Wired, ahead: TimeDelta) -> Behind<'w> {
        let line = Line::to(&world.address());
        Behind { world, line, ahead }
    }
}

#[async_trait]
impl World for Behind<'_> {
    fn source(&self) -> Arc<dyn Source> {
        self.world.source_at(self.line.address())
    }

    fn place(&self) -> PlaceId {
        self.world.place()
    }

    async fn now(&self) -> DateTime<Utc> {
        self.world.now().await + self.ahead
    }

    async fn turn(&self, now: DateTime<Utc>) {
        self.world.turn(now - self.ahead).await;
    }

    async fn post(&self, by: Voice, text: &str) -> ExternalId {
        self.world.post(by, text).await
    }

    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId {
        self.world.reply(by, root, text).await
    }

    async fn edit(&self, what: &ExternalId, text: &str) {
        self.world.edit(what, text).await;
    }

    async fn delete(&self, what: &ExternalId) {
        self.world.delete(what).await;
    }

    async fn mark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.world.mark(by, what, name).await;
    }

    async fn unmark(&self, by: Voice, what: &ExternalId, name: &str) {
        self.world.unmark(by, what, name).await;
    }

    async fn standing(&self, root: &ExternalId) -> Option<Standing> {
        self.world.standing(root).await
    }

    async fn cut(&self, cut: bool) {
        self.world.cut(cut).await;
    }

    fn keeps_ids(&self) -> bool {
        self.world.keeps_ids()
    }
}
