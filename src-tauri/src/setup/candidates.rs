//! Those who could answer, each once however many sources know them.

use domain::{Author, Priority};
use team::{Newcomer, key_of};

use crate::connecting::Outcome;

/// Somebody who could answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Candidate {
    /// By which the window knows them.
    pub(super) id: String,
    /// What they are called.
    pub(super) name: String,
    /// Their e-mail address.
    pub(super) email: Option<String>,
    /// Who they are at each source: its key, their id.
    pub(super) ids: Vec<(String, String)>,
    /// It is whoever signed in.
    pub(super) me: bool,
    /// Why they are offered: "in @oncall".
    pub(super) why: String,
    /// A mention that means something calls them.
    called: bool,
    /// It is one for what is urgent.
    urgent: bool,
}

impl Candidate {
    fn new(source: &str, person: &Author) -> Candidate {
        Candidate {
            id: format!("{source}:{}", person.id),
            name: person.name.clone(),
            email: person.email.clone(),
            ids: vec![(source.to_owned(), person.id.as_str().to_owned())],
            ..Candidate::default()
        }
    }

    /// Whether they answer until something else is said.
    pub(super) fn is_called(&self) -> bool {
        self.me || self.called
    }

    /// Whether they are on duty until something else is said: whoever is
    /// called for what is urgent, and so am I.
    pub(super) fn is_on_call(&self) -> bool {
        self.me || self.urgent
    }

    /// On the way into the roster.
    pub(super) fn newcomer(&self) -> Newcomer {
        Newcomer {
            key: key_of(&self.name),
            name: self.name.clone(),
            email: self.email.clone(),
            ids: self.ids.clone(),
        }
    }

    /// Another source knows them too.
    fn meet(&mut self, other: &Candidate) {
        // A login or an address is no name yet.
        let bare = self.ids.iter().any(|(_, id)| *id == self.name);
        let named = other.ids.iter().all(|(_, id)| *id != other.name);
        if bare && named && !other.name.is_empty() {
            self.name.clone_from(&other.name);
        }
        self.email = self.email.take().or_else(|| other.email.clone());
        for id in &other.ids {
            if !self.ids.contains(id) {
                self.ids.push(id.clone());
            }
        }
        if self.why.is_empty() {
            self.why.clone_from(&other.why);
        }
        self.called |= other.called;
        self.urgent |= other.urgent;
    }

    fn is(&self, other: &Candidate) -> bool {
        let same_id = self.ids.iter().any(|id| other.ids.contains(id));
        let mail =
            |one: &Candidate| one.email.as_deref().map(str::to_ascii_lowercase);
        let same_mail = mail(self).is_some() && mail(self) == mail(other);
        same_id || same_mail || self.name.eq_ignore_ascii_case(&other.name)
    }
}

/// Me, as every source knows me.
pub(super) fn me(connected: &[Outcome]) -> Option<Candidate> {
    let mut known = connected.iter().filter_map(|source| {
        let mut me = Candidate::new(source.id.as_str(), source.me()?);
        if source.named().is_none() {
            // It is the seat that is known, by the address alone.
            me.ids.clear();
        }
        Some(me)
    });
    let mut me = known.next()?;
    for other in known {
        me.meet(&other);
    }
    Some(Candidate { me: true, ..me })
}

/// Me first, then everybody whom the sources name.
pub(super) fn candidates(connected: &[Outcome]) -> Vec<Candidate> {
    let mut people: Vec<Candidate> = me(connected).into_iter().collect();
    for source in connected {
        for person in source.people.iter().filter(|it| it.human) {
            let other = of_source(source, person);
            match people.iter_mut().find(|known| known.is(&other)) {
                Some(known) => known.meet(&other),
                None => people.push(other),
            }
        }
    }
    people
}

fn of_source(source: &Outcome, person: &Author) -> Candidate {
    let id = person.id.as_str();
    let mut groups = source.groups.iter().filter(|group| {
        group.members.iter().any(|member| member == id)
            && source.meant.iter().any(|(handle, _)| *handle == group.handle)
    });
    let urgent = source.groups.iter().any(|group| {
        group.members.iter().any(|member| member == id)
            && source.meant.iter().any(|(handle, priority)| {
                *handle == group.handle && *priority == Priority::Urgent
            })
    });
    let group = groups.next();
    Candidate {
        why: match group {
            Some(group) => format!("in {}", group.handle),
            None => format!("at {}", source.name),
        },
        called: group.is_some(),
        urgent,
        ..Candidate::new(source.id.as_str(), person)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use domain::{Probe, SourceId, UserId};
    use sources::slack::GroupSeen;

    pub(in crate::setup) fn person(
        id: &str,
        name: &str,
        email: Option<&str>,
    ) -> Author {
        Author {
            id: UserId::new(id),
            name: name.into(),
            email: email.map(str::to_owned),
            of: None,
            human: true,
        }
    }

    pub(in crate::setup) fn source(
        kind: &'static str,
        me: Author,
        people: Vec<Author>,
    ) -> Outcome {
        Outcome {
            id: SourceId::new(kind),
            kind,
            name: kind.to_owned(),
            is_new: true,
            workspace: String::new(),
            settings: Vec::new(),
            places: Vec::new(),
            groups: Vec::new(),
            meant: Vec::new(),
            people,
            probe: Probe {
                me,
                may: Vec::new(),
                may_not: Vec::new(),
                offset_ms: None,
                ends: None,
            },
            seat: None,
        }
    }

    fn workspace() -> Outcome {
        let group = |handle: &str, members: &[&str]| GroupSeen {
            handle: handle.into(),
            members: members.iter().map(|&id| id.to_owned()).collect(),
        };
        let mut slack = source(
            "slack",
            person("U1", "Ana Silva", Some("ana@acme.test")),
            vec![
                person("U1", "Ana Silva", Some("ana@acme.test")),
                person("U2", "Bo", None),
                person("U3", "Mika", Some("Mika@acme.test")),
            ],
        );
        slack.groups =
            vec![group("@dev911", &["U3"]), group("@oncall", &["U1", "U2"])];
        slack.meant = vec![
            ("@oncall".into(), Priority::Urgent),
            ("@dev911".into(), Priority::Emergency),
        ];
        slack
    }

    #[test]
    fn those_who_are_called_for_what_is_urgent_are_on_duty() {
        let all = candidates(&[workspace()]);
        let on = |of: fn(&Candidate) -> bool| -> Vec<&str> {
            let found = all.iter().filter(|it| of(it));
            found.map(|it| it.name.as_str()).collect()
        };
        assert_eq!(on(Candidate::is_called), ["Ana Silva", "Bo", "Mika"]);
        assert_eq!(on(Candidate::is_on_call), ["Ana Silva", "Bo"]);
    }

    #[test]
    fn a_person_is_offered_once_however_many_sources_know_them() {
        let github = source(
            "github",
            person("ana-s", "ana-s", None),
            vec![
                person("ana-s", "ana-s", None),
                person("mk", "Mika K", Some("mika@acme.test")),
                person("zoe", "zoe", None),
            ],
        );
        let all = candidates(&[github, workspace()]);
        let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Ana Silva", "Mika K", "zoe", "Bo"]);
        assert!(all[0].me && !all[1].me);
        assert_eq!(
            all[0].ids,
            [
                ("github".to_owned(), "ana-s".to_owned()),
                ("slack".to_owned(), "U1".to_owned()),
            ]
        );
        assert!(all[1].is_called() && !all[2].is_called());
    }
}
