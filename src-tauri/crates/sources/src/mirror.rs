//! Whose words a bot carries.

use domain::text::{clean_line, shorten};
use domain::{Author, UserId};

const LONGEST_NAME: usize = 80;

/// Before a name stands one of these.
const BEFORE: [&str; 8] = [
    "message from ",
    "request from ",
    "posted by ",
    "reported by ",
    "submitted by ",
    "opened by ",
    "from: ",
    "from ",
];

/// Behind a name stands one of these.
const BEHIND: [&str; 7] =
    [" wrote", " says", " via ", " in http", " (", " <", ": "];

/// Whose words a bot carries: who stands above what it posts, else whom its
/// first line names. Where nobody is named the bot's own name has to do,
/// because somebody asks in any case.
pub(crate) fn requester(
    bot: &Author,
    above: Option<String>,
    line: &str,
) -> Author {
    let clean = |name: String| shorten(&clean_line(&name), LONGEST_NAME);
    let name = above.or_else(|| named(line)).map(clean);
    let name = name.filter(|it| !it.is_empty());
    let id = match &name {
        Some(name) => format!("{}/{name}", bot.id),
        None => format!("{}/", bot.id),
    };
    Author {
        id: UserId::new(id),
        name: name.unwrap_or_else(|| bot.name.clone()),
        email: None,
        of: None,
        human: true,
    }
}

/// The name in a first line like "New message from Jo Doe:".
fn named(line: &str) -> Option<String> {
    let lower = line.to_ascii_lowercase();
    let after = BEFORE.iter().find_map(|word| {
        let at = lower.find(word)? + word.len();
        line.get(at..)
    });
    let rest = after.unwrap_or(line);
    let colon = rest.trim_end().strip_suffix(':');
    let ends = BEHIND.iter().filter_map(|end| rest.find(end)).min();
    // Words that nothing sets apart from a name are none.
    if after.is_none() && ends.is_none() && colon.is_none() {
        return None;
    }
    let name = ends.and_then(|end| rest.get(..end)).or(colon);
    let name = name.unwrap_or(rest).trim_start().trim_start_matches('@');
    let words = name.split_whitespace().take_while(|w| !w.contains('@'));
    let name = words.collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '*' | '-' | '–' | '|' | ',')
    });
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(line: &str) -> String {
        let bot = Author {
            id: UserId::new("B1"),
            name: "Mailroom".to_owned(),
            email: None,
            of: None,
            human: false,
        };
        requester(&bot, None, line).name
    }

    #[test]
    fn the_name_stands_before_or_behind_what_bots_say() {
        for (line, name) in [
            ("New message from *Jo Doe*:", "Jo Doe"),
            ("From: Jo Doe <jo@x.example>", "Jo Doe"),
            ("Jo Doe wrote: hello", "Jo Doe"),
            ("Jo Doe via the website", "Jo Doe"),
            ("Originally posted by @jo in https://x.example/1", "jo"),
            ("Reported by Jo Doe", "Jo Doe"),
            ("Jo Doe:", "Jo Doe"),
        ] {
            assert_eq!(asks(line), name, "{line}");
        }
    }

    #[test]
    fn where_nobody_is_named_the_bot_asks() {
        for line in ["I cannot log in", "", "@@", "from "] {
            assert_eq!(asks(line), "Mailroom", "{line}");
        }
    }
}
