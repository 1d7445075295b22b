//! The keys before a screen, pressed as by a hand.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    ConnectionExt as _, GrabMode, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, ModMask,
    Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// What keys are called in the tables of X.
pub(crate) const CTRL: u32 = 0xffe3;
/// The same of Alt.
pub(crate) const ALT: u32 = 0xffe9;
/// The same of Tab.
pub(crate) const TAB: u32 = 0xff09;
/// The same of Enter.
pub(crate) const ENTER: u32 = 0xff0d;

/// The keys before a screen; also a program that takes some for itself.
pub(crate) struct Keyboard {
    connection: RustConnection,
    root: Window,
}

impl Keyboard {
    /// Those before a screen, by its name.
    pub(crate) fn before(display: &str) -> Keyboard {
        let (connection, screen) =
            RustConnection::connect(Some(display)).expect("a screen");
        let root = connection.setup().roots[screen].root;
        Keyboard { connection, root }
    }

    /// Presses keys together, the last one briefly.
    pub(crate) fn press(&self, keys: &[u32]) {
        for key in keys {
            self.moves(KEY_PRESS_EVENT, *key);
        }
        for key in keys.iter().rev() {
            self.moves(KEY_RELEASE_EVENT, *key);
        }
    }

    /// Types small letters.
    pub(crate) fn types(&self, words: &str) {
        for sign in words.chars() {
            self.press(&[u32::from(sign)]);
        }
    }

    /// Takes Ctrl, Alt and a letter with some lock on, as another program
    /// does; says whether it could.
    pub(crate) fn takes(&self, letter: char, lock: ModMask) -> bool {
        let held = ModMask::CONTROL | ModMask::M1 | lock;
        let (key, mode) = (self.code(u32::from(letter)), GrabMode::ASYNC);
        let taken = self
            .connection
            .grab_key(false, self.root, held, key, mode, mode)
            .expect("a screen");
        taken.check().is_ok()
    }

    fn moves(&self, how: u8, key: u32) {
        let key = self.code(key);
        self.connection
            .xtest_fake_input(how, key, 0, self.root, 0, 0, 0)
            .expect("a screen")
            .check()
            .expect("a key");
    }

    fn code(&self, key: u32) -> u8 {
        let setup = self.connection.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let map = self
            .connection
            .get_keyboard_mapping(first, last - first + 1)
            .expect("a screen")
            .reply()
            .expect("a keyboard");
        let each = usize::from(map.keysyms_per_keycode);
        let at = map.keysyms.chunks(each).position(|it| it.contains(&key));
        first + u8::try_from(at.expect("such a key")).expect("a code")
    }
}
