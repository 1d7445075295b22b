//! A week that somebody has written down, a JSON object a line.
//!
//! ```text
//! {"at": "2026-11-23T09:12", "who": "Dirk", "asks": "@oncall labels are blank", "in": "#support", "id": "a"}
//! {"at": "2026-11-23T09:15", "who": "ana", "to": "a", "mark": "eyes"}
//! {"at": "2026-11-23T09:20", "who": "ana", "to": "a", "says": "Back in 30 min."}
//! {"at": "2026-11-23T11:00", "bot": "Bugsnag", "asks": "TimeoutError", "in": "#alerts", "id": "b"}
//! {"at": "2026-11-24T03:00", "who": "ana", "logs": "All is down", "from": "Acme", "voicemail": true, "priority": "emergency"}
//! ```

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::calendar::instant_of;
use domain::{PlaceId, Priority, Rules, SourceId};
use serde::Deserialize;
use thiserror::Error;

use super::{Call, Does, Happening, Who};

/// So many faults are told at once.
const MOST: usize = 20;

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {what}. {remedy}")]
pub struct Unreadable {
    /// Which line, the first is 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub remedy: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    at: String,
    who: Option<String>,
    bot: Option<String>,
    asks: Option<String>,
    r#in: Option<String>,
    id: Option<String>,
    to: Option<String>,
    says: Option<String>,
    mark: Option<String>,
    logs: Option<String>,
    from: Option<String>,
    #[serde(default)]
    voicemail: bool,
    priority: Option<Priority>,
}

/// Reads what happens, or tells the first lines that cannot be read.
pub fn read(
    text: &str,
    rules: &Rules,
) -> Result<Vec<Happening>, Vec<Unreadable>> {
    let mut happenings = Vec::new();
    let mut faults = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for (place, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = place + 1;
        let happening = happening(line, rules)
            .and_then(|it| named(&mut known, &it).map(|()| it));
        match happening {
            Ok(happening) => happenings.push(happening),
            Err(Fault { what, remedy }) => {
                faults.push(Unreadable { line: number, what, remedy });
            }
        }
        if faults.len() == MOST {
            break;
        }
    }
    if faults.is_empty() { Ok(happenings) } else { Err(faults) }
}

struct Fault {
    what: String,
    remedy: String,
}

impl Fault {
    fn of(what: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault { what: what.into(), remedy: remedy.into() }
    }
}

/// Every request has a name of its own, and is asked before it is spoken of.
fn named(known: &mut Vec<String>, it: &Happening) -> Result<(), Fault> {
    let Some(request) = it.does.request() else { return Ok(()) };
    let asks = matches!(it.does, Does::Asks { .. });
    match (asks, known.iter().any(|other| other == request)) {
        (true, true) => Err(Fault::of(
            format!("there are two requests “{request}”"),
            "Give each an id of its own.",
        )),
        (false, false) => Err(Fault::of(
            format!("nobody has asked “{request}” before"),
            "Write the line with its \"id\" first.",
        )),
        (true, false) => {
            known.push(request.to_owned());
            Ok(())
        }
        (false, true) => Ok(()),
    }
}

fn happening(line: &str, rules: &Rules) -> Result<Happening, Fault> {
    let line: Line = serde_json::from_str(line).map_err(|e| unread(&e))?;
    let at = instant(&line.at, rules).ok_or_else(|| {
        Fault::of(
            format!("“{}” is no time", line.at),
            "Write 2026-11-23T09:12, in the zone of the team, or with an \
             offset.",
        )
    })?;
    let who = match (&line.who, &line.bot) {
        (Some(name), None) => somebody(name, rules),
        (None, Some(name)) => Who::Bot(name.clone()),
        (Some(_), Some(_)) | (None, None) => {
            return Err(Fault::of(
                "it does not say who",
                "Write \"who\", or \"bot\" for a program.",
            ));
        }
    };
    Ok(Happening { at, does: does(line, &who, rules)?, who })
}

/// What the reader of JSON says, without its count of lines: this is one.
fn unread(error: &serde_json::Error) -> Fault {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let key = words.strip_prefix("unknown field `");
    if let Some((key, _)) = key.and_then(|it| it.split_once('`')) {
        return Fault::of(
            format!("“{key}” means nothing here"),
            "What is known: at, who, bot, asks, in, id, to, says, mark, logs, \
             from, voicemail, priority.",
        );
    }
    Fault::of(
        words,
        "Write {\"at\": …, \"who\": …, \"asks\": …, \"in\": …, \"id\": …}.",
    )
}

fn does(line: Line, who: &Who, rules: &Rules) -> Result<Does, Fault> {
    Ok(match (line.asks, line.says, line.mark, line.logs) {
        (Some(says), None, None, None) => Does::Asks {
            request: line.id.ok_or_else(|| {
                Fault::of("the request has no name", "Write \"id\": \"a\".")
            })?,
            place: place(line.r#in.as_deref(), rules)?,
            says,
        },
        (None, Some(says), None, None) => {
            Does::Writes { request: to(line.to)?, says }
        }
        (None, None, Some(mark), None) => {
            Does::Marks { request: to(line.to)?, mark }
        }
        (None, None, None, Some(about)) => {
            if !matches!(who, Who::Teammate(_)) {
                return Err(Fault::of(
                    "only a teammate writes a call down",
                    "Write their key as \"who\", and who called as \
                     \"from\".",
                ));
            }
            let from = line.from.unwrap_or_else(|| "Somebody".to_owned());
            let (spoke, priority) = (!line.voicemail, line.priority);
            Does::Logs(Call { from, about, spoke, priority })
        }
        _ => {
            return Err(Fault::of(
                "it does not say what is done",
                "Write one of \"asks\", \"says\", \"mark\" and \"logs\".",
            ));
        }
    })
}

fn to(request: Option<String>) -> Result<String, Fault> {
    request.ok_or_else(|| {
        Fault::of("it does not say to what", "Write \"to\" with an \"id\".")
    })
}

fn instant(text: &str, rules: &Rules) -> Option<DateTime<Utc>> {
    let fixed = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"]
        .iter()
        .find_map(|form| DateTime::parse_from_str(text, form).ok());
    if let Some(fixed) = fixed {
        return Some(fixed.to_utc());
    }
    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .and_then(|wall| instant_of(rules.zone, wall))
}

/// A teammate by key or name; everybody else asks.
fn somebody(name: &str, rules: &Rules) -> Who {
    let mate = rules.roster.iter().find(|mate| {
        mate.key.as_str() == name || mate.name.eq_ignore_ascii_case(name)
    });
    mate.map_or_else(
        || Who::Stranger(name.to_owned()),
        |mate| Who::Teammate(mate.key.clone()),
    )
}

/// A place by name or id; the first there is, where none is named.
fn place(
    name: Option<&str>,
    rules: &Rules,
) -> Result<(SourceId, PlaceId), Fault> {
    let all = || {
        rules.sources.iter().flat_map(|source| {
            source.places.iter().map(move |place| (&source.id, place))
        })
    };
    let mut fitting = all().filter(|(_, place)| {
        name.is_none_or(|name| place.name == name || place.id.as_str() == name)
    });
    match fitting.next() {
        Some((source, place)) => Ok((source.clone(), place.id.clone())),
        None => {
            let names: Vec<&str> =
                all().map(|(_, place)| place.name.as_str()).collect();
            Err(Fault::of(
                format!("“{}” is not read", name.unwrap_or_default()),
                format!("What is read: {}.", names.join(", ")),
            ))
        }
    }
}
