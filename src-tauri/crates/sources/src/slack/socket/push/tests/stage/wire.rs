//! Slack's end of a connection.

use futures_util::{FutureExt, SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message as Raw;

/// Slack's end of a connection.
pub(in super::super) struct Wire {
    pub(super) line: WebSocketStream<TcpStream>,
    pub(super) said: Vec<String>,
}

impl Wire {
    pub(in super::super) async fn say(&mut self, text: &str) {
        self.line.send(Raw::text(text)).await.unwrap();
    }

    pub(in super::super) async fn hello(&mut self, connections: u32) {
        let frame = json!({ "type": "hello", "num_connections": connections });
        self.say(&frame.to_string()).await;
    }

    pub(in super::super) async fn goodbye(&mut self, reason: &str) {
        let frame = json!({ "type": "disconnect", "reason": reason });
        self.say(&frame.to_string()).await;
    }

    pub(in super::super) async fn tell(
        &mut self,
        envelope: &str,
        event: &Value,
    ) {
        let frame = json!({
            "envelope_id": envelope, "type": "events_api",
            "accepts_response_payload": false, "retry_attempt": 0,
            "payload": { "type": "event_callback", "event": event },
        });
        self.say(&frame.to_string()).await;
    }

    /// Sees that the other side listens: a ping is answered by a pong.
    pub(in super::super) async fn beat(&mut self) {
        self.line.send(Raw::Ping(Vec::new().into())).await.unwrap();
        while !matches!(self.next().await, Some(Raw::Pong(_))) {}
    }

    pub(in super::super) async fn is_pinged(&mut self) {
        while !matches!(self.next().await, Some(Raw::Ping(_))) {}
    }

    /// What was acknowledged so far.
    pub(in super::super) fn acknowledged(&mut self) -> Vec<String> {
        while self.next().now_or_never().flatten().is_some() {}
        self.said.clone()
    }

    pub(in super::super) async fn acknowledges(&mut self, envelope: &str) {
        while !self.said.iter().any(|id| id == envelope) {
            assert!(self.next().await.is_some(), "the connection ended");
        }
    }

    /// Waits until the other side has let go.
    pub(in super::super) async fn ends(&mut self) {
        while !matches!(self.next().await, None | Some(Raw::Close(_))) {}
    }

    async fn next(&mut self) -> Option<Raw> {
        let message = self.line.next().await?.ok()?;
        if let Raw::Text(text) = &message {
            let frame: Value = serde_json::from_str(text).unwrap();
            self.said.push(frame["envelope_id"].as_str().unwrap().into());
        }
        Some(message)
    }
}
