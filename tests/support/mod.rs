//! The desktop the tests bring along: a bus, and those who live on it.

pub(crate) mod app;
pub(crate) mod bus;
pub(crate) mod calendar;
pub(crate) mod calls;
pub(crate) mod computer;
pub(crate) mod display;
pub(crate) mod hostility;
pub(crate) mod hotseat;
pub(crate) mod house;
pub(crate) mod keyboard;
pub(crate) mod keyring;
pub(crate) mod logind;
pub(crate) mod loudspeaker;
pub(crate) mod menu;
pub(crate) mod notifications;
pub(crate) mod patience;
pub(crate) mod ports;
pub(crate) mod served;
pub(crate) mod slack;
pub(crate) mod story;
pub(crate) mod tidy;
pub(crate) mod watcher;
pub(crate) mod window;
pub(crate) mod workspace;
