//! What every source must do: one suite, for any source and its world.
//!
//! A [`World`] is the place a source reads, with a hand on it: people write,
//! edit, delete and mark there, and its connection can be cut. The suite runs
//! a source against it on a clock that only its own waits move, so nothing
//! sleeps. [`suite!`](crate::suite) makes one test of each behaviour, and
//! [`faults!`](crate::faults) one of each that needs a server which is reached
//! over HTTP.

mod breaking;
mod calls;
mod chance;
mod faults;
mod given;
mod idle;
mod ledger;
mod line;
mod outgoing;
mod reading;
mod stage;
mod trouble;
mod wired;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{ExternalId, PlaceId, Source};

pub use breaking::a_panic_anywhere_loses_nothing;
pub use calls::{no_single_call_loses_anything, no_single_call_writes_twice};
pub use chance::chance_tells;
pub use faults::{
    a_clock_that_differs_is_told, a_limit_is_waited_for,
    a_line_that_breaks_is_told_and_mended,
    a_redirect_elsewhere_is_not_followed, a_refusal_is_told_and_passes,
    a_silent_server_is_given_up, an_ended_sign_in_is_told_with_its_remedy,
    an_endless_answer_is_refused_early, lists_in_disorder_tell_the_same,
    what_is_no_answer_is_told_as_that,
};
pub use given::{Keyring, rules};
pub use ledger::{Came, Ledger};
pub use outgoing::{
    a_claim_is_found_again, a_mark_of_ours_stands_once,
    a_release_is_found_again, a_reply_is_found_again, a_reply_is_sent_once,
};
pub use reading::{
    changes_are_told, history_comes_first_and_rings_nobody,
    news_are_told_as_news, nothing_is_told_twice,
};
pub use stage::Stage;
pub use trouble::{
    a_blind_source_says_so, a_refused_batch_is_told_again,
    a_restart_after_any_batch_loses_nothing,
    a_restart_before_any_batch_loses_nothing,
};
pub use wired::Wired;

/// Who does something in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Somebody who asks for help.
    Requester,
    /// Somebody who answers.
    Teammate,
    /// The person whose account the source uses, by hand.
    Me,
}

/// What stands at a root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The texts of the root and of its replies, in order.
    pub texts: Vec<String>,
    /// How many stand on each mark of the root.
    pub marks: BTreeMap<String, usize>,
}

/// The place a source reads, with a hand on it.
#[async_trait]
pub trait World: Send + Sync {
    /// The source as a fresh start makes it, with nothing remembered but
    /// what the cursors hold.
    fn source(&self) -> Arc<dyn Source>;
    /// The place everything happens in.
    fn place(&self) -> PlaceId;
    /// How late it is there; later than everything that stands.
    async fn now(&self) -> DateTime<Utc>;
    /// It is so late now.
    async fn turn(&self, now: DateTime<Utc>);
    /// Somebody begins a thread.
    async fn post(&self, by: Voice, text: &str) -> ExternalId;
    /// Somebody answers in one.
    async fn reply(
        &self,
        by: Voice,
        root: &ExternalId,
        text: &str,
    ) -> ExternalId;
    /// The author changes a message, where it can be changed.
    async fn edit(&self, what: &ExternalId, text: &str);
    /// The author deletes a message, where it can be taken back.
    async fn delete(&self, what: &ExternalId);
    /// Somebody sets a mark.
    async fn mark(&self, by: Voice, what: &ExternalId, name: &str);
    /// Somebody takes a mark of theirs off.
    async fn unmark(&self, by: Voice, what: &ExternalId, name: &str);
    /// What stands at a root; nothing if it is gone.
    async fn standing(&self, root: &ExternalId) -> Option<Standing>;
    /// Cuts the connection, or mends it.
    async fn cut(&self, cut: bool);
    /// Whether a reply keeps the id of the action that sent it. Where nothing
    /// can be kept it is found again by its author, its words and its time.
    fn keeps_ids(&self) -> bool {
        true
    }
}

/// Makes one test of each behaviour; the argument makes a world that is
/// awaited.
#[macro_export]
macro_rules! suite {
    ($world:expr) => {
        $crate::suite! { $world;
            history_comes_first_and_rings_nobody
            news_are_told_as_news
            changes_are_told
            nothing_is_told_twice
            a_restart_before_any_batch_loses_nothing
            a_restart_after_any_batch_loses_nothing
            a_refused_batch_is_told_again
            a_blind_source_says_so
            a_panic_anywhere_loses_nothing
            a_mark_of_ours_stands_once
            a_claim_is_found_again
            a_release_is_found_again
            a_reply_is_sent_once
            a_reply_is_found_again
        }
    };
    ($world:expr; $($name:ident)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                let world = $world.await;
                $crate::conformance::$name(&world).await;
            }
        )+
    };
}

/// Makes one test of each behaviour of a source that reads over HTTP; the
/// argument makes a [`Wired`] world that is awaited.
#[macro_export]
macro_rules! faults {
    ($world:expr) => {
        $crate::suite! { $world;
            a_refusal_is_told_and_passes
            an_ended_sign_in_is_told_with_its_remedy
            a_limit_is_waited_for
            a_line_that_breaks_is_told_and_mended
            a_silent_server_is_given_up
            what_is_no_answer_is_told_as_that
            a_redirect_elsewhere_is_not_followed
            an_endless_answer_is_refused_early
            lists_in_disorder_tell_the_same
            a_clock_that_differs_is_told
            no_single_call_loses_anything
            no_single_call_writes_twice
        }
    };
}
