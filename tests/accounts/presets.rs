//! The first team file from a preset, without signing in to anything.

use super::desk::Desk;

const INIT: [&str; 8] = [
    "team",
    "init",
    "support-channel",
    "--channel",
    "C0123456789=#support",
    "--person",
    "Ana Silva <ana@example.com>",
    "--yes",
];

#[tokio::test]
async fn the_presets_that_exist_are_listed() {
    let desk = Desk::without_keyring();
    let listed = desk.runs(&["team", "presets"], "");
    assert_eq!(listed.code, 0, "{listed:?}");
    insta::assert_snapshot!("presets", listed.out);
}

#[tokio::test]
async fn a_script_writes_a_sound_team_file_from_a_preset() {
    let desk = Desk::without_keyring();
    let written = desk.runs(&INIT, "");
    assert_eq!(written.code, 0, "{written:?}");
    let team = desk.team();
    assert!(team.contains("name = \"Ana Silva\""), "{team}");
    assert!(team.contains("zone = \"Europe/Berlin\""), "this desk's: {team}");
    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
}

#[tokio::test]
async fn every_preset_asks_for_channels_people_and_zone_and_is_sound() {
    for preset in team::PRESETS {
        let desk = Desk::without_keyring();
        let issues = preset.text.contains("[sources.github]");
        let repository = if issues { " acme/app" } else { "" };
        let typed = format!(
            "C0123456789=#help C0123456780=#alerts{repository}\n\
             Ana <ana@example.com>\nAsia/Tokyo\ny\n"
        );
        let written = desk.runs(&["team", "init", preset.name], &typed);
        assert_eq!(written.code, 0, "{}: {written:?}", preset.name);
        let checked = desk.runs(&["team", "check"], "");
        assert_eq!(checked.code, 0, "{}: {checked:?}", preset.name);
        assert!(checked.out.ends_with("is sound.\n"), "{checked:?}");
    }
}

#[tokio::test]
async fn what_no_preset_can_know_is_asked() {
    let desk = Desk::without_keyring();
    let typed = "C0123456789=#help\nAna <ana@example.com>\nAsia/Tokyo\ny\n";
    let written = desk.runs(&["team", "init", "support-channel"], typed);
    assert_eq!(written.code, 0, "{written:?}");
    let team = desk.team();
    for line in ["name = \"#help\"", "zone = \"Asia/Tokyo\""] {
        assert!(team.contains(line), "{team}");
    }
    assert!(written.err.contains("Write this to"), "{written:?}");
}

#[tokio::test]
async fn a_team_file_that_is_there_is_not_written_over() {
    let desk = Desk::without_keyring();
    desk.has_team("# Ours.\n");
    let refused = desk.runs(&INIT, "");
    assert_eq!(refused.code, 4, "{refused:?}");
    assert_eq!(desk.team(), "# Ours.\n");
}

#[tokio::test]
async fn a_preset_that_does_not_exist_names_those_that_do() {
    let desk = Desk::without_keyring();
    let none = desk.runs(&["team", "init", "four-lanes", "--yes"], "");
    assert_eq!(none.code, 3, "{none:?}");
    assert!(none.err.contains("support-channel"), "{none:?}");
}
