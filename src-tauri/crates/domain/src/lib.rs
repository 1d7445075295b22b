//! The trade of answering: requests, clocks, the ball, owners, the queue's
//! order and what is said about it.
//!
//! One word for one thing. A **source** is a place we read, an **activity**
//! one thing it saw, always untrusted. A **request** is the unit of the
//! queue; a **message** one entry in it. The **requester** asks; the **asking
//! side** is everyone outside the roster; a **teammate** is in it. **On
//! duty** is a teammate with a seat now; an **observer** reads along; the
//! others are **off duty**. A **service level** gives **targets**; a target
//! applied to a request is a **deadline**, counted in a **calendar**. The
//! **ball** says whose turn it is, the **claim** who works on it. An
//! **alert** is what we tell the user, an **action** what goes out to a
//! source.
//!
//! This crate does nothing: no I/O, no clock, no randomness. Time is an
//! argument, and decisions come back as data.

pub mod alert;
pub mod calendar;
pub mod decisions;
pub mod handoff;
pub mod join;
pub mod picture;
pub mod practice;
pub mod promise;
pub mod queue;
pub mod race;
pub mod search;
pub mod sweep;
pub mod target;
pub mod when;
pub mod wording;

mod action;
mod activity;
mod did;
pub mod direct;
mod fault;
mod forgotten;
mod gate;
mod ids;
mod issue;
mod judge;
mod lookalike;
mod notice;
mod port;
mod private;
mod rules;
mod standing;
pub mod text;
mod thanks;
mod thread;
#[cfg(test)]
mod world;

pub use action::{Action, Deed, Done, Receipt, direct_words};
pub use activity::{
    Activity, AlertKey, Author, CLOSED, Event, File, Mark, Mention, Post, VOTE,
    label_mark, label_of,
};
pub use did::{Call, Did, What};
pub use fault::Fault;
pub use forgotten::Reading;
pub use gate::{Permit, Reach, Refusal, Role, Who, allow};
pub use ids::{
    ActionId, ExternalId, GroupId, PersonKey, PlaceId, RequestId, SourceId,
    UserId,
};
pub use issue::IssueDraft;
pub use judge::{judge, judge_again};
pub use lookalike::OUTSIDE;
pub use notice::{Button, Chime, Loudness, Notice, NoticeId, Tones};
pub use port::{
    Abilities, Batch, CalendarCopy, CalendarMark, Clock, Closed, Cursor,
    Cursors, NotShown, Notifier, OpenThread, Probe, Scope, Sink, Source, Vault,
    VaultError, Way, Wish,
};
pub use private::{Draft, Note};
pub use rules::{
    Asking, Band, Bots, Counts, Duty, Fitted, HandoffChannel, HandoffRules,
    Internal, Level, OffDuty, PlaceRules, Priority, Raise, Repeats, Rules,
    Seat, Shift, SourceRules, Stretch, Teammate, Updates, When,
};
pub use standing::{
    Ball, BandEnd, Deadline, DueKind, Grounds, Holder, Judged, Life, Named,
    NeededBy, News, NewsKind, Offer, Origin, Outcome, Passing, Paused,
    PriorityFrom, Promised, Snooze, Step, Verdict,
};
pub use text::{Block, Inline, Text};
pub use thread::{CALLS, Message, Part, Standing, TakenOff, Thread};
