//! What goes over the socket, and how a refusal reads there.

use contract::{Code, Command, Done, Envelope, Failure};
use engine::Refused;
use serde::Serialize;
use serde_json::Value;

/// What a line of the socket asks for.
pub(crate) fn heard(line: &str) -> Result<Command, Failure> {
    serde_json::from_str(line).map_err(|e| {
        Failure::new(
            Code::Usage,
            format!("The engine does not understand this: {e}."),
        )
        .hint("Use the command line of the same version.")
    })
}

/// An answer as a line of the socket.
pub(crate) fn told(answer: Result<Value, Failure>) -> String {
    serde_json::to_string(&Envelope::from(answer)).unwrap_or_default()
}

/// What an act did, as it travels.
pub(super) fn done(act: engine::Act) -> Done {
    Done {
        request: act.request.map(|id| id.0),
        words: act.words,
        queued: act.queued,
    }
}

/// A sentence, as it travels.
pub(super) fn said(words: &str) -> Done {
    Done { request: None, words: words.to_owned(), queued: false }
}

/// A refusal of the desk, as it travels.
pub(crate) fn refused(refused: Refused) -> Failure {
    match refused {
        Refused::Nothing(id) => {
            Failure::new(Code::NotFound, format!("There is no request {id}."))
                .hint("`hotseat list` shows the numbers.")
        }
        Refused::Nobody(words, hint) => {
            Failure::new(Code::NotFound, words).hint(hint)
        }
        Refused::No(words, hint) => {
            Failure::new(Code::Refused, words).hint(hint)
        }
        Refused::Failed(words) => Failure::new(Code::Failed, words),
    }
}

/// An answer, as it travels.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<Value, Failure> {
    serde_json::to_value(value)
        .map_err(|e| Failure::new(Code::Failed, e.to_string()))
}
