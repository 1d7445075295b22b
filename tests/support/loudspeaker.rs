//! The loudspeaker of a test's computer: ALSA's own, which sounds into a file
//! or into nothing, and never into the room.

use std::path::{Path, PathBuf};

use super::bus::Bus;

/// The file that says what ALSA finds on this computer.
const CONFIG: &str = "asound.conf";

/// Makes a computer's loudspeaker sound into nothing.
pub(crate) fn into_nothing(home: &Path) {
    configure(home, "pcm.!default { type null }\n");
}

/// Takes the loudspeaker away.
pub(crate) fn remove(bus: &Bus) {
    configure(bus.home(), "pcm.!default { type hw card 77 }\n");
}

fn configure(home: &Path, text: &str) {
    std::fs::write(home.join(CONFIG), text).expect("a configuration of ALSA");
}

/// What a loudspeaker has sounded.
pub(crate) struct Tape {
    file: PathBuf,
}

impl Tape {
    /// Listens to everything that sounds from now on.
    pub(crate) fn of(bus: &Bus) -> Tape {
        let file = bus.home().join("sound.raw");
        let text = format!(
            "pcm.!default {{ type file slave.pcm \"nothing\" \
             file \"{}\" format \"raw\" }}\npcm.nothing {{ type null }}\n",
            file.display()
        );
        configure(bus.home(), &text);
        Tape { file }
    }

    /// The samples so far; ALSA is given each as a number of four bytes.
    pub(crate) fn samples(&self) -> Vec<f32> {
        let bytes = std::fs::read(&self.file).unwrap_or_default();
        let quads = bytes.chunks_exact(4);
        quads.map(|four| f32::from_le_bytes(four.try_into().unwrap())).collect()
    }

    /// The loudest sample so far.
    pub(crate) fn loudest(&self) -> f32 {
        self.samples().iter().fold(0.0, |most: f32, s| most.max(s.abs()))
    }
}
