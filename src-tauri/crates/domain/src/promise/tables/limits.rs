//! The words that make a promise none.

/// Before a promise in the same clause they make it somebody else's, or none.
pub(in crate::promise) const BLOCKS: &[&str] = &[
    "said", "says", "told", "tells", "thought", "asked", "wish", "if", "when",
    "whether", "that", "what", "why", "how", "until", "till", "unless", "once",
    "before", "because", "which", "who", "than", "after", "where", "doubt",
    "hope", "maybe", "perhaps",
];

/// Between what is done and a time they tie the time to something else.
pub(in crate::promise) const TIES: &[&str] = &[
    "that", "which", "who", "what", "why", "how", "where", "because", "since",
    "from", "than", "happened", "meeting", "lunch", "coffee", "vacation",
    "holiday", "away", "offline", "leave", "error", "timeout",
];

/// They say that it will not be.
pub(in crate::promise) const DENIES: &[&str] = &[
    "not", "never", "cannot", "can't", "won't", "don't", "doesn't", "isn't",
    "aren't", "unable", "unlikely", "hardly", "nothing", "nobody", "wont",
    "cant",
];

/// Wherever they stand in a clause they take back what it and the clauses
/// before it seem to promise.
pub(in crate::promise) const TAKES_BACK: &[&str] = &[
    "impossible",
    "unrealistic",
    "not possible",
    "isn't possible",
    "not realistic",
    "not feasible",
    "not going to happen",
    "not happening",
    "won't happen",
    "will not happen",
    "can't be done",
    "cannot be done",
    "out of the question",
    "no way",
    "no chance",
    "no promises",
    "no guarantee",
    "at the earliest",
    "at earliest",
    "said nobody",
    "said no one",
    "kidding",
    "joking",
    "too optimistic",
    "wishful thinking",
];

/// As a whole clause they say that somebody else gave the time, or that it
/// was wrong.
pub(in crate::promise) const DISOWNS: &[&str] = &[
    "i thought",
    "we thought",
    "he said",
    "she said",
    "they said",
    "he says",
    "she says",
    "they say",
    "i was told",
    "we were told",
    "i wish",
];

/// Behind a time they speak of it instead of promising it.
pub(in crate::promise) const JUDGES: &[&str] = &[
    "is", "isn't", "is not", "was", "wasn't", "won't", "will not", "would",
    "wouldn't", "can't", "cannot", "can not", "sounds", "seems", "looks",
    "feels", "doesn't", "does not", "never",
];

/// They say that it depends.
pub(in crate::promise) const DEPENDS: &[&str] = &[
    "if",
    "unless",
    "assuming",
    "provided",
    "depending",
    "depends",
    "once",
    "when",
    "whenever",
    "in case",
    "as soon as",
    "as long as",
];

/// After these "if" only begins what is told.
pub(in crate::promise) const TELLS: &[&str] = &[
    "know", "see", "check", "tell", "verify", "find", "confirm", "out", "you",
];
