//! The first team file of a team, for people to read and change.

use std::fmt::Write as _;

use crate::person::{Newcomer, text};

/// What is known when the first file is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// What the team is called.
    pub team: String,
    /// Its IANA zone.
    pub zone: String,
    /// Who is at this desktop.
    pub me: Newcomer,
    /// The client id of the team's Slack app, if it has one.
    pub client_id: Option<String>,
    /// Messages are pushed by an app of one's own.
    pub push: bool,
    /// The channels that are to be read.
    pub channels: Vec<Channel>,
}

/// A channel of Slack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its name: "#support".
    pub name: String,
    /// Everyone in the workspace can read it.
    pub public: bool,
}

/// A first team file: me in the roster and on duty, and the channels.
#[must_use]
pub fn first_file(beginning: &Beginning) -> String {
    let me = &beginning.me;
    format!(
        "{HEAD}\
         team = {team}\n\
         zone = {zone}\n\
         {ON_DUTY}\
         on_duty = [{key}]\n\
         {CLAIM}\
         {ROSTER}\
         \n[roster.{bare}]\n{entry}\
         {SOURCES}\
         \n[sources.slack]\n{source}\
         {channels}\
         {PROMISES}",
        team = text(&beginning.team),
        zone = text(&beginning.zone),
        key = text(&me.key),
        bare = toml_edit::Key::new(&*me.key).display_repr(),
        entry = me.table(),
        source = source(beginning),
        channels = channels(&beginning.channels),
    )
}

fn source(beginning: &Beginning) -> String {
    let client_id = beginning
        .client_id
        .as_ref()
        .map(|id| format!("client_id = {}\n", text(id)))
        .unwrap_or_default();
    let push = if beginning.push { "push = true\n" } else { "" };
    format!("{client_id}{push}")
}

fn channels(channels: &[Channel]) -> String {
    channels.iter().fold(String::new(), |mut lines, channel| {
        let id = text(&channel.id);
        let name = text(&channel.name);
        let private = if channel.public { "" } else { "public = false\n" };
        // Writing to a string cannot fail.
        let _ = write!(
            lines,
            "\n[[sources.slack.channels]]\nid = {id}\nname = {name}\n{private}"
        );
        lines
    })
}

const HEAD: &str = "\
# Who answers, what is read, and what is promised.
#
# Keep this file in git and share it: every Hotseat of the team goes by it.
# It holds names, hours and promises, and never a password or a token.
# `hotseat team check` tells what is wrong with it, and where.

";

const ON_DUTY: &str = "
# Who is on support now. With shifts, take this line out and write
#
#   [[shifts]]
#   from   = 2026-11-18T09:00
#   to     = 2026-11-25T09:00
#   people = [\"ana\", \"kofi\"]
#   roles  = { lena = \"observer\", mika = \"fallback\" }
";

const CLAIM: &str = "
# What \"I'm on it\" says to the requester, besides leaving the eyes. Without
# this line a claim leaves the eyes alone.
# claim_says = \"Looking into it, I'll get back to you here.\"

";

const ROSTER: &str = "
# The roster lists those who answer, not the company. An e-mail address is
# enough to recognise somebody; `hotseat team add-me` writes a whole entry.
";

const SOURCES: &str = "

# What is read. priority is \"normal\" where nothing else is said; bots are
# ignored unless a channel says bots = \"alerts\" (what they post is a request)
# or bots = \"mirror\" (they carry a person's words).
";

const PROMISES: &str = "

# Who is mentioned says how much it hurts. Write your own groups:
#
#   [mentions]
#   \"@oncall\" = \"urgent\"
#   \"@dev911\" = \"emergency\"


# When you are open. Holidays: holidays = [\"2026-12-25\", \"2026-12-26\"]

[calendar]
days  = \"mon-fri\"
hours = [\"09:00-18:00\"]


# What you promise: the first answer, counted from the requester's message.
# The figures are ours. Change them: \"5 min\" counts round the clock,
# \"30 business min\" and \"next business day\" count while you are open.

[[levels]]
priority       = \"emergency\"
first_response = \"10 min\"

[[levels]]
priority       = \"urgent\"
first_response = \"30 business min\"

[[levels]]
priority       = \"normal\"
first_response = \"next business day\"
";
