//! The keys that open the form for a call from anywhere on the desktop.

mod chord;
#[cfg(target_os = "linux")]
mod grab;

use std::str::FromStr as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use contract::Check;
use tokio::sync::mpsc::Sender;

use self::chord::Chord;
#[cfg(target_os = "linux")]
use self::grab::{Grab, Refusal};

/// Keys that are ours until this ends.
#[cfg(target_os = "linux")]
type Held = Grab;
#[cfg(not(target_os = "linux"))]
type Held = std::convert::Infallible;

/// What Hotseat offers where it cannot take keys itself.
const OFFER: &str = "Bind `hotseat log` to a key in the keyboard settings of \
                     your desktop; it opens the same form.";

/// The keys that open the form for a call.
pub(crate) struct Shortcut {
    pressed: Sender<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What was chosen.
    chosen: Option<Chord>,
    /// It is ours until this ends.
    held: Option<Held>,
    /// Why it is not ours although it was chosen.
    lacks: Option<String>,
}

impl Shortcut {
    /// None yet; presses are told of.
    pub(crate) fn new(pressed: Sender<()>) -> Shortcut {
        Shortcut { pressed, state: Mutex::default() }
    }

    /// Takes other keys, or none, and says how they are to be kept. What
    /// cannot be taken leaves everything as it was; the sentence says why.
    pub(crate) fn set(
        &self,
        keys: Option<&str>,
    ) -> Result<Option<String>, String> {
        let chord = keys.map(Chord::from_str).transpose()?;
        let mut state = self.state();
        match chord {
            None => *state = State::default(),
            Some(chord) if state.holds(chord) => {}
            Some(chord) => {
                let taken = self.take(chord).map_err(|why| {
                    format!("{why} Everything is as it was before.")
                })?;
                *state = taken;
            }
        }
        Ok(chord.map(Chord::written))
    }

    /// Takes the keys that were kept. Those that another program has meanwhile
    /// stay chosen, and are said to do nothing.
    pub(crate) fn remember(&self, kept: &str) {
        let Ok(chord) = Chord::from_str(kept) else { return };
        let taken = self.take(chord);
        *self.state() = taken.unwrap_or_else(|why| {
            tracing::warn!("{why}");
            State { chosen: Some(chord), lacks: Some(why), ..State::default() }
        });
    }

    /// What was chosen, and what comes of pressing it.
    pub(crate) fn stands(&self) -> (Option<String>, String) {
        let state = self.state();
        let words = match (state.chosen, &state.lacks) {
            (None, _) => match self.unfit() {
                None => "No keys open the form for a call from elsewhere."
                    .to_owned(),
                Some(why) => format!("{why} {OFFER}"),
            },
            (Some(chord), None) => format!(
                "{chord} opens the form for a call from anywhere on the \
                 desktop."
            ),
            (Some(_), Some(why)) => why.clone(),
        };
        (state.chosen.map(|chord| chord.to_string()), words)
    }

    /// The keys that were chosen, where they do what they were chosen for.
    pub(crate) fn works(&self) -> Option<String> {
        let state = self.state();
        let chosen = state.chosen.filter(|_| state.lacks.is_none());
        chosen.map(|chord| chord.to_string())
    }

    /// Whether the keys do what they were chosen for.
    pub(crate) fn check(&self) -> Check {
        let (_, words) = self.stands();
        match self.state().lacks {
            None => Check::well("shortcut", words),
            Some(_) => Check::limited(
                "shortcut",
                words,
                "Choose others in the settings, Keyboard, or with `hotseat \
                 shortcut`.",
            ),
        }
    }

    #[cfg(target_os = "linux")]
    fn take(&self, chord: Chord) -> Result<State, String> {
        if let Some(why) = self.unfit() {
            return Err(format!("{why} {OFFER}"));
        }
        match Grab::of(chord, self.pressed.clone()) {
            Ok(grab) => {
                Ok(State { chosen: Some(chord), held: Some(grab), lacks: None })
            }
            Err(Refusal::Taken) => Err(format!(
                "{chord} belongs to another program, so it opens nothing \
                 here."
            )),
            Err(Refusal::NoKey) => {
                Err(format!("This keyboard has no keys for {chord}."))
            }
            Err(Refusal::NoScreen(why)) => Err(format!(
                "The screen gives no keys to anybody ({why}). {OFFER}"
            )),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn take(&self, _chord: Chord) -> Result<State, String> {
        Err(format!("{} {OFFER}", self.unfit().unwrap_or_default()))
    }

    /// Why no keys can be taken here at all.
    fn unfit(&self) -> Option<String> {
        let set =
            |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
        let why = if self.pressed.is_closed() {
            "This Hotseat runs without a window."
        } else if cfg!(not(target_os = "linux")) {
            "Hotseat cannot take keys for itself on this system yet."
        } else if set("WAYLAND_DISPLAY") {
            "Wayland lets no program take keys for itself."
        } else if !set("DISPLAY") {
            "There is no screen on which keys could be taken."
        } else {
            return None;
        };
        Some(why.to_owned())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn holds(&self, chord: Chord) -> bool {
        self.chosen == Some(chord) && self.held.is_some()
    }
}
