//! Measurements: `cargo xtask bench` runs them, `cargo xtask test` does not.

mod figures;
mod intake;
mod pouring;
mod push;
