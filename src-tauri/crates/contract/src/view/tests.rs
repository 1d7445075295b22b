//! What the surfaces are told, from small invented afternoons.

mod acts;
mod clocks;
mod desk;
mod fronts;
mod scenes;
mod team;
mod threads;
mod words;
