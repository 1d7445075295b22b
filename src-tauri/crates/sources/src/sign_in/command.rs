//! The command that a refusal tells to sign in with.

use domain::{Fault, SourceId};

/// A refusal of one source: what its vendor's words say of the kind is said
/// of this source, since there may be several of a kind.
pub(crate) fn meant(fault: Fault, at: (&str, &SourceId)) -> Fault {
    match fault {
        Fault::Unauthorized { words } => {
            Fault::Unauthorized { words: said(&words, at) }
        }
        Fault::Refused { words } => Fault::Refused { words: said(&words, at) },
        other => other,
    }
}

/// The same of words alone.
pub(crate) fn said(words: &str, (kind, source): (&str, &SourceId)) -> String {
    const COMMAND: &str = "accounts add ";
    let mut pieces = words.split(COMMAND);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(COMMAND);
        // Only the whole word is the kind: "github-2" is a key.
        let rest = piece.strip_prefix(kind).filter(|rest| !goes_on(rest));
        match rest {
            Some(rest) => {
                out.push_str(source.as_str());
                out.push_str(rest);
            }
            None => out.push_str(piece),
        }
    }
    out
}

fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_source_of_a_kind_is_signed_in_to_by_its_own_key() {
        let at = |key: &str| {
            let words = "It has ended: hotseat accounts add github --token";
            let (fault, key) = (Fault::unauthorized(words), SourceId::new(key));
            let once = meant(fault, ("github", &key));
            let twice = meant(once.clone(), ("github", &key));
            assert_eq!(once, twice);
            once.to_string()
        };
        assert!(at("works").ends_with("hotseat accounts add works --token"));
        assert!(at("git").ends_with("accounts add git --token"));
        assert!(at("github-2").ends_with("accounts add github-2 --token"));
        assert!(at("github").ends_with("accounts add github --token"));
    }
}
