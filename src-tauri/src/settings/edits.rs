//! Shows a change of the team file, and writes it once it is agreed to.

use std::path::Path;

use contract::{Code, Failure, TeamChange, TeamEdit};
use domain::Teammate;
use engine::Desk;
use team::{Change, Connection, Edit, Flaw, Newcomer};

use super::{failed, page};
use crate::{teamfile, wiring};

/// Shows a change, or writes the one that was shown.
pub(crate) fn edit(
    desk: &Desk,
    change: &TeamEdit,
    agreed: Option<&str>,
) -> Result<TeamChange, Failure> {
    propose(desk, agreed, |text, file| made(text, file, change))
}

/// The same for a source as it was connected.
pub(crate) fn connect(
    desk: &Desk,
    connection: &Connection,
    agreed: Option<&str>,
) -> Result<TeamChange, Failure> {
    propose(desk, agreed, |text, file| {
        let name = file.display().to_string();
        team::connect(text, &name, std::slice::from_ref(connection))
    })
}

/// Refuses where the team file cannot be changed from here.
pub(crate) fn may_change(desk: &Desk) -> Result<(), Failure> {
    desk.team_file().ok_or_else(no_file)?;
    desk.may_change_team().map_err(failed)
}

fn propose(
    desk: &Desk,
    agreed: Option<&str>,
    made: impl Fn(&str, &Path) -> Result<Edit, Vec<Flaw>>,
) -> Result<TeamChange, Failure> {
    let file = desk.team_file().ok_or_else(no_file)?;
    desk.may_change_team().map_err(failed)?;
    let text = wiring::team_text(file)
        .map_err(|e| Failure::new(Code::Failed, format!("{e}.")))?;
    if agreed.is_some_and(|version| version != team::version(&text)) {
        return Err(changed_meanwhile(file));
    }
    match made(&text, file) {
        Err(flaws) => Ok(TeamChange {
            replaces: team::version(&text),
            diff: String::new(),
            remark: None,
            faults: flaws.into_iter().map(page::flaw).collect(),
            written: false,
            words: "This cannot be written.".to_owned(),
        }),
        Ok(edit) if agreed.is_some() => write(desk, file, edit),
        Ok(edit) => Ok(shown(edit, false, "Nothing is written yet.")),
    }
}

/// The demo's team file is part of the program.
pub(super) fn no_file() -> Failure {
    Failure::new(
        Code::Refused,
        "The demo has a team file of its own, which stays as it is.",
    )
    .hint("`hotseat run` works with a team file of yours.")
}

fn changed_meanwhile(file: &Path) -> Failure {
    Failure::new(
        Code::Refused,
        format!(
            "{} has changed meanwhile; nothing was written.",
            file.display()
        ),
    )
    .hint("Look at the change once more, and agree to it again.")
}

fn made(text: &str, file: &Path, change: &TeamEdit) -> Result<Edit, Vec<Flaw>> {
    let name = file.display().to_string();
    let change = match change.clone() {
        TeamEdit::AddPerson { name: who, email, ids } => {
            let key = team::key_of(&who);
            let newcomer = Newcomer { key, name: who, email, ids };
            return team::add_person(text, &name, &newcomer)
                .map_err(|flaw| vec![flaw]);
        }
        TeamEdit::Observe { person, from, until } => {
            let roster = team::parse(text, &name)?.rules.roster;
            let key = key_in(&roster, person);
            return team::observe(text, &name, &key, (from, until))
                .map_err(|flaw| vec![flaw]);
        }
        TeamEdit::SetTarget { level, target } => {
            Change::SetTarget { level: at(level), target }
        }
        TeamEdit::SetClaimCounts { level, counts } => {
            Change::SetClaimCounts { level: at(level), counts }
        }
        TeamEdit::SetHours { days, hours } => Change::SetHours { days, hours },
        TeamEdit::AddHoliday { date, reason } => {
            Change::AddHoliday { date, reason }
        }
    };
    team::change(text, &name, &change)
}

/// The key of somebody who is named by it, or by what they are called.
fn key_in(roster: &[Teammate], person: String) -> String {
    let named =
        |mate: &&Teammate| mate.key.as_str() == person || mate.name == person;
    let known = roster.iter().find(named);
    known.map_or(person.clone(), |mate| mate.key.to_string())
}

fn at(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

fn write(desk: &Desk, file: &Path, edit: Edit) -> Result<TeamChange, Failure> {
    teamfile::over(file, &edit.text, &edit.replaces)?;
    desk.reload().map_err(failed)?;
    Ok(shown(edit, true, "The team file is written."))
}

fn shown(edit: Edit, written: bool, words: &str) -> TeamChange {
    TeamChange {
        replaces: edit.replaces,
        diff: edit.diff,
        remark: edit.remark,
        faults: Vec::new(),
        written,
        words: words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEAM: &str = "team = \"T\"\nzone = \"UTC\"\n[roster.lena]\n\
                        name = \"Lena Vos\"\n";

    #[test]
    fn who_reads_along_is_named_by_key_or_by_what_they_are_called() {
        let day = |text: &str| text.parse().expect("a day");
        for person in ["lena", "Lena Vos"] {
            let change = TeamEdit::Observe {
                person: person.to_owned(),
                from: day("2026-11-16"),
                until: Some(day("2026-11-27")),
            };
            let edit = made(TEAM, Path::new("team.toml"), &change);
            let text = edit.expect("it is written").text;
            let both = "observes = [\"2026-11-16\", \"2026-11-27\"]";
            assert!(text.contains(both), "{text}");
        }
        let nobody = TeamEdit::Observe {
            person: "Dirk".to_owned(),
            from: day("2026-11-16"),
            until: None,
        };
        let refused = made(TEAM, Path::new("team.toml"), &nobody);
        assert!(refused.is_err(), "{refused:?}");
    }
}
