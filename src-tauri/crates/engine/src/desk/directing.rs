//! Writing to a teammate alone: asking to pair, passing an answer on.

use chrono::TimeDelta;
use domain::direct::{Direct, NoDirect, Writer, names};
use domain::{Deed, ExternalId, Judged, Reach, RequestId, Role, SourceId};
use store::{Errand, State};

use super::answering::REPLY;
use super::{Acted, Desk, Refused, Subject};
use crate::Trouble;
use crate::step::Step;

/// What the act is called in the ledger.
pub(super) const PAIRED: &str = "pair";

impl From<NoDirect> for Refused {
    fn from(no: NoDirect) -> Refused {
        let (words, hint) = no.words();
        Refused::No(words, hint)
    }
}

impl Desk {
    /// Asks whoever has a request, or else those on duty, to work on it
    /// together: the one thing that leaves the desktop of who reads along.
    /// What was shown before, to whom and word for word, is what goes out, or
    /// nothing does.
    pub async fn pair(
        &self,
        id: RequestId,
        shown: Option<(&str, &str)>,
        at_once: bool,
    ) -> Acted {
        self.pass(Reach::Pair)?;
        if self.house.who().role != Role::Observer {
            return Err(Refused::No(
                "You are not observing, so there is nobody to pair with."
                    .to_owned(),
                "Work on it with `together`, or ask them yourself.".to_owned(),
            ));
        }
        let subject = self.subject(id).await?;
        let direct = self.directed(&subject.judged, |by, it| by.pair(it))?;
        let whom = names(&self.house.rules(), &direct.to);
        if shown.is_some_and(|shown| shown != (&*whom, &*direct.head)) {
            return Err(Refused::No(
                "Somebody else has it now than when you looked.".to_owned(),
                "Read what would go out, and send it again.".to_owned(),
            ));
        }
        let words = format!("Asking {whom} to pair.");
        self.tell(&subject, direct, (PAIRED, &words, ""), at_once).await
    }

    /// Passes an answer on to whoever is to give it.
    pub(super) async fn help(
        &self,
        subject: &Subject,
        text: &str,
        at_once: bool,
    ) -> Acted {
        let direct = self.directed(&subject.judged, |by, it| by.help(it))?;
        let whom = names(&self.house.rules(), &direct.to);
        let words = format!("Passing it on to {whom}.");
        self.tell(subject, direct, ("reply", &words, text), at_once).await
    }

    /// To whom something about a request goes, and how it begins.
    fn directed(
        &self,
        judged: &Judged,
        compose: fn(&Writer<'_>, &Judged) -> Result<Direct, NoDirect>,
    ) -> Result<Direct, Refused> {
        let (now, me) = (self.house.now(), self.house.who().person);
        let board = self.house.board();
        let directs = |id: &&SourceId| {
            board.gauges.get(*id).is_some_and(|gauge| gauge.directs)
        };
        let sources = board.rules.sources.iter().map(|it| &it.id);
        let lines: Vec<SourceId> = sources.filter(directs).cloned().collect();
        let writer =
            Writer { rules: &board.rules, me: me.as_ref(), lines: &lines, now };
        Ok(compose(&writer, judged)?)
    }

    async fn tell(
        &self,
        subject: &Subject,
        direct: Direct,
        (what, words, text): (&str, &str, &str),
        at_once: bool,
    ) -> Acted {
        let root = subject.judged.root.clone();
        let root = root.unwrap_or_else(|| ExternalId::new(""));
        let wait = if at_once { TimeDelta::zero() } else { REPLY };
        let due = self.house.now() + wait;
        let errands = direct.to.into_iter().map(|to| {
            let deed = Deed::Direct {
                to,
                head: direct.head.clone(),
                text: text.to_owned(),
            };
            let mut errand = self.errand_on(subject, root.clone(), deed);
            errand.action.source = direct.source.clone();
            errand.due = due;
            errand
        });
        let id = subject.thread.id;
        self.send(id, what, errands.collect()).await?;
        self.ending(id, words, due, at_once)
    }
}

/// Nobody is asked twice to pair on a request: who has not answered has read
/// it.
pub(super) async fn not_asked(
    step: &mut Step<'_>,
    request: RequestId,
    errands: &[Errand],
) -> Result<(), Refused> {
    let known = step.write.errands_of(Some(request)).await;
    let known = known.map_err(Trouble::from)?;
    let asked = |errand: &&Errand| {
        let stands = !matches!(errand.state, State::Refused | State::Undone);
        let same = |known: &Errand| known.action.deed == errand.action.deed;
        stands && errands.iter().any(same)
    };
    let Some(errand) = known.iter().find(asked) else { return Ok(()) };
    let Deed::Direct { to, .. } = &errand.action.deed else { return Ok(()) };
    let whom = names(&step.house.rules(), std::slice::from_ref(to));
    Err(Refused::No(
        format!("You have asked {whom} to pair on it already."),
        "Wait for their answer, or go and see them.".to_owned(),
    ))
}

/// How far the farthest of some actions reaches.
pub(super) fn reach(errands: &[Errand]) -> Reach {
    let pairs = |it: &Errand| Reach::of(&it.action.deed) == Reach::Pair;
    match !errands.is_empty() && errands.iter().all(pairs) {
        true => Reach::Pair,
        false => Reach::Source,
    }
}
