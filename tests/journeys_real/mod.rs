//! Journeys of the real program, from Slack to the desktop and back.

mod claim;
mod crash;
mod demo;
mod hostile;
mod race;
mod trouble;
mod verbs;
