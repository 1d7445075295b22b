//! Measurements of the engine alone: `cargo xtask bench` runs them beside
//! those of the whole product, `cargo xtask test` does not.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test that fails is a failed test, and a figure is printed"
)]

mod backlog;
mod crowd;
mod dozen;
mod figures;
mod filled;
mod intake;
mod posts;
mod pouring;
mod ruling;
mod search;
mod simulated;
