//! Tokens that end and are renewed, as the keyring keeps them.

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// The tokens of a person, and the app through which they signed in.
#[derive(Deserialize, Serialize)]
pub(crate) struct Stored {
    access: String,
    /// When the access token ends.
    pub(crate) expires: DateTime<Utc>,
    refresh: String,
    /// The app's client id.
    pub(crate) client_id: String,
}

impl Stored {
    /// What is about to be kept.
    pub(crate) fn of(
        (access, refresh): (&SecretString, &SecretString),
        expires: DateTime<Utc>,
        client_id: &str,
    ) -> Stored {
        Stored {
            access: access.expose_secret().to_owned(),
            expires,
            refresh: refresh.expose_secret().to_owned(),
            client_id: client_id.to_owned(),
        }
    }

    /// What a text is that was kept, if it is one of these.
    pub(crate) fn read(text: &SecretString) -> Option<Stored> {
        serde_json::from_str(text.expose_secret()).ok()
    }

    /// The text that is kept.
    pub(crate) fn text(&self) -> SecretString {
        serde_json::to_string(self).unwrap_or_default().into()
    }

    /// The access token, and that with which the next is asked for.
    pub(crate) fn tokens(&self) -> (SecretString, SecretString) {
        (self.access.clone().into(), self.refresh.clone().into())
    }
}
