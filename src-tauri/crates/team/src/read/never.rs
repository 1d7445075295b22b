//! A service level that no request can reach is told.

use domain::{GroupId, Internal, Level, PlaceId, Priority, SourceId, When};

use super::calendar::ROUND_THE_CLOCK;
use crate::findings::Findings;
use crate::section::Section;
use crate::words::quoted;

/// So many requests are tried at most.
const MOST: usize = 1_000;

/// A hint where earlier levels take everything this one could.
pub(crate) fn tell_never(
    level: &Level,
    earlier: &[Level],
    section: &Section<'_>,
    found: &mut Findings<'_>,
) {
    let Some(takers) = takers(&level.when, earlier) else { return };
    let names: Vec<String> =
        takers.iter().map(|other| quoted(&other.name)).collect();
    let (come, remedy) = match names.as_slice() {
        [only] => (
            format!("{only} comes first"),
            "The first level that fits wins. Take one of the two out, let \
             this one stand before it, or change its conditions.",
        ),
        all => (
            format!("{} come first", all_of(all)),
            "The first level that fits wins. Let this one stand before them, \
             or change its conditions.",
        ),
    };
    found.hint(
        &section.spot,
        format!("this level never applies, because {come}"),
        remedy,
    );
}

/// "a, b and c".
fn all_of(names: &[String]) -> String {
    match names {
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    }
}

/// The earlier levels that together take everything; nothing where something
/// is left over.
///
/// They are tried on the requests that fit this level and as little else as
/// possible: of each of its priorities, from each of its places, and so on.
/// Calendars are taken for independent of each other.
fn takers<'l>(when: &When, earlier: &'l [Level]) -> Option<Vec<&'l Level>> {
    let mut takers: Vec<&Level> = Vec::new();
    for bare in bare_requests(when)? {
        let taker = earlier.iter().find(|other| bare.fits(&other.when))?;
        if !takers.iter().any(|other| other.name == taker.name) {
            takers.push(taker);
        }
    }
    (!takers.is_empty()).then_some(takers)
}

/// A request of which nothing is known but what a level asks for.
#[derive(Clone, Default)]
struct Bare<'w> {
    priority: Option<Priority>,
    internal: bool,
    source: Option<&'w SourceId>,
    place: Option<&'w (SourceId, PlaceId)>,
    mention: Option<&'w GroupId>,
    tier: Option<&'w str>,
    category: Option<&'w str>,
    requester: Option<&'w str>,
    hours: Option<&'w str>,
}

/// The barest requests that fit a level; nothing where there are too many to
/// look at.
fn bare_requests(when: &When) -> Option<Vec<Bare<'_>>> {
    let all = [Priority::Emergency, Priority::Urgent, Priority::Normal];
    let priorities = if when.priorities.is_empty() {
        all.to_vec()
    } else {
        when.priorities.clone()
    };
    let sides: &[bool] = match when.internal {
        Internal::Never => &[false],
        Internal::Also => &[false, true],
        Internal::Only => &[true],
    };
    let begun = priorities.iter().flat_map(|priority| {
        sides.iter().map(|internal| Bare {
            priority: Some(*priority),
            internal: *internal,
            ..Bare::default()
        })
    });
    let mut requests: Vec<Bare<'_>> = begun.collect();
    // A place says its source.
    let sources: &[SourceId] =
        if when.places.is_empty() { &when.sources } else { &[] };
    vary(&mut requests, sources, |it, source| it.source = Some(source))?;
    vary(&mut requests, &when.places, |it, place| {
        it.source = Some(&place.0);
        it.place = Some(place);
    })?;
    vary(&mut requests, &when.mentions, |it, to| it.mention = Some(to))?;
    vary(&mut requests, &when.tiers, |it, to| it.tier = Some(to))?;
    vary(&mut requests, &when.categories, |it, to| it.category = Some(to))?;
    vary(&mut requests, &when.requesters, |it, to| it.requester = Some(to))?;
    vary(&mut requests, &when.hours, |it, to| it.hours = Some(to))?;
    Some(requests)
}

/// Each request with each of the words of a condition.
fn vary<'w, T>(
    requests: &mut Vec<Bare<'w>>,
    words: &'w [T],
    put: impl Fn(&mut Bare<'w>, &'w T),
) -> Option<()> {
    if words.is_empty() {
        return Some(());
    }
    if requests.len().saturating_mul(words.len()) > MOST {
        return None;
    }
    let varied = requests.iter().flat_map(|request| {
        words.iter().map(|word| {
            let mut request = request.clone();
            put(&mut request, word);
            request
        })
    });
    *requests = varied.collect();
    Some(())
}

impl Bare<'_> {
    /// Whether another level takes it, whatever else is true of it.
    fn fits(&self, when: &When) -> bool {
        let internal = match when.internal {
            Internal::Never => !self.internal,
            Internal::Also => true,
            Internal::Only => self.internal,
        };
        internal
            && takes(&when.priorities, |it| self.priority == Some(*it))
            && takes(&when.sources, |it| self.source == Some(it))
            && takes(&when.places, |it| self.place == Some(it))
            && takes(&when.mentions, |it| self.mention == Some(it))
            && takes(&when.tiers, |it| same(self.tier, it))
            && takes(&when.categories, |it| same(self.category, it))
            && takes(&when.requesters, |it| self.is(it))
            && takes(&when.hours, |it| {
                it == ROUND_THE_CLOCK || self.hours == Some(it)
            })
    }

    /// An address belongs to its domain.
    fn is(&self, who: &str) -> bool {
        let Some(requester) = self.requester else { return false };
        let of_domain = who.starts_with('@')
            && requester.len() > who.len()
            && requester.to_lowercase().ends_with(&who.to_lowercase());
        of_domain || requester.eq_ignore_ascii_case(who)
    }
}

fn takes<T>(words: &[T], fits: impl Fn(&T) -> bool) -> bool {
    words.is_empty() || words.iter().any(fits)
}

fn same(known: Option<&str>, wanted: &str) -> bool {
    known.is_some_and(|known| known.eq_ignore_ascii_case(wanted))
}
