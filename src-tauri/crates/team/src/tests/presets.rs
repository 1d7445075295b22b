//! The five ways of working that come with the product.

use domain::{Bots, Priority};

use super::edits::beginning;
use crate::{Beginning, PRESETS, first_file, parse, preset};

#[test]
fn every_preset_is_sound_as_it_stands_and_surprises_nobody() {
    for preset in PRESETS {
        let team = parse(preset.text, preset.name).unwrap_or_else(|flaws| {
            panic!("{}", flaws[0]);
        });
        assert_eq!(team.hints, vec![], "{}", preset.name);
    }
}

#[test]
fn a_first_file_of_every_preset_is_sound_and_surprises_nobody() {
    let both = Beginning {
        repositories: vec!["acme/app".into(), "acme/docs".into()],
        ..beginning()
    };
    let chat = Beginning { repositories: vec![], ..both.clone() };
    let issues = Beginning { channels: vec![], ..both.clone() };
    for preset in PRESETS {
        let reads =
            |kind: &str| preset.text.contains(&format!("[sources.{kind}]"));
        for beginning in [&both, &chat, &issues] {
            let text = first_file(preset, beginning);
            let team = parse(&text, "team.toml")
                .unwrap_or_else(|flaws| panic!("{}\n{text}", flaws[0]));
            let nothing = beginning.channels.is_empty() && !reads("github");
            assert_eq!(team.hints.is_empty(), !nothing, "{:?}", team.hints);
            for example in ["U0123456789", "C0123456780", "acme/widgets"] {
                assert!(!text.contains(example), "{}: {text}", preset.name);
            }
        }
        if reads("github") {
            let text = first_file(preset, &issues);
            assert!(!text.contains("[sources.slack]"), "{text}");
        }
    }
}

#[test]
fn a_channel_is_read_as_the_example_in_its_place() {
    let preset = preset("sprint-pair").expect("it comes with the product");
    let text = first_file(preset, &beginning());
    let team = parse(&text, "team.toml").expect("sound");
    let places = &team.rules.sources[0].places;
    assert_eq!(places[0].priority, Priority::Urgent);
    assert_eq!(places[0].bots, Bots::Ignore);
    assert_eq!(places[1].bots, Bots::Alerts);
    assert!(!places[1].public, "as the workspace has it");
}

#[test]
fn each_of_the_five_says_what_of_its_way_is_not_built_yet() {
    let names: Vec<&str> = PRESETS.iter().map(|preset| preset.name).collect();
    assert_eq!(
        names,
        [
            "support-channel",
            "exterminator",
            "support-hero",
            "sprint-pair",
            "three-lanes"
        ]
    );
    for preset in PRESETS {
        let first: Vec<&str> = preset
            .text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .collect();
        let first = first.join(" ");
        for words in ["The roster lists those who answer", "Not built yet"] {
            assert!(first.contains(words), "{}: {words}", preset.name);
        }
    }
}
