//! Signing in to Microsoft Teams, with a code or with the browser.

use contract::{Failure, Waiting};
use domain::SourceId;

use super::Connecting;
use super::enter::stopped;
use super::outcome::scratch;
use super::said::Said;
use crate::accounts::{
    back_in_teams, consent_page, keep_teams, teams_by_browser, teams_by_code,
    typed_teams_code,
};

impl Connecting {
    /// Signs in by the team's app, and keeps the sign-in.
    pub(super) async fn enter_teams(
        &self,
        (id, way): (&SourceId, &str),
        said: &Said,
        turn: u64,
    ) -> Result<(), Failure> {
        let hint = "It stands on the overview of the app at Microsoft.";
        let missing = "The client id of the team's app is missing.";
        let client_id = said.needed("client_id", [missing, hint])?;
        let tenant = said.needed("tenant", ["The tenant is missing.", hint])?;
        let rules = scratch(&self.target()?, &[])?;
        let at = (Some(&rules), id);
        let app = (Some(tenant.as_str()), client_id.as_str());
        let consent = consent_page(at, app)?;
        let enough = self.enough.notified();
        let tokens = if way == "browser" {
            let sign_in = teams_by_browser(at, app).await?;
            let address = sign_in.url().to_owned();
            self.send_away(Waiting { address, code: None }, turn);
            self.tell_of_consent(&consent);
            tokio::select! {
                tokens = back_in_teams(sign_in) => tokens?,
                () = enough => return Err(stopped()),
            }
        } else {
            let asked = teams_by_code(at, app).await?;
            let (address, code) = (asked.page().to_owned(), asked.code());
            self.send_away(Waiting { address, code: Some(code) }, turn);
            self.tell_of_consent(&consent);
            tokio::select! {
                tokens = typed_teams_code(asked) => tokens?,
                () = enough => return Err(stopped()),
            }
        };
        keep_teams(&self.vault(), at, tokens).await
    }

    fn tell_of_consent(&self, page: &str) {
        self.remark(&format!(
            "If Microsoft asks for an administrator: one consents for \
             everybody at {page} (it ends on a page that cannot be shown, \
             which is fine)."
        ));
    }
}
