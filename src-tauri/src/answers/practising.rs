//! Answers what was practised, and what it taught.

use contract::{Code, Done, Failure, LessonPage, view};

use super::{Clerk, refused};

impl Clerk {
    /// What today, or the week, has taught.
    pub(super) async fn lesson(
        &self,
        week: bool,
    ) -> Result<LessonPage, Failure> {
        let taught = self.desk.taught(week).await.map_err(refused)?;
        let picture = self.desk.picture();
        let of = (week, taught.stretch);
        Ok(view::lesson_page(&picture, of, &taught.lesson, taught.checklist))
    }

    /// Puts what was practised into the clipboard, for the talk about it.
    pub(super) async fn copy_practice(
        &self,
        request: i64,
    ) -> Result<Done, Failure> {
        let close = self.look(request).await?;
        if close.practice.is_empty() {
            let words = "Nothing was practised on it.";
            return Err(Failure::new(Code::Refused, words));
        }
        let text = view::practice_text(&self.desk.picture(), &close);
        self.stagehand.copy(&text).map_err(|words| {
            Failure::new(Code::Refused, words)
                .hint(format!("`hotseat practice show {request}` prints it."))
        })?;
        let words = "What you practised is in the clipboard.";
        self.desk.remark(words);
        Ok(Done {
            request: Some(request),
            words: words.to_owned(),
            queued: false,
        })
    }
}
