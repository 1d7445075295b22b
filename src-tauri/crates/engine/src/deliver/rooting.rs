//! Replies that wait for the thread in which they belong.

use domain::{Action, Deed, ExternalId};
use store::State;

use crate::Trouble;
use crate::step::Step;

/// A thread has begun: what waited for it knows now where it belongs.
pub(super) async fn begun(
    step: &mut Step<'_>,
    action: &Action,
    root: Option<&ExternalId>,
) -> Result<(), Trouble> {
    let (Deed::Post { .. }, Some(root)) = (&action.deed, root) else {
        return Ok(());
    };
    let mut before = vec![action.id.clone()];
    for mut other in step.write.errands_of(action.request).await? {
        let waits = other.after.as_ref().is_some_and(|it| before.contains(it));
        if waits && other.state == State::Queued {
            before.push(other.action.id.clone());
            other.action.root.clone_from(root);
            step.write.mark(&other).await?;
        }
    }
    Ok(())
}
