//! How the window looks and listens, as its user set it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The colours of the window.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Theme {
    /// Those of the desktop.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the window looks and listens. Nothing of it is the team's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Look {
    /// Its colours.
    pub theme: Theme,
    /// How large everything is drawn, in percent.
    pub text_size: u16,
    /// Single letters are keys.
    pub letters: bool,
    /// The keys this user chose, by the keys they stand for: "c" to "b",
    /// "shift c" to "shift b".
    pub keys: BTreeMap<String, String>,
}

impl Look {
    /// The sizes between which everything can be read and reached, percent.
    pub const SIZES: std::ops::RangeInclusive<u16> = 80..=200;

    /// Why the chosen keys cannot be kept, if they cannot.
    #[must_use]
    pub fn flaw(&self) -> Option<String> {
        let mut seen = BTreeSet::new();
        for (stands_for, key) in &self.keys {
            if let Some(word) =
                [stands_for, key].into_iter().find(|word| !is_key(word))
            {
                let word: String = word.chars().take(20).collect();
                return Some(format!("“{word}” is not a key."));
            }
            if !seen.insert(key) {
                return Some(format!(
                    "The key {} cannot stand for two acts.",
                    key.to_uppercase()
                ));
            }
        }
        None
    }
}

impl Default for Look {
    fn default() -> Look {
        Look {
            theme: Theme::System,
            text_size: 100,
            letters: true,
            keys: BTreeMap::new(),
        }
    }
}

/// One sign, with Shift or without.
fn is_key(word: &str) -> bool {
    let mut signs = word.strip_prefix("shift ").unwrap_or(word).chars();
    let sign = signs.next().filter(|it| !it.is_whitespace());
    sign.is_some_and(|it| !it.is_control() && !it.is_uppercase())
        && signs.next().is_none()
}

/// A thing of ours that can be opened outside the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OwnThing {
    /// The team file, in the editor.
    TeamFile,
    /// The data directory, in the file browser.
    Data,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(keys: &[(&str, &str)]) -> Option<String> {
        let pair = |(of, to): &(&str, &str)| ((*of).into(), (*to).into());
        Look { keys: keys.iter().map(pair).collect(), ..Look::default() }.flaw()
    }

    #[test]
    fn a_key_is_one_sign_with_shift_or_without() {
        assert_eq!(flaw(&[("c", "b"), ("shift c", "shift é")]), None);
        let said = |of, to| flaw(&[(of, to)]).unwrap_or_default();
        assert_eq!(said("c", "ctrl b"), "“ctrl b” is not a key.");
        assert_eq!(said("c", ""), "“” is not a key.");
        assert_eq!(said("C", "b"), "“C” is not a key.");
        assert!(said("c", "shift  ").contains("is not a key"));
    }

    #[test]
    fn a_key_stands_for_one_act() {
        let said = flaw(&[("c", "b"), ("r", "b")]);
        let said = said.expect("a refusal");
        assert_eq!(said, "The key B cannot stand for two acts.");
    }
}
