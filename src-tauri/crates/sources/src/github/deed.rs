//! What goes out to GitHub, and how it is found there afterwards.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Action, Done, Fault, Mark, Receipt, label_of};

use super::actors::stood;
use super::altering::{hang, shut};
use super::calls::{Calls, EYES, Read};
use super::client::No;
use super::labels::{CLOSE_LABEL, DISMISS_LABEL, Means};
use super::map::{Scene, below, number};
use super::said::{escaped, same};
use super::source::GitHub;
use super::wire::{Comment, Issue};
use crate::outgoing::unsure;

/// A comment of ours is looked for from so long before it was asked for, by
/// GitHub's clock, which shows whole seconds.
pub(super) const EARLIER: TimeDelta = TimeDelta::seconds(3);

/// Which issue an action is about, and by whose calls.
struct Aim<'a> {
    calls: Calls<'a>,
    at: (&'a str, u64),
    me: String,
}

impl GitHub {
    /// Takes an issue, or hangs the label of a mark on it, and reads back
    /// what stands there.
    pub(crate) async fn mark(
        &self,
        action: &Action,
        name: &str,
    ) -> Result<Receipt, Fault> {
        let aim = self.aim(action).await?;
        match self.meant(name)? {
            Meant::Claim => self.claim(&aim).await?,
            Meant::Closed => shut((&aim.calls, aim.at), true).await?,
            Meant::Label(label) if label_of(name).is_some() => {
                hang((&aim.calls, aim.at), &label).await?;
            }
            Meant::Label(label) => {
                aim.calls.label(aim.at, &label).await.map_err(unsure)?;
            }
        }
        self.read_back(action, &aim).await
    }

    /// Gives an issue back, or takes the label of a mark off, and reads back
    /// what stands there.
    pub(crate) async fn unmark(
        &self,
        action: &Action,
        name: &str,
    ) -> Result<Receipt, Fault> {
        let aim = self.aim(action).await?;
        match self.meant(name)? {
            Meant::Claim => self.release(&aim).await?,
            Meant::Closed => shut((&aim.calls, aim.at), false).await?,
            Meant::Label(label) => {
                match aim.calls.unlabel(aim.at, &label).await {
                    Err(no) if !no.is_gone() => return Err(unsure(no)),
                    Ok(()) | Err(_) => {}
                }
            }
        }
        self.read_back(action, &aim).await
    }

    /// Comments on an issue. What was asked for twice is sent once.
    pub(crate) async fn reply(
        &self,
        action: &Action,
        text: &str,
    ) -> Result<Receipt, Fault> {
        let aim = self.aim(action).await?;
        if let Some(comment) = self.sent(action, (&aim, text)).await? {
            return Ok(receipt(&comment));
        }
        let posted = aim.calls.comment(aim.at, &escaped(text)).await;
        Ok(receipt(&posted.map_err(unsure)?))
    }

    /// Whether a mark of ours stands, or does not, as it should.
    pub(crate) async fn stands(
        &self,
        action: &Action,
        (name, wanted): (&str, bool),
    ) -> Result<Done, Fault> {
        let aim = self.aim(action).await?;
        let issue = match issue(&aim).await {
            Ok(issue) => issue,
            Err(no) if no.is_gone() && wanted => return Ok(Done::NotThere),
            Err(no) if no.is_gone() => {
                return Ok(Done::There(Receipt::default()));
            }
            Err(no) => return Err(no.into()),
        };
        let stands = match self.meant(name)? {
            Meant::Closed => issue.is_closed(),
            Meant::Label(label) => issue.has(&label),
            Meant::Claim => assigned(&issue, &aim.me) || looks(&aim).await?,
        };
        if stands != wanted {
            return Ok(Done::NotThere);
        }
        let marks = Some(self.named(action, (&aim, &issue)).await?);
        Ok(Done::There(Receipt { marks, ..Receipt::default() }))
    }

    /// Whether our comment is there: by us, with the same words, and not
    /// older than the wish for it.
    pub(crate) async fn replied(
        &self,
        action: &Action,
        text: &str,
    ) -> Result<Done, Fault> {
        let aim = self.aim(action).await?;
        Ok(match self.sent(action, (&aim, text)).await {
            Ok(Some(comment)) => Done::There(receipt(&comment)),
            Ok(None) => Done::NotThere,
            Err(no) if no.is_gone() => Done::NotThere,
            Err(no) => return Err(no.into()),
        })
    }

    /// Whoever may not be assigned says with their eyes that they look.
    async fn claim(&self, aim: &Aim<'_>) -> Result<(), Fault> {
        let taken = match aim.calls.assign(aim.at, &aim.me).await {
            Ok(issue) => assigned(&issue, &aim.me),
            Err(no) if matches!(no.status, Some(403 | 404 | 422)) => false,
            Err(no) => return Err(unsure(no)),
        };
        if taken {
            return Ok(());
        }
        aim.calls.look(aim.at).await.map_err(unsure)
    }

    /// Takes off all that says that we have it.
    async fn release(&self, aim: &Aim<'_>) -> Result<(), Fault> {
        let issue = issue(aim).await?;
        if assigned(&issue, &aim.me) {
            let given = aim.calls.unassign(aim.at, &aim.me).await;
            given.map_err(unsure)?;
        }
        for reaction in
            aim.calls.reactions(aim.at, EYES).await.unwrap_or_default()
        {
            let whose = reaction.user.as_ref().map(|user| user.login.as_str());
            if whose.is_some_and(|it| it.eq_ignore_ascii_case(&aim.me)) {
                match aim.calls.look_away(aim.at, reaction.id).await {
                    Err(no) if !no.is_gone() => return Err(unsure(no)),
                    Ok(()) | Err(_) => {}
                }
            }
        }
        Ok(())
    }

    /// Our comment with these words, since the action was asked for.
    async fn sent(
        &self,
        action: &Action,
        (aim, text): (&Aim<'_>, &str),
    ) -> Result<Option<Comment>, No> {
        let since = self.api.by_github(action.asked) - EARLIER;
        let read = aim.calls.comments_since(aim.at, since).await?.all;
        let (text, me) = (escaped(text), aim.me.as_str());
        Ok(read.into_iter().find(|it| is_ours(it, (me, &text), since)))
    }

    async fn read_back(
        &self,
        action: &Action,
        aim: &Aim<'_>,
    ) -> Result<Receipt, Fault> {
        let issue = issue(aim).await.map_err(unsure)?;
        let marks = self.named(action, (aim, &issue)).await.map_err(unsure)?;
        Ok(Receipt { marks: Some(marks), ..Receipt::default() })
    }

    /// What stands at an issue, with everybody's names.
    async fn named(
        &self,
        action: &Action,
        (aim, issue): (&Aim<'_>, &Issue),
    ) -> Result<Vec<Mark>, No> {
        let (names, marks) = (self.names(), self.marks());
        let stood = stood((&aim.calls, &marks), aim.at.0, issue).await?;
        let scene = Scene {
            rules: &self.rules,
            source: &self.id,
            place: &action.place,
            names: &names,
            marks: &marks,
            read: self.api.by_github(action.asked),
            looked: None,
        };
        Ok(scene.marks(issue, &stood))
    }

    async fn aim<'a>(&'a self, action: &'a Action) -> Result<Aim<'a>, Fault> {
        let number = number(&action.root).ok_or_else(|| {
            Fault::refused(format!("{} is no issue of GitHub", action.root))
        })?;
        let calls = Calls::at_once(&self.api, action.asked);
        let me = self.me(&calls).await?;
        Ok(Aim { calls, at: (action.place.as_str(), number), me })
    }

    fn meant(&self, name: &str) -> Result<Meant, Fault> {
        match self.marks().means(name) {
            Some(Means::Claim) => Ok(Meant::Claim),
            Some(Means::Closed) => Ok(Meant::Closed),
            Some(Means::Label(label)) => Ok(Meant::Label(label.to_owned())),
            None => Err(Fault::refused(format!(
                "the team file names no label for this. Write {CLOSE_LABEL} \
                 or {DISMISS_LABEL} below [sources.{}]",
                self.id
            ))),
        }
    }
}

/// What a mark is at GitHub.
enum Meant {
    Claim,
    Closed,
    Label(String),
}

async fn issue(aim: &Aim<'_>) -> Result<Issue, No> {
    match aim.calls.issue(aim.at, None).await? {
        Read::New(issue, _) => Ok(issue),
        Read::Same => {
            Err(Fault::garbled("GitHub answered what nobody asked").into())
        }
    }
}

fn assigned(issue: &Issue, me: &str) -> bool {
    issue.assigned().iter().any(|it| it.login.eq_ignore_ascii_case(me))
}

async fn looks(aim: &Aim<'_>) -> Result<bool, No> {
    let eyes = aim.calls.reactions(aim.at, EYES).await?;
    let is_me = |login: &str| login.eq_ignore_ascii_case(&aim.me);
    let mut who = eyes.iter().filter_map(|reaction| reaction.user.as_ref());
    Ok(who.any(|user| is_me(&user.login)))
}

fn is_ours(
    comment: &Comment,
    (me, text): (&str, &str),
    since: DateTime<Utc>,
) -> bool {
    let by = comment.user.as_ref().map(|user| user.login.as_str());
    by.is_some_and(|by| by.eq_ignore_ascii_case(me))
        && comment.created_at >= since
        && same(comment.body.as_deref().unwrap_or_default(), text)
}

fn receipt(comment: &Comment) -> Receipt {
    Receipt {
        external: Some(below(comment.id)),
        at: Some(comment.created_at),
        ..Receipt::default()
    }
}
