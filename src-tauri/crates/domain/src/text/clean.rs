//! Taking out of foreign text what could disguise a label.

/// The longest text that is kept, in bytes; what follows is cut off, and the
/// source has the whole.
pub const MAX_BYTES: usize = 40_000;

/// Cuts a line to a number of characters, with an ellipsis.
#[must_use]
pub fn shorten(line: &str, chars: usize) -> String {
    if line.chars().count() <= chars {
        return line.to_owned();
    }
    let mut short: String =
        line.chars().take(chars.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// So many marks a letter may carry; no script needs more, and a pile of them
/// covers the lines around it.
const MARKS: usize = 4;

/// Takes out control characters, characters without width, piles of marks and
/// characters that turn the direction of text, all of which can disguise a
/// label, and cuts at [`MAX_BYTES`]. Line breaks and tabs stay.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_BYTES));
    let mut before = None;
    let mut marks = 0;
    for c in text.chars() {
        if out.len() + c.len_utf8() > MAX_BYTES {
            out.push('…');
            break;
        }
        marks = if is_mark(c) { marks + 1 } else { 0 };
        let shown = match c {
            '\n' | '\t' => c,
            // An empty cell of braille looks like a space, and is none.
            '\u{2800}' => ' ',
            JOINER if !joins(before) => continue,
            c if c.is_control() || is_disguise(c) || marks > MARKS => continue,
            c => c,
        };
        out.push(shown);
        before = Some(shown);
    }
    out
}

/// Without width, but emoji of families and some scripts need it.
const JOINER: char = '\u{200d}';

/// Whether a joiner after a character can join anything.
fn joins(before: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_ascii() && !c.is_whitespace() && c != JOINER)
}

/// Marks that are drawn above, below or through the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}'
        | '\u{0591}'..='\u{05bd}' | '\u{0610}'..='\u{061a}'
        | '\u{064b}'..='\u{065f}' | '\u{06d6}'..='\u{06dc}'
        | '\u{06df}'..='\u{06e4}' | '\u{0e34}'..='\u{0e3a}'
        | '\u{0e47}'..='\u{0e4e}' | '\u{0eb4}'..='\u{0ebc}'
        | '\u{0ec8}'..='\u{0ece}' | '\u{0f71}'..='\u{0f84}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// The same on one line: for labels, titles and names.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing of these is seen, or they turn what stands beside them.
fn is_disguise(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}' | '\u{200c}'
        | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disguise_is_taken_out() {
        assert_eq!(clean("Cl\u{202e}mia\u{200b}"), "Clmia");
        assert_eq!(clean("a\u{0}\u{1b}[2Jb\r\nc"), "a[2Jb\nc");
        assert_eq!(clean_line(" a\n\tb  c "), "a b c");
    }

    #[test]
    fn a_letter_carries_no_pile_of_marks() {
        let storm = format!("Z{}ed", "\u{335}\u{30d}".repeat(200));
        assert_eq!(clean(&storm), "Z\u{335}\u{30d}\u{335}\u{30d}ed");
        for well in ["Việt", "שָׁלוֹם", "مُحَمَّد", "ที่นี่", "q\u{307}\u{323}"]
        {
            assert_eq!(clean(well), well);
        }
    }

    #[test]
    fn a_joiner_stays_where_it_joins() {
        for well in ["👩‍💻", "👨‍👩‍👧‍👦", "क्‍ष"]
        {
            assert_eq!(clean(well), well);
        }
        assert_eq!(clean("ad\u{200d}min"), "admin");
        assert_eq!(clean_line("\u{200d}\u{2800}\u{200d}"), "");
    }

    #[test]
    fn a_text_of_a_megabyte_is_cut() {
        let cut = clean(&"é".repeat(1 << 19));
        assert!(cut.len() <= MAX_BYTES + '…'.len_utf8());
        assert!(cut.ends_with('…'), "the reader sees that more was said");
    }
}
