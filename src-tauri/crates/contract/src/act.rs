//! What a person does to a request, from any surface.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Guess, Priority, SnoozeUntil};

/// What a person does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
#[ts(export)]
pub enum Act {
    /// Work on it, and say so where the team says so.
    Claim {
        /// The request.
        request: i64,
        /// Leave only the mark.
        quiet: bool,
        /// Say this instead of the team's sentence.
        say: Option<String>,
    },
    /// Work on it beside its owner.
    Together {
        /// The request.
        request: i64,
    },
    /// Take it from an owner who has gone silent.
    TakeOver {
        /// The request.
        request: i64,
    },
    /// Give it back.
    Release {
        /// The request.
        request: i64,
    },
    /// Answer in its thread.
    Reply {
        /// The request.
        request: i64,
        /// The words.
        text: String,
        /// The second key of the wrong-thread guard was pressed.
        sure: bool,
    },
    /// Done.
    Close {
        /// The request.
        request: i64,
    },
    /// Close the issue itself, for everybody.
    CloseIssue {
        /// The request.
        request: i64,
    },
    /// Hang a label on the issue, or take one off.
    Label {
        /// The request.
        request: i64,
        /// The label, as it is called there.
        label: String,
        /// Whether it is to hang there.
        on: bool,
    },
    /// Mark it as worth reading for whoever comes new, or take that off.
    Evergreen {
        /// The request.
        request: i64,
        /// Whether.
        on: bool,
    },
    /// Open an issue for it.
    OpenIssue {
        /// The request.
        request: i64,
        /// The repository; the main one unless told.
        place: Option<String>,
        /// The title; what they asked unless told.
        title: Option<String>,
        /// What it says; what they asked and where, unless told.
        body: Option<String>,
    },
    /// Not a request.
    Dismiss {
        /// The request.
        request: i64,
    },
    /// A request after all.
    BringBack {
        /// The request.
        request: i64,
    },
    /// Not now, for me.
    Snooze {
        /// The request.
        request: i64,
        /// Until when.
        until: SnoozeUntil,
        /// Do not wake on their next message.
        regardless: bool,
        /// Claim it first, as in the warning zone.
        claim: bool,
    },
    /// Show it again now.
    Wake {
        /// The request.
        request: i64,
    },
    /// The ball is theirs.
    WaitOnThem {
        /// The request.
        request: i64,
    },
    /// What was read as thanks is a question.
    NotThanks {
        /// The request.
        request: i64,
    },
    /// Change its priority, on this desktop.
    SetPriority {
        /// The request.
        request: i64,
        /// The new one.
        priority: Priority,
    },
    /// Take a joined message out into a request of its own.
    Split {
        /// The request.
        request: i64,
    },
    /// A message outside of its thread is an answer to it, on this desktop.
    ThisAnswers {
        /// The request.
        request: i64,
        /// The message; the newest that is offered unless told.
        message: Option<String>,
    },
    /// Another time was agreed with them; only this desktop knows.
    SetDue {
        /// The request.
        request: i64,
        /// By when.
        at: DateTime<Utc>,
        /// Why, for the receipt.
        why: String,
    },
    /// What was promised is kept, though nobody wrote so.
    Kept {
        /// The request.
        request: i64,
    },
    /// Write down a phone call: a request of its own, on this desktop.
    Log {
        /// Who called.
        who: String,
        /// What about.
        about: String,
        /// When; now unless told.
        at: Option<DateTime<Utc>>,
        /// Whether somebody spoke with them: then it is answered.
        spoke: bool,
        /// How urgent; normal unless told.
        priority: Option<Priority>,
    },
    /// Speak with who had left a message on the phone.
    Spoke {
        /// The request.
        request: i64,
    },
    /// Send again what may or may not have arrived.
    SendAgain {
        /// The request.
        request: i64,
        /// Which action; the only one that waits unless told.
        action: Option<String>,
    },
    /// It is there: what may have arrived did.
    ItIsThere {
        /// The request.
        request: i64,
        /// Which action; the only one that waits unless told.
        action: Option<String>,
    },
    /// Take back the last act that can be taken back.
    Undo {
        /// The request, or the last one acted on.
        request: Option<i64>,
    },
    /// Open it at its source.
    Open {
        /// The request.
        request: i64,
        /// One of its links instead.
        link: Option<u32>,
    },
    /// No bubbles and sounds for an hour but emergencies; or end that.
    Quiet {
        /// Whether to be quiet.
        on: bool,
    },
    /// Whether this computer rings.
    Ring {
        /// Whether.
        on: bool,
    },
    /// Read every source now.
    ReadNow,
    /// Go on searching at the source.
    SearchElsewhere,
    /// Put the address of a request into the clipboard.
    CopyLink {
        /// The request.
        request: i64,
    },
    /// Write a note for oneself; it never leaves this computer.
    Note {
        /// The request it is about; nothing for the shift.
        request: Option<i64>,
        /// The words, in Markdown.
        text: String,
    },
    /// Change a note.
    EditNote {
        /// Which.
        note: i64,
        /// The new words.
        text: String,
    },
    /// Delete a note.
    DeleteNote {
        /// Which.
        note: i64,
    },
    /// Write down what one would have done, while one reads along; nobody
    /// else ever sees it.
    Practise {
        /// The request.
        request: i64,
        /// What.
        guess: Guess,
    },
    /// Delete everything that was practised on a request.
    DiscardPractice {
        /// The request.
        request: i64,
    },
    /// Ask whoever has it, or those on duty, to work on it together, by a
    /// direct message: the one thing that leaves while one reads along.
    Pair {
        /// The request.
        request: i64,
        /// To whom, as it was shown; whoever it is unless told.
        to: Option<String>,
        /// What goes out, word for word as it was shown; what Hotseat says
        /// unless told.
        words: Option<String>,
    },
    /// Put what was practised into the clipboard, beside what the team did.
    CopyPractice {
        /// The request.
        request: i64,
    },
    /// Whether somebody who reads along is rung.
    Alarms {
        /// Whether.
        on: bool,
    },
    /// Something of the onboarding is done, or is not.
    Tick {
        /// What, as the team file says it.
        item: String,
        /// Whether.
        done: bool,
    },
    /// Answer a question of the form in the handoff of the shift that runs.
    AnswerForm {
        /// What is asked, as the team file says it.
        question: String,
        /// The answer; nothing takes it back.
        text: String,
    },
    /// A job of the shift that runs is done, or is not.
    TickJob {
        /// What, as the team file says it.
        job: String,
        /// Whether.
        done: bool,
    },
    /// Hand the shift that runs over: keep what is open with its notes, and
    /// write it into a file.
    HandOver,
    /// Hand the shift that runs over, and send that into the team's channel
    /// as a thread.
    SendHandoff,
    /// Accept a request that somebody hands over.
    Accept {
        /// The message that passes it on.
        message: String,
    },
    /// Put a handoff into the clipboard, in Markdown.
    CopyHandoff {
        /// The shift that ran then; the one that runs unless told.
        shift: Option<DateTime<Utc>>,
    },
    /// Open a link of a note.
    OpenNote {
        /// Which.
        note: i64,
        /// Its number among the links of the note.
        link: u32,
    },
}
