//! Who we are at a mailbox, and what the account may do there.

use chrono::{DateTime, Utc};
use domain::{Fault, Probe};

use super::account::Account;
use super::client::Line;
use super::folders::Folders;
use super::send::tried;
use super::source::Mail;

impl Mail {
    /// Signs in on both servers, with an account that nobody keeps yet, and
    /// looks at what is there.
    pub async fn try_out(
        &self,
        account: &Account,
        now: DateTime<Utc>,
    ) -> Result<Probe, Fault> {
        let (mut line, folders) = self.line(account, now).await?;
        let pass = self.passes.of(account, now).await?;
        let mut may = Vec::new();
        let mut may_not = Vec::new();
        for place in self.rules.places() {
            let name = &place.name;
            match line.select(place.id.as_str()).await {
                Ok(view) => {
                    may.push(format!("It reads {name} without a trace."));
                    if view.keywords {
                        may.push(format!("It can show a claim in {name}."));
                    } else {
                        may_not.push(no_keywords(name));
                    }
                }
                Err(Fault::Refused { words }) => {
                    may_not.push(format!(
                        "{name} cannot be read: {words}. Its id in the team \
                         file is the mailbox's name, such as \"INBOX\""
                    ));
                }
                Err(fault) => return Err(fault),
            }
        }
        self.judge_folders(&folders, (&mut may, &mut may_not));
        judge_server(&line, &mut may_not);
        match tried(&self.rules.smtp, &pass).await {
            Ok(()) => may.push(format!("It can send as {}.", account.address)),
            Err(fault) => may_not.push(format!("It cannot send: {fault}")),
        }
        let me = self.me(account);
        Ok(Probe { me, may, may_not, offset_ms: None, ends: None })
    }

    fn judge_folders(
        &self,
        folders: &Folders,
        (may, may_not): (&mut Vec<String>, &mut Vec<String>),
    ) {
        match &folders.sent {
            Some(sent) => may
                .push(format!("Answers written anywhere are seen in {sent}.")),
            None => may_not.push(
                "No folder holds what was sent, so only answers with a copy \
                 to the shared address are seen. Name it in the team file: \
                 sent = \"Sent\""
                    .to_owned(),
            ),
        }
        match &folders.archive {
            Some(archive) => {
                may.push(format!("What is done goes to {archive}."));
            }
            None => may_not.push(
                "No folder holds what is done, so nothing can be closed \
                 here. Make one called Archive, or name yours in the team \
                 file: archive = \"Done\""
                    .to_owned(),
            ),
        }
    }
}

fn judge_server(line: &Line, may_not: &mut Vec<String>) {
    if !line.can.idle {
        may_not.push(
            "The server does not tell by itself, so the mailbox is read every \
             10 seconds"
                .to_owned(),
        );
    }
}

fn no_keywords(name: &str) -> String {
    format!(
        "The server keeps no keywords on the mails of {name}, so a claim \
         cannot be shown to the others there. Answering counts everywhere"
    )
}
