//! Service levels: for whom, what, in which calendar, and what is wrong.

use domain::target::{Target, TargetKind};
use domain::{Asking, Level, Priority, Repeats, Updates};
use insta::{assert_json_snapshot, assert_snapshot};

use super::{LEAST, told_below};
use crate::{Team, parse};

const HOURS: &str = "[calendar]\ndays = \"mon-fri\"\nhours = \"09:00-18:00\"\n\
                     [calendars.night]\nzone = \"America/New_York\"\n\
                     days = \"mon-sun\"\nhours = \"22:00-06:00\"\n\
                     after_closing = \"next-day\"\n";

const SOURCES: &str = "[[sources.slack.channels]]\nid = \"C0SUPPORT1\"\n\
                       name = \"#support\"\n[sources.demo]\n\
                       [mentions]\n\"@help\" = \"normal\"\n";

pub(super) fn team(text: &str) -> Team {
    let text = format!("{LEAST}{HOURS}{SOURCES}{text}");
    parse(&text, "team.toml").unwrap_or_else(|flaws| {
        let told: Vec<_> = flaws.iter().map(ToString::to_string).collect();
        panic!("{}", told.join("\n"))
    })
}

fn level(text: &str) -> Level {
    team(&format!("[[levels]]\nname = \"L\"\n{text}")).rules.levels.remove(0)
}

/// What is hinted at of levels.
fn hints(levels: &str) -> String {
    let hints = team(levels).hints;
    let of_levels = hints.iter().filter(|hint| hint.key.starts_with("levels"));
    of_levels.map(|hint| format!("{hint}\n")).collect()
}

#[test]
fn a_level_may_say_all_of_this() {
    assert_json_snapshot!(level(
        "calendar = \"night\"\n\
         first_response = \"30 business min\"\n\
         next_response = { within = \"1 business hour\", calendar = \
         \"business hours\", warnings = \"5 min\" }\n\
         update = \"1 hour\"\nresolution = \"next business day\"\n\
         warnings = [\"10 min\", \"2 min\"]\nrepeats = \"every 2 min, 5 times\"\n\
         counts = \"claim\"\n\
         when = { source = \"slack\", channel = \"#support\", mention = \
         \"@help\", priority = [\"urgent\", \"normal\"], tier = \"gold\", \
         category = [\"billing\", \"bug\"], requester = \"@acme.example\", \
         hours = \"night\", internal = true }"
    ));
}

#[test]
fn a_level_alone_is_for_everything_and_needs_a_name() {
    let all = level("first_response = \"5 min\"");
    for priority in [Priority::Emergency, Priority::Normal] {
        let asking = Asking::of(priority, chrono::DateTime::UNIX_EPOCH);
        let rules = team("[[levels]]\nname = \"L\"").rules;
        assert_eq!(rules.level(&asking).map(|it| &*it.name), Some("L"));
    }
    assert_eq!(all.priority(), None);
    assert_eq!(all.updates, Updates::Usual);
}

#[test]
fn the_calendar_of_a_target_is_its_own_before_that_of_its_level() {
    let level = level(
        "calendar = \"night\"\nfirst_response = \"next business day\"\n\
         next_response = { within = \"next business day\", calendar = \
         \"business hours\" }\nresolution = \"10 min\"",
    );
    let calendar = |target: Option<Target>| target.unwrap().calendar;
    let kind = level.first_response.as_ref().unwrap().kind;
    let TargetKind::NextBusinessDay { after_closing } = kind else {
        panic!("{kind:?}")
    };
    assert_eq!(format!("{after_closing:?}"), "NextDay", "that of the night");
    assert_eq!(calendar(level.first_response).as_deref(), Some("night"));
    let own = calendar(level.next_response);
    assert_eq!(own.as_deref(), Some("business hours"));
    assert_eq!(calendar(level.resolution), None, "round the clock anyway");
}

#[test]
fn the_rules_hold_the_calendars_that_levels_name() {
    let rules = team(
        "[[levels]]\nname = \"L\"\ncalendar = \"night\"\n\
         when = { hours = [\"business hours\", \"round the clock\"] }",
    )
    .rules;
    let names: Vec<&String> = rules.calendars.keys().collect();
    assert_eq!(names, ["night", "round the clock"]);
    let night = rules.calendar_named("night").unwrap();
    assert_eq!(night.zone().name(), "America/New_York");
    assert_eq!(rules.calendar_named("business hours"), Some(&rules.calendar));
}

#[test]
fn the_last_band_is_the_first_response() {
    let level = level(
        "bands = { great = \"15 business min\", okay = \"1 business hour\", \
         late = \"8 business hours\" }",
    );
    let names: Vec<&str> = level.bands.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["great", "okay", "late"]);
    assert_eq!(level.first_response.unwrap().full_words(), "8 business hours");
}

#[test]
fn what_is_left_out_is_usual_and_what_is_false_is_not() {
    let none = level("update = false\nfirst_response = false\nrepeats = false");
    assert_eq!(none.updates, Updates::Never);
    assert_eq!(none.first_response, None);
    assert_eq!(none.repeats, Some(Repeats::Never));
    assert_eq!(none.update(Priority::Urgent), None);
    let usual = level("");
    let words = |priority| usual.update(priority).unwrap().full_words();
    assert_eq!(words(Priority::Emergency), "30 min");
    assert_eq!(words(Priority::Urgent), "1 business hour");
    assert_eq!(words(Priority::Normal), "next business day");
}

#[test]
fn a_level_that_nothing_can_reach_is_told_with_what_takes_it() {
    let all = ["emergency", "urgent", "normal"]
        .map(|priority| format!("[[levels]]\npriority = \"{priority}\"\n"));
    assert_snapshot!([
        hints(&format!(
            "{}[[levels]]\nname = \"Rest\"\nfirst_response = \"1 hour\"",
            all.concat()
        )),
        hints(
            "[[levels]]\nname = \"All\"\n[[levels]]\nname = \"Gold\"\n\
             when = { tier = \"gold\" }"
        ),
        hints(
            "[[levels]]\nname = \"Acme\"\nwhen = { requester = \"@acme.example\" }\n\
             [[levels]]\nname = \"Dirk\"\n\
             when = { requester = \"dirk@acme.example\" }"
        ),
        hints(
            "[[levels]]\nname = \"Slack\"\nwhen = { source = \"slack\" }\n\
             [[levels]]\nname = \"Support\"\nwhen = { place = \"#support\" }"
        ),
        hints(
            "[[levels]]\nname = \"Odd\"\n\
             when = { source = \"demo\", place = \"#support\" }"
        ),
        hints(
            "[[levels]]\nname = \"Both\"\nfirst_response = \"5 min\"\n\
             remind = \"next business day\""
        ),
        hints(
            "[[levels]]\nname = \"Night\"\n\
             first_response = { within = \"5 min\", calendar = \"night\" }"
        ),
    ]
    .join("\n"));
}

#[test]
fn a_level_that_something_reaches_is_not_told() {
    let quiet = [
        "[[levels]]\npriority = \"urgent\"\n[[levels]]\npriority = \"normal\"\n\
         [[levels]]\nname = \"Rest\"",
        "[[levels]]\nname = \"Gold\"\nwhen = { tier = \"gold\" }\n\
         [[levels]]\nname = \"All\"",
        "[[levels]]\nname = \"Gold\"\nwhen = { tier = \"gold\" }\n\
         [[levels]]\nname = \"Acme\"\nwhen = { requester = \"@acme.example\" }",
        "[[levels]]\nname = \"All\"\n\
         [[levels]]\nname = \"Ours\"\nwhen = { internal = true }",
        "[[levels]]\nname = \"Night\"\nwhen = { hours = \"night\" }\n\
         [[levels]]\nname = \"Day\"",
        "[[levels]]\nname = \"Dirk\"\nwhen = { requester = \
         \"dirk@acme.example\" }\n\
         [[levels]]\nname = \"Acme\"\nwhen = { requester = \"@acme.example\" }",
    ];
    for levels in quiet {
        assert_eq!(hints(levels), "", "{levels}");
    }
}

#[test]
fn conditions_name_what_there_is() {
    let whole = |condition: &str| {
        format!("{SOURCES}[[levels]]\nname = \"L\"\nwhen = {{ {condition} }}")
    };
    let texts = [
        "source = \"slak\"",
        "channel = \"#suport\"",
        "mention = \"@oncall\"",
        "hours = \"evening\"",
        "priority = \"high\"",
        "tier = []",
        "internal = \"yes\"",
        "prioritty = \"urgent\"",
    ]
    .map(whole);
    let told = told_below(&texts.each_ref().map(String::as_str));
    assert_snapshot!(told.replace(SOURCES, ""));
}

#[test]
fn promises_that_cannot_be_kept_are_told() {
    let whole = |text: &str| {
        format!(
            "{HOURS}[[levels]]\nname = \"L\"\npriority = \"urgent\"\n{text}"
        )
    };
    let texts = [
        "calendar = \"nihgt\"",
        "first_response = { calendar = \"night\" }",
        "first_response = { within = \"5 min\", calender = \"night\" }",
        "warnings = [\"2 min\", \"10 min\"]",
        "warnings = [\"1 h\", \"30 min\", \"10 min\"]",
        "warnings = \"2 business hours\"",
        "repeats = \"often\"",
        "repeats = \"every 5 min, never\"",
        "bands = { great = \"1 business hour\", okay = \"15 business min\" }",
        "first_response = \"5 min\"\nbands = { great = \"1 min\", late = \
         \"6 min\" }",
        "when = { priority = \"normal\" }",
        "update = \"soon\"",
    ]
    .map(whole);
    let told = told_below(&texts.each_ref().map(String::as_str));
    let head = "[[levels]]\nname = \"L\"\npriority = \"urgent\"\n";
    assert_snapshot!(told.replace(HOURS, "").replace(head, ""));
}

#[test]
fn a_target_that_its_calendar_is_never_open_for_is_refused() {
    assert_snapshot!(told_below(&[
        "[calendar]\nextra = { 2026-12-27 = \"10:00-14:00\" }\n\
         [[levels]]\npriority = \"normal\"\n\
         first_response = \"5 business hours\"",
        "[calendars.fair]\nsun = \"10:00-10:01\"\n\
         [[levels]]\npriority = \"normal\"\ncalendar = \"fair\"\n\
         first_response = \"5 business hours\"",
        "[roster.ana]\nhours = \"09:00-10:00\"\ndays = \"mon\"\n\
         [[shifts]]\nfrom = 2026-11-16T00:00\nto = 2026-11-23T00:00\n\
         people = [\"ana\"]\n\
         [[levels]]\npriority = \"normal\"\n\
         first_response = { within = \"2 business hours\", calendar = \
         \"on-duty\" }",
    ]));
}

#[test]
fn a_level_has_a_name_of_its_own() {
    let many = "[[levels]]\npriority = \"urgent\"\n".repeat(101);
    let told = told_below(&[
        "[[levels]]\npriority = \"urgent\"\n[[levels]]\nwhen = { priority = \
         \"urgent\", tier = \"gold\" }",
        "[[levels]]\npriority = [\"urgent\", \"normal\"]",
        &many,
    ]);
    assert_snapshot!(told.replace(many.trim(), "[[levels]] a hundred times"));
}

#[test]
fn the_levels_of_the_readme_are_sound_and_surprise_nobody() {
    let readme = include_str!("../../../../../README.md");
    let lines =
        readme.lines().skip_while(|it| !it.starts_with("    [calendars."));
    let block: Vec<&str> = lines
        .take_while(|it| it.is_empty() || it.starts_with("    "))
        .map(|it| it.strip_prefix("    ").unwrap_or(it))
        .collect();
    let office = "[calendar]\ndays = \"mon-fri\"\nhours = \"09:00-18:00\"\n";
    let text =
        format!("{LEAST}[roster.ana]\n{office}{SOURCES}{}", block.join("\n"));
    let team = parse(&text, "README.md").expect("a sound file");
    let levels = team.hints.iter().filter(|it| it.key.starts_with("levels"));
    assert_eq!(levels.count(), 0, "{:?}", team.hints);
    assert_eq!(team.rules.levels.len(), 3);
}
