//! Shows a notice, with its sound.

use async_trait::async_trait;
use domain::{Loudness, NotShown, Notice, NoticeId, Notifier};

use super::Desktop;
use crate::sound::Sound;

/// The bubbles of the desktop, and the sound that goes with them.
#[derive(Clone, Debug)]
pub struct Ringing {
    desktop: Desktop,
    sound: Sound,
}

impl Ringing {
    /// Sounds as it shows.
    #[must_use]
    pub fn new(desktop: Desktop, sound: Sound) -> Ringing {
        Ringing { desktop, sound }
    }
}

#[async_trait]
impl Notifier for Ringing {
    /// It sounds first: a desktop that is slow to show a bubble, or shows
    /// none, is no reason to be silent.
    async fn show(&self, notice: &Notice) -> Result<(), NotShown> {
        if notice.loudness >= Loudness::Sound {
            self.sound.ring(notice.chime);
        }
        self.desktop.show(notice).await
    }

    async fn withdraw(&self, id: &NoticeId) {
        self.desktop.withdraw(id).await;
    }
}
