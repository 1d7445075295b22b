//! A desktop whose requests are judged by the trade's own rules.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::picture::{
    Close, Entry, Pending, PendingVerb, Picture, Sight, Stage, Told, Watched,
};
use domain::{
    Activity, Did, Event, ExternalId, Fault, Mark, Note, PersonKey, PlaceId,
    Post, RequestId, Role, Rules, SourceId, Thread, Way, What, Who, judge,
    queue,
};

use super::team::{author, post, rules};

/// A time on Thursday 19 November in Berlin, "16:41:25", or on another day of
/// that month, "20 09:00:00".
pub(super) fn at(time: &str) -> DateTime<Utc> {
    let (day, time) = time.split_once(' ').unwrap_or(("19", time));
    format!("2026-11-{day}T{time}+01:00").parse().expect("a time")
}

/// A desktop at an instant.
pub(super) struct Desk {
    pub(super) now: DateTime<Utc>,
    pub(super) rules: Rules,
    pub(super) who: Who,
    pub(super) sources: Vec<Watched>,
    threads: Vec<(Thread, Vec<Pending>)>,
    told: Vec<Told>,
    pub(super) notes: Vec<Note>,
    pub(super) practice: Vec<domain::practice::Practice>,
    pub(super) passed: Vec<domain::direct::PassedOn>,
}

impl Desk {
    /// Mika's, on duty with Ana.
    pub(super) fn at(now: &str) -> Desk {
        let source = |key: &str, name: &str| Watched {
            id: SourceId::new(key),
            kind: key.to_owned(),
            name: name.to_owned(),
            way: Way::Poll,
            writes: true,
            issues: false,
            directs: true,
            sight: Sight::Seeing,
            degraded: None,
            read: Some(at(now) - TimeDelta::seconds(4)),
            blind_since: None,
            fault: None,
            tries: 0,
            next_try: None,
            ends: None,
            pace: TimeDelta::seconds(10),
            last_request: None,
            backlog: None,
            history: Vec::new(),
        };
        Desk {
            now: at(now),
            rules: rules(),
            who: who(Some("mika"), Role::Responder),
            sources: vec![source("slack", "Slack"), source("teams", "Teams")],
            threads: Vec::new(),
            told: Vec::new(),
            notes: Vec::new(),
            practice: Vec::new(),
            passed: Vec::new(),
        }
    }

    pub(super) fn sits(&mut self, who: Option<&str>, role: Role) {
        self.who = self::who(who, role);
    }

    /// Somebody asks in a place: "#support" or "#tours" in Slack, "#backend"
    /// in Teams.
    pub(super) fn ask(
        &mut self,
        place: &str,
        time: &str,
        who: &str,
        text: &str,
    ) {
        self.ask_with(place, time, who, post(who, text));
    }

    pub(super) fn ask_with(
        &mut self,
        place: &str,
        time: &str,
        who: &str,
        post: Post,
    ) {
        let source = if place == "#backend" { "teams" } else { "slack" };
        let number = self.threads.len() + 1;
        let root = ExternalId::new(format!("{number}-1"));
        let mut post = post;
        post.author = author(who);
        let activity = Activity {
            place: PlaceId::new(place),
            external: root.clone(),
            root,
            at: at(time),
            event: Event::Post { post },
            since: None,
        };
        let seen = at(time) + TimeDelta::seconds(2);
        let id = RequestId(i64::try_from(number).expect("a number"));
        let source = SourceId::new(source);
        let mut thread = Thread::begin(id, source, &activity, seen, false);
        thread.apply(&activity, seen);
        self.threads.push((thread, Vec::new()));
    }

    /// Somebody writes in the thread of the last request.
    pub(super) fn says(&mut self, time: &str, who: &str, text: &str) {
        self.says_with(time, post(who, text));
    }

    pub(super) fn says_with(&mut self, time: &str, post: Post) {
        let thread = self.thread();
        let n = thread.messages.len() + 1;
        let external = ExternalId::new(format!("{}-{n}", thread.id));
        self.sees(time, external, Event::Post { post });
    }

    /// The marks that stand on the last request.
    pub(super) fn marks(&mut self, time: &str, name: &str, by: &[&str]) {
        let by = by.iter().map(|who| author(who)).collect();
        let marks = vec![Mark { name: name.to_owned(), by }];
        let root = self.thread().roots[0].clone();
        self.sees(time, root, Event::Marks { marks });
    }

    pub(super) fn gone(&mut self, time: &str, external: &str) {
        self.sees(time, ExternalId::new(external), Event::Deleted);
    }

    fn sees(&mut self, time: &str, external: ExternalId, event: Event) {
        let thread = self.thread();
        let activity = Activity {
            place: thread.place.clone(),
            external,
            root: thread.roots[0].clone(),
            at: at(time),
            event,
            since: None,
        };
        thread.apply(&activity, at(time) + TimeDelta::seconds(2));
    }

    /// This user did something with the last request.
    pub(super) fn did(&mut self, time: &str, what: What) {
        let acts = &mut self.thread().acts;
        let seq = i64::try_from(acts.len()).expect("a number") + 1;
        acts.push(Did { seq, at: at(time), what });
    }

    /// Something this user did is on its way.
    pub(super) fn sends(
        &mut self,
        time: &str,
        verb: PendingVerb,
        stage: Stage,
    ) {
        let pending = Pending {
            id: "1".to_owned(),
            verb,
            text: None,
            asked: at(time),
            undo_until: None,
            stage,
            words: String::new(),
        };
        self.last().1.push(pending);
    }

    /// The last thing on its way, to be changed.
    pub(super) fn sent(&mut self) -> &mut Pending {
        self.last().1.last_mut().expect("something on its way")
    }

    pub(super) fn told(&mut self, time: &str, kind: &str, hushed: &str) {
        self.told.push(Told {
            at: at(time),
            kind: kind.to_owned(),
            loudness: "sound".to_owned(),
            hushed: hushed.to_owned(),
            together: false,
            shown: hushed.is_empty().then(|| at(time)),
        });
    }

    pub(super) fn teams_goes_blind(&mut self, since: &str) {
        let teams = &mut self.sources[1];
        teams.sight = Sight::Blind;
        teams.read = Some(at(since));
        teams.blind_since = Some(at(since));
        teams.fault = Some(Fault::unauthorized(
            "The sign-in is no longer valid; sign in again.",
        ));
        teams.next_try = Some(self.now + TimeDelta::seconds(30));
        teams.history = vec![
            (at(since), "Last good read. 2 requests known.".to_owned()),
            (self.now, "Refused 17 times.".to_owned()),
        ];
    }

    pub(super) fn thread(&mut self) -> &mut Thread {
        &mut self.last().0
    }

    fn last(&mut self) -> &mut (Thread, Vec<Pending>) {
        self.threads.last_mut().expect("a request")
    }

    pub(super) fn picture(&self) -> Picture {
        let mut entries: Vec<Entry> =
            self.threads.iter().map(|it| self.entry(it)).collect();
        entries.sort_by(|a, b| {
            queue::order(&(a.section, &a.judged), &(b.section, &b.judged))
        });
        Picture {
            revision: 7,
            now: self.now,
            zone: self.rules.zone,
            demo: false,
            rules: Arc::new(self.rules.clone()),
            who: self.who.clone(),
            entries,
            sources: self.sources.clone(),
            rings: true,
            alarms: false,
            quiet_until: None,
            remark: None,
            warnings: Vec::new(),
            hands_off_until: None,
            notes: self.notes.clone(),
        }
    }

    fn entry(&self, (thread, pending): &(Thread, Vec<Pending>)) -> Entry {
        let judged = judge(thread, &self.rules, self.now);
        let me = self.who.person.as_ref();
        let blind = self
            .sources
            .iter()
            .any(|s| s.id == thread.source && s.sight >= Sight::Blind);
        Entry {
            section: queue::section(&judged, me, blind, self.now),
            snooze_end: queue::snooze_end(&judged, me),
            judged: Arc::new(judged),
            pending: pending.clone(),
            drafted: false,
        }
    }

    /// The last request, read closely.
    pub(super) fn close(&self) -> Close {
        let last = self.threads.last().expect("a request");
        Close {
            entry: self.entry(last),
            thread: last.0.clone(),
            alerts: self.told.clone(),
            notes: self.notes.clone(),
            practice: self.practice.clone(),
            draft: domain::Draft::default(),
            passed: self.passed.clone(),
        }
    }
}

fn who(key: Option<&str>, role: Role) -> Who {
    Who { person: key.map(PersonKey::new), role }
}
