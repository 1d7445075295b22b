//! Which folder holds what was sent, and which what is done.

use super::rules::MailRules;

/// The folders beside a mailbox, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folders {
    /// What was sent.
    pub(super) sent: Option<String>,
    /// What is done.
    pub(super) archive: Option<String>,
}

impl Folders {
    /// Those that the team file names, else those that the server says are
    /// for it, else those that are usually called so.
    pub(super) fn of(rules: &MailRules, all: &[(String, String)]) -> Folders {
        let there = |wanted: &String| {
            let is = |(name, _): &&(String, String)| name == wanted;
            all.iter().find(is).map(|(name, _)| name.clone())
        };
        let sent = match &rules.sent {
            Some(written) => there(written),
            None => found(all, "Sent", &["sent", "sent items", "sent mail"]),
        };
        let archive = match &rules.archive {
            Some(written) => there(written),
            None => found(all, "Archive", &["archive", "archives"])
                .or_else(|| found(all, "All", &[])),
        };
        Folders { sent, archive }
    }
}

fn found(
    all: &[(String, String)],
    used_for: &str,
    called: &[&str],
) -> Option<String> {
    let says = |uses: &str| uses.split_whitespace().any(|it| it == used_for);
    let by_use = all.iter().find(|(_, uses)| says(uses));
    let usual = |name: &str| {
        let last = name.rsplit(['/', '.']).next().unwrap_or(name);
        called.iter().any(|it| last.eq_ignore_ascii_case(it))
    };
    let by_name = || all.iter().find(|(name, _)| usual(name));
    by_use.or_else(by_name).map(|(name, _)| name.clone())
}

#[cfg(test)]
mod tests {
    use domain::SourceId;

    use super::*;
    use crate::conformance::rules;

    fn folders(sent: Option<&str>, all: &[(&str, &str)]) -> Folders {
        let mut team = rules("mail", "INBOX");
        let options = &mut team.sources[0].options;
        for key in ["imap", "smtp"] {
            options.insert(key.into(), "mail.acme.test".into());
        }
        options.insert("address".into(), "support@acme.test".into());
        if let Some(sent) = sent {
            options.insert("sent".into(), sent.into());
        }
        let mail = MailRules::of(&team, &SourceId::new("mail")).unwrap();
        let own = |(a, b): &(&str, &str)| ((*a).into(), (*b).into());
        Folders::of(&mail, &all.iter().map(own).collect::<Vec<_>>())
    }

    #[test]
    fn a_folder_is_known_by_what_it_is_for_and_else_by_its_name() {
        let said = [("Gesendet", "Sent"), ("Sent", ""), ("Alles", "All")];
        let found = folders(None, &said);
        assert_eq!(found.sent.as_deref(), Some("Gesendet"));
        assert_eq!(found.archive.as_deref(), Some("Alles"));
        let named = [("INBOX", ""), ("INBOX.sent items", ""), ("Archives", "")];
        let found = folders(None, &named);
        assert_eq!(found.sent.as_deref(), Some("INBOX.sent items"));
        assert_eq!(found.archive.as_deref(), Some("Archives"));
        assert_eq!(folders(None, &[("INBOX", "")]), Folders::default());
    }

    #[test]
    fn what_the_team_file_names_counts_if_it_is_there() {
        let all = [("Sent", "Sent"), ("Ours", "")];
        let found = |sent| folders(Some(sent), &all).sent;
        assert_eq!(found("Ours").as_deref(), Some("Ours"));
        assert_eq!(found("Gone"), None);
    }
}
