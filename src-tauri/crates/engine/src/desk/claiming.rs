//! Claiming, giving back, taking over.

use domain::{Deed, Reach, RequestId};

use super::{Acted, Desk, Refused, Subject};

impl Desk {
    /// Works on a request: sets the mark, and says the team's sentence or the
    /// one given, unless it is to be quiet. The sentence waits until the mark
    /// has won.
    pub async fn claim(
        &self,
        id: RequestId,
        quiet: bool,
        say: Option<String>,
    ) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        // A silent owner has lost it to whoever claims it now.
        let stale = self.free(&subject)?;
        self.take(&subject, quiet, say, stale).await
    }

    /// Works on it beside its owner.
    pub async fn together(&self, id: RequestId) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        self.not_mine(&subject)?;
        self.take(&subject, true, None, true).await
    }

    /// Takes it from an owner who has gone silent.
    pub async fn take_over(&self, id: RequestId) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        self.not_mine(&subject)?;
        let now = self.house.now();
        if subject.judged.stale_at.is_none_or(|at| now < at) {
            return Err(Refused::No(
                format!("{} is on it.", self.owner(&subject)),
                "Join with `together`, or ask them to release it.".to_owned(),
            ));
        }
        self.take(&subject, true, None, true).await
    }

    /// Gives it back: takes this user's mark off, however it was set.
    pub async fn release(&self, id: RequestId) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        let rules = self.house.rules();
        let me = self.house.who().person;
        let mine = subject
            .thread
            .standing(&rules.claim_mark)
            .find(|mark| {
                let mate = rules.teammate(&subject.thread.source, &mark.by);
                mate.map(|mate| &mate.key) == me.as_ref()
            })
            .map(|mark| mark.root.clone());
        if mine.is_none() && self.house.board().claiming(id) {
            return self.undo(Some(id)).await;
        }
        let Some(root) = mine else {
            return Err(Refused::No(
                "You have not claimed it.".to_owned(),
                "Whoever answered first has it until somebody claims it."
                    .to_owned(),
            ));
        };
        let mut errand = self.errand(
            &subject,
            Deed::Unmark { name: rules.claim_mark.clone() },
        )?;
        errand.action.root = root;
        self.send(id, "release", vec![errand]).await?;
        self.done(id, "Released. Nobody has it.", true)
    }

    async fn take(
        &self,
        subject: &Subject,
        quiet: bool,
        say: Option<String>,
        beside: bool,
    ) -> Acted {
        let rules = self.house.rules();
        let id = subject.thread.id;
        let mut mark = self
            .errand(subject, Deed::Mark { name: rules.claim_mark.clone() })?;
        mark.beside = beside;
        let says = say.or_else(|| rules.claim_says.clone());
        // The sentence is for a requester who has heard nothing yet.
        let speaks = !quiet
            && subject.judged.verdict.is_none()
            && subject.judged.unanswered.is_some();
        let reply = match says.filter(|_| speaks) {
            Some(text) => {
                let mut reply = self.errand(subject, Deed::Reply { text })?;
                reply.after = Some(mark.action.id.clone());
                Some(reply)
            }
            None => None,
        };
        let source = self.source_name(&subject.judged);
        let words = match (&reply, beside) {
            _ if !self.house.who().role.on_duty() => {
                format!("You are looking. {source} shows it.")
            }
            (Some(_), _) => format!("You are on it. {source} is told."),
            (None, true) => "You are on it together.".to_owned(),
            (None, false) => format!("You have it. {source} is told."),
        };
        let errands = [Some(mark), reply].into_iter().flatten().collect();
        self.send(id, "claim", errands).await?;
        self.done(id, words, true)
    }

    fn owner(&self, subject: &Subject) -> String {
        let rules = self.house.rules();
        let names: Vec<&str> = subject
            .judged
            .owners
            .iter()
            .map(|owner| rules.name(&owner.person))
            .collect();
        names.join(" and ")
    }

    /// It is nobody's, or its owner has been silent for too long: says which.
    fn free(&self, subject: &Subject) -> Result<bool, Refused> {
        self.not_mine(subject)?;
        let now = self.house.now();
        let stale = subject.judged.stale_at.is_some_and(|at| at <= now);
        if subject.judged.owners.is_empty() || stale {
            return Ok(stale);
        }
        Err(Refused::No(
            format!("{} has it.", self.owner(subject)),
            "Join with `together`.".to_owned(),
        ))
    }

    fn not_mine(&self, subject: &Subject) -> Result<(), Refused> {
        let me = self.house.who().person;
        let mine = subject
            .judged
            .owners
            .iter()
            .any(|owner| Some(&owner.person) == me.as_ref());
        let marked = self.house.board().claiming(subject.thread.id);
        if mine && self.marked(subject) || marked {
            return Err(Refused::No(
                "You have it already.".to_owned(),
                "Answer it, or release it.".to_owned(),
            ));
        }
        Ok(())
    }

    /// Whether this user's own mark stands; who answered first owns it
    /// without one, and may still set it.
    fn marked(&self, subject: &Subject) -> bool {
        let rules = self.house.rules();
        let me = self.house.who().person;
        subject.thread.standing(&rules.claim_mark).any(|mark| {
            rules
                .teammate(&subject.thread.source, &mark.by)
                .map(|mate| &mate.key)
                == me.as_ref()
        })
    }
}
