//! Looking at the team file, and putting its rules in force.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use domain::{Judged, RequestId, Rules};

use crate::Trouble;
use crate::house::House;
use crate::watch::Memory;

/// What the team file looked like when it was read last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// Nothing where it has to be read again whatever its time says.
    changed: Option<SystemTime>,
    text: String,
}

impl Look {
    pub(crate) fn of(text: &str) -> Look {
        Look { changed: None, text: text.to_owned() }
    }
}

/// So many requests are judged again in one go; others have their turn
/// between.
const AT_ONCE: usize = 200;

impl House {
    /// Reads the team file again if it has changed. A broken one leaves the
    /// last good one working, and says what is wrong.
    pub(crate) async fn look_at_file(
        self: &Arc<House>,
        memory: &mut Memory,
    ) -> Result<(), Trouble> {
        let Some(file) = &self.file else { return Ok(()) };
        let changed = std::fs::metadata(file).and_then(|m| m.modified()).ok();
        let asked = std::mem::take(&mut self.board().reload);
        let same = memory.file.as_ref().is_some_and(|look| {
            look.changed.is_some() && look.changed == changed
        });
        if same && !asked {
            return Ok(());
        }
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(e) => {
                let flaw = format!(
                    "{} cannot be read ({e}); the rules stay as they were.",
                    file.display()
                );
                self.flaw(Some(flaw));
                // What stands there once it can be read is news.
                memory.file = None;
                return Ok(());
            }
        };
        let known = memory.file.as_ref().is_some_and(|l| l.text == text);
        memory.file = Some(Look { changed, text: text.clone() });
        if known {
            return Ok(());
        }
        match read(&text, file) {
            Ok(rules) => {
                self.flaw(None);
                if rules.version == self.rules().version {
                    return Ok(());
                }
                let ruled = self.rule(rules, &text).await;
                if ruled.is_err() {
                    memory.file = None;
                }
                ruled
            }
            Err(Trouble::Rules(flaw)) => {
                self.flaw(Some(flaw));
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    fn flaw(&self, flaw: Option<String>) {
        let mut board = self.board();
        if board.file_flaw != flaw {
            board.file_flaw = flaw;
            drop(board);
            self.announce_change();
        }
    }

    /// Puts new rules in force, judges everything by them, and says what
    /// moved.
    async fn rule(
        self: &Arc<House>,
        rules: Rules,
        text: &str,
    ) -> Result<(), Trouble> {
        let (old, rules) = (self.rules(), Arc::new(rules));
        let before = self.deadlines();
        let mut step = self.step().await?;
        step.log_ruling(text).await?;
        step.rule(Arc::clone(&rules));
        step.commit().await?;
        let me = self.board().me.clone();
        if me.is_some_and(|me| rules.person(&me).is_none()) {
            self.board().me = None;
        }
        self.rejudge_all().await?;
        if old.sources != rules.sources
            || old.raises != rules.raises
            || old.roster != rules.roster
        {
            self.begin_listening().await;
        }
        let now = self.now();
        let after = self.deadlines();
        let moved = after.iter().filter(|d| !before.contains(d));
        let late = moved.clone().filter(|(_, due)| *due <= now).count();
        self.remark(moved_words(moved.count(), late), None);
        Ok(())
    }

    fn deadlines(&self) -> BTreeSet<(RequestId, DateTime<Utc>)> {
        let due = |judged: &Judged| Some(judged.deadline.as_ref()?.due);
        self.board()
            .cards
            .iter()
            .filter_map(|(id, card)| Some((*id, due(&card.judged)?)))
            .collect()
    }

    /// Judges everything in the queue again.
    pub(crate) async fn rejudge_all(&self) -> Result<(), Trouble> {
        let ids: Vec<RequestId> = self.board().cards.keys().copied().collect();
        for some in ids.chunks(AT_ONCE) {
            let mut step = self.step().await?;
            step.rejudge(some).await?;
            step.commit().await?;
        }
        let mut write = self.store.write().await?;
        write.set("judged_by", &self.rules().version).await?;
        Ok(write.commit().await?)
    }
}

/// Reads rules, or says everything that is wrong with them.
pub(crate) fn read(text: &str, file: &Path) -> Result<Rules, Trouble> {
    team::parse(text, &file.display().to_string())
        .map(|team| team.rules)
        .map_err(|flaws| {
            let all: Vec<String> =
                flaws.iter().map(ToString::to_string).collect();
            Trouble::Rules(all.join("\n"))
        })
}

fn moved_words(moved: usize, late: usize) -> String {
    let deadlines = match moved {
        0 => "no deadline moved".to_owned(),
        1 => "1 deadline moved".to_owned(),
        n => format!("{n} deadlines moved"),
    };
    match late {
        0 => format!("The team file has changed: {deadlines}."),
        1 => {
            format!("The team file has changed: {deadlines}, 1 is now overdue.")
        }
        n => format!(
            "The team file has changed: {deadlines}, {n} are now overdue."
        ),
    }
}
