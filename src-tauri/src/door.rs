//! The one door for every surface: the clerk answers, once there is one, and
//! the first ten minutes before that.

use std::sync::Arc;

use contract::{Code, Command, Done, Failure};
use engine::Answer;
use serde_json::Value;
use tokio::sync::SetOnce;

use crate::answers::{Clerk, Stagehand, heard, told};
use crate::setup::FirstRun;

/// Answers every surface.
#[derive(Clone)]
pub(crate) struct Door {
    clerk: Arc<SetOnce<Clerk>>,
    first: Option<Arc<FirstRun>>,
    stagehand: Arc<dyn Stagehand>,
}

impl Door {
    /// A door behind which the clerk will be.
    pub(crate) fn new(
        clerk: Arc<SetOnce<Clerk>>,
        first: Option<Arc<FirstRun>>,
        stagehand: Arc<dyn Stagehand>,
    ) -> Door {
        Door { clerk, first, stagehand }
    }

    /// Answers a command.
    pub(crate) async fn answer(
        &self,
        command: Command,
    ) -> Result<Value, Failure> {
        match (command, &self.first, self.clerk.get()) {
            (Command::Setup { act }, Some(first), _) => {
                let page = first.answer(act).await;
                serde_json::to_value(page)
                    .map_err(|e| Failure::new(Code::Failed, e.to_string()))
            }
            (command, _, Some(clerk)) => clerk.answer(command).await,
            (command @ (Command::Raise(_) | Command::Quit), _, None)
            | (command, Some(_), None) => self.alone(&command),
            // The ledger is being opened: the clerk comes, or the end does.
            (command, None, None) => {
                self.clerk.wait().await.answer(command).await
            }
        }
    }

    /// What can be done without an engine.
    fn alone(&self, command: &Command) -> Result<Value, Failure> {
        let words = match command {
            Command::Raise(aim) => {
                let raised = self.stagehand.raise(*aim);
                raised.map_err(|why| Failure::new(Code::Refused, why))?;
                "The window is open."
            }
            Command::Quit => {
                self.stagehand.quit();
                "Hotseat ends."
            }
            _ => {
                return Err(Failure::new(
                    Code::Unreachable,
                    "Hotseat is not set up yet, so it watches nothing.",
                )
                .hint("Go on in its window: `hotseat raise` shows it."));
            }
        };
        let done =
            Done { request: None, words: words.to_owned(), queued: false };
        serde_json::to_value(done)
            .map_err(|e| Failure::new(Code::Failed, e.to_string()))
    }

    /// Answers the lines of the socket.
    pub(crate) fn answers(&self) -> Answer {
        let door = self.clone();
        Arc::new(move |line| {
            let door = door.clone();
            Box::pin(async move { door.line(&line).await })
        })
    }

    async fn line(&self, line: &str) -> String {
        told(match heard(line) {
            Ok(command) => self.answer(command).await,
            Err(failure) => Err(failure),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Poll, Waker};

    use contract::Aim;

    use super::*;

    #[derive(Default)]
    struct Hand(AtomicBool);

    impl Stagehand for Hand {
        fn raise(&self, _aim: Aim) -> Result<(), String> {
            Ok(())
        }

        fn quit(&self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    fn asked(door: &Door, command: Command) -> Poll<Result<Value, Failure>> {
        let answer = pin!(door.answer(command));
        answer.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn while_the_ledger_is_opened_questions_wait_and_the_end_does_not() {
        let hand = Arc::new(Hand::default());
        let door = Door::new(Arc::default(), None, Arc::clone(&hand) as _);
        assert!(asked(&door, Command::Sources).is_pending());
        assert!(asked(&door, Command::Raise(Aim::default())).is_ready());
        assert!(asked(&door, Command::Quit).is_ready());
        assert!(hand.0.load(Ordering::Relaxed));
    }
}
