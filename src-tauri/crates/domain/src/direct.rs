//! What is written to a teammate alone: to whom it goes, and how it begins.

use chrono::{DateTime, Utc};

use crate::text::{clean_line, shorten};
use crate::wording::joined;
use crate::{
    Duty, ExternalId, Judged, OffDuty, PersonKey, PlaceId, Role, Rules, Seat,
    SourceId,
};

/// The most characters of a name that is not ours.
const NAME: usize = 80;
/// The most characters of what was asked.
const GIST: usize = 160;

/// A message to teammates alone, before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direct {
    /// To whom, one message each.
    pub to: Vec<PersonKey>,
    /// The source that brings it.
    pub source: SourceId,
    /// What it begins with: word for word what they read.
    pub head: String,
}

/// An answer that a teammate passed on to this user alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOn {
    /// The place of the request it answers.
    pub place: PlaceId,
    /// The root of its thread.
    pub root: ExternalId,
    /// The message that brought it.
    pub message: ExternalId,
    /// Who knows the answer.
    pub by: PersonKey,
    /// When they wrote.
    pub at: DateTime<Utc>,
    /// The answer, in their words.
    pub text: String,
}

/// What stands before an answer that is passed on.
const ANSWER: &str = "My answer, for you to give:";

/// The answer within a message that passes one on.
#[must_use]
pub fn answer_in(words: &str) -> Option<&str> {
    let (_, answer) = words.split_once(ANSWER)?;
    let answer = answer.trim();
    (!answer.is_empty()).then_some(answer)
}

/// Why nothing can be written to a teammate alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDirect {
    /// Nobody has it, and nobody is on duty.
    Nobody,
    /// None of the sources that are read brings messages to one alone.
    NoLine(String),
    /// The source that does, does not know them.
    NoWay(String),
}

impl NoDirect {
    /// The sentence, and what to do.
    #[must_use]
    pub fn words(&self) -> (String, String) {
        match self {
            NoDirect::Nobody => (
                "Nobody has it, and nobody else is on duty now.".to_owned(),
                "Try again when somebody is.".to_owned(),
            ),
            NoDirect::NoLine(names) => (
                format!(
                    "Hotseat writes direct messages in Slack alone, which \
                     this team does not read: write to {names} yourself."
                ),
                "`hotseat accounts add slack` has it read, if the team uses \
                 it."
                .to_owned(),
            ),
            NoDirect::NoWay(names) => (
                format!(
                    "Slack does not reach {names}: write to them yourself, \
                     or give them an e-mail address in the team file."
                ),
                "Their Slack id below their name there does it as well."
                    .to_owned(),
            ),
        }
    }
}

/// Who writes, and what is known there.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// The team file.
    pub rules: &'a Rules,
    /// Who writes.
    pub me: Option<&'a PersonKey>,
    /// The sources that bring direct messages.
    pub lines: &'a [SourceId],
    /// How late it is.
    pub now: DateTime<Utc>,
}

impl Writer<'_> {
    /// Asking whoever has a request, or else those on duty, to work on it
    /// together.
    pub fn pair(&self, judged: &Judged) -> Result<Direct, NoDirect> {
        let asks = "May I pair with you on this one? I am observing and \
                    would like to see how you go about it.";
        self.direct(judged, |what| format!("{asks}\n{what}"))
    }

    /// Passing an answer on to whoever has a request, or else to those on
    /// duty, for whom it is to give.
    pub fn help(&self, judged: &Judged) -> Result<Direct, NoDirect> {
        self.direct(judged, |what| format!("{what}\n{ANSWER}"))
    }

    fn direct(
        &self,
        judged: &Judged,
        head: impl FnOnce(&str) -> String,
    ) -> Result<Direct, NoDirect> {
        let to = self.whom(judged);
        if to.is_empty() {
            return Err(NoDirect::Nobody);
        }
        let Some(source) = self.line_to(&to, &judged.source) else {
            let whom = names(self.rules, &to);
            return Err(match self.lines {
                [] => NoDirect::NoLine(whom),
                _ => NoDirect::NoWay(whom),
            });
        };
        let head = head(&self.what(judged));
        Ok(Direct { to, source, head })
    }

    /// Those who have it; where nobody has, those who are first in line.
    fn whom(&self, judged: &Judged) -> Vec<PersonKey> {
        let owners = judged.owners.iter().map(|owner| &owner.person);
        let mut to = self.others(owners);
        if to.is_empty() {
            let mut seats = self.rules.seats(self.now);
            seats.retain(|seat| seat.role.on_duty());
            let leads = seats.iter().map(|seat| &seat.person);
            let first =
                leads.filter(|person| self.rules.leads(person, self.now));
            to = self.others(first);
            if to.is_empty() {
                to = self.others(seats.iter().map(|seat| &seat.person));
            }
        }
        to
    }

    /// Each of them once, but not whoever writes.
    fn others<'p>(
        &self,
        people: impl Iterator<Item = &'p PersonKey>,
    ) -> Vec<PersonKey> {
        let mut others: Vec<PersonKey> = Vec::new();
        for person in people.filter(|person| Some(*person) != self.me) {
            if !others.contains(person) {
                others.push(person.clone());
            }
        }
        others
    }

    /// The source in which all of them can be written to, the request's own
    /// first.
    fn line_to(&self, to: &[PersonKey], own: &SourceId) -> Option<SourceId> {
        let reaches = |line: &&SourceId| {
            to.iter().all(|key| {
                self.rules.person(key).is_some_and(|mate| {
                    let at = |id: &(SourceId, _)| id.0 == **line;
                    mate.email.is_some() || mate.ids.iter().any(at)
                })
            })
        };
        let mut lines: Vec<&SourceId> = self.lines.iter().collect();
        lines.sort_by_key(|line| *line != own);
        lines.into_iter().find(reaches).cloned()
    }

    /// What was asked, by whom, and where it is read.
    fn what(&self, judged: &Judged) -> String {
        let place = self.rules.place(&judged.source, &judged.place);
        let place = place.map_or(judged.place.as_str(), |it| it.name.as_str());
        let place = shorten(&clean_line(place), NAME);
        let gist = shorten(&clean_line(&judged.gist), GIST);
        let by = match self.asker(judged) {
            name if name.is_empty() => format!("In {place}"),
            name => format!("{name} in {place}"),
        };
        let link = judged.link.as_deref().map(clean_line);
        let link = link.map_or_else(String::new, |link| format!("\n{link}"));
        format!("{by}: \u{201c}{gist}\u{201d}{link}")
    }

    fn asker(&self, judged: &Judged) -> String {
        shorten(&clean_line(&judged.requester), NAME)
    }
}

/// "Ana", "Ana and Kofi".
#[must_use]
pub fn names(rules: &Rules, to: &[PersonKey]) -> String {
    let name = |key: &PersonKey| clean_line(rules.name(key));
    joined(&to.iter().map(name).collect::<Vec<_>>())
}

impl Rules {
    /// Whether anybody has to write to a teammate alone: who observes, and
    /// who is off duty in a team that has them help.
    #[must_use]
    pub fn directs(&self) -> bool {
        let observes = |seat: &Seat| seat.role == Role::Observer;
        self.off_duty == OffDuty::Help
            || self.roster.iter().any(|mate| mate.observes.is_some())
            || match &self.duty {
                Duty::Everyone => false,
                Duty::Always { seats } => seats.iter().any(observes),
                Duty::Shifts { shifts } => {
                    shifts.iter().flat_map(|it| &it.seats).any(observes)
                }
            }
    }

    /// Whether somebody passes an answer on instead of giving it.
    #[must_use]
    pub fn helps(&self, role: Role) -> bool {
        role == Role::OffDuty && self.off_duty == OffDuty::Help
    }
}

#[cfg(test)]
mod tests;
