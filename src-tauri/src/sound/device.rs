//! The loudspeaker of this computer.

use std::num::NonZero;

use rodio::buffer::SamplesBuffer;
use rodio::source::EmptyCallback;
use rodio::{DeviceSinkBuilder, MixerDeviceSink};

use super::{NoSound, Speaker, tone};

/// The loudspeaker that the system calls its default, held only while it
/// plays: one that is held keeps the sound system awake.
#[derive(Default)]
pub(super) struct Device {
    playing: Option<(MixerDeviceSink, rodio::Player)>,
}

impl Speaker for Device {
    fn play(
        &mut self,
        samples: Vec<f32>,
        ended: Box<dyn Fn() + Send>,
    ) -> Result<(), NoSound> {
        // What is cut off makes room first, because some loudspeakers are
        // given to one at a time.
        self.rest();
        let sink = open()?;
        let player = rodio::Player::connect_new(sink.mixer());
        let one = NonZero::<u16>::MIN;
        let rate = NonZero::new(tone::RATE).unwrap_or(NonZero::<u32>::MIN);
        player.append(SamplesBuffer::new(one, rate, samples));
        player.append(EmptyCallback::new(ended));
        self.playing = Some((sink, player));
        Ok(())
    }

    fn rest(&mut self) {
        if let Some((sink, player)) = self.playing.take() {
            player.stop();
            drop(sink);
        }
    }

    fn look(&mut self) -> Result<String, NoSound> {
        let rate = match &self.playing {
            Some((sink, _)) => sink.config().sample_rate(),
            None => open()?.config().sample_rate(),
        };
        Ok(format!("the system's default output takes {rate} samples a second"))
    }
}

fn open() -> Result<MixerDeviceSink, NoSound> {
    #[cfg(target_os = "linux")]
    hush_alsa();
    let none = |error| {
        NoSound(format!("no sound output of this computer opens ({error})"))
    };
    let mut sink = DeviceSinkBuilder::from_default_device()
        .map_err(none)?
        .with_error_callback(|error| {
            tracing::debug!(%error, "The loudspeaker stumbled.");
        })
        .open_stream()
        .map_err(none)?;
    // It is dropped as soon as the sound is over, which is no accident.
    sink.log_on_drop(false);
    Ok(sink)
}

/// ALSA writes what it misses to standard error, line after line; what this
/// thread asks of it is reported by us instead.
#[cfg(target_os = "linux")]
fn hush_alsa() {
    if let Err(error) = alsa::Output::local_error_handler() {
        tracing::debug!(%error, "ALSA goes on writing to standard error.");
    }
}
