//! The names of marks, and the characters that Teams has for them.

/// The common marks by the names that a team file gives them.
const SIGNS: &[(&str, &str)] = &[
    ("eyes", "👀"),
    ("white_check_mark", "✅"),
    ("heavy_check_mark", "✔️"),
    ("ballot_box_with_check", "☑️"),
    ("x", "❌"),
    ("no_entry", "⛔"),
    ("no_entry_sign", "🚫"),
    ("wastebasket", "🗑️"),
    ("+1", "👍"),
    ("thumbsup", "👍"),
    ("-1", "👎"),
    ("raising_hand", "🙋"),
    ("raised_hands", "🙌"),
    ("pray", "🙏"),
    ("ok_hand", "👌"),
    ("hourglass", "⌛"),
    ("hourglass_flowing_sand", "⏳"),
    ("question", "❓"),
    ("warning", "⚠️"),
    ("rotating_light", "🚨"),
    ("fire", "🔥"),
    ("bug", "🐛"),
    ("heart", "❤️"),
    ("tada", "🎉"),
    ("rocket", "🚀"),
    ("evergreen_tree", "🌲"),
];

/// The names that Teams had before any character could be a reaction.
const OLD: &[(&str, &str)] = &[
    ("like", "👍"),
    ("heart", "❤️"),
    ("laugh", "😆"),
    ("surprised", "😮"),
    ("sad", "🙁"),
    ("angry", "😠"),
];

/// Whether a colourful or a plain character is meant makes no difference.
const COLOUR: char = '\u{fe0f}';

/// The character of a mark; a name that is one already stands for itself.
pub(crate) fn sign(mark: &str) -> Option<&str> {
    let known = SIGNS.iter().find(|(name, _)| *name == mark);
    let itself = !mark.is_empty() && !mark.is_ascii();
    known.map(|(_, sign)| *sign).or_else(|| itself.then_some(mark))
}

/// The name of a reaction: the team file's, or the character itself.
pub(crate) fn name(kind: &str) -> String {
    let sign = OLD.iter().find(|(old, _)| *old == kind);
    let sign = sign.map_or(kind, |(_, sign)| *sign);
    let known = SIGNS.iter().find(|(_, it)| plain(it) == plain(sign));
    known.map_or_else(|| sign.to_owned(), |(name, _)| (*name).to_owned())
}

fn plain(sign: &str) -> &str {
    sign.trim_end_matches(COLOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_goes_out_as_its_character_and_comes_back_by_its_name() {
        for mark in ["eyes", "white_check_mark", "heavy_check_mark", "bug"] {
            assert_eq!(sign(mark).map(name).as_deref(), Some(mark));
        }
        assert_eq!(sign("🦀"), Some("🦀"));
        assert_eq!(name("🦀"), "🦀");
        assert_eq!(sign("partyparrot"), None);
        assert_eq!(sign(""), None);
    }

    #[test]
    fn an_old_name_and_a_plain_character_are_the_same_mark() {
        assert_eq!(name("like"), "+1");
        assert_eq!(name("heart"), "heart");
        assert_eq!(name("✔"), "heavy_check_mark");
        assert_eq!(name("laugh"), "😆");
    }
}
