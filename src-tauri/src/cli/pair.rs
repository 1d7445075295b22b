//! Asks those who answer to work on a request together, once what goes out
//! was read word for word.

use contract::{Act, Command, Detail, Done};
use serde_json::json;

use super::args::{Cli, PairArgs};
use super::verbs::read;
use super::{Outcome, Said, ask, print, talk};

/// Shows what would go out and to whom, asks, and sends it.
pub(super) fn pair(cli: &Cli, args: &PairArgs) -> Outcome {
    let request = args.request;
    let data = talk::command(cli, Command::Show { request })?;
    let verbs = read::<Detail>(&data)?.verbs;
    let offered = verbs.into_iter().map(|verb| verb.act);
    let mut pairs = offered.filter(|act| matches!(act, Act::Pair { .. }));
    let bare = Act::Pair { request, to: None, words: None };
    let act = pairs.next().unwrap_or(bare);
    if let Act::Pair { to: Some(to), words: Some(words), .. } = &act {
        let question = format!("To {to} alone:\n\n{words}\n\nSend it?");
        if !args.yes && !ask::agreed(&question)? {
            let data = json!({ "to": to, "words": words, "sent": false });
            return Ok(Said::new(data, "Nothing was sent.".to_owned()));
        }
    }
    let data = talk::command(cli, Command::Do { act, at_once: true })?;
    let lines = print::done(&read::<Done>(&data)?);
    Ok(Said::new(data, lines))
}
