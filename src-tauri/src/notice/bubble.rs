//! One bubble: its handle, and the press that is waited for.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use domain::NoticeId;
use notify_rust::{
    Notification, NotificationHandle, NotificationResponse as Response,
};

type Listening = Pin<Box<dyn Future<Output = Option<Response>> + Send>>;

/// Each time somebody listens to a bubble, notify-rust asks the bus for two
/// more kinds of signals and never takes that back; a bus gives 512 to a
/// connection and no more.
const USES: u16 = 200;

/// A bubble on the desktop, or one that was there and can be used again.
pub(super) struct Bubble {
    pub(super) notice: NoticeId,
    handle: Arc<NotificationHandle>,
    uses: u16,
    /// Present as long as the bubble can be pressed.
    listening: Option<Listening>,
}

impl Bubble {
    /// Takes over a bubble that has just been shown.
    pub(super) fn new(notice: NoticeId, handle: NotificationHandle) -> Bubble {
        let handle = Arc::new(handle);
        let listening = Some(listen(Arc::clone(&handle)));
        Bubble { notice, handle, uses: 1, listening }
    }

    /// The desktop's number of it.
    pub(super) fn number(&self) -> u32 {
        self.handle.id()
    }

    /// Whether it can still be pressed.
    pub(super) fn is_open(&self) -> bool {
        self.listening.is_some()
    }

    /// Its connection has been listened to often enough.
    pub(super) fn is_worn(&self) -> bool {
        self.uses >= USES
    }

    /// It was pressed, or is gone: nothing more is heard of it.
    pub(super) fn end(&mut self) {
        self.listening = None;
    }

    /// Shows something else in its place, over the connection it has.
    pub(super) fn show(
        &mut self,
        notice: NoticeId,
        words: Notification,
    ) -> Result<(), notify_rust::error::Error> {
        self.listening = None;
        // Its listener was the only other owner, and is gone.
        if let Some(handle) = Arc::get_mut(&mut self.handle) {
            **handle = words;
            handle.update()?;
        }
        self.notice = notice;
        self.uses = self.uses.saturating_add(1);
        self.listening = Some(listen(Arc::clone(&self.handle)));
        Ok(())
    }

    /// Takes it off the desktop.
    pub(super) async fn close(&mut self) {
        self.listening = None;
        self.handle.close_async().await;
    }
}

fn listen(handle: Arc<NotificationHandle>) -> Listening {
    Box::pin(async move {
        let mut heard = None;
        handle
            .wait_for_action_async(|response: &Response| {
                heard = Some(response.clone());
            })
            .await;
        heard
    })
}

/// Waits for the first of the open bubbles that is pressed or gone: its place
/// in the row, and what happened to it. It never ends without bubbles.
pub(super) async fn first(row: &mut [Bubble]) -> (usize, Response) {
    poll_fn(|cx| {
        for (place, bubble) in row.iter_mut().enumerate() {
            let Some(listening) = bubble.listening.as_mut() else {
                continue;
            };
            // notify-rust's listener panics when its bus is gone, which
            // must not take the other bubbles with it.
            let polled =
                catch_unwind(AssertUnwindSafe(|| listening.as_mut().poll(cx)));
            match polled {
                Ok(Poll::Pending) => {}
                Ok(Poll::Ready(Some(heard))) => {
                    bubble.listening = None;
                    return Poll::Ready((place, heard));
                }
                Ok(Poll::Ready(None)) | Err(_) => bubble.listening = None,
            }
        }
        Poll::Pending
    })
    .await
}
