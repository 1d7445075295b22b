//! How many people from outside asked on each day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::outside;
use crate::{
    Author, Judged, Message, Rules, SourceId, Stretch, Thread, UserId,
};

/// How many people from outside asked on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayUsers {
    /// The day, in the team's zone.
    pub day: NaiveDate,
    /// How many accounts that are not known to be one person's.
    pub users: usize,
    /// Accounts at several sources may be one person's: there are no more.
    pub at_most: bool,
}

/// No shift is counted beyond so many days.
const LONGEST: usize = 400;

type Account = (SourceId, UserId, Option<String>);

/// How many people from outside asked on each day of a shift until now; days
/// on which the team is closed only where somebody asked.
#[must_use]
pub fn users(
    came: &[(Thread, Judged)],
    rules: &Rules,
    (span, now): (Stretch, DateTime<Utc>),
) -> Vec<DayUsers> {
    let mut asked: BTreeMap<NaiveDate, BTreeSet<Account>> = BTreeMap::new();
    let day = |at: DateTime<Utc>| at.with_timezone(&rules.zone).date_naive();
    for (thread, _) in came.iter().filter(outside) {
        for message in thread.messages.iter().filter(|it| it.root) {
            let account = asking(rules, thread, message);
            if let Some(account) = account.filter(|_| span.holds(message.at)) {
                asked.entry(day(message.at)).or_default().insert(account);
            }
        }
    }
    let until = span.to.min(now);
    let last = day(until - TimeDelta::milliseconds(1));
    let days = day(span.from).iter_days().take(LONGEST);
    let days = days.take_while(|day| *day <= last);
    let shown = days.filter(|day| {
        let calendar = &rules.calendar;
        let closed = calendar.intervals_on(*day).is_empty();
        asked.contains_key(day) || calendar.is_always() || !closed
    });
    shown.map(|day| counted(day, asked.get(&day))).collect()
}

/// Who asks from outside: a person who is neither on the roster nor named an
/// insider.
fn asking(
    rules: &Rules,
    thread: &Thread,
    message: &Message,
) -> Option<Account> {
    let who = message.speaker();
    let inside =
        rules.teammate(&thread.source, who).is_some() || rules.is_insider(who);
    let email = who.email.as_ref().map(|mail| mail.to_lowercase());
    let account = (thread.source.clone(), who.id.clone(), email);
    (message.human() && !inside).then_some(account)
}

fn counted(day: NaiveDate, asked: Option<&BTreeSet<Account>>) -> DayUsers {
    let Some(asked) = asked else {
        return DayUsers { day, users: 0, at_most: false };
    };
    // An account whose address is not always told is still one account.
    let mails: BTreeMap<_, &String> = asked
        .iter()
        .filter_map(|(source, id, mail)| Some(((source, id), mail.as_ref()?)))
        .collect();
    let mut people = BTreeSet::new();
    let mut nameless = BTreeSet::new();
    for (source, id, _) in asked {
        match mails.get(&(source, id)) {
            Some(mail) => {
                people.insert(*mail);
            }
            None => {
                nameless.insert((source, id));
            }
        }
    }
    let sources: BTreeSet<_> = asked.iter().map(|(it, _, _)| it).collect();
    DayUsers {
        day,
        users: people.len() + nameless.len(),
        at_most: sources.len() > 1 && !nameless.is_empty(),
    }
}

impl Rules {
    /// Whether somebody is named an insider of the company: by address, by
    /// the domain of it, or by id.
    #[must_use]
    pub fn is_insider(&self, who: &Author) -> bool {
        let mail = who.email.as_deref().unwrap_or_default().to_lowercase();
        self.handoff.insiders.iter().map(|it| it.to_lowercase()).any(|named| {
            let domain = named.starts_with('@') && mail.ends_with(&named);
            domain
                || !mail.is_empty() && named == mail
                || named == who.id.as_str().to_lowercase()
        })
    }
}
