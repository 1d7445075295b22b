//! The ways of working that come with the product, each a whole team file.

use domain::Priority;

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
pub const PRESETS: &[Preset] = &[
    Preset {
        name: "support-channel",
        title: "Tagged channel",
        watches: "Slack #support, @oncall, @dev911",
        first_response: "10 min, 30 business min, a reminder for the rest",
        serves: "who is in @oncall",
        sets_up: "eyes claim, a check mark closes",
        text: include_str!("../presets/support-channel.toml"),
    },
    Preset {
        name: "exterminator",
        title: "Weekly triage",
        watches: "a users' channel in Slack, GitHub issues",
        first_response: "3 business hours, next business day for the rest",
        serves: "one engineer a week",
        sets_up: "a private channel for what colleagues report",
        text: include_str!("../presets/exterminator.toml"),
    },
    Preset {
        name: "support-hero",
        title: "Support hero",
        watches: "a customers' channel, Sentry's alerts, GitHub issues",
        first_response: "15 min great, 1 h okay, more than a day too late",
        serves: "one engineer a week, in their own hours",
        sets_up: "bands, a bot that carries customers' words",
        text: include_str!("../presets/support-hero.toml"),
    },
    Preset {
        name: "sprint-pair",
        title: "Two-person sprint",
        watches: "an urgent channel and one of error alerts",
        first_response: "5 business min, 30 for an error alert",
        serves: "two people a week, the others help them",
        sets_up: "I'm on it says a sentence, a peak 16:00-18:00",
        text: include_str!("../presets/sprint-pair.toml"),
    },
    Preset {
        name: "three-lanes",
        title: "Service levels",
        watches: "GitHub issues, @help in Slack, calls by hand",
        first_response: "30 min at any hour, 1 business hour, next day",
        serves: "whoever is on call, day and night",
        sets_up: "I'm on it says a sentence, news as often as promised",
        text: include_str!("../presets/three-lanes.toml"),
    },
];

/// A preset by name.
#[must_use]
pub fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

impl Preset {
    /// What it makes of the mention of a group.
    #[must_use]
    pub fn mentions(&self) -> Vec<(String, Priority)> {
        let mut mentions: Vec<(String, Priority)> = Vec::new();
        let team = crate::parse(self.text, self.name);
        for raise in team.into_iter().flat_map(|team| team.rules.raises) {
            let group = raise.group.to_string();
            if !mentions.iter().any(|(known, _)| *known == group) {
                mentions.push((group, raise.priority));
            }
        }
        mentions
    }
}
