//! A sound team file says what it means, and hints at what surprises.

use chrono::{DateTime, TimeZone, Utc};
use domain::{Duty, PersonKey, Role, SourceId};
use insta::{assert_json_snapshot, assert_snapshot};

use super::LEAST;
use crate::{Team, demo_team, parse, version};

const WHOLE: &str = include_str!("whole.toml");

fn team(text: &str) -> Team {
    parse(text, "team.toml").unwrap_or_else(|flaws| {
        let told: Vec<_> = flaws.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"))
    })
}

fn hints(text: &str) -> String {
    let lines: Vec<_> =
        team(text).hints.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a test knows its times")
}

#[test]
fn a_whole_file_becomes_these_rules() {
    let mut team = team(WHOLE);
    assert_eq!(team.hints, vec![]);
    assert_eq!(team.rules.version, version(WHOLE));
    team.rules.version = "the hash of the text".to_owned();
    assert_json_snapshot!(team.rules);
}

#[test]
fn the_demo_is_sound_and_surprises_nobody() {
    let mut team = team(demo_team());
    assert_eq!(team.hints, vec![]);
    team.rules.version = "the hash of the text".to_owned();
    assert_json_snapshot!(team.rules);
}

#[test]
fn a_repository_may_be_the_main_one_and_bring_its_pull_requests() {
    let text = "team = \"T\"\nzone = \"UTC\"\n\
        roster.ana.github = \"ana-silva\"\n\
        levels = [{ priority = \"normal\", first_response = \"5 min\" }]\n\
        [sources.github]\nclose_label = \"answered\"\n\
        [[sources.github.repositories]]\nid = \"acme/widgets\"\n\
        main = true\n\
        [[sources.github.repositories]]\nid = \"acme/tools\"\n\
        pulls = true\nmain = false\n";
    let github = team(text).rules.sources.remove(0);
    assert_eq!(github.options["close_label"], "answered");
    let [first, second] = github.places.as_slice() else { panic!("two") };
    assert_eq!(first.name, "acme/widgets (main)");
    assert_eq!(second.name, "acme/tools");
    assert_eq!(second.options["pulls"], "true");
}

#[test]
fn a_repository_without_an_owner_is_none() {
    let text = "team = \"T\"\nzone = \"UTC\"\n\
        sources.github.repositories = [{ id = \"widgets\" }]\n";
    let flaws = parse(text, "team.toml").unwrap_err();
    assert!(flaws[0].remedy.contains("acme/widgets"), "{}", flaws[0]);
}

#[test]
fn five_lines_are_a_team() {
    let text = "team = \"T\"\nzone = \"UTC\"\nroster.ana.slack = \"U1\"\n\
                sources.slack.channels = [{ id = \"C123\" }]\n\
                levels = [{ priority = \"normal\", first_response = \"5 min\" \
                }]";
    let team = team(&text.replace("U1", "U12"));
    assert_eq!(team.hints, vec![]);
    assert_eq!(team.rules.duty, Duty::Everyone);
    assert_eq!(team.rules.sources[0].places[0].name, "C123");
    assert_eq!(team.rules.levels[0].name, "Normal");
}

#[test]
fn an_id_of_a_kind_holds_at_every_source_of_it() {
    let text = format!(
        "{LEAST}[sources.here]\nkind = \"demo\"\n[sources.there]\n\
         kind = \"demo\"\n[roster.ana]\ndemo = \"U1\"\nthere = \"U2\""
    );
    let rules = team(&text).rules;
    let ids: Vec<String> = rules.roster[0]
        .ids
        .iter()
        .map(|(source, id)| format!("{source} {id}"))
        .collect();
    assert_eq!(ids, ["here U1", "there U1", "there U2"]);
}

#[test]
fn a_shift_is_read_in_the_zone_of_the_team_also_when_the_clock_changes() {
    let text = "team = \"T\"\nzone = \"Europe/Berlin\"\n[roster.ana]\n\
                [[shifts]]\nfrom = 2026-10-21T09:00\nto = 2026-10-28T09:00\n\
                people = [\"ana\"]\n\
                [[shifts]]\nfrom = 2026-03-29T02:30\nto = 2026-03-29T12:00Z\n\
                people = [\"ana\"]";
    let rules = team(text).rules;
    let Duty::Shifts { shifts } = rules.duty else { panic!("no shifts") };
    assert_eq!(shifts[0].from, at("2026-03-29T01:00:00Z"), "after the gap");
    assert_eq!(shifts[0].to, at("2026-03-29T12:00:00Z"), "its own offset");
    assert_eq!(shifts[1].from, at("2026-10-21T07:00:00Z"), "summer time");
    assert_eq!(shifts[1].to, at("2026-10-28T08:00:00Z"), "winter time");
}

#[test]
fn a_fallback_alone_may_fill_a_gap() {
    let text = format!(
        "{LEAST}[roster.mika]\n[[shifts]]\nfrom = 2026-11-20T09:00\n\
         to = 2026-11-20T18:00\nfallback = [\"mika\"]"
    );
    let rules = team(&text).rules;
    let role = rules.role(&PersonKey::new("mika"), at("2026-11-20T12:00:00Z"));
    assert_eq!(role, Role::Fallback);
}

#[test]
fn a_role_changes_the_seat_and_keeps_its_place() {
    let text = format!(
        "{LEAST}on_duty = [\"ana\", \"mika\"]\nobserver = \"lena\"\n\
         roles = {{ ana = \"fallback\" }}\n\
         [roster.ana]\n[roster.mika]\n[roster.lena]\n[roster.noor]"
    );
    let rules = team(&text).rules;
    let now = Utc.timestamp_nanos(0);
    let role = |key| rules.role(&PersonKey::new(key), now);
    assert_eq!(role("ana"), Role::Fallback);
    assert_eq!(role("mika"), Role::Responder);
    assert_eq!(role("lena"), Role::Observer);
    assert_eq!(role("noor"), Role::OffDuty);
    assert_eq!(rules.seats(now)[0].person, PersonKey::new("ana"));
}

#[test]
fn a_day_of_its_own_replaces_the_hours_of_the_week() {
    let text = format!(
        "{LEAST}[calendar]\ndays = [\"mon-thu\", \"sat\"]\n\
         hours = [\"09:00-12:30\", \"13:30-18:00\"]\n\
         thu = \"09:00-15:00\"\nsat = []"
    );
    let calendar = team(&text).rules.calendar;
    let open = |text: &str| calendar.is_open(at(text));
    assert!(open("2026-11-18T12:00:00Z"));
    assert!(!open("2026-11-18T13:00:00Z"), "lunch on Wednesday");
    assert!(open("2026-11-19T13:00:00Z"), "no lunch on Thursday");
    assert!(!open("2026-11-19T16:00:00Z"));
    assert!(!open("2026-11-21T10:00:00Z"), "Saturday is taken back");
}

#[test]
fn a_source_may_mean_more_by_a_mention_than_all_of_them() {
    let text = format!(
        "{LEAST}[mentions]\n\"@oncall\" = \"urgent\"\n\
         S0123 = \"normal\"\n[sources.slack.mentions]\n\"@oncall\" = \"emergency\"\n\
         [sources.demo]"
    );
    let raises = team(&text).rules.raises;
    let told: Vec<String> = raises
        .iter()
        .map(|it| format!("{} {} {:?}", it.source, it.group, it.priority))
        .collect();
    assert_eq!(
        told,
        [
            "slack @oncall Emergency",
            "slack S0123 Normal",
            "demo @oncall Urgent",
            "demo S0123 Normal",
        ]
    );
    assert_eq!(raises[0].source, SourceId::new("slack"));
}

#[test]
fn what_is_allowed_and_surprises_is_hinted_at() {
    assert_snapshot!(hints(&format!(
        "{LEAST}[roster.ana]\nname = \"Ana\"\n[sources.slack]\n\
         [[levels]]\npriority = \"normal\"\n\
         first_response = \"next business day\"\n\
         [[levels]]\nname = \"Slow\"\npriority = \"normal\"\n\
         first_response = \"2 calendar days\"\n\
         [[levels]]\nname = \"Ours\"\npriority = \"normal\"\ninternal = true"
    )));
    assert_snapshot!("nothing_but_a_name", hints(LEAST));
}

#[test]
fn whoever_answers_from_the_address_of_a_mailbox_is_of_the_team() {
    let mail = "[sources.mail]\naddress = \"Support@Acme.test\"\n\
        [[sources.mail.mailboxes]]\nid = \"INBOX\"\n";
    let rules = team(&format!("{LEAST}{mail}")).rules;
    let shared = |rules: &domain::Rules| {
        let ids = rules.roster.iter().flat_map(|mate| &mate.ids);
        let of: Vec<String> =
            ids.map(|(source, id)| format!("{source} {id}")).collect();
        (rules.roster.len(), of)
    };
    let address = "mail support@acme.test".to_owned();
    let (alone, ids) = shared(&rules);
    assert_eq!(ids, ["mail support@acme.test"]);
    let ana = "[roster.ana]\nname = \"Ana\"\nmail = \"SUPPORT@acme.test\"\n";
    let hers = team(&format!("{LEAST}{mail}{ana}")).rules;
    assert_eq!(shared(&hers), (alone, vec![address]), "it is Ana's");
}
