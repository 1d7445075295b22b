//! The thread that owns the loudspeaker.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::Chime;
use tokio::sync::oneshot;

use super::{NoSound, Speaker, tone};

/// A loudspeaker that has not played a sound to its end by then never will.
const STUCK: Duration = Duration::from_secs(4);

/// What the player is asked to do.
#[derive(Debug)]
pub(super) enum Order {
    Ring {
        chime: Chime,
        gain: f32,
        /// Before whatever sounds, because the user wants to hear it.
        first: bool,
        reply: oneshot::Sender<Result<(), NoSound>>,
        /// Where the end of the sound is told.
        ended: SyncSender<Order>,
    },
    Look {
        reply: oneshot::Sender<Result<String, NoSound>>,
    },
    /// The sound of this number has been played.
    Ended(u64),
}

/// A loudspeaker, and what sounds on it.
pub(super) struct Player {
    speaker: Box<dyn Speaker>,
    lack: Arc<Mutex<Option<NoSound>>>,
    sounding: Option<Chime>,
    number: u64,
}

impl Player {
    pub(super) fn new(
        speaker: Box<dyn Speaker>,
        lack: Arc<Mutex<Option<NoSound>>>,
    ) -> Player {
        Player { speaker, lack, sounding: None, number: 0 }
    }

    /// Lives until nobody can give an order any more.
    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        loop {
            let order = match self.sounding {
                None => orders.recv().map_err(|_| None),
                Some(_) => orders.recv_timeout(STUCK).map_err(Some),
            };
            match order {
                Ok(order) => self.obey(order),
                Err(Some(RecvTimeoutError::Timeout)) => self.rest(),
                Err(_) => return,
            }
        }
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Ring { chime, gain, first, reply, ended } => {
                let free = self.sounding.is_none_or(|now| chime.outranks(now));
                let outcome = if first || free {
                    self.ring(chime, gain, ended)
                } else {
                    // What sounds is as urgent: one ring is enough.
                    Ok(())
                };
                let _ = reply.send(outcome);
            }
            Order::Look { reply } => {
                let found = self.speaker.look();
                self.note(found.as_ref().err());
                let _ = reply.send(found);
            }
            Order::Ended(number) if number == self.number => self.rest(),
            // The end of a sound that was cut off.
            Order::Ended(_) => {}
        }
    }

    fn ring(
        &mut self,
        chime: Chime,
        gain: f32,
        ended: SyncSender<Order>,
    ) -> Result<(), NoSound> {
        self.number = self.number.wrapping_add(1);
        let number = self.number;
        let mut samples = tone::samples(chime);
        samples.iter_mut().for_each(|sample| *sample *= gain);
        // A full queue means that the end is noticed by its time.
        let told = move || _ = ended.try_send(Order::Ended(number));
        let outcome = self.speaker.play(samples, Box::new(told));
        self.note(outcome.as_ref().err());
        if outcome.is_ok() {
            self.sounding = Some(chime);
        } else {
            self.rest();
        }
        outcome
    }

    fn rest(&mut self) {
        self.speaker.rest();
        self.sounding = None;
    }

    fn note(&self, lack: Option<&NoSound>) {
        let mut known =
            self.lack.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(NoSound(why)) = lack
            && known.is_none()
        {
            tracing::warn!("No sound can be made: {why}.");
        }
        *known = lack.cloned();
    }
}

#[cfg(test)]
mod tests {
    use domain::{Priority, Tones};

    use super::super::{Sound, held};
    use super::*;

    type Ended = Box<dyn Fn() + Send>;

    /// What a loudspeaker did that plays on until it is told to end.
    #[derive(Default)]
    struct Stage {
        playing: Option<(usize, Ended)>,
        played: Vec<usize>,
        rests: usize,
        broken: bool,
    }

    #[derive(Clone, Default)]
    struct FakeSpeaker(Arc<Mutex<Stage>>);

    impl Speaker for FakeSpeaker {
        fn play(
            &mut self,
            samples: Vec<f32>,
            ended: Ended,
        ) -> Result<(), NoSound> {
            let mut stage = held(&self.0);
            if stage.broken {
                return Err(NoSound("no card".to_owned()));
            }
            stage.played.push(samples.len());
            stage.playing = Some((samples.len(), ended));
            Ok(())
        }

        fn rest(&mut self) {
            let mut stage = held(&self.0);
            stage.playing = None;
            stage.rests += 1;
        }

        fn look(&mut self) -> Result<String, NoSound> {
            if held(&self.0).broken {
                return Err(NoSound("no card".to_owned()));
            }
            Ok("a stage".to_owned())
        }
    }

    fn stage() -> (Sound, FakeSpeaker) {
        let speaker = FakeSpeaker::default();
        let given = speaker.clone();
        (Sound::start(|| Box::new(given)), speaker)
    }

    fn chime(priority: Priority) -> Chime {
        Chime { priority, tones: Tones::One }
    }

    fn length(priority: Priority) -> usize {
        tone::samples(chime(priority)).len()
    }

    /// Everything ordered before has been done when this answers.
    async fn done(sound: &Sound) {
        let _ = sound.look().await;
    }

    #[tokio::test]
    async fn a_second_sound_waits_for_nothing_and_is_not_heard_beside_it() {
        let (sound, speaker) = stage();
        sound.ring(chime(Priority::Urgent));
        sound.ring(chime(Priority::Urgent));
        sound.ring(chime(Priority::Normal));
        done(&sound).await;
        assert_eq!(held(&speaker.0).played, [length(Priority::Urgent)]);
    }

    #[tokio::test]
    async fn an_emergency_cuts_off_what_matters_less() {
        let (sound, speaker) = stage();
        sound.ring(chime(Priority::Normal));
        sound.ring(chime(Priority::Emergency));
        done(&sound).await;
        let stage = held(&speaker.0);
        assert_eq!(
            stage.played,
            [length(Priority::Normal), length(Priority::Emergency)]
        );
        let now = stage.playing.as_ref().map(|(length, _)| *length);
        assert_eq!(now, Some(length(Priority::Emergency)), "and it alone");
    }

    #[tokio::test]
    async fn the_loudspeaker_is_let_go_when_the_sound_is_over() {
        let (sound, speaker) = stage();
        sound.ring(chime(Priority::Urgent));
        done(&sound).await;
        let (_, ended) = held(&speaker.0).playing.take().expect("it plays");
        ended();
        done(&sound).await;
        assert_eq!(held(&speaker.0).rests, 1);
        sound.ring(chime(Priority::Normal));
        done(&sound).await;
        assert_eq!(held(&speaker.0).played.len(), 2, "and can sound again");
    }

    #[tokio::test]
    async fn the_end_of_a_sound_that_was_cut_off_ends_nothing() {
        let (sound, speaker) = stage();
        sound.ring(chime(Priority::Normal));
        done(&sound).await;
        let (_, ended) = held(&speaker.0).playing.take().expect("it plays");
        sound.ring(chime(Priority::Emergency));
        done(&sound).await;
        ended();
        done(&sound).await;
        assert_eq!(held(&speaker.0).rests, 0);
    }

    #[tokio::test]
    async fn a_computer_without_sound_is_survived_and_told() {
        let (sound, speaker) = stage();
        held(&speaker.0).broken = true;
        let why = NoSound("no card".to_owned());
        assert_eq!(sound.look().await, Err(why.clone()));
        assert_eq!(
            sound.preview(chime(Priority::Urgent)).await,
            Err(why.clone())
        );
        assert_eq!(sound.lack(), Some(why));

        held(&speaker.0).broken = false;
        assert_eq!(sound.preview(chime(Priority::Urgent)).await, Ok(()));
        assert_eq!(sound.lack(), None);
    }

    #[tokio::test]
    async fn a_preview_is_heard_while_muted_and_an_alarm_is_not() {
        let (sound, speaker) = stage();
        sound.set(crate::sound::Manner { mute: true, ..sound.manner() });
        sound.ring(chime(Priority::Emergency));
        done(&sound).await;
        assert!(held(&speaker.0).played.is_empty());
        assert_eq!(sound.preview(chime(Priority::Normal)).await, Ok(()));
        assert_eq!(held(&speaker.0).played.len(), 1);
    }
}
