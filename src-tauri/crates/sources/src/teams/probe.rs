//! Who we are at Microsoft, and what the sign-in may do.

use chrono::{DateTime, Utc};
use domain::text::clean_line;
use domain::{Author, Fault, Probe, UserId};

use super::calls::Calls;
use super::client::No;
use super::place::at;
use super::source::Teams;
use super::wire::User;
use super::words::CONSENT;
use crate::sign_in::command;

impl Teams {
    /// Asks who we are, and whether each channel can be read.
    pub(crate) async fn examine(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Probe, Fault> {
        let calls = Calls::now(&self.api, now);
        let user = calls.whose().await?;
        let (mut may, mut may_not) = (Vec::new(), Vec::new());
        for place in self.places() {
            match calls.glance(at(&place.id)?).await {
                Ok(()) => may.push(format!("reads {}", place.name)),
                Err(no) if is_final(&no) => {
                    may_not.push(no.fault.met_in(&place.name).to_string());
                }
                Err(no) => return Err(no.into()),
            }
        }
        if self.api.tokens.may("ChannelMessage.Send").await? {
            may.push("answers and sets reactions as you".to_owned());
        } else {
            let words =
                format!("Nothing can be answered or claimed: {CONSENT}");
            may_not.push(command::said(&words, ("teams", &self.id)));
        }
        if !self.api.tokens.may("TeamMember.Read.All").await? {
            may_not.push(
                "Teammates are known by their ids alone and not by their \
                 addresses: write teams = \"their id\" below each of the \
                 roster, or have TeamMember.Read.All consented to"
                    .to_owned(),
            );
        }
        let offset = self.api.offset();
        Ok(Probe {
            me: person(user),
            may,
            may_not,
            offset_ms: offset.map(|it| it.num_milliseconds()),
            ends: self.api.tokens.ends().await?,
        })
    }
}

/// Somebody of the directory.
pub(super) fn person(user: User) -> Author {
    let address = |it: Option<String>| it.filter(|it| it.contains('@'));
    let name = clean_line(user.name.as_deref().unwrap_or_default());
    let email = address(user.mail).or_else(|| address(user.principal));
    Author {
        name: if name.is_empty() { user.id.clone() } else { name },
        id: UserId::new(user.id),
        email,
        of: None,
        human: true,
    }
}

/// Whether a channel is closed to us, and not all of Teams.
fn is_final(no: &No) -> bool {
    matches!(no.status, Some(400 | 403 | 404))
}
