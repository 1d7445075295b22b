//! How this computer sounds, as its user set it.

use contract::PreferencesChange;
use domain::Priority;
use serde::{Deserialize, Serialize};

/// How this computer sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manner {
    /// From 0 to 100.
    pub volume: u8,
    /// Nothing sounds at all.
    pub mute: bool,
    /// Emergencies sound.
    pub emergency: bool,
    /// Urgent requests sound.
    pub urgent: bool,
    /// Normal requests sound.
    pub normal: bool,
}

impl Default for Manner {
    fn default() -> Manner {
        Manner {
            volume: 70,
            mute: false,
            emergency: true,
            urgent: true,
            normal: true,
        }
    }
}

impl Manner {
    /// Reads what was kept; what nobody can read any more is as at first.
    #[must_use]
    pub fn read(kept: &str) -> Manner {
        let manner: Manner = serde_json::from_str(kept).unwrap_or_default();
        Manner { volume: manner.volume.min(100), ..manner }
    }

    /// Writes it down for [`Manner::read`].
    #[must_use]
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The same with what is to change.
    #[must_use]
    pub fn changed(self, change: PreferencesChange) -> Manner {
        Manner {
            volume: change.volume.unwrap_or(self.volume).min(100),
            mute: change.mute.unwrap_or(self.mute),
            emergency: change.emergency.unwrap_or(self.emergency),
            urgent: change.urgent.unwrap_or(self.urgent),
            normal: change.normal.unwrap_or(self.normal),
        }
    }

    /// What samples are multiplied by; none where nothing is to sound.
    #[must_use]
    pub fn gain(&self, priority: Priority) -> Option<f32> {
        let on = self.sounds(priority) && !self.mute && self.volume > 0;
        on.then(|| self.loudness())
    }

    /// What samples are multiplied by, muted or not: an ear hears the square
    /// of it as even steps.
    #[must_use]
    pub fn loudness(&self) -> f32 {
        let part = f32::from(self.volume.min(100)) / 100.0;
        part * part
    }

    /// Whether a priority sounds where nothing is muted.
    #[must_use]
    pub fn sounds(&self, priority: Priority) -> bool {
        match priority {
            Priority::Emergency => self.emergency,
            Priority::Urgent => self.urgent,
            Priority::Normal => self.normal,
        }
    }

    /// What it means, in one sentence.
    #[must_use]
    pub fn words(&self) -> String {
        if self.mute || self.volume == 0 {
            return "Nothing sounds. Emergencies stay on the screen until you \
                    close them."
                .to_owned();
        }
        let silent: Vec<&str> = [
            ("emergencies", self.emergency),
            ("urgent requests", self.urgent),
            ("normal requests", self.normal),
        ]
        .into_iter()
        .filter_map(|(what, on)| (!on).then_some(what))
        .collect();
        match silent.as_slice() {
            [] => format!("Every priority sounds, at volume {}.", self.volume),
            [_, _, _] => "Nothing sounds. Emergencies stay on the screen \
                          until you close them."
                .to_owned(),
            some if !self.emergency => format!(
                "No sound for {}, the others at volume {}. Emergencies stay \
                 on the screen until you close them.",
                some.join(" and "),
                self.volume
            ),
            some => format!(
                "No sound for {}, the others at volume {}.",
                some.join(" and "),
                self.volume
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let set = Manner { volume: 35, normal: false, ..Manner::default() };
        assert_eq!(Manner::read(&set.written()), set);
    }

    #[test]
    fn what_nobody_can_read_is_as_at_first_and_never_too_loud() {
        assert_eq!(Manner::read("not json"), Manner::default());
        assert_eq!(Manner::read("{\"volume\":250}").volume, 100);
    }

    #[test]
    fn a_change_leaves_the_rest_as_it_is() {
        let change =
            PreferencesChange { mute: Some(true), ..Default::default() };
        let set = Manner { volume: 20, ..Manner::default() }.changed(change);
        assert!(set.mute && set.volume == 20 && set.urgent);
    }

    #[test]
    fn mute_silences_even_an_emergency_and_says_what_stays() {
        let mute = Manner { mute: true, ..Manner::default() };
        assert_eq!(mute.gain(Priority::Emergency), None);
        assert!(mute.words().contains("stay on the screen"));
    }

    #[test]
    fn a_priority_that_is_off_is_silent_and_the_others_are_not() {
        let some = Manner { normal: false, ..Manner::default() };
        assert_eq!(some.gain(Priority::Normal), None);
        assert!(some.gain(Priority::Urgent).is_some());
        assert_eq!(
            some.words(),
            "No sound for normal requests, the others at volume 70."
        );
    }

    #[test]
    fn louder_is_louder() {
        let at = |volume| Manner { volume, ..Manner::default() };
        let gain = |volume| at(volume).gain(Priority::Urgent);
        assert_eq!(gain(0), None);
        assert!(gain(10) < gain(60) && gain(60) < gain(100));
        assert_eq!(gain(100), Some(1.0));
    }
}
