//! A text that is typed unseen and told nobody.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A text that no log and no message of a fault tells.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_of_a_command_tells_no_secret() {
        let typed = crate::Typed {
            key: "token".to_owned(),
            text: Secret("ghp_1".to_owned()),
        };
        assert!(!format!("{typed:?}").contains("ghp_1"));
    }
}
