//! What the surfaces are told, from small invented afternoons.

mod acts;
mod alerts;
mod clocks;
mod desk;
mod found;
mod fronts;
mod offers;
mod scenes;
mod settings;
mod team;
mod threads;
mod words;
