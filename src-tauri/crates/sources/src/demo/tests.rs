//! The demo as an audience sees it.

mod acts;
mod audience;
mod conformance;
mod hall;
mod kinds;
mod program;
mod reading;
mod script;
mod team;
