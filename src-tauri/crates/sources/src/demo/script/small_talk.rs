//! What everybody says.

/// Said to an answer that helped.
pub(in crate::demo) const THANKS: &[&str] = &[
    "Perfect, thanks!",
    "That worked, thank you so much.",
    "Great, that solved it.",
    "Works again, cheers!",
    "Brilliant, thank you for the quick reply",
    "Got it, thanks a lot",
    "🙏",
];

/// Said when one is asked a second time.
pub(in crate::demo) const SHRUGS: &[&str] = &[
    "That is all I know, sorry. Shall I get somebody on the phone for you?",
    "No idea, honestly. It looks the same for everyone here.",
    "I would have to ask around and that takes a while. Can you go on \
     without it?",
];
