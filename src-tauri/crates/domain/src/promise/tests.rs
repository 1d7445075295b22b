//! What is read as a promise, and what is not.

mod corpus;
mod sentences;
mod times;
