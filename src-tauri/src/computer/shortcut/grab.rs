//! Keys that X gives to one program alone, wherever they are pressed.

use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use tokio::sync::mpsc::Sender;
use x11rb::COPY_DEPTH_FROM_PARENT;
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux,
    EventMask, GrabMode, Keycode, ModMask, Window, WindowClass,
};
use x11rb::protocol::{ErrorKind, Event};
use x11rb::rust_connection::RustConnection;

use super::chord::Chord;

/// The locks that may be on while the keys are pressed; X tells the same keys
/// apart with and without them.
const LOCKS: [&[ModMask]; 4] =
    [&[], &[ModMask::LOCK], &[ModMask::M2], &[ModMask::LOCK, ModMask::M2]];

/// Why keys are not ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Another program has them.
    Taken,
    /// This keyboard has no such key.
    NoKey,
    /// There is no X, or it breaks off.
    NoScreen(String),
}

/// Keys that are ours until this value ends.
pub(super) struct Grab {
    connection: Arc<RustConnection>,
    /// Where the listener is told to end.
    letterbox: Window,
    listener: Option<JoinHandle<()>>,
}

impl Grab {
    /// Takes the keys, and tells of every press. Where one of their
    /// combinations is refused all of them fall back with the connection.
    pub(super) fn of(
        chord: Chord,
        pressed: Sender<()>,
    ) -> Result<Grab, Refusal> {
        let (connection, screen) =
            RustConnection::connect(None).map_err(broken)?;
        let root = connection.setup().roots.get(screen);
        let root = root.ok_or_else(|| broken("it has no screen"))?.root;
        let key = keycode(&connection, chord.symbol())?;
        let held = mask(chord);
        for locks in LOCKS {
            let with = locks.iter().fold(held, |all, lock| all | *lock);
            let mode = GrabMode::ASYNC;
            connection
                .grab_key(false, root, with, key, mode, mode)
                .map_err(broken)?
                .check()
                .map_err(refusal)?;
        }
        let letterbox = letterbox(&connection, root)?;
        let connection = Arc::new(connection);
        let listener = listen(&connection, pressed).map_err(broken)?;
        Ok(Grab { connection, letterbox, listener: Some(listener) })
    }
}

impl Drop for Grab {
    fn drop(&mut self) {
        let end = ClientMessageEvent::new(
            32,
            self.letterbox,
            AtomEnum::INTEGER,
            [0u32; 5],
        );
        let sent = self
            .connection
            .send_event(false, self.letterbox, EventMask::NO_EVENT, end)
            .map_err(|e| e.to_string())
            .and_then(|it| it.check().map_err(|e| e.to_string()));
        // A listener that cannot be told has ended with the connection.
        if let (Ok(()), Some(listener)) = (sent, self.listener.take()) {
            let _ = listener.join();
        }
    }
}

/// Waits for presses in a thread of its own, which costs nothing meanwhile.
#[expect(clippy::disallowed_methods, reason = "it blocks on the keyboard")]
fn listen(
    connection: &Arc<RustConnection>,
    pressed: Sender<()>,
) -> std::io::Result<JoinHandle<()>> {
    let connection = Arc::clone(connection);
    let wait = move || {
        while let Ok(event) = connection.wait_for_event() {
            match event {
                // Who has not looked at the last press needs no other.
                Event::KeyPress(_) => _ = pressed.try_send(()),
                Event::ClientMessage(_) => return,
                _ => {}
            }
        }
    };
    Builder::new().name("shortcut".to_owned()).spawn(wait)
}

/// A window that nobody sees: what is sent to it reaches the listener.
fn letterbox(
    connection: &RustConnection,
    root: Window,
) -> Result<Window, Refusal> {
    let window = connection.generate_id().map_err(broken)?;
    let (depth, class) = (COPY_DEPTH_FROM_PARENT, WindowClass::INPUT_ONLY);
    let aux = CreateWindowAux::new();
    connection
        .create_window(depth, window, root, -1, -1, 1, 1, 0, class, 0, &aux)
        .map_err(broken)?
        .check()
        .map_err(broken)?;
    Ok(window)
}

/// Where the key with a sign lies on this keyboard.
fn keycode(
    connection: &RustConnection,
    symbol: u32,
) -> Result<Keycode, Refusal> {
    let (first, last) =
        (connection.setup().min_keycode, connection.setup().max_keycode);
    let count = last.saturating_sub(first).saturating_add(1);
    let map = connection
        .get_keyboard_mapping(first, count)
        .map_err(broken)?
        .reply()
        .map_err(broken)?;
    let each = usize::from(map.keysyms_per_keycode).max(1);
    let keys = map.keysyms.chunks(each).zip(first..=last);
    let mut keys = keys.filter(|(signs, _)| signs.contains(&symbol));
    keys.next().map(|(_, key)| key).ok_or(Refusal::NoKey)
}

fn mask(chord: Chord) -> ModMask {
    let held = [
        (chord.ctrl, ModMask::CONTROL),
        (chord.alt, ModMask::M1),
        (chord.shift, ModMask::SHIFT),
        (chord.logo, ModMask::M4),
    ];
    let held = held.into_iter().filter(|(held, _)| *held);
    held.fold(ModMask::default(), |all, (_, one)| all | one)
}

fn refusal(error: ReplyError) -> Refusal {
    match error {
        ReplyError::X11Error(error)
            if error.error_kind == ErrorKind::Access =>
        {
            Refusal::Taken
        }
        other => broken(other),
    }
}

fn broken(error: impl ToString) -> Refusal {
    Refusal::NoScreen(error.to_string())
}
