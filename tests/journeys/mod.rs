//! The stories of the product, told on a clock that is moved by hand.

mod a_day;
mod agreement;
mod alone;
mod blind;
mod clocks;
mod crash;
mod crowd;
mod first_sync;
mod friday;
mod holding;
mod ledger;
mod lid;
mod observer;
mod quiet;
mod race;
mod rapid;
mod rebuild;
mod reopen;
mod restart;
mod rules_change;
mod shifts;
mod socket;
mod stale;
mod storm;
mod undo;
