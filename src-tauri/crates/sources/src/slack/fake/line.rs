//! The HTTP of the tests' Slack.

use std::sync::{Arc, Mutex};

use super::state::State;
use super::{Trouble, methods};
use crate::stand_in::{self, Asked, Told};

const SCOPES: &str = "X-OAuth-Scopes: channels:history,chat:write\r\n";

/// Serves until the test ends; says where.
pub(super) fn serve(state: Arc<Mutex<State>>) -> String {
    let base =
        stand_in::serve(move |asked| one(asked, &mut state.lock().unwrap()));
    format!("{base}/api/")
}

/// One call; nothing when the line is to be cut.
fn one(asked: Asked, state: &mut State) -> Option<Told> {
    if state.broken {
        return None;
    }
    let method = asked.path.rsplit('/').next()?.to_owned();
    let trouble = state.troubles.iter().position(|(m, _)| *m == method);
    let trouble = trouble.map(|at| state.troubles.remove(at).1);
    let (status, body, after) = match trouble {
        Some(Trouble::Error(code)) => {
            (200, format!(r#"{{"ok":false,"error":"{code}"}}"#), None)
        }
        Some(Trouble::Limited(seconds)) => {
            let body = r#"{"ok":false,"error":"ratelimited"}"#;
            (429, body.to_owned(), Some(seconds))
        }
        Some(Trouble::Status(status, body)) => (status, body.into(), None),
        Some(Trouble::Lost) => {
            methods::answer(state, &method, &asked.form);
            return None;
        }
        None => {
            let answer = methods::answer(state, &method, &asked.form);
            (200, answer.to_string(), None)
        }
    };
    state.calls.push((method, asked.form));
    let after =
        after.map_or(String::new(), |s| format!("Retry-After: {s}\r\n"));
    Some(Told::at(state.now, (status, &format!("{after}{SCOPES}"), body)))
}
