//! Whoever looks only when told to look says the same as whoever looks every
//! second.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::desk::Desk;
use crate::alert::Alert;
use crate::target::Target;
use crate::world::*;
use crate::{Priority, Role, What};

/// Looks when it wants to look, and says what it said and when.
fn by_looks(
    mut desk: Desk,
    story: &Story,
    until: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, Alert)> {
    let mut said = Vec::new();
    let mut now = at("10:00:01");
    loop {
        let alerts = desk.decides(story, now);
        said.extend(alerts.into_iter().map(|alert| (now, alert)));
        match desk.looks_again(story, now) {
            Some(then) if then < until => {
                assert!(then > now);
                now = then;
            }
            Some(_) | None => return said,
        }
    }
}

fn by_seconds(
    mut desk: Desk,
    story: &Story,
    until: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, Alert)> {
    let mut said = Vec::new();
    let mut now = at("10:00:01");
    let judged = story.seen_on(now);
    while now < until {
        let alerts = desk.decides_of(&judged, story, now);
        said.extend(alerts.into_iter().map(|alert| (now, alert)));
        now += TimeDelta::seconds(1);
    }
    said
}

fn a_story() -> impl Strategy<Value = Story> {
    let words = prop_oneof![Just("plain"), Just("@oncall"), Just("@dev911")];
    let owner = prop_oneof![Just(None), Just(Some("you")), Just(Some("ana"))];
    let snooze = proptest::option::of((0..40_i64, any::<bool>()));
    let who = prop_oneof![Just("you"), Just("ana"), Just("noor")];
    let said = prop_oneof![
        Just("Looking into it."),
        Just("I'll be back in 20 min."),
        Just("On it, back in 40 min."),
    ];
    let reply = proptest::option::of((who, said, any::<bool>()));
    (words, owner, snooze, 20..60_u32, reply).prop_map(
        |(words, owner, snooze, target, reply)| {
            let mut story =
                Story::asks("10:00", "dirk", words).ruled(|rules| {
                    rules.levels[2] = level(Priority::Normal, business(target));
                    let next = Target::from(business(target));
                    rules.levels[2].next_response = Some(next);
                });
            if let Some((who, said, again)) = reply {
                story = story.says("10:00", who, said);
                if again {
                    let more = posted(
                        ("again", "1"),
                        at("10:00:01"),
                        post("dirk", "it is in Kiel"),
                    );
                    story = story.hears(&more, "10:00:01");
                }
            }
            if let Some(owner) = owner {
                story = story.marks("10:00", &[(EYES, &[owner])]);
            }
            if let Some((minutes, regardless)) = snooze {
                let until = Some(at("10:00") + mins(minutes));
                story = story.does("10:00", What::Snooze { until, regardless });
            }
            story
        },
    )
}

fn a_desk() -> impl Strategy<Value = Desk> {
    let role = prop_oneof![
        3 => Just(Role::Responder),
        2 => Just(Role::Fallback),
        1 => Just(Role::Observer),
    ];
    let quiet = proptest::option::of(1..3600_i64);
    (role, quiet, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(role, quiet, seated, rings, blind)| Desk {
            responder_seated: seated,
            rings: rings || seated,
            quiet_until: quiet.map(|s| at("10:00") + TimeDelta::seconds(s)),
            blind_since: (blind && rings).then(|| at("09:59")),
            ..Desk::of("you", role)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_look_is_too_late(story in a_story(), desk in a_desk()) {
        let until = at("11:20");
        let looks = by_looks(desk.clone(), &story, until);
        let seconds = by_seconds(desk, &story, until);
        let told = |all: &[(DateTime<Utc>, Alert)]| -> Vec<_> {
            all.iter().map(|(at, a)| (*at, a.key.clone(), a.hushed)).collect()
        };
        prop_assert_eq!(told(&looks), told(&seconds));
    }
}
