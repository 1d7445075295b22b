//! Teams against the tests' own Graph, which speaks real HTTP.

mod acts;
mod idle;
mod reading;
mod samples;
mod signin;
mod stories;
mod trouble;
mod two;
mod undone;
mod world;

use self::world::world;

crate::suite!(world());
crate::faults!(world());
