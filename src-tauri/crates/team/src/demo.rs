//! The team file that comes with the product, for the demo.

/// The team file of the demo.
#[must_use]
pub fn demo_team() -> &'static str {
    include_str!("../demo.toml")
}
