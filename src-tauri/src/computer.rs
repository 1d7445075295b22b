//! Answers what concerns this computer itself: its sound, its start, its
//! keys, its test alarm.

mod autostart;
mod entry;
mod shortcut;
mod trial;

use chrono::{DateTime, Utc};
use contract::{
    AlarmTest, Autostart, Check, Code, Command, Done, Failure, Preferences,
    PreferencesChange, Priority,
};
use domain::{Chime, Tones};
use engine::Desk;
use serde_json::Value;

pub(crate) use self::autostart::Start;
pub(crate) use self::shortcut::Shortcut;

use self::trial::Trial;
use crate::answers::{json, refused};
use crate::cli::failed;
use crate::notice::Desktop;
use crate::sound::{Manner, NoSound, Sound};

/// The name under which the sound's settings are kept.
const SOUND: &str = "sound";
/// The name under which the keys for a call are kept.
const SHORTCUT: &str = "shortcut";

/// What this computer does beside showing the queue.
pub(crate) struct Computer {
    sound: Sound,
    start: Start,
    shortcut: Shortcut,
    trial: Trial,
}

impl Computer {
    /// Joins its parts.
    #[must_use]
    pub(crate) fn new(
        notices: Desktop,
        sound: Sound,
        start: Start,
        shortcut: Shortcut,
    ) -> Computer {
        let trial = Trial::new(notices, sound.clone());
        Computer { sound, start, shortcut, trial }
    }

    /// Takes the keys that were chosen before this start; only where there is
    /// a window that they can open.
    pub(crate) async fn take_keys(&self, desk: &Desk) {
        match desk.kept(SHORTCUT).await {
            Ok(Some(kept)) => self.shortcut.remember(&kept),
            Ok(None) => {}
            Err(_) => tracing::warn!("The keys for a call were not read."),
        }
    }

    /// Sounds as it was set before this start.
    pub(crate) async fn remember(&self, desk: &Desk) {
        match desk.kept(SOUND).await {
            Ok(Some(kept)) => self.sound.set(Manner::read(&kept)),
            Ok(None) => {}
            Err(_) => tracing::warn!("How to sound could not be read."),
        }
    }

    /// Answers the commands that concern it.
    pub(crate) async fn answer(
        &self,
        desk: &Desk,
        command: &Command,
    ) -> Result<Value, Failure> {
        match command {
            Command::SetPreferences { change } => {
                json(&self.set(desk, *change).await?)
            }
            Command::PreviewSound { priority } => {
                json(&self.preview(*priority).await?)
            }
            Command::TestAlarm => json(&self.test(desk).await),
            Command::AlarmTest { wait } => {
                json(&self.trial.stands(*wait).await?)
            }
            Command::Autostart { on } => {
                self.start.set(*on).map_err(failed)?;
                json(&self.preferences())
            }
            Command::Shortcut { keys } => {
                json(&self.open_by(desk, keys.as_deref()).await?)
            }
            _ => json(&self.preferences()),
        }
    }

    async fn open_by(
        &self,
        desk: &Desk,
        keys: Option<&str>,
    ) -> Result<Preferences, Failure> {
        let kept = self
            .shortcut
            .set(keys)
            .map_err(|why| Failure { code: Code::Refused, ..failed(why) })?;
        let kept = kept.unwrap_or_default();
        desk.keep(SHORTCUT, &kept).await.map_err(refused)?;
        Ok(self.preferences())
    }

    /// The keys that open the form for a call, where they are ours.
    pub(crate) fn called_by(&self) -> Option<String> {
        self.shortcut.works()
    }

    fn preferences(&self) -> Preferences {
        let manner = self.sound.manner();
        let (autostart, autostart_words) = self.start.stands();
        let (shortcut, shortcut_words) = self.shortcut.stands();
        Preferences {
            volume: manner.volume,
            mute: manner.mute,
            emergency: manner.emergency,
            urgent: manner.urgent,
            normal: manner.normal,
            sound_words: manner.words(),
            no_sound: self.sound.lack().map(|NoSound(why)| why),
            autostart,
            autostart_words,
            shortcut,
            shortcut_words,
        }
    }

    async fn set(
        &self,
        desk: &Desk,
        change: PreferencesChange,
    ) -> Result<Preferences, Failure> {
        let manner = self.sound.manner().changed(change);
        desk.keep(SOUND, &manner.written()).await.map_err(refused)?;
        self.sound.set(manner);
        Ok(self.preferences())
    }

    async fn preview(&self, priority: Priority) -> Result<Done, Failure> {
        let chime = Chime { priority: priority.into(), tones: Tones::One };
        self.sound.preview(chime).await.map_err(|NoSound(why)| {
            failed(why).hint("Notifications and the tray work without sound.")
        })?;
        let words = "That is how it sounds.".to_owned();
        Ok(Done { request: None, words, queued: false })
    }

    async fn test(&self, desk: &Desk) -> AlarmTest {
        let picture = desk.picture();
        let silent = if !picture.rings {
            Some("This computer is switched not to ring.")
        } else if picture.quiet_until.is_some_and(|at| picture.now < at) {
            Some("It is quiet now: only emergencies ring.")
        } else {
            None
        };
        let test = self.trial.ring(silent).await;
        desk.remark(&test.words);
        test
    }

    /// The button of the test alarm was pressed.
    pub(crate) async fn heard(&self, desk: &Desk) {
        if let Some(words) = self.trial.heard().await {
            desk.remark(&words);
        }
    }

    /// Whether a test alarm waits for its button.
    #[must_use]
    pub(crate) fn rings(&self, now: DateTime<Utc>) -> bool {
        self.trial.rings(now)
    }

    /// Whether this computer can sound, and is set to.
    pub(crate) async fn sound_check(&self) -> Check {
        let manner = self.sound.manner();
        match self.sound.look().await {
            Err(NoSound(why)) => no_sound(&why),
            Ok(_) if manner == Manner::default() => {
                Check::well("sound", manner.words())
            }
            Ok(_) => Check::limited(
                "sound",
                manner.words(),
                "Settings, Notifications and sound changes it.",
            ),
        }
    }

    /// Whether the keys for a call do what they were chosen for.
    #[must_use]
    pub(crate) fn keys_check(&self) -> Check {
        self.shortcut.check()
    }

    /// Whether Hotseat starts with the desktop.
    #[must_use]
    pub(crate) fn start_check(&self) -> Check {
        match self.start.stands() {
            (Autostart::On, words) => match self.start.stray() {
                None => Check::well("autostart", words),
                Some(other) => Check::limited(
                    "autostart",
                    format!("The desktop starts another Hotseat: {other}."),
                    "`hotseat autostart on` makes it start this one.",
                ),
            },
            (Autostart::Off, words) => Check::limited(
                "autostart",
                words,
                "`hotseat autostart on` starts it with the desktop.",
            ),
            (Autostart::NotHere, words) => Check::well("autostart", words),
        }
    }
}

/// What is said where nothing can sound.
fn no_sound(why: &str) -> Check {
    Check::limited(
        "sound",
        crate::cli::sentence(why),
        "Check the desktop's sound output; notifications and the tray work \
         without it.",
    )
}

/// A test that nobody has begun.
fn untested() -> Failure {
    Failure::new(Code::NotFound, "No test alarm has been rung yet.")
        .hint("`hotseat test-alarm` rings one.")
}
