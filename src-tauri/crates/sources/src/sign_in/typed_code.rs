//! Signing in with a code that is typed on a page of the vendor.

use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::text::clean_line;
use domain::{Clock, Fault};
use serde::Deserialize;

use crate::http;

/// What a program without a browser asks for, as every vendor calls it.
pub(crate) const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// Vendors want to be asked no more often, whatever they say.
const LEAST: u64 = 5;
/// No code is waited for longer.
const LONGEST: u64 = 900;

/// A vendor who signs people in by a code.
pub trait CodeDoor: Send + Sync {
    /// What comes of it.
    type Won;
    /// The vendor's kind of source.
    const KIND: &'static str;

    /// Asks for a code.
    fn begin(
        &self,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<Begun, Fault>> + Send;
    /// Asks whether it has been typed.
    fn ask(
        &self,
        typed: Typed<'_>,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<Word<Self::Won>, Fault>> + Send;
}

/// The code that is asked about, and the app that asks.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The app's client id.
    pub client_id: &'a str,
    /// The vendor's name of this sign-in.
    pub device_code: &'a str,
}

/// The beginning of a sign-in on another device.
#[derive(Deserialize)]
pub struct Begun {
    device_code: String,
    user_code: String,
    verification_uri: String,
    #[serde(default)]
    expires_in: u64,
    #[serde(default)]
    interval: u64,
}

/// What a vendor says while somebody types the code.
pub enum Word<T> {
    /// They have.
    Won(T),
    /// Not yet.
    Pending,
    /// Not yet, and the vendor is to be asked less often.
    Slower,
}

/// A sign-in that waits until somebody has typed its code.
pub struct Asked<D> {
    door: D,
    client_id: String,
    begun: Begun,
}

impl<D: CodeDoor> Asked<D> {
    /// Asks for a code. The client id is that of the team's app at the
    /// vendor's, which is no secret.
    pub async fn begin(
        door: D,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<Asked<D>, Fault> {
        let begun = door.begin(client_id, now).await?;
        // A page that somebody else names is not opened.
        http::trusted(&begun.verification_uri)?;
        Ok(Asked { door, client_id: client_id.to_owned(), begun })
    }

    /// The page on which the code is typed.
    #[must_use]
    pub fn page(&self) -> &str {
        &self.begun.verification_uri
    }

    /// The code: "WDJB-MJHT".
    #[must_use]
    pub fn code(&self) -> String {
        clean_line(&self.begun.user_code)
    }

    /// Waits until they have typed it. What comes of it is to be kept before
    /// it is used.
    pub async fn finish(self, clock: &dyn Clock) -> Result<D::Won, Fault> {
        let mut pace = self.begun.interval.clamp(LEAST, LONGEST);
        let life = self.begun.expires_in.clamp(LEAST, LONGEST);
        let life = i64::try_from(life).unwrap_or(i64::MAX);
        let until = clock.now() + TimeDelta::seconds(life);
        let typed = Typed {
            client_id: &self.client_id,
            device_code: &self.begun.device_code,
        };
        loop {
            clock.sleep(Duration::from_secs(pace)).await;
            match self.door.ask(typed, clock.now()).await {
                Ok(Word::Won(won)) => return Ok(won),
                Ok(Word::Pending) => {}
                // One answer that did not come ends nothing: RFC 8628,
                // section 3.5, wants the next question later.
                Ok(Word::Slower)
                | Err(Fault::Unreachable { .. } | Fault::Limited { .. }) => {
                    pace = (pace + LEAST).min(LONGEST);
                }
                Err(fault) => return Err(fault),
            }
            if clock.now() >= until {
                return Err(late::<D>());
            }
        }
    }
}

/// The code was not typed while it lived.
pub(crate) fn late<D: CodeDoor>() -> Fault {
    Fault::refused(format!(
        "nobody typed the code in time. Begin again: hotseat accounts add {}",
        D::KIND
    ))
}
