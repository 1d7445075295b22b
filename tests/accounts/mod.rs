//! Signing in, and the team file, as somebody at a terminal lives them.

mod calendars;
mod desk;
mod github;
mod kept;
mod mail;
mod places;
mod presets;
mod renewal;
mod roster;
mod sign_in;
pub(crate) mod teams;
mod webhook;
mod workspace;
