//! The words spoken through the window and the engine's socket.
//!
//! Everything here is data: what a person may ask for ([`Command`]), what
//! they are shown ([`Snapshot`], [`Detail`]), and how a refusal reads
//! ([`Failure`]). The TypeScript of the window is generated from these types,
//! so the window, the command line and the socket cannot disagree.

mod act;
mod aim;
mod arriving;
mod command;
mod connect;
mod connecting;
mod detail;
mod doctor;
mod envelope;
mod explanation;
mod filter;
mod forgetting;
mod handoff;
mod look;
mod practice;
mod preferences;
mod row;
mod search;
mod secret;
mod select;
mod settings;
mod setup;
mod snapshot;
mod snooze;
mod trial;
pub mod view;

pub use act::Act;
pub use aim::{Aim, Spot};
pub use arriving::{HandoffArriving, HandoffItem};
pub use command::Command;
pub use connect::{ConnectAct, ConnectStep, CopyThing, Typed};
pub use connecting::{
    AskedField, Connected, Connecting, GroupChoice, KindChoice, PlaceChoice,
    PlacesPage, SignInPage, SignInWay, TokenOnce, Waiting,
};
pub use detail::{
    AlertLine, Block, Detail, Draft, FileLine, Happened, Inline, MessageLine,
    NoteLine, Offer, PassedLine, Receipt, Side, Verb,
};
pub use doctor::{Check, Health, Preflight};
pub use envelope::{Code, Done, Envelope, Failure};
pub use explanation::{
    CalendarTold, DeadlineTold, Explanation, IntervalTold, LevelTold,
    PauseTold, VerdictTold,
};
pub use filter::{Filter, Hidden, Whose};
pub use forgetting::Forgetting;
pub use handoff::{
    HandoffDay, HandoffFact, HandoffFigure, HandoffJob, HandoffLine,
    HandoffPage, HandoffPast, HandoffQuestion,
};
pub use look::{Look, OwnThing, Theme};
pub use practice::{
    AnsweredBy, Guess, GuessSide, LessonLine, LessonPage, PracticeLine, Tick,
};
pub use preferences::{Autostart, Preferences, PreferencesChange};
pub use row::{
    Band, Clock, ClockState, Owner, OwnerKind, Priority, Row, Section,
};
pub use search::{Found, Mark, SearchPage};
pub use secret::Secret;
pub use select::{Fold, Select};
pub use settings::{
    CalendarSetting, DataSetting, DateSetting, FetchedCalendar, LevelSetting,
    PersonSetting, PlaceSetting, Settings, SourceSetting, SourceTest,
    TeamChange, TeamEdit, TeamFile, TeamFlaw,
};
pub use setup::{
    FilePage, MentionMeans, PersonChoice, PresetLine, Preview, Setup, SetupAct,
    SetupStep,
};
pub use snapshot::{
    BlindPage, Coming, Count, Duty, GapLine, Held, HistoryLine, Role, ShiftDay,
    Snapshot, Sound, SourceLine, SourceState, Toast,
};
pub use snooze::SnoozeUntil;
pub use trial::{AlarmTest, AlarmTestState};
