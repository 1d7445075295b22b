//! A calendar at an address of anybody's, fetched with limits.

use domain::{CalendarCopy, CalendarMark, Fault};
use reqwest::Method;

use crate::http::{Call, Http, Reply, trusted};

/// The longest calendar, in bytes.
const LONGEST: usize = 1 << 20;

/// Fetches a calendar; nothing where it still is the one that is known.
pub async fn fetch(
    address: &str,
    known: &CalendarMark,
) -> Result<Option<CalendarCopy>, Fault> {
    let url = trusted(address)?;
    let known = [
        ("if-none-match", known.etag.as_deref()),
        ("if-modified-since", known.modified.as_deref()),
    ];
    let headers: Vec<(&'static str, &str)> = known
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .chain([("accept", "text/calendar")])
        .collect();
    let call = Call {
        verb: Method::GET,
        url,
        bearer: None,
        headers: &headers,
        json: None,
    };
    let reply = Http::new()?.call(call).await?;
    match reply.status {
        304 => Ok(None),
        200 => copy(&reply).map(Some),
        301..=399 => Err(elsewhere(&reply)),
        401 | 403 => Err(Fault::refused(
            "its server lets nobody read it without a sign-in",
        )),
        404 | 410 => Err(Fault::refused("there is nothing at this address")),
        status => Err(Fault::unreachable(format!(
            "its server answered with the status {status}"
        ))),
    }
}

fn copy(reply: &Reply) -> Result<CalendarCopy, Fault> {
    if reply.body.len() > LONGEST {
        let most = LONGEST >> 20;
        return Err(Fault::garbled(format!("it is longer than {most} MB")));
    }
    let mark = CalendarMark {
        etag: reply.header("etag").map(str::to_owned),
        modified: reply.header("last-modified").map(str::to_owned),
    };
    let text = String::from_utf8_lossy(&reply.body).into_owned();
    Ok(CalendarCopy { text, mark })
}

/// What points elsewhere is not followed: the team file says where its days
/// come from.
fn elsewhere(reply: &Reply) -> Fault {
    let to = reply.header("location").unwrap_or_default();
    let to: String =
        to.chars().filter(|it| it.is_ascii_graphic()).take(200).collect();
    Fault::refused(format!("it has moved; write its new address: {to}"))
}
