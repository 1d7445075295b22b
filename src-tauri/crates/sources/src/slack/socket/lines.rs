//! Our connections as they are: opened, listened to, spoken on, closed.

use std::collections::BTreeMap;

use domain::Fault;
use futures_util::future::{BoxFuture, abortable};
use futures_util::stream::{
    AbortHandle, FuturesUnordered, SelectAll, SplitSink, abortable as until,
};
use futures_util::stream::{BoxStream, once};
use futures_util::{FutureExt, SinkExt, StreamExt};
use reqwest::Url;
use serde_json::json;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async_with_config,
};

use super::frame::{self, Frame};
use super::life::Id;

/// No event of Slack is longer.
const MOST_BYTES: usize = 4 << 20;

type Line = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What happened on a connection.
#[derive(Debug)]
pub(super) enum Came {
    /// A frame.
    Frame(Frame),
    /// A ping or a pong: it lives.
    Sign,
    /// It could not be opened.
    Failed(Fault),
    /// It has ended.
    Gone,
}

/// All our connections.
#[derive(Default)]
pub(super) struct Lines<'a> {
    opening: FuturesUnordered<BoxFuture<'a, (Id, Option<Opened>)>>,
    heard: SelectAll<BoxStream<'static, (Id, Came)>>,
    ends: BTreeMap<Id, AbortHandle>,
    speaking: BTreeMap<Id, SplitSink<Line, Message>>,
}

type Opened = Result<Line, Fault>;

impl<'a> Lines<'a> {
    /// Opens a connection to an address that is yet to be had.
    pub(super) fn open(
        &mut self,
        id: Id,
        address: impl Future<Output = Result<Url, Fault>> + Send + 'a,
    ) {
        let (line, end) = abortable(async { connect(address.await?).await });
        self.ends.insert(id, end);
        self.opening.push(line.map(move |line| (id, line.ok())).boxed());
    }

    /// Waits for what happens next; nothing is lost when the wait is dropped.
    pub(super) async fn next(&mut self) -> (Id, Came) {
        loop {
            let opened = tokio::select! {
                Some(came) = self.heard.next() => return came,
                Some(opened) = self.opening.next() => opened,
                else => std::future::pending().await,
            };
            match opened {
                (id, Some(Ok(line))) => self.listen(id, line),
                (id, Some(Err(fault))) => {
                    self.ends.remove(&id);
                    return (id, Came::Failed(fault));
                }
                // It was closed before it was open.
                (_, None) => {}
            }
        }
    }

    fn listen(&mut self, id: Id, line: Line) {
        let (speaking, hearing) = line.split();
        let heard = hearing
            .map(move |message| (id, came(message)))
            .chain(once(async move { (id, Came::Gone) }));
        let (heard, end) = until(heard);
        self.heard.push(heard.boxed());
        self.ends.insert(id, end);
        self.speaking.insert(id, speaking);
    }

    /// Acknowledges what is committed. On a connection that has ended nothing
    /// is said: Slack tells it again on another.
    pub(super) async fn acknowledge(&mut self, id: Id, envelope: &str) {
        let words = json!({ "envelope_id": envelope }).to_string();
        self.say(id, Message::text(words)).await;
    }

    /// Asks whether a connection lives.
    pub(super) async fn ping(&mut self, id: Id) {
        self.say(id, Message::Ping(Vec::new().into())).await;
    }

    /// A word that cannot be said ends nothing here: the connection ends by
    /// itself, or by its silence.
    async fn say(&mut self, id: Id, message: Message) {
        if let Some(speaking) = self.speaking.get_mut(&id) {
            let _ = speaking.send(message).await;
        }
    }

    /// Closes a connection, without waiting for the other side.
    pub(super) fn close(&mut self, id: Id) {
        if let Some(end) = self.ends.remove(&id) {
            end.abort();
        }
        if let Some(mut speaking) = self.speaking.remove(&id) {
            let _ = speaking.send(Message::Close(None)).now_or_never();
        }
    }
}

async fn connect(url: Url) -> Opened {
    let config = WebSocketConfig::default()
        .read_buffer_size(16 << 10)
        .max_message_size(Some(MOST_BYTES))
        .max_frame_size(Some(MOST_BYTES));
    connect_async_with_config(url.as_str(), Some(config), true)
        .await
        .map(|(line, _)| line)
        // The address holds a ticket, so it is not told.
        .map_err(|_| Fault::unreachable(super::CUT_OFF))
}

fn came(
    message: Result<Message, tokio_tungstenite::tungstenite::Error>,
) -> Came {
    match message {
        Ok(Message::Text(text)) => Came::Frame(frame::read(&text)),
        Ok(Message::Close(_)) | Err(_) => Came::Gone,
        Ok(_) => Came::Sign,
    }
}
