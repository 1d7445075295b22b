//! Shows what the desk holds, and what this desktop itself lacks.

use std::sync::PoisonError;

use contract::{Failure, Select, Snapshot, view};
use domain::RequestId;
use domain::picture::Close;

use super::Clerk;
use super::travel::refused;
use crate::cli::sentence;

impl Clerk {
    /// Everything that is shown.
    pub(crate) async fn snapshot(&self, select: Select) -> Snapshot {
        self.desk.watch(select.request.map(RequestId));
        let picture = self.desk.picture();
        let close = match select.request {
            Some(id) => self.desk.look_at(RequestId(id)).await.ok(),
            None => None,
        };
        self.with_lack(view::snapshot(&picture, &select, close.as_ref()))
    }

    fn with_lack(&self, mut snapshot: Snapshot) -> Snapshot {
        let lack = self.lack.lock().unwrap_or_else(PoisonError::into_inner);
        snapshot.warnings.extend(lack.clone());
        snapshot
    }

    /// Says what this desktop lacks, or that it lacks nothing any more.
    pub(crate) fn lacks(&self, lack: Option<String>) {
        *self.lack.lock().unwrap_or_else(PoisonError::into_inner) =
            lack.map(|why| sentence(&why));
    }

    /// The list as it stands now, without any request read closely.
    #[must_use]
    pub(crate) fn glance(&self) -> Snapshot {
        let select = Select::default();
        self.with_lack(view::snapshot(&self.desk.picture(), &select, None))
    }

    /// Puts a refusal where the user looks next.
    pub(crate) fn say(&self, failure: &Failure) {
        let hint = failure.hint.as_deref().unwrap_or_default();
        self.desk.complain(format!("{} {hint}", failure.message).trim());
    }

    pub(super) async fn look(&self, request: i64) -> Result<Close, Failure> {
        self.desk.look_at(RequestId(request)).await.map_err(refused)
    }
}
