//! What is told, to whom, how loudly, and how often.

mod brute_force;
mod desk;
mod lines;
mod overdue;
mod shift;
mod silences;
mod timely;
