//! The names of mails: what is kept of them, and those that we give.

use domain::{ActionId, ExternalId};

/// A longer name is no name.
const LONGEST: usize = 250;
/// More names of earlier mails are not read.
const MOST: usize = 100;
/// Begins the name of every mail that we send.
const OURS: &str = "hotseat.";

/// A name without what stands around it, if it can be one at all: it is put
/// into searches and into our own mails.
#[must_use]
pub(super) fn name(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('<').trim_end_matches('>');
    let sound = !text.is_empty()
        && text.len() <= LONGEST
        && text.chars().all(|c| {
            c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\\' | '#')
        });
    sound.then(|| text.to_owned())
}

/// The names in a list, each once, the last ones where there are too many.
#[must_use]
pub(super) fn names<'a>(
    texts: impl DoubleEndedIterator<Item = &'a str>,
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in texts.rev().filter_map(name).take(MOST) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found.reverse();
    found
}

/// The name of the mail that an action sends.
#[must_use]
pub(super) fn of_action(action: &ActionId, address: &str) -> String {
    let id: String = action
        .as_str()
        .bytes()
        .flat_map(|b| match b {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => vec![b],
            other => format!("_{other:02x}").into_bytes(),
        })
        .map(char::from)
        .collect();
    let host = address.rsplit_once('@').map_or("", |(_, host)| host);
    let host: String = host
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        .collect();
    let host = if host.is_empty() { "localhost" } else { &host };
    format!("{OURS}{id}@{host}")
}

/// The action behind the name of a mail of ours.
#[must_use]
pub(super) fn action(name: &str) -> Option<ActionId> {
    let (id, _) = name.strip_prefix(OURS)?.split_once('@')?;
    let mut bytes = Vec::with_capacity(id.len());
    let mut all = id.bytes();
    while let Some(byte) = all.next() {
        bytes.push(match byte {
            b'_' => {
                let code = [all.next()?, all.next()?];
                let code = std::str::from_utf8(&code).ok()?.to_owned();
                u8::from_str_radix(&code, 16).ok()?
            }
            byte => byte,
        });
    }
    Some(ActionId::new(String::from_utf8(bytes).ok()?))
}

/// A number by which two mails of the same name are told apart, the same on
/// every computer.
#[must_use]
pub(super) fn print(parts: &[&str]) -> u32 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The id of a mail: its name, with its number where another mail has taken
/// the name, or where it has none.
#[must_use]
pub(super) fn external(name: Option<&str>, print: Option<u32>) -> ExternalId {
    let name = name.unwrap_or_default();
    match print {
        Some(print) => ExternalId::new(format!("{name}#{print:08x}")),
        None => ExternalId::new(name),
    }
}

/// The name and the number behind an id.
#[must_use]
pub(super) fn parts(id: &str) -> (Option<String>, Option<u32>) {
    match id.split_once('#') {
        Some((text, print)) => {
            (name(text), u32::from_str_radix(print, 16).ok())
        }
        None => (name(id), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_a_line_or_a_search() {
        assert_eq!(name(" <a.1@b.test> ").as_deref(), Some("a.1@b.test"));
        for bad in
            ["", "<>", "a b@c", "a@b\r\nBcc: x@y", "a\"@b", "a\\@b", "ä@b"]
        {
            assert_eq!(name(bad), None, "{bad:?}");
        }
        assert_eq!(name(&"a".repeat(300)), None);
    }

    #[test]
    fn of_too_many_names_the_last_ones_count() {
        let many: Vec<String> = (0..500).map(|n| format!("{n}@x")).collect();
        let kept = names(many.iter().map(String::as_str));
        assert_eq!(kept.len(), 100);
        assert_eq!(kept.last().map(String::as_str), Some("499@x"));
        let twice = names(["a@x", "b@x", "a@x"].into_iter());
        assert_eq!(twice, ["b@x", "a@x"]);
    }

    #[test]
    fn an_action_is_found_in_the_name_of_its_mail() {
        for id in ["a1", "00ff-17", "odd id\r\n<@>_#"] {
            let action_id = ActionId::new(id);
            let given = of_action(&action_id, "ana@acme.test");
            assert_eq!(name(&given), Some(given.clone()), "it is a name");
            assert!(given.ends_with("@acme.test"));
            assert_eq!(action(&given), Some(action_id));
        }
        for other in ["x@acme.test", "hotseat.a1", "hotseat._zz@x"] {
            assert_eq!(action(other), None, "{other}");
        }
    }

    #[test]
    fn an_id_says_which_mail_is_meant() {
        let plain = external(Some("a@x"), None);
        assert_eq!(parts(plain.as_str()), (Some("a@x".into()), None));
        let taken = external(Some("a@x"), Some(255));
        assert_eq!(parts(taken.as_str()), (Some("a@x".into()), Some(255)));
        let nameless = external(None, Some(7));
        assert_eq!(parts(nameless.as_str()), (None, Some(7)));
    }
}
