//! The addresses of the people in a team, by which they are known elsewhere.

use std::collections::BTreeMap;

use super::wire::Member;

/// So many people of one team are known by their addresses.
const MOST: usize = 10_000;

/// The people of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct People(BTreeMap<String, String>);

impl People {
    /// Those of a team.
    pub(crate) fn of(members: &[Member]) -> People {
        let address = |it: &Member| {
            let email = it.email.clone().filter(|it| it.contains('@'))?;
            Some((it.user.clone()?, email))
        };
        People(members.iter().filter_map(address).take(MOST).collect())
    }

    /// Somebody's address.
    pub(crate) fn email(&self, id: &str) -> Option<String> {
        self.0.get(id).cloned()
    }
}
