//! A person's computer: a bus with a keyring, a panel and notifications.

use super::bus::Bus;
use super::display::Display;
use super::hotseat::Hotseat;
use super::keyboard::Keyboard;
use super::keyring::GnomeKeyring;
use super::notifications::Notifications;
use super::slack::Slack;
use super::watcher::Watcher;
use super::workspace::TeamFile;

/// A computer; everything on it ends with this value.
pub(crate) struct Computer {
    /// What takes icons.
    pub(crate) watcher: Watcher,
    /// What shows bubbles.
    pub(crate) notices: Notifications,
    display: Option<Display>,
    keyring: Option<GnomeKeyring>,
    /// What everybody here is on; it ends last.
    pub(crate) bus: Bus,
}

impl Computer {
    /// One with a screen.
    pub(crate) async fn with_screen() -> Computer {
        Computer::with_keyring(Some(Display::start())).await
    }

    /// One on which nothing can be drawn.
    pub(crate) async fn without_screen() -> Computer {
        Computer::with_keyring(None).await
    }

    /// One with a screen, on which no keyring answers.
    pub(crate) async fn without_keyring() -> Computer {
        Computer::showing_on(Some(Display::start())).await
    }

    async fn with_keyring(display: Option<Display>) -> Computer {
        let mut computer = Computer::showing_on(display).await;
        computer.keyring = Some(GnomeKeyring::start(&computer.bus).await);
        computer
    }

    async fn showing_on(display: Option<Display>) -> Computer {
        let bus = Bus::start();
        Computer {
            watcher: Watcher::start(&bus).await,
            notices: Notifications::start(&bus).await,
            display,
            keyring: None,
            bus,
        }
    }

    /// A Hotseat that is signed in as a person and does not run yet.
    pub(crate) async fn hotseat(
        &self,
        slack: &Slack,
        person: &str,
        team: TeamFile,
    ) -> Hotseat {
        let hotseat = self.bare().reading(slack, &team.text(slack));
        hotseat.sign_in(slack, person, team.pushes()).await;
        hotseat
    }

    /// The keys before its screen.
    pub(crate) fn keyboard(&self) -> Keyboard {
        let display = self.display.as_ref().expect("a screen");
        Keyboard::before(display.name())
    }

    /// A Hotseat that knows nothing yet.
    pub(crate) fn bare(&self) -> Hotseat {
        let hotseat = Hotseat::on(&self.bus);
        match &self.display {
            Some(display) => hotseat.with_screen(display),
            None => hotseat,
        }
    }
}
