//! The test alarm: rings as an alarm would, and waits to be heard.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use contract::{AlarmTest, AlarmTestState, Check, Failure, Health};
use domain::{
    Button, Chime, Clock, Loudness, Notice, NoticeId, Notifier, Priority, Tones,
};
use engine::SystemClock;
use tokio::sync::watch;

use super::{no_sound, untested};
use crate::doctor::{shows, tray};
use crate::notice::{Desktop, Server};
use crate::sound::{NoSound, Sound};

/// How long the button is waited for.
const WAITS: TimeDelta = TimeDelta::seconds(30);

/// The longest that one question waits: shorter than a surface's patience.
const ONCE: TimeDelta = TimeDelta::seconds(20);

const HEARD: &str = "You will be heard.";

/// What the alarm of a test sounds like: a new, urgent request.
const CHIME: Chime = Chime { priority: Priority::Urgent, tones: Tones::One };

/// The test alarm of this computer.
pub(super) struct Trial {
    notices: Desktop,
    sound: Sound,
    clock: Arc<dyn Clock>,
    last: watch::Sender<Option<AlarmTest>>,
}

impl Trial {
    pub(super) fn new(notices: Desktop, sound: Sound) -> Trial {
        let clock = Arc::new(SystemClock::new());
        Trial { notices, sound, clock, last: watch::Sender::new(None) }
    }

    /// Rings; what keeps real alarms silent now is told, and rings all the
    /// same.
    pub(super) async fn ring(&self, silent: Option<&str>) -> AlarmTest {
        let until = self.clock.now() + WAITS;
        // The button may be pressed before the rest has been looked at.
        self.last.send_replace(Some(AlarmTest {
            state: AlarmTestState::Waiting,
            until,
            words: "Ringing.".to_owned(),
            parts: Vec::new(),
        }));
        let server = self.notices.server().await;
        let shown = self.notices.show(&bubble(has_buttons(&server))).await;
        let mut parts = vec![match shown {
            Ok(()) => shows(&server),
            Err(why) => Check {
                health: Health::Broken,
                words: format!("{why}."),
                ..shows(&server)
            },
        }];
        parts.extend(held_back(&server));
        parts.push(self.sounded().await);
        parts.push(tray().await);
        parts.extend(silent.map(|words| {
            Check::limited("alarms", words, "`hotseat ring on`, or the tray.")
        }));
        let pressable = has_buttons(&server)
            && parts.iter().all(|p| {
                p.part != "notifications" || p.health != Health::Broken
            });
        self.last.send_modify(|last| {
            let Some(test) = last else { return };
            test.parts = parts;
            if test.state == AlarmTestState::Heard {
                return;
            }
            (test.state, test.words) = if pressable {
                (
                    AlarmTestState::Waiting,
                    "Press \u{201c}I hear it\u{201d} on the notification."
                        .to_owned(),
                )
            } else {
                (AlarmTestState::Unheard, unpressable(&server))
            };
        });
        self.last.borrow().clone().unwrap_or_else(|| nothing(until))
    }

    async fn sounded(&self) -> Check {
        let manner = self.sound.manner();
        if manner.gain(CHIME.priority).is_none() {
            return Check::limited(
                "sound",
                manner.words(),
                "Settings, Notifications and sound changes it.",
            );
        }
        match self.sound.preview(CHIME).await {
            Ok(()) => Check::well(
                "sound",
                format!("It sounded, at volume {}.", manner.volume),
            ),
            Err(NoSound(why)) => no_sound(&why),
        }
    }

    /// The button was pressed, in time or later: what to say, if there is
    /// a test.
    pub(super) async fn heard(&self) -> Option<String> {
        let known = self.last.send_if_modified(|last| {
            let Some(test) = last else { return false };
            test.state = AlarmTestState::Heard;
            HEARD.clone_into(&mut test.words);
            true
        });
        if !known {
            return None;
        }
        let answer = Notice {
            title: HEARD.to_owned(),
            body: "Notifications and their buttons work here.".to_owned(),
            buttons: Vec::new(),
            loudness: Loudness::Bubble,
            ..bubble(true)
        };
        if let Err(why) = self.notices.show(&answer).await {
            tracing::debug!("{why}.");
        }
        Some(HEARD.to_owned())
    }

    /// How the last test stands; with patience, when it is over or a while
    /// has passed.
    pub(super) async fn stands(
        &self,
        patiently: bool,
    ) -> Result<AlarmTest, Failure> {
        let mut news = self.last.subscribe();
        let now = self.clock.now();
        let until = news.borrow().as_ref().ok_or_else(untested)?.until;
        let patience = (until - now).min(ONCE).to_std().unwrap_or_default();
        if patiently && !patience.is_zero() {
            let over = |test: &Option<AlarmTest>| {
                test.as_ref().is_none_or(|t| t.state != AlarmTestState::Waiting)
            };
            tokio::select! {
                _ = news.wait_for(over) => {}
                () = self.clock.sleep(patience) => {}
            }
        }
        let test = self.last.borrow().clone().ok_or_else(untested)?;
        Ok(self.in_time(test))
    }

    /// A button that was not pressed in time makes it unheard.
    fn in_time(&self, test: AlarmTest) -> AlarmTest {
        let late = self.clock.now() >= test.until;
        if test.state != AlarmTestState::Waiting || !late {
            return test;
        }
        AlarmTest {
            state: AlarmTestState::Unheard,
            words: format!(
                "Nobody pressed the button within {} s.",
                WAITS.num_seconds()
            ),
            ..test
        }
    }

    /// Whether it waits for its button.
    pub(super) fn rings(&self, now: DateTime<Utc>) -> bool {
        self.last.borrow().as_ref().is_some_and(|test| {
            test.state == AlarmTestState::Waiting && now < test.until
        })
    }
}

fn bubble(pressable: bool) -> Notice {
    let what = match pressable {
        true => "Press the button to see that it works.",
        false => "There is no button to press: this desktop shows none.",
    };
    Notice {
        id: NoticeId::Test,
        title: "Test alarm: this is how a request rings".to_owned(),
        body: format!("Nobody is waiting. {what}"),
        buttons: vec![(Button::Hear, "I hear it".to_owned())],
        loudness: Loudness::Sound,
        chime: CHIME,
    }
}

fn has_buttons(server: &Server) -> bool {
    match server {
        Server::There { abilities, .. } => {
            abilities.iter().any(|ability| ability == "actions")
        }
        Server::Missing(_) => false,
    }
}

/// Do Not Disturb, where the desktop tells.
fn held_back(server: &Server) -> Option<Check> {
    match server {
        Server::There { inhibited: Some(true), .. } => Some(Check::limited(
            "do not disturb",
            "Do Not Disturb is on: the desktop holds notifications back.",
            "Switch it off while on duty. Emergencies are sent as critical.",
        )),
        Server::There { inhibited: Some(false), .. } => {
            Some(Check::well("do not disturb", "Do Not Disturb is off."))
        }
        Server::There { inhibited: None, .. } => Some(Check::well(
            "do not disturb",
            "The desktop does not say whether Do Not Disturb is on.",
        )),
        Server::Missing(_) => None,
    }
}

fn unpressable(server: &Server) -> String {
    match server {
        Server::There { .. } => {
            "This desktop shows no buttons on notifications; every button is \
             in the tray menu and the window too."
        }
        Server::Missing(_) => {
            "No notification was shown, so alarms would go unseen."
        }
    }
    .to_owned()
}

fn nothing(until: DateTime<Utc>) -> AlarmTest {
    AlarmTest {
        state: AlarmTestState::Unheard,
        until,
        words: "Nothing rang.".to_owned(),
        parts: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
