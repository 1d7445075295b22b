//! The desktop as Hotseat finds it, good and bad.

mod alarm;
mod notices;
mod tray;
mod vault;
mod window;
