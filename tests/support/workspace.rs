//! The team file of a team that answers in Slack.

use super::slack::Slack;

/// A team file in the making: Alice and Bob are on duty, Carol observes, and
/// everything is answered within five minutes at any hour.
pub(crate) struct TeamFile {
    push: bool,
}

impl TeamFile {
    /// Slack is polled, and a claim says the team's sentence.
    pub(crate) fn polling() -> TeamFile {
        TeamFile { push: false }
    }

    /// Slack tells by itself.
    pub(crate) fn push() -> TeamFile {
        TeamFile { push: true }
    }

    /// Whether it pushes.
    pub(crate) fn pushes(&self) -> bool {
        self.push
    }

    /// The text, with the ids that a workspace has.
    pub(crate) fn text(&self, slack: &Slack) -> String {
        let person = |key: &str, name: &str| {
            let id = slack.person(key);
            format!("[roster.{key}]\nname = \"{name}\"\nslack = \"{id}\"\n")
        };
        let roster = [("alice", "Alice"), ("bob", "Bob"), ("carol", "Carol")]
            .map(|(key, name)| person(key, name))
            .concat();
        let channel = slack.channel("support");
        let push = self.push;
        let level = |priority: &str| {
            format!(
                "[[levels]]\npriority = \"{priority}\"\n\
                 first_response = \"5 min\"\n"
            )
        };
        let levels = ["emergency", "urgent", "normal"].map(level).concat();
        format!(
            "team = \"Ferryline\"\nzone = \"UTC\"\n\
             claim_says = \"{SENTENCE}\"\n\
             on_duty = [\"alice\", \"bob\"]\n\
             observer = [\"carol\"]\n{roster}\
             [mentions]\n\"@oncall\" = \"urgent\"\n\
             \"@dev911\" = \"emergency\"\n\
             [sources.slack]\npush = {push}\n\
             [[sources.slack.channels]]\nid = \"{channel}\"\n\
             name = \"#support\"\n{levels}"
        )
    }
}

/// What a claim says to the requester.
pub(crate) const SENTENCE: &str =
    "Looking into it, I will get back to you here.";
