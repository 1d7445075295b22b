//! The words that make a promise none.

/// Before a promise in the same clause they make it somebody else's, or none.
pub(in crate::promise) const BLOCKS: &[&str] = &[
    "said", "says", "told", "tells", "thought", "asked", "wish", "if", "when",
    "whether", "that", "what", "why", "how", "until", "till", "unless", "once",
    "before", "because", "which", "who", "than", "after", "where",
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
