//! No text makes the reader panic or speak unsafely.

use proptest::prelude::*;

use super::LEAST;
use crate::{demo_team, parse};

/// Reads a text and everything that is told of it.
fn read(text: &str) {
    match parse(text, "team.toml") {
        Ok(team) => {
            for hint in team.hints {
                assert!(hint.line >= 1 && hint.column >= 1);
            }
        }
        Err(flaws) => {
            assert!(!flaws.is_empty(), "a refusal has a reason");
            for flaw in flaws {
                assert!(flaw.line >= 1 && flaw.column >= 1);
                let line = flaw.to_string();
                assert!(!line.contains('\n'), "one line each: {line:?}");
            }
        }
    }
}

#[test]
fn a_file_full_of_the_same_is_read_in_a_moment() {
    let full = |line: &str| line.repeat(120_000 / line.len());
    read(&full("# xoxp-1234567890\n"));
    read(&full("a = 1\n"));
    read(&full("[[levels]]\n"));
    read(&full("[[shifts]]\n"));
    let many = |line: fn(usize) -> String| -> String {
        (0..4_000).map(line).collect()
    };
    read(&many(|n| format!("[roster.a{n}]\nslack = \"U1{n}\"\n")));
    read(&many(|n| format!("[sources.a{n}]\nkind = \"x\"\n")));
    read(&format!("on_duty = [{}]", many(|n| format!("\"a{n}\","))));
}

#[test]
fn deep_nesting_is_refused() {
    read(&format!("x = {}", "[".repeat(100_000)));
    read(&format!("x = {}", "{a=".repeat(50_000)));
    read(&format!("[{}a]", "a.".repeat(100_000)));
    read(&format!("{}a = 1", "a.".repeat(50_000)));
}

proptest! {
    #[test]
    fn any_text_is_read_to_its_end(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_lines_of_a_team_file_are_read_to_their_end(
        lines in prop::collection::vec(
            prop::sample::select(
                demo_team().lines().collect::<Vec<_>>()
            ),
            0..40,
        )
    ) {
        read(&lines.join("\n"));
    }

    #[test]
    fn a_team_file_with_a_hole_or_a_stain_is_read_to_its_end(
        at in 0..demo_team().chars().count(),
        holes in 0_usize..20,
        stain in "[\\[\\]{}=\"'#.\\\\\n\u{202e}é0-9a-z-]{0,6}",
    ) {
        let before: String = demo_team().chars().take(at).collect();
        let after: String = demo_team().chars().skip(at + holes).collect();
        read(&format!("{before}{stain}{after}"));
    }

    #[test]
    fn any_value_is_read_at_every_key(
        key in prop::sample::select(vec![
            "team", "zone", "claim_says", "off_duty", "on_duty", "fallback",
            "roles", "shifts", "marks", "roster", "calendar", "sources",
            "mentions", "levels", "marks.claim", "roster.ana",
            "roster.ana.slack", "calendar.mon", "calendar.days",
            "calendar.holidays", "calendar.extra",
            "calendar.holidays_from", "calendar.extra_from", "imported", "sources.slack",
            "sources.slack.channels", "sources.slack.push", "calendars",
            "calendars.night", "calendars.night.zone", "peaks", "tiers",
            "roster.ana.zone", "roster.ana.hours", "roster.ana.days",
        ]),
        value in prop::sample::select(vec![
            "1", "1.5", "true", "false", "2026-12-25", "2026-11-18T09:00",
            "09:00", "\"\"", "\"x\"", "[]", "[[]]", "[1]", "[\"x\"]", "{}",
            "{ a = 1 }", "[{}]", "[{ a = 1 }]", "nan", "-inf",
            "99999999999999999999", "{ 2026-12-25 = [\"00:00-24:00\"] }",
        ]),
    ) {
        read(&format!("{key} = {value}"));
    }

    #[test]
    fn any_value_is_read_at_every_key_of_a_level(
        key in prop::sample::select(vec![
            "name", "priority", "internal", "when", "when.source",
            "when.place", "when.channel", "when.mention", "when.priority",
            "when.tier", "when.category", "when.requester", "when.hours",
            "when.internal", "calendar", "first_response",
            "first_response.within", "first_response.calendar",
            "next_response", "update", "resolution", "bands", "bands.great",
            "warnings", "repeats", "counts", "remind",
        ]),
        value in prop_oneof![
            prop::sample::select(vec![
                "1", "true", "false", "2026-12-25", "\"\"", "\"x\"", "[]",
                "[1]", "[\"x\", \"x\"]", "{}", "{ within = \"5 min\" }",
                "\"every 99999999999 min, 0 times\"", "\"0 min\"",
                "\"business hours\"", "\"on-duty\"",
            ]).prop_map(str::to_owned),
            "[a-z0-9 ,]{0,20}".prop_map(|text| format!("\"{text}\"")),
        ],
    ) {
        read(&format!("{LEAST}[[levels]]\n{key} = {value}"));
    }
}
