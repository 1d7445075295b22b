//! How the JSON of one sender is read.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::text::{clean_line, shorten};
use serde_json::Value;

use super::ready::{READY, Ready};

/// The longest short text that is taken, in characters.
const LINE: usize = 500;
/// A number above this counts milliseconds; as seconds it lies beyond the
/// year 5000.
const MILLISECONDS: i64 = 100_000_000_000;

/// One place of the JSON or another.
type Ways = Vec<String>;

/// How the JSON of one sender is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    each: Ways,
    pub(super) what: Ways,
    detail: Ways,
    who: Ways,
    key: Ways,
    at: Ways,
    until: Ways,
    link: Ways,
    severity: Ways,
    over: Vec<(String, String)>,
    skip: Vec<(String, String)>,
}

/// One thing that was told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) what: String,
    pub(super) detail: Option<String>,
    pub(super) who: Option<String>,
    pub(super) key: Option<String>,
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) link: Option<String>,
    pub(super) severity: Option<String>,
    pub(super) over: bool,
}

impl Table {
    /// The table that a sender's options name, with what they say besides.
    pub(super) fn of(
        options: &BTreeMap<String, String>,
    ) -> Result<Table, String> {
        let name = options.get("table").map_or("plain", String::as_str);
        let ready = READY.iter().find(|ready| ready.name == name);
        let Some(ready) = ready else {
            let known: Vec<&str> = READY.iter().map(|it| it.name).collect();
            return Err(format!(
                "\"{name}\" is no table of webhooks; there are {}",
                known.join(", ")
            ));
        };
        Table::from(ready).with(options)
    }

    fn from(ready: &Ready) -> Table {
        let ways = |ways: &[&str]| ways.iter().map(|&w| w.into()).collect();
        let pairs = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|&(way, is)| (way.into(), is.into())).collect()
        };
        Table {
            each: ways(ready.each),
            what: ways(ready.what),
            detail: ways(ready.detail),
            who: ways(ready.who),
            key: ways(ready.key),
            at: ways(ready.at),
            until: ways(ready.until),
            link: ways(ready.link),
            severity: ways(ready.severity),
            over: pairs(ready.over),
            skip: pairs(ready.skip),
        }
    }

    fn with(
        mut self,
        options: &BTreeMap<String, String>,
    ) -> Result<Table, String> {
        let own = [
            ("each", &mut self.each),
            ("what", &mut self.what),
            ("detail", &mut self.detail),
            ("who", &mut self.who),
            ("key", &mut self.key),
            ("at", &mut self.at),
            ("link", &mut self.link),
            ("severity", &mut self.severity),
        ];
        for (name, ways) in own {
            if let Some(text) = options.get(name) {
                *ways =
                    text.split(" or ").map(way).collect::<Result<_, _>>()?;
            }
        }
        if let Some(text) = options.get("resolved") {
            self.over =
                text.split(" or ").map(pair).collect::<Result<_, _>>()?;
        }
        Ok(self)
    }

    /// Everything that a body tells; nothing of what cannot be understood.
    pub(super) fn read(&self, body: &Value) -> Vec<Told> {
        let many = self.each.iter().find_map(|way| body.pointer(way));
        match many.and_then(Value::as_array) {
            Some(many) => many.iter().filter_map(|it| self.one(it)).collect(),
            None => self.one(body).into_iter().collect(),
        }
    }

    /// Whether a body is understood and tells no news.
    pub(super) fn skips(&self, body: &Value) -> bool {
        says(body, &self.skip)
    }

    /// The least that it understands: something happened.
    pub(super) fn least(&self, what: &str) -> Value {
        let way = self.what.first().map_or("/what", String::as_str);
        let thing = within(way, Value::from(what));
        match self.each.first() {
            Some(way) => within(way, Value::from(vec![thing])),
            None => thing,
        }
    }

    fn one(&self, thing: &Value) -> Option<Told> {
        let over = says(thing, &self.over);
        let what = text(thing, &self.what)?;
        let when = if over { &self.until } else { &self.at };
        Some(Told {
            detail: text(thing, &self.detail).filter(|it| *it != what),
            who: line(thing, &self.who),
            key: line(thing, &self.key),
            at: when.iter().find_map(|way| instant(thing.pointer(way)?)),
            link: line(thing, &self.link)
                .filter(|link| link.starts_with("https://")),
            severity: line(thing, &self.severity),
            what,
            over,
        })
    }
}

/// JSON in which a way leads to something.
fn within(way: &str, thing: Value) -> Value {
    let steps = way.strip_prefix('/').unwrap_or(way).rsplit('/');
    steps.fold(thing, |inner, step| {
        // RFC 6901 writes a slash and a tilde in a name so.
        let name = step.replace("~1", "/").replace("~0", "~");
        Value::Object([(name, inner)].into_iter().collect())
    })
}

fn way(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.starts_with('/') {
        return Ok(text.to_owned());
    }
    Err(format!(
        "\"{text}\" leads nowhere: a place in the JSON is written like \
         \"/data/title\""
    ))
}

fn pair(text: &str) -> Result<(String, String), String> {
    let Some((place, is)) = text.split_once('=') else {
        return Err(format!(
            "\"{text}\" says nothing: write it like \"/status = resolved\""
        ));
    };
    Ok((way(place)?, is.trim().to_owned()))
}

fn says(thing: &Value, pairs: &[(String, String)]) -> bool {
    pairs.iter().any(|(way, is)| {
        thing.pointer(way).and_then(words).is_some_and(|words| words == *is)
    })
}

fn text(thing: &Value, ways: &[String]) -> Option<String> {
    let texts = ways.iter().filter_map(|way| words(thing.pointer(way)?));
    texts.map(|text| text.trim().to_owned()).find(|text| !text.is_empty())
}

fn line(thing: &Value, ways: &[String]) -> Option<String> {
    let line = shorten(&clean_line(&text(thing, ways)?), LINE);
    (!line.is_empty()).then_some(line)
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A time as programs write it: RFC 3339, or seconds or milliseconds since
/// 1970.
fn instant(value: &Value) -> Option<DateTime<Utc>> {
    if let Some(text) = value.as_str() {
        let read = DateTime::parse_from_rfc3339(text).ok();
        return read.map(|at| at.to_utc());
    }
    let number = value.as_i64()?;
    if number > MILLISECONDS {
        DateTime::from_timestamp_millis(number)
    } else {
        DateTime::from_timestamp(number, 0)
    }
}
