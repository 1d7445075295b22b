//! Which channels of Teams are watched from now on.

use std::fmt::Write;

use contract::{Code, Failure};
use domain::Author;
use sources::teams::{Channel, Welcome, meant};
use team::{Connection, NewPlace};
use tokio::runtime::Runtime;

use super::super::begun;
use super::super::named::Named;
use super::super::source::{self, New};
use super::Way;
use crate::accounts::{TEAMS, faulted};
use crate::boot::Paths;
use crate::cli::args::AddAccount;
use crate::cli::ask;

/// So many channels are listed; any other is chosen by name.
const LISTED: usize = 40;

/// What is watched from now on.
#[derive(Default)]
pub(super) struct Watched {
    pub(super) places: Vec<String>,
    pub(super) lines: Vec<String>,
}

/// Offers to write the source with channels, or the channels that were named
/// into the source that is there.
pub(super) fn watch(
    (runtime, paths): (&Runtime, &Paths),
    (add, named): (&AddAccount, &Named),
    (welcome, me): (&Welcome, &Author),
    way: &Way,
) -> Result<Watched, Failure> {
    if named.rules.is_none() {
        return begin((runtime, paths), add, (welcome, me), way);
    }
    let tenant = way.tenant.iter();
    let settings: Vec<(String, String)> = tenant
        .filter(|it| named.option("tenant") != Some(it))
        .map(|it| ("tenant".to_owned(), it.clone()))
        .collect();
    let unasked = named.is_read() && add.channel.is_empty();
    if unasked && settings.is_empty() {
        return Ok(Watched::default());
    }
    let chosen = match unasked {
        true => Vec::new(),
        false => {
            let known = runtime.block_on(welcome.channels());
            wanted(&known.map_err(|f| faulted(&f))?, add)?
        }
    };
    let places: Vec<(String, String)> =
        chosen.into_iter().map(|it| (it.id, it.name)).collect();
    if places.is_empty() && !named.is_read() {
        return Ok(nothing_written());
    }
    let new = New {
        key: named.id.as_str(),
        client_id: Some(&way.client_id),
        settings: &settings,
        ..New::of(TEAMS, &places)
    };
    if !source::write(paths, &new, add.yes)? {
        return Ok(nothing_written());
    }
    if places.is_empty() {
        return Ok(Watched::default());
    }
    let places: Vec<String> =
        places.into_iter().map(|(_, name)| name).collect();
    let lines = source::told(runtime, paths, &places);
    Ok(Watched { places, lines })
}

/// Offers a first team file that reads the channels.
fn begin(
    (runtime, paths): (&Runtime, &Paths),
    add: &AddAccount,
    (welcome, me): (&Welcome, &Author),
    way: &Way,
) -> Result<Watched, Failure> {
    let known =
        runtime.block_on(welcome.channels()).map_err(|f| faulted(&f))?;
    let chosen = wanted(&known, add)?;
    let place = |it: Channel| NewPlace {
        id: it.id,
        name: it.name,
        settings: Vec::new(),
    };
    let app = ("client_id".to_owned(), way.client_id.clone());
    let tenant = way.tenant.iter();
    let tenant = tenant.map(|it| ("tenant".to_owned(), it.clone()));
    let connection = Connection {
        kind: TEAMS.to_owned(),
        key: TEAMS.to_owned(),
        settings: std::iter::once(app).chain(tenant).collect(),
        places: chosen.into_iter().map(place).collect(),
        me: None,
    };
    if connection.places.is_empty()
        || !begun::offer(paths, me, &connection, add.yes)?
    {
        return Ok(nothing_written());
    }
    let places = connection.places.into_iter().map(|it| it.name);
    let places: Vec<String> = places.collect();
    let lines = source::told(runtime, paths, &places);
    Ok(Watched { places, lines })
}

fn nothing_written() -> Watched {
    let lines = vec![
        "Nothing was written, so no channel more is watched. Run this \
         again, or write it by hand."
            .to_owned(),
    ];
    Watched { lines, ..Watched::default() }
}

/// The channels that were named, or else those that are chosen now.
fn wanted(
    known: &[Channel],
    add: &AddAccount,
) -> Result<Vec<Channel>, Failure> {
    if !add.channel.is_empty() {
        let words: Vec<&str> = add.channel.iter().map(String::as_str).collect();
        return chosen(known, &words).map_err(|word| unknown(known, &word));
    }
    if add.yes {
        return Err(Failure::new(
            Code::Usage,
            "With --yes nothing is asked, so the channels have to be named.",
        )
        .hint("Add --channel NAME, once for each."));
    }
    ask::say(&menu(known));
    loop {
        let question = "Which are to be watched? Numbers, names or links, \
                        with commas between; none ends:";
        let answer = ask::line(question)?.unwrap_or_default();
        let words = answer.split(',').map(str::trim);
        let words: Vec<&str> = words.filter(|it| !it.is_empty()).collect();
        match chosen(known, &words) {
            Ok(chosen) => return Ok(chosen),
            Err(word) => ask::say(&unknown(known, &word).message),
        }
    }
}

/// The channels that are meant, each once, or the word that means none.
fn chosen(known: &[Channel], words: &[&str]) -> Result<Vec<Channel>, String> {
    let mut chosen: Vec<Channel> = Vec::new();
    for word in words {
        let by_number = || {
            let place = word.parse::<usize>().ok()?.checked_sub(1)?;
            known.get(..LISTED.min(known.len()))?.get(place).cloned()
        };
        let channel = meant(word, known).or_else(by_number);
        let channel = channel.ok_or_else(|| (*word).to_owned())?;
        if !chosen.contains(&channel) {
            chosen.push(channel);
        }
    }
    Ok(chosen)
}

fn menu(known: &[Channel]) -> String {
    let mut menu = String::from("Channels you are in:\n");
    for (number, channel) in (1..).zip(known.iter().take(LISTED)) {
        // Writing to a string cannot fail.
        let _ = writeln!(menu, "{number:>4}  {}", channel.name);
    }
    let more = known.len().saturating_sub(LISTED);
    if more > 0 {
        let _ = writeln!(menu, "      and {more} more, by name");
    }
    menu
}

fn unknown(known: &[Channel], word: &str) -> Failure {
    let what = format!("You are in no channel {word}, or in several.");
    Failure::new(Code::NotFound, what)
        .hint(format!("Write the team as well.\n{}", menu(known).trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<Channel> {
        let channel = |id: &str, name: &str| Channel {
            id: id.to_owned(),
            name: name.to_owned(),
        };
        vec![channel("t/19:a@x", "Backend / Urgent"), channel("t/19:b@x", "2")]
    }

    #[test]
    fn a_name_counts_before_a_number_in_the_list() {
        let ids = |words: &[&str]| {
            let chosen = chosen(&known(), words)?;
            Ok::<_, String>(chosen.into_iter().map(|it| it.id).collect())
        };
        let (a, b) = ("t/19:a@x".to_owned(), "t/19:b@x".to_owned());
        assert_eq!(ids(&["1"]), Ok(vec![a.clone()]));
        assert_eq!(ids(&["2", "urgent", "1"]), Ok(vec![b, a]));
        assert_eq!(ids(&["3"]), Err("3".to_owned()));
        assert_eq!(ids(&[]), Ok(Vec::<String>::new()));
    }
}
