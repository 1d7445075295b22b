//! Joining a team by the file that a colleague has written.

use std::path::{Path, PathBuf};

use contract::{Code, Failure, SetupStep};
use domain::{Rules, SourceId};
use team::add_person;

use super::FirstRun;
use super::state::{Draft, Joined, Signed};
use crate::accounts::{SLACK, newcomer};
use crate::cli::{failed, unready};
use crate::wiring;

impl FirstRun {
    /// Asks for the file, or takes the one at a path.
    pub(super) fn join(&self, file: Option<String>) -> Result<(), Failure> {
        let Some(words) = file else {
            let mut state = self.state();
            state.preset = None;
            state.step = SetupStep::Join;
            return Ok(());
        };
        let file = path(&words).ok_or_else(|| {
            Failure::new(Code::Usage, "The path of the team file is missing.")
                .hint("Type or paste where team.toml is on this computer.")
        })?;
        let text =
            wiring::team_text(&file).map_err(|e| unreadable(&file, e))?;
        let rules = wiring::rules(&text, &file).map_err(unready)?;
        let waiting = signed_in_to(&rules);
        let client_id = waiting
            .first()
            .and_then(|id| rules.source(id)?.options.get("client_id"));
        let mut state = self.state();
        state.client_id = client_id.cloned().unwrap_or_default();
        state.zone = rules.zone.name().to_owned();
        state.remarks = vec![format!("This is the team {}.", rules.team)];
        state.step = match waiting.is_empty() {
            true => SetupStep::File,
            false => SetupStep::SignIn,
        };
        state.draft = None;
        state.joined = Some(Joined { file, rules, waiting });
        Ok(())
    }

    /// Somebody has signed in to a source of a joined file: the next source,
    /// or the roster, or the queue.
    pub(super) async fn arrive_in(
        &self,
        signed: Signed,
        remarks: Vec<String>,
    ) -> Result<(), Failure> {
        let known = {
            let mut state = self.state();
            state.remarks = remarks;
            let Some(joined) = state.joined.as_mut() else { return Ok(()) };
            joined.waiting.retain(|id| *id != signed.source);
            let next = joined.waiting.first().cloned();
            let client_id = next.as_ref().and_then(|id| {
                joined.rules.source(id)?.options.get("client_id").cloned()
            });
            let mate = joined.rules.teammate(&signed.source, &signed.me);
            let known = mate.is_some();
            state.signed = Some(signed);
            if next.is_some() {
                state.client_id = client_id.unwrap_or_default();
                return Ok(());
            }
            known
        };
        if known {
            return self.look_in().await;
        }
        self.add_me()
    }

    /// Shows the change that writes me into the roster.
    fn add_me(&self) -> Result<(), Failure> {
        let mut state = self.state();
        state.step = SetupStep::File;
        let (Some(joined), Some(signed)) = (&state.joined, &state.signed)
        else {
            return Ok(());
        };
        let text = wiring::team_text(&joined.file).map_err(unready)?;
        let name = joined.file.display().to_string();
        let edit = add_person(&text, &name, &newcomer(&signed.me))
            .map_err(|flaw| Failure::new(Code::Refused, flaw.to_string()))?;
        state.draft = Some(Draft {
            text: edit.text,
            shown: edit.diff,
            replaces: Some(edit.replaces),
        });
        state.remarks.extend(edit.remark);
        Ok(())
    }

    /// Puts a link to a joined file where the team file is looked for, so
    /// that the file stays where the team keeps it.
    pub(super) fn link(&self) -> Result<(), Failure> {
        let joined = self.state().joined.as_ref().map(|it| it.file.clone());
        match joined {
            Some(file) if !self.paths.team.exists() => {
                self.paths.make().map_err(failed)?;
                point(&file, &self.paths.team).map_err(failed)
            }
            Some(_) | None => Ok(()),
        }
    }
}

#[cfg(unix)]
fn point(file: &Path, from: &Path) -> std::io::Result<()> {
    if from.is_symlink() {
        // It leads nowhere any more.
        std::fs::remove_file(from)?;
    }
    std::os::unix::fs::symlink(file, from)
}

/// Elsewhere a link takes rights that a user need not have.
#[cfg(not(unix))]
fn point(file: &Path, from: &Path) -> std::io::Result<()> {
    std::fs::copy(file, from).map(drop)
}

/// The sources of a team file that somebody has to sign in to.
fn signed_in_to(rules: &Rules) -> Vec<SourceId> {
    let slack = rules.sources.iter().filter(|it| it.kind == SLACK);
    slack.map(|source| source.id.clone()).collect()
}

/// A path as people type and paste it.
fn path(words: &str) -> Option<PathBuf> {
    let words = words.trim().trim_matches(['"', '\'']);
    let words = words.strip_prefix("file://").unwrap_or(words);
    if words.is_empty() {
        return None;
    }
    let path = match words.strip_prefix("~/") {
        Some(rest) => dirs::home_dir()?.join(rest),
        None => PathBuf::from(words),
    };
    let path = std::path::absolute(path).ok()?;
    // The folder of a repository is as good as the file in it.
    Some(if path.is_dir() { path.join("team.toml") } else { path })
}

fn unreadable(file: &Path, error: wiring::Unready) -> Failure {
    match error {
        wiring::Unready::NoTeam(_) => Failure::new(
            Code::NotFound,
            format!("There is no file {}.", file.display()),
        )
        .hint("Look where your colleague keeps team.toml, and paste its path."),
        other => unready(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_as_it_is_pasted() {
        let same = |words: &str| path(words).expect(words);
        let file = PathBuf::from("/srv/team/team.toml");
        assert_eq!(same(" '/srv/team/team.toml' "), file);
        assert_eq!(same("file:///srv/team/team.toml"), file);
        assert_eq!(path("  "), None);
    }

    #[test]
    fn a_folder_stands_for_the_file_in_it() {
        let dir = tempfile::tempdir().expect("a directory");
        let words = dir.path().display().to_string();
        assert_eq!(path(&words), Some(dir.path().join("team.toml")));
    }

    #[cfg(unix)]
    #[test]
    fn a_joined_file_stays_where_the_team_keeps_it() {
        let dir = tempfile::tempdir().expect("a directory");
        let (file, link) = (dir.path().join("theirs"), dir.path().join("ours"));
        std::fs::write(&file, "team = \"T\"").expect("a file");
        point(&file, &link).expect("a link");
        assert!(link.is_symlink());
        assert_eq!(std::fs::read_to_string(&link).unwrap(), "team = \"T\"");
    }
}
