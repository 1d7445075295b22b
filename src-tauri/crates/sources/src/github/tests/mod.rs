//! GitHub against the tests' own, which speaks real HTTP.

mod acts;
mod backlog;
mod closing;
mod idle;
mod issues;
mod reading;
mod samples;
mod signin;
mod stories;
mod trouble;
mod world;

use self::world::world;

crate::suite!(world());
crate::faults!(world());
