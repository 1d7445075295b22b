//! Claiming, giving back, taking over.

use domain::{Deed, Reach, RequestId, What};
use store::Errand;

use super::{Acted, Desk, Refused, Subject};
use crate::Trouble;

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
        if !self.writes(&subject) {
            return self.claim_here(&subject).await;
        }
        if say.is_some() && self.wrong_thread(&subject) {
            return Err(Refused::No(
                "A teammate asked this, and everybody in the channel would \
                 read what you say."
                    .to_owned(),
                "Claim it without words of your own, then `reply --sure`."
                    .to_owned(),
            ));
        }
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

    /// Gives it back: takes this user's marks off, however they were set, and
    /// keeps those at home that have not gone out. Who has it without a mark
    /// gives it back on this desktop alone.
    pub async fn release(&self, id: RequestId) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        let id = subject.thread.id;
        let name = self.house.rules().claim_mark.clone();
        let mut standing = self.my_marks(&subject, &name);
        let accepted = self.accepted(&subject.thread);
        let marked = !standing.is_empty() || !accepted.is_empty();
        if !marked && !self.house.board().claiming(id) {
            return self.release_here(&subject).await;
        }
        let mut step = self.house.step().await?;
        let mut errands =
            step.write.errands_of(Some(id)).await.map_err(Trouble::from)?;
        errands.retain(|errand| claims(errand, &name));
        let seq = step.note(id, "release", "{}".to_owned());
        let mut backs = Vec::new();
        for errand in errands.iter().filter(|errand| errand.state.open()) {
            standing.retain(|root| *root != errand.action.root);
            backs.extend(self.call_back(&mut step, errand).await?);
        }
        backs.extend(standing.into_iter().map(|root| {
            let deed = Deed::Unmark { name: name.clone() };
            self.errand_on(&subject, root, deed)
        }));
        backs.extend(accepted.iter().map(|item| {
            let name = self.house.rules().accept_mark().to_owned();
            self.errand_at(item, Deed::Unmark { name })
        }));
        let queued = !backs.is_empty();
        self.send_back(&mut step, backs, seq).await?;
        step.rejudge(&[id]).await?;
        step.commit().await?;
        self.done(id, "Released. Nobody has it.", queued)
    }

    /// Whether the source has a place for marks and answers.
    pub(super) fn writes(&self, subject: &Subject) -> bool {
        let board = self.house.board();
        let gauge = board.gauges.get(&subject.thread.source);
        !subject.thread.is_call() && gauge.is_none_or(|gauge| gauge.writes)
    }

    /// Has it, where no colleague can be told.
    async fn claim_here(&self, subject: &Subject) -> Acted {
        self.free(subject)?;
        let id = subject.thread.id;
        let by = self.house.who().person.ok_or(Refused::Nothing(id))?;
        self.layer(id, What::Claim { by }).await?;
        let source = self.source_name(&subject.judged);
        let words = format!(
            "You have it, on this desktop only: {source} can tell nobody."
        );
        self.done(id, words, false)
    }

    async fn release_here(&self, subject: &Subject) -> Acted {
        let me = self.house.who().person;
        let owners = &subject.judged.owners;
        let Some(by) = me.filter(|me| owners.iter().any(|o| o.person == *me))
        else {
            return Err(Refused::No(
                "You have not claimed it.".to_owned(),
                "Whoever answered first has it until somebody claims it."
                    .to_owned(),
            ));
        };
        let id = subject.thread.id;
        self.layer(id, What::Release { by }).await?;
        let words = "Released, on this desktop only: you set no mark that \
                     could be taken off.";
        self.done(id, words, false)
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
        // The order of the marks says nothing where some are of old.
        let name = &rules.claim_mark;
        let old = subject.thread.left_behind(name).next().is_some();
        mark.beside = beside || old;
        let off = self.old_mark_off(subject, &mut mark);
        let says = say.or_else(|| rules.claim_says.clone());
        // The sentence is for a requester who has heard nothing yet; a
        // teammate is answered in public by a second key alone.
        let speaks = !quiet
            && !self.wrong_thread(subject)
            && !rules.helps(self.house.who().role)
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
            (Some(_), _) => format!("You are on it. {source} is being told."),
            (None, true) => "You are on it together.".to_owned(),
            (None, false) => format!("You have it. {source} is being told."),
        };
        let mut marks = vec![mark];
        marks.extend(self.rest_of_burst(subject, &marks));
        Desk::one_a_second(&mut marks);
        marks.extend(off);
        marks.extend(reply);
        self.send(id, "claim", marks).await?;
        self.done(id, words, true)
    }

    /// A mark of this user that stands from before is taken off first,
    /// because only a mark that appears claims.
    fn old_mark_off(
        &self,
        subject: &Subject,
        mark: &mut Errand,
    ) -> Option<Errand> {
        let name = self.house.rules().claim_mark.clone();
        let old = self.my_old_marks(subject, &name);
        if !old.contains(&mark.action.root) {
            return None;
        }
        let off = self.errand(subject, Deed::Unmark { name }).ok()?;
        mark.after = Some(off.action.id.clone());
        Some(off)
    }

    /// Of a burst every root is marked, once the first has won.
    fn rest_of_burst(
        &self,
        subject: &Subject,
        first: &[Errand],
    ) -> Vec<Errand> {
        let name = self.house.rules().claim_mark.clone();
        let standing = self.my_marks(subject, &name);
        let others =
            subject.judged.joined.iter().filter(|root| {
                subject.judged.burst && !standing.contains(root)
            });
        let after = first.first().map(|mark| mark.action.id.clone());
        others
            .map(|root| {
                let deed = Deed::Mark { name: name.clone() };
                let mut mark = self.errand_on(subject, root.clone(), deed);
                mark.after.clone_from(&after);
                mark.beside = true;
                mark
            })
            .collect()
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
        // Who answered first has it without a mark, and may still set one.
        let name = self.house.rules().claim_mark.clone();
        let stands = !self.my_marks(subject, &name).is_empty();
        if mine && stands || marked {
            return Err(Refused::No(
                "You have it already.".to_owned(),
                "Answer it, or release it.".to_owned(),
            ));
        }
        Ok(())
    }
}

/// Whether it is a claim that goes, or has gone, out.
fn claims(errand: &Errand, mark: &str) -> bool {
    matches!(&errand.action.deed, Deed::Mark { name } if name == mark)
}
