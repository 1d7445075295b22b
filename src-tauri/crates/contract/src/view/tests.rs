//! What the surfaces are told, from small invented afternoons.

mod acts;
mod alerts;
mod clocks;
mod desk;
mod explained;
mod filter;
mod found;
mod fronts;
mod offers;
mod scenes;
mod settings;
mod team;
mod threads;
mod timely;
mod words;
