//! What people of the world write to each other alone.

use chrono::{DateTime, Utc};
use domain::direct::{PassedOn, answer_in};
use domain::{Action, Deed, ExternalId, PersonKey, direct_words};

use super::source::FakeSource;

impl FakeSource {
    /// By which the roster knows whose account it is.
    pub(super) fn key(&self) -> PersonKey {
        PersonKey::new(self.me.name.to_lowercase())
    }

    /// What a direct message to this account passes on.
    fn passed(&self, by: &PersonKey, action: &Action) -> Option<PassedOn> {
        let Deed::Direct { to, head, text } = &action.deed else {
            return None;
        };
        let words = direct_words(head, text);
        let answer = answer_in(&words).filter(|_| *to == self.key())?;
        Some(PassedOn {
            place: action.place.clone(),
            root: action.root.clone(),
            message: ExternalId::new(action.id.as_str()),
            by: by.clone(),
            at: action.asked,
            text: answer.to_owned(),
        })
    }

    /// What was passed on to this account since an instant.
    pub(super) fn heard(&self, since: DateTime<Utc>) -> Vec<PassedOn> {
        let mut state = self.world.state();
        state.direct_reads += 1;
        let all = state.directs.iter().filter(|(_, it)| since <= it.asked);
        all.filter_map(|(by, it)| self.passed(by, it)).collect()
    }
}
