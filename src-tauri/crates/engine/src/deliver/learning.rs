//! Taking in what an action of ours has changed at its source.

use chrono::{DateTime, Utc};
use domain::{Action, Activity, Author, Deed, Event, Post, Receipt, Text};

use crate::Trouble;
use crate::house::House;
use crate::step::Step;

/// Takes in what an action of ours has changed at the source.
pub(super) async fn learn(
    step: &mut Step<'_>,
    action: &Action,
    receipt: &Receipt,
) -> Result<(), Trouble> {
    let learnt = learnt(step.house, action, receipt, step.now);
    step.see(&action.source, &learnt, false).await
}

/// What an action of ours has changed at the source.
fn learnt(
    house: &House,
    action: &Action,
    receipt: &Receipt,
    now: DateTime<Utc>,
) -> Vec<Activity> {
    // What begins a thread is its root.
    let begins = matches!(action.deed, Deed::Post { .. });
    let begun = receipt.external.as_ref().filter(|_| begins);
    let root = begun.unwrap_or(&action.root);
    let about = |external: &domain::ExternalId, at, event| Activity {
        place: action.place.clone(),
        external: external.clone(),
        root: root.clone(),
        at,
        event,
        since: None,
    };
    let marks = receipt
        .marks
        .clone()
        .map(|marks| about(&action.root, now, Event::Marks { marks }));
    let post = match (&action.deed, &receipt.external) {
        (Deed::Reply { text } | Deed::Post { text }, Some(external)) => {
            house.myself(action).map(|author| {
                let post = Post {
                    author,
                    text: Text::plain(text),
                    mentions: Vec::new(),
                    files: Vec::new(),
                    edited: None,
                    restored: None,
                    private: false,
                    action: Some(action.id.clone()),
                    mirrored: None,
                    alert: None,
                    link: None,
                };
                let at = receipt.at.unwrap_or(now);
                about(external, at, Event::Post { post })
            })
        }
        (
            Deed::Reply { .. }
            | Deed::Mark { .. }
            | Deed::Unmark { .. }
            | Deed::Open { .. }
            | Deed::Direct { .. }
            | Deed::Post { .. }
            | Deed::Retract,
            _,
        ) => None,
    };
    let gone = (action.deed == Deed::Retract)
        .then(|| about(&action.root, now, Event::Deleted));
    marks.into_iter().chain(post).chain(gone).collect()
}

/// Where an issue is read that was opened for a request is noted there.
pub(super) async fn opened(
    step: &mut Step<'_>,
    action: &Action,
    receipt: &Receipt,
) -> Result<(), Trouble> {
    let Deed::Open { .. } = action.deed else { return Ok(()) };
    let number = receipt.external.as_ref();
    let number = number.map_or_else(String::new, |it| format!(" #{it}"));
    let link = receipt.link.as_deref().unwrap_or_default();
    let text = format!("Issue opened: {}{number} {link}", action.place);
    step.write.add_note(action.request, step.now, text.trim_end()).await?;
    Ok(())
}

/// What went to a teammate alone stands nowhere else here: it is noted.
pub(super) async fn told(
    step: &mut Step<'_>,
    action: &Action,
) -> Result<(), Trouble> {
    let Deed::Direct { to, text, .. } = &action.deed else { return Ok(()) };
    let name = step.house.rules().name(to).to_owned();
    let note = match text.as_str() {
        "" => format!("Asked {name} to pair."),
        text => format!("Passed on to {name}: {text}"),
    };
    step.write.add_note(action.request, step.now, &note).await?;
    Ok(())
}

impl House {
    /// Who this user is at the source of an action.
    fn myself(&self, action: &Action) -> Option<Author> {
        let board = self.board();
        let gauge = board.gauges.get(&action.source)?;
        Some(gauge.account.as_ref()?.me.clone())
    }
}
