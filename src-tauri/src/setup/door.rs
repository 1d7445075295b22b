//! The ways in: the demo, a preset; and at the end the queue.

use contract::{Act, Code, Command, Failure, SetupStep};
use engine::Lock;
use std::sync::PoisonError;

use super::FirstRun;
use crate::boot::Paths;
use crate::cli::failed;
use crate::opening::Purpose;
use crate::wiring::Playing;

impl FirstRun {
    /// Plays the demo, in a directory of its own.
    pub(super) async fn play(&self) -> Result<(), Failure> {
        let data = self.paths.named.then(|| self.paths.data.clone());
        let paths = Paths::of_demo(data).map_err(failed)?;
        paths.make().map_err(failed)?;
        let Some(lock) = Lock::take(&paths.data).map_err(failed)? else {
            return Err(Failure::new(
                Code::Refused,
                "A demo is running already.",
            )
            .hint("Open it from the tray, or with `hotseat raise --demo`."));
        };
        let purpose = Purpose::Demo(Playing::default());
        self.open(&paths, lock, purpose).await?;
        // Somebody else may begin in the real directory from now on.
        self.left.notify_one();
        self.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.state().step = SetupStep::Done;
        Ok(())
    }

    /// Begins with a preset.
    pub(super) fn begin_with(&self, name: &str) -> Result<(), Failure> {
        let preset = team::preset(name).ok_or_else(|| {
            Failure::new(Code::NotFound, "There is no such preset.")
        })?;
        {
            let mut state = self.state();
            state.preset = Some(preset);
            if state.joined.take().is_some() {
                state.connected.clear();
            }
            state.step = SetupStep::Connect;
        }
        self.ask_where();
        Ok(())
    }

    /// Starts the engine without ringing, to see what it would hold.
    pub(super) async fn look_in(&self) -> Result<(), Failure> {
        self.link()?;
        let lock = self.lock()?;
        self.state().busy = Some("Reading what was chosen.".to_owned());
        self.open(&self.paths, lock, Purpose::Preview).await?;
        self.state().step = SetupStep::Preview;
        Ok(())
    }

    /// Lets alarms go on, and shows the queue.
    pub(super) async fn ring(&self) -> Result<(), Failure> {
        let Some(clerk) = self.clerk() else { return Ok(()) };
        let act = Act::Ring { on: true };
        clerk.answer(Command::Do { act, at_once: false }).await?;
        self.state().step = SetupStep::Done;
        Ok(())
    }
}
