//! Journeys of the real program, from Slack to the desktop and back.

mod again;
mod alone;
mod claim;
mod crash;
mod demo;
mod files;
mod first_run;
mod hostile;
mod opening;
mod race;
mod settings;
mod surfaces;
mod trouble;
mod verbs;
mod webhook;
