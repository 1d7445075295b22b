//! The calendar, tried by example, by walking and by property.

mod counting;
mod days;
mod faults;
pub(crate) mod minute_walk;
mod properties;
mod unions;
mod writing;
