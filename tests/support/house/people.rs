//! The people of the stories.

use domain::{Author, UserId};

/// A person by the first name they go by in the stories.
pub(crate) fn person(name: &str) -> Author {
    Author {
        id: UserId::new(name.to_lowercase()),
        name: name.to_owned(),
        email: None,
        of: None,
        human: true,
    }
}
