//! A simple change stands where it belongs, and every comment where it stood.

use chrono::NaiveDate;
use insta::assert_snapshot;

use crate::{Change, change, parse, version};

const FILE: &str = "\
# Ours.
team = \"T\"
zone = \"Europe/Amsterdam\"

[calendar]
days = \"mon-fri\"           # we sleep late on Saturdays
hours = [\"09:00-18:00\"]    # lunch is eaten at the desk
holidays = [
    \"2026-12-25\",          # Christmas
]

# What we read.
[sources.slack]
client_id = \"123.456\"

[[sources.slack.channels]]
id = \"C0SUPPORT1\"
name = \"#support\"        # everybody's

[roster.ana]
email = \"ana@example.com\"

# What we promise.
[[levels]]
priority = \"urgent\"
first_response = \"5 min\"   # tried for a year
";

fn changed(text: &str, what: &Change) -> String {
    let edit = change(text, "team.toml", what)
        .unwrap_or_else(|flaws| panic!("{flaws:?}"));
    assert_eq!(edit.replaces, version(text));
    assert!(parse(&edit.text, "team.toml").is_ok());
    edit.diff
}

fn refused(text: &str, what: &Change) -> String {
    let flaws = change(text, "team.toml", what).expect_err("a refusal");
    let all: Vec<String> = flaws.iter().map(ToString::to_string).collect();
    all.join("\n")
}

fn place(id: &str, name: &str) -> (String, String) {
    (id.to_owned(), name.to_owned())
}

fn target(words: Option<&str>) -> Change {
    Change::SetTarget { level: 0, target: words.map(str::to_owned) }
}

fn holiday(reason: &str) -> Change {
    let date = NaiveDate::from_ymd_opt(2027, 4, 27).expect("a date");
    Change::AddHoliday { date, reason: reason.to_owned() }
}

#[test]
fn another_target_keeps_the_comment_beside_it() {
    assert_snapshot!(changed(FILE, &target(Some("30 business min"))));
}

#[test]
fn no_target_is_said_aloud() {
    assert!(changed(FILE, &target(None)).contains("first_response = false"));
}

#[test]
fn a_target_that_cannot_be_meant_is_refused_with_a_remedy() {
    assert_snapshot!(refused(FILE, &target(Some("soon"))));
}

#[test]
fn what_is_so_already_is_no_change() {
    let same = refused(FILE, &target(Some("5 min")));
    assert!(same.contains("says already"), "{same}");
}

#[test]
fn a_claim_that_stops_the_clock_is_a_line_of_its_level() {
    let what = Change::SetClaimCounts { level: 0, counts: true };
    assert!(changed(FILE, &what).contains("+ counts = \"claim\""));
}

#[test]
fn other_hours_keep_the_comments_beside_them() {
    let what = Change::SetHours {
        days: "mon-sat".into(),
        hours: "08:00-12:00, 13:00-17:00".into(),
    };
    assert_snapshot!(changed(FILE, &what));
}

#[test]
fn a_team_without_hours_gets_a_calendar() {
    let text = "team = \"T\"\nzone = \"UTC\"\ncalendar = \"round the clock\"\n";
    let what = Change::SetHours {
        days: "mon-fri".into(),
        hours: "09:00-17:00".into(),
    };
    assert_snapshot!(changed(text, &what));
}

#[test]
fn a_holiday_joins_the_list() {
    assert_snapshot!(changed(FILE, &holiday("King's day")));
}

#[test]
fn a_first_holiday_says_its_reason() {
    let text = "team = \"T\"\nzone = \"UTC\"\n[calendar]\ndays = \"mon\"\n\
                hours = \"09:00-17:00\"\n";
    let diff = changed(text, &holiday("King's day"));
    assert!(diff.contains("2027-04-27 = \"King's day\""), "{diff}");
}

#[test]
fn who_never_closes_has_no_holidays() {
    let text = "team = \"T\"\nzone = \"UTC\"\n";
    let refusal = refused(text, &holiday(""));
    assert!(refusal.contains("Set its business hours first."), "{refusal}");
}

#[test]
fn a_channel_joins_its_source() {
    let what = Change::AddPlace {
        source: "slack".into(),
        place: place("C0BILLING1", "#billing"),
    };
    assert_snapshot!(changed(FILE, &what));
}

#[test]
fn another_workspace_is_a_source_of_its_own() {
    let what = Change::AddSource {
        kind: "slack".into(),
        key: "partners".into(),
        client_id: Some("9.9".into()),
        place: place("C0PARTNER1", "#partners"),
    };
    assert_snapshot!(changed(FILE, &what));
}

#[test]
fn a_mailbox_says_where_its_servers_are() {
    let added = changed(
        FILE,
        &Change::AddSource {
            kind: "mail".into(),
            key: String::new(),
            client_id: None,
            place: place("INBOX", "support@"),
        },
    );
    let settings = [
        ("address", "support@acme.test"),
        ("imap", "imap.acme.test"),
        ("smtp", "smtp.acme.test"),
    ];
    let told = Change::SetSource {
        source: "mail".into(),
        settings: settings.map(|(a, b)| (a.into(), b.into())).into(),
    };
    let file = format!(
        "{FILE}\n[sources.mail]\n[[sources.mail.mailboxes]]\n\
        id = \"INBOX\"\n"
    );
    let written = changed(&file, &told);
    assert!(added.contains("[[sources.mail.mailboxes]]"), "{added}");
    assert!(written.contains("imap = \"imap.acme.test\""), "{written}");
}

#[test]
fn a_source_is_not_written_twice() {
    let what = Change::AddSource {
        kind: "slack".into(),
        key: String::new(),
        client_id: None,
        place: place("C0PARTNER1", ""),
    };
    assert!(refused(FILE, &what).contains("in the file already"));
}

#[test]
fn an_id_that_is_a_name_is_refused_with_the_way_to_find_it() {
    let what = Change::AddPlace {
        source: "slack".into(),
        place: place("#billing", ""),
    };
    assert_snapshot!(refused(FILE, &what));
}

#[test]
fn a_broken_file_is_left_alone() {
    let refusal = refused("team = \n", &target(Some("5 min")));
    assert!(refusal.contains("team.toml:1"), "{refusal}");
}
