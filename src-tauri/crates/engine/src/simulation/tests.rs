//! What a simulated week tells.

mod weeks;

use super::*;

const TEAM: &str = r##"
team = "Ferryline"
zone = "Europe/Berlin"
on_duty = ["ana"]
fallback = ["mika"]
[roster.ana]
name = "Ana"
email = "ana@example.com"
[roster.mika]
name = "Mika"
[roster.noor]
name = "Noor"
[calendar]
days = "mon-fri"
hours = ["09:00-18:00"]
[mentions]
"@oncall" = "urgent"
[sources.chat]
kind = "demo"
[[sources.chat.places]]
id = "support"
name = "#support"
[[levels]]
name = "Urgent"
priority = "urgent"
first_response = "30 business minutes"
[[levels]]
name = "Normal"
priority = "normal"
first_response = "next business day"
"##;

fn rules() -> Rules {
    team::parse(TEAM, "team.toml").expect("a sound file").rules
}

fn at(text: &str) -> DateTime<Utc> {
    let wall = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .expect("a time");
    instant_of(chrono_tz::Europe::Berlin, wall).expect("an instant")
}

async fn monday(until: &str, lines: &str) -> Report {
    let rules = rules();
    let happenings = read(lines, &rules).expect("readable");
    let (from, to) = (at("2026-11-23 09:00"), at(until));
    play(Simulation { rules, from, to, happenings }).await.expect("it plays")
}

fn told(report: &Report, who: &str) -> Vec<String> {
    let zone = chrono_tz::Europe::Berlin;
    report
        .bubbles
        .iter()
        .filter(|bubble| bubble.who == who)
        .map(|bubble| {
            let at = bubble.at.with_timezone(&zone).format("%a %H:%M:%S");
            format!("{at} {}", bubble.title)
        })
        .collect()
}

#[tokio::test]
async fn an_answer_in_time_and_an_overlooked_request_are_told_apart() {
    let report = monday(
        "2026-11-23 15:30",
        r##"{"at": "2026-11-23T10:00", "who": "Dirk", "asks": "@oncall labels are blank", "in": "#support", "id": "a"}
           {"at": "2026-11-23T10:05", "who": "ana", "to": "a", "says": "Fixed."}
           {"at": "2026-11-23T14:00", "who": "Teo", "asks": "@oncall a driver is stuck", "in": "#support", "id": "b"}
           {"at": "2026-11-23T15:00", "who": "Ines", "asks": "Where is the export?", "in": "#support", "id": "c"}"##,
    )
    .await;
    assert_eq!(report.requests, 3);
    let urgent = &report.levels[1];
    assert_eq!(urgent.level.as_deref(), Some("Urgent"));
    assert_eq!((urgent.requests, urgent.met, urgent.overdue), (2, 1, 1));
    let normal = &report.levels[0];
    assert_eq!((normal.requests, normal.waiting), (1, 1), "until Tuesday");
    let ana = told(&report, "Ana");
    assert!(
        ana[0].starts_with("Mon 10:00:00 New"),
        "the moment it comes: {ana:?}"
    );
    let overdue = ana.iter().find(|it| it.contains("Overdue"));
    assert!(
        overdue.is_some_and(|it| it.starts_with("Mon 14:30:00")),
        "{ana:?}"
    );
    let mika = told(&report, "Mika");
    assert!(
        mika.first().is_some_and(|it| it.starts_with("Mon 14:3")),
        "a fallback is told after three repeats: {mika:?}"
    );
    assert_eq!(told(&report, "Noor"), Vec::<String>::new(), "off duty");
}

#[tokio::test]
async fn what_rings_again_is_counted_apart_from_what_is_told() {
    let report = monday(
        "2026-11-23 12:00",
        r##"{"at": "2026-11-23T10:00", "who": "Dirk", "asks": "@oncall labels are blank", "in": "#support", "id": "a"}
           {"at": "2026-11-23T10:10", "who": "Teo", "asks": "@oncall a driver is stuck", "in": "#support", "id": "b"}
           {"at": "2026-11-23T10:42", "who": "ana", "to": "a", "mark": "eyes"}
           {"at": "2026-11-23T10:42", "who": "ana", "to": "b", "mark": "eyes"}
           {"at": "2026-11-23T10:43", "who": "ana", "to": "b", "says": "Fixed."}
           {"at": "2026-11-23T11:00", "who": "ana", "to": "a", "says": "Fixed."}"##,
    )
    .await;
    let [ana, mika] = report.people.as_slice() else {
        panic!("two have a seat: {:?}", report.people)
    };
    let told = told(&report, "Ana");
    let overdue = |it: &&String| it.to_lowercase().contains("overdue");
    let late = told.iter().filter(overdue).count();
    assert_eq!(
        ana.again,
        late - 2,
        "all but the first of each, and both together are one: {told:?}"
    );
    // From 10:31 to 10:42 each minute, then her own every five.
    assert_eq!(ana.again, 12 + 3, "{told:?}");
    assert_eq!(ana.told, told.len() - ana.again);
    assert_eq!((ana.unclaimed, ana.unanswered), (2, 1));
    assert!(mika.again > 0, "a fallback hears the repeats alone: {mika:?}");
    assert_eq!(mika.unanswered, 0);
}

/// Nobody lets a desktop ring every minute for a day.
#[test]
fn an_invented_team_takes_what_rings_until_somebody_does() {
    let rules = rules();
    let (from, to) = (at("2026-11-23 08:00"), at("2026-11-28 08:00"));
    let happenings = invent(&rules, (from, to), 600, 3);
    let asked = |urgent: bool| {
        let of = move |it: &&Happening| {
            let Does::Asks { says, .. } = &it.does else { return false };
            it.at < to - TimeDelta::days(2) && says.contains('@') == urgent
        };
        happenings.iter().filter(of).filter_map(|it| it.does.request())
    };
    let left = |request: &&str| {
        let of = |it: &&Happening| it.does.request() == Some(request);
        happenings.iter().filter(of).count() == 1
    };
    assert!(asked(true).count() > 50);
    assert_eq!(asked(true).filter(left).collect::<Vec<_>>(), [""; 0]);
    assert!(asked(false).any(|it| left(&it)), "what rings once is overlooked");
}

#[tokio::test]
async fn the_queue_is_counted_at_the_end_of_every_hour() {
    let report = monday(
        "2026-11-23 12:00",
        r##"{"at": "2026-11-23T10:10", "who": "Dirk", "asks": "@oncall blank", "in": "#support", "id": "a"}"##,
    )
    .await;
    let lengths: Vec<_> = report
        .queue
        .iter()
        .map(|queue| (queue.waiting, queue.overdue))
        .collect();
    assert_eq!(lengths, [(0, 0), (1, 1), (1, 1)]);
    assert_eq!(report.queue[0].at, at("2026-11-23 10:00"));
}

#[tokio::test]
async fn the_same_seed_plays_the_same_week() {
    let play = async |seed| {
        let rules = rules();
        let (from, to) = (at("2026-11-23 14:00"), at("2026-11-23 16:00"));
        let happenings = invent(&rules, (from, to), 10, seed);
        let simulation = Simulation { rules, from, to, happenings };
        play(simulation).await.expect("it plays")
    };
    let (one, same, other) = (play(7).await, play(7).await, play(8).await);
    assert_eq!(one.bubbles, same.bubbles);
    assert_eq!(one.queue, same.queue);
    assert_ne!(one.bubbles, other.bubbles);
    assert!((8..=10).contains(&one.requests), "rapid messages join");
}

/// Rapid messages join, what was promised is owed to a digest, and a call is
/// written down on one desktop alone.
#[tokio::test]
async fn a_week_plays_the_same_in_the_ledger_of_a_desktop() {
    let rules = rules();
    let (from, to) = (at("2026-11-23 08:00"), at("2026-11-24 11:00"));
    let mut happenings = invent(&rules, (from, to), 60, 11);
    let call = r##"{"at": "2026-11-23T10:30", "who": "ana", "logs": "All is down", "from": "Acme", "voicemail": true, "priority": "urgent"}"##;
    happenings.extend(read(call, &rules).expect("readable"));
    let simulation = Simulation { rules, from, to, happenings };
    let played = play(simulation.clone()).await.expect("it plays");
    let kept = play_in(Store::in_memory, simulation).await.expect("it plays");
    let told = |report| serde_json::to_value(report).expect("a report");
    assert_eq!(told(played), told(kept));
}

#[test]
fn lines_that_cannot_be_read_are_told_by_number_and_remedy() {
    let told = read(
        r##"what
{"at": "noon", "who": "Dirk", "asks": "x", "id": "a"}
{"at": "2026-11-23T10:00", "asks": "x", "id": "a"}
{"at": "2026-11-23T10:00", "who": "Dirk", "asks": "x"}
{"at": "2026-11-23T10:00", "who": "Dirk", "asks": "x", "id": "a", "in": "#b"}
{"at": "2026-11-23T10:00", "who": "Dirk", "says": "x", "to": "z"}
{"at": "2026-11-23T10:00", "who": "Dirk", "id": "a"}
{"at": "2026-11-23T10:00", "who": "Dirk", "aks": "x", "id": "a"}"##,
        &rules(),
    )
    .expect_err("none is sound");
    let numbers: Vec<usize> = told.iter().map(|it| it.line).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(
        told[4].to_string(),
        "line 5: “#b” is not read. What is read: #support."
    );
    assert!(
        told[7].to_string().starts_with("line 8: “aks” means nothing here."),
        "{}",
        told[7]
    );
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in ".{0,300}") {
        _ = read(&text, &rules());
        _ = read(&format!("{{\"at\":{text:?}}}"), &rules());
    }

    /// What is read happens in a place that there is, to a request that was
    /// asked for before; what is not read has the number of its line.
    #[test]
    fn lines_that_are_nearly_right_are_read_or_told_by_their_number(
        lines in proptest::collection::vec(
            proptest::sample::subsequence(
                vec![
                    r#""at": "2026-11-23T10:00""#,
                    r#""at": "2026-03-29T02:30""#,
                    r#""at": "+262142-12-31T23:59Z""#,
                    r#""who": "ana""#,
                    r#""who": "Dirk""#,
                    r#""bot": "Bugsnag""#,
                    r#""asks": "@oncall""#,
                    r##""in": "#support""##,
                    r#""id": "a""#,
                    r#""to": "a""#,
                    r#""says": "back in 30 min""#,
                    r#""mark": "eyes""#,
                    r#""logs": "All is down""#,
                    r#""priority": "urgent""#,
                    r#""voicemail": true"#,
                ],
                0..=6,
            ),
            0..8,
        ),
    ) {
        let text: String =
            lines.iter().map(|it| format!("{{{}}}\n", it.join(", "))).collect();
        match read(&text, &rules()) {
            Ok(happenings) => {
                proptest::prop_assert_eq!(happenings.len(), lines.len());
                let mut asked = 0;
                for it in &happenings {
                    asked += usize::from(matches!(it.does, Does::Asks { .. }));
                    let known = it.does.request().is_none() || asked == 1;
                    proptest::prop_assert!(known, "{:?}", it);
                }
            }
            Err(faults) => {
                let numbers: Vec<_> = faults.iter().map(|it| it.line).collect();
                proptest::prop_assert!(numbers.is_sorted());
                proptest::prop_assert!(numbers.iter().all(|n| *n <= lines.len()));
                proptest::prop_assert!(!faults.is_empty());
            }
        }
    }
}
