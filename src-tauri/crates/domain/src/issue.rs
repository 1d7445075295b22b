//! The issue that is opened for a request, as it is offered to whoever opens
//! it.

use crate::text::{clean_line, shorten};
use crate::{Message, Rules, Thread};

/// The longest title that is offered, in characters.
const TITLE: usize = 120;
/// The longest quotation that is offered, in characters.
const QUOTED: usize = 8_000;

/// What an issue says before anybody has changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueDraft {
    /// Its title.
    pub title: String,
    /// What it says.
    pub body: String,
}

impl IssueDraft {
    /// The issue that is offered for a request: what was asked, and where it
    /// is read.
    #[must_use]
    pub fn of(thread: &Thread, rules: &Rules) -> IssueDraft {
        let Some(asked) = thread.opening() else {
            return IssueDraft { title: String::new(), body: String::new() };
        };
        let said: String = asked.text.words().chars().take(QUOTED).collect();
        let from = from(asked, thread, rules);
        let body = format!("{from}\n\n{}", fenced(said.trim_end()));
        IssueDraft { title: asked.text.gist(TITLE), body }
    }
}

/// "Asked by Jo in Slack, #support: https://..."
fn from(asked: &Message, thread: &Thread, rules: &Rules) -> String {
    let source = rules.source(&thread.source);
    let place = rules.place(&thread.source, &thread.place);
    let names = source.into_iter().map(|it| it.name.as_str());
    let names = names.chain(place.into_iter().map(|it| it.name.as_str()));
    let whence = clean_line(&names.collect::<Vec<_>>().join(", "));
    let who = shorten(&plain(&asked.author.name), TITLE);
    let link = asked.link.as_deref().map_or_else(
        || ".".to_owned(),
        |link| format!(": {}", clean_line(link)),
    );
    format!("Asked by {who} in {whence}{link}")
}

/// A name without what would call somebody or be markup.
fn plain(name: &str) -> String {
    let stays = |c: &char| c.is_alphanumeric() || " .,'-".contains(*c);
    clean_line(name).chars().filter(stays).collect()
}

/// The words of others between fences, where nobody is called by them and
/// nothing in them is markup.
fn fenced(words: &str) -> String {
    let mut longest = 2;
    let mut run = 0;
    for c in words.chars() {
        run = if c == '~' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "~".repeat(longest + 1);
    format!("{fence}text\n{words}\n{fence}\n")
}
