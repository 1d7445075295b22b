//! Looks at single issues, for what shows in no list.

use chrono::{DateTime, TimeDelta, Utc};

use super::calls::{Listed, Read};
use super::compare::{Comments, Draft};
use super::place::{Place, Tags};
use super::reader::{Reader, Stop};

const SECOND: TimeDelta = TimeDelta::seconds(1);
/// An open issue is looked at by itself so often.
const ON_DUTY: TimeDelta = TimeDelta::minutes(5);
const OFF_DUTY: TimeDelta = TimeDelta::minutes(15);

impl Reader<'_> {
    /// Looks at the open issue that was looked at longest ago: whether a
    /// comment was edited, or the issue is gone, shows in no list.
    pub(super) async fn look_around(
        &self,
        place: &mut Place,
    ) -> Result<(), Stop> {
        let now = self.sink.now();
        let on_duty = self.sink.wish().on_duty;
        let pause = if on_duty { ON_DUTY } else { OFF_DUTY };
        let open = self.open(place);
        place.tags.retain(|number, _| open.contains(number));
        let read = |number: &u64| {
            place.tags.get(number).map_or(DateTime::<Utc>::MIN_UTC, |t| t.read)
        };
        let oldest = open.iter().copied().min_by_key(read);
        let Some(number) = oldest else {
            place.look = now + SECOND * 10;
            return Ok(());
        };
        let due = read(&number).checked_add_signed(pause).unwrap_or(now);
        if due > now {
            place.look = due.min(now + SECOND * 10);
            return Ok(());
        }
        self.look(place, number).await
    }

    /// Looks at one known issue and what stands below it.
    pub(crate) async fn look(
        &self,
        place: &mut Place,
        number: u64,
    ) -> Result<(), Stop> {
        let when = self.when();
        let id = place.rules.id.clone();
        let at = (id.as_str(), number);
        let tags = place.tags.get(&number).cloned().unwrap_or_default();
        let issue = match self.calls.issue(at, tags.issue.as_deref()).await {
            Ok(Read::New(issue, tag)) if issue.number == number => {
                Some((issue, tag))
            }
            Ok(Read::Same) => None,
            moved => {
                if let Err(no) = moved {
                    self.calls.ended(at.0, no).await?;
                }
                let mut draft = Draft::new(&place.memory);
                draft.gone(number, &self.scene(place, when));
                self.commit(place, draft, when).await?;
                let fresh = Tags { read: when.read, ..Tags::default() };
                place.tags.insert(number, fresh);
                return Ok(());
            }
        };
        let comments =
            self.calls.comments(at, tags.comments.as_deref()).await?;
        let mut fresh = Tags { read: when.read, ..tags };
        let mut draft = Draft::new(&place.memory);
        if let Some((issue, tag)) = issue {
            let none = Comments { all: &[], whole: false };
            self.add(place, &mut draft, (&issue, &none, when)).await?;
            fresh.issue = tag;
        }
        if let Read::New(Listed { all, whole }, tag) = comments {
            let read = Comments { all: &all, whole };
            draft.comments(number, &read, &self.scene(place, when));
            fresh.comments = tag;
        }
        self.commit(place, draft, when).await?;
        place.tags.insert(number, fresh);
        Ok(())
    }
}
