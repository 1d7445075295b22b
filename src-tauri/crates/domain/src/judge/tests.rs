//! The life of a request, told as stories.

mod alerts;
mod bands;
mod clock;
mod ends;
mod history;
mod offers;
mod owners;
mod parting;
mod passing;
mod promises;
mod properties;
mod raises;
mod replies;
mod resolution;
mod running;
mod turns;
