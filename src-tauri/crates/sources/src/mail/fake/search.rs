//! What the tests' IMAP server finds.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::Stored;

/// The numbers of a set, with a star for the last.
pub(super) fn in_set(set: &str, uid: u32, last: u32) -> bool {
    let number = |text: &str| match text {
        "*" => last,
        text => text.parse().unwrap(),
    };
    set.split(',').any(|range| match range.split_once(':') {
        Some((a, b)) => {
            let (a, b) = (number(a), number(b));
            (a.min(b)..=a.max(b)).contains(&uid)
        }
        None => number(range) == uid,
    })
}

/// Words and quoted texts.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let mut word = String::new();
        if c == '"' {
            while let Some(c) = chars.next() {
                match c {
                    '\\' => word.extend(chars.next()),
                    '"' => break,
                    c => word.push(c),
                }
            }
        } else if c.is_whitespace() {
            continue;
        } else {
            word.push(c);
            while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
                word.push(c);
            }
        }
        all.push(word);
    }
    all
}

/// Whether a mail is what a search asks for.
pub(super) fn fits(
    keys: &[String],
    mail: &Stored,
    (last, now): (u32, DateTime<Utc>),
) -> bool {
    let mut keys = keys.iter().map(String::as_str);
    let mut all = true;
    while let Some(first) = keys.next() {
        all &= key(first, &mut keys, (mail, last, now));
    }
    all
}

fn key(
    name: &str,
    rest: &mut dyn Iterator<Item = &str>,
    (mail, last, now): (&Stored, u32, DateTime<Utc>),
) -> bool {
    match name.to_ascii_uppercase().as_str() {
        "ALL" => true,
        "UID" => in_set(rest.next().unwrap(), mail.uid, last),
        "NOT" => {
            let next = rest.next().unwrap().to_owned();
            !key(&next, rest, (mail, last, now))
        }
        "OR" => {
            let next = rest.next().unwrap().to_owned();
            let one = key(&next, rest, (mail, last, now));
            let next = rest.next().unwrap().to_owned();
            let two = key(&next, rest, (mail, last, now));
            one || two
        }
        "SINCE" => {
            let day = rest.next().unwrap();
            let day = NaiveDate::parse_from_str(day, "%d-%b-%Y").unwrap();
            mail.at.date_naive() >= day
        }
        word @ ("YOUNGER" | "OLDER") => {
            let age = rest.next().unwrap().parse().unwrap();
            let then = now - TimeDelta::seconds(age);
            if word == "OLDER" { mail.at <= then } else { mail.at >= then }
        }
        "HEADER" => {
            let name = rest.next().unwrap().to_ascii_lowercase();
            let wanted = rest.next().unwrap().to_ascii_lowercase();
            let raw = String::from_utf8_lossy(&mail.raw).to_ascii_lowercase();
            let raw = raw.replace("\r\n ", " ").replace("\r\n\t", " ");
            let head = raw.split("\r\n\r\n").next().unwrap_or_default();
            let field = |line: &str| {
                let (field, value) = line.split_once(':').unwrap_or_default();
                field == name && value.contains(&wanted)
            };
            head.split("\r\n").any(field)
        }
        other => panic!("the tests' server cannot search for {other}"),
    }
}
