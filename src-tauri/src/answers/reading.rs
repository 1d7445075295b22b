//! Answers what is searched for, and where to read on.

use contract::{Code, Done, Failure, GapLine, SearchPage, view};
use domain::search::Query;
use domain::{RequestId, SourceId};

use super::{Clerk, refused};
use crate::links;

impl Clerk {
    /// Everything that holds the words.
    pub(super) async fn search(
        &self,
        text: &str,
    ) -> Result<SearchPage, Failure> {
        let query = Query::read(text);
        let found = self.desk.search(&query).await.map_err(refused)?;
        Ok(view::search(&self.desk.picture(), &query, &found))
    }

    /// Opens the source, to go on searching there.
    pub(super) fn search_elsewhere(&self) -> Result<Done, Failure> {
        let picture = self.desk.picture();
        let (name, address) =
            view::elsewhere(&picture).ok_or_else(no_address)?;
        links::open(&address)?;
        Ok(opened(None, &format!("{name} is open in the browser.")))
    }

    /// Opens a source itself.
    pub(super) fn visit(&self, source: &SourceId) -> Result<Done, Failure> {
        let address = view::home(&self.desk.picture(), source);
        links::open(&address.ok_or_else(no_address)?)?;
        Ok(opened(None, "Opened in the browser."))
    }

    /// When something may have come that nobody saw then, the newest first.
    pub(super) async fn history(&self) -> Result<Vec<GapLine>, Failure> {
        let pauses = self.desk.pauses().await.map_err(refused)?;
        let mut gaps: Vec<GapLine> = pauses.iter().map(view::pause).collect();
        for source in self.desk.picture().sources {
            let blind = self.desk.blindness(&source.id).await;
            let lines = blind.map_err(refused)?.into_iter().map(|blind| {
                let span = (blind.since, blind.until);
                view::blindness(&source.name, span, &blind.words)
            });
            gaps.extend(lines);
        }
        gaps.sort_by_key(|gap| std::cmp::Reverse(gap.from));
        Ok(gaps)
    }

    /// Where a request is read at its source.
    pub(super) async fn address(
        &self,
        request: i64,
    ) -> Result<String, Failure> {
        let close = self.look(request).await?;
        close.entry.judged.link.clone().ok_or_else(no_address)
    }

    /// Puts the address of a request into the clipboard.
    pub(super) async fn copy_link(
        &self,
        request: i64,
    ) -> Result<Done, Failure> {
        let address = self.address(request).await?;
        self.stagehand.copy(&address).map_err(|words| {
            Failure::new(Code::Refused, words)
                .hint(format!("Copy it by hand: {address}"))
        })?;
        let done = opened(Some(request), "The link is in the clipboard.");
        self.desk.remark(&done.words);
        Ok(done)
    }

    /// Puts a note on a source that cannot be read into the clipboard.
    pub(super) fn copy_note(&self, source: &SourceId) -> Result<Done, Failure> {
        let note = view::blind_note(&self.desk.picture(), source);
        let note = note.ok_or_else(|| {
            Failure::new(Code::NotFound, "That source is read as usual.")
        })?;
        self.stagehand.copy(&note).map_err(|words| {
            Failure::new(Code::Refused, words)
                .hint(format!("Copy it by hand: {note}"))
        })?;
        Ok(opened(None, "The note is in the clipboard, for you to paste."))
    }

    /// Opens a request, or one of its links, in the browser. The window says
    /// only which; the address comes from the ledger.
    pub(super) async fn open(
        &self,
        request: i64,
        link: Option<u32>,
    ) -> Result<Done, Failure> {
        let close = self.look(request).await?;
        let address = match link {
            Some(n) => view::link(&close, n),
            None => close.entry.judged.link.clone(),
        };
        links::open(&address.ok_or_else(no_address)?)?;
        Ok(opened(Some(request), "Opened in the browser."))
    }

    /// Opens a link of a note in the browser.
    pub(super) async fn open_note(
        &self,
        note: i64,
        link: u32,
    ) -> Result<Done, Failure> {
        let note = self.desk.note(note).await.map_err(refused)?;
        let address = view::note_link(&note, link).ok_or_else(no_address)?;
        links::open(&address)?;
        let request = note.request.map(|RequestId(id)| id);
        Ok(opened(request, "Opened in the browser."))
    }
}

fn opened(request: Option<i64>, words: &str) -> Done {
    Done { request, words: words.to_owned(), queued: false }
}

fn no_address() -> Failure {
    Failure::new(Code::NotFound, "There is no address to open.")
}
