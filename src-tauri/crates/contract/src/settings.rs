//! What the place of settings shows.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Priority, Role, SourceLine};

/// A source with what its account is and may.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceSetting {
    /// The source as the footer shows it.
    pub line: SourceLine,
    /// How it is read: "as it happens", "every 10 s".
    pub way: String,
    /// What acts write there: "👀, ✅, replies".
    pub writes: String,
    /// Who we are there, once it has answered.
    pub signed_in_as: Option<String>,
    /// Where its key is kept; nothing where there is none.
    pub key_kept: Option<String>,
    /// When the sign-in ends unless it is renewed before, in words.
    pub ends: Option<String>,
    /// What the account may do there.
    pub may: Vec<String>,
    /// What the account lacks, and what to do about it.
    pub lacks: Vec<String>,
    /// Its places, each with its id.
    pub places: Vec<PlaceSetting>,
}

/// A place of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlaceSetting {
    /// Its id at the source.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// A service level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LevelSetting {
    /// Its place in the file, from 0.
    pub index: u32,
    /// What people call it.
    pub name: String,
    /// The one priority that it is for, if it is for one.
    pub priority: Option<Priority>,
    /// Its target in words: "5 min"; nothing where it has none.
    pub target: Option<String>,
    /// In which time it counts: "round the clock", "in business hours".
    pub counted: String,
    /// When it warns, after the message: "3:00 and 4:00".
    pub warns: Option<String>,
    /// What happens when it is over: "again every 60 s".
    pub over: String,
    /// A claim stops the clock too.
    pub claim_counts: bool,
}

/// A date that differs from its weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DateSetting {
    /// The date.
    pub date: NaiveDate,
    /// The date in words: "Fri 25 Dec 2026".
    pub words: String,
    /// "closed", "09:00-12:00".
    pub hours: String,
    /// Why; may be empty.
    pub reason: String,
}

/// When the team is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarSetting {
    /// Open round the clock.
    pub always: bool,
    /// The zone in which its hours are told.
    pub zone: String,
    /// Each run of days with the same hours: ("Mon to Fri", "09:00-18:00").
    pub week: Vec<(String, String)>,
    /// The dates from today on.
    pub dates: Vec<DateSetting>,
    /// How many dates have passed.
    pub passed: u32,
}

/// A calendar that comes from an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FetchedCalendar {
    /// The address.
    pub address: String,
    /// How old its copy is, and why no newer one came.
    pub words: String,
    /// Its days may be wrong by now.
    pub old: bool,
}

/// One who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PersonSetting {
    /// Their key in the team file.
    pub key: String,
    /// What they are called.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// Where they are known: "slack".
    pub known_at: Vec<String>,
    /// What they are now.
    pub role: Role,
    /// The first and the last day on which they read along, where the file
    /// says so.
    pub observes: Option<(NaiveDate, NaiveDate)>,
    /// It is this user.
    pub me: bool,
}

/// A fault or a surprise of the team file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TeamFlaw {
    /// The line, from 1.
    pub line: u32,
    /// The key, if it has one.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub remedy: String,
}

/// The team file itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TeamFile {
    /// Where it lies; nothing in the demo.
    pub path: Option<String>,
    /// When it was written last.
    pub changed: Option<DateTime<Utc>>,
    /// What is wrong with it; the last good one is in force meanwhile.
    pub faults: Vec<TeamFlaw>,
    /// Why it cannot be changed from here.
    pub locked: Option<String>,
}

/// What lies on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DataSetting {
    /// The data directory.
    pub directory: String,
    /// The database.
    pub database: String,
    /// How many bytes it takes.
    pub bytes: u64,
    /// The oldest message that is kept.
    pub oldest: Option<DateTime<Utc>>,
    /// How many requests are kept.
    pub requests: u64,
    /// How many messages, marks and changes are kept.
    pub facts: u64,
    /// How many copies of the database there are.
    pub backups: u32,
    /// When the newest of them was made.
    pub newest_backup: Option<DateTime<Utc>>,
    /// Where they lie.
    pub backups_in: String,
    /// After so many days a request that has ended loses its texts.
    pub keep_days: u32,
    /// What this program writes down of itself.
    pub log: String,
}

/// Everything the place of settings shows but preferences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Settings {
    /// The sources, in the order of the team file.
    pub sources: Vec<SourceSetting>,
    /// The service levels, in the order of the team file.
    pub levels: Vec<LevelSetting>,
    /// When the team is open.
    pub calendar: CalendarSetting,
    /// The calendars that come from addresses.
    pub calendars: Vec<FetchedCalendar>,
    /// Who answers.
    pub people: Vec<PersonSetting>,
    /// What a claim says, if it says anything.
    pub claim_says: Option<String>,
    /// The team file.
    pub file: TeamFile,
    /// What lies on this computer.
    pub data: DataSetting,
}

/// What a source said when it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourceTest {
    /// The source.
    pub source: String,
    /// It answered, and may do all it needs.
    pub well: bool,
    /// What it said, in a sentence.
    pub words: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

/// A change of the team file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "snake_case")]
#[ts(export)]
pub enum TeamEdit {
    /// Somebody more answers.
    AddPerson {
        /// What they are called.
        name: String,
        /// Their address.
        email: Option<String>,
        /// Their ids: (key or kind of a source, id there).
        ids: Vec<(String, String)>,
    },
    /// Somebody of the roster reads along before their first own shift.
    Observe {
        /// Their key, or what they are called.
        person: String,
        /// The first day.
        from: NaiveDate,
        /// The last day; five working days of a week unless told.
        until: Option<NaiveDate>,
    },
    /// Another target for a service level.
    SetTarget {
        /// The level's place in the file, from 0.
        level: u32,
        /// "5 min", "3 business hours"; nothing for no target.
        target: Option<String>,
    },
    /// Whether a claim stops the clock of a level.
    SetClaimCounts {
        /// The level's place in the file, from 0.
        level: u32,
        /// Whether.
        counts: bool,
    },
    /// Other business hours.
    SetHours {
        /// "mon-fri".
        days: String,
        /// "09:00-12:00, 13:00-17:00".
        hours: String,
    },
    /// A day on which nothing begins.
    AddHoliday {
        /// The day.
        date: NaiveDate,
        /// Why; may be empty.
        reason: String,
    },
}

/// A change of the team file, shown or written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TeamChange {
    /// The version it was made from, to be named when it is agreed to.
    pub replaces: String,
    /// What changes, line by line.
    pub diff: String,
    /// What the change does not do, and who has to.
    pub remark: Option<String>,
    /// What is wrong with it: then it cannot be written.
    pub faults: Vec<TeamFlaw>,
    /// It has been written.
    pub written: bool,
    /// What happened, in one sentence.
    pub words: String,
}
