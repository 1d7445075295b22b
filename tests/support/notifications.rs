//! A notification server that remembers everything.

mod board;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::Notify;
use zbus::Connection;

use self::board::{Desk, gone, press};
use super::bus::Bus;
use super::story::soon;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// What a full desktop can do.
const ABILITIES: [&str; 5] =
    ["actions", "body", "body-markup", "persistence", "icon-static"];

/// One call of `Notify`.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The number it was given.
    pub(crate) id: u32,
    /// The number of the bubble it replaced, or 0.
    pub(crate) replaces: u32,
    /// Who sent it.
    pub(crate) app: String,
    /// Its title.
    pub(crate) title: String,
    /// Its body.
    pub(crate) body: String,
    /// Key and label of each button, the bubble itself among them.
    pub(crate) actions: Vec<(String, String)>,
    /// 0 low, 1 normal, 2 critical.
    pub(crate) urgency: u8,
    /// Its hints, as text.
    pub(crate) hints: HashMap<String, String>,
    /// The connection it came over.
    pub(crate) sender: String,
}

impl Shown {
    /// The labels of its buttons.
    pub(crate) fn buttons(&self) -> Vec<&str> {
        let buttons = self.actions.iter().filter(|(key, _)| key != "default");
        buttons.map(|(_, label)| label.as_str()).collect()
    }
}

#[derive(Default)]
struct State {
    next: u32,
    shown: Vec<Shown>,
    open: Vec<u32>,
    withdrawn: Vec<u32>,
    abilities: Vec<String>,
    to_sender: bool,
    press_at_once: Option<String>,
    holds_back: Option<bool>,
    name: Option<String>,
}

#[derive(Clone, Default)]
struct Memory {
    state: Arc<Mutex<State>>,
    changed: Arc<Notify>,
}

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("the memory")
    }
}

/// The server.
pub(crate) struct Notifications {
    address: String,
    bus: Option<Connection>,
    memory: Memory,
}

impl Notifications {
    /// Starts a server that can do everything.
    pub(crate) async fn start(bus: &Bus) -> Notifications {
        let mut server = Notifications {
            address: bus.address().to_owned(),
            bus: None,
            memory: Memory::default(),
        };
        server.abilities(&ABILITIES);
        server.appear().await;
        server
    }

    /// Says from now on that this is all it can do.
    pub(crate) fn abilities(&self, abilities: &[&str]) {
        let abilities = abilities.iter().map(|one| (*one).to_owned());
        self.memory.state().abilities = abilities.collect();
    }

    /// Tells presses only to the connection that sent the bubble, as some
    /// servers do, and not to everybody.
    pub(crate) fn tell_sender_only(&self) {
        self.memory.state().to_sender = true;
    }

    /// Presses a button of every bubble while it is still being shown.
    pub(crate) fn press_at_once(&self, key: &str) {
        self.memory.state().press_at_once = Some(key.to_owned());
    }

    /// Says from now on whether Do Not Disturb is on.
    pub(crate) fn holds_back(&self, on: bool) {
        self.memory.state().holds_back = Some(on);
    }

    /// Says from now on that it is called so.
    pub(crate) fn called(&self, name: &str) {
        self.memory.state().name = Some(name.to_owned());
    }

    /// Goes away, with everything it shows.
    pub(crate) async fn stop(&mut self) {
        if let Some(bus) = self.bus.take() {
            bus.release_name(NAME).await.expect("the name was ours");
            let _ = bus.close().await;
        }
        let mut state = self.memory.state();
        state.open.clear();
        state.next = 0;
    }

    /// Goes away and comes back; its numbers begin anew.
    pub(crate) async fn restart(&mut self) {
        self.stop().await;
        self.appear().await;
    }

    async fn appear(&mut self) {
        let desk = Desk { memory: self.memory.clone() };
        let bus = zbus::connection::Builder::address(self.address.as_str())
            .and_then(|builder| builder.serve_at(PATH, desk))
            .and_then(|builder| builder.name(NAME))
            .expect("a notification server")
            .build()
            .await
            .expect("a notification server on the bus");
        self.bus = Some(bus);
    }

    /// Everything that was ever shown, in order.
    pub(crate) fn shown(&self) -> Vec<Shown> {
        self.memory.state().shown.clone()
    }

    /// What is on the screen now.
    pub(crate) fn open(&self) -> Vec<Shown> {
        let state = self.memory.state();
        let last = |id| state.shown.iter().rev().find(|shown| shown.id == id);
        state.open.iter().filter_map(|&id| last(id)).cloned().collect()
    }

    /// The bubbles that were taken away by their owner.
    pub(crate) fn withdrawn(&self) -> Vec<u32> {
        self.memory.state().withdrawn.clone()
    }

    /// Waits for a bubble, also one that was shown before.
    pub(crate) async fn wait_for(
        &self,
        like: impl Fn(&Shown) -> bool,
    ) -> Shown {
        let found = async {
            loop {
                let changed = self.memory.changed.notified();
                if let Some(shown) = self.shown().into_iter().find(&like) {
                    return shown;
                }
                changed.await;
            }
        };
        soon("a notification", found).await
    }

    /// Waits until a number of bubbles have been shown in all.
    pub(crate) async fn wait_for_count(&self, count: usize) -> Vec<Shown> {
        let enough = async {
            loop {
                let changed = self.memory.changed.notified();
                let shown = self.shown();
                if shown.len() >= count {
                    return shown;
                }
                changed.await;
            }
        };
        soon("so many notifications", enough).await
    }

    /// Presses a button by its key; `default` is the bubble itself.
    pub(crate) async fn press(&self, shown: &Shown, key: &str) {
        let bus = self.bus.as_ref().expect("a running server");
        press(bus, &self.memory, shown, key).await;
    }

    /// Presses a button by its label.
    pub(crate) async fn press_label(&self, shown: &Shown, label: &str) {
        let button = shown.actions.iter().rev().find(|(_, has)| has == label);
        let (key, _) = button.expect("a button of that label");
        self.press(shown, key).await;
    }

    /// The user wipes a bubble away.
    pub(crate) async fn dismiss(&self, shown: &Shown) {
        let bus = self.bus.as_ref().expect("a running server");
        gone(bus, &self.memory, shown, 2).await;
    }
}
