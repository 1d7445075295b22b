//! How a handoff stands in its channel.

use chrono::TimeDelta;
use domain::handoff::Sent;
use domain::{Deed, HandoffChannel, Stretch};
use store::Errand;

use super::{Desk, Refused};
use crate::Trouble;

impl Desk {
    /// How a handoff stands in its channel.
    pub(super) async fn sent(&self, span: Stretch) -> Result<Sent, Refused> {
        let since = span.to - TimeDelta::milliseconds(1);
        let items = self.house.store.items_since(since).await;
        let items = items.map_err(Trouble::from)?.into_iter();
        let channel = self.channel().ok();
        let mut sent = Sent {
            channel: channel.map(|it| self.channel_name(&it)),
            items: items.filter(|it| it.span == span && !it.gone).collect(),
            waiting: messages(
                self.on_its_way(span).iter().map(|(_, errand)| errand),
            ),
            with: None,
        };
        let (rules, me) = (self.house.rules(), self.house.who().person);
        let by = sent.summary().and_then(|summary| summary.from(&rules));
        sent.with = by.filter(|by| Some(*by) != me.as_ref()).cloned();
        Ok(sent)
    }

    pub(super) fn channel(&self) -> Result<HandoffChannel, Refused> {
        self.house.rules().handoff.channel.clone().ok_or_else(|| {
            Refused::No(
                "The team file names no channel for handoffs.".to_owned(),
                "Write it below [handoff]: channel = \"#support\". Without \
                 one, hand it over as a file and paste its text."
                    .to_owned(),
            )
        })
    }

    pub(super) fn channel_name(&self, channel: &HandoffChannel) -> String {
        let rules = self.house.rules();
        let place = rules.place(&channel.source, &channel.place);
        place.map_or_else(|| channel.place.to_string(), |it| it.name.clone())
    }
}

/// How many of these are messages that people will read.
pub(super) fn messages<'a>(errands: impl Iterator<Item = &'a Errand>) -> usize {
    errands.filter(|it| it.action.deed != Deed::Retract).count()
}
