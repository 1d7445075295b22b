//! The desktop as Hotseat finds it, good and bad.

mod notices;
mod tray;
mod vault;
mod window;
