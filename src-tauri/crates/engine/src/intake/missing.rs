//! What a complete read does not hold any more.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{Activity, Batch, Event, ExternalId, PlaceId};

use super::Intake;

impl Intake {
    /// What stood in a scope that the batch holds completely, and is not in
    /// it any more.
    pub(super) fn gone(&self, batch: &Batch) -> Vec<Activity> {
        let Some(scope) = &batch.whole else { return Vec::new() };
        let board = self.house.board();
        let open = board.cards.values().filter(|card| {
            let judged = &card.judged;
            judged.source == self.source
                && judged.place == batch.place
                && scope.from <= judged.asked
                && judged.asked <= scope.to
        });
        let here: BTreeSet<_> =
            batch.activity.iter().map(|a| &a.root).collect();
        open.filter_map(|card| card.judged.root.clone())
            .filter(|root| !here.contains(root))
            .map(|root| deleted(&batch.place, root, batch.read))
            .collect()
    }
}

fn deleted(place: &PlaceId, root: ExternalId, at: DateTime<Utc>) -> Activity {
    Activity {
        place: place.clone(),
        external: root.clone(),
        root,
        at,
        event: Event::Deleted,
        since: None,
    }
}
