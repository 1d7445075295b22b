//! Waits for what cannot tell by itself.

use std::future::Future;
use std::time::Duration;

use super::story::soon;

/// How long the slowest thing may take that is still worth waiting for.
const PATIENCE: Duration = Duration::from_secs(270);

/// Asks again and again until there is an answer, or too long.
pub(crate) async fn eventually<T>(
    what: &str,
    ask: impl AsyncFnMut() -> Option<T>,
) -> T {
    soon(what, asking(ask)).await
}

/// The same for what takes its time.
pub(crate) async fn in_the_end<T>(
    what: &str,
    ask: impl AsyncFnMut() -> Option<T>,
) -> T {
    let asked = tokio::time::timeout(PATIENCE, asking(ask)).await;
    asked.unwrap_or_else(|_| panic!("{what}: not within {PATIENCE:?}"))
}

async fn asking<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        pause(Duration::from_millis(40)).await;
    }
}

/// A pause between two questions to something that cannot tell by itself.
#[expect(clippy::disallowed_methods, reason = "there is no signal to wait for")]
pub(crate) fn pause(length: Duration) -> impl Future<Output = ()> {
    tokio::time::sleep(length)
}
