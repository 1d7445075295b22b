//! What a workspace knows, as a first team file says it.

use domain::{Author, Priority};
use sources::slack::{ChannelSeen, GroupSeen};
use team::{Channel, Newcomer, Preset};

/// The one kind of source that signs in.
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
