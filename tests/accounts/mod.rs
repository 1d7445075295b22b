//! Signing in, and the team file, as somebody at a terminal lives them.

mod desk;
mod kept;
mod presets;
mod renewal;
mod roster;
mod sign_in;
mod workspace;
