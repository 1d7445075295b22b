//! What the messages of a handoff carry on them, by which every desktop knows
//! them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ActionId, ExternalId, PlaceId, SourceId, Stretch};

/// What parts the tag of an action from its name.
const SIGN: &str = "handoff";
/// A longer tag is nobody's.
const LONGEST: usize = 2_000;

/// A request, by the first message that it has at its source.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct About {
    /// Its source.
    pub source: SourceId,
    /// Where there.
    pub place: PlaceId,
    /// The message.
    pub root: ExternalId,
}

/// What a message of a handoff is. It stands in the name of the action that
/// posts it, which comes back with the message wherever that is read: no
/// desktop needs to have seen another message before, or to know who else
/// reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Which shift is handed over.
    pub span: Stretch,
    /// The request that is passed on; the summary passes on none.
    pub about: Option<About>,
}

impl Tag {
    /// Puts it into the name of an action.
    #[must_use]
    pub fn put_on(&self, action: &ActionId) -> ActionId {
        let Stretch { from, to } = self.span;
        let ms = |at: DateTime<Utc>| at.timestamp_millis();
        let mut name = format!("{action}|{SIGN}|{}|{}", ms(from), ms(to));
        let about = self.about.iter().flat_map(|about| {
            let About { source, place, root } = about;
            [source.as_str(), place.as_str(), root.as_str()]
        });
        for part in about {
            name.push('|');
            name.push_str(&part.replace('%', "%25").replace('|', "%7C"));
        }
        ActionId::new(name)
    }

    /// Reads it from the name of an action, which anybody may have written.
    #[must_use]
    pub fn read(action: &ActionId) -> Option<Tag> {
        let name = action.as_str();
        if name.len() > LONGEST {
            return None;
        }
        let parts: Vec<&str> = name.split('|').collect();
        let [_, sign, from, to, about @ ..] = parts.as_slice() else {
            return None;
        };
        let at = |ms: &str| DateTime::from_timestamp_millis(ms.parse().ok()?);
        let span = Stretch { from: at(from)?, to: at(to)? };
        let whole = |part: &str| part.replace("%7C", "|").replace("%25", "%");
        let about = match about {
            [] => None,
            [source, place, root] => Some(About {
                source: SourceId::new(whole(source)),
                place: PlaceId::new(whole(place)),
                root: ExternalId::new(whole(root)),
            }),
            _ => return None,
        };
        (*sign == SIGN && span.from < span.to).then_some(Tag { span, about })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span() -> Stretch {
        let at = |ms| DateTime::from_timestamp_millis(ms).expect("a time");
        Stretch { from: at(1_763_542_800_000), to: at(1_764_147_600_000) }
    }

    proptest! {
        #[test]
        fn what_is_put_on_is_read(
            source in ".*", place in ".*", root in ".{0,99}", name in "[^|]*",
        ) {
            let about = About {
                source: SourceId::new(source),
                place: PlaceId::new(place),
                root: ExternalId::new(root),
            };
            for about in [None, Some(about)] {
                let tag = Tag { span: span(), about };
                let name = tag.put_on(&ActionId::new(name.clone()));
                prop_assume!(name.as_str().len() <= LONGEST);
                prop_assert_eq!(Tag::read(&name), Some(tag));
            }
        }

        #[test]
        fn whatever_stands_there_breaks_nothing(name in ".*") {
            let read = Tag::read(&ActionId::new(name.clone()));
            prop_assert_eq!(read, None);
            let _ = Tag::read(&ActionId::new(format!("a|handoff|{name}")));
        }
    }

    #[test]
    fn the_names_of_other_actions_carry_none() {
        let whole = Tag { span: span(), about: None };
        let whole = whole.put_on(&ActionId::new("a-1"));
        assert!(Tag::read(&whole).is_some());
        let name = whole.as_str();
        for other in [
            "a-1",
            &name.replace("handoff", "hand"),
            &format!("{name}|slack"),
            &format!("{name}|slack|C1|1|2"),
            &name.replace("176414", "0"),
            &name.replace("1763", "x"),
            &format!("{}{name}", "a".repeat(LONGEST)),
        ] {
            let read = Tag::read(&ActionId::new(other));
            assert_eq!(read, None, "{other}");
        }
    }
}
