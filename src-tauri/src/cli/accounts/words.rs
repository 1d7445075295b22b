//! What signing in has brought, in words.

use contract::Failure;
use sources::slack::SignedIn;

use super::first::First;
use super::named::Named;
use crate::boot::Paths;

/// A sentence for each scope that was not granted.
pub(super) fn missing(signed: &SignedIn) -> Vec<String> {
    let mut lines: Vec<String> = signed
        .missing
        .iter()
        .map(|scope| {
            let kind = if scope.optional { "optional scope" } else { "scope" };
            format!("The {kind} {} is missing: {}", scope.name, scope.why)
        })
        .collect();
    if signed.missing.iter().any(|scope| !scope.optional) {
        lines.push(
            "Add what is missing to the app at Slack, and sign in again; \
             `hotseat slack-manifest` prints all of it."
                .to_owned(),
        );
    }
    lines
}

/// What became of the first team file, and what it leaves open.
pub(super) fn written(paths: &Paths, first: &First) -> Vec<String> {
    let file = paths.team.display();
    if first.channels.is_empty() {
        return vec![format!(
            "No team file was written, so nothing is watched yet. Run this \
             again, or write {file} by hand."
        )];
    }
    let mut lines = vec![
        format!("{file} is written: you are on duty."),
        format!("What is watched: {}.", first.channels.join(", ")),
    ];
    if !first.meant.is_empty() {
        lines.push(format!("What means more: {}.", first.meant.join(", ")));
    }
    if !first.meaningless.is_empty() {
        lines.push(format!(
            "What a mention of {} means, you say there under [mentions].",
            first.meaningless.join(", ")
        ));
    }
    lines.push("`hotseat run` starts watching.".to_owned());
    lines
}

/// What the team file says of push and what was signed in differ.
pub(super) fn push(named: &Named, app: bool) -> Option<String> {
    named.rules.as_ref()?;
    let id = &named.id;
    match (named.option("push") == Some("true"), app) {
        (false, true) => Some(format!(
            "The app-level token is kept. Write push = true under \
             [sources.{id}], and Slack tells by itself."
        )),
        (true, false) => Some(format!(
            "[sources.{id}] says push = true, which needs the tokens of an \
             app of your own: `hotseat accounts add {id} --token --push`."
        )),
        _ => None,
    }
}

/// A client id that the team file does not tell teammates.
pub(super) fn client_id(named: &Named, used: Option<&str>) -> Option<String> {
    named.rules.as_ref()?;
    if named.option("client_id").is_some() {
        return None;
    }
    let (id, used) = (&named.id, used?);
    Some(format!(
        "Write client_id = \"{used}\" under [sources.{id}] of the team file, \
         and teammates need not type it."
    ))
}

/// The roster of a team file that does not know me.
pub(super) const UNKNOWN: &str = "The roster does not know you, so you read \
    along. `hotseat team add-me` writes you into it.";

/// The sign-in outlives what went wrong after it.
pub(super) fn but_signed_in(failure: Failure) -> Failure {
    let kept = "You are signed in, and that is kept.";
    let hint = match &failure.hint {
        Some(hint) => format!("{kept}\n{hint}"),
        None => kept.to_owned(),
    };
    failure.hint(hint)
}
