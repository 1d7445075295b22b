//! Reads repositories and issues, and tells the engine what changed.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Batch, Sink};

use super::actors::stood;
use super::calls::{Calls, Listed, Read, Span};
use super::client::No;
use super::compare::{Comments, Draft, is_news};
use super::labels::Marks;
use super::map::{Scene, number};
use super::place::Place;
use super::said::Names;
use super::source::GitHub;
use super::wire::{Comment, Issue};

/// What GitHub calls one instant may be two of ours.
const BLUR: TimeDelta = TimeDelta::seconds(2);

/// Why a read did not end well.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    /// The engine takes nothing more.
    Closed,
    /// GitHub said no, or nothing.
    No(No),
}

impl From<No> for Stop {
    fn from(no: No) -> Stop {
        Stop::No(no)
    }
}

/// When something was read, and whether it is history.
#[derive(Clone, Copy, Debug)]
pub(crate) struct When {
    /// When the read began.
    pub(crate) read: DateTime<Utc>,
    /// It belongs to the first read.
    pub(crate) history: bool,
}

/// Reads and tells.
pub(crate) struct Reader<'a> {
    /// The source.
    pub(crate) github: &'a GitHub,
    /// Where it all goes.
    pub(crate) sink: &'a dyn Sink,
    /// Calls by the engine's clock.
    pub(super) calls: Calls<'a>,
    names: Names,
    marks: Marks,
}

impl<'a> Reader<'a> {
    /// A reader of all repositories of a source.
    pub(crate) fn new(github: &'a GitHub, sink: &'a dyn Sink) -> Reader<'a> {
        Reader {
            github,
            sink,
            calls: Calls::of_reader(&github.api, sink),
            names: github.names(),
            marks: github.marks(),
        }
    }

    /// Reads the list of what changed last: whatever happened in the
    /// repository shows in it, and most of the time nothing did.
    pub(crate) async fn head(&self, place: &mut Place) -> Result<(), Stop> {
        let when = self.when();
        let newest = place.memory.newest;
        let span = Span { since: place.memory.horizon(), open: false };
        let enough = |page: &[Issue]| {
            page.last().is_some_and(|issue| issue.updated_at < newest)
        };
        let id = place.rules.id.as_str();
        let known = place.tag.as_deref();
        let read = self.calls.issues(id, (span, known), enough).await?;
        let Read::New(Listed { all, whole }, tag) = read else {
            self.looked(place, when);
            return Ok(());
        };
        if place.memory.looked.is_none() {
            // How late it is at GitHub the first answer has told.
            place.memory.begin(self.github.api.by_github(when.read));
        }
        let newest = place.memory.newest;
        for issue in all.iter().rev() {
            if self.asks(place, issue) {
                self.issue(place, issue, when).await?;
            }
        }
        let floor = all.last().map(|issue| issue.updated_at);
        let floor = if whole { Some(span.since) } else { floor };
        self.missing(place, &all, floor).await?;
        let mut draft = Draft::new(&place.memory);
        let last = all.first().map_or(newest, |issue| issue.updated_at);
        if place.memory.filled && last > newest {
            draft.memory.newest = last;
            draft.changed = true;
        }
        draft.memory.looked = Some(when.read);
        self.commit(place, draft, when).await?;
        // What came while the history was told is looked for once more.
        place.tag = tag.filter(|_| place.memory.filled);
        self.looked(place, when);
        Ok(())
    }

    fn looked(&self, place: &mut Place, when: When) {
        place.headed = Some(when.read);
        place.memory.looked = Some(when.read);
        self.sink.alive(&place.rules.id, when.read);
        if let Some(offset) = self.github.api.offset() {
            self.sink.offset(offset.num_milliseconds());
        }
    }

    /// Whether an issue of the list is to be looked at more closely.
    fn asks(&self, place: &Place, issue: &Issue) -> bool {
        let memory = &place.memory;
        match memory.roots.get(&issue.number) {
            Some(known) => is_news(known, issue, &self.marks.labels),
            None if issue.created_at > memory.began => true,
            None => memory.filled && issue.updated_at >= memory.newest - BLUR,
        }
    }

    /// Tells an issue with everything below it. One that is older than our
    /// reading and was not told is told only when somebody writes in it: what
    /// stood there before as history, what is new as news.
    async fn issue(
        &self,
        place: &mut Place,
        issue: &Issue,
        when: When,
    ) -> Result<(), Stop> {
        let memory = &place.memory;
        let known = memory.roots.contains_key(&issue.number);
        let split = memory.newest;
        let fresh =
            issue.created_at > memory.began || issue.created_at >= split - BLUR;
        if !known && !self.tells(place, issue, when) {
            return Ok(());
        }
        let Listed { all, whole } = self.below(place, issue).await?;
        if !known && !fresh {
            let old = |comment: &&Comment| comment.created_at <= split;
            let before: Vec<Comment> =
                all.iter().filter(old).cloned().collect();
            if before.len() == all.len() {
                return Ok(());
            }
            let read = Comments { all: &before, whole: false };
            let past = When { history: true, ..when };
            self.tell(place, (issue, &read), past).await?;
        }
        let read = Comments { all: &all, whole };
        self.tell(place, (issue, &read), when).await
    }

    /// All that stands below an issue.
    pub(super) async fn below(
        &self,
        place: &Place,
        issue: &Issue,
    ) -> Result<Listed<Comment>, No> {
        let nothing = Listed { all: Vec::new(), whole: true };
        if issue.comments == 0 {
            return Ok(nothing);
        }
        let at = (place.rules.id.as_str(), issue.number);
        match self.calls.comments(at, None).await? {
            Read::New(listed, _) => Ok(listed),
            Read::Same => Ok(nothing),
        }
    }

    async fn tell(
        &self,
        place: &mut Place,
        (issue, read): (&Issue, &Comments<'_>),
        when: When,
    ) -> Result<(), Stop> {
        let mut draft = Draft::new(&place.memory);
        self.add(place, &mut draft, (issue, read, when)).await?;
        self.commit(place, draft, when).await
    }

    pub(super) async fn add(
        &self,
        place: &Place,
        draft: &mut Draft,
        (issue, read, when): (&Issue, &Comments<'_>, When),
    ) -> Result<(), No> {
        let id = place.rules.id.as_str();
        let stood = stood((&self.calls, &self.marks), id, issue).await?;
        let scene = self.scene(place, when);
        draft.issue(issue, &scene);
        draft.comments(issue.number, read, &scene);
        draft.marks((issue, &stood), &scene);
        Ok(())
    }

    /// What is known and should have been in the list is looked for by
    /// itself: it was deleted, or has moved away.
    async fn missing(
        &self,
        place: &mut Place,
        all: &[Issue],
        floor: Option<DateTime<Utc>>,
    ) -> Result<(), Stop> {
        let Some(floor) = floor else { return Ok(()) };
        let listed = |number: &u64| all.iter().any(|it| it.number == *number);
        let missing: Vec<u64> = place
            .memory
            .roots
            .iter()
            .filter(|(number, root)| root.updated > floor && !listed(number))
            .map(|(number, _)| *number)
            .collect();
        for number in missing {
            place.tags.remove(&number);
            self.look(place, number).await?;
        }
        Ok(())
    }

    /// Hands over what there is to tell. What is known changes only when it
    /// is committed.
    pub(super) async fn commit(
        &self,
        place: &mut Place,
        draft: Draft,
        when: When,
    ) -> Result<(), Stop> {
        let Draft { mut memory, told, changed } = draft;
        if !changed {
            return Ok(());
        }
        memory.forget(self.github.api.by_github(when.read), &self.open(place));
        let batch = Batch {
            place: place.rules.id.clone(),
            activity: told,
            cursor: memory.cursor(),
            whole: None,
            read: when.read,
            history: when.history,
        };
        self.sink.accept(batch).await.map_err(|_| Stop::Closed)?;
        place.memory = memory;
        Ok(())
    }

    /// The numbers of the open issues of a repository.
    pub(crate) fn open(&self, place: &Place) -> Vec<u64> {
        let open = self.sink.wish().open.into_iter();
        open.filter(|open| open.place == place.rules.id)
            .filter_map(|open| number(&open.root))
            .collect()
    }

    /// Now, and it is no history.
    pub(super) fn when(&self) -> When {
        When { read: self.sink.now(), history: false }
    }

    pub(super) fn tells(
        &self,
        place: &Place,
        issue: &Issue,
        when: When,
    ) -> bool {
        self.scene(place, when).tells(issue)
    }

    pub(super) fn scene<'s>(
        &'s self,
        place: &'s Place,
        when: When,
    ) -> Scene<'s> {
        let by_github = |at| self.github.api.by_github(at);
        Scene {
            rules: &self.github.rules,
            source: &self.github.id,
            place: &place.rules.id,
            names: &self.names,
            marks: &self.marks,
            read: by_github(when.read),
            looked: place.memory.looked.map(by_github),
        }
    }
}
