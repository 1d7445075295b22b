//! The version of a team file is the hash of its text.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// How many bytes of the hash are kept: enough to tell the versions of one
/// file apart, short enough to be read out.
const KEPT: usize = 8;

/// The version of a text, the same on every machine.
#[must_use]
pub fn version(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(KEPT).fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn the_version_is_that_of_the_text_alone() {
        assert_eq!(version(""), "e3b0c44298fc1c14");
        assert_eq!(version("abc"), "ba7816bf8f01cfea");
    }
}
