//! Journeys of the real program, from Slack to the desktop and back.

mod again;
mod alone;
mod claim;
mod connecting;
mod connecting_codes;
mod connecting_more;
mod connecting_teams;
mod crash;
mod demo;
mod files;
pub(crate) mod first_run;
mod handing;
mod hostile;
pub(crate) mod morning;
mod narrowing;
mod opening;
mod pairs;
mod race;
mod refusals;
mod settings;
mod surfaces;
mod teams;
mod trouble;
mod verbs;
mod webhook;
