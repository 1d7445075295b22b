//! Every fault names its line, its key and what to write instead.

use insta::assert_snapshot;

use super::{LEAST, told, told_below};
use crate::parse;

#[test]
fn the_name_of_the_team_and_its_zone_cannot_be_left_out() {
    assert_snapshot!(told(&[
        "",
        "team = 7\nzone = \"\"",
        "team = \"T\"\nzone = \"Europe/Amsterdm\"",
        "team = \"T\"\nzone = \"Amsterdam\"",
        "team = \"T\"\nzone = \"CEST\"",
    ]));
}

#[test]
fn a_text_that_is_no_toml_is_told_with_all_its_lines() {
    assert_snapshot!(told(&[
        "team = Backend\nzone = \"UTC\"\nshifts = [\n",
        "team = \"T\nzone = \"UTC\"",
        "team = \"T\"\nteam = \"U\"\nzone \"UTC\"",
        "[roster.ana\nname = \"Ana\"",
    ]));
}

#[test]
fn an_unknown_key_asks_whether_another_was_meant() {
    assert_snapshot!(told_below(&[
        "claim_say = \"On it.\"",
        "Off-Duty = \"answer\"",
        "budget = 3",
        "[marks]\nclam = \"eyes\"",
        "[roster.ana]\nemail = \"ana@example.com\"\non_duty = [\"ana\"]",
    ]));
}

#[test]
fn a_choice_names_its_words() {
    assert_snapshot!(told_below(&[
        "off_duty = \"helps\"",
        "off_duty = true",
        "[[levels]]\npriority = \"high\"",
        "[mentions]\n\"@oncall\" = \"urgnt\"",
    ]));
}

#[test]
fn the_sentence_of_a_claim_is_a_sentence() {
    let long = format!("claim_says = \"{}\"", "Yes. ".repeat(120));
    let told = told_below(&["claim_says = \" \"", "claim_says = 1", &long]);
    assert_snapshot!(told.replace(&long, "claim_says = \"Yes. Yes. ...\""));
}

#[test]
fn marks_are_names_of_emoji_each_with_one_meaning() {
    assert_snapshot!(told_below(&[
        "[marks]\nclaim = \"👀\"",
        "[marks]\nclaim = false",
        "[marks]\nclose = \"eyes\"",
        "[marks]\ndismiss = \"white_check_mark\"",
        "marks = \"eyes\"",
    ]));
}

#[test]
fn a_person_is_in_the_roster_once_and_can_be_recognised() {
    assert_snapshot!(told_below(&[
        "[roster.ana]\nemail = \"ana at example.com\"",
        "[roster.\"Ana Silva\"]\nemail = \"ana@example.com\"",
        "[roster]\nana = \"Ana\"",
        "[roster.ana]\nemial = \"ana@example.com\"",
        "[roster.ana]\nslack = \"U123\"",
        "[sources.slack]\n[roster.ana]\nslack = \"@ana\"",
        "[sources.slack]\n[roster.ana]\nslak = \"U123\"",
        "[roster.ana]\nemail = \"ana@example.com\"\n\
         [roster.kofi]\nemail = \"Ana@example.com\"",
        "[sources.slack]\n[roster.ana]\nslack = \"U123\"\n\
         [roster.kofi]\nslack = [\"U9\", \"U123\"]",
    ]));
}

#[test]
fn those_on_duty_are_in_the_roster() {
    let roster = "[roster.ana]\nname = \"Ana\"\n[roster.kofi]\n";
    let whole = |text: &str| format!("{LEAST}{text}\n{roster}");
    let texts = [
        "on_duty = [\"anna\", \"Ana\", \"pete\"]",
        "on_duty = [\"ana\", \"ana\"]",
        "on_duty = []",
        "observer = [\"ana\"]",
        "on_duty = [\"ana\"]\nroles = { kofi = \"boss\" }",
        "on_duty = [\"ana\"]\n[[shifts]]\nfrom = 2026-11-18T09:00\n\
         to = 2026-11-25T09:00\npeople = [\"kofi\"]",
    ]
    .map(whole);
    let told = told(&texts.each_ref().map(String::as_str));
    assert_snapshot!(told.replace(&format!("\n{}", roster.trim()), ""));
}

/// Whoever escalates to themself would wait for themself for ever: the one
/// circle that seats could make.
#[test]
fn nobody_is_their_own_fallback_or_secondary() {
    let roster = "[roster.ana]\n";
    let whole = |text: &str| format!("{LEAST}{text}\n{roster}");
    let texts = [
        "on_duty = [\"ana\"]\nfallback = [\"ana\"]",
        "on_duty = [\"ana\"]\nsecondary = [\"ana\"]",
        "[[shifts]]\nfrom = 2026-11-18T09:00\nto = 2026-11-25T09:00\n\
         people = [\"ana\"]\nfallback = [\"ana\"]",
    ]
    .map(whole);
    let told = told(&texts.each_ref().map(String::as_str));
    assert_snapshot!(told.replace(&format!("\n{}", roster.trim()), ""));
}

#[test]
fn a_shift_begins_ends_and_has_somebody() {
    let roster = "[roster.ana]\n";
    let shift = |text: &str| format!("{LEAST}{roster}[[shifts]]\n{text}");
    let texts = [
        "from = 2026-11-18T09:00",
        "from = 2026-11-18T09:00\nto = 2026-11-18T09:00\npeople = [\"ana\"]",
        "from = 2026-11-18\nto = \"tomorrow\"\npeople = [\"ana\"]",
        "from = 2026-11-18T09:00\nto = 1926-11-25T09:00\npeople = [\"ana\"]",
        "from = 2026-11-18T09:00\nto = 2026-11-25T09:00\npeople = []",
        "from = 2026-11-18T09:00\nto = 2026-11-25T09:00\npeople = [\"ana\"]\n\
         role = { ana = \"observer\" }",
        "from = 2026-11-18T09:00\nto = 2026-11-25T09:00\npeople = [\"ana\"]\n\
         roles = { ana = \"observer\" }",
    ]
    .map(shift);
    let told = told(&texts.each_ref().map(String::as_str));
    assert_snapshot!(told.replace(&format!("{LEAST}{roster}"), ""));
}

#[test]
fn a_calendar_opens_and_is_readable() {
    assert_snapshot!(told_below(&[
        "[calendar]",
        "calendar = \"always\"",
        "[calendar]\ndays = \"mon-fri\"",
        "[calendar]\nhours = \"09:00-18:00\"",
        "[calendar]\ndays = \"weekdays\"\nhours = \"09:00-18:00\"",
        "[calendar]\nmon = [\"9 to 5\", \"09:00-09:00\"]\ntue = 9",
        "[calendar]\nmon = [\"09:00-13:00\", \"12:00-18:00\"]",
        "[calendar]\nsun = \"22:00-06:00\"\nmon = \"05:00-12:00\"",
        "[calendar]\nmon = \"09:00-18:00\"\nafter_closing = \"next\"",
        "[calendar]\nmonday = \"09:00-18:00\"",
    ]));
}

#[test]
fn the_dates_of_a_calendar_are_dates_and_stand_there_once() {
    let calendar = "[calendar]\nmon = \"09:00-18:00\"\n";
    let below = |text: &str| format!("{LEAST}{calendar}{text}");
    let texts = [
        "holidays = [\"2026-12-25\", \"25.12.2026\", 2026-12-25]",
        "holidays = [2026-02-29, \"2026-02-30\"]",
        "holidays = { 2026-12-25 = 1, xmas = \"Christmas\" }",
        "extra = { 2026-12-27 = [] }",
        "extra = { 2026-12-27 = [\"10:00-14:00\", \"13:00-15:00\"] }",
        "instead = { tomorrow = \"10:00-14:00\" }",
        "extra = \"2026-12-27\"",
    ]
    .map(below);
    let told = told(&texts.each_ref().map(String::as_str));
    assert_snapshot!(told.replace(&format!("{LEAST}{calendar}"), ""));
}

#[test]
fn a_source_has_a_kind_and_places_with_ids() {
    assert_snapshot!(told_below(&[
        "sources = \"slack\"",
        "[sources.work]\nname = \"Slack\"",
        "[sources.work]\nkind = \"slak\"",
        "[sources.work]\nkind = \"carrier pigeon\"",
        "[sources.\"our slack\"]\nkind = \"slack\"",
        "[sources.slack]\nclientid = \"1.2\"",
        "[sources.slack]\nclient_id = 12.5\npush = \"yes\"",
        "[[sources.slack.channels]]\nname = \"#support\"",
        "[[sources.slack.channels]]\nid = \"#support\"",
        "[[sources.slack.channels]]\nid = \"C123\"\npriority = \"low\"\n\
         bots = \"alert\"\npublic = \"no\"\ncolour = \"red\"",
        "[[sources.slack.channels]]\nid = \"C123\"\n\
         [[sources.slack.channels]]\nid = \"C123\"",
        "[[sources.slack.places]]\nid = \"C123\"",
    ]));
}

#[test]
fn a_mention_is_a_handle() {
    assert_snapshot!(told_below(&[
        "[sources.slack]\n[mentions]\noncall = \"urgent\"",
        "[sources.slack.mentions]\n\"@\" = \"urgent\"",
    ]));
}

#[test]
fn a_level_has_a_name_and_a_readable_target() {
    assert_snapshot!(told_below(&[
        "[[levels]]\nfirst_response = \"5 min\"",
        "[[levels]]\npriority = \"urgent\"\n\
         first_response = \"5 mins business\"",
        "[[levels]]\npriority = \"urgent\"\nfirst_response = 5",
        "[[levels]]\npriority = \"urgent\"\ncounts = \"claims\"\n\
         internal = 1\ntarget = \"5 min\"",
        "[levels]\nurgent = \"5 min\"",
    ]));
}

#[test]
fn a_secret_is_refused_wherever_it_stands_and_never_repeated() {
    let texts = [
        "[sources.slack]\nclient_id = \"xoxp-1234567890-SECRET\"",
        "[sources.slack]\ntoken = \"xapp-1-A111-SECRET\"",
        "[sources.slack]\napi_key = \"SECRET\"",
        "# my token: xoxe.xoxp-1-SECRETSECRET",
        "claim_says = xoxb-1234-SECRET",
        "claim_says = \"ask ghp_SECRETSECRET\"",
        "[roster.xoxb-1234-SECRET]\nname = \"Ana\"",
        "[mentions]\n\"xoxb-1234-SECRET\" = \"urgent\"",
        "[[sources.slack.channels]]\nid = \"\\u0078oxb-1234-SECRET\"",
        "off_duty = [\"xoxb-1234-SECRET\"]",
        "claim_says = \"https://ana:SECRET@jira.example.com\"",
    ];
    let told: String = texts
        .iter()
        .flat_map(|text| {
            let text = format!("{LEAST}{text}");
            parse(&text, "team.toml").expect_err("a secret is a fault")
        })
        .map(|flaw| format!("{flaw}\n"))
        .collect();
    assert!(!told.contains("SECRET"), "no message repeats a secret:\n{told}");
    assert_snapshot!(told);
}

#[test]
fn all_faults_of_a_file_are_told_at_once_in_its_order() {
    assert_snapshot!(told(&[
        "zone = \"Mars/Olympus\"\non_duty = [\"kofi\"]\nbugdet = 1\n\
         [roster.ana]\nemail = \"ana\"\n[[levels]]\n\
         first_response = \"soon\"\n[marks]\nclaim = \"👀\""
    ]));
}

#[test]
fn a_book_is_not_a_team_file() {
    let book = "# once upon a time\n".repeat(20_000);
    let flaws = parse(&book, "team.toml").expect_err("too long");
    assert_snapshot!(
        flaws[0].to_string(),
        @"team.toml:1: this file is longer than 128 kB. A team file is a page or two; is it the right one?"
    );
}
