//! Who did what stands at an issue, where the issue itself does not say.

use super::calls::{Calls, EYES, Read, THUMBS};
use super::client::No;
use super::labels::Marks;
use super::wire::{Happening, Issue, Reaction, User};

/// Who stands at an issue beside those who work on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stood {
    /// Who looks at it.
    pub(crate) eyes: Vec<User>,
    /// Who wants it.
    pub(crate) thumbs: Vec<User>,
    /// Who hung each label of ours on it last.
    pub(crate) labelled: Vec<(String, Option<User>)>,
    /// Who closed it.
    pub(crate) closed_by: Option<User>,
}

/// Asks for what the list of issues leaves out; nothing is asked of an issue
/// at which nothing of the kind stands.
pub(crate) async fn stood(
    (calls, marks): (&Calls<'_>, &Marks),
    place: &str,
    issue: &Issue,
) -> Result<Stood, No> {
    let at = (place, issue.number);
    let mut stood = Stood::default();
    if issue.eyes() > 0 {
        stood.eyes = people(calls.reactions(at, EYES).await?);
    }
    if issue.thumbs() > 0 {
        stood.thumbs = people(calls.reactions(at, THUMBS).await?);
    }
    let hang = marks.labels.iter().map(|(_, label)| label);
    let hang: Vec<&String> = hang.filter(|label| issue.has(label)).collect();
    if !hang.is_empty() {
        let happened = calls.happenings(at).await?;
        stood.labelled = hang
            .into_iter()
            .map(|label| (label.clone(), last_to_hang(&happened, label)))
            .collect();
    }
    if issue.is_closed() {
        stood.closed_by = closer(calls, at, issue).await?;
    }
    Ok(stood)
}

fn people(reactions: Vec<Reaction>) -> Vec<User> {
    reactions.into_iter().filter_map(|reaction| reaction.user).collect()
}

async fn closer(
    calls: &Calls<'_>,
    at: (&str, u64),
    issue: &Issue,
) -> Result<Option<User>, No> {
    if issue.closed_by.is_some() {
        return Ok(issue.closed_by.clone());
    }
    Ok(match calls.issue(at, None).await? {
        Read::New(whole, _) => whole.closed_by,
        Read::Same => None,
    })
}

fn last_to_hang(happened: &[Happening], label: &str) -> Option<User> {
    let hung = |it: &&Happening| {
        let named = it.label.as_ref().map(super::wire::Label::name);
        it.event == "labeled"
            && named.is_some_and(|name| name.eq_ignore_ascii_case(label))
    };
    happened.iter().rev().find(hung).and_then(|it| it.actor.clone())
}
