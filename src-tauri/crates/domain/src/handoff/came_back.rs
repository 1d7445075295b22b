//! What came back more than once.

use std::collections::BTreeMap;

use super::counts;
use crate::{Judged, RequestId, Thread, judge};

/// So few words are alike by chance.
const FEW_WORDS: usize = 3;

/// Something that came more than once in a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameBack {
    /// The newest request about it.
    pub request: RequestId,
    /// What it is about.
    pub gist: String,
    /// How often.
    pub times: usize,
}

/// What came more than once: a request that was closed and came back, the
/// same alert, or the same words.
#[must_use]
pub fn came_back(came: &[(Thread, Judged)]) -> Vec<CameBack> {
    let mut alike: BTreeMap<String, CameBack> = BTreeMap::new();
    let mut all: Vec<_> = came.iter().filter(|(_, it)| counts(it)).collect();
    all.sort_by_key(|(_, judged)| (judged.asked, judged.id.0));
    for (thread, judged) in all {
        let again = judged.steps.iter().any(|it| it.words == judge::CAME_BACK);
        let one = alike.entry(about(thread, judged)).or_insert(CameBack {
            request: judged.id,
            gist: String::new(),
            times: 0,
        });
        one.times += 1 + usize::from(again);
        one.request = judged.id;
        one.gist.clone_from(&judged.gist);
    }
    let often = alike.into_values().filter(|it| it.times > 1);
    let mut often: Vec<CameBack> = often.collect();
    often.sort_by_key(|it| (std::cmp::Reverse(it.times), it.request.0));
    often
}

/// By what a request is told to be about the same as another.
fn about(thread: &Thread, judged: &Judged) -> String {
    let opening = thread.opening();
    if let Some(alert) = opening.and_then(|it| it.alert.as_ref()) {
        return format!("alert {} {}", thread.source, alert.key);
    }
    let letters = |word: &str| -> String {
        word.chars().filter(|c| c.is_alphabetic()).collect()
    };
    let words: Vec<String> = judged
        .gist
        .to_lowercase()
        .split_whitespace()
        .map(letters)
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() < FEW_WORDS {
        return format!("request {}", judged.id.0);
    }
    format!("words {}", words.join(" "))
}
