//! Looks for a secret wherever it could have got to.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde_json::json;

use crate::support::computer::Computer;
use crate::support::hotseat::Hotseat;

/// Every file below a directory, but for the keyring's own.
fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    // What is gone by now holds nothing.
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("keyrings") {
            files(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

/// A secret as it is, as a part of an address, and as base64 of anything
/// that holds it, such as a name and a password.
fn forms(secret: &str) -> Vec<String> {
    assert!(secret.len() >= 8, "anything may hold something so short");
    let percent = |byte: u8| match byte {
        b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let mut all =
        vec![secret.to_owned(), secret.bytes().map(percent).collect()];
    for before in 0..3 {
        let mut bytes = vec![0; before];
        bytes.extend(secret.as_bytes());
        // A letter at either end may be shared with what stands there.
        let shared = (before * 8).div_ceil(6);
        let whole = bytes.len() * 8 / 6;
        for alphabet in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
            all.push(alphabet.encode(&bytes)[shared..whole].to_owned());
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// What everybody on this computer can see of a process and of those that it
/// has started.
pub(super) fn visible(pid: u32) -> Vec<u8> {
    let of = Path::new("/proc").join(pid.to_string());
    let mut all = std::fs::read(of.join("cmdline")).unwrap_or_default();
    all.extend(std::fs::read(of.join("environ")).unwrap_or_default());
    let threads = std::fs::read_dir(of.join("task")).into_iter().flatten();
    for thread in threads.flatten() {
        let below = thread.path().join("children");
        let below = std::fs::read_to_string(below).unwrap_or_default();
        for child in below.split_whitespace() {
            all.extend(visible(child.parse().expect("a process")));
        }
    }
    all
}

/// Whether the memory of a process that crashes is not written to the disk.
pub(super) fn leaves_no_memory(pid: u32) -> bool {
    let limits = std::fs::read_to_string(format!("/proc/{pid}/limits"));
    let limits = limits.expect("its limits");
    let of_memory =
        limits.lines().find_map(|it| it.strip_prefix("Max core file size"));
    of_memory.expect("a limit").split_whitespace().next() == Some("0")
}

/// What a Hotseat says to whoever asks over its socket.
pub(super) async fn says(hotseat: &Hotseat) -> Vec<u8> {
    let mut told = Vec::new();
    for command in [
        json!({ "cmd": "snapshot", "select": { "fold": "queue" } }),
        json!({ "cmd": "sources" }),
        json!({ "cmd": "doctor" }),
        json!({ "cmd": "history" }),
        json!({ "cmd": "settings" }),
        json!({ "cmd": "test_sources" }),
        json!({ "cmd": "connect", "act": { "do": "look" } }),
    ] {
        let said = hotseat.ask(&command).await.expect("an engine");
        told.extend(said.to_string().into_bytes());
    }
    told
}

/// Neither in what was told nor in any file of this computer.
pub(super) fn are_absent(secrets: &[&str], told: &[u8], computer: &Computer) {
    let forms: Vec<String> =
        secrets.iter().flat_map(|secret| forms(secret)).collect();
    let none_in = |bytes: &[u8], place: &str| {
        let text = String::from_utf8_lossy(bytes);
        for form in &forms {
            assert!(!text.contains(form), "{form} is in {place}");
        }
    };
    none_in(told, "what is said, or seen in the process list");
    let bubbles = format!("{:?}", computer.notices.shown());
    none_in(bubbles.as_bytes(), "a bubble");
    let mut all = Vec::new();
    files(computer.bus.home(), &mut all);
    for name in ["hotseat.db", "hotseat.db-wal", "hotseat.log"] {
        assert!(all.iter().any(|file| file.ends_with(name)), "no {name}");
    }
    for file in &all {
        let bytes = std::fs::read(file).unwrap_or_default();
        none_in(&bytes, &file.display().to_string());
    }
}

#[test]
fn a_secret_is_known_in_every_form_that_it_may_have() {
    let secret = "Kelp+7/harbour=Tin&Oar";
    let known = forms(secret);
    let found = |text: &str| known.iter().any(|form| text.contains(form));
    assert!(found(&format!("password={secret}")));
    assert!(found("password=Kelp%2B7%2Fharbour%3DTin%26Oar&x=1"));
    for before in ["", "a", "ab", "\0alice\0"] {
        for after in ["", "\0", "\u{1}\u{1}"] {
            let words = format!("{before}{secret}{after}");
            assert!(found(&STANDARD_NO_PAD.encode(&words)), "{words:?}");
            assert!(found(&URL_SAFE_NO_PAD.encode(&words)), "{words:?}");
        }
    }
    assert!(!found("the harbour of Kelp, with an oar of tin"));
}
