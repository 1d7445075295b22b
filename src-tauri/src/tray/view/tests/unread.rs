//! The tray while something cannot be read, or soon will not be.

use insta::assert_snapshot;

use super::scenes::text;
use super::*;

#[test]
fn blind() {
    let mut snapshot = calm();
    let teams = &mut snapshot.sources[0];
    teams.state = SourceState::Blind;
    teams.blind_since = Some(at("14:02"));
    teams.remedy = Some("Sign in again".to_owned());
    snapshot.count.label = "0+".to_owned();
    snapshot.count.words = "0+ for you".to_owned();
    snapshot.count.unsure = true;
    assert_snapshot!(text(&view(&snapshot)), @r#"
    (blind) Hotseat: Teams not read since 14:02
    - Teams not read since 14:02
    Sign in again
    Open Teams
    - 0+ for you
    - You and Ana until Wed 09:00
    ----
    Log a call...
    Open Hotseat
    ----
    > Sources: Teams not read since 14:02
        - Teams not read since 14:02
        - Slack, live
    [x] This computer rings
    [ ] Quiet for an hour
    Test alarm
    Settings...
    Quit, and stop watching
    "#);
}

#[test]
fn what_cannot_be_read_stands_first_also_under_what_is_overdue() {
    let late = row(1, ClockState::Overdue, "16:33", "Labels");
    let mut snapshot = with(vec![late]);
    let teams = &mut snapshot.sources[0];
    teams.state = SourceState::SignedOut;
    teams.remedy = Some("Sign in again".to_owned());
    let view = view(&snapshot);
    let ids: Vec<&str> = view.lines.iter().map(Line::id).take(4).collect();
    let blind = ["blind.teams", "blind.teams.remedy", "blind.teams.open"];
    assert_eq!(ids, [&blind[..], &["says"]].concat());
    let of = |id| Line::command(&view.lines, id);
    let source = "teams".to_owned();
    let sign_in = Command::SignIn { source: source.clone() };
    assert_eq!(of("blind.teams.remedy"), Some(sign_in));
    assert_eq!(of("blind.teams.open"), Some(Command::OpenSource { source }));
    let settings = Command::Raise(Aim::settings());
    assert_eq!(of("settings"), Some(settings));
}

#[test]
fn a_sign_in_that_ends_soon_is_told_with_the_way_to_another() {
    let mut snapshot = calm();
    let slack = &mut snapshot.sources[1];
    slack.ends = Some(at("16:41") + chrono::TimeDelta::days(4));
    let view = view(&snapshot);
    let lines = text(&view);
    let told = "- The sign-in to Slack ends";
    assert!(lines.contains(told), "{lines}");
    let source = "slack".to_owned();
    let of = |id| Line::command(&view.lines, id);
    assert_eq!(of("ends.slack.remedy"), Some(Command::SignIn { source }));
}

#[test]
fn what_else_is_wrong_leads_to_the_window_that_says_all_of_it() {
    let mut snapshot = calm();
    let flaw = "/t/team.toml:4: days: there is no day \"mon-fry\". Write mon.";
    snapshot.warnings = vec![engine::faulty(flaw)];
    let view = view(&snapshot);
    let said = "The team file has a fault; the last good one is in force.";
    let open = Command::Raise(Aim::default());
    assert_eq!(view.lines.first(), Some(&press("warning.0", said, open)));
}
