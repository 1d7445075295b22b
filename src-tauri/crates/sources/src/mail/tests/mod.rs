//! Stories of a mailbox, told against the tests' own post office.

mod answers;
mod backlog;
mod clocks;
mod codes;
mod faults;
mod hostile;
mod idle;
mod letters;
mod moved;
mod relay;
mod stories;
mod town;
mod two;

mod conformance {
    //! The suite of all sources.
    crate::suite!(super::town::town());
}
