//! Joining a team by the file that a colleague has written.

use std::path::{Path, PathBuf};

use contract::{Code, Failure, SetupStep};
use domain::Clock;
use engine::SystemClock;

use super::FirstRun;
use super::state::Joined;
use crate::cli::{failed, unready};
use crate::connecting::signed_in_to;
use crate::wiring;

impl FirstRun {
    /// Asks for the file, or takes the one at a path.
    pub(super) async fn join(
        &self,
        file: Option<String>,
    ) -> Result<(), Failure> {
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
        {
            let mut state = self.state();
            state.zone = rules.zone.name().to_owned();
            state.draft = None;
            state.connected.clear();
            state.joined = Some(Joined { file, rules, waiting });
        }
        self.sign_in_next().await;
        Ok(())
    }

    /// Asks for the sign-in to the next source of a joined file.
    async fn sign_in_next(&self) {
        let next = {
            let mut state = self.state();
            let Some(joined) = &state.joined else { return };
            let team = format!("This is the team {}.", joined.rules.team);
            let next = joined.waiting.first().cloned();
            let rules = joined.rules.clone();
            let Some(next) = next else {
                state.remarks = vec![team];
                state.step = SetupStep::File;
                return;
            };
            state.step = SetupStep::Connect;
            (rules, next, team)
        };
        let (rules, next, team) = next;
        self.connecting.open_known((&rules, &next), false).await;
        self.connecting.remark(&team);
    }

    /// Somebody has signed in to a source of a joined file: the next source,
    /// or the roster, or the queue.
    pub(super) async fn go_on_joining(
        &self,
        words: String,
    ) -> Result<(), Failure> {
        let more = {
            let mut state = self.state();
            state.remarks = vec![words.clone()];
            let signed: Vec<_> =
                state.connected.iter().map(|it| it.id.clone()).collect();
            let Some(joined) = state.joined.as_mut() else { return Ok(()) };
            joined.waiting.retain(|id| !signed.contains(id));
            !joined.waiting.is_empty()
        };
        if more {
            self.sign_in_next().await;
            self.connecting.remark(&words);
            return Ok(());
        }
        if self.is_settled(SystemClock::new().now()) {
            return self.look_in().await;
        }
        self.newcomer(false)
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
