//! A source that is connected, on its way into the team file.

use contract::{Connected, Failure};
use domain::text::clean_line;
use domain::{Author, Priority, Probe, Rules, SourceId};
use sources::slack::GroupSeen;
use team::{Connection, NewPlace};

use super::mentions::{Word, meaning};
use super::state::{State, Target};
use crate::cli::unready;
use crate::wiring;

/// A team file that says as little as one may.
const LEAST: &str = "team = \"A team\"\nzone = \"UTC\"\n";

/// A source that is connected.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// Its key.
    pub(crate) id: SourceId,
    /// Its kind.
    pub(crate) kind: &'static str,
    /// What people call it.
    pub(crate) name: String,
    /// No team file has it yet.
    pub(crate) is_new: bool,
    /// What was signed in to, if that has a name.
    pub(crate) workspace: String,
    /// What the team file is to tell it.
    pub(crate) settings: Vec<(String, String)>,
    /// What is read there.
    pub(crate) places: Vec<NewPlace>,
    /// The groups that can be mentioned there.
    pub(crate) groups: Vec<GroupSeen>,
    /// What their mentions mean.
    pub(crate) meant: Vec<(String, Priority)>,
    /// Those who could answer with us.
    pub(crate) people: Vec<Author>,
    /// Who we are there, and what we may do.
    pub(crate) probe: Probe,
    /// Who sits at this computer, where the source itself cannot say.
    pub(crate) seat: Option<Author>,
}

impl Outcome {
    /// As the team file is to have it; `me` is my key in the roster.
    pub(crate) fn connection(&self, me: Option<&str>) -> Connection {
        let id = self.named().map(|me| me.id.as_str().to_owned());
        Connection {
            kind: self.kind.to_owned(),
            key: self.id.to_string(),
            settings: self.settings.clone(),
            places: self.places.clone(),
            me: me.map(str::to_owned).zip(id),
        }
    }

    /// Who I am there, where anybody can say.
    pub(crate) fn me(&self) -> Option<&Author> {
        self.named().or(self.seat.as_ref())
    }

    /// Who the source says that I am.
    pub(crate) fn named(&self) -> Option<&Author> {
        Some(&self.probe.me).filter(|me| me.human)
    }

    /// What the team file is to tell it under a key.
    pub(crate) fn setting(&self, key: &str) -> Option<String> {
        let mut settings = self.settings.iter();
        let (_, said) = settings.find(|(known, _)| known == key)?;
        Some(said.clone())
    }

    /// What was said of each group whose mention was asked about.
    pub(crate) fn words_on_groups(&self) -> impl Iterator<Item = Word> {
        let word = |group: &GroupSeen| {
            (group.handle.clone(), meaning(&self.meant, &group.handle))
        };
        self.groups.iter().map(word)
    }

    /// Where and as whom, in a sentence.
    pub(crate) fn words(&self) -> String {
        let place = match clean_line(&self.workspace) {
            name if name.is_empty() => clean_line(&self.name),
            name => name,
        };
        match self.me() {
            Some(me) => {
                format!("Signed in to {place} as {}.", clean_line(&me.name))
            }
            None => format!("{place} is connected."),
        }
    }

    /// As it is shown.
    pub(crate) fn line(&self) -> Connected {
        let places: Vec<String> = self
            .places
            .iter()
            .map(|it| match it.name.as_str() {
                "" => clean_line(&it.id),
                name => clean_line(name),
            })
            .collect();
        let places = places.join(", ");
        let sentences = |all: &[String]| {
            let all =
                all.iter().map(|it| crate::cli::sentence(&clean_line(it)));
            all.collect()
        };
        Connected {
            source: self.id.to_string(),
            kind: self.kind.to_owned(),
            title: clean_line(&self.name),
            words: match self.me() {
                Some(me) => format!("{places}, as {}", clean_line(&me.name)),
                None => places,
            },
            may: sentences(&self.probe.may),
            may_not: sentences(&self.probe.may_not),
        }
    }
}

impl State {
    /// The ids of those in the groups whose mention means something, those
    /// who are called for what is urgent first.
    pub(super) fn members(&self) -> Vec<String> {
        let urgent = |priority: &Priority| *priority == Priority::Urgent;
        let of = |all: bool| {
            self.groups.iter().filter(move |group| {
                self.meant.iter().any(|(handle, priority)| {
                    *handle == group.handle && (all || urgent(priority))
                })
            })
        };
        let groups = of(false).chain(of(true));
        groups.flat_map(|group| group.members.clone()).collect()
    }
}

/// Rules that know nothing but a source with these places.
pub(super) fn scratch(
    target: &Target,
    places: &[NewPlace],
) -> Result<Rules, Failure> {
    rules_with(&Connection {
        kind: target.kind.to_owned(),
        key: target.id.to_string(),
        settings: target.settings.clone(),
        places: places.to_vec(),
        me: None,
    })
}

/// Rules that know nothing but what is connected.
pub(crate) fn rules_with(connection: &Connection) -> Result<Rules, Failure> {
    let file = std::path::Path::new("team.toml");
    let connections = std::slice::from_ref(connection);
    let edit = team::connect(LEAST, "team.toml", connections)
        .map_err(|flaws| in_the_way(&flaws))?;
    wiring::rules(&edit.text, file).map_err(unready)
}

/// What is wrong with what was typed, as the team file would say it.
pub(crate) fn in_the_way(flaws: &[team::Flaw]) -> Failure {
    let first = flaws.first();
    let what = first.map(|flaw| flaw.what.clone()).unwrap_or_default();
    let remedy = first.map(|flaw| flaw.remedy.clone()).unwrap_or_default();
    let key = first.map(|flaw| flaw.key.clone()).unwrap_or_default();
    let what = format!("{}: {what}.", clean_line(&key));
    Failure::new(contract::Code::Usage, what).hint(remedy)
}
