//! Reading on after a break.

use super::audience::{Evening, Told};

fn sorted(mut told: Vec<Told>) -> Vec<Told> {
    told.sort_by(|a, b| {
        (a.activity.at, &a.activity.external)
            .cmp(&(b.activity.at, &b.activity.external))
    });
    told
}

/// When it was heard differs after a break; what was told does not.
fn told(evening: &Evening) -> Vec<domain::Activity> {
    sorted(evening.told()).into_iter().map(|told| told.activity).collect()
}

#[test]
fn a_listener_that_breaks_off_loses_nothing_and_hears_nothing_twice() {
    let mut whole = Evening::new(21);
    whole.run_to(20 * 60);

    let mut broken = Evening::new(21);
    for seconds in [1, 3, 50, 51, 170, 200, 239, 301, 700, 701] {
        broken.run_to(seconds);
        broken.listen_anew();
    }
    broken.run_to(20 * 60);

    assert_eq!(told(&broken), told(&whole));
    assert!(broken.told().iter().all(|told| !told.history));
}

#[test]
fn what_came_while_a_source_was_blind_is_told_afterwards() {
    // The first seed whose mail comes within the dark minute.
    let (evening, during) = (0..50)
        .find_map(|seed| {
            let mut evening = Evening::new(seed);
            evening.run_to(260);
            let dark =
                super::audience::opening() + chrono::TimeDelta::seconds(180);
            let during = evening.roots().into_iter().find(|told| {
                told.source == "mail"
                    && told.activity.at >= dark
                    && told.activity.at < dark + chrono::TimeDelta::seconds(60)
            })?;
            Some((evening, during))
        })
        .unwrap();
    assert_eq!(super::audience::after(during.heard), 240);
    let twice = evening
        .roots()
        .into_iter()
        .filter(|t| t.activity.external == during.activity.external);
    assert_eq!(twice.count(), 1);
}

#[test]
fn a_listener_without_a_cursor_reads_all_of_it_as_history() {
    let mut evening = Evening::new(21);
    evening.run_to(100);
    let before = evening.told();
    evening.forget_cursors();
    evening.listen_anew();
    evening.run_to(100);
    let again: Vec<_> = evening.told().into_iter().skip(before.len()).collect();
    assert_eq!(
        sorted(again.clone()).iter().map(|t| &t.activity).collect::<Vec<_>>(),
        sorted(before).iter().map(|t| &t.activity).collect::<Vec<_>>(),
    );
    assert!(again.iter().all(|told| told.history), "it rings nobody");
}
