//! Every test of the whole product, in one program.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that fails is a failed test, and a figure is printed"
)]

mod accounts;
mod bad_day;
mod bench;
mod conformance;
mod conformance_github;
mod conformance_teams;
mod desktop;
mod journeys;
mod journeys_real;
mod mail;
mod rules;
mod support;
