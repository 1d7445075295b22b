//! One request in a terminal.

use std::fmt::Write;

use contract::{Block, Detail, Inline};

use super::{now, time};

/// One request with its thread.
pub(crate) fn detail(detail: &Detail) -> String {
    let now = now();
    let row = &detail.row;
    let mut out = String::new();
    let _ = writeln!(out, "{}  {}", row.id, row.gist);
    let _ = writeln!(
        out,
        "{}, {}, posted {}, seen {} s later",
        row.source,
        row.place,
        time(row.posted, now),
        detail.seen_after_s,
    );
    let _ = writeln!(out, "From {}. {}.", row.requester, detail.priority_words);
    let _ = writeln!(out, "{} {}", detail.clock_lead, detail.clock_rest);
    let _ = writeln!(out, "Owner: {}", row.owner.label);
    if let Some(here) = &row.only_here {
        let _ = writeln!(out, "Only here: {here}");
    }
    if let Some(before) = detail.follows {
        let _ = writeln!(out, "Follows request {before}, closed before.");
    }
    if let Some(after) = detail.followed {
        let _ = writeln!(out, "They asked again later: request {after}.");
    }
    for message in &detail.thread {
        let mut remarks: Vec<&str> = Vec::new();
        remarks.extend(message.status.as_deref());
        remarks.extend(message.remark.as_deref());
        let remarks = if remarks.is_empty() {
            String::new()
        } else {
            format!(" ({})", remarks.join(", "))
        };
        let _ = writeln!(
            out,
            "\n{} {}{remarks}",
            message.author,
            time(message.at, now)
        );
        let text = if message.deleted {
            "Deleted at the source.".to_owned()
        } else {
            text(&message.blocks)
        };
        for line in text.lines() {
            let _ = writeln!(out, "  {line}");
        }
        for file in &message.files {
            let _ = writeln!(out, "  File: {}", file.name);
        }
    }
    out + &passed(detail)
}

/// What teammates passed on for this user to answer.
fn passed(detail: &Detail) -> String {
    let mut out = String::new();
    for passed in &detail.passed {
        let at = time(passed.at, now());
        let _ = writeln!(out, "\n{} passed on, {at}", passed.by);
        for line in passed.text.lines() {
            let _ = writeln!(out, "  {line}");
        }
    }
    out
}

fn text(blocks: &[Block]) -> String {
    let words =
        |inlines: &[Inline]| inlines.iter().map(piece).collect::<String>();
    let lines: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { inlines } => words(inlines),
            Block::Quote { inlines } => format!("> {}", words(inlines)),
            Block::Item { inlines } => format!("- {}", words(inlines)),
            Block::Pre { text } => text.clone(),
        })
        .collect();
    lines.join("\n")
}

/// A piece of a line; a link says where it leads where its words do not.
fn piece(inline: &Inline) -> String {
    match inline {
        Inline::Link { text, host, .. } if !host.is_empty() => {
            format!("{text} ({host})")
        }
        Inline::Text { text }
        | Inline::Bold { text }
        | Inline::Italic { text }
        | Inline::Strike { text }
        | Inline::Code { text }
        | Inline::Link { text, .. }
        | Inline::Mention { text } => text.clone(),
    }
}
