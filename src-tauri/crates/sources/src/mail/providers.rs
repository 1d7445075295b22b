//! Where the mail of well-known providers lies.

/// A provider: the domains of its addresses, its servers for reading and for
/// sending.
type Provider = (&'static [&'static str], &'static str, &'static str);

/// The servers of Microsoft 365, also for an address of one's own domain.
pub const MICROSOFT: (&str, &str) =
    ("outlook.office365.com", "smtp.office365.com");

const KNOWN: &[Provider] = &[
    (&["gmail.com", "googlemail.com"], "imap.gmail.com", "smtp.gmail.com"),
    (
        &["outlook.com", "hotmail.com", "live.com", "msn.com"],
        MICROSOFT.0,
        MICROSOFT.1,
    ),
    (
        &["fastmail.com", "fastmail.fm", "sent.com"],
        "imap.fastmail.com",
        "smtp.fastmail.com:465",
    ),
    (
        &["icloud.com", "me.com", "mac.com"],
        "imap.mail.me.com",
        "smtp.mail.me.com",
    ),
    (
        &["yahoo.com", "ymail.com", "yahoo.co.uk", "yahoo.de"],
        "imap.mail.yahoo.com",
        "smtp.mail.yahoo.com:465",
    ),
    (&["gmx.de", "gmx.net", "gmx.at"], "imap.gmx.net", "mail.gmx.net"),
    (&["gmx.com"], "imap.gmx.com", "mail.gmx.com"),
    (&["web.de"], "imap.web.de", "smtp.web.de"),
    (&["mailbox.org"], "imap.mailbox.org", "smtp.mailbox.org"),
    (&["posteo.de", "posteo.net"], "posteo.de", "posteo.de"),
    (&["zoho.com", "zohomail.com"], "imap.zoho.com", "smtp.zoho.com:465"),
    (&["zoho.eu"], "imap.zoho.eu", "smtp.zoho.eu:465"),
    (&["yandex.com", "yandex.ru"], "imap.yandex.com", "smtp.yandex.com:465"),
    (&["aol.com"], "imap.aol.com", "smtp.aol.com:465"),
];

/// The servers with which mail to an address is read and sent, where its
/// provider is well known.
#[must_use]
pub fn known_servers(address: &str) -> Option<(&'static str, &'static str)> {
    let (_, host) = address.trim().rsplit_once('@')?;
    KNOWN
        .iter()
        .find(|(domains, ..)| {
            domains.iter().any(|it| it.eq_ignore_ascii_case(host))
        })
        .map(|(_, imap, smtp)| (*imap, *smtp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::rules::Server;

    #[test]
    fn a_well_known_provider_is_found_by_the_address() {
        let found = known_servers("Support@GMAIL.com");
        assert_eq!(found, Some(("imap.gmail.com", "smtp.gmail.com")));
        assert_eq!(known_servers("support@acme.test"), None);
        assert_eq!(known_servers("support"), None);
    }

    #[test]
    fn every_server_is_one_that_can_be_dialled() {
        for (_, imap, smtp) in KNOWN {
            assert!(Server::of(imap, 993).is_some(), "{imap}");
            assert!(Server::of(smtp, 587).is_some(), "{smtp}");
        }
    }
}
