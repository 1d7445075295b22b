//! 165 sentences: 80 promises and 85 traps. The reader was made with two
//! thirds of them; the third that a seed keeps aside says how good it is.
//! The last fifteen came later, and their third is drawn by itself, so that
//! what was kept aside before still is.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::promise::promised;

const CORPUS: &str = include_str!("../corpus.jsonl");
const SEED: u64 = 20_261_122;

#[derive(Debug, Deserialize)]
struct Sentence {
    says: String,
    written: String,
    zone: Option<Tz>,
    /// When the promise falls due; a trap has none.
    at: Option<String>,
}

fn instant(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z")
        .expect("an instant")
        .to_utc()
}

fn corpus() -> Vec<Sentence> {
    CORPUS
        .lines()
        .map(|line| serde_json::from_str(line).expect("a sentence"))
        .collect()
}

/// How many there were at first.
const FIRST: usize = 150;

/// The places of a third of the sentences, drawn by the seed.
fn kept_aside(all: usize) -> HashSet<usize> {
    let later = drawn(all - FIRST).into_iter().map(|at| FIRST + at);
    drawn(FIRST).into_iter().chain(later).collect()
}

fn drawn(all: usize) -> HashSet<usize> {
    let mut state = SEED;
    let mut drawn = HashSet::new();
    while drawn.len() < all / 3 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        drawn.insert((state >> 33) as usize % all);
    }
    drawn
}

/// How well the reader does on some sentences.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    misses: Vec<String>,
}

impl Score {
    fn of(sentences: impl Iterator<Item = Sentence>) -> Score {
        let mut score = Score::default();
        for sentence in sentences {
            let zone = sentence.zone.unwrap_or(Tz::Europe__Berlin);
            let written = instant(&sentence.written);
            let read = promised(&sentence.says, written, zone);
            let read = read.map(|promise| promise.at);
            let expected = sentence.at.as_deref().map(instant);
            match (read, expected) {
                (None, None) => continue,
                (Some(read), Some(expected)) if read == expected => {
                    score.right += 1;
                    continue;
                }
                (Some(_), Some(_)) => {
                    score.wrong += 1;
                    score.missed += 1;
                }
                (Some(_), None) => score.wrong += 1,
                (None, Some(_)) => score.missed += 1,
            }
            let miss = format!("{read:?}: {}", sentence.says);
            score.misses.push(miss);
        }
        score
    }

    /// Of what is read as a promise, how much is one.
    fn precision(&self) -> f64 {
        share(self.right, self.wrong)
    }

    /// Of the promises, how many are read.
    fn recall(&self) -> f64 {
        share(self.right, self.missed)
    }

    fn is_good(&self) {
        let lines = self.misses.join("\n");
        println!(
            "precision {:.3}, recall {:.3}\n{lines}",
            self.precision(),
            self.recall()
        );
        assert!(self.precision() >= 0.95, "too much is a promise:\n{lines}");
        assert!(self.recall() >= 0.85, "too little is a promise:\n{lines}");
    }
}

fn share(right: usize, other: usize) -> f64 {
    right as f64 / (right + other).max(1) as f64
}

fn some(kept: bool) -> Score {
    let all = corpus();
    let aside = kept_aside(all.len());
    let chosen = all
        .into_iter()
        .enumerate()
        .filter(|(place, _)| aside.contains(place) == kept)
        .map(|(_, sentence)| sentence);
    Score::of(chosen)
}

#[test]
fn the_corpus_is_eighty_promises_and_eighty_five_traps() {
    let all = corpus();
    let promises = all.iter().filter(|it| it.at.is_some()).count();
    assert_eq!((promises, all.len() - promises), (80, 85));
    let different: HashSet<_> = all.iter().map(|it| &it.says).collect();
    assert_eq!(different.len(), 165);
}

#[test]
fn the_sentences_it_was_made_with_are_read() {
    some(false).is_good();
}

#[test]
fn a_third_kept_aside_by_seed_is_read_as_well() {
    some(true).is_good();
}
