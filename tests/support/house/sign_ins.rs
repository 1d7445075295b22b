//! Whose the sign-ins of the world are, and until when.

use chrono::{DateTime, Utc};

use super::World;
use super::people::person;

impl World {
    /// Everybody has signed in as this person.
    pub(crate) fn all_sign_in_as(&self, who: &str) {
        self.state().account = Some(person(who));
    }

    /// When everybody's sign-in ends unless it is renewed before.
    pub(crate) fn sign_ins_end(&self, at: DateTime<Utc>) {
        self.state().ends = Some(at);
    }
}
