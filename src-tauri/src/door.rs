//! The one door for every surface: until there is an engine the first ten
//! minutes answer, and the clerk from then on.

use std::sync::{Arc, OnceLock};

use contract::{Code, Command, Done, Failure};
use engine::Answer;
use serde_json::Value;

use crate::answers::{Clerk, Stagehand, heard, told};
use crate::setup::FirstRun;

/// Answers every surface.
#[derive(Clone)]
pub(crate) struct Door {
    clerk: Arc<OnceLock<Clerk>>,
    first: Option<Arc<FirstRun>>,
    stagehand: Arc<dyn Stagehand>,
}

impl Door {
    /// A door behind which the clerk will be.
    pub(crate) fn new(
        clerk: Arc<OnceLock<Clerk>>,
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
            (command, _, None) => self.alone(&command),
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
