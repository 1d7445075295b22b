//! The words spoken through the window and the engine's socket.
//!
//! Everything here is data: what a person may ask for ([`Command`]), what
//! they are shown ([`Snapshot`], [`Detail`]), and how a refusal reads
//! ([`Failure`]). The TypeScript of the window is generated from these types,
//! so the window, the command line and the socket cannot disagree.

mod command;
mod detail;
mod doctor;
mod envelope;
mod row;
mod snapshot;
pub mod view;

pub use command::{Act, Command, Fold, Select, SnoozeUntil};
pub use detail::{
    AlertLine, Block, Detail, FileLine, Inline, MessageLine, Receipt, Side,
    Verb,
};
pub use doctor::{Check, Health};
pub use envelope::{Code, Done, Envelope, Failure};
pub use row::{Clock, ClockState, Owner, OwnerKind, Priority, Row, Section};
pub use snapshot::{
    BlindPage, Coming, Count, Duty, Held, HistoryLine, Role, Snapshot, Sound,
    SourceLine, SourceState, Toast,
};
