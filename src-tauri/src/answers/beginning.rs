//! Answers how everything stands as a shift begins, and tells it once.

use contract::{Failure, Preflight, view};

use super::{Clerk, refused};

impl Clerk {
    /// How everything stands that a shift leans on.
    pub(super) async fn preflight(&self) -> Result<Preflight, Failure> {
        let checks = self.doctor.before_shift(&self.desk).await;
        let arriving = self.desk.arriving();
        let picture = self.desk.picture();
        Ok(view::preflight(&picture, checks, arriving.as_ref()))
    }

    /// Tells how everything stands if a shift of this user's has just begun.
    pub(crate) async fn tell_begun(&self) -> Result<(), Failure> {
        let Some(shift) = self.desk.begun() else { return Ok(()) };
        let begun = view::begun(&self.preflight().await?);
        self.desk.tell_begun(shift, &begun).await.map_err(refused)
    }
}
