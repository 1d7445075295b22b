//! GitHub's issues as activities of the domain.

use chrono::{DateTime, Utc};
use domain::text::{clean_line, shorten};
use domain::{
    Activity, AlertKey, Author, Bots, CLOSED, Event, ExternalId, Mark, PlaceId,
    Post, Rules, SourceId, VOTE, label_mark,
};

use super::actors::Stood;
use super::labels::Marks;
use super::said::{self, Names, Said};
use super::wire::{Comment, Issue, Label, User};
use crate::mirror;

const LONGEST_NAME: usize = 80;
/// GitHub's own name for whoever has no account any more.
const GHOST: &str = "ghost";

/// Where and for whom issues are read.
pub(crate) struct Scene<'a> {
    /// The team file.
    pub(crate) rules: &'a Rules,
    /// The source in it.
    pub(crate) source: &'a SourceId,
    /// The repository.
    pub(crate) place: &'a PlaceId,
    /// The names that the team file knows.
    pub(crate) names: &'a Names,
    /// What the team's marks are here.
    pub(crate) marks: &'a Marks,
    /// When the read began, by GitHub's clock.
    pub(crate) read: DateTime<Utc>,
    /// When the list was read before.
    pub(crate) looked: Option<DateTime<Utc>>,
}

/// The id of an issue.
pub(crate) fn root(number: u64) -> ExternalId {
    ExternalId::new(number.to_string())
}

/// The id of a comment; issues are counted too.
pub(crate) fn below(comment: u64) -> ExternalId {
    ExternalId::new(format!("c{comment}"))
}

/// The number of the issue that an id names.
pub(crate) fn number(root: &ExternalId) -> Option<u64> {
    root.as_str().parse().ok()
}

impl Scene<'_> {
    /// Whether an issue is told at all: those of bots only where bots ask.
    pub(crate) fn tells(&self, issue: &Issue) -> bool {
        let place = self.rules.place(self.source, self.place);
        let pulls = place.and_then(|place| place.options.get("pulls"));
        let pulls = pulls.is_some_and(|pulls| pulls == "true");
        let human = is_human(issue.user.as_ref());
        (issue.pull_request.is_none() || pulls)
            && (human || self.bots() != Bots::Ignore)
    }

    /// An issue as it stands now.
    pub(crate) fn issue(
        &self,
        issue: &Issue,
        edited: Option<DateTime<Utc>>,
    ) -> Activity {
        let association = issue.author_association.as_str();
        let author = self.author(issue.user.as_ref(), association);
        let body = issue.body.as_deref().unwrap_or_default();
        let Said { text, mentions } =
            said::read(&issue.title, body, self.names);
        let alert =
            (!author.human && self.bots() == Bots::Alerts).then(|| AlertKey {
                key: text
                    .links()
                    .next()
                    .map_or_else(|| clean_line(&issue.title), str::to_owned),
                resolved: issue.is_closed(),
            });
        // The title says what is asked, and the body by whom.
        let carries = !author.human && self.bots() == Bots::Mirror;
        let mirrored = carries.then(|| {
            let below = said::read("", body, self.names).text.gist(200);
            mirror::requester(&author, None, &below)
        });
        let post = Post {
            author,
            text,
            mentions,
            files: Vec::new(),
            edited,
            restored: None,
            private: false,
            action: None,
            mirrored,
            alert,
            link: link(&issue.html_url),
        };
        let at = issue.created_at;
        self.about(issue.number, (root(issue.number), at), Event::Post { post })
    }

    /// A comment as it stands now.
    pub(crate) fn comment(&self, number: u64, comment: &Comment) -> Activity {
        let association = comment.author_association.as_str();
        let body = comment.body.as_deref().unwrap_or_default();
        let Said { text, mentions } = said::read("", body, self.names);
        let edited = Some(comment.updated_at);
        let post = Post {
            author: self.author(comment.user.as_ref(), association),
            text,
            mentions,
            files: Vec::new(),
            edited: edited.filter(|at| *at > comment.created_at),
            restored: None,
            private: false,
            action: None,
            mirrored: None,
            alert: None,
            link: link(&comment.html_url),
        };
        let id = below(comment.id);
        self.about(number, (id, comment.created_at), Event::Post { post })
    }

    /// What stands at an issue.
    pub(crate) fn stands(
        &self,
        (issue, stood): (&Issue, &Stood),
        (first, closes): (bool, bool),
    ) -> Activity {
        let marks = self.marks(issue, stood);
        let event = Event::Marks { marks };
        let closed = issue.closed_at.filter(|_| closes);
        let at = closed.unwrap_or(self.read).min(self.read);
        let mut activity =
            self.about(issue.number, (root(issue.number), at), event);
        // GitHub says when it was closed, and only then.
        activity.since = self.looked.filter(|_| !first && closed.is_none());
        activity
    }

    /// The marks at an issue: who works on it or looks at it, who closed it
    /// by label, and who closed it altogether.
    pub(crate) fn marks(&self, issue: &Issue, stood: &Stood) -> Vec<Mark> {
        let mut assigned: Vec<&User> = issue.assigned().iter().collect();
        // GitHub has no order of its own, so all go by that of the roster.
        assigned.sort_by_key(|user| self.seat(&user.login));
        let mut claim: Vec<Author> = Vec::new();
        for user in assigned.into_iter().chain(&stood.eyes) {
            let author = self.author(Some(user), "");
            if claim.iter().all(|known| known.id != author.id) {
                claim.push(author);
            }
        }
        let mut marks = vec![(self.marks.claim.clone(), claim)];
        for (mark, label) in &self.marks.labels {
            let who = stood.labelled.iter().find(|(it, _)| it == label);
            let who = who.filter(|_| issue.has(label));
            let by = who.map(|(_, user)| self.author(user.as_ref(), ""));
            marks.push((mark.clone(), by.into_iter().collect()));
        }
        // Who hung it the list of issues does not say, and it would cost a
        // call for every issue to ask.
        let nobody = Author { human: false, ..self.author(None, "") };
        for label in issue.labels.iter().map(Label::name) {
            let label = shorten(&clean_line(label), LONGEST_NAME);
            marks.push((label_mark(&label), vec![nobody.clone()]));
        }
        let want = stood.thumbs.iter().map(|user| self.author(Some(user), ""));
        marks.push((VOTE.to_owned(), want.collect()));
        let closed = issue.is_closed();
        let by = closed.then(|| self.author(stood.closed_by.as_ref(), ""));
        marks.push((CLOSED.to_owned(), by.into_iter().collect()));
        marks
            .into_iter()
            .filter(|(_, by)| !by.is_empty())
            .map(|(name, by)| Mark { name, by })
            .collect()
    }

    /// An issue, or a comment below it, is gone.
    pub(crate) fn gone(&self, number: u64, what: ExternalId) -> Activity {
        self.about(number, (what, self.read), Event::Deleted)
    }

    fn about(
        &self,
        number: u64,
        (external, at): (ExternalId, DateTime<Utc>),
        event: Event,
    ) -> Activity {
        Activity {
            place: self.place.clone(),
            external,
            root: root(number),
            at,
            event,
            since: None,
        }
    }

    fn bots(&self) -> Bots {
        let place = self.rules.place(self.source, self.place);
        place.map_or(Bots::Ignore, |place| place.bots)
    }

    fn seat(&self, login: &str) -> usize {
        let id = self.names.person(login);
        let is = |ids: &[(SourceId, domain::UserId)]| {
            ids.iter().any(|(source, it)| source == self.source && *it == id)
        };
        let mut roster = self.rules.roster.iter();
        roster.position(|mate| is(&mate.ids)).unwrap_or(usize::MAX)
    }

    /// Who somebody is. What a person sends through an app is theirs.
    pub(crate) fn author(
        &self,
        user: Option<&User>,
        association: &str,
    ) -> Author {
        let login = user.map_or(GHOST, |user| user.login.as_str());
        let email = user.and_then(|user| user.email.clone());
        Author {
            id: self.names.person(login),
            name: shorten(&clean_line(login), LONGEST_NAME),
            email: email.filter(|email| !email.is_empty()),
            of: standing(association).map(str::to_owned),
            human: is_human(user),
        }
    }
}

fn is_human(user: Option<&User>) -> bool {
    user.is_none_or(|user| user.kind != "Bot" && !user.login.ends_with("[bot]"))
}

/// What somebody is to a repository, in words; nothing where they are nothing
/// to it.
fn standing(association: &str) -> Option<&'static str> {
    Some(match association {
        "OWNER" => "owner",
        "MEMBER" => "member",
        "COLLABORATOR" => "collaborator",
        "CONTRIBUTOR" => "contributor",
        "FIRST_TIMER" | "FIRST_TIME_CONTRIBUTOR" => "first time here",
        _ => return None,
    })
}

/// Where an issue or a comment is read.
pub(super) fn link(address: &str) -> Option<String> {
    address.starts_with("https://").then(|| clean_line(address))
}
