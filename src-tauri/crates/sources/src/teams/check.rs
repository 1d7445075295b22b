//! One more look at a thread that is about to ring.

use chrono::{DateTime, Utc};
use domain::{Activity, Fault, OpenThread};

use super::calls::Calls;
use super::map::Scene;
use super::place::at;
use super::source::Teams;

impl Teams {
    /// Reads a thread as it stands, and what was written below it since.
    pub(crate) async fn look_once_more(
        &self,
        thread: &OpenThread,
        now: DateTime<Utc>,
    ) -> Result<Vec<Activity>, Fault> {
        let calls = Calls::now(&self.api, now);
        let root = thread.root.as_str();
        let aim = (at(&thread.place)?, root);
        let groups = self.groups();
        let people = self.people(&calls, (aim.0.team, now)).await?;
        let scene = Scene {
            rules: &self.rules,
            source: &self.id,
            place: &thread.place,
            groups: &groups,
            people: &people,
            read: self.api.by_graph(now),
            looked: None,
        };
        let message = match calls.message(aim).await {
            Ok(message) if !message.is_gone() => message,
            Ok(message) => {
                self.told_gone(&thread.place, root);
                return Ok(vec![scene.gone(root, (root, message.deleted))]);
            }
            // What was deleted is shown as that. Where nothing is shown,
            // nothing is known, and that keeps nobody from ringing.
            Err(no) => return Err(no.into()),
        };
        let replies = calls.replies(aim).await?;
        let since = |at: DateTime<Utc>| at >= thread.last;
        let mut told: Vec<Activity> = replies
            .iter()
            .filter(|it| it.is_written() && !it.is_gone())
            .filter(|it| since(it.created) || it.edited.is_some_and(since))
            .map(|it| scene.post(it, root))
            .collect();
        told.push(scene.stands(&message, true));
        Ok(told)
    }
}
