//! Block Kit: what apps lay out.

use serde_json::Value;

use super::json::Node;
use super::writer::{Style, Writer, link, styled};
use super::{emoji, mrkdwn, rich};

/// More blocks than this are not looked at.
const MOST: usize = 200;

/// Writes blocks; false if one of them could not be read, so that the
/// message's own text has to stand in.
pub(super) fn write(blocks: &[Value], to: &mut Writer<'_>) -> bool {
    let mut whole = true;
    for block in blocks.iter().take(MOST) {
        whole &= block_of(Node::new(block), to);
    }
    whole
}

/// Writes one block; false if it could not be read.
pub(super) fn block_of(block: Node<'_>, to: &mut Writer<'_>) -> bool {
    match block.kind() {
        "rich_text" => return rich::write(block, to),
        "section" => section(block, to),
        "header" => bold(block.label(), to),
        "context" | "actions" => {
            block.list("elements").for_each(|e| element(e, to));
        }
        "image" => image(block, to),
        "video" => video(block, to),
        "input" => input(block, to),
        "markdown" => plain(block.words("text"), to),
        "table" => table(block, to),
        // A line across, and a file that the message carries beside.
        "divider" | "file" => {}
        _ => return unknown(block, to),
    }
    true
}

fn section(block: Node<'_>, to: &mut Writer<'_>) {
    if let Some(text) = block.part("text") {
        object(text, to);
    }
    block.list("fields").for_each(|field| object(field, to));
    if let Some(accessory) = block.part("accessory") {
        element(accessory, to);
    }
}

/// A text object: marked up or plain.
fn object(text: Node<'_>, to: &mut Writer<'_>) {
    match (text.kind(), text.words("text")) {
        ("mrkdwn", Some(words)) => mrkdwn::write(words, to),
        (_, words) => plain(words, to),
    }
}

/// Something to click or to choose from: its label.
fn element(element: Node<'_>, to: &mut Writer<'_>) {
    match element.kind() {
        "mrkdwn" | "plain_text" => object(element, to),
        "image" => image(element, to),
        "button" | "workflow_button" => {
            let label = element.label().map(emoji::replaced);
            match (label, element.words("url")) {
                (Some(label), Some(url)) => {
                    to.paragraph(vec![link(url, Some(&label))]);
                }
                (Some(label), None) => plain(Some(&format!("[{label}]")), to),
                (None, _) => {}
            }
        }
        _ => {
            let hint = element.part("placeholder");
            let hint = hint.and_then(|p| p.words("text"));
            if let Some(hint) = hint {
                plain(Some(&format!("[{hint}]")), to);
            }
        }
    }
}

fn image(image: Node<'_>, to: &mut Writer<'_>) {
    let title = image.part("title").and_then(|t| t.words("text"));
    let alt = image.words("alt_text").filter(|alt| !alt.is_empty());
    if let Some(words) = alt.or(title) {
        plain(Some(&format!("[image: {words}]")), to);
    }
}

fn video(video: Node<'_>, to: &mut Writer<'_>) {
    let title = video.part("title").and_then(|t| t.words("text"));
    let title = title.or_else(|| video.words("alt_text"));
    match (title, video.words("title_url")) {
        (Some(title), Some(url)) => {
            to.paragraph(vec![link(url, Some(title))]);
        }
        (title, _) => plain(title, to),
    }
    let more = video.part("description").and_then(|d| d.words("text"));
    plain(more, to);
}

fn input(input: Node<'_>, to: &mut Writer<'_>) {
    bold(input.part("label").and_then(|l| l.words("text")), to);
    if let Some(field) = input.part("element") {
        match field.words("initial_value") {
            Some(value) => plain(Some(value), to),
            None => element(field, to),
        }
    }
}

fn table(table: Node<'_>, to: &mut Writer<'_>) {
    for row in table.rows("rows") {
        let mut cells = Vec::new();
        for cell in row {
            let mut words = Writer::beside(to);
            match cell.kind() {
                "rich_text" => {
                    rich::write(cell, &mut words);
                }
                _ => plain(cell.words("text"), &mut words),
            }
            cells.push(words.said().text.words());
        }
        to.paragraph(vec![styled(Style::Plain, &cells.join(" | "))]);
    }
}

/// Whatever it says of itself.
fn unknown(block: Node<'_>, to: &mut Writer<'_>) -> bool {
    let said = ["fallback", "alt_text", "text", "title"].into_iter().find_map(
        |name| {
            block
                .words(name)
                .or_else(|| block.part(name).and_then(|p| p.words("text")))
                .filter(|words| !words.trim().is_empty())
        },
    );
    plain(said, to);
    said.is_some()
}

fn bold(words: Option<&str>, to: &mut Writer<'_>) {
    if let Some(words) = words {
        to.paragraph(vec![styled(Style::Bold, &emoji::replaced(words))]);
    }
}

/// Words without markup.
pub(super) fn plain(words: Option<&str>, to: &mut Writer<'_>) {
    if let Some(words) = words {
        to.paragraph(vec![styled(Style::Plain, &emoji::replaced(words))]);
    }
}
