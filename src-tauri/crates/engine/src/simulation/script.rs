//! What happens, as the sources of a simulated week tell it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    Activity, Author, Event, ExternalId, GroupId, Mark, Mention, PersonKey,
    PlaceId, Post, Rules, SourceId, Text, UserId,
};

use super::{Call, Does, Happening, Who};

/// What a source tells at an instant.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) at: DateTime<Utc>,
    pub(super) activity: Activity,
}

/// What every source tells, in order of time.
#[derive(Debug, Default)]
pub(super) struct Script {
    told: BTreeMap<SourceId, Vec<Told>>,
    groups: Vec<String>,
    calls: Vec<(DateTime<Utc>, PersonKey, Call)>,
}

/// Where a request stands, and the marks that it has.
struct Root {
    source: SourceId,
    place: PlaceId,
    id: ExternalId,
    marks: Vec<Mark>,
}

impl Script {
    /// What was asked before it begins is not told, nor what is said of it.
    pub(super) fn of(
        rules: &Rules,
        from: DateTime<Utc>,
        mut happenings: Vec<Happening>,
    ) -> Script {
        happenings.sort_by_key(|it| it.at);
        let groups = rules.raises.iter().map(|it| it.group.to_string());
        let mut script =
            Script { groups: groups.collect(), ..Script::default() };
        let mut roots: BTreeMap<String, Root> = BTreeMap::new();
        let later = happenings.into_iter().filter(|it| it.at >= from);
        for (nth, happening) in later.enumerate() {
            let id = ExternalId::new(format!("m{nth:07}"));
            if let Does::Asks { request, place, .. } = &happening.does {
                let (source, place) = place.clone();
                let marks = Vec::new();
                let root = Root { source, place, id: id.clone(), marks };
                roots.insert(request.clone(), root);
            }
            if let (Does::Logs(call), Who::Teammate(by)) =
                (&happening.does, &happening.who)
            {
                let call = (happening.at, by.clone(), call.clone());
                script.calls.push(call);
            }
            let root = happening.does.request();
            let Some(root) = root.and_then(|it| roots.get_mut(it)) else {
                continue;
            };
            let source = root.source.clone();
            let told = script.tell(rules, (id, happening), root);
            script.told.entry(source).or_default().extend(told);
        }
        script
    }

    fn tell(
        &self,
        rules: &Rules,
        (id, happening): (ExternalId, Happening),
        root: &mut Root,
    ) -> Option<Told> {
        let author = author(rules, &happening.who);
        let (external, event) = match happening.does {
            Does::Asks { says, .. } | Does::Writes { says, .. } => {
                (id, Event::Post { post: self.post(author, &says) })
            }
            Does::Marks { mark, .. } => {
                match root.marks.iter_mut().find(|it| it.name == mark) {
                    Some(known) => known.by.push(author),
                    None => {
                        let by = vec![author];
                        root.marks.push(Mark { name: mark, by });
                    }
                }
                let marks = root.marks.clone();
                (root.id.clone(), Event::Marks { marks })
            }
            Does::Logs(_) => return None,
        };
        let at = happening.at;
        let activity = Activity {
            place: root.place.clone(),
            external,
            root: root.id.clone(),
            at,
            event,
            since: None,
        };
        Some(Told { at, activity })
    }

    /// The calls that somebody writes down.
    pub(super) fn calls(
        &self,
        by: &PersonKey,
    ) -> impl Iterator<Item = (DateTime<Utc>, &Call)> {
        let all = self.calls.iter().filter(move |(_, who, _)| who == by);
        all.map(|(at, _, call)| (*at, call))
    }

    fn post(&self, author: Author, says: &str) -> Post {
        let called = |group: &&String| {
            says.split(|c: char| c.is_whitespace() || ",.:;!?".contains(c))
                .any(|word| word == group.as_str())
        };
        let mentions =
            self.groups.iter().filter(called).map(|group| Mention::Group {
                id: GroupId::new(group.clone()),
            });
        Post {
            author,
            text: Text::plain(says),
            mentions: mentions.collect(),
            files: Vec::new(),
            edited: None,
            restored: None,
            private: false,
            action: None,
            mirrored: None,
            alert: None,
            link: None,
        }
    }

    /// What a source tells from the nth on.
    pub(super) fn from(&self, source: &SourceId, nth: usize) -> &[Told] {
        let all = self.told.get(source).map_or(&[][..], Vec::as_slice);
        all.get(nth..).unwrap_or_default()
    }
}

/// The id of somebody of the roster at every source.
pub(super) fn id_of(person: &PersonKey) -> UserId {
    UserId::new(format!("roster:{person}"))
}

/// Somebody as a source tells of them.
pub(super) fn author(rules: &Rules, who: &Who) -> Author {
    let (id, name, human) = match who {
        Who::Teammate(key) => (id_of(key), rules.name(key).to_owned(), true),
        Who::Stranger(name) => (UserId::new(name.clone()), name.clone(), true),
        Who::Bot(name) => (UserId::new(name.clone()), name.clone(), false),
    };
    Author { id, name, email: None, of: None, human }
}
