//! The screen of a test, looked at and typed on as X lets everybody.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

/// A connection to the screen.
pub(super) struct Screen {
    stream: UnixStream,
    root: u32,
}

/// A window that can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen(u32);

/// A part of a window, in pixels.
pub(super) struct Part {
    /// How far from the left and from the top.
    pub(super) corner: (u16, u16),
    /// How wide and how high.
    pub(super) size: (u16, u16),
}

/// Whatever is narrower is no window of a person's.
const NARROWEST: u16 = 200;

const DELETE: &str = "WM_DELETE_WINDOW";

impl Screen {
    /// Connects to the screen of this name.
    pub(super) fn of(display: &str) -> Screen {
        let number = display.trim_start_matches(':');
        let socket = format!("/tmp/.X11-unix/X{number}");
        let mut stream = UnixStream::connect(socket).expect("a screen");
        stream
            .write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])
            .expect("it listens");
        let mut head = [0; 8];
        stream.read_exact(&mut head).expect("it answers");
        assert_eq!(head[0], 1, "the screen lets nobody in");
        let mut more = vec![0; usize::from(short(&head, 6)) * 4];
        stream.read_exact(&mut more).expect("it describes itself");
        let vendor = usize::from(short(&more, 16)).next_multiple_of(4);
        let formats = usize::from(more[21]) * 8;
        let root = long(&more, 32 + vendor + formats);
        Screen { stream, root }
    }

    /// The window that is seen, if any.
    pub(super) fn window(&mut self) -> Option<Seen> {
        let tree = self.ask(&request(15, 0, &[self.root]));
        let count = usize::from(short(&tree, 16));
        let ids: Vec<u32> =
            (0..count).map(|n| long(&tree, 32 + 4 * n)).collect();
        ids.into_iter().find_map(|id| {
            let mapped = self.ask(&request(3, 0, &[id]));
            let geometry = self.ask(&request(14, 0, &[id]));
            let width = short(&geometry, 16);
            // A window may go between two questions: then 0 is an error.
            let seen = mapped[0] == 1 && geometry[0] == 1 && mapped[26] == 2;
            (seen && width >= NARROWEST).then_some(Seen(id))
        })
    }

    /// Closes a window as its button does.
    pub(super) fn close(&mut self, window: Seen) {
        let protocols = self.atom("WM_PROTOCOLS");
        let delete = self.atom(DELETE);
        let event = [33 | (32 << 8), window.0, protocols, delete, 0, 0, 0, 0];
        let words: Vec<u32> = [window.0, 0].into_iter().chain(event).collect();
        self.tell(&request(25, 0, &words));
    }

    /// Types into a window from now on.
    pub(super) fn focus(&mut self, window: Seen) {
        self.tell(&request(42, 1, &[window.0, 0]));
    }

    /// Presses and lets go of the key with this number.
    pub(super) fn press(&mut self, key: u32) {
        let test = self.extension("XTEST");
        for kind in [2, 3] {
            let words = [kind | (key << 8), 0, self.root, 0, 0, 0, 0, 0];
            self.tell(&request(test, 2, &words));
        }
        // Nothing is on its way any more once this has been answered.
        self.atom(DELETE);
    }

    /// The pixels of a part of a window.
    pub(super) fn pixels(&mut self, window: Seen, part: &Part) -> Vec<u8> {
        let pair =
            |low: u16, high: u16| u32::from(low) | (u32::from(high) << 16);
        let (corner, size) = (part.corner, part.size);
        let words = [
            window.0,
            pair(corner.0, corner.1),
            pair(size.0, size.1),
            u32::MAX,
        ];
        let image = self.ask(&request(73, 2, &words));
        image.get(32..).unwrap_or_default().to_vec()
    }

    fn atom(&mut self, name: &str) -> u32 {
        long(&self.ask(&named(16, name)), 8)
    }

    fn extension(&mut self, name: &str) -> u8 {
        let found = self.ask(&named(98, name));
        assert_eq!(found[8], 1, "the screen has no {name}");
        found[9]
    }

    fn tell(&mut self, request: &[u8]) {
        self.stream.write_all(request).expect("the screen listens");
    }

    /// Asks, and passes over what the screen tells beside its answer.
    fn ask(&mut self, request: &[u8]) -> Vec<u8> {
        self.tell(request);
        loop {
            let mut said = vec![0; 32];
            self.stream.read_exact(&mut said).expect("the screen answers");
            if said[0] > 1 {
                continue;
            }
            if said[0] == 1 {
                let more = usize::try_from(long(&said, 4)).expect("it fits");
                let mut rest = vec![0; more * 4];
                self.stream.read_exact(&mut rest).expect("all of it");
                said.extend(rest);
            }
            return said;
        }
    }
}

fn request(code: u8, detail: u8, words: &[u32]) -> Vec<u8> {
    let length = u16::try_from(words.len() + 1).expect("a short request");
    let mut bytes = vec![code, detail];
    bytes.extend(length.to_le_bytes());
    bytes.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    bytes
}

fn named(code: u8, name: &str) -> Vec<u8> {
    let mut text = name.as_bytes().to_vec();
    text.resize(name.len().next_multiple_of(4), 0);
    let mut words = vec![u32::try_from(name.len()).expect("a short name")];
    words.extend(text.chunks(4).map(|four| long(four, 0)));
    request(code, 0, &words)
}

fn short(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) | (u32::from(short(bytes, at + 2)) << 16)
}
