//! Slack, polled, against the tests' own Slack.

mod acts;
mod map;
mod polling;
mod stories;
mod trouble;
mod world;

crate::suite!(world::world());
