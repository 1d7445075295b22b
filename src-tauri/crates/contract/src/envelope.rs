//! How an answer and a refusal travel.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of refusal, for machines. The number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Code {
    /// It was tried and did not work.
    Failed,
    /// It was asked for in a way nobody understands.
    Usage,
    /// There is no such thing.
    NotFound,
    /// The role, the team file or the source says no.
    Refused,
    /// The source or the engine cannot be reached.
    Unreachable,
    /// It is written down and will go out later.
    Queued,
}

impl Code {
    /// The exit code of the command line.
    #[must_use]
    pub fn exit(self) -> i32 {
        match self {
            Code::Failed => 1,
            Code::Usage => 2,
            Code::NotFound => 3,
            Code::Refused => 4,
            Code::Unreachable => 5,
            Code::Queued => 6,
        }
    }
}

/// A refusal: a code for machines, sentences for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Failure {
    /// What kind.
    pub code: Code,
    /// What happened, in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Failure {
    /// A refusal without a hint.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Failure {
        Failure { code, message: message.into(), hint: None }
    }

    /// The same with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }
}

/// What an act did, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Done {
    /// The request it was about.
    pub request: Option<i64>,
    /// The sentence: "You have it. Slack shows your eyes."
    pub words: String,
    /// It is written down and has not reached the source yet.
    pub queued: bool,
}

/// What goes over the socket and out of `--json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// The version of this form: 1.
    pub v: u32,
    /// Whether it worked.
    pub ok: bool,
    /// What was asked for.
    #[serde(default)]
    pub data: serde_json::Value,
    /// Why it did not work.
    #[serde(default)]
    pub error: Option<Failure>,
}

impl Envelope {
    /// The version of the form that this code speaks.
    pub const VERSION: u32 = 1;
}

impl From<Result<serde_json::Value, Failure>> for Envelope {
    fn from(answer: Result<serde_json::Value, Failure>) -> Envelope {
        match answer {
            Ok(data) => {
                Envelope { v: Envelope::VERSION, ok: true, data, error: None }
            }
            Err(error) => Envelope {
                v: Envelope::VERSION,
                ok: false,
                data: serde_json::Value::Null,
                error: Some(error),
            },
        }
    }
}
