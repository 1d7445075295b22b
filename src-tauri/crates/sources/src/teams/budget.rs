//! How often Teams may be read: a minute's calls are shared by a company.

use chrono::TimeDelta;
use domain::{Rules, SourceId};

/// So many reads a minute Microsoft allows one app in one tenant.
const A_MINUTE: usize = 60;
/// One computer never takes less than this for itself, so that a first read
/// comes to its end.
const LEAST: usize = 6;
/// The time between two reads of a channel on duty and off it.
const ON_DUTY: TimeDelta = TimeDelta::seconds(60);
const OFF_DUTY: TimeDelta = TimeDelta::seconds(120);

/// How often a team may read its channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    channels: usize,
    people: usize,
}

impl Budget {
    /// That of a source of the team file: everybody in the roster may run a
    /// Hotseat of their own.
    pub(crate) fn of(rules: &Rules, source: &SourceId) -> Budget {
        let channels = rules.source(source).map_or(0, |it| it.places.len());
        Budget { channels, people: rules.roster.len().max(1) }
    }

    /// This computer's part of a minute's calls.
    pub(crate) fn share(self) -> usize {
        (A_MINUTE / self.people).max(LEAST)
    }

    /// The time between two reads of a channel. Where all together would ask
    /// too often, everybody asks less often.
    pub(crate) fn interval(self, on_duty: bool) -> TimeDelta {
        let own = if on_duty { ON_DUTY } else { OFF_DUTY };
        let reads = i32::try_from(self.channels * self.people);
        let most = i32::try_from(A_MINUTE).unwrap_or(i32::MAX);
        let shared =
            TimeDelta::minutes(1) * reads.unwrap_or(i32::MAX / 60) / most;
        own.max(shared)
    }
}

/// The budget of a source in words.
#[must_use]
pub fn budget(rules: &Rules, source: &SourceId) -> String {
    let budget = Budget::of(rules, source);
    let (on, off) = (budget.interval(true), budget.interval(false));
    let channels = counted(budget.channels, "channel", "channels");
    let people = counted(budget.people, "person", "people");
    let widened = match on > ON_DUTY {
        true => {
            " That is slower than every 60 s, because so many channels and \
             people share it: read fewer channels, or take people out of \
             the roster who answer nothing."
        }
        false => "",
    };
    format!(
        "Microsoft allows {A_MINUTE} reads a minute to the app in your \
         tenant, shared by everybody who uses it. For {channels} and \
         {people} in the roster each channel is read every {} s on duty and \
         every {} s off it, with up to {} reads a minute from this \
         computer.{widened}",
        on.num_seconds(),
        off.num_seconds(),
        budget.share()
    )
}

fn counted(number: usize, one: &str, many: &str) -> String {
    let word = if number == 1 { one } else { many };
    format!("{number} {word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(channels: usize, people: usize) -> (i64, i64) {
        let budget = Budget { channels, people };
        let on = budget.interval(true).num_seconds();
        (on, budget.interval(false).num_seconds())
    }

    #[test]
    fn a_small_team_reads_every_minute_on_duty_and_every_other_off_it() {
        assert_eq!(seconds(3, 5), (60, 120));
        assert_eq!(seconds(10, 6), (60, 120));
    }

    #[test]
    fn who_share_too_much_all_read_less_often() {
        assert_eq!(seconds(20, 9), (180, 180));
        let budget = Budget { channels: 20, people: 30 };
        assert_eq!(budget.share(), LEAST);
    }

    #[test]
    fn the_budget_is_told_with_its_reason() {
        let rules = crate::conformance::rules("teams", "t/c");
        let words = budget(&rules, &SourceId::new("teams"));
        assert!(words.contains("60 reads a minute"), "{words}");
        assert!(words.contains("1 channel and 1 person"), "{words}");
    }
}
