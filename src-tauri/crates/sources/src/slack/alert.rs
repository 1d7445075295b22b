//! What the posts of one alert have in common.

use domain::text::{clean_line, shorten};
use domain::{AlertKey, Text};

use super::said;
use super::wire::Message;

/// The key of an alert: the first link out of Slack, else the title, else
/// nothing but the post itself.
pub(crate) fn key(message: &Message, (text, home): (&Text, &str)) -> AlertKey {
    let home = host(home);
    let foreign = text.links().find(|link| {
        let host = host(link);
        !host.is_empty() && host != home && !host.ends_with("slack.com")
    });
    let title = said::title(message).map(|t| without_state(&t));
    let key = foreign
        .map(without_tracking)
        .or(title.filter(|title| !title.is_empty()))
        .or_else(|| message.ts.map(|ts| ts.to_string()))
        .unwrap_or_default();
    let head = said::title(message).unwrap_or_default();
    let resolved = is_over(&head) || is_over(&text.gist(200));
    AlertKey { key: shorten(&clean_line(&key), 500), resolved }
}

const OVER: [&str; 5] =
    ["resolved", "recovered", "back to normal", "all clear", "[ok]"];

fn is_over(head: &str) -> bool {
    let head = head.to_lowercase();
    OVER.iter().any(|word| head.contains(word))
        && !["unresolved", "not resolved", "not recovered"]
            .iter()
            .any(|word| head.contains(word))
}

/// A title without the words that change from fired to resolved.
fn without_state(title: &str) -> String {
    let states = [
        "resolved",
        "recovered",
        "triggered",
        "firing",
        "fired",
        "alerting",
        "[ok]",
        "ok",
        "alert",
        "new",
    ];
    let kept: Vec<&str> = title
        .split_whitespace()
        .filter(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            !states.contains(&bare.to_lowercase().as_str())
                && !states.contains(&word.to_lowercase().as_str())
        })
        .collect();
    kept.join(" ")
}

fn host(address: &str) -> &str {
    address
        .split_once("://")
        .map_or("", |(_, rest)| rest)
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or("")
}

/// A link without its fragment and what only says where it was clicked.
fn without_tracking(link: &str) -> String {
    let link = link.split('#').next().unwrap_or(link);
    let Some((path, query)) = link.split_once('?') else {
        return link.to_owned();
    };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or("");
            !(name.starts_with("utm_")
                || matches!(
                    name,
                    "referrer" | "ref" | "source" | "notification_uuid"
                ))
        })
        .collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}
