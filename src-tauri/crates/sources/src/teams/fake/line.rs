//! The HTTP of the tests' Graph.

use std::sync::{Arc, Mutex};

use super::state::State;
use super::{Trouble, answers};
use crate::stand_in::{self, Asked, Told};

/// Serves until the test ends; says where.
pub(super) fn serve(state: &Arc<Mutex<State>>) -> String {
    let served = Arc::clone(state);
    stand_in::serve(move |asked| one(&asked, &mut served.lock().unwrap()))
}

/// One call; nothing when the line is to be cut.
fn one(asked: &Asked, state: &mut State) -> Option<Told> {
    if state.broken {
        return None;
    }
    let line = asked.line();
    let taken = format!("Bearer access-{}", state.tokens);
    let signed_in = asked.header("authorization") == Some(&taken);
    let (status, head, body) = match stand_in::laid(&mut state.troubles, &line)
    {
        Some(Trouble::Status(status, head, body)) => {
            (status, head, body.to_owned())
        }
        Some(Trouble::Lost) => {
            answers::answer(state, asked);
            return None;
        }
        None if !signed_in && line.contains(" v1.0/") => (401, "", "{}".into()),
        None => {
            let (status, body) = answers::answer(state, asked);
            let empty = status == 204;
            let said = if empty { String::new() } else { body.to_string() };
            (status, "", said)
        }
    };
    state.calls.push(format!("{line} {status}"));
    Some(Told::at(state.now, (status, head, body)))
}
