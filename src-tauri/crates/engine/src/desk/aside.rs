//! Calling a message outside of a thread an answer to it.

use domain::{Offer, Reach, RequestId, What};

use super::{Acted, Desk, Refused};

impl Desk {
    /// A message that is offered as an answer is one: the one named, or else
    /// the newest. Only this desktop knows.
    pub async fn this_answers(
        &self,
        id: RequestId,
        message: Option<&str>,
    ) -> Acted {
        self.pass(Reach::Desk)?;
        let judged = self.subject(id).await?.judged;
        let named = |offer: &&Offer| {
            message.is_none_or(|message| offer.message.as_str() == message)
        };
        let Some(offer) = judged.offers.iter().rfind(named) else {
            return Err(Refused::No(
                "Nothing outside of its thread may be an answer to it."
                    .to_owned(),
                "Only what a teammate posted by itself since they asked is \
                 offered."
                    .to_owned(),
            ));
        };
        let message = offer.message.clone();
        self.layer(id, What::ThisAnswers { message }).await?;
        let rules = self.house.rules();
        let who = rules.name(&offer.by);
        self.done(
            id,
            format!("{who} has answered, on this desktop only."),
            false,
        )
    }
}
