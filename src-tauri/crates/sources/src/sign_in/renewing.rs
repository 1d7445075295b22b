//! A sign-in that ends and is renewed, kept before it is used.
//!
//! A renewal may make the vendor forget the token it was asked with. The next
//! one is therefore in the keyring before anything is called with it. If the
//! engine dies between the vendor's answer and the keyring, the keyring still
//! has the previous one, which some vendors take once more for a short while;
//! if that has passed, the user signs in again and is told so.

use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Fault, SourceId, Vault};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Mutex, MutexGuard};

use super::command;
use super::drawer::Drawer;

/// After an early renewal that failed, the next is tried so much later.
const AGAIN: TimeDelta = TimeDelta::minutes(2);

/// The tokens of a person, as one vendor gives them.
pub(crate) trait Renewable: Clone + Send + Sync {
    /// The vendor's door at which they are renewed.
    type Door: Send + Sync;
    /// The vendor's kind of source.
    const KIND: &'static str;
    /// So long before their end they are renewed.
    const AHEAD: TimeDelta;

    /// Reads what the keyring keeps; none if it is something else.
    fn from_kept(text: &SecretString) -> Option<Self>;
    /// What the keyring is to keep.
    fn to_keep(&self) -> SecretString;
    /// What calls are made with.
    fn bearer(&self) -> &SecretString;
    /// Whether they hold beyond a moment.
    fn outlives(&self, moment: DateTime<Utc>) -> bool;
    /// Asks for the next ones; none where these cannot be renewed.
    fn next(
        &self,
        door: &Self::Door,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<Option<Self>, Fault>> + Send;

    /// Whether calls are made with this very token.
    fn is(&self, token: &SecretString) -> bool {
        self.bearer().expose_secret() == token.expose_secret()
    }
}

/// The sign-in of one source: hands out a token that holds.
pub(crate) struct Renewing<T: Renewable> {
    /// Where it is renewed.
    pub(crate) door: T::Door,
    vault: Arc<dyn Vault>,
    source: SourceId,
    held: Mutex<Option<Held<T>>>,
}

struct Held<T> {
    /// In the keyring; safe to use.
    kept: T,
    /// Given by the vendor, not yet in the keyring.
    fresh: Option<T>,
    /// An early renewal failed and is not tried before.
    not_before: Option<DateTime<Utc>>,
}

impl<T> Held<T> {
    fn new(kept: T) -> Held<T> {
        Held { kept, fresh: None, not_before: None }
    }
}

type Guard<'a, T> = MutexGuard<'a, Option<Held<T>>>;

impl<T: Renewable> Renewing<T> {
    /// The sign-in that the vault keeps for a source.
    pub(crate) fn new(
        vault: Arc<dyn Vault>,
        door: T::Door,
        source: SourceId,
    ) -> Renewing<T> {
        Renewing { door, vault, source, held: Mutex::new(None) }
    }

    /// A token that holds for a while; renewed first when it soon would not.
    pub(crate) async fn bearer(
        &self,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        let mut guard = self.held.lock().await;
        let held = self.loaded(&mut guard).await?;
        let soon = now.checked_add_signed(T::AHEAD).unwrap_or(now);
        if held.kept.outlives(soon) && held.fresh.is_none() {
            return Ok(held.kept.bearer().clone());
        }
        let usable = held.kept.outlives(now);
        if usable && held.not_before.is_some_and(|moment| moment > now) {
            return Ok(held.kept.bearer().clone());
        }
        match self.renew(held, now).await {
            Ok(()) => Ok(held.kept.bearer().clone()),
            // There is time left: the token in hand still holds, and a later
            // call tries again.
            Err(_) if usable => {
                held.not_before = now.checked_add_signed(AGAIN);
                Ok(held.kept.bearer().clone())
            }
            Err(fault) => Err(fault),
        }
    }

    /// Another token than `spent`, which the vendor has just refused.
    pub(crate) async fn renewed(
        &self,
        spent: &SecretString,
        now: DateTime<Utc>,
    ) -> Result<SecretString, Fault> {
        let mut guard = self.held.lock().await;
        let held = self.loaded(&mut guard).await?;
        if held.kept.is(spent) {
            self.renew(held, now).await?;
        }
        Ok(held.kept.bearer().clone())
    }

    /// The vendor does not know this token any more: whether the user has
    /// signed in anew since is looked up before the next call.
    pub(crate) async fn doubt(&self, spent: &SecretString) {
        let mut guard = self.held.lock().await;
        guard.take_if(|held| held.kept.is(spent));
    }

    /// A refusal, said of this source.
    pub(crate) fn own(&self, fault: Fault) -> Fault {
        command::meant(fault, (T::KIND, &self.source))
    }

    /// What is kept, looked at.
    pub(crate) async fn told<A>(
        &self,
        look: impl FnOnce(&T) -> A,
    ) -> Result<A, Fault> {
        let mut guard = self.held.lock().await;
        Ok(look(&self.loaded(&mut guard).await?.kept))
    }

    /// Keeps a new sign-in in the place of the old one.
    pub(crate) async fn sign_in(&self, tokens: T) -> Result<(), Fault> {
        let mut guard = self.held.lock().await;
        self.drawer().keep(&tokens.to_keep()).await?;
        *guard = Some(Held::new(tokens));
        Ok(())
    }

    /// Forgets the sign-in here; says whether there was one.
    pub(crate) async fn forget(&self) -> Result<bool, Fault> {
        let mut guard = self.held.lock().await;
        let known = self.loaded(&mut guard).await.is_ok();
        *guard = None;
        self.drawer().forget().await?;
        Ok(known)
    }

    async fn loaded<'a>(
        &self,
        held: &'a mut Guard<'_, T>,
    ) -> Result<&'a mut Held<T>, Fault> {
        let known = match held.take() {
            Some(known) => known,
            None => Held::new(self.read().await?),
        };
        Ok(held.insert(known))
    }

    /// Asks for the next tokens, keeps them, and only then hands them out.
    /// What could not be kept is kept by the next call, not asked for again.
    async fn renew(
        &self,
        held: &mut Held<T>,
        now: DateTime<Utc>,
    ) -> Result<(), Fault> {
        let fresh = match &held.fresh {
            Some(fresh) => fresh.clone(),
            None => match held.kept.next(&self.door, now).await {
                Ok(Some(fresh)) => held.fresh.insert(fresh).clone(),
                Ok(None) => {
                    let ended = self.drawer().ended();
                    return self.elsewhere(held, now, ended).await;
                }
                Err(fault @ Fault::Unauthorized { .. }) => {
                    return self.elsewhere(held, now, fault).await;
                }
                Err(fault) => return Err(fault),
            },
        };
        self.drawer().keep(&fresh.to_keep()).await?;
        *held = Held::new(fresh);
        Ok(())
    }

    /// Before a sign-in is called ended: another Hotseat of the same user may
    /// have renewed it, or the user has signed in anew.
    async fn elsewhere(
        &self,
        held: &mut Held<T>,
        now: DateTime<Utc>,
        fault: Fault,
    ) -> Result<(), Fault> {
        let kept = self.read().await?;
        if held.kept.is(kept.bearer()) || !kept.outlives(now) {
            return Err(fault);
        }
        held.kept = kept;
        Ok(())
    }

    async fn read(&self) -> Result<T, Fault> {
        let drawer = self.drawer();
        let text = drawer.read().await?;
        T::from_kept(&text).ok_or_else(|| drawer.no_sign_in())
    }

    fn drawer(&self) -> Drawer<'_> {
        Drawer::user(self.vault.as_ref(), &self.source, T::KIND)
    }
}
