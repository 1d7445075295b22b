//! The words around a time that say how it is meant.

/// What stands before a time and says how it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// "In", "within".
    In,
    /// "By", "before".
    By,
    /// "At", "around", "on".
    At,
    /// "Until".
    Until,
    /// "Since", "for", "after", "every": no time by which anything is.
    Astray,
    /// Nothing.
    Bare,
}

/// What each of them is said with, the longest first.
pub(super) const LEADS: &[(&str, Lead)] = &[
    ("in the last", Lead::Astray),
    ("in the past", Lead::Astray),
    ("in the next", Lead::In),
    ("within the next", Lead::In),
    ("over the next", Lead::In),
    ("in less than", Lead::In),
    ("in under", Lead::In),
    ("in no more than", Lead::In),
    ("within", Lead::In),
    ("in", Lead::In),
    ("no later than", Lead::By),
    ("not later than", Lead::By),
    ("at the latest by", Lead::By),
    ("at the latest at", Lead::By),
    ("latest by", Lead::By),
    ("latest at", Lead::By),
    ("latest", Lead::By),
    ("by", Lead::By),
    ("before", Lead::By),
    ("at", Lead::At),
    ("around", Lead::At),
    ("about", Lead::At),
    ("on", Lead::At),
    ("until", Lead::Until),
    ("till", Lead::Until),
    ("since", Lead::Astray),
    ("from", Lead::Astray),
    ("after", Lead::Astray),
    ("for", Lead::Astray),
    ("every", Lead::Astray),
    ("each", Lead::Astray),
    ("per", Lead::Astray),
    ("last", Lead::Astray),
];

/// Words before a time that only make it less exact.
pub(super) const HEDGES: &[&str] = &[
    "about",
    "around",
    "approximately",
    "approx",
    "roughly",
    "circa",
    "ca",
    "maybe",
    "probably",
    "like",
    "say",
    "just",
    "only",
    "at most",
    "at the most",
    "max",
    "at",
    "up to",
    "the",
    "some",
    "almost",
    "right",
    "more like",
];

/// Words after a time that belong to it.
pub(super) const TAILS: &[&str] = &[
    "or so",
    "tops",
    "max",
    "maximum",
    "at most",
    "at the most",
    "or less",
    "from now",
    "at the latest",
    "at the very latest",
    "latest",
    "sharp",
    "o'clock",
];

/// Words after a length of time that make it something else.
pub(super) const UNDOES: &[&str] = &[
    "ago",
    "earlier",
    "later",
    "old",
    "late",
    "long",
    "before",
    "of",
    "interval",
    "intervals",
    "step",
    "steps",
    "chunks",
    "batches",
    "slot",
    "slots",
    "window",
    "windows",
    "timeout",
    "delay",
    "limit",
    "job",
    "run",
    "break",
    "meeting",
    "call",
    "apart",
];

/// Words that may follow an hour that is said as a bare figure.
pub(super) const FOLLOWS: &[&str] = &[
    "today",
    "tomorrow",
    "tmrw",
    "tonight",
    "this",
    "in the",
    "at the latest",
    "latest",
    "sharp",
    "o'clock",
    "or so",
    "with",
    "to",
    "please",
    "on",
    "at most",
    "max",
    "my",
    "your",
    "our",
    "utc",
    "gmt",
    "cet",
    "cest",
];
