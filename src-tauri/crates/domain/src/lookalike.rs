//! Names that could be taken for a teammate's.

use crate::{Author, Rules, SourceId};

/// What stands behind the name of somebody who is no teammate and is called
/// like one.
pub const OUTSIDE: &str = "(outside)";

impl Rules {
    /// Somebody's name as it may be shown: nobody is told apart by a name, so
    /// one that reads like a teammate's says that it is another's.
    #[must_use]
    pub fn shown(&self, source: &SourceId, author: &Author) -> String {
        let name = &author.name;
        let mistaken = self.teammate(source, author).is_none()
            && self.roster.iter().any(|mate| passes_for(name, &mate.name));
        if mistaken { format!("{name} {OUTSIDE}") } else { name.clone() }
    }
}

/// Whether a name reads like a teammate's, or like the first name by which a
/// teammate is shown.
fn passes_for(name: &str, mate: &str) -> bool {
    let read = bones(name);
    let first = mate.split_whitespace().next().unwrap_or_default();
    !read.is_empty() && (read == bones(mate) || read == bones(first))
}

/// What is left of a name for a glance: letters of other scripts that look
/// like Latin ones are those; accents, spaces and case go.
fn bones(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| match plain(letter) {
            plain if plain.is_alphanumeric() => Some(plain),
            _ => None,
        })
        .collect()
}

/// The Latin letter that a small letter or digit looks like.
fn plain(letter: char) -> char {
    match letter {
        // Printed as wide as an ideograph.
        '\u{ff41}'..='\u{ff5a}' | '\u{ff10}'..='\u{ff19}' => {
            let narrow = u32::from(letter).checked_sub(0xfee0);
            narrow.and_then(char::from_u32).map_or(letter, plain)
        }
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'а' | 'α' | 'ɑ' | 'ӑ' | 'ӓ' => {
            'a'
        }
        'в' | 'ь' | 'ƅ' => 'b',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' | 'с' | 'ϲ' => 'c',
        'ď' | 'đ' | 'ԁ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'е' | 'ѐ' | 'ё' | 'ε' => {
            'e'
        }
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ɡ' => 'g',
        'ĥ' | 'ħ' | 'һ' | 'н' | 'η' => 'h',
        // One stroke stands for all of these.
        'ì'..='ï'
        | 'ĩ'
        | 'ī'
        | 'ĭ'
        | 'į'
        | 'ı'
        | 'і'
        | 'ї'
        | 'ι'
        | 'i'
        | 'l'
        | '1'
        | 'ӏ'
        | 'ĺ'
        | 'ļ'
        | 'ľ'
        | 'ł' => 'l',
        'ĵ' | 'ј' => 'j',
        'ķ' | 'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ñ' | 'ń' | 'ņ' | 'ň' | 'п' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'о' | 'ο' | 'σ' | '0' => {
            'o'
        }
        'р' | 'ρ' => 'p',
        'ŕ' | 'ŗ' | 'ř' | 'г' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ѕ' => 's',
        'ţ' | 'ť' | 'т' | 'τ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ŵ' | 'ω' | 'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'ý' | 'ÿ' | 'ŷ' | 'у' | 'γ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{author, ferryline, slack};

    fn shown(name: &str) -> String {
        let mut rules = ferryline();
        rules.roster[0].name = "Ana Ruiz".to_owned();
        let stranger = Author { name: name.to_owned(), ..author("stranger") };
        rules.shown(&slack(), &stranger)
    }

    #[test]
    fn a_stranger_who_is_called_like_a_teammate_is_shown_as_another() {
        for name in [
            "Ana Ruiz",
            "ana  ruiz",
            "\u{410}na Ruiz",
            "An\u{430}",
            "\u{ff21}na Ru\u{456}z",
            "Ana\u{301} Ruiz",
            "Ana Ru1z",
            "\u{391}na",
        ] {
            assert_eq!(shown(name), format!("{name} (outside)"));
        }
    }

    #[test]
    fn everybody_else_is_shown_by_their_name() {
        for name in ["Dirk Vos", "Anais", "Анна", "Ruiz", "", "\u{200b}"] {
            assert_eq!(shown(name), name);
        }
    }

    #[test]
    fn a_teammate_is_shown_by_their_own_name() {
        let rules = ferryline();
        assert_eq!(rules.shown(&slack(), &author("ana")), "Ana");
    }
}
