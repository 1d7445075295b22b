//! Whoever answers a mailbox from its own address is one of the team.

use domain::{PersonKey, SourceId, SourceRules, Teammate, UserId};

use crate::kinds::MAIL;

/// The roster with the address of each mailbox that nobody in it has: an
/// answer from there counts, though nobody knows whose it is. Addresses are
/// compared in small letters.
pub(crate) fn with_shared(
    mut roster: Vec<Teammate>,
    sources: &[SourceRules],
) -> Vec<Teammate> {
    for source in sources.iter().filter(|it| it.kind == MAIL.name) {
        let ids = roster.iter_mut().flat_map(|mate| &mut mate.ids);
        for (_, id) in ids.filter(|(of, _)| *of == source.id) {
            *id = UserId::new(id.as_str().to_lowercase());
        }
        let Some(address) = source.options.get("address") else { continue };
        let address = address.trim().to_lowercase();
        if !address.is_empty() && !has(&roster, &source.id, &address) {
            roster.push(Teammate {
                key: PersonKey::new(&address),
                name: address.clone(),
                email: None,
                zone: None,
                hours: None,
                observes: None,
                ids: vec![(source.id.clone(), UserId::new(address))],
            });
        }
    }
    roster
}

fn has(roster: &[Teammate], source: &SourceId, address: &str) -> bool {
    roster.iter().any(|mate| {
        let email = mate.email.as_deref();
        email.is_some_and(|it| it.eq_ignore_ascii_case(address))
            || mate
                .ids
                .iter()
                .any(|(of, id)| of == source && id.as_str() == address)
    })
}
