//! The icon in the tray, with its menu.
//!
//! What it says is decided in [`view`], which knows no toolkit; [`menu`]
//! carries that onto the desktop, and [`host`] says whether there is a tray
//! to carry it to.

mod beside;
mod choice;
mod face;
mod host;
mod icon;
mod lines;
mod menu;
mod picture;
mod request;
mod says;
mod view;

pub use host::Host;
pub use icon::{Icon, Seat};
pub use menu::Tray;
pub use picture::Panel;
pub use view::{Line, TrayView};
