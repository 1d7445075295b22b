//! Shows notices as bubbles of the desktop.
//!
//! notify-rust opens a connection for each bubble, and some desktops close a
//! bubble when its connection ends; so one thread ([`board`]) owns the
//! bubbles and uses each again. What the user presses comes in twice where
//! the desktop tells everybody, and once where it tells only the sender: the
//! [`ear`] listens before the first bubble is sent, so that no press is too
//! fast, and each bubble listens for itself. The first of the two counts.

mod board;
mod bubble;
mod ear;
mod gnome;
mod ringing;
mod unstarted;
mod words;

use std::time::Duration;

use async_trait::async_trait;
use domain::{Button, NotShown, Notice, NoticeId, Notifier};
use tokio::sync::{mpsc, oneshot};

use board::{Board, Order};

pub use ringing::Ringing;
pub(crate) use unstarted::tell as tell_unstarted;

/// How long a desktop may take to show a bubble.
const LIMIT: Duration = Duration::from_secs(2);

/// How many orders wait for the desktop before it counts as stuck.
const QUEUE: usize = 64;

/// The user pressed a button of a bubble; pressing the bubble itself opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Click {
    /// Which bubble.
    pub id: NoticeId,
    /// Which button.
    pub button: Button,
}

/// What shows bubbles on this desktop, for those who want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Server {
    /// It answers.
    There {
        /// Its name.
        name: String,
        /// Its version.
        version: String,
        /// What it can do, in the words of the specification.
        abilities: Vec<String>,
        /// Whether it holds notices back now, where it says so.
        inhibited: Option<bool>,
    },
    /// It does not, and why.
    Missing(String),
}

/// The bubbles of the desktop.
#[derive(Clone, Debug)]
pub struct Desktop {
    orders: mpsc::Sender<Order>,
    limit: Duration,
}

impl Desktop {
    /// Starts the thread that owns the bubbles, which carry the product's
    /// name. Presses go where the caller says.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "a bubble waits on the bus, and nothing waits on it"
    )]
    pub fn start(name: &str, clicks: mpsc::Sender<Click>) -> Desktop {
        let (orders, queue) = mpsc::channel(QUEUE);
        let board = Board::new(name.to_owned(), clicks);
        let thread = std::thread::Builder::new().name("notices".to_owned());
        if let Err(error) = thread.spawn(|| board.run(queue)) {
            // The queue is closed with it, and every notice is refused.
            tracing::error!(%error, "the notices' thread could not start");
        }
        Desktop { orders, limit: LIMIT }
    }

    /// Asks what shows the bubbles.
    pub async fn server(&self) -> Server {
        let answer = self.order(|reply| Order::Look { reply }).await;
        answer.unwrap_or_else(|NotShown(why)| Server::Missing(why))
    }

    async fn order<T>(
        &self,
        order: impl FnOnce(oneshot::Sender<T>) -> Order,
    ) -> Result<T, NotShown> {
        let (reply, answer) = oneshot::channel();
        let ordered = async {
            self.orders.send(order(reply)).await.ok()?;
            answer.await.ok()
        };
        match tokio::time::timeout(self.limit, ordered).await {
            Ok(Some(answer)) => Ok(answer),
            Ok(None) => Err(NotShown("their thread has ended".to_owned())),
            Err(_) => Err(NotShown(TOO_SLOW.to_owned())),
        }
    }
}

/// What is said of a desktop that does not answer.
const TOO_SLOW: &str =
    "the desktop's notification server did not answer within 2 s";

#[async_trait]
impl Notifier for Desktop {
    async fn show(&self, notice: &Notice) -> Result<(), NotShown> {
        let notice = notice.clone();
        self.order(|reply| Order::Show { notice, reply }).await?
    }

    async fn withdraw(&self, id: &NoticeId) {
        let id = id.clone();
        // A bubble that cannot be taken away expires by itself.
        let _ = self.order(|reply| Order::Withdraw { id, reply }).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stuck_desktop_is_told_when_the_limit_is_over() {
        let (orders, _never_read) = mpsc::channel(1);
        let desktop = Desktop { orders, limit: Duration::from_millis(1) };
        assert_eq!(
            desktop.server().await,
            Server::Missing(TOO_SLOW.to_owned())
        );
    }

    #[tokio::test]
    async fn a_thread_that_has_ended_refuses_at_once() {
        let (orders, queue) = mpsc::channel(1);
        drop(queue);
        let desktop = Desktop { orders, limit: LIMIT };
        let server = desktop.server().await;
        assert!(matches!(server, Server::Missing(_)), "{server:?}");
    }
}
