//! What was typed into the fields of a sign-in.

use contract::{Code, Failure, Typed};
use secrecy::SecretString;

/// What was typed.
pub(super) struct Said(pub(super) Vec<Typed>);

impl Said {
    /// What stands in a field.
    pub(super) fn text(&self, key: &str) -> String {
        let typed = self.0.iter().find(|typed| typed.key == key);
        typed.map(|it| it.text.0.trim().to_owned()).unwrap_or_default()
    }

    /// A text that must not be left out.
    pub(super) fn needed(
        &self,
        key: &str,
        wants: [&str; 2],
    ) -> Result<String, Failure> {
        let text = self.text(key);
        let [what, hint] = wants;
        let missing = || Failure::new(Code::Usage, what).hint(hint);
        if text.is_empty() { Err(missing()) } else { Ok(text) }
    }

    /// A secret that must not be left out.
    pub(super) fn secret(
        &self,
        key: &str,
        wants: [&str; 2],
    ) -> Result<SecretString, Failure> {
        self.needed(key, wants).map(SecretString::from)
    }
}
