//! How many wait, who is on duty, who has what.

use domain::picture::{PendingVerb, Sight, Stage};
use domain::{Duty, Role};

use super::desk::{Desk, at};
use crate::view::{self, list, snapshot, sources};
use crate::{Count, Fold, OwnerKind, Row, Select, SourceState};

fn count(desk: &Desk) -> Count {
    snapshot(&desk.picture(), &Select::default(), None).count
}

fn duty(desk: &Desk) -> String {
    let duty = snapshot(&desk.picture(), &Select::default(), None).duty;
    format!("[{}]{}", duty.lead, duty.rest)
}

fn first(desk: &Desk) -> Row {
    list(&desk.picture(), Fold::Queue).into_iter().next().expect("a row")
}

#[test]
fn a_teammates_requests_are_counted_apart() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.ask("#support", "12:41:00", "Pia Lund", "Two");
    desk.marks("12:45:00", "eyes", &["Ana Ruiz"]);
    desk.ask("#support", "12:42:00", "Kim Osei", "Three");
    desk.marks("12:45:00", "eyes", &["Mika Berg"]);
    let count = count(&desk);
    assert_eq!((count.for_you, count.label.as_str()), (2, "2"));
    assert_eq!(count.others, ["1 with Ana"]);
    assert_eq!(count.words, "2 for you");
}

#[test]
fn whoever_reads_along_counts_all_that_is_open_and_has_none() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.ask("#support", "12:41:00", "Pia Lund", "Two");
    desk.marks("12:45:00", "eyes", &["Ana Ruiz"]);
    desk.sits(Some("noor"), Role::Observer);
    let count = count(&desk);
    assert_eq!((count.label.as_str(), count.words.as_str()), ("2", "2 open"));
    assert!(count.others.is_empty());
}

#[test]
fn a_peak_is_told_while_it_lasts_and_before_it_begins() {
    let seen = |now| {
        let mut desk = Desk::at(now);
        desk.rules.peaks.push(desk.rules.calendar.clone());
        snapshot(&desk.picture(), &Select::default(), None)
    };
    assert_eq!(seen("16:41:25").peak_until, Some(at("18:00:00")));
    let evening = seen("18:20:00");
    assert_eq!(evening.peak_until, None);
    let next = evening.coming.iter().find(|it| it.what == "Peak hours");
    let next = next.map(|it| (it.at, it.why.as_str()));
    assert_eq!(next, Some((at("20 09:00:00"), "until Fri 18:00")));
}

#[test]
fn what_waits_on_them_or_was_answered_is_not_for_me() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.says("12:50:00", "Mika Berg", "Which month?");
    desk.ask("#support", "12:41:00", "Kim Osei", "Two");
    desk.says("12:50:00", "Mika Berg", "Done.");
    let count = count(&desk);
    assert_eq!((count.for_you, count.waiting, count.answered), (0, 1, 1));
}

#[test]
fn while_a_source_is_blind_the_number_carries_a_plus() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.teams_goes_blind("16:32:00");
    let count = count(&desk);
    assert_eq!((count.label.as_str(), count.unsure), ("1+", true));
}

#[test]
fn a_claim_on_its_way_moves_a_request_to_me() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.marks("16:30:00", "eyes", &["Ana Ruiz"]);
    assert_eq!(count(&desk).for_you, 0);
    desk.sends("16:41:20", PendingVerb::Claim, Stage::Sending);
    let row = first(&desk);
    assert_eq!(row.owner.kind, OwnerKind::Together);
    assert_eq!(row.owner.label, "You, Ana");
    assert_eq!(row.sending.as_deref(), Some("sending"));
    assert_eq!(count(&desk).for_you, 1);
}

#[test]
fn a_claim_that_may_not_have_arrived_changes_nobodys_cell() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.sends("16:41:20", PendingVerb::Claim, Stage::Unknown);
    let row = first(&desk);
    assert_eq!(row.owner.kind, OwnerKind::Nobody);
    assert_eq!(row.sending.as_deref(), Some("may be there"));
}

#[test]
fn a_silent_owner_is_shown_as_silent_and_loses_to_a_claim() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.marks("12:45:00", "eyes", &["Ana Ruiz"]);
    let row = first(&desk);
    assert!(row.owner.stale, "Ana has been silent for hours");
    assert!(row.spoken.ends_with("Ana has it and is silent"));
    desk.sends("16:41:20", PendingVerb::Claim, Stage::Sending);
    assert_eq!(first(&desk).owner.label, "You");
}

#[test]
fn somebody_off_duty_looks_and_has_nothing() {
    let mut desk = Desk::at("16:41:25");
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.marks("12:45:00", "eyes", &["Noor Haddad"]);
    let owner = first(&desk).owner;
    assert_eq!(owner.kind, OwnerKind::Nobody);
    assert_eq!(owner.looking, ["Noor"]);
}

#[test]
fn two_who_share_a_first_name_are_told_apart() {
    let mut desk = Desk::at("16:41:25");
    desk.rules.roster[3].name = "Ana Haddad".to_owned();
    desk.ask("#support", "12:40:00", "Pia Lund", "One");
    desk.marks("16:30:00", "eyes", &["Ana Ruiz"]);
    assert_eq!(first(&desk).owner.label, "Ana Ruiz");
}

#[test]
fn the_line_of_duty_says_with_whom_and_until_when() {
    let mut desk = Desk::at("16:41:25");
    assert_eq!(duty(&desk), "[You] and Ana until Wed 09:00");
    desk.sits(Some("noor"), Role::Observer);
    assert_eq!(duty(&desk), "[]Mika and Ana until Wed 09:00");
    desk.sits(Some("kofi"), Role::OffDuty);
    assert_eq!(duty(&desk), "[]Off support, next week Wed 09:00");
    desk.sits(Some("noor"), Role::OffDuty);
    assert_eq!(duty(&desk), "[]Off support");
}

#[test]
fn a_far_week_is_named_by_its_day() {
    let mut desk = Desk::at("16:41:25");
    desk.now = at("02 12:00:00");
    desk.sits(Some("kofi"), Role::OffDuty);
    assert_eq!(duty(&desk), "[]Off support, next week 25 Nov");
}

#[test]
fn a_team_without_shifts_has_no_end() {
    let mut desk = Desk::at("16:41:25");
    desk.rules.duty = Duty::Everyone;
    assert_eq!(duty(&desk), "[You], Ana, Kofi and Noor");
    desk.rules.duty = Duty::Always { seats: Vec::new() };
    desk.sits(Some("mika"), Role::Observer);
    assert_eq!(duty(&desk), "[]Nobody is on support");
}

#[test]
fn a_source_without_push_says_why_and_how_it_is_read_instead() {
    let mut desk = Desk::at("16:41:25");
    desk.sources[0].sight = Sight::Degraded;
    desk.sources[0].degraded =
        Some("Push is off: the app has no token. Paste one".to_owned());
    let slack = sources(&desk.picture()).remove(0);
    assert_eq!(slack.state, SourceState::Degraded);
    assert_eq!(
        slack.reason.as_deref(),
        Some(
            "Push is off: the app has no token. Paste one. Until then it is \
             read every 10 s instead."
        )
    );
}

#[test]
fn a_source_that_is_signed_out_says_what_to_do() {
    let mut desk = Desk::at("16:41:25");
    desk.teams_goes_blind("16:32:00");
    let [slack, teams] =
        <[_; 2]>::try_from(sources(&desk.picture())).expect("two sources");
    assert_eq!((slack.state, slack.reason), (SourceState::Reading, None));
    assert_eq!(slack.places, "#support and 1 more");
    assert_eq!(teams.state, SourceState::Blind);
    assert_eq!(teams.remedy.as_deref(), Some("Sign in again"));
    assert_eq!(
        teams.reason.as_deref(),
        Some(
            "The sign-in is no longer valid; sign in again. Requests may be \
             waiting there."
        )
    );
}

#[test]
fn what_was_posted_since_a_short_blindness_is_not_late_yet() {
    let mut desk = Desk::at("16:41:25");
    desk.teams_goes_blind("16:40:00");
    let page = snapshot(&desk.picture(), &Select::default(), None).blind;
    let page = page.expect("Teams is blind");
    assert_eq!(page.consequence, "What was posted there is due from 16:45 on");
    assert_eq!(page.target, "#backend, first response within 5 min");
    assert_eq!(page.others, "Slack is read as usual.");
}

#[test]
fn a_page_of_rows_says_how_many_follow() {
    let mut desk = Desk::at("16:41:25");
    for words in ["One", "Two", "Three"] {
        desk.ask("#support", "12:40:00", "Pia Lund", words);
    }
    let select = Select { rows: Some(2), ..Select::default() };
    let seen = snapshot(&desk.picture(), &select, None);
    assert_eq!((seen.rows.len(), seen.more), (2, 1));
    assert_eq!(seen.count.for_you, 3);
}

#[test]
fn a_sign_in_that_ends_within_days_is_told_while_the_source_is_read() {
    let mut desk = Desk::at("16:41:25");
    let ends = |desk: &Desk| sources(&desk.picture())[0].ends;
    desk.sources[0].ends = Some(at("30 12:00:00"));
    assert_eq!(ends(&desk), None, "that is not soon");
    desk.sources[0].ends = Some(at("23 12:00:00"));
    assert_eq!(ends(&desk), Some(at("23 12:00:00")));
    desk.sources[0].ends = Some(at("16:00:00"));
    assert_eq!(ends(&desk), None, "it has ended, which is another sentence");
}

#[test]
fn an_observer_is_told_the_day_of_their_shift() {
    let mut desk = Desk::at("16:41:25");
    let day = |desk: &Desk| {
        let told = snapshot(&desk.picture(), &Select::default(), None);
        told.duty.day.map(|it| (it.day, it.of))
    };
    assert_eq!(day(&desk), None, "Mika answers");
    desk.sits(Some("mika"), Role::Observer);
    if let Duty::Shifts { shifts } = &mut desk.rules.duty {
        let seats = shifts.iter_mut().flat_map(|shift| &mut shift.seats);
        for seat in seats.filter(|seat| seat.person.as_str() == "mika") {
            seat.role = Role::Observer;
        }
    }
    assert_eq!(day(&desk), Some((2, 5)), "from Wednesday to Wednesday");
    desk.now = at("22 12:00:00");
    assert_eq!(day(&desk), Some((3, 5)), "nothing is counted on Sunday");
    desk.sits(Some("noor"), Role::Observer);
    assert_eq!(day(&desk), None, "Noor has no seat");
}

#[test]
fn a_note_tells_the_team_what_cannot_be_read_and_what_follows() {
    let mut desk = Desk::at("16:41:25");
    let teams = domain::SourceId::new("teams");
    let note = |desk: &Desk| view::blind_note(&desk.picture(), &teams);
    assert_eq!(note(&desk), None, "it is read");
    desk.teams_goes_blind("16:32:00");
    assert_eq!(
        note(&desk).expect("a note"),
        "Hotseat has not read Teams since 16:32. The sign-in is no longer \
         valid; sign in again. Requests may be waiting there. Anything \
         posted before 16:36 is already late. Please keep #backend open in \
         Teams itself."
    );
}
