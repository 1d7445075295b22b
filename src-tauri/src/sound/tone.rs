//! Works out the samples of a sound.
//!
//! A tone is the stroke of a soft mallet on a wooden bar: a fundamental and
//! two higher partials that die away sooner. Each priority has pitches, a
//! pace and a hardness of its own, so that the ear knows it before the eye
//! does; the number of tones says how late it is.

use std::f32::consts::TAU;

use domain::{Chime, Priority, Tones};

/// Samples a second.
pub(crate) const RATE: u32 = 48_000;

/// The highest sample, so that nothing clips in a mixer either.
const PEAK: f32 = 0.8;

/// The time in which a stroke swells, seconds; a harder edge would click.
const SWELL: f32 = 0.004;

/// How long a stroke rings, seconds.
const RINGS: f32 = 0.55;

/// Silence at the end, seconds: what a loudspeaker still holds back when the
/// last sample is taken from us.
const AFTER: f32 = 0.15;

/// How the sounds of a priority are made.
struct Voice {
    /// Hertz of the first, second and third tone.
    pitches: [f32; 3],
    /// Seconds from one tone to the next.
    pace: f32,
    /// How much of the higher partials is in a stroke.
    hardness: f32,
    /// How often each tone is struck.
    strokes: usize,
}

/// The partials of a tuned bar: times the fundamental, strength, seconds in
/// which it loses most of itself.
const PARTIALS: [(f32, f32, f32); 3] =
    [(1.0, 1.0, 0.16), (3.98, 0.32, 0.06), (9.8, 0.12, 0.02)];

fn voice(priority: Priority) -> Voice {
    match priority {
        // Two strokes a tone, high and quick, in bare fourths.
        Priority::Emergency => Voice {
            pitches: [880.0, 1174.66, 1567.98],
            pace: 0.26,
            hardness: 1.0,
            strokes: 2,
        },
        // A bright rise.
        Priority::Urgent => Voice {
            pitches: [659.26, 830.61, 987.77],
            pace: 0.17,
            hardness: 0.6,
            strokes: 1,
        },
        // Low, soft and unhurried.
        Priority::Normal => Voice {
            pitches: [392.0, 493.88, 587.33],
            pace: 0.21,
            hardness: 0.25,
            strokes: 1,
        },
    }
}

/// The samples of a sound, of one channel.
#[must_use]
pub(crate) fn samples(chime: Chime) -> Vec<f32> {
    let voice = voice(chime.priority);
    let tones = match chime.tones {
        Tones::One => 1,
        Tones::Two => 2,
        Tones::Three => 3,
    };
    let starts = voice.pitches.iter().take(tones).enumerate();
    let mut strokes: Vec<(f32, f32)> = Vec::new();
    for (tone, pitch) in starts {
        for stroke in 0..voice.strokes {
            let share = voice.pace / voice.strokes as f32;
            let at = tone as f32 * voice.pace + stroke as f32 * share;
            strokes.push((at, *pitch));
        }
    }
    let last = strokes.last().map_or(0.0, |(at, _)| *at);
    let length = last + RINGS + AFTER;
    let sound = (0..(length * RATE as f32) as usize).map(|n| {
        let now = n as f32 / RATE as f32;
        strokes
            .iter()
            .map(|(at, pitch)| stroke(now - at, *pitch, voice.hardness))
            .sum::<f32>()
    });
    level(sound.collect())
}

/// One stroke, so long after it was struck.
fn stroke(since: f32, pitch: f32, hardness: f32) -> f32 {
    if !(0.0..RINGS).contains(&since) {
        return 0.0;
    }
    let swell = (since / SWELL).min(1.0);
    // The last tenth fades, so that nothing breaks off.
    let fade = ((RINGS - since) / (RINGS * 0.1)).min(1.0);
    let partials = PARTIALS.iter().enumerate().map(|(n, partial)| {
        let (times, strength, dies) = *partial;
        let strength = if n == 0 { strength } else { strength * hardness };
        strength * (-since / dies).exp() * (TAU * pitch * times * since).sin()
    });
    swell * fade * partials.sum::<f32>()
}

/// Every sound is as loud as every other.
fn level(sound: Vec<f32>) -> Vec<f32> {
    let highest = sound.iter().fold(0.0_f32, |most, s| most.max(s.abs()));
    if highest <= f32::EPSILON {
        return sound;
    }
    sound.into_iter().map(|sample| sample * PEAK / highest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRIORITIES: [Priority; 3] =
        [Priority::Emergency, Priority::Urgent, Priority::Normal];
    const TONES: [Tones; 3] = [Tones::One, Tones::Two, Tones::Three];

    fn every() -> Vec<(Chime, Vec<f32>)> {
        let chimes = PRIORITIES
            .into_iter()
            .flat_map(|priority| TONES.map(|tones| Chime { priority, tones }));
        chimes.map(|chime| (chime, samples(chime))).collect()
    }

    /// How often a new stroke begins: the loudness of 20 ms is well above
    /// that of the 20 ms before.
    fn strokes(sound: &[f32]) -> usize {
        let loud = |part: &[f32]| {
            let sum: f32 = part.iter().map(|s| s * s).sum();
            (sum / part.len() as f32).sqrt()
        };
        let parts = sound.chunks(RATE as usize / 50);
        let levels: Vec<f32> =
            std::iter::once(0.0).chain(parts.map(loud)).collect();
        let rises = levels
            .windows(2)
            .map(|pair| pair[1] > 0.1 && pair[1] > pair[0] * 1.15);
        // A stroke may fall onto the edge of two parts.
        let rises: Vec<bool> = std::iter::once(false).chain(rises).collect();
        rises.windows(2).filter(|pair| pair[1] && !pair[0]).count()
    }

    #[test]
    fn no_sound_lasts_longer_than_a_glance() {
        for (chime, sound) in every() {
            let seconds = sound.len() as f32 / RATE as f32;
            assert!((0.5..1.5).contains(&seconds), "{chime:?}: {seconds} s");
        }
    }

    #[test]
    fn nothing_clips_and_everything_is_equally_loud() {
        for (chime, sound) in every() {
            let most = sound.iter().fold(0.0_f32, |m, s| m.max(s.abs()));
            assert!((most - PEAK).abs() < 1e-4, "{chime:?}: {most}");
        }
    }

    #[test]
    fn every_sound_begins_and_ends_in_silence() {
        for (chime, sound) in every() {
            let tail = sound.len() - (AFTER * RATE as f32) as usize + 1;
            assert!(sound[0].abs() < 1e-3, "{chime:?}");
            assert!(sound[tail..].iter().all(|s| s.abs() < 1e-3), "{chime:?}");
        }
    }

    #[test]
    fn every_sound_is_there_at_once() {
        for (chime, sound) in every() {
            let first = &sound[..RATE as usize / 100];
            let most = first.iter().fold(0.0_f32, |m, s| m.max(s.abs()));
            assert!(most > PEAK / 2.0, "{chime:?}: {most} in 10 ms");
        }
    }

    #[test]
    fn the_number_of_tones_can_be_counted() {
        for (n, tones) in TONES.into_iter().enumerate() {
            let count = |priority| strokes(&samples(Chime { priority, tones }));
            assert_eq!(count(Priority::Normal), n + 1);
            assert_eq!(count(Priority::Urgent), n + 1);
            assert_eq!(count(Priority::Emergency), 2 * (n + 1), "struck twice");
        }
    }

    #[test]
    fn no_two_sounds_are_alike() {
        let all = every();
        for (one, first) in &all {
            for (other, second) in all.iter().filter(|(c, _)| c != one) {
                let apart: f32 = first
                    .iter()
                    .zip(second)
                    .map(|(a, b)| (a - b).powi(2))
                    .sum();
                let power: f32 = first.iter().map(|s| s * s).sum();
                let same_length = first.len() == second.len();
                assert!(
                    !same_length || apart > 0.2 * power,
                    "{one:?} sounds like {other:?}"
                );
            }
        }
    }
}
