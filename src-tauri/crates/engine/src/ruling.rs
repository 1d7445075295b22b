//! Looking at the team file, and putting its rules in force.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use domain::{RequestId, Rules};

use crate::Trouble;
use crate::calendars::{changed, whole_text};
use crate::fold::Moved;
use crate::house::House;
use crate::owed::Paid;
use crate::watch::Memory;

/// What the team file looked like when it was read last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// When it and its calendar files were changed; nothing where they have
    /// to be read again whatever their times say.
    changed: Vec<Option<SystemTime>>,
    /// As it stands there.
    own: String,
    /// With what its calendar files say.
    whole: String,
}

impl Look {
    /// The calendar files that it names.
    pub(crate) fn names(&self) -> Vec<String> {
        team::named_files(&self.own)
    }

    pub(crate) fn of(text: &str) -> Look {
        let (own, whole) = (String::new(), text.to_owned());
        Look { changed: Vec::new(), own, whole }
    }
}

/// Under which the rules are kept by which all requests are judged.
pub(crate) const JUDGED_BY: &str = "judged_by";

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
        let data = self.store.directory();
        let asked = std::mem::take(&mut self.board().reload);
        let same = memory.file.as_ref().is_some_and(|look| {
            let known = look.changed.first().is_some_and(Option::is_some);
            known && look.changed == changed(file, data, &look.own)
        });
        if same && !asked {
            return Ok(());
        }
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(e) => {
                self.flaw(Some(unreadable(file, &e)));
                // What stands there once it can be read is news.
                memory.file = None;
                return Ok(());
            }
        };
        let changed = changed(file, data, &text);
        let own = text;
        let text = whole_text(&own, file, data, self.now());
        let known = memory.file.as_ref().is_some_and(|l| l.whole == text);
        let what = match &memory.file {
            Some(look) if look.own == own => "A calendar",
            Some(_) | None => "The team file",
        };
        memory.file = Some(Look { changed, own, whole: text.clone() });
        if known {
            return Ok(());
        }
        match read(&text, file) {
            Ok(rules) => {
                self.flaw(None);
                if rules.version == self.rules().version {
                    return Ok(());
                }
                let ruled = self.rule(rules, (&text, what)).await;
                if ruled.is_err() {
                    memory.file = None;
                }
                ruled
            }
            Err(Trouble::Rules(flaw)) => {
                self.flaw(Some(faulty(&flaw)));
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

    /// Puts new rules in force and judges everything by them, and says what
    /// moved. What is settled stays.
    async fn rule(
        self: &Arc<House>,
        rules: Rules,
        (text, what): (&str, &str),
    ) -> Result<(), Trouble> {
        let (old, rules) = (self.rules(), Arc::new(rules));
        let mut step = self.step().await?;
        step.log_ruling(text).await?;
        step.rule(Arc::clone(&rules));
        let moved = step.judge_all().await?;
        step.commit().await?;
        let now = self.now();
        let late = |(_, kind, due): &&Moved| kind.is_target() && *due <= now;
        let late: BTreeSet<RequestId> =
            moved.iter().filter(late).map(|(id, _, _)| *id).collect();
        // The sentence tells of them, and they ring from their next repeat.
        let alerts = self.board().late_by_rules(self, &late, now);
        self.tell(alerts, &Paid::default(), now).await;
        self.remark(moved_words(what, moved.len(), late.len()), None);
        let me = self.board().me.clone();
        if me.is_some_and(|me| rules.person(&me).is_none()) {
            self.board().me = None;
        }
        if old.sources != rules.sources
            || old.raises != rules.raises
            || old.roster != rules.roster
        {
            self.begin_listening().await;
        }
        Ok(())
    }

    /// Judges everything in the queue again.
    pub(crate) async fn rejudge_all(&self) -> Result<(), Trouble> {
        let ids: Vec<RequestId> = self.board().cards.keys().copied().collect();
        for some in ids.chunks(AT_ONCE) {
            let mut step = self.step().await?;
            step.rejudge(some).await?;
            step.commit().await?;
        }
        Ok(())
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

/// What is said of a team file with faults. The first line stands alone where
/// there is no room for more.
#[must_use]
pub fn faulty(flaws: &str) -> String {
    let faults = match flaws.lines().count() {
        0 | 1 => "a fault".to_owned(),
        n => format!("{n} faults"),
    };
    format!(
        "The team file has {faults}; the last good one is in force.\n{flaws}"
    )
}

/// What is said of a team file that cannot be read, in the same two parts.
#[must_use]
pub fn unreadable(file: &Path, error: &std::io::Error) -> String {
    format!(
        "The team file cannot be read; the last good one is in force.\n{}: \
         {error}. Look whether it is there, and whether you may read it.",
        file.display()
    )
}

/// What has changed, and what came of it.
fn moved_words(what: &str, moved: usize, late: usize) -> String {
    let deadlines = match moved {
        0 => "no deadline moved".to_owned(),
        1 => "1 deadline moved".to_owned(),
        n => format!("{n} deadlines moved"),
    };
    let late = match late {
        0 => String::new(),
        1 => ", 1 is now overdue".to_owned(),
        n => format!(", {n} are now overdue"),
    };
    format!("{what} has changed: {deadlines}{late}.")
}
