//! A team file is changed without losing a word that people wrote.

use domain::Priority;
use insta::assert_snapshot;
use proptest::prelude::*;

use super::LEAST;
use crate::{
    Beginning, Channel, Edit, Newcomer, Preset, add_person, demo_team,
    distinct, first_file, parse, preset, version,
};

fn zoe() -> Newcomer {
    Newcomer {
        key: "zoe".into(),
        name: "Zoë Ek".into(),
        email: Some("zoe@example.com".into()),
        ids: vec![("slack".into(), "U0000000026".into())],
    }
}

fn added(text: &str) -> Edit {
    add_person(text, "team.toml", &zoe())
        .unwrap_or_else(|flaw| panic!("{flaw}"))
}

const SLACK: &str = "[sources.slack]\nchannels = [{ id = \"C123\" }]\n";

#[test]
fn a_newcomer_is_put_into_the_roster_and_on_duty() {
    let before = format!(
        "# Ours.\nteam = \"T\"  # not theirs\nzone = \"UTC\"\n\n\
         # This week:\non_duty = [\"ana\"]  # until Friday\n\n\
         # People.\n[roster.ana]\nemail = \"ana@example.com\" # work\n\n\
         # What we read.\n{SLACK}# The end.\n"
    );
    let edit = added(&before);
    assert_eq!(edit.replaces, version(&before));
    assert_eq!((edit.key.as_str(), edit.remark), ("zoe", None));
    assert_snapshot!("added_to_a_list", edit.text);
    assert_snapshot!("the_change_as_shown", edit.diff);
}

#[test]
fn a_list_with_a_line_for_each_keeps_its_comments_where_they_are() {
    let below = format!("[roster.ana]\n[roster.kofi]\n{SLACK}");
    let with_comma = format!(
        "{LEAST}on_duty = [\n  \"ana\",   # leads\n  \"kofi\",  # new\n]\n\
         {below}"
    );
    let without = format!(
        "{LEAST}on_duty = [\n  \"ana\",   # leads\n  \"kofi\"   # new\n]\n\
         {below}"
    );
    assert_snapshot!("a_last_comma", added(&with_comma).diff);
    assert_snapshot!("no_last_comma", added(&without).diff);
}

#[test]
fn every_way_to_write_a_roster_takes_one_more() {
    for (name, text) in [
        ("inline", "roster = { ana = { name = \"Ana\" } }\n"),
        ("dotted", "roster.ana.name = \"Ana\"\n"),
        ("one table", "[roster]\nana = { name = \"Ana\" }\n"),
        ("none", ""),
    ] {
        let edit = added(&format!("{LEAST}{text}{SLACK}"));
        let team = parse(&edit.text, "team.toml").expect("a sound file");
        let last = team.rules.roster.last().expect("somebody");
        assert_eq!(last.name, "Zoë Ek", "{name}:\n{}", edit.text);
        assert_eq!(last.ids.len(), 1, "{name}");
    }
}

#[test]
fn whoever_is_on_duty_by_one_word_is_joined() {
    let text = format!("{LEAST}on_duty = \"ana\"\n[roster.ana]\n{SLACK}");
    assert!(added(&text).text.contains("on_duty = [\"ana\", \"zoe\"]"));
}

#[test]
fn where_only_a_fallback_is_named_a_list_of_those_on_duty_begins() {
    let text = format!("{LEAST}fallback = [\"ana\"]\n[roster.ana]\n{SLACK}");
    let edit = added(&text);
    assert!(edit.text.contains("on_duty = [\"zoe\"]"), "{}", edit.text);
}

#[test]
fn shifts_stay_as_they_are_and_that_is_said() {
    let text = format!(
        "{LEAST}[roster.ana]\n[[shifts]]\nfrom = 2026-11-18T09:00\n\
         to = 2026-11-25T09:00\npeople = [\"ana\"]\n{SLACK}"
    );
    let edit = added(&text);
    assert!(edit.text.contains("people = [\"ana\"]\n"));
    assert_eq!(
        edit.remark.as_deref(),
        Some("The shifts stay as they are: give “zoe” a seat in one of them.")
    );
}

#[test]
fn a_key_that_is_taken_gets_a_number() {
    let text = format!("{LEAST}[roster.zoe]\n[roster.zoe-2]\n{SLACK}");
    assert_eq!(added(&text).key, "zoe-3");
}

#[test]
fn nobody_is_added_twice() {
    let refused = |roster: &str| {
        let text = format!("{LEAST}{SLACK}{roster}");
        let flaw = add_person(&text, "team.toml", &zoe());
        flaw.expect_err("they are there").to_string()
    };
    let told = "team.toml:5: roster.zed: “Zed” is in the roster already. \
                Nothing has to be written.";
    let mail = "[roster.zed]\nname = \"Zed\"\nemail = \"ZOE@example.com\"";
    let id = "[roster.zed]\nname = \"Zed\"\nslack = \"U0000000026\"";
    assert_eq!(refused(mail), told);
    assert_eq!(refused(id), told);
}

#[test]
fn a_broken_file_is_not_edited() {
    let flaw = add_person("team = 1\nzone = \"UTC\"", "team.toml", &zoe());
    assert_snapshot!(
        flaw.expect_err("broken"),
        @r#"team.toml:1: team: “1” is not a text. Write "Backend support"."#
    );
}

#[test]
fn a_newcomer_who_would_break_the_file_is_refused() {
    let mut wrong = zoe();
    wrong.ids = vec![("slack".into(), "@zoe".into())];
    let text = format!("{LEAST}{SLACK}");
    let flaw = add_person(&text, "team.toml", &wrong);
    assert_snapshot!(flaw.expect_err("no id"));
}

pub(super) fn beginning() -> Beginning {
    Beginning {
        team: "Backend support".into(),
        zone: "Europe/Amsterdam".into(),
        people: vec![zoe()],
        on_duty: vec!["zoe".into()],
        client_id: Some("1234567890.1234567890".into()),
        push: false,
        channels: vec![
            Channel {
                id: "C0123456789".into(),
                name: "#support".into(),
                public: true,
            },
            Channel {
                id: "G0123456789".into(),
                name: "#backend \"private\"".into(),
                public: false,
            },
        ],
        repositories: vec![],
        mentions: vec![("@help".into(), Priority::Urgent)],
    }
}

fn support_channel() -> &'static Preset {
    preset("support-channel").expect("it comes with the product")
}

#[test]
fn every_comment_of_a_preset_is_kept() {
    let text = first_file(support_channel(), &beginning());
    let comments = support_channel().text.lines();
    for line in comments.filter(|line| line.starts_with('#')) {
        assert!(text.lines().any(|other| other == line), "lost: {line}");
    }
}

#[test]
fn without_groups_and_without_an_app_nothing_is_made_up() {
    let beginning =
        Beginning { client_id: None, mentions: vec![], ..beginning() };
    let text = first_file(support_channel(), &beginning);
    let team = parse(&text, "team.toml").expect("sound");
    assert_eq!(team.hints, vec![]);
    assert_eq!(team.rules.raises, vec![]);
    assert!(!text.contains("client_id"), "{text}");
    assert!(!text.contains("U0123456789"), "{text}");
}

#[test]
fn two_of_a_name_have_keys_of_their_own() {
    let keys: Vec<String> = distinct(vec![zoe(), zoe(), zoe()])
        .into_iter()
        .map(|person| person.key)
        .collect();
    assert_eq!(keys, ["zoe", "zoe-2", "zoe-3"]);
}

#[test]
fn a_first_file_is_sound_and_surprises_nobody() {
    let text = first_file(support_channel(), &beginning());
    let team = parse(&text, "team.toml").unwrap_or_else(|flaws| {
        panic!("{}\n{text}", flaws[0]);
    });
    assert_eq!(team.hints, vec![]);
    assert_eq!(team.rules.sources[0].places.len(), 2);
    assert_snapshot!(text);
}

#[test]
fn the_next_one_joins_a_first_file() {
    let mut kofi = zoe();
    kofi.key = "kofi".into();
    kofi.email = Some("kofi@example.com".into());
    kofi.ids = vec![];
    let edit = add_person(
        &first_file(support_channel(), &beginning()),
        "team.toml",
        &kofi,
    )
    .unwrap_or_else(|flaw| panic!("{flaw}"));
    assert_snapshot!(edit.diff);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_workspace_calls_things_a_first_file_is_toml(
        team in any::<String>(),
        name in any::<String>(),
        channel in any::<String>(),
    ) {
        let mut beginning = beginning();
        beginning.team = team;
        beginning.people[0].name = name;
        beginning.channels[0].name = channel;
        let text = first_file(support_channel(), &beginning);
        let read: Result<toml_edit::DocumentMut, _> = text.parse();
        prop_assert!(read.is_ok(), "{text}");
    }

    #[test]
    fn an_addition_keeps_every_line_but_the_list_of_those_on_duty(
        name in "[^\u{0}-\u{1f}]{0,30}",
        key in "[a-z]{1,8}",
    ) {
        let newcomer = Newcomer {
            name,
            key,
            email: None,
            ids: vec![("demo".into(), "U26".into())],
        };
        let edit = add_person(demo_team(), "team.toml", &newcomer);
        if let Ok(edit) = edit {
            for line in demo_team().lines() {
                let kept = line.starts_with("on_duty")
                    || edit.text.lines().any(|other| other == line);
                prop_assert!(kept, "lost: {line}");
            }
            prop_assert!(parse(&edit.text, "team.toml").is_ok());
        }
    }
}
