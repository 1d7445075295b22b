//! Whose turn it is to write.

use tokio::sync::{Mutex, MutexGuard};

/// Whoever writes has the turn until the board shows what was written. Those
/// who pour in what sources saw stand in a row of their own, of which the
/// first alone waits for the turn: whoever acts meanwhile waits for one batch,
/// however many sources have much to tell.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    turn: Mutex<()>,
    row: Mutex<()>,
}

impl Turn {
    /// Waits for the turn.
    pub(crate) async fn take(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// Waits to be the first of the row, who may wait for the turn.
    pub(crate) async fn stand_in_row(&self) -> MutexGuard<'_, ()> {
        self.row.lock().await
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[tokio::test]
    async fn whoever_acts_waits_for_one_batch_however_many_sources_pour() {
        let (turn, order) = (Turn::default(), RefCell::new(Vec::new()));
        let write = async |name: &'static str| {
            let _mine = turn.take().await;
            order.borrow_mut().push(name);
            tokio::task::yield_now().await;
        };
        let pour = async |name: &'static str| {
            let _first = turn.stand_in_row().await;
            write(name).await;
        };
        tokio::join!(
            pour("mail"),
            pour("chat"),
            pour("issues"),
            write("an act"),
        );
        let order = order.into_inner();
        assert_eq!(order, ["mail", "an act", "chat", "issues"]);
    }
}
