//! The demo: invented sources, and the clock by which they play.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use domain::{Clock, Notifier, Rules, Source, SourceId};
use engine::{Makings, Pulse, Sources, WeekClock};
use rand::Rng;
use sources::demo::Stage;
use store::Store;

use super::{Unready, prefix, rules};
use crate::answers::handoffs;
use crate::boot::{self, Paths};

/// Makes the sources of the demo.
struct Play {
    /// Where it is played.
    stage: Stage,
}

impl Sources for Play {
    fn make(
        &self,
        rules: &Rules,
        id: &SourceId,
    ) -> Result<Arc<dyn Source>, String> {
        Ok(Arc::new(self.stage.source(rules, id)))
    }
}

/// Who only watches is asked this often, unless another pace is wished.
const WATCHED: Duration = Duration::from_secs(20);

/// How the demo is played.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Playing {
    /// The same seed plays the same play.
    pub seed: Option<u64>,
    /// Seconds between requests.
    pub pace: Option<u64>,
    /// The user reads along for a week whose days take so many seconds.
    pub day: Option<u64>,
}

/// What is played, and by which clock.
struct Played {
    text: String,
    stage: Stage,
    clock: Arc<dyn Clock>,
}

/// An afternoon on duty, or the week of somebody who reads along.
fn played(playing: Playing, seed: u64) -> Played {
    let pace = playing.pace.map(Duration::from_secs);
    let Some(day) = playing.day else {
        return Played {
            text: team::demo_team().to_owned(),
            stage: Stage::new(seed, pace),
            clock: engine::system(),
        };
    };
    let now = engine::system().now();
    let clock = WeekClock::new(now, Duration::from_secs(day));
    let monday = clock.monday().date_naive();
    Played {
        text: team::demo_newcomer(monday, day.div_ceil(60)),
        stage: Stage::watched(seed, pace.or(Some(WATCHED))),
        clock: Arc::new(clock),
    }
}

/// The engine's makings for the demo: what an earlier one left goes first.
pub(crate) async fn demo(
    paths: &Paths,
    notifier: Arc<dyn Notifier>,
    playing: Playing,
) -> Result<Makings, Unready> {
    for end in ["", "-wal", "-shm"] {
        let mut file = paths.ledger().into_os_string();
        file.push(end);
        match std::fs::remove_file(file) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => {
                return Err(e.into());
            }
            Ok(()) | Err(_) => {}
        }
    }
    match std::fs::remove_dir_all(handoffs(&paths.data)) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e.into()),
        Ok(()) | Err(_) => {}
    }
    let seed = playing.seed.unwrap_or_else(|| rand::rng().random());
    let Played { text, stage, clock } = played(playing, seed);
    let rules = rules(&text, Path::new("the demo's team file"))?;
    let store = Store::open(&paths.ledger()).await?;
    let zone = boot::zone(rules.zone);
    Ok(Makings {
        store,
        mended: None,
        pulse: Arc::new(Pulse::new(clock)),
        notifier,
        rules,
        ruling: text,
        flaw: None,
        file: None,
        sources: Arc::new(Play { stage }),
        zone,
        demo: true,
        prefix: prefix(),
    })
}
