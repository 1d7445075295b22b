//! What the team file says of a mailbox.

use domain::{Author, GroupId, PlaceRules, Rules, SourceId};

/// A server and how it is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Server {
    /// Its name.
    pub(super) host: String,
    /// Its port.
    pub(super) port: u16,
    /// How what is said is kept secret.
    pub(super) cover: Cover,
}

/// How what is said to a server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// Encrypted from the first byte.
    Tls,
    /// Encrypted after a first word in the clear; without it nothing is said.
    StartTls,
    /// Not at all: a server on this very computer.
    Bare,
}

impl Server {
    /// A server as the team file writes it: "imap.example.com" or with its
    /// port behind a colon.
    pub(super) fn of(written: &str, usual: u16) -> Option<Server> {
        let (host, port) = match written.trim().rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (written.trim(), usual),
        };
        let sound = !host.is_empty()
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
        if !sound || port == 0 {
            return None;
        }
        let here = matches!(host, "127.0.0.1" | "localhost");
        let cover = match port {
            993 | 465 => Cover::Tls,
            _ if here => Cover::Bare,
            143 | 587 | 25 | 2525 => Cover::StartTls,
            _ => Cover::Tls,
        };
        Some(Server { host: host.to_owned(), port, cover })
    }

    /// Whether it is Google's, which keeps what it sends by itself and has an
    /// address for every mail.
    pub(super) fn is_google(&self) -> bool {
        ["gmail.com", "googlemail.com"].iter().any(|home| {
            self.host == *home || self.host.ends_with(&format!(".{home}"))
        })
    }

    /// Whether it is Microsoft's, which keeps what it sends by itself.
    pub(super) fn is_microsoft(&self) -> bool {
        self.host.ends_with(".office365.com")
            || self.host.ends_with(".outlook.com")
    }
}

/// What the team file says of a mail source, as far as it is needed often.
#[derive(Clone, Debug)]
pub(super) struct MailRules {
    /// Its key in the team file.
    pub(super) id: SourceId,
    /// The team file.
    pub(super) rules: Rules,
    /// The address that people write to.
    pub(super) shared: String,
    /// Where mail is read.
    pub(super) imap: Server,
    /// Where mail is sent.
    pub(super) smtp: Server,
    /// The folder of what was sent, if it is written down.
    pub(super) sent: Option<String>,
    /// The folder of what is done, if it is written down.
    pub(super) archive: Option<String>,
    /// The server keeps what it sends by itself.
    pub(super) keeps_sent: bool,
    /// The groups whose names mean something.
    pub(super) groups: Vec<GroupId>,
}

impl MailRules {
    /// Reads it out of the team file; what is wrong with it, in words.
    pub(super) fn of(
        rules: &Rules,
        id: &SourceId,
    ) -> Result<MailRules, String> {
        let source = rules
            .source(id)
            .ok_or_else(|| format!("the team file has no source {id}"))?;
        let option = |key: &str| {
            let text = source.options.get(key).map(|text| text.trim());
            text.filter(|text| !text.is_empty())
        };
        let server = |key: &str, usual| {
            let written = option(key).ok_or_else(|| {
                format!(
                    "[sources.{id}] of the team file does not say where mail \
                     is: write {key} = \"{key}.example.com\""
                )
            })?;
            Server::of(written, usual).ok_or_else(|| {
                format!(
                    "\"{written}\" is no server; write its name and, if it \
                     is an unusual one, its port: \"{key}.example.com:{usual}\""
                )
            })
        };
        let imap = server("imap", 993)?;
        let smtp = server("smtp", 587)?;
        let shared = option("address").and_then(address).ok_or_else(|| {
            format!(
                "[sources.{id}] of the team file does not say which address \
                 people write to: write address = \"support@example.com\""
            )
        })?;
        let keeps = imap.is_google() || imap.is_microsoft();
        let flag = option("keeps_sent").map(|text| text == "true");
        let raises = rules.raises.iter().filter(|raise| raise.source == *id);
        Ok(MailRules {
            id: id.clone(),
            shared,
            sent: option("sent").map(str::to_owned),
            archive: option("archive").map(str::to_owned),
            keeps_sent: flag.unwrap_or(keeps),
            groups: raises.map(|raise| raise.group.clone()).collect(),
            rules: rules.clone(),
            imap,
            smtp,
        })
    }

    /// The mailboxes that are read.
    pub(super) fn places(&self) -> &[PlaceRules] {
        self.rules.source(&self.id).map_or(&[], |source| &source.places)
    }

    /// What people call it.
    pub(super) fn name(&self) -> &str {
        self.rules.source(&self.id).map_or("E-mail", |source| &source.name)
    }

    /// Whether somebody answers rather than asks.
    pub(super) fn is_ours(&self, author: &Author) -> bool {
        author.id.as_str() == self.shared
            || self.rules.teammate(&self.id, author).is_some()
    }
}

/// The servers that mail to an address is probably read and sent with.
#[must_use]
pub fn servers_of(address: &str) -> (String, String) {
    let host = address.rsplit_once('@').map_or("", |(_, host)| host);
    match host {
        "gmail.com" | "googlemail.com" => {
            ("imap.gmail.com".to_owned(), "smtp.gmail.com".to_owned())
        }
        "outlook.com" | "hotmail.com" => {
            ("outlook.office365.com".into(), "smtp.office365.com".into())
        }
        host => (format!("imap.{host}"), format!("smtp.{host}")),
    }
}

/// An address as it is compared: in small letters, and nothing but it.
#[must_use]
pub fn address(text: &str) -> Option<String> {
    const LONGEST: usize = 254;
    let text = text.trim();
    let (user, host) = text.rsplit_once('@')?;
    let sound = !user.is_empty()
        && !host.is_empty()
        && text.len() <= LONGEST
        && text.chars().all(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')')
        });
    sound.then(|| text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_never_spoken_to_in_the_clear_but_here() {
        let cover = |text| Server::of(text, 993).map(|it| it.cover);
        assert_eq!(cover("imap.acme.test"), Some(Cover::Tls));
        assert_eq!(cover("imap.acme.test:143"), Some(Cover::StartTls));
        assert_eq!(cover("imap.acme.test:1143"), Some(Cover::Tls));
        assert_eq!(cover("127.0.0.1:1143"), Some(Cover::Bare));
        assert_eq!(cover("127.0.0.1"), Some(Cover::Tls));
        assert_eq!(cover("127.0.0.1.evil.test:143"), Some(Cover::StartTls));
        for bad in ["", ":143", "a b", "x:0", "x:70000", "imap://x"] {
            assert_eq!(cover(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_is_nothing_but_an_address() {
        assert_eq!(address(" Jo@A.test ").as_deref(), Some("jo@a.test"));
        for bad in ["", "jo", "@x", "jo@", "a b@c", "a@b>,c@d", "a@b\r\nX: y"] {
            assert_eq!(address(bad), None, "{bad:?}");
        }
    }
}
