//! Rich text: what people type in Slack's own box.

use domain::Inline;

use super::emoji;
use super::json::Node;
use super::writer::{Style, Writer, at, link, styled};

/// How deep rich text may lie in itself.
const DEEPEST: u8 = 8;
/// Lists are drawn at most so far in.
const DEEPEST_INDENT: i64 = 8;

/// Writes a rich text block; false if something in it could not be read.
pub(super) fn write(block: Node<'_>, to: &mut Writer<'_>) -> bool {
    let mut whole = true;
    for element in block.list("elements") {
        whole &= section(element, to);
    }
    whole
}

fn section(element: Node<'_>, to: &mut Writer<'_>) -> bool {
    match element.kind() {
        "rich_text_section" => {
            let inlines = inlines(element, to);
            to.paragraph(inlines);
        }
        "rich_text_quote" => {
            let before = to.position();
            let inlines = inlines(element, to);
            to.quote(inlines);
            to.quote_since(before);
        }
        "rich_text_preformatted" => {
            let before = to.position();
            let words: String =
                inlines(element, to).iter().map(Inline::words).collect();
            to.pre(&words);
            to.quote_since(before);
        }
        "rich_text_list" => list(element, to),
        _ => return false,
    }
    true
}

fn list(list: Node<'_>, to: &mut Writer<'_>) {
    let ordered = list.words("style") == Some("ordered");
    let indent = list.number("indent").unwrap_or(0).clamp(0, DEEPEST_INDENT);
    let from = list.number("offset").unwrap_or(0).max(0);
    for (i, item) in (1_i64..).zip(list.list("elements")) {
        let mut all = Vec::new();
        if indent > 0 {
            let spaces = usize::try_from(indent * 2).unwrap_or(0);
            all.push(styled(Style::Plain, &" ".repeat(spaces)));
        }
        if ordered {
            let number = from.saturating_add(i);
            all.push(styled(Style::Plain, &format!("{number}. ")));
        }
        all.extend(inlines(item, to));
        to.item(all);
    }
}

fn inlines(element: Node<'_>, to: &mut Writer<'_>) -> Vec<Inline> {
    let mut all = Vec::new();
    collect(element, (to, DEEPEST), &mut all);
    all
}

fn collect(
    element: Node<'_>,
    (to, deep): (&mut Writer<'_>, u8),
    all: &mut Vec<Inline>,
) {
    if deep == 0 {
        return;
    }
    for piece in element.list("elements") {
        match inline(piece, to) {
            Some(inline) => all.push(inline),
            None => collect(piece, (to, deep - 1), all),
        }
    }
}

fn inline(piece: Node<'_>, to: &mut Writer<'_>) -> Option<Inline> {
    let words = |name| piece.words(name);
    Some(match piece.kind() {
        "text" => styled(style(piece), words("text")?),
        "link" => link(words("url")?, words("text")),
        "user" => to.person(words("user_id")?),
        "usergroup" => to.group(words("usergroup_id")?, None),
        "channel" => to.channel(words("channel_id")?, None),
        "broadcast" => at(words("range")?),
        "emoji" => {
            let sign = words("unicode").and_then(emoji::unicode);
            let text = sign.unwrap_or_else(|| {
                emoji::shown(words("name").unwrap_or("emoji"))
            });
            styled(Style::Plain, &text)
        }
        "color" => styled(Style::Plain, words("value")?),
        // A date, and whatever comes: what it says where it is not known.
        _ => styled(Style::Plain, words("fallback").or_else(|| words("text"))?),
    })
}

fn style(piece: Node<'_>) -> Style {
    let Some(style) = piece.part("style") else { return Style::Plain };
    [
        ("code", Style::Code),
        ("bold", Style::Bold),
        ("italic", Style::Italic),
        ("strike", Style::Strike),
    ]
    .into_iter()
    .find(|(name, _)| style.holds(name))
    .map_or(Style::Plain, |(_, style)| style)
}
