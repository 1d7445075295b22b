//! Notes that this user writes for themselves.

use domain::{Note, Reach, RequestId};
use store::Acted as Logged;

use super::{Act, Acted, Desk, Refused};
use crate::Trouble;
use crate::step::Step;

/// The longest note, in characters.
const LONGEST: usize = 20_000;

/// The name of every act on a note in the ledger, which tells which note and
/// never what it says.
pub(super) const NOTED: &str = "note";

impl Desk {
    /// Writes a note on a request, or on the shift.
    pub async fn add_note(
        &self,
        request: Option<RequestId>,
        text: &str,
    ) -> Acted {
        self.pass(Reach::Private)?;
        let text = sound(text)?;
        let request = match request {
            Some(id) => Some(self.subject(id).await?.thread.id),
            None => None,
        };
        let mut step = self.house.step().await?;
        let now = step.now;
        let id = step
            .write
            .add_note(request, now, text)
            .await
            .map_err(Trouble::from)?;
        written(&mut step, request, id);
        step.commit().await?;
        self.noted(request, "Noted, on this computer only.").await
    }

    /// Changes a note.
    pub async fn edit_note(&self, id: i64, text: &str) -> Acted {
        self.pass(Reach::Private)?;
        let text = sound(text)?.to_owned();
        let mut step = self.house.step().await?;
        let note = standing(&mut step, id).await?;
        let request = note.request;
        let act = written(&mut step, request, id);
        let edited = Some(step.now);
        let changed = Note { text, edited, ..note };
        step.write.edit_note(act, &changed).await.map_err(Trouble::from)?;
        step.commit().await?;
        self.noted(request, "The note is changed.").await
    }

    /// Deletes a note.
    pub async fn delete_note(&self, id: i64) -> Acted {
        self.pass(Reach::Private)?;
        let mut step = self.house.step().await?;
        let note = standing(&mut step, id).await?;
        let act = written(&mut step, note.request, id);
        step.write.delete_note(act, id).await.map_err(Trouble::from)?;
        step.commit().await?;
        self.noted(note.request, "The note is deleted.").await
    }

    /// A note.
    pub async fn note(&self, id: i64) -> Result<Note, Refused> {
        let note = self.house.store.note(id).await.map_err(Trouble::from)?;
        note.ok_or_else(|| gone(id))
    }

    /// The notes on a request, the oldest first, or on the shift, the newest
    /// first.
    pub async fn notes(
        &self,
        request: Option<RequestId>,
    ) -> Result<Vec<Note>, Refused> {
        let store = &self.house.store;
        let notes = match request {
            Some(id) => {
                self.subject(id).await?;
                store.notes_of(id).await
            }
            None => store.notes_on_shift().await,
        };
        Ok(notes.map_err(Trouble::from)?)
    }

    /// Makes a note what it was before an act.
    pub(super) async fn unnote(&self, act: &Logged) -> Acted {
        self.pass(Reach::Private)?;
        let id = serde_json::from_str::<serde_json::Value>(&act.body)
            .ok()
            .and_then(|body| body.get("note")?.as_i64())
            .unwrap_or_default();
        let mut step = self.house.step().await?;
        let body = serde_json::json!({ "undoes": act.seq }).to_string();
        step.note(act.request, "undo", body);
        step.write.revert_note(act.seq, id).await.map_err(Trouble::from)?;
        step.commit().await?;
        let request = (act.request.0 != 0).then_some(act.request);
        self.noted(request, "Taken back.").await
    }

    async fn noted(&self, request: Option<RequestId>, words: &str) -> Acted {
        let shift =
            self.house.store.notes_on_shift().await.map_err(Trouble::from)?;
        self.house.board().notes = shift;
        self.house.remark(words.to_owned(), None);
        Ok(Act { request, words: words.to_owned(), queued: false })
    }
}

async fn standing(step: &mut Step<'_>, id: i64) -> Result<Note, Refused> {
    let note = step.write.note(id).await.map_err(Trouble::from)?;
    note.ok_or_else(|| gone(id))
}

fn written(step: &mut Step<'_>, request: Option<RequestId>, id: i64) -> i64 {
    let body = serde_json::json!({ "note": id }).to_string();
    let request = request.unwrap_or(RequestId(0));
    step.note(request, NOTED, body)
}

fn sound(text: &str) -> Result<&str, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refused::No(
            "There is nothing to note.".to_owned(),
            "Write the note first.".to_owned(),
        ));
    }
    if text.chars().count() > LONGEST {
        return Err(Refused::No(
            format!("The note is longer than {LONGEST} characters."),
            "Shorten it, or write several.".to_owned(),
        ));
    }
    Ok(text)
}

fn gone(id: i64) -> Refused {
    Refused::No(
        format!("There is no note {id}."),
        "`hotseat notes` shows the numbers.".to_owned(),
    )
}
