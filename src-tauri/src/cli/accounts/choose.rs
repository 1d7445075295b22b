//! Which channels are to be watched, by number, name or id.

use std::fmt::Write;

use sources::slack::ChannelSeen;

/// So many channels are listed; any other is chosen by name.
const LISTED: usize = 40;

/// The channels I am a member of, numbered, as many as one can read.
pub(super) fn menu(seen: &[ChannelSeen]) -> String {
    let mine = || seen.iter().filter(|channel| channel.mine);
    let mut menu = String::from("Channels you are a member of:\n");
    for (number, channel) in (1..).zip(mine().take(LISTED)) {
        let private = if channel.public { "" } else { " (private)" };
        // Writing to a string cannot fail.
        let _ = writeln!(menu, "{number:>4}  {}{private}", channel.name);
    }
    let more = mine().count().saturating_sub(LISTED);
    if more > 0 {
        let _ = writeln!(menu, "      and {more} more, by name");
    }
    menu
}

/// The channels that an answer names, each once, or the words that name none.
pub(super) fn chosen<'s>(
    seen: &'s [ChannelSeen],
    words: &[&str],
) -> Result<Vec<&'s ChannelSeen>, Vec<String>> {
    let (mut chosen, mut unknown) = (Vec::new(), Vec::new());
    for word in words {
        match find(seen, word) {
            Some(channel) if chosen.contains(&channel) => {}
            Some(channel) => chosen.push(channel),
            None => unknown.push((*word).to_owned()),
        }
    }
    if unknown.is_empty() { Ok(chosen) } else { Err(unknown) }
}

/// The words of an answer: "1, 3 #support".
pub(super) fn words(answer: &str) -> Vec<&str> {
    answer
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect()
}

fn find<'s>(seen: &'s [ChannelSeen], word: &str) -> Option<&'s ChannelSeen> {
    let name = word.trim_start_matches('#');
    let by_name = seen.iter().find(|channel| {
        channel.id == word
            || channel.name.trim_start_matches('#').eq_ignore_ascii_case(name)
    });
    // A channel may be called "2": its name counts before a place in a list.
    by_name.or_else(|| {
        let place = word.parse::<usize>().ok()?.checked_sub(1)?;
        let mut listed = seen.iter().filter(|it| it.mine).take(LISTED);
        listed.nth(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channel(id: &str, name: &str, mine: bool) -> ChannelSeen {
        ChannelSeen { id: id.into(), name: name.into(), public: mine, mine }
    }

    fn seen() -> [ChannelSeen; 3] {
        [
            channel("C1", "#desk", true),
            channel("C2", "#support", true),
            channel("C3", "#elsewhere", false),
        ]
    }

    fn names(answer: &str) -> Result<String, Vec<String>> {
        let seen = seen();
        chosen(&seen, &words(answer)).map(|channels| {
            let names: Vec<&str> =
                channels.iter().map(|channel| channel.name.as_str()).collect();
            names.join(" ")
        })
    }

    #[test]
    fn channels_are_chosen_by_number_name_or_id() {
        assert_eq!(names("2, 1").as_deref(), Ok("#support #desk"));
        assert_eq!(names("Support #desk").as_deref(), Ok("#support #desk"));
        assert_eq!(names("C3").as_deref(), Ok("#elsewhere"));
        assert_eq!(names("2 support #support").as_deref(), Ok("#support"));
        assert_eq!(names(" , ").as_deref(), Ok(""));
    }

    #[test]
    fn what_names_no_channel_is_told() {
        let unknown = |words: &[&str]| -> Result<String, Vec<String>> {
            Err(words.iter().map(|&word| word.to_owned()).collect())
        };
        assert_eq!(names("1 suport 0 3"), unknown(&["suport", "0", "3"]));
    }

    #[test]
    fn only_channels_of_mine_are_numbered() {
        insta::assert_snapshot!(menu(&seen()), @r"
        Channels you are a member of:
           1  #desk
           2  #support
        ");
    }

    #[test]
    fn a_long_list_ends_where_nobody_reads_on() {
        let many: Vec<ChannelSeen> = (0..45)
            .map(|n| channel(&format!("C{n}"), &format!("#c{n}"), true))
            .collect();
        assert!(menu(&many).ends_with("and 5 more, by name\n"));
        assert!(chosen(&many, &["41"]).is_err(), "it is not listed");
        assert!(chosen(&many, &["c44"]).is_ok());
    }
}
