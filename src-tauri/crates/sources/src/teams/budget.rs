//! How often Teams may be read: a minute's calls are shared by a company.

use chrono::TimeDelta;
use domain::{Rules, SourceId, SourceRules};

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
    /// Those of every source that spends it.
    channels: usize,
    people: usize,
    /// The sources that spend it: those of one app in one tenant.
    sources: usize,
}

impl Budget {
    /// That of a source of the team file: everybody in the roster may run a
    /// Hotseat of their own.
    pub(crate) fn of(rules: &Rules, source: &SourceId) -> Budget {
        let own = rules.source(source);
        let beside = |it: &&SourceRules| own.is_some_and(|own| share(own, it));
        let sharing = || rules.sources.iter().filter(beside);
        Budget {
            channels: sharing().map(|it| it.places.len()).sum(),
            people: rules.roster.len().max(1),
            sources: sharing().count().max(1),
        }
    }

    /// What one source on this computer may take of a minute's calls.
    pub(crate) fn share(self) -> usize {
        (A_MINUTE / self.people).max(LEAST).div_ceil(self.sources)
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

/// Whether two sources are read through one app in one tenant. Where one of
/// them does not say which tenant it is, they are taken to be: too little is
/// asked then, never too much. One that is named once by its number and once
/// by its domain is not recognised.
fn share(one: &SourceRules, other: &SourceRules) -> bool {
    let pair = |key: &str| (one.options.get(key), other.options.get(key));
    let same = |key: &str| matches!(pair(key), (one, other) if one == other);
    let tenant = matches!(pair("tenant"), (None, _) | (_, None));
    one.kind == other.kind
        && ["client_id", "login", "graph"].into_iter().all(same)
        && (tenant || same("tenant"))
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
        let budget = Budget { channels, people, sources: 1 };
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
        let budget = Budget { channels: 20, people: 30, sources: 1 };
        assert_eq!(budget.share(), LEAST);
    }

    #[test]
    fn two_sources_of_one_app_in_one_tenant_spend_one_budget() {
        let mut rules = crate::conformance::rules("teams", "t/c");
        let mut other = rules.sources[0].clone();
        other.id = SourceId::new("partner");
        rules.sources.push(other);
        let tenants = ["acme.example", "partner.example"];
        for (source, tenant) in rules.sources.iter_mut().zip(tenants) {
            source.options.insert("tenant".into(), tenant.into());
        }
        let of = |rules: &Rules| Budget::of(rules, &SourceId::new("teams"));
        let apart = Budget { channels: 1, people: 1, sources: 1 };
        assert_eq!(of(&rules), apart, "another tenant has its own");
        assert_eq!(of(&rules).share(), A_MINUTE);
        rules.sources[1].options.clear();
        assert_eq!(of(&rules).channels, 2, "nobody knows that it is another");
        assert_eq!(of(&rules).share(), A_MINUTE / 2);
    }

    #[test]
    fn the_budget_is_told_with_its_reason() {
        let rules = crate::conformance::rules("teams", "t/c");
        let words = budget(&rules, &SourceId::new("teams"));
        assert!(words.contains("60 reads a minute"), "{words}");
        assert!(words.contains("1 channel and 1 person"), "{words}");
    }
}
