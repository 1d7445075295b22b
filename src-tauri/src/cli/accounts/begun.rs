//! The first team file of a team that asks somewhere else than in Slack.

use contract::Failure;
use domain::Author;
use domain::text::clean_line;
use team::{Beginning, Connection, Newcomer, first_file};

use super::first::usual;
use crate::accounts::{GITHUB, newcomer};
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
    let ids = vec![(connection.key.clone(), me.id.as_str().to_owned())];
    let me = Newcomer { ids, ..newcomer(me) };
    let places = connection.places.iter().map(|place| place.id.clone());
    let issues = connection.kind == GITHUB;
    let beginning = Beginning {
        team: name(connection),
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

/// What stands before the slash: "Backend / Urgent", "acme/widgets".
fn name(connection: &Connection) -> String {
    let place = connection.places.first().map(|place| place.name.as_str());
    let name = place.and_then(|name| name.split('/').next()).map(str::trim);
    let name = name.filter(|name| !name.is_empty()).map(clean_line);
    name.unwrap_or_else(|| "Our team".to_owned())
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

    fn begun(kind: &str, place: [&str; 2]) -> domain::Rules {
        let [id, name] = place.map(str::to_owned);
        let connection = Connection {
            kind: kind.to_owned(),
            key: kind.to_owned(),
            settings: vec![("client_id".into(), "app-1".into())],
            places: vec![NewPlace { id, name, settings: Vec::new() }],
            me: None,
        };
        let text = text(("team.toml", "UTC"), &ana(), &connection);
        let text = text.expect("a first file");
        team::parse(&text, "team.toml").expect("a sound file").rules
    }

    #[test]
    fn it_reads_that_source_alone_and_knows_me() {
        let teams = ["t1/19:a@thread.tacv2", "Backend / Urgent"];
        let issues = ["acme/widgets", "acme/widgets"];
        for (kind, place) in [("teams", teams), ("github", issues)] {
            let rules = begun(kind, place);
            let [source] = rules.sources.as_slice() else {
                panic!("{kind}: {:?}", rules.sources);
            };
            assert_eq!(source.kind, kind);
            assert_eq!(source.places.len(), 1, "{:?}", source.places);
            assert_eq!(source.places[0].id.as_str(), place[0]);
            assert_eq!(source.options["client_id"], "app-1");
            assert!(rules.teammate(&source.id, &ana()).is_some(), "{kind}");
        }
    }
}
