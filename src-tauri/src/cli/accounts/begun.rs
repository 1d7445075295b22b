//! The first team file of a team that asks somewhere else than in Slack.

use contract::Failure;
use domain::Author;
use team::{Beginning, Connection, Newcomer, first_file};

use super::first::usual;
use crate::accounts::{GITHUB, WEBHOOK, house, newcomer};
use crate::boot::{self, Paths};
use crate::cli::team::init;
use crate::connecting::in_the_way;

/// Offers to write the file: a preset that reads nothing but this source,
/// with me in the roster and on duty.
pub(super) fn offer(
    paths: &Paths,
    me: &Author,
    connection: &Connection,
    yes: bool,
) -> Result<bool, Failure> {
    let file = paths.team.display().to_string();
    let zone = boot::zone(chrono_tz::UTC).name();
    let text = text((&file, zone), me, connection)?;
    init::write_text(paths, &text, yes)
}

fn text(
    (file, zone): (&str, &str),
    me: &Author,
    connection: &Connection,
) -> Result<String, Failure> {
    let preset = usual()?;
    // No sender of webhooks knows anybody.
    let known = connection.kind != WEBHOOK;
    let id = (connection.key.clone(), me.id.as_str().to_owned());
    let ids = Some(id).filter(|_| known).into_iter().collect();
    let me = Newcomer { ids, ..newcomer(me) };
    let places = connection.places.iter().map(|place| place.id.clone());
    let issues = connection.kind == GITHUB;
    let beginning = Beginning {
        team: house(connection).unwrap_or_else(|| "Our team".to_owned()),
        zone: zone.to_owned(),
        on_duty: vec![me.key.clone()],
        people: vec![me],
        repositories: places.filter(|_| issues).collect(),
        mentions: preset.mentions(),
        ..Beginning::default()
    };
    let text = first_file(preset, &beginning);
    let connections = std::slice::from_ref(connection);
    let edit = team::connect(&text, file, connections);
    Ok(edit.map_err(|flaws| in_the_way(&flaws))?.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::UserId;
    use team::NewPlace;

    fn ana() -> Author {
        Author {
            id: UserId::new("ana-id"),
            name: "Ana Silva".into(),
            email: Some("ana@acme.test".into()),
            of: None,
            human: true,
        }
    }

    fn begun(
        kind: &str,
        place: [&str; 2],
        settings: &[(&str, &str)],
    ) -> domain::Rules {
        let [id, name] = place.map(str::to_owned);
        let setting = |(key, says): &(&str, &str)| {
            ((*key).to_owned(), (*says).to_owned())
        };
        let connection = Connection {
            kind: kind.to_owned(),
            key: kind.to_owned(),
            settings: settings.iter().map(setting).collect(),
            places: vec![NewPlace { id, name, settings: Vec::new() }],
            me: None,
        };
        let text = text(("team.toml", "UTC"), &ana(), &connection);
        let text = text.expect("a first file");
        team::parse(&text, "team.toml").expect("a sound file").rules
    }

    #[test]
    fn it_reads_that_source_alone_and_knows_me() {
        let app = [("client_id", "app-1")];
        let servers = [
            ("address", "help@acme.test"),
            ("imap", "imap.acme.test"),
            ("smtp", "smtp.acme.test"),
        ];
        let listens = [("listen", "127.0.0.1:8787")];
        let teams = ["t1/19:a@thread.tacv2", "Backend / Urgent"];
        let issues = ["acme/widgets", "acme/widgets"];
        for (kind, place, settings, called) in [
            ("teams", teams, &app[..], "Backend"),
            ("github", issues, &app, "acme"),
            ("mail", ["INBOX", "help@acme.test"], &servers, "acme.test"),
            ("webhook", ["plain", "plain"], &listens, "Our team"),
        ] {
            let rules = begun(kind, place, settings);
            let [source] = rules.sources.as_slice() else {
                panic!("{kind}: {:?}", rules.sources);
            };
            assert_eq!(source.kind, kind);
            assert_eq!(source.places.len(), 1, "{:?}", source.places);
            assert_eq!(source.places[0].id.as_str(), place[0]);
            for (key, says) in settings {
                assert_eq!(source.options[*key], *says, "{kind}");
            }
            assert_eq!(rules.team, called, "{kind}");
            assert!(rules.teammate(&source.id, &ana()).is_some(), "{kind}");
        }
    }
}
