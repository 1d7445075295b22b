//! What a source of the tests is given: a keyring and a team file.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::calendar::Calendar;
use domain::{
    Bots, Duty, GroupId, OffDuty, PlaceId, PlaceRules, Priority, Raise, Rules,
    SourceId, SourceRules, Vault, VaultError,
};

/// A keyring in memory.
#[derive(Debug, Default)]
pub struct Keyring(Mutex<BTreeMap<String, String>>);

impl Keyring {
    /// A keyring that keeps secrets under their names.
    #[must_use]
    pub fn with(secrets: &[(&str, &str)]) -> Keyring {
        let owned = |(name, secret): &(&str, &str)| {
            ((*name).to_owned(), (*secret).to_owned())
        };
        Keyring(Mutex::new(secrets.iter().map(owned).collect()))
    }

    fn kept(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Vault for Keyring {
    async fn read(&self, name: &str) -> Result<String, VaultError> {
        let kept = self.kept().get(name).cloned();
        kept.ok_or_else(|| VaultError::Missing(name.to_owned()))
    }

    async fn keep(&self, name: &str, secret: &str) -> Result<(), VaultError> {
        self.kept().insert(name.to_owned(), secret.to_owned());
        Ok(())
    }

    async fn forget(&self, name: &str) -> Result<(), VaultError> {
        self.kept().remove(name);
        Ok(())
    }
}

/// A team file with one channel of a source called like its kind, open round
/// the clock, in which a mention of `@oncall` is urgent.
#[must_use]
pub fn rules(kind: &str, channel: &str) -> Rules {
    let (source, zone) = (SourceId::new(kind), Default::default());
    Rules {
        version: String::new(),
        team: "Acme".to_owned(),
        zone,
        roster: Vec::new(),
        duty: Duty::Everyone,
        off_duty: OffDuty::Answer,
        sources: vec![SourceRules {
            id: source.clone(),
            kind: kind.to_owned(),
            name: kind.to_owned(),
            places: vec![PlaceRules {
                id: PlaceId::new(channel),
                name: "#support".to_owned(),
                priority: Priority::Normal,
                bots: Bots::Ignore,
                public: true,
                options: BTreeMap::new(),
            }],
            options: BTreeMap::new(),
        }],
        calendar: Calendar::always("always", zone),
        calendars: BTreeMap::new(),
        peaks: Vec::new(),
        levels: Vec::new(),
        tiers: Vec::new(),
        raises: vec![Raise {
            source,
            group: GroupId::new("@oncall"),
            priority: Priority::Urgent,
        }],
        claim_says: None,
        claim_mark: "eyes".to_owned(),
        close_mark: None,
        dismiss_mark: None,
        keep_days: 180,
        onboarding: Vec::new(),
        handoff: domain::HandoffRules::default(),
    }
}
