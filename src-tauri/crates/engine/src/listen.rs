//! Listening to one source for as long as the engine runs.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::{Fault, Probe, Source, SourceId};
use futures_util::FutureExt;
use rand::Rng;
use tokio_util::sync::CancellationToken;

use crate::Trouble;
use crate::backoff::next_try;
use crate::house::House;
use crate::intake::Intake;
use crate::pulse::Bell;

/// Listens, and begins again whenever it breaks.
pub(crate) async fn listen(
    house: Arc<House>,
    source: Arc<dyn Source>,
    (id, bell): (SourceId, Bell),
    stop: CancellationToken,
) {
    let intake = Intake::new(&house, (id.clone(), bell), stop.clone());
    while !stop.is_cancelled() {
        let fault = once(&house, source.as_ref(), &intake).await;
        if stop.is_cancelled() {
            return;
        }
        tracing::warn!(source = %id, %fault, "A source broke.");
        let now = house.now();
        let spread = rand::rng().random::<f64>();
        let next = {
            let mut board = house.board();
            let Some(gauge) = board.gauges.get_mut(&id) else { return };
            let next = next_try(&fault, gauge.tries, spread, now);
            gauge.broke(fault, now, next);
            next
        };
        house.pulse.ring(house.clock_bell);
        house.announce_change();
        let pause = (next - now).max(TimeDelta::zero());
        house.pulse.wait(bell, pause.to_std().unwrap_or_default()).await;
    }
}

/// Listens until it breaks. A panic in a source is that source's blindness
/// and nobody else's.
async fn once(house: &House, source: &dyn Source, intake: &Intake) -> Fault {
    let work = async {
        let cursors = house.store.cursors(&intake.source).await?;
        let (now, corrected) = house.corrected();
        let fault = match source.probe(now).await {
            Ok(probe) => {
                if let Some(ms) = probe.offset_ms {
                    intake.reckon(corrected + TimeDelta::milliseconds(ms));
                }
                introduce(house, &intake.source, &probe).await?;
                source.listen(&cursors, intake).await
            }
            Err(fault) => fault,
        };
        Ok(fault)
    };
    let fault = match AssertUnwindSafe(work).catch_unwind().await {
        Ok(Ok(fault)) => fault,
        Ok(Err(trouble)) => unwritten(&trouble),
        Err(_) => Fault::garbled(
            "Reading it failed in a way that should not happen; it is begun \
             anew. Please report this with the log.",
        ),
    };
    // Where the ledger refused what was read, that is the reason and not what
    // the source made of it.
    intake.refused().unwrap_or(fault)
}

/// What was read could not be kept: it is read again.
pub(crate) fn unwritten(trouble: &Trouble) -> Fault {
    Fault::unreachable(format!(
        "What was read cannot be written down: {trouble}."
    ))
}

/// The source's own "me", looked up in the roster, says who is at this
/// desktop.
async fn introduce(
    house: &House,
    id: &SourceId,
    probe: &Probe,
) -> Result<(), Trouble> {
    let now = house.now();
    let news = {
        let mut board = house.board();
        if let Some(gauge) = board.gauges.get_mut(id) {
            gauge.account = Some(probe.clone());
        }
        let mate = board.rules.teammate(id, &probe.me);
        let me = mate.map(|mate| mate.key.clone());
        let news = me.filter(|me| board.me.as_ref() != Some(me));
        if news.is_some() {
            let stranger = board.me.is_none();
            board.me.clone_from(&news);
            if stranger {
                // To be recognised for the first time is no change of role
                // under the user's hands.
                board.role = board.who(now).role;
                board.look_at_all();
            }
        }
        news
    };
    if let Some(me) = news {
        let mut write = house.store.write().await?;
        write.set("me", me.as_str()).await?;
        write.commit().await?;
    }
    house.recognise(id, &probe.me).await?;
    house.pulse.ring(house.clock_bell);
    house.announce_change();
    Ok(())
}
