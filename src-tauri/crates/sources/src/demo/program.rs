//! What is played next, and when: the same again for the same seed.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use chrono::TimeDelta;
use rand::rngs::SmallRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};

use super::script::{Kind, Scene};

/// The longest the second request, an urgent one, is waited for after the
/// first.
const URGENT_AFTER: u64 = 16;

/// A person who wrote in the same place among so many stories is not asking
/// again: rapid messages of one person are read as one request.
const RAPID: usize = 11;

/// The order of the stories and the pauses between them.
pub(super) struct Program {
    rng: SmallRng,
    pace: Option<Duration>,
    stories: BTreeMap<Kind, VecDeque<&'static Scene>>,
    round: Vec<Kind>,
    recent: VecDeque<&'static Scene>,
    dealt: u32,
}

impl Program {
    /// The program of a seed, with a pace of its own or a fixed one.
    pub(super) fn new(seed: u64, pace: Option<Duration>) -> Program {
        let mut rng = SmallRng::seed_from_u64(seed);
        let stories = Kind::ALL
            .into_iter()
            .map(|kind| {
                let mut deck: Vec<_> = kind.scenes().iter().collect();
                deck.shuffle(&mut rng);
                (kind, VecDeque::from(deck))
            })
            .collect();
        let (round, recent) = (Vec::new(), VecDeque::new());
        Program { rng, pace, stories, round, recent, dealt: 0 }
    }

    /// The next story: a calm question, an urgent one, and from then on
    /// rounds of all kinds.
    pub(super) fn deal(&mut self) -> Option<&'static Scene> {
        self.dealt = self.dealt.saturating_add(1);
        let (kind, urgent) = match self.dealt {
            1 => (Kind::Question, Some(false)),
            2 => (Kind::Question, Some(true)),
            _ => {
                if self.round.is_empty() {
                    self.round.extend(Kind::ALL);
                    self.round.shuffle(&mut self.rng);
                }
                (self.round.pop()?, None)
            }
        };
        self.take(kind, urgent)
    }

    /// The pause after the story dealt last.
    pub(super) fn pause(&mut self) -> TimeDelta {
        let pace = self.pace.map(|pace| pace.as_secs().clamp(1, 86_400));
        let second = self.dealt == 1;
        let seconds = match pace {
            Some(pace) if second => pace.min(URGENT_AFTER),
            Some(pace) => pace,
            None if second => self.rng.random_range(8..=URGENT_AFTER),
            None => self.rng.random_range(30..=60),
        };
        TimeDelta::seconds(seconds.try_into().unwrap_or(i64::MAX))
    }

    /// A story that was told is told again after the others of its kind.
    fn take(
        &mut self,
        kind: Kind,
        urgent: Option<bool>,
    ) -> Option<&'static Scene> {
        let fits = |scene: &Scene| {
            urgent.is_none_or(|urgent| scene.is_urgent() == urgent)
        };
        let rapid = |scene: &Scene| {
            self.recent.iter().any(|other| {
                other.by.id == scene.by.id
                    && other.kind.source() == scene.kind.source()
            })
        };
        let deck = self.stories.get_mut(&kind)?;
        let at = deck
            .iter()
            .position(|scene| fits(scene) && !rapid(scene))
            .or_else(|| deck.iter().position(|scene| fits(scene)))?;
        let scene = deck.remove(at)?;
        deck.push_back(scene);
        self.recent.push_back(scene);
        if self.recent.len() > RAPID {
            self.recent.pop_front();
        }
        Some(scene)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dealt(seed: u64, n: usize) -> Vec<&'static Scene> {
        let mut program = Program::new(seed, None);
        (0..n).filter_map(|_| program.deal()).collect()
    }

    #[test]
    fn a_round_holds_every_kind_once() {
        let scenes = dealt(5, 18);
        for round in [&scenes[2..10], &scenes[10..18]] {
            let mut kinds: Vec<_> = round.iter().map(|s| s.kind).collect();
            kinds.sort_unstable();
            assert_eq!(kinds, Kind::ALL);
        }
    }

    #[test]
    fn nothing_repeats_within_a_quarter_of_an_hour_at_the_fastest_pace() {
        for seed in 0..40 {
            let scenes = dealt(seed, 200);
            for some in scenes.windows(15 * 60 / 30 + 1) {
                let mut says: Vec<_> = some.iter().map(|s| s.says).collect();
                says.sort_unstable();
                says.dedup();
                assert_eq!(says.len(), some.len(), "seed {seed}");
            }
        }
    }

    #[test]
    fn nobody_asks_twice_in_a_place_within_five_minutes() {
        for seed in 0..200 {
            let scenes = dealt(seed, 400);
            for some in scenes.windows(5 * 60 / 30 + 1) {
                let mut who: Vec<_> = some
                    .iter()
                    .filter(|s| s.kind != Kind::Mirrored)
                    .filter(|s| s.kind != Kind::Alert)
                    .map(|s| (s.kind.source(), s.by.id))
                    .collect();
                let all = who.len();
                who.sort_unstable();
                who.dedup();
                assert_eq!(who.len(), all, "seed {seed}: {who:?}");
            }
        }
    }

    #[test]
    fn another_seed_is_another_play() {
        assert_eq!(dealt(1, 30), dealt(1, 30));
        assert_ne!(dealt(1, 30), dealt(2, 30));
    }

    #[test]
    fn a_pace_is_kept_and_never_stands_still() {
        let mut program = Program::new(1, Some(Duration::from_secs(90)));
        program.deal();
        assert_eq!(program.pause(), TimeDelta::seconds(16));
        program.deal();
        assert_eq!(program.pause(), TimeDelta::seconds(90));

        let mut program = Program::new(1, Some(Duration::ZERO));
        program.deal();
        assert_eq!(program.pause(), TimeDelta::seconds(1));
    }
}
