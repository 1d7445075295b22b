//! Slack, polled, against the tests' own Slack.

mod acts;
mod begun;
mod check;
mod directs;
mod idle;
mod map;
mod people;
mod polling;
mod retracted;
mod stories;
mod threads;
mod trouble;
mod world;

crate::suite!(world::world());
crate::faults!(world::world());
