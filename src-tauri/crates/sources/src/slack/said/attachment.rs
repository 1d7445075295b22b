//! Attachments: the older way in which apps lay out what they say.

use super::json::Node;
use super::writer::{Style, Writer, link, styled};
use super::{blocks, mrkdwn};

/// Writes an attachment. What Slack itself unfolds from a link is nobody's
/// words; a message that was shared is a quotation.
pub(super) fn write(attachment: Node<'_>, to: &mut Writer<'_>) {
    let shared = attachment.holds("is_share");
    if is_unfurl(attachment) && !shared {
        return;
    }
    let before = to.position();
    body(attachment, to);
    if shared {
        to.quote_since(before);
    }
}

fn is_unfurl(attachment: Node<'_>) -> bool {
    attachment.words("from_url").is_some()
        || attachment.words("original_url").is_some()
        || attachment.holds("is_app_unfurl")
        || attachment.holds("is_msg_unfurl")
}

fn body(attachment: Node<'_>, to: &mut Writer<'_>) {
    let words = |name| attachment.words(name).filter(|w| !w.is_empty());
    let start = to.position();
    if let Some(pretext) = words("pretext") {
        mrkdwn::write(pretext, to);
    }
    if let Some(author) = words("author_name") {
        to.paragraph(vec![styled(Style::Italic, author)]);
    }
    match (words("title"), words("title_link")) {
        (Some(title), Some(url)) => {
            to.paragraph(vec![link(url, Some(title))]);
        }
        (Some(title), None) => {
            to.paragraph(vec![styled(Style::Bold, title)]);
        }
        (None, _) => {}
    }
    let laid_out: Vec<_> = attachment.list("blocks").collect();
    let mut whole = true;
    for block in laid_out {
        whole &= blocks::block_of(block, to);
    }
    if let Some(text) = words("text") {
        mrkdwn::write(text, to);
    }
    attachment.list("fields").for_each(|field| pair(field, to));
    if let Some(url) = words("image_url")
        && to.position() == start
    {
        to.paragraph(vec![link(url, words("fallback"))]);
    }
    if !whole || to.position() == start {
        mrkdwn::write(words("fallback").unwrap_or(""), to);
    }
}

fn pair(field: Node<'_>, to: &mut Writer<'_>) {
    let title = field.words("title").unwrap_or("");
    let value = field.words("value").unwrap_or("");
    if value.contains('\n') || value.len() > 200 {
        to.paragraph(vec![styled(Style::Bold, title)]);
        mrkdwn::write(value, to);
    } else if title.is_empty() {
        mrkdwn::write(value, to);
    } else {
        let mut inlines = vec![styled(Style::Bold, &format!("{title}: "))];
        inlines.extend(mrkdwn::line(value, to));
        to.paragraph(inlines);
    }
}
