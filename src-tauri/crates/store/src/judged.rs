//! What is true of requests to which nothing happened.

use std::sync::Arc;

use domain::{Deadline, Judged, Step};
use serde::{Deserialize, Serialize};

use crate::row::{json, ms, value};
use crate::{Result, Write, sql};

/// What a new calendar changes of many requests at once: it is written alone,
/// since everything else that is true of them is many times as long.
#[derive(Debug, Serialize, Deserialize)]
struct Clocks {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deadline: Option<Deadline>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<Deadline>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Step>,
}

impl Clocks {
    fn of(judged: &Judged) -> Clocks {
        Clocks {
            deadline: judged.deadline.clone(),
            others: judged.others.clone(),
            steps: judged.steps.clone(),
        }
    }

    fn are_those_of(&self, judged: &Judged) -> bool {
        self.deadline == judged.deadline
            && self.others == judged.others
            && self.steps == judged.steps
    }

    fn swap(&mut self, judged: &mut Judged) {
        std::mem::swap(&mut self.deadline, &mut judged.deadline);
        std::mem::swap(&mut self.others, &mut judged.others);
        std::mem::swap(&mut self.steps, &mut judged.steps);
    }
}

/// What is true of a request as it stands in its row, with the clocks that
/// were written since.
pub(crate) fn judged(text: &str, clocks: Option<&str>) -> Result<Judged> {
    let mut judged = value("request", text)?;
    if let Some(clocks) = clocks {
        let mut clocks: Clocks = value("clocks", clocks)?;
        clocks.swap(&mut judged);
    }
    Ok(judged)
}

/// What is written of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// Its clocks, and what is said of them.
    Clocks,
    /// All that is true of it; it stands where it stood.
    Words,
    /// It stands elsewhere by it, or not in the queue any more.
    Place,
}

/// A request of which something else is true than before, ready to be
/// written: that takes longer than to write it.
#[derive(Debug)]
pub struct Rejudged {
    /// What is true of it now.
    pub judged: Arc<Judged>,
    change: Change,
    text: String,
}

impl Rejudged {
    /// A request as it was judged again; nothing if what was true of it still
    /// is.
    pub fn of(mut judged: Judged, before: &Judged) -> Result<Option<Rejudged>> {
        let mut clocks = Clocks::of(before);
        clocks.swap(&mut judged);
        let same = judged == *before;
        if same && clocks.are_those_of(before) {
            return Ok(None);
        }
        let (change, text) = if same {
            let text = json("clocks", &clocks)?;
            clocks.swap(&mut judged);
            (Change::Clocks, text)
        } else {
            clocks.swap(&mut judged);
            let stands = |it: &Judged| (it.life.lives(), it.asked, it.last);
            let change = if stands(&judged) == stands(before) {
                Change::Words
            } else {
                Change::Place
            };
            (change, json("request", &judged)?)
        };
        Ok(Some(Rejudged { judged: Arc::new(judged), change, text }))
    }
}

impl Write<'_> {
    /// Writes what is true of requests now.
    pub async fn rejudge(&mut self, all: &[Rejudged]) -> Result<()> {
        if let Some(played) = self.played() {
            played.judge(all.iter().map(|it| &*it.judged));
            return Ok(());
        }
        let some = |change| {
            let some = all.iter().filter(move |it| it.change == change);
            some.collect::<Vec<&Rejudged>>()
        };
        let clocks = some(Change::Clocks);
        self.put(sql::CLOCKS_SAVE, &clocks, |row, it| {
            row.bind(it.judged.id.0).bind(&it.text)
        })
        .await?;
        let words = some(Change::Words);
        self.put(sql::REQUEST_WORDS, &words, |row, it| {
            row.bind(it.judged.id.0).bind(&it.text)
        })
        .await?;
        let places = some(Change::Place);
        self.put(sql::REQUEST_JUDGED, &places, |row, it| {
            let judged = &it.judged;
            row.bind(judged.id.0)
                .bind(judged.life.lives())
                .bind(ms(judged.asked))
                .bind(ms(judged.last))
                .bind(&it.text)
        })
        .await
        .map(drop)
    }
}
