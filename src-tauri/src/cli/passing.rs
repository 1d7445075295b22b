//! The verbs by which a handoff goes through the team's channel.

use std::fmt::Write;

use contract::{
    Act, Code, Command, Done, Failure, HandoffArriving, HandoffPage,
};
use domain::text::clean;
use serde_json::json;

use super::args::Cli;
use super::verbs::read;
use super::{Outcome, Said, ask, print, talk};

/// Shows the thread that would be sent, asks, and sends it.
pub(super) fn send(cli: &Cli, yes: bool) -> Outcome {
    let page = page(cli)?;
    if let Some(channel) = page.channel.as_ref().filter(|_| !yes) {
        let thread = clean(&page.letter.join("\n\n"));
        let question = format!("Into {channel}:\n\n{thread}\n\nSend it?");
        if !ask::agreed(&question)? {
            let data = json!({ "messages": page.letter, "sent": false });
            return Ok(Said::new(data, "Nothing was sent.".to_owned()));
        }
    }
    act(cli, Act::SendHandoff)
}

/// What somebody else hands over.
pub(super) fn arriving(cli: &Cli) -> Outcome {
    let arriving = page(cli)?.arriving;
    let lines = match &arriving {
        Some(arriving) => told(arriving),
        None => "Nobody hands anything over now.".to_owned(),
    };
    Ok(Said::new(json!(arriving), lines))
}

/// Accepts what stands at a place in that list.
pub(super) fn accept(cli: &Cli, number: usize) -> Outcome {
    let items = page(cli)?.arriving.map(|it| it.items).unwrap_or_default();
    let at = number.checked_sub(1);
    let item = at.and_then(|at| items.get(at)).ok_or_else(|| {
        let n = items.len();
        Failure::new(Code::NotFound, format!("{n} requests are handed over."))
            .hint("`hotseat handoff arriving` shows them in order.")
    })?;
    act(cli, Act::Accept { message: item.message.clone() })
}

fn page(cli: &Cli) -> Result<HandoffPage, Failure> {
    read(&talk::command(cli, Command::Handoff { shift: None })?)
}

fn act(cli: &Cli, act: Act) -> Outcome {
    let data = talk::command(cli, Command::Do { act, at_once: true })?;
    let lines = print::done(&read::<Done>(&data)?);
    Ok(Said::new(data, lines))
}

fn told(arriving: &HandoffArriving) -> String {
    let mut lines = format!("{}\n{}\n", arriving.title, arriving.under);
    for (item, n) in arriving.items.iter().zip(1..) {
        let state = match (&item.taken, item.sending) {
            (Some(by), _) => format!("accepted by {by}"),
            (None, true) => "accepting".to_owned(),
            (None, false) => "not accepted yet".to_owned(),
        };
        let number = item.request.map_or_else(String::new, |request| {
            format!(" (request {request})")
        });
        let _ = writeln!(lines, "\n{n}  {}{number}, {state}", item.gist);
        if let Some(note) = &item.note {
            let _ = writeln!(lines, "   {}", note.replace('\n', "\n   "));
        }
    }
    if arriving.waiting > 0 {
        lines.push_str("\n`hotseat handoff accept 1` takes the first over.\n");
    }
    clean(&lines)
}

#[cfg(test)]
mod tests {
    use contract::HandoffItem;

    use super::*;

    fn item(gist: &str, taken: Option<&str>) -> HandoffItem {
        HandoffItem {
            message: "1.2".to_owned(),
            request: Some(7),
            due: String::new(),
            priority: None,
            source_kind: String::new(),
            source: String::new(),
            gist: gist.to_owned(),
            requester: String::new(),
            note: Some("First.\nSecond.".to_owned()),
            taken: taken.map(str::to_owned),
            sending: false,
        }
    }

    #[test]
    fn what_is_handed_over_is_numbered_and_says_who_has_it() {
        let arriving = HandoffArriving {
            title: "Handoff from Ana".to_owned(),
            under: "Sent 17:20.".to_owned(),
            items: vec![item("Tour", None), item("Hub", Some("you"))],
            waiting: 1,
        };
        assert_eq!(
            told(&arriving),
            "Handoff from Ana\nSent 17:20.\n\n1  Tour (request 7), not \
             accepted yet\n   First.\n   Second.\n\n2  Hub (request 7), \
             accepted by you\n   First.\n   Second.\n\n`hotseat handoff \
             accept 1` takes the first over.\n"
        );
    }
}
