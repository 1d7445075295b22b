//! The HTTP of the tests' GitHub.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};

use super::state::State;
use super::{Trouble, answers};
pub(super) use crate::stand_in::Asked;
use crate::stand_in::{self, Told};

/// Serves until the test ends; says where.
pub(super) fn serve(state: &Arc<Mutex<State>>) -> String {
    let served = Arc::clone(state);
    let base = stand_in::serve(move |mut asked| {
        if let Some(below) = asked.path.strip_prefix("api/v3/") {
            asked.path = below.to_owned();
        }
        one(&asked, &mut served.lock().unwrap())
    });
    state.lock().unwrap().base.clone_from(&base);
    base
}

/// One call; nothing when the line is to be cut.
fn one(asked: &Asked, state: &mut State) -> Option<Told> {
    if state.broken {
        return None;
    }
    let signed_in = asked.header("authorization").is_some()
        || asked.path.starts_with("login/");
    let trouble = stand_in::laid(&mut state.troubles, &asked.line());
    let (status, mut head, body) = match trouble {
        Some(Trouble::Status(status, head, body)) => {
            (status, head.to_owned(), body.to_owned())
        }
        Some(Trouble::Lost) => {
            answers::answer(state, asked);
            return None;
        }
        None if !signed_in => {
            (401, String::new(), r#"{"message":"Bad credentials"}"#.to_owned())
        }
        None => answers::answer(state, asked),
    };
    let mut hasher = DefaultHasher::new();
    (&asked.path, &body).hash(&mut hasher);
    let tag = format!("W/\"{:x}\"", hasher.finish());
    let same = status == 200
        && asked.verb == "GET"
        && asked.header("if-none-match") == Some(&tag);
    let (status, body) =
        if same { (304, String::new()) } else { (status, body) };
    if asked.verb == "GET" && status < 400 {
        head.push_str(&format!("ETag: {tag}\r\n"));
    }
    state.calls.push(format!("{} {status}", asked.line()));
    Some(Told::at(state.now, (status, &head, body)))
}
