//! Keys that are pressed together, as they are typed, kept and shown.

use std::fmt::{Display, Formatter};
use std::str::FromStr;

/// Keys that are pressed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chord {
    /// With Ctrl.
    pub(super) ctrl: bool,
    /// With Alt.
    pub(super) alt: bool,
    /// With Shift.
    pub(super) shift: bool,
    /// With the key that carries the desktop's mark.
    pub(super) logo: bool,
    key: Key,
}

/// The key that is pressed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    /// A letter from a to z, or a digit.
    Sign(char),
    /// A function key, from 1 to 12.
    Function(u8),
}

/// The number of the first function key in the tables of X.
#[cfg(target_os = "linux")]
const F1: u32 = 0xffbe;

impl Chord {
    /// How it is kept: "ctrl+alt+l".
    pub(crate) fn written(self) -> String {
        self.parts().join("+").to_lowercase()
    }

    /// The number of its last key in the tables of X.
    #[cfg(target_os = "linux")]
    pub(super) fn symbol(self) -> u32 {
        match self.key {
            Key::Sign(sign) => u32::from(sign),
            Key::Function(number) => F1 + u32::from(number) - 1,
        }
    }

    fn parts(self) -> Vec<String> {
        let held = [
            (self.ctrl, "Ctrl"),
            (self.alt, "Alt"),
            (self.shift, "Shift"),
            (self.logo, "Super"),
        ];
        let held = held.iter().filter(|(held, _)| *held);
        let mut parts: Vec<String> =
            held.map(|(_, name)| (*name).to_owned()).collect();
        parts.push(match self.key {
            Key::Sign(sign) => sign.to_ascii_uppercase().to_string(),
            Key::Function(number) => format!("F{number}"),
        });
        parts
    }
}

impl Display for Chord {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.parts().join(" "))
    }
}

impl FromStr for Chord {
    type Err = String;

    fn from_str(typed: &str) -> Result<Chord, String> {
        read(typed).ok_or_else(|| {
            let typed: String = typed.chars().take(30).collect();
            format!(
                "“{typed}” cannot be taken: it takes a letter, a digit or F1 \
                 to F12, together with Ctrl, Alt or Super."
            )
        })
    }
}

/// What is typed without Ctrl, Alt or Super belongs to whoever types; only a
/// function key may stand alone.
fn read(typed: &str) -> Option<Chord> {
    let typed = typed.to_lowercase();
    let (held, last) = typed.rsplit_once('+').unwrap_or(("", &typed));
    let key = key(last.trim())?;
    let none =
        Chord { ctrl: false, alt: false, shift: false, logo: false, key };
    let mut chord = none;
    for name in held.split('+').map(str::trim).filter(|it| !it.is_empty()) {
        match name {
            "ctrl" | "control" => chord.ctrl = true,
            "alt" => chord.alt = true,
            "shift" => chord.shift = true,
            "super" | "meta" => chord.logo = true,
            _ => return None,
        }
    }
    let sure = chord.ctrl || chord.alt || chord.logo;
    (sure || matches!(key, Key::Function(_))).then_some(chord)
}

fn key(name: &str) -> Option<Key> {
    let mut signs = name.chars();
    match (signs.next()?, signs.next()) {
        (sign, None) => sign.is_ascii_alphanumeric().then_some(Key::Sign(sign)),
        ('f', Some(_)) => {
            let number = name.strip_prefix('f')?.parse().ok()?;
            (1..=12).contains(&number).then_some(Key::Function(number))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str) -> Result<(String, String), String> {
        let chord = Chord::from_str(typed)?;
        Ok((chord.to_string(), chord.written()))
    }

    #[test]
    fn keys_are_shown_in_one_order_however_they_are_typed() {
        let both = ("Ctrl Alt L".to_owned(), "ctrl+alt+l".to_owned());
        for typed in ["ctrl+alt+l", "Alt + Control + L", "ALT+CTRL+L"] {
            assert_eq!(shown(typed), Ok(both.clone()), "{typed}");
        }
        let far = ("Shift Super F12".to_owned(), "shift+super+f12".to_owned());
        assert_eq!(shown("meta+shift+f12"), Ok(far));
    }

    #[test]
    fn what_is_kept_is_read_as_what_it_was() {
        for kept in ["alt+9", "f1", "ctrl+alt+shift+super+z"] {
            let read = shown(kept).map(|(_, written)| written);
            assert_eq!(read.as_deref(), Ok(kept));
        }
    }

    #[test]
    fn what_somebody_types_all_day_is_no_shortcut() {
        for typed in ["l", "shift+l", "ctrl", "ctrl+", "", "+", "ctrl+ü"] {
            let said = shown(typed).expect_err(typed);
            assert!(said.contains("with Ctrl, Alt or Super"), "{said}");
        }
        for typed in ["f0", "f13", "ctrl+f", "hyper+l", "ctrl+alt+del"] {
            assert_eq!(shown(typed).is_ok(), typed == "ctrl+f", "{typed}");
        }
    }
}
