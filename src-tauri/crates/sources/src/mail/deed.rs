//! What goes out to a mailbox, and how it is found there afterwards.

use std::collections::BTreeSet;

use chrono::{DateTime, SubsecRound, Utc};
use domain::{Action, Done, ExternalId, Fault, Receipt};

use super::account::Account;
use super::client::Line;
use super::compose::Answer;
use super::find::find;
use super::fold::Found;
use super::folders::Folders;
use super::ids;
use super::map::{self, keyword, marks};
use super::send::send;
use super::source::Mail;
use super::talk::Folder;

/// Of a longer conversation only the last mails are looked at.
const MOST_LETTERS: usize = 50;

/// A mailbox that is written to.
struct Desk<'a> {
    account: Account,
    line: Line,
    folders: Folders,
    inbox: &'a str,
    /// Tells the first mail of the conversation from others of its name.
    print: Option<u32>,
}

/// A mail of a conversation, where it lies.
struct Lying {
    folder: Folder,
    found: Found,
    keywords: bool,
}

impl Mail {
    async fn desk<'a>(&'a self, action: &Action) -> Result<Desk<'a>, Fault> {
        let inbox = self.place(&action.place)?.id.as_str();
        let account = self.account().await?;
        let (line, folders) = self.line(&account, action.asked).await?;
        let print = self.print(&action.place, action.root.as_str());
        Ok(Desk { account, line, folders, inbox, print })
    }

    /// Sets a mark or takes it off, and reads back who stands on it.
    pub(super) async fn mark(
        &self,
        action: &Action,
        (name, on): (&str, bool),
    ) -> Result<Receipt, Fault> {
        let mut desk = self.desk(action).await?;
        let id = action.root.as_str();
        let root = desk.find(id).await?.ok_or_else(gone)?;
        let files = self.files_away(name);
        let word = keyword(name, &desk.account.address).ok_or_else(|| {
            Fault::refused(format!("\"{name}\" cannot be put on a mail"))
        })?;
        if root.keywords {
            desk.line.keyword(root.found.uid, (&word, on)).await?;
        } else if !files {
            return Err(Fault::refused(format!(
                "{} keeps no keywords on mails, so a claim cannot be shown to \
                 the others there. Answer instead: that counts everywhere",
                self.rules.imap.host
            )));
        }
        if files {
            let to = if on { Folder::Archive } else { Folder::Inbox };
            desk.shift((id, &root), to).await?;
        }
        let now = desk.find(id).await?.ok_or_else(gone)?;
        let marks = marks(&self.rules, &now.found.keywords, now.folder);
        Ok(Receipt { marks: Some(marks), ..Receipt::default() })
    }

    /// Whether a mark of ours stands, or does not, as it should.
    pub(super) async fn stands(
        &self,
        action: &Action,
        (name, wanted): (&str, bool),
    ) -> Result<Done, Fault> {
        let mut desk = self.desk(action).await?;
        let root = desk.find(action.root.as_str()).await?;
        let marks = root.map_or_else(Vec::new, |root| {
            marks(&self.rules, &root.found.keywords, root.folder)
        });
        let me = self.me(&desk.account).id;
        let stands = marks
            .iter()
            .filter(|mark| mark.name == name)
            .any(|mark| mark.by.iter().any(|by| by.id == me));
        if stands != wanted {
            return Ok(Done::NotThere);
        }
        Ok(Done::There(Receipt { marks: Some(marks), ..Receipt::default() }))
    }

    /// Answers those who ask with one mail, and keeps it with what was sent.
    pub(super) async fn reply(
        &self,
        action: &Action,
        text: &str,
    ) -> Result<Receipt, Fault> {
        let mut desk = self.desk(action).await?;
        // What was asked for twice is sent once.
        if desk.sent(action).await? {
            return Ok(desk.receipt(action));
        }
        let letters = desk.letters(action.root.as_str()).await?;
        let asked = self.last_asked(&letters).ok_or_else(gone)?;
        let at = asked_at(action);
        let shared = &self.rules.shared;
        let others = |to: &&String| {
            let author = map::known_as(&self.rules, to);
            *to != shared && !self.rules.is_ours(&author)
        };
        let copies = asked.letter.to.iter().filter(others).cloned().collect();
        let answer = Answer {
            account: &desk.account,
            shared,
            to: &asked.letter,
            follows: asked.letter.follows.clone(),
            copies,
            words: text,
            action: &action.id,
            at,
        };
        let mail = answer.mail()?;
        let raw = mail.formatted();
        let pass = self.passes.of(&desk.account, action.asked).await?;
        send(&self.rules.smtp, &pass, mail).await?;
        if !self.rules.keeps_sent
            && let Some(sent) = desk.folders.sent.clone()
            && let Err(fault) = desk.line.append(&sent, (&raw, at)).await
        {
            // It is on its way all the same, and the blind copy shows it.
            tracing::warn!(%fault, "an answer was not kept in {sent}");
        }
        Ok(desk.receipt(action))
    }

    /// Whether our answer is there, told by its name.
    pub(super) async fn replied(&self, action: &Action) -> Result<Done, Fault> {
        let mut desk = self.desk(action).await?;
        Ok(match desk.sent(action).await? {
            true => Done::There(desk.receipt(action)),
            false => Done::NotThere,
        })
    }

    /// Whether a mark also moves its mail: what is closed or put aside lies
    /// in the archive.
    fn files_away(&self, name: &str) -> bool {
        let rules = &self.rules.rules;
        [&rules.close_mark, &rules.dismiss_mark]
            .iter()
            .any(|mark| mark.as_deref() == Some(name))
    }

    /// The last mail of those who ask; where only the team writes, the first
    /// one of all.
    fn last_asked<'f>(&self, letters: &'f [Found]) -> Option<&'f Found> {
        let asks = |found: &&Found| {
            let by = map::author(&self.rules, &found.letter, Folder::Inbox);
            !found.letter.machine && !self.rules.is_ours(&by)
        };
        let last = letters.iter().filter(asks).max_by_key(|it| it.at);
        last.or_else(|| letters.first())
    }
}

impl Desk<'_> {
    /// The first mail of a conversation; its folder is open for writing.
    async fn find(&mut self, id: &str) -> Result<Option<Lying>, Fault> {
        let archive = self.folders.archive.clone();
        let archive = archive.map(|name| (Folder::Archive, name));
        let all = [Some((Folder::Inbox, self.inbox.to_owned())), archive];
        for (folder, name) in all.into_iter().flatten() {
            let view = self.line.select(&name).await?;
            if let Some(found) = find(&mut self.line, (id, self.print)).await? {
                let keywords = view.keywords;
                return Ok(Some(Lying { folder, found, keywords }));
            }
        }
        Ok(None)
    }

    /// Moves a conversation to another folder.
    async fn shift(
        &mut self,
        (id, root): (&str, &Lying),
        to: Folder,
    ) -> Result<(), Fault> {
        if root.folder == to {
            return Ok(());
        }
        let name = match to {
            Folder::Archive => self.folders.archive.clone(),
            Folder::Inbox | Folder::Sent => Some(self.inbox.to_owned()),
        };
        let name = name.ok_or_else(|| {
            Fault::refused(
                "there is no folder for what is done. Make one called \
                 Archive, or name yours in the team file: archive = \"Done\"",
            )
        })?;
        let mut uids = self.below(id).await?;
        uids.insert(root.found.uid);
        self.line.shift(&uids, &name).await
    }

    /// The mails of the open folder that follow the first of a conversation.
    async fn below(&mut self, id: &str) -> Result<BTreeSet<u32>, Fault> {
        let (Some(name), None) = ids::parts(id) else {
            return Ok(BTreeSet::new());
        };
        let query = format!(
            "OR HEADER References \"{name}\" HEADER In-Reply-To \"{name}\""
        );
        self.line.search(&query).await
    }

    /// The mails of a conversation.
    async fn letters(&mut self, id: &str) -> Result<Vec<Found>, Fault> {
        let Some(root) = self.find(id).await? else { return Ok(Vec::new()) };
        let mut all = vec![root.found];
        let archive = self.folders.archive.clone();
        for name in [Some(self.inbox.to_owned()), archive] {
            let Some(name) = name else { continue };
            self.line.examine(&name).await?;
            let below = self.below(id).await?.into_iter().rev();
            let below: Vec<u32> = below.take(MOST_LETTERS).collect();
            all.extend(self.line.fetch(&below).await?);
        }
        Ok(all)
    }

    /// Whether the mail of an action is there: with what was sent, or as the
    /// blind copy that came back.
    async fn sent(&mut self, action: &Action) -> Result<bool, Fault> {
        let name = ids::of_action(&action.id, &self.account.address);
        let folders = [
            self.folders.sent.clone(),
            Some(self.inbox.to_owned()),
            self.folders.archive.clone(),
        ];
        for folder in folders.into_iter().flatten() {
            self.line.examine(&folder).await?;
            if find(&mut self.line, (&name, None)).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn receipt(&self, action: &Action) -> Receipt {
        let name = ids::of_action(&action.id, &self.account.address);
        Receipt {
            external: Some(ExternalId::new(name)),
            at: Some(asked_at(action)),
            ..Receipt::default()
        }
    }
}

/// A mail's time has no parts of seconds.
fn asked_at(action: &Action) -> DateTime<Utc> {
    action.asked.trunc_subsecs(0)
}

fn gone() -> Fault {
    Fault::refused(
        "the mail is gone: it lies neither in the mailbox nor in the archive",
    )
}
