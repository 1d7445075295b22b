//! Sources that somebody has connected from the window or the shell.

use super::LEAST;
use crate::{Beginning, Connection, NewPlace, Newcomer, connect, first_file};
use crate::{PRESETS, parse, preset};

fn place(id: &str, settings: &[(&str, &str)]) -> NewPlace {
    let settings = settings.iter();
    NewPlace {
        id: id.into(),
        settings: settings.map(|(k, v)| ((*k).into(), (*v).into())).collect(),
        ..NewPlace::default()
    }
}

fn github(places: &[NewPlace]) -> Connection {
    Connection {
        kind: "github".into(),
        key: "github".into(),
        places: places.to_vec(),
        ..Connection::default()
    }
}

fn hooks() -> Connection {
    Connection {
        kind: "webhook".into(),
        key: "hooks".into(),
        settings: vec![("listen".into(), "127.0.0.1:8787".into())],
        places: vec![place("prom", &[("table", "alertmanager")])],
        me: None,
    }
}

#[test]
fn a_source_is_written_with_all_of_its_places() {
    let all = [
        github(&[place("acme/widgets", &[]), place("acme/api", &[])]),
        hooks(),
    ];
    let edit = connect(LEAST, "team.toml", &all).expect("written");
    insta::assert_snapshot!(edit.text);
    let again = connect(&edit.text, "team.toml", &all).expect("the same");
    assert_eq!(again.text, edit.text, "nothing stands there twice");
}

#[test]
fn a_place_more_stays_among_the_others_and_their_comments() {
    let text = format!(
        "{LEAST}[roster.ana]\nname = \"Ana\"\n\
         [sources.github]\n# Ours.\n[[sources.github.repositories]]\n\
         id = \"acme/widgets\" # the one\nmain = true\n"
    );
    let mut more =
        github(&[place("acme/widgets", &[]), place("acme/api", &[])]);
    more.me = Some(("ana".into(), "ana-silva".into()));
    let edit = connect(&text, "team.toml", &[more]).expect("written");
    assert!(edit.text.contains("# Ours.") && edit.text.contains("# the one"));
    assert_eq!(edit.text.matches("id = \"acme/widgets\"").count(), 1);
    assert!(edit.text.contains("github = \"ana-silva\""), "{}", edit.text);
    let added: Vec<&str> =
        edit.diff.lines().filter(|it| it.starts_with('-')).collect();
    assert!(added.is_empty(), "nothing is taken away: {}", edit.diff);
}

#[test]
fn a_private_channel_is_said_to_be_one() {
    let slack = Connection {
        kind: "slack".into(),
        key: "slack".into(),
        places: vec![place("C0123456789", &[("public", "false")])],
        ..Connection::default()
    };
    let edit = connect(LEAST, "team.toml", &[slack]).expect("written");
    assert!(edit.text.contains("public = false"), "{}", edit.text);
}

#[test]
fn what_cannot_be_read_is_told_and_not_written() {
    let odd = Connection { kind: "fax".into(), ..Connection::default() };
    let flaws = connect(LEAST, "team.toml", &[odd]).expect_err("no such kind");
    assert!(flaws[0].to_string().contains("no such kind"), "{flaws:?}");
    let flaws = connect(LEAST, "team.toml", &[github(&[place("one", &[])])])
        .expect_err("no repository");
    assert!(flaws[0].to_string().contains("acme/widgets"), "{flaws:?}");
}

#[test]
fn every_preset_begins_with_any_one_source_alone() {
    let me = Newcomer {
        key: "ana".into(),
        name: "Ana".into(),
        email: Some("ana@example.com".into()),
        ids: Vec::new(),
    };
    for preset in PRESETS {
        let beginning = Beginning {
            team: "Acme".into(),
            zone: "UTC".into(),
            people: vec![me.clone()],
            on_duty: vec!["ana".into()],
            ..Beginning::default()
        };
        let text = first_file(preset, &beginning);
        for one in [github(&[place("acme/widgets", &[])]), hooks()] {
            let edit = connect(&text, preset.name, &[one]);
            let edit = edit.unwrap_or_else(|it| panic!("{it:?}"));
            let team = parse(&edit.text, preset.name).expect("sound");
            assert_eq!(team.rules.sources.len(), 1, "{}", preset.name);
        }
    }
}

#[test]
fn a_level_for_sources_that_are_not_read_is_for_nothing_else() {
    let preset = preset("exterminator").expect("a preset");
    let beginning = Beginning {
        team: "Acme".into(),
        zone: "UTC".into(),
        people: vec![Newcomer { key: "ana".into(), ..Newcomer::default() }],
        on_duty: vec!["ana".into()],
        repositories: vec!["acme/widgets".into()],
        ..Beginning::default()
    };
    let levels = |text: &str| parse(text, "t").unwrap().rules.levels.len();
    let whole = levels(&first_file(preset, &beginning));
    let none = Beginning { repositories: Vec::new(), ..beginning };
    assert_eq!(levels(&first_file(preset, &none)), whole - 1);
}
