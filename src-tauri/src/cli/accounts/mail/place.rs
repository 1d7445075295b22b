//! Where a mailbox is, as the team file is to say it.

use contract::Failure;
use domain::{Author, Rules, SourceId, SourceRules};
use sources::mail::servers_of;
use team::{Connection, Edit, NewPlace};

use super::super::begun;
use super::super::named::{Named, no_file};
use super::super::source::offer_change;
use crate::accounts::MAIL;
use crate::boot::Paths;
use crate::cli::{ask, team as file, unready};
use crate::connecting::{in_the_way, rules_with};
use crate::wiring;

/// Whether the team file says where a mailbox is.
fn is_told(source: &SourceRules) -> bool {
    ["address", "imap", "smtp"]
        .iter()
        .all(|key| source.options.contains_key(*key))
}

/// A source as the team file has it, or is to have it.
pub(super) struct Planned {
    /// The team file, with the source in it.
    pub(super) rules: Rules,
    /// The source's key.
    pub(super) id: SourceId,
    /// What is still to be written.
    unwritten: Option<Unwritten>,
}

/// What is still to be written.
enum Unwritten {
    /// A change of the team file.
    Change(Edit),
    /// A first team file that reads this.
    First(Connection),
}

impl Planned {
    /// The source of the team file; one that it does not have is asked about.
    pub(super) fn of(
        paths: &Paths,
        named: Named,
        app: Option<&str>,
    ) -> Result<Planned, Failure> {
        let known = named.rules.as_ref().and_then(|it| it.source(&named.id));
        if !known.is_some_and(is_told) {
            return Planned::asked(paths, &named, app);
        }
        let Named { id, rules, .. } = named;
        // A source that is known is one of a team file.
        let rules = rules.ok_or_else(|| no_file(MAIL))?;
        Ok(Planned { rules, id, unwritten: None })
    }

    /// Asks where it is.
    fn asked(
        paths: &Paths,
        named: &Named,
        app: Option<&str>,
    ) -> Result<Planned, Failure> {
        let shared = ask::address("The address that people write to", "")?;
        let (imap, smtp) = servers_of(&shared);
        let imap =
            ask::answer("The server that it is read from (IMAP)", &imap)?;
        let smtp = ask::answer("The server that sends (SMTP)", &smtp)?;
        let app = app.map(|app| ("client_id", app.to_owned()));
        let servers =
            [("address", shared.clone()), ("imap", imap), ("smtp", smtp)];
        let settings = servers.into_iter().chain(app);
        let inbox = NewPlace {
            id: "INBOX".to_owned(),
            name: shared,
            settings: Vec::new(),
        };
        let known = named.rules.as_ref().and_then(|it| it.source(&named.id));
        let reads = known.is_some_and(|source| !source.places.is_empty());
        let connection = Connection {
            kind: MAIL.to_owned(),
            key: named.id.to_string(),
            settings: settings.map(|(key, it)| (key.to_owned(), it)).collect(),
            places: if reads { Vec::new() } else { vec![inbox] },
            me: None,
        };
        let id = named.id.clone();
        if named.rules.is_none() {
            let rules = rules_with(&connection)?;
            let unwritten = Some(Unwritten::First(connection));
            return Ok(Planned { rules, id, unwritten });
        }
        let (text, _) = file::standing(&paths.team)?;
        let name = paths.team.display().to_string();
        let edit = team::connect(&text, &name, &[connection])
            .map_err(|flaws| in_the_way(&flaws))?;
        let rules = wiring::rules(&edit.text, &paths.team).map_err(unready)?;
        let unwritten = Some(Unwritten::Change(edit));
        Ok(Planned { rules, id, unwritten })
    }

    /// Whether the team file does not have it yet.
    pub(super) fn is_new(&self) -> bool {
        self.unwritten.is_some()
    }

    /// Whether the roster knows who signed in, where there is one.
    pub(super) fn knows(&self, me: &Author) -> Option<bool> {
        match self.unwritten {
            Some(Unwritten::First(_)) => None,
            Some(Unwritten::Change(_)) | None => {
                Some(self.rules.teammate(&self.id, me).is_some())
            }
        }
    }

    /// Writes it, if that is agreed to; gives sentences about it.
    pub(super) fn write(
        &self,
        paths: &Paths,
        me: &Author,
        yes: bool,
    ) -> Result<Vec<String>, Failure> {
        let name = paths.team.display();
        let (written, words) = match &self.unwritten {
            None => return Ok(Vec::new()),
            Some(Unwritten::First(connection)) => (
                begun::offer(paths, me, connection, yes)?,
                format!(
                    "{name} is written: you are on duty. `hotseat run` \
                     starts watching."
                ),
            ),
            Some(Unwritten::Change(edit)) => (
                offer_change(paths, edit, yes)?,
                format!("{name} has the mailbox: it is watched from now on."),
            ),
        };
        Ok(vec![match written {
            true => words,
            false => format!(
                "{name} still has no mailbox, so nothing is watched there. \
                 Run this again, or write it by hand."
            ),
        }])
    }
}
