//! How far the history of a place has been read.

use domain::picture;

/// A history shorter than this is read before anybody could look.
const MANY: u64 = 500;

/// The history of a place on its way in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Backlog {
    /// So many messages of it were read.
    read: u64,
    /// About so many are still to be read, where the source knows.
    left: Option<u64>,
}

impl Backlog {
    /// So many messages more were taken in.
    pub(crate) fn took(&mut self, messages: u64) {
        self.read = self.read.saturating_add(messages);
    }

    /// The source knows how much is still to come.
    pub(crate) fn ahead(&mut self, left: u64) {
        *self = match left {
            0 => Backlog::default(),
            left => Backlog { left: Some(left), ..*self },
        };
    }

    /// What came was no history. A source that does not know how much is
    /// still to come has told all of it then.
    pub(crate) fn passes(&mut self) {
        if self.left.is_none() {
            *self = Backlog::default();
        }
    }
}

/// Those of the places of a source together, where it is worth a word.
pub(crate) fn together<'a>(
    places: impl Iterator<Item = &'a Backlog>,
) -> Option<picture::Backlog> {
    let (mut read, mut left, mut known) = (0_u64, 0_u64, true);
    for place in places.filter(|place| place.read > 0 || place.left.is_some()) {
        read = read.saturating_add(place.read);
        left = left.saturating_add(place.left.unwrap_or(0));
        known &= place.left.is_some();
    }
    let about = known.then_some(read.saturating_add(left));
    (read.max(about.unwrap_or(0)) >= MANY)
        .then_some(picture::Backlog { read, about })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(places: &[Backlog]) -> Option<(u64, Option<u64>)> {
        together(places.iter()).map(|it| (it.read, it.about))
    }

    #[test]
    fn a_long_history_is_told_with_about_how_long_it_is() {
        let mut place = Backlog::default();
        place.ahead(20_000);
        assert_eq!(shown(&[place]), Some((0, Some(20_000))));
        place.took(200);
        place.ahead(19_800);
        place.passes();
        assert_eq!(shown(&[place]), Some((200, Some(20_000))));
        place.ahead(0);
        assert_eq!(shown(&[place]), None);
    }

    #[test]
    fn where_nobody_knows_how_long_it_is_what_was_read_is_told() {
        let mut place = Backlog::default();
        place.took(499);
        assert_eq!(shown(&[place]), None, "a short one is read in no time");
        place.took(1);
        let mut other = Backlog::default();
        other.ahead(10);
        assert_eq!(shown(&[place, other]), Some((500, None)));
        place.passes();
        assert_eq!(shown(&[place, other]), None);
    }
}
