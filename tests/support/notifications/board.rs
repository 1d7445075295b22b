//! The notification server as it stands on the bus.

use std::collections::HashMap;

use zbus::Connection;
use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};

use super::{Memory, NAME, PATH, Shown};

pub(super) async fn press(
    bus: &Connection,
    memory: &Memory,
    shown: &Shown,
    key: &str,
) {
    let to = destination(memory, shown);
    bus.emit_signal(to, PATH, NAME, "ActionInvoked", &(shown.id, key))
        .await
        .expect("the press is told");
    gone(bus, memory, shown, 2).await;
}

pub(super) async fn gone(
    bus: &Connection,
    memory: &Memory,
    shown: &Shown,
    why: u32,
) {
    memory.state().open.retain(|&id| id != shown.id);
    let to = destination(memory, shown);
    bus.emit_signal(to, PATH, NAME, "NotificationClosed", &(shown.id, why))
        .await
        .expect("the end is told");
    memory.changed.notify_waiters();
}

fn destination<'a>(memory: &Memory, shown: &'a Shown) -> Option<&'a str> {
    memory.state().to_sender.then_some(shown.sender.as_str())
}

/// What stands on the bus.
pub(super) struct Desk {
    pub(super) memory: Memory,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desk {
    fn get_capabilities(&self) -> Vec<String> {
        self.memory.state().abilities.clone()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let name = self.memory.state().name.clone();
        let name = name.as_deref().unwrap_or("Noticeboard");
        let words = [name, "Tests", "1.0", "1.2"];
        let [name, vendor, version, spec] = words.map(str::to_owned);
        (name, vendor, version, spec)
    }

    #[expect(clippy::too_many_arguments, reason = "so it is specified")]
    async fn notify(
        &self,
        app: String,
        replaces: u32,
        _icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout: i32,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] bus: &Connection,
    ) -> u32 {
        let pairs = actions.chunks_exact(2);
        let shown = Shown {
            id: 0,
            replaces,
            app,
            title,
            body,
            actions: pairs.map(|p| (p[0].clone(), p[1].clone())).collect(),
            urgency: hints.get("urgency").and_then(byte).unwrap_or(1),
            hints: hints.iter().map(|(k, v)| (k.clone(), text(v))).collect(),
            sender: header.sender().expect("a sender").to_string(),
        };
        let (shown, key) = self.remember(shown);
        if let Some(key) = key {
            press(bus, &self.memory, &shown, &key).await;
        }
        self.memory.changed.notify_waiters();
        shown.id
    }

    #[zbus(property)]
    fn inhibited(&self) -> zbus::fdo::Result<bool> {
        let unknown = || zbus::fdo::Error::UnknownProperty(String::new());
        self.memory.state().holds_back.ok_or_else(unknown)
    }

    async fn close_notification(
        &self,
        id: u32,
        #[zbus(connection)] bus: &Connection,
    ) {
        let shown = {
            let mut state = self.memory.state();
            state.withdrawn.push(id);
            state.shown.iter().rev().find(|shown| shown.id == id).cloned()
        };
        if let Some(shown) = shown {
            gone(bus, &self.memory, &shown, 3).await;
        }
    }

    #[zbus(signal)]
    async fn action_invoked(
        emitter: &SignalEmitter<'_>,
        id: u32,
        key: &str,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(
        emitter: &SignalEmitter<'_>,
        id: u32,
        reason: u32,
    ) -> zbus::Result<()>;
}

impl Desk {
    /// A bubble keeps its number for as long as it is replaced.
    fn remember(&self, mut shown: Shown) -> (Shown, Option<String>) {
        let mut state = self.memory.state();
        shown.id = if state.open.contains(&shown.replaces) {
            shown.replaces
        } else {
            state.next += 1;
            let id = state.next;
            state.open.push(id);
            id
        };
        state.shown.push(shown.clone());
        (shown, state.press_at_once.clone())
    }
}

fn byte(value: &OwnedValue) -> Option<u8> {
    match **value {
        Value::U8(byte) => Some(byte),
        _ => None,
    }
}

fn text(value: &OwnedValue) -> String {
    match &**value {
        Value::Str(text) => text.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::U8(byte) => byte.to_string(),
        other => other.to_string(),
    }
}
