//! The desktop as Hotseat finds it, good and bad.

mod alarm;
mod gnome;
mod notices;
mod resume;
mod shortcut;
mod tray;
mod vault;
mod window;
