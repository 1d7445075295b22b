//! How everything stands as a shift begins, for people.

use chrono::{DateTime, Utc};
use domain::alert::Begun;
use domain::handoff::{Arrived, Arriving, begins};
use domain::picture::Picture;

use super::words::name;
use crate::{Check, Health, Preflight};

/// How everything stands that a shift leans on, and what the last one left.
#[must_use]
pub fn preflight(
    picture: &Picture,
    checks: Vec<Check>,
    arriving: Option<&Arriving>,
) -> Preflight {
    let left = arriving.and_then(|it| left(picture, it));
    let me = picture.who.person.as_ref();
    let shift = me.and_then(|me| begins(&picture.rules, me, picture.now));
    let title = match shift {
        Some(shift) => format!("You are on until {}", day(picture, shift.to)),
        None if picture.who.role.on_duty() => "You are on support".to_owned(),
        None => "You are not on support now".to_owned(),
    };
    let under = match faults(&checks).len() {
        0 => "Everything that a shift leans on works.".to_owned(),
        1 => "One thing is not well.".to_owned(),
        n => format!("{n} things are not well."),
    };
    Preflight { title, under, left, checks }
}

/// "Ana left 3 requests to accept."
fn left(picture: &Picture, arriving: &Arriving) -> Option<String> {
    let waits = |it: &&Arrived| it.item.taken(&picture.rules).is_none();
    let from = name(picture, &arriving.from);
    match arriving.items.iter().filter(waits).count() {
        0 => None,
        1 => Some(format!("{from} left a request to accept.")),
        n => Some(format!("{from} left {n} requests to accept.")),
    }
}

/// The same in one bubble.
#[must_use]
pub fn begun(page: &Preflight) -> Begun {
    let faults = faults(&page.checks);
    Begun {
        faults: faults.iter().map(|it| it.part.clone()).collect(),
        left: page.left.clone(),
    }
}

/// What an account may not do was said when it was added, and is the same in
/// every shift.
fn faults(checks: &[Check]) -> Vec<&Check> {
    let standing = |it: &Check| it.part.ends_with(" account");
    let not_well = |it: &&Check| match it.health {
        Health::Well => false,
        Health::Limited => !standing(it),
        Health::Broken => true,
    };
    checks.iter().filter(not_well).collect()
}

fn day(picture: &Picture, at: DateTime<Utc>) -> String {
    at.with_timezone(&picture.zone).format("%a %-d %b %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(checks: Vec<Check>) -> Preflight {
        let (title, under) = (String::new(), String::new());
        Preflight { title, under, left: None, checks }
    }

    #[test]
    fn what_an_account_may_not_do_is_no_fault_of_the_day() {
        let checks = vec![
            Check::well("slack", "It is read."),
            Check::limited("slack account", "It may not.", "Ask."),
            Check::limited("sound", "It is muted.", "Settings."),
            Check::broken("keyring", "It is locked.", "Unlock it."),
        ];
        assert_eq!(begun(&page(checks)).faults, ["sound", "keyring"]);
        let lost = Check::broken("slack account", "Revoked.", "Sign in.");
        assert_eq!(begun(&page(vec![lost])).faults, ["slack account"]);
    }
}
