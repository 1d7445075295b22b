//! What the surfaces tell as a shift begins.

use domain::Stretch;
use domain::alert::Begun;

use super::{Desk, Refused};

impl Desk {
    /// The shift that has begun, and of which that is still to be told.
    #[must_use]
    pub fn begun(&self) -> Option<Stretch> {
        self.house.board().shift.due
    }

    /// Tells once how everything stands as a shift begins.
    pub async fn tell_begun(
        &self,
        shift: Stretch,
        begun: &Begun,
    ) -> Result<(), Refused> {
        Ok(self.house.tell_begun(shift, begun).await?)
    }
}
