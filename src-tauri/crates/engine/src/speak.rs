//! Handing notices to the desktop, one after the other.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::{Notice, NoticeId};

use crate::Trouble;
use crate::house::House;

/// Something to be said, or taken back.
pub(crate) enum Speech {
    /// A notice, with the decisions it carries out.
    Say { notice: Notice, alerts: Vec<i64> },
    /// A bubble that has nothing to say any more.
    Withdraw(NoticeId),
}

/// A notice that could not be shown is not tried again: it is on the record,
/// the tray and the window show it, and the next one tries anew.
pub(crate) async fn speak(house: Arc<House>) {
    while !house.stop.is_cancelled() {
        let speech = std::mem::take(&mut house.board().speech);
        if speech.is_empty() {
            house.pulse.wait(house.speak_bell, Duration::from_secs(3600)).await;
            continue;
        }
        let mut taken = Vec::new();
        for speech in speech {
            match speech {
                Speech::Withdraw(id) => house.notifier.withdraw(&id).await,
                Speech::Say { notice, alerts } => {
                    match house.notifier.show(&notice).await {
                        Ok(()) => taken.push((alerts, house.now())),
                        Err(e) => tracing::warn!("{e}."),
                    }
                }
            }
        }
        let noted = shown(&house, taken).await;
        house.note("A notice was not recorded", noted);
    }
}

/// Writes down what the desktop took, and when.
async fn shown(
    house: &House,
    mut taken: Vec<(Vec<i64>, DateTime<Utc>)>,
) -> Result<(), Trouble> {
    // What could not be written down when it was said has no row.
    taken.retain(|(alerts, _)| !alerts.is_empty());
    if taken.is_empty() || house.store.played() {
        return Ok(());
    }
    let mut write = house.store.write().await?;
    for (alerts, at) in taken {
        write.shown(&alerts, at).await?;
    }
    Ok(write.commit().await?)
}
