//! Fetches what is missing before something can be told: names, and marks
//! that were cut short.

use super::calls::Calls;
use super::client::No;
use super::draft::Told;
use super::said;
use super::source::Slack;
use super::wire::Reaction;

impl Slack {
    /// Completes the marks that were cut short, and meets everybody who is
    /// named.
    pub(crate) async fn complete(
        &self,
        calls: &Calls<'_>,
        (channel, told): (&str, &mut [Told]),
    ) -> Result<(), No> {
        let mut ids = Vec::new();
        for told in told {
            match told {
                Told::Marks { ts, marks, .. } => {
                    if marks.iter().any(Reaction::is_cut) {
                        *marks = calls.marks(channel, *ts).await?;
                    }
                    ids.extend(marks.iter().flat_map(|m| m.users.clone()));
                }
                Told::Post { message, .. } => {
                    ids.extend(message.user.clone());
                    ids.extend(said::people(message));
                }
                Told::Gone { .. } => {}
            }
        }
        self.people.meet(calls, ids).await
    }
}
