//! The ways of working that come with the product, each a whole team file.

/// A team file to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// How it is asked for.
    pub name: &'static str,
    /// What the window calls it.
    pub title: &'static str,
    /// What it reads.
    pub watches: &'static str,
    /// What it promises.
    pub first_response: &'static str,
    /// Who answers.
    pub serves: &'static str,
    /// What else comes with it.
    pub sets_up: &'static str,
    /// The file, sound as it stands.
    pub text: &'static str,
}

/// Those that exist.
pub const PRESETS: &[Preset] = &[Preset {
    name: "support-channel",
    title: "Tagged channel",
    watches: "Slack #support, @oncall, @dev911",
    first_response: "10 min, 30 business min, next business day",
    serves: "who is in @oncall",
    sets_up: "eyes claim, a check mark closes",
    text: include_str!("../presets/support-channel.toml"),
}];

/// A preset by name.
#[must_use]
pub fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}
