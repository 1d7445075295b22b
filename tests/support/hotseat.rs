//! A Hotseat as a process of its own, on a computer that a test brings along.

mod asked;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use serde_json::json;

pub(crate) use self::asked::Said;
use super::bus::Bus;
use super::display::Display;
pub(crate) use super::patience::{eventually, in_the_end, pause};
use super::slack::Slack;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_hotseat");

/// A Hotseat with a data directory of its own; it ends with this value.
pub(crate) struct Hotseat {
    running: Option<Child>,
    data: PathBuf,
    /// Where the engine lives: the demo has a directory of its own.
    engine: PathBuf,
    env: Vec<(&'static str, String)>,
}

impl Hotseat {
    /// Nothing runs yet, and nobody is signed in.
    pub(crate) fn on(bus: &Bus) -> Hotseat {
        let data = bus.home().join("hotseat");
        std::fs::create_dir_all(&data).expect("a data directory");
        let mut env = bus.env();
        env.push(("HOTSEAT_DATA", data.display().to_string()));
        env.push(("TZ", "UTC".to_owned()));
        Hotseat { running: None, engine: data.clone(), data, env }
    }

    /// The demo is what will run.
    pub(crate) fn playing(mut self) -> Hotseat {
        self.engine = self.data.join("demo");
        self
    }

    /// Draws on a screen from the next start.
    pub(crate) fn with_screen(mut self, display: &Display) -> Hotseat {
        self.env.extend(display.env());
        self
    }

    /// A workspace stands in for Slack, and nothing is said of it yet.
    pub(crate) fn near(mut self, slack: &Slack) -> Hotseat {
        self.env.push(("HOTSEAT_SLACK_API", slack.api().to_owned()));
        self
    }

    /// Reads a workspace by a team file.
    pub(crate) fn reading(self, slack: &Slack, team: &str) -> Hotseat {
        let hotseat = self.near(slack);
        let file = hotseat.data.join("team.toml");
        std::fs::write(file, team).expect("a team file");
        hotseat
    }

    /// Signs in as a person, with the tokens of an app of their own.
    pub(crate) async fn sign_in(
        &self,
        slack: &Slack,
        person: &str,
        push: bool,
    ) {
        let mut arguments = vec!["accounts", "add", "slack", "--token"];
        let mut secrets = format!("{}\n", slack.token(person));
        if push {
            arguments.push("--push");
            secrets.push_str(slack.app_token(person));
            secrets.push('\n');
        }
        let said = self.verb_reading(&arguments, &secrets).await;
        assert_eq!(said.code, 0, "{said:?}");
    }

    /// The same with another variable in its environment.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Hotseat {
        self.env.push((name, value.to_owned()));
        self
    }

    /// The environment of everything that belongs to it.
    pub(crate) fn env(&self) -> &[(&'static str, String)] {
        &self.env
    }

    /// Where its things lie.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// A call of the program.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .envs(self.env.iter().cloned())
            .stdin(Stdio::null());
        command
    }

    /// Starts it, and waits until it can be asked.
    pub(crate) async fn start(&mut self, arguments: &[&str]) {
        self.launch(arguments);
        self.wait_until_it_answers().await;
    }

    /// Starts it, and does not wait.
    pub(crate) fn launch(&mut self, arguments: &[&str]) {
        assert!(self.running.is_none(), "it runs already");
        let log = self.log_file();
        let started = self
            .command(arguments)
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn();
        self.running = Some(started.expect("the program starts"));
    }

    /// Starts it through another program, which makes something amiss first.
    pub(crate) fn launch_through(&mut self, shell: &str, arguments: &[&str]) {
        assert!(self.running.is_none(), "it runs already");
        let log = self.log_file();
        let mut command = Command::new("sh");
        let started = command
            .args(["-c", shell, PROGRAM])
            .args(arguments)
            .envs(self.env.iter().cloned())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn();
        self.running = Some(started.expect("a shell"));
    }

    /// What it has complained of.
    pub(crate) fn complaints(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// Waits until the engine answers.
    pub(crate) async fn wait_until_it_answers(&self) {
        eventually("an engine that answers", async || {
            self.ask(&json!({ "cmd": "sources" })).await
        })
        .await;
    }

    /// What it has complained of, to be gone on with.
    pub(crate) fn log_file(&self) -> File {
        let mut writing = File::options();
        writing.create(true).append(true);
        writing.open(self.log()).expect("a log")
    }

    fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.running.as_ref().expect("it runs").id()
    }

    /// Kills it as a crash or a power cut does.
    pub(crate) fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill().expect("it can be killed");
            running.wait().expect("its end");
        }
    }

    /// The same from outside, while somebody else holds it; its end is still
    /// to be waited for.
    pub(crate) fn pull_the_plug(&self) {
        self.signal("-KILL");
    }

    /// Asks it to end, as a session does that logs out.
    pub(crate) fn terminate(&self) {
        self.signal("-TERM");
    }

    fn signal(&self, which: &str) {
        let pid = self.pid().to_string();
        let told = Command::new("kill").args([which, &pid]).status();
        assert!(told.expect("kill is installed").success());
    }

    /// Whether it has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        let running = self.running.as_mut().expect("it was started");
        running.try_wait().expect("its state").is_some()
    }

    /// Waits until it has ended by itself.
    pub(crate) async fn wait_for_end(&mut self) -> ExitStatus {
        let mut running = self.running.take().expect("it runs");
        eventually("its end", async || running.try_wait().expect("its state"))
            .await
    }
}

impl Drop for Hotseat {
    fn drop(&mut self) {
        if let Some(running) = &mut self.running {
            let _ = running.kill();
            let _ = running.wait();
        }
        if std::thread::panicking() {
            let log = std::fs::read_to_string(self.log()).unwrap_or_default();
            eprintln!("Hotseat's log:\n{log}");
        }
    }
}
