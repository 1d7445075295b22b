//! A desktop that remembers what was said on it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::{NotShown, Notice, NoticeId, Notifier};

/// What happened on the desktop.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    /// A bubble.
    Shown(Notice),
    /// A bubble was taken away.
    Withdrawn(NoticeId),
}

#[derive(Debug, Default)]
struct Memory {
    said: Vec<Said>,
    heard: usize,
    broken: bool,
}

/// A notifier that records.
#[derive(Debug, Default)]
pub(crate) struct FakeNotifier {
    memory: Mutex<Memory>,
}

impl FakeNotifier {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The desktop shows nothing more, or does again.
    pub(crate) fn breaks(&self, broken: bool) {
        self.memory().broken = broken;
    }

    /// The bubbles since this was last asked.
    pub(crate) fn heard(&self) -> Vec<Notice> {
        let mut memory = self.memory();
        let from = memory.heard;
        let news = memory.said.split_off(from);
        memory.said.extend(news.iter().cloned());
        memory.heard = memory.said.len();
        news.into_iter()
            .filter_map(|said| match said {
                Said::Shown(notice) => Some(notice),
                Said::Withdrawn(_) => None,
            })
            .collect()
    }

    /// The bubbles that stand now, the newest last.
    pub(crate) fn standing(&self) -> Vec<Notice> {
        let mut standing: Vec<Notice> = Vec::new();
        for said in &self.memory().said {
            match said {
                Said::Shown(notice) => {
                    standing.retain(|known| known.id != notice.id);
                    standing.push(notice.clone());
                }
                Said::Withdrawn(id) => standing.retain(|n| n.id != *id),
            }
        }
        standing
    }
}

#[async_trait]
impl Notifier for FakeNotifier {
    async fn show(&self, notice: &Notice) -> Result<(), NotShown> {
        let mut memory = self.memory();
        if memory.broken {
            return Err(NotShown("nobody is there".to_owned()));
        }
        memory.said.push(Said::Shown(notice.clone()));
        Ok(())
    }

    async fn withdraw(&self, id: &NoticeId) {
        self.memory().said.push(Said::Withdrawn(id.clone()));
    }
}
