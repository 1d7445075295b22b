//! The first bad day: everything that can be amiss, each with its sentence,
//! the rest working and nothing lost.
//!
//! | amiss | told of by | proved in |
//! |---|---|---|
//! | unknown channel | the source, blind there alone, the others ring | `account::a_channel_that_is_not_there_is_named_and_the_others_are_read` |
//! | revoked token | the source, "sign in again" | `account::a_token_that_is_revoked_while_it_runs_is_told_and_replaced`, `journeys_real::again` |
//! | missing scope | `doctor`, the act that waits for it | `account::a_scope_that_is_taken_away_is_named_by_the_doctor`, `account::a_claim_that_…` |
//! | sign-in that ends soon | one bubble, the tray, the window, `doctor` | `journeys::sign_in`, `sources::slack::probe` |
//! | another account than before | one bubble | `account::another_account_than_before_is_said`, `journeys::sign_in` |
//! | malformed team file | the window, the tray, `doctor`, the last good one in force | `journeys::rules_change`, `starts::a_team_file_that_broke_meanwhile_…` |
//! | malformed, and never a good one | the start, a bubble | `starts::whoever_sees_no_terminal_is_told_that_it_did_not_start` |
//! | half-written team file | the same | `account::a_half_written_team_file_leaves_the_last_good_one_in_force` |
//! | read-only data directory | the start | `disk::a_directory_that_cannot_be_written_is_named_at_the_start` |
//! | database that turns read-only | the foot | `store::tests::opening` |
//! | full disk | the foot, the refused act | `disk::on_a_full_disk_…`, `store::tests::backups` (`max_page_count`), `journeys::storm` (alarms without a ledger) |
//! | damaged database | a bubble, the window | `disk::a_damaged_database_…`, `journeys::backup` |
//! | database of a newer version | the start | `disk::a_database_of_a_newer_hotseat_is_left_alone` |
//! | wrong clock | the window, `doctor` | `journeys::clocks`, `clock::a_clock_that_is_wrong_is_shown_and_deadlines_are_not`, `clock::a_gap_before_a_start_…` |
//! | clock jump | one digest, the history | `clock::a_clock_that_is_set_back_loses_nothing`, `clock::while_the_clock_is_wrong_…`, `journeys::lid` |
//! | no network | the source, blind | `network::without_a_network_it_says_so_and_catches_up` |
//! | flapping network | nothing, as long as it catches up | `network::a_network_that_comes_and_goes_tells_each_thing_once` |
//! | captive portal | the source, blind, with what to do | `network::a_sign_in_page_of_the_network_is_named_and_gets_no_token`, `sources::http::unheard` (it breaks the encryption) |
//! | no tray | a window with the reason, `doctor` | `journeys_real::trouble` |
//! | no notification daemon | `doctor` | `journeys_real::trouble`, `desktop::notices` |
//! | daemon without actions | `doctor` | `journeys_real::trouble` |
//! | no keyring | `doctor`, the sign-in, the window | `journeys_real::trouble`, `accounts::sign_in`, `account::before_anything_is_read_…` |
//! | locked keyring | `doctor`, the source | `desktop::vault`, `sources::slack::token` |
//! | late keyring | nothing once it is there | `desktop::vault`, `account::a_keyring_that_comes_late_is_enough` |
//! | two starts at once | the second start | `starts::of_two_starts_at_once_one_runs_and_the_other_says_so` |
//! | killed web process | the window comes back, at last its title | `desktop::window` |
//! | computer that sleeps | one bubble as soon as it wakes | `desktop::resume`, `journeys::lid` |
//! | Do Not Disturb | `doctor`, the test alarm | `desktop::alarm`, `desktop::gnome` |
//! | name like a teammate's | "(outside)" behind it | `domain::lookalike`, `contract::view` |
//! | panicking source | the source, blind | `journeys::blind` |
//! | refresh cut off by a crash | nothing: still signed in | `accounts::renewal` |
//! | nobody was watching | one bubble, `sources --history` | `clock::…`, `journeys::lid`, `journeys::restart` |
//! | nothing runs | `list`, `doctor`, each first | `starts::where_none_runs_the_doctor_says_so_…` |
//! | secrets | nobody | `secrets` |

mod account;
mod clock;
mod disk;
mod network;
mod secrets;
mod starts;

use serde_json::Value;

use crate::support::computer::Computer;
use crate::support::hotseat::Hotseat;
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// Alice's Hotseat without a window, reading `#support` by asking.
async fn watching(computer: &Computer, slack: &Slack) -> Hotseat {
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(slack, "alice", team).await;
    hotseat.start(&["run", "--headless"]).await;
    slack.wait_for_calls("conversations.history", "alice", 1).await;
    hotseat
}

/// A part as `doctor` finds it.
async fn examined(hotseat: &Hotseat, part: &str) -> Value {
    let said = hotseat.verb(&["doctor"]).await;
    let all = said.data().as_array().expect("checks").clone();
    let found = all.iter().find(|check| check["part"] == part);
    found.cloned().unwrap_or_else(|| panic!("no {part} in {all:?}"))
}

/// What is said of the only source.
async fn source(hotseat: &Hotseat) -> Value {
    hotseat.verb(&["sources"]).await.data()[0].clone()
}
