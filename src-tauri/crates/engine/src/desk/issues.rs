//! What is done with issues beside answering them.

use chrono::TimeDelta;
use domain::{
    CLOSED, Deed, ExternalId, IssueDraft, PlaceId, Reach, RequestId, SourceId,
    label_mark,
};

use super::answering::{END, REPLY};
use super::{Acted, Desk, Refused, Subject};

/// The longest title of an issue, in characters.
const TITLE: usize = 250;
/// The longest text of an issue, in characters.
const BODY: usize = 60_000;
/// The longest label, in characters.
const LABEL: usize = 50;

impl Desk {
    /// Closes the issue itself, for everybody; with it the request ends.
    pub async fn close_issue(&self, id: RequestId, at_once: bool) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        self.is_issue(&subject)?;
        if stands(&subject, CLOSED) {
            return Err(Refused::No(
                "The issue is closed already.".to_owned(),
                "`close` ends the request here.".to_owned(),
            ));
        }
        let deed = Deed::Mark { name: CLOSED.to_owned() };
        let words = "The issue is closed.";
        self.hold_back(&subject, ("close issue", words, deed), at_once).await
    }

    /// Hangs a label on the issue, or takes one off.
    pub async fn label(
        &self,
        id: RequestId,
        (label, on): (&str, bool),
        at_once: bool,
    ) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        self.is_issue(&subject)?;
        let label = label.trim();
        if label.is_empty() || label.chars().count() > LABEL {
            return Err(Refused::No(
                format!("A label has one to {LABEL} characters."),
                "Write it as it is called at the source.".to_owned(),
            ));
        }
        let name = label_mark(label);
        if stands(&subject, &name) == on {
            let is = if on { "already" } else { "not" };
            return Err(Refused::No(
                format!("The label is {is} on it."),
                "`hotseat show` tells which are.".to_owned(),
            ));
        }
        let (deed, words) = match on {
            true => (Deed::Mark { name }, "The label is on it."),
            false => (Deed::Unmark { name }, "The label is off."),
        };
        self.hold_back(&subject, ("label", words, deed), at_once).await
    }

    /// Opens an issue for what is asked here. What is left out says what was
    /// asked, and where it is read.
    pub async fn open_issue(
        &self,
        id: RequestId,
        place: Option<&str>,
        (title, body): (Option<String>, Option<String>),
        at_once: bool,
    ) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        let (source, place) = self.issues_at(place)?;
        let offered = IssueDraft::of(&subject.thread, &self.house.rules());
        let title = title.unwrap_or(offered.title).trim().to_owned();
        let body = body.unwrap_or(offered.body);
        if title.is_empty()
            || title.chars().count() > TITLE
            || body.chars().count() > BODY
        {
            return Err(Refused::No(
                format!(
                    "An issue has a title of one to {TITLE} characters and a \
                     text of at most {BODY}."
                ),
                "Change it, and try again.".to_owned(),
            ));
        }
        let root = subject.judged.root.clone();
        let root = root.unwrap_or_else(|| ExternalId::new(""));
        let words = format!("Opening an issue in {place}.");
        let deed = Deed::Open { title, body };
        let mut errand = self.errand_on(&subject, root, deed);
        errand.action.source = source;
        errand.action.place = place;
        errand.due += if at_once { TimeDelta::zero() } else { REPLY };
        let due = errand.due;
        self.send(id, "open issue", vec![errand]).await?;
        self.ending(id, &words, due, at_once)
    }

    /// Writes a mark after a while in which it can be taken back.
    pub(super) async fn hold_back(
        &self,
        subject: &Subject,
        (what, words, deed): (&str, &str, Deed),
        at_once: bool,
    ) -> Acted {
        let id = subject.thread.id;
        let mut errand = self.errand(subject, deed)?;
        errand.due += if at_once { TimeDelta::zero() } else { END };
        let due = errand.due;
        self.send(id, what, vec![errand]).await?;
        self.ending(id, words, due, at_once)
    }

    fn is_issue(&self, subject: &Subject) -> Result<(), Refused> {
        let board = self.house.board();
        let gauge = board.gauges.get(&subject.thread.source);
        let issues = gauge.is_some_and(|gauge| gauge.issues);
        if issues && !subject.thread.is_call() {
            return Ok(());
        }
        Err(Refused::No(
            "This is no issue.".to_owned(),
            "`close` ends the request; `issue` opens an issue for it."
                .to_owned(),
        ))
    }

    /// Where an issue is opened: at the place that is named, or at the main
    /// one, or at the first.
    fn issues_at(
        &self,
        place: Option<&str>,
    ) -> Result<(SourceId, PlaceId), Refused> {
        let rules = self.house.rules();
        let board = self.house.board();
        let issues = |id: &SourceId| {
            board.gauges.get(id).is_some_and(|gauge| gauge.issues)
        };
        let sources = rules.sources.iter().filter(|it| issues(&it.id));
        let all: Vec<_> = sources
            .flat_map(|it| it.places.iter().map(|place| (&it.id, place)))
            .collect();
        let named = |at: &&(&SourceId, &domain::PlaceRules)| {
            place.is_none_or(|place| at.1.id.as_str() == place)
        };
        let main = |at: &&(&SourceId, &domain::PlaceRules)| {
            at.1.options.get("main").is_some_and(|main| main == "true")
        };
        let mut fit = all.iter().filter(named);
        let first = fit.clone().find(main).or_else(|| fit.next());
        if let Some((source, place)) = first {
            return Ok(((*source).clone(), place.id.clone()));
        }
        let known: Vec<&str> =
            all.iter().map(|(_, place)| place.id.as_str()).collect();
        Err(match place {
            Some(place) if !known.is_empty() => Refused::No(
                format!("The team file names no repository {place}."),
                format!("It names {}.", known.join(", ")),
            ),
            Some(_) | None => Refused::No(
                "The team file names no repository in which an issue could \
                 be opened."
                    .to_owned(),
                "Connect GitHub: hotseat accounts add github.".to_owned(),
            ),
        })
    }
}

fn stands(subject: &Subject, name: &str) -> bool {
    subject.thread.marks.iter().any(|mark| mark.name == name)
}
