//! Measurements of the whole product: `cargo xtask bench` runs them, `cargo
//! xtask test` does not.

mod beside;
mod figures;
mod filled;
mod hours;
mod idle;
mod keys;
mod ledger;
mod memory;
mod posts;
mod processes;
mod push;
mod reach;
mod screen;
mod start;
