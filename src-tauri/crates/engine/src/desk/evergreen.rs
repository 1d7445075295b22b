//! Marking a thread as worth reading for whoever comes new.

use domain::practice::EVERGREEN;
use domain::{Deed, Reach, RequestId};

use super::{Acted, Desk, Refused};

impl Desk {
    /// Sets this user's mark that a thread is worth reading, or takes it off.
    pub async fn evergreen(
        &self,
        id: RequestId,
        on: bool,
        at_once: bool,
    ) -> Acted {
        self.pass(Reach::Source)?;
        let subject = self.subject(id).await?;
        let (talk, me) = {
            let board = self.house.board();
            let source = board.rules.source(&subject.thread.source);
            let talk = source.is_some_and(domain::SourceRules::is_talk);
            let gauge = board.gauges.get(&subject.thread.source);
            let writes = gauge.is_some_and(|gauge| gauge.writes);
            (talk && writes && !subject.thread.is_call(), board.me.clone())
        };
        if !talk {
            return Err(Refused::No(
                "There are no reactions where it was asked.".to_owned(),
                "An issue is worth reading with the label \"evergreen\"."
                    .to_owned(),
            ));
        }
        let rules = self.house.rules();
        let stands = subject.thread.marks.iter().any(|mark| {
            let by = rules.teammate(&subject.thread.source, &mark.by);
            mark.name == EVERGREEN && by.map(|it| &it.key) == me.as_ref()
        });
        if stands == on {
            let (is, to) = match on {
                true => ("already", "It is on every newcomer's reading list."),
                false => ("not", "Whoever has marked it takes their mark off."),
            };
            return Err(Refused::No(
                format!("Your 🌲 is {is} on it."),
                to.to_owned(),
            ));
        }
        let name = EVERGREEN.to_owned();
        let (deed, words) = match on {
            true => (Deed::Mark { name }, "It is worth reading."),
            false => (Deed::Unmark { name }, "Your 🌲 is off."),
        };
        self.hold_back(&subject, ("evergreen", words, deed), at_once).await
    }
}
