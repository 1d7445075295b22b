//! Where a mailbox is, as the team file is to say it.

use contract::{Code, Failure};
use domain::{Rules, SourceId, SourceRules};
use sources::mail::{address, servers_of};
use team::{Change, Edit};

use super::{MAIL, answer};
use crate::boot::Paths;
use crate::cli::ask;
use crate::{teamfile, wiring};

/// Whether the team file says where a mailbox is.
pub(super) fn is_told(source: &SourceRules) -> bool {
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
    edit: Option<Edit>,
}

impl Planned {
    /// The team file has it already.
    pub(super) fn written(rules: Rules, id: SourceId) -> Planned {
        Planned { rules, id, edit: None }
    }

    /// Asks where it is.
    pub(super) fn ask(
        paths: &Paths,
        text: &str,
        (id, known): (&SourceId, bool),
    ) -> Result<Planned, Failure> {
        let shared = ask::line("The address that people write to:")?;
        let shared = shared.as_deref().and_then(address).ok_or_else(|| {
            Failure::new(Code::Usage, "That is no address.")
                .hint("Nothing has changed.")
        })?;
        let (imap, smtp) = servers_of(&shared);
        let imap = answer("The server that it is read from (IMAP)", &imap)?;
        let smtp = answer("The server that sends (SMTP)", &smtp)?;
        let name = paths.team.display().to_string();
        let added = Change::AddSource {
            kind: MAIL.to_owned(),
            key: id.to_string(),
            client_id: None,
            place: ("INBOX".to_owned(), shared.clone()),
        };
        let settings = [("address", shared), ("imap", imap), ("smtp", smtp)];
        let told = Change::SetSource {
            source: id.to_string(),
            settings: settings.map(|(key, it)| (key.to_owned(), it)).into(),
        };
        let mut after = text.to_owned();
        let added = Some(added).filter(|_| !known);
        for change in added.into_iter().chain([told]) {
            let edit = team::change(&after, &name, &change).map_err(|all| {
                let all: Vec<String> =
                    all.iter().map(ToString::to_string).collect();
                Failure::new(Code::Refused, all.join("\n"))
            })?;
            after = edit.text;
        }
        let rules = wiring::rules(&after, &paths.team).map_err(|faults| {
            Failure::new(Code::Refused, faults.to_string())
        })?;
        let edit = Edit {
            replaces: team::version(text),
            diff: team::diff(text, &after),
            text: after,
            key: id.to_string(),
            remark: None,
        };
        Ok(Planned { rules, id: id.clone(), edit: Some(edit) })
    }

    /// Whether the team file does not have it yet.
    pub(super) fn is_new(&self) -> bool {
        self.edit.is_some()
    }

    /// Writes it, if that is agreed to; gives sentences about it.
    pub(super) fn write(
        &self,
        paths: &Paths,
        yes: bool,
    ) -> Result<Vec<String>, Failure> {
        let Some(edit) = &self.edit else { return Ok(Vec::new()) };
        let name = paths.team.display();
        if !yes {
            ask::say(&format!("\n{}", edit.diff));
            if !ask::agreed(&format!("Write this to {name}?"))? {
                return Ok(vec![format!(
                    "{name} still has no mailbox, so nothing is watched \
                     there. Run this again, or write it by hand."
                )]);
            }
        }
        teamfile::over(&paths.team, &edit.text, &edit.replaces)?;
        Ok(vec![format!("{name} has the mailbox: it is watched from now on.")])
    }
}
