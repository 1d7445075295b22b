//! Takes out of an answer what is different every time.

use serde_json::Value;

/// The answer with names for its times, ids and lengths.
pub(crate) fn tidy(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(words(text)),
        Value::Array(all) => all.iter().map(tidy).collect(),
        Value::Object(fields) => {
            let tidy = |(key, value): (&String, &Value)| {
                let value = match value {
                    Value::Number(_) if changes(key) => "[number]".into(),
                    // The team file holds ids that a server makes up.
                    Value::String(_) if key == "rules" => "[version]".into(),
                    Value::String(_) if key == "spoken" => "[spoken]".into(),
                    // The desktop takes a bubble when it comes to it.
                    _ if key == "shown" => "[shown]".into(),
                    // Which choices differ from each other is a matter of
                    // the hour.
                    Value::Array(_) if key == "snoozes" => "[snoozes]".into(),
                    other => tidy(other),
                };
                (key.clone(), value)
            };
            Value::Object(fields.iter().map(tidy).collect())
        }
        other => other.clone(),
    }
}

/// Whether a number under a key is another one at the next run.
fn changes(key: &str) -> bool {
    matches!(key, "id" | "request" | "revision" | "facts" | "seen_after_s")
        || (key.ends_with("_ms") && key != "target_ms")
}

fn words(text: &str) -> String {
    if text.len() > 18 && text.contains('T') && digits(text, "dddd-dd-dd") {
        return "[instant]".to_owned();
    }
    if text.len() == 17 && digits(text, "dddddddddd.dddddd") {
        return "[message]".to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let begins = !out.ends_with(|c: char| c.is_alphanumeric());
        let found = begins.then(|| placeholder(rest)).flatten();
        let (name, length) = found.unwrap_or(("", letter.len_utf8()));
        match name {
            "" => out.push(letter),
            name => out.push_str(name),
        }
        rest = &rest[length..];
    }
    // Just before midnight what is due soon is due tomorrow.
    for day in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] {
        out = out.replace(&format!("{day} [time]"), "[time]");
        out = without_date(&out, day);
    }
    // The team file holds ids that a server makes up.
    if let Some((before, after)) = out.split_once(" of rules ") {
        let version = after.chars().take_while(char::is_ascii_hexdigit);
        let after = &after[version.count()..];
        out = format!("{before} of rules [version]{after}");
    }
    // On a busy computer.
    out.replace("; it was seen [n] s later", "")
}

/// "[time]" instead of "Sun 22 Nov [time]", and "[day]" instead of "Sun 22 Nov
/// 2026".
fn without_date(text: &str, day: &str) -> String {
    let Some((before, after)) = text.split_once(&format!("{day} ")) else {
        return text.to_owned();
    };
    let mut words = after.splitn(3, ' ');
    let date = words.next().is_some_and(|it| it.parse::<u8>().is_ok());
    match words.nth(1) {
        Some(rest) if date && rest.starts_with("[time]") => {
            format!("{before}{}", without_date(rest, day))
        }
        Some(rest) if date && digits(rest, "dddd") => {
            format!("{before}[day]{}", without_date(&rest[4..], day))
        }
        Some(_) | None => text.to_owned(),
    }
}

/// What begins here and is different every time, with its length.
fn placeholder(text: &str) -> Option<(&'static str, usize)> {
    if digits(text, "dd:dd:dd") {
        return Some(("[time]", 8));
    }
    if digits(text, "dd:dd") {
        return Some(("[time]", 5));
    }
    // What a file or a disk holds, in a few figures and a unit.
    let figures = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (figures, after) = text.split_at(figures.unwrap_or(text.len()));
    let unit = [" bytes", " kB", " MB", " GB", " TB"];
    let unit = unit.iter().find(|unit| after.starts_with(**unit));
    if let Some(unit) = unit.filter(|_| !figures.is_empty()) {
        return Some(("[size]", figures.len() + unit.len()));
    }
    let word = text.find(|c: char| !c.is_ascii_alphanumeric());
    let word = &text[..word.unwrap_or(text.len())];
    // The number of a message as an address has it.
    let number = word.strip_prefix('p').unwrap_or_default();
    if number.len() == 16 && number.chars().all(|c| c.is_ascii_digit()) {
        return Some(("p[message]", word.len()));
    }
    let id = word.len() >= 9
        && word.starts_with(['U', 'C', 'S', 'T', 'A', 'B'])
        && word[1..].chars().all(|c| c.is_ascii_digit() || c < 'G')
        && word[1..].chars().any(|c| c.is_ascii_digit());
    if id {
        return Some(("[id]", word.len()));
    }
    let number = word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty();
    let after = &text[word.len()..];
    let unit = [" s", " min"].iter().find(|unit| {
        let next = after.strip_prefix(**unit);
        next.is_some_and(|n| !n.starts_with(|c: char| c.is_alphanumeric()))
    });
    let short = number.then_some(unit).flatten()?;
    match *short {
        " s" => Some(("[n] s", word.len() + 2)),
        _ => None,
    }
}

fn digits(text: &str, like: &str) -> bool {
    let mut letters = text.chars();
    like.chars().all(|wanted| match (wanted, letters.next()) {
        ('d', Some(letter)) => letter.is_ascii_digit(),
        (wanted, letter) => letter == Some(wanted),
    })
}

#[test]
fn what_changes_gets_a_name_and_the_rest_stays() {
    assert_eq!(words("due 16:43:12 by UF2E09A096"), "due [time] by [id]");
    assert_eq!(words("Due Sun 00:01."), "Due [time].");
    assert_eq!(words("Due Sun 22 Nov 00:01."), "Due [time].");
    assert_eq!(words("since Sun 22 Nov 2026."), "since [day].");
    assert_eq!(words("A of rules 6cb5a4d: b"), "A of rules [version]: b");
    assert_eq!(words("2026-11-21T23:06:17.812Z"), "[instant]");
    assert_eq!(words("44.5 GB are free."), "[size] are free.");
    assert_eq!(words("/p1795311170602000"), "/p[message]");
    assert_eq!(words("5 min, 12 s left"), "5 min, [n] s left");
    assert_eq!(words("Slack ACKNOWLEDGED 3"), "Slack ACKNOWLEDGED 3");
}
