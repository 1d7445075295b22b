//! What changes an issue by hand: closing it altogether, and labels.

use domain::Fault;

use super::calls::Calls;
use super::wire::Label;
use crate::outgoing::unsure;

/// Closes an issue altogether, or opens it again.
pub(super) async fn shut(
    (calls, at): (&Calls<'_>, (&str, u64)),
    closed: bool,
) -> Result<(), Fault> {
    calls.shut(at, closed).await.map_err(unsure)
}

/// Hangs a label on an issue that somebody typed. One that the repository does
/// not have would be made there by a slip of the hand.
pub(super) async fn hang(
    (calls, at): (&Calls<'_>, (&str, u64)),
    label: &str,
) -> Result<(), Fault> {
    let all = calls.labels(at.0).await.map_err(unsure)?;
    let mut names = all.iter().map(Label::name);
    let Some(name) = names.find(|it| it.eq_ignore_ascii_case(label)) else {
        return Err(Fault::refused(format!(
            "{} has no label \"{label}\". Make it at GitHub first, or take \
             one that is there",
            at.0
        )));
    };
    calls.label(at, name).await.map_err(unsure)
}
