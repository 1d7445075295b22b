//! The life of the application beside its window: it opens, waits for its
//! end, and closes in order.

use std::pin::pin;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tauri::AppHandle;
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use super::floor::Floor;
use crate::door::Door;
use crate::opening::Opening;
use crate::setup::FirstRun;
use crate::wiring::Unready;

/// How long the end waits for what is half open, so that it can be closed in
/// order.
const HALF_OPEN: Duration = Duration::from_secs(3);

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Somebody asked for it.
    Asked,
    /// The engine has broken down.
    Broken,
}

/// What is done until the end.
pub(super) enum Work {
    /// An engine is opened.
    Open(Opening),
    /// Until there is an engine, the first ten minutes answer whoever calls.
    Greet(Arc<FirstRun>),
}

impl Work {
    /// The first ten minutes, if it begins with them.
    pub(super) fn first(&self) -> Option<Arc<FirstRun>> {
        match self {
            Work::Open(_) => None,
            Work::Greet(first) => Some(Arc::clone(first)),
        }
    }
}

/// A life that has not begun.
pub(super) struct Life {
    /// Where the engine will stand.
    pub(super) floor: Arc<Floor>,
    /// What answers until then.
    pub(super) door: Door,
    /// Where the end is asked for.
    pub(super) quits: mpsc::Receiver<End>,
}

/// A life that goes on.
pub(super) struct Living(JoinHandle<Result<(), Unready>>);

impl Living {
    /// Waits for its end, and says how it was.
    pub(super) fn end(self) -> Result<(), Unready> {
        self.0.join().unwrap_or(Err(Unready::Broken))
    }
}

impl Life {
    /// Begins, in a thread of its own: the main thread belongs to the window
    /// system, which ends with it.
    #[expect(
        clippy::disallowed_methods,
        reason = "the main thread belongs to the window system"
    )]
    pub(super) fn begin(
        self,
        runtime: &Runtime,
        (asked, work): (impl Future<Output = ()> + Send + 'static, Work),
        app: AppHandle,
    ) -> std::io::Result<Living> {
        let runtime = runtime.handle().clone();
        let live = move || {
            let ended = runtime.block_on(self.live(asked, work));
            app.exit(i32::from(ended.is_err()));
            ended
        };
        let thread = std::thread::Builder::new().name("life".to_owned());
        thread.spawn(live).map(Living)
    }

    async fn live(
        self,
        asked: impl Future<Output = ()>,
        work: Work,
    ) -> Result<(), Unready> {
        let Life { floor, door, quits } = self;
        let mut told = pin!(told(quits, asked));
        let ended = match work {
            Work::Open(opening) => {
                let mut opened = pin!(floor.open(opening));
                tokio::select! {
                    opened = &mut opened => match opened {
                        Ok(()) => told.await,
                        Err(unready) => Err(unready),
                    },
                    ended = &mut told => {
                        // Whether it could be opened is nobody's question
                        // any more.
                        let _ = tokio::time::timeout(HALF_OPEN, opened).await;
                        ended
                    }
                }
            }
            Work::Greet(first) => tokio::select! {
                () = first.greet(door.answers()) => told.await,
                ended = &mut told => ended,
            },
        };
        if let Some((engine, _lock)) = floor.leave() {
            engine.stop().await;
        }
        ended
    }
}

/// Waits until the end is asked for.
async fn told(
    mut quits: mpsc::Receiver<End>,
    asked: impl Future<Output = ()>,
) -> Result<(), Unready> {
    tokio::select! {
        end = quits.recv() => match end {
            Some(End::Broken) => Err(Unready::Broken),
            Some(End::Asked) | None => Ok(()),
        },
        () = asked => Ok(()),
    }
}
