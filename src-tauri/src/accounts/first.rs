//! What a workspace knows, as a first team file says it.

use domain::text::clean_line;
use domain::{Author, Priority};
use sources::slack::{ChannelSeen, GroupSeen};
use team::{Channel, Connection, Newcomer, Preset};

/// The kind of a Slack workspace.
pub(crate) const SLACK: &str = "slack";

/// A person of the workspace, on the way into the roster.
pub(crate) fn newcomer(person: &Author) -> Newcomer {
    Newcomer {
        key: team::key_of(&person.name),
        name: person.name.clone(),
        email: person.email.clone(),
        ids: vec![(SLACK.to_owned(), person.id.as_str().to_owned())],
    }
}

/// A channel of the workspace, on the way into the file.
pub(crate) fn channel(seen: &ChannelSeen) -> Channel {
    Channel {
        id: seen.id.clone(),
        name: seen.name.clone(),
        public: seen.public,
    }
}

/// What a team may be called by what it reads: the house of its address, the
/// owner of its repository, the team of its channel.
pub(crate) fn house(connection: &Connection) -> Option<String> {
    let mut settings = connection.settings.iter();
    let name = match settings.find(|(key, _)| key == "address") {
        Some((_, address)) => address.rsplit_once('@')?.1,
        None => connection.places.first()?.name.split_once('/')?.0,
    };
    let name = clean_line(name.trim());
    (!name.is_empty()).then_some(name)
}

/// What a preset makes of the mention of a group.
fn meaning(preset: &Preset, group: &str) -> Option<Priority> {
    let team = team::parse(preset.text, preset.name).ok()?;
    let mut raises = team.rules.raises.iter();
    let raise = raises
        .find(|raise| raise.group.as_str().eq_ignore_ascii_case(group))?;
    Some(raise.priority)
}

/// The groups of a workspace whose mention means something in a preset.
pub(crate) fn meant(
    preset: &Preset,
    groups: &[GroupSeen],
) -> Vec<(String, Priority)> {
    let meant = groups.iter().filter_map(|group| {
        Some((group.handle.clone(), meaning(preset, &group.handle)?))
    });
    meant.collect()
}
