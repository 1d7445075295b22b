//! The life of a request, told as stories.

mod alerts;
mod clock;
mod ends;
mod history;
mod offers;
mod owners;
mod promises;
mod properties;
mod raises;
mod running;
mod turns;
