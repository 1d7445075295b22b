//! What the surfaces are told, from small invented afternoons.

mod acts;
mod alerts;
mod backlog;
mod bands;
mod clocks;
mod desk;
mod explained;
mod filter;
mod found;
mod fronts;
mod handing;
mod happened;
mod issues;
mod offers;
mod passing;
mod receipts;
mod recounted;
mod scenes;
mod settings;
mod snoozes;
mod team;
mod threads;
mod timely;
mod words;
