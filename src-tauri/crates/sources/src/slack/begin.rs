//! A thread that is begun at Slack.

use domain::{Action, Done, Fault, Receipt};

use super::calls::Calls;
use super::source::Slack;

impl Slack {
    /// Begins a thread in a channel, once.
    pub(crate) async fn begin(
        &self,
        action: &Action,
        text: &str,
    ) -> Result<Receipt, Fault> {
        let calls = Calls::at_once(&self.api, action.asked);
        self.say(action, (&calls, action.place.as_str()), text).await
    }

    /// Whether a thread of ours was begun.
    pub(crate) async fn began(&self, action: &Action) -> Result<Done, Fault> {
        let calls = Calls::at_once(&self.api, action.asked);
        self.arrived(action, (&calls, action.place.as_str())).await
    }
}
