//! Answers what a shift leaves to the next.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use contract::{Code, Done, Failure, HandoffPage, view};
use domain::handoff::Handoff;

use super::{Clerk, refused};

impl Clerk {
    /// What the shift of an instant leaves to the next.
    pub(super) async fn handoff(
        &self,
        shift: Option<DateTime<Utc>>,
    ) -> Result<HandoffPage, Failure> {
        let handoff = self.desk.handoff(shift).await.map_err(refused)?;
        Ok(view::handoff_page(&self.desk.picture(), &handoff))
    }

    /// Puts a handoff into the clipboard.
    pub(super) async fn copy_handoff(
        &self,
        shift: Option<DateTime<Utc>>,
    ) -> Result<Done, Failure> {
        let page = self.handoff(shift).await?;
        self.stagehand.copy(&page.text).map_err(|words| {
            Failure::new(Code::Refused, words)
                .hint("`hotseat handoff --markdown` prints it.")
        })?;
        Ok(self.said("The handoff is in the clipboard."))
    }

    /// Hands the shift that runs over, and writes it into a file.
    pub(super) async fn hand_over(&self) -> Result<Done, Failure> {
        let handoff = self.desk.hand_over().await.map_err(refused)?;
        let file = self.keep(&handoff)?;
        let words =
            format!("Handed over. Its text lies in {}.", file.display());
        Ok(self.said(&words))
    }

    /// Sends the handoff of the shift that runs into the team's channel, and
    /// writes it into a file.
    pub(super) async fn send_handoff(
        &self,
        at_once: bool,
    ) -> Result<Done, Failure> {
        let act = self.desk.send_handoff(at_once).await.map_err(refused)?;
        let handoff = self.desk.handoff(None).await.map_err(refused)?;
        // It is on its way all the same: nobody is to send it twice.
        let words = match self.keep(&handoff) {
            Ok(_) => act.words,
            Err(failure) => format!("{} {}", act.words, failure.message),
        };
        Ok(Done { request: None, words, queued: act.queued })
    }

    /// Writes a handoff into its file.
    fn keep(&self, handoff: &Handoff) -> Result<PathBuf, Failure> {
        let page = view::handoff_page(&self.desk.picture(), handoff);
        let file = file(&self.doctor.data, handoff, self.desk.picture().zone);
        write(&file, &page.text).map_err(|why| {
            let file = file.display();
            Failure::new(
                Code::Failed,
                format!(
                    "The handoff is kept here, but {file} was not written: \
                     {why}."
                ),
            )
            .hint("Copy its text instead, or make room and try again.")
        })?;
        Ok(file)
    }

    fn said(&self, words: &str) -> Done {
        self.desk.remark(words);
        Done { request: None, words: words.to_owned(), queued: false }
    }
}

/// One file for each shift; two may share a day.
fn file(data: &Path, handoff: &Handoff, zone: chrono_tz::Tz) -> PathBuf {
    // No colon: not every file system takes one in a name.
    let time = |at: DateTime<Utc>| {
        at.with_timezone(&zone).format("%Y-%m-%d %H.%M").to_string()
    };
    let span = handoff.span;
    let name = format!("{} to {}.md", time(span.from), time(span.to));
    handoffs(data).join(name)
}

/// Where the texts of the handoffs of a data directory lie.
pub(crate) fn handoffs(data: &Path) -> PathBuf {
    data.join("handoffs")
}

/// For nobody else on this computer to read.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(directory) = file.parent() {
        std::fs::create_dir_all(directory)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(file)?.write_all(text.as_bytes())
}
