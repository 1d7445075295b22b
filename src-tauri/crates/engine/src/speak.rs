//! Handing notices to the desktop, one after the other.

use std::sync::Arc;
use std::time::Duration;

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
        for speech in speech {
            match speech {
                Speech::Withdraw(id) => house.notifier.withdraw(&id).await,
                Speech::Say { notice, alerts } => {
                    match house.notifier.show(&notice).await {
                        Ok(()) => {
                            let noted = shown(&house, &alerts).await;
                            house.note("A notice was not recorded", noted);
                        }
                        Err(e) => tracing::warn!("{e}."),
                    }
                }
            }
        }
    }
}

async fn shown(house: &House, alerts: &[i64]) -> Result<(), Trouble> {
    let now = house.now();
    let mut write = house.store.write().await?;
    for id in alerts {
        write.shown(*id, now).await?;
    }
    Ok(write.commit().await?)
}
