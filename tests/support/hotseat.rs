//! A Hotseat as a process of its own, on a computer that a test brings along.

use std::fs::File;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

use super::bus::Bus;
use super::display::Display;
use super::slack::Slack;
use super::story::soon;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_hotseat");

/// How long the slowest thing may take that is still worth waiting for.
const PATIENCE: Duration = Duration::from_secs(90);

/// A Hotseat with a data directory of its own; it ends with this value.
pub(crate) struct Hotseat {
    running: Option<Child>,
    data: PathBuf,
    /// Where the engine lives: the demo has a directory of its own.
    engine: PathBuf,
    env: Vec<(&'static str, String)>,
}

/// How a verb of the command line ended.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The exit code.
    pub(crate) code: i32,
    /// What it wrote, where that was JSON.
    pub(crate) json: Value,
    /// What it wrote for people.
    pub(crate) words: String,
}

impl Said {
    /// What was asked for, of a verb that must have worked.
    pub(crate) fn data(&self) -> &Value {
        assert_eq!(self.code, 0, "{self:?}");
        &self.json["data"]
    }
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

    /// Says one line to the engine that runs; nothing if none does.
    pub(crate) async fn ask(&self, command: &Value) -> Option<Value> {
        let socket = self.engine.join("hotseat.sock");
        let mut stream = UnixStream::connect(socket).await.ok()?;
        stream.write_all(format!("{command}\n").as_bytes()).await.ok()?;
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).await.ok()?;
        serde_json::from_str(&line).ok()
    }

    /// Lets it read its sources now instead of at its pace.
    pub(crate) async fn read_now(&self) {
        let read = json!({ "cmd": "do", "act": { "act": "read_now" } });
        let said = self.ask(&read).await.expect("an engine");
        assert_eq!(said["ok"], true, "{said}");
    }

    /// Runs a verb of the command line.
    pub(crate) async fn verb(&self, arguments: &[&str]) -> Said {
        self.verb_reading(arguments, "").await
    }

    /// The same with something to read on its standard input.
    pub(crate) async fn verb_reading(
        &self,
        arguments: &[&str],
        input: &str,
    ) -> Said {
        let mut command = self.command(arguments);
        command.arg("--json");
        said(run(command, input.to_owned()).await)
    }

    /// Runs a verb as a person does, who gets words.
    pub(crate) async fn in_words(&self, arguments: &[&str]) -> Said {
        said(run(self.command(arguments), String::new()).await)
    }

    /// The rows of a part of the list.
    pub(crate) async fn rows(&self, part: &str) -> Vec<Value> {
        let list = self.verb(&["list", part]).await;
        list.data()["rows"].as_array().expect("rows").clone()
    }

    /// Waits until a row of the queue is as wanted.
    pub(crate) async fn wait_for_row(
        &self,
        what: &str,
        like: impl Fn(&Value) -> bool,
    ) -> Value {
        let select = json!({ "fold": "queue" });
        let snapshot = json!({ "cmd": "snapshot", "select": select });
        eventually(what, async || {
            let said = self.ask(&snapshot).await?;
            let rows = said["data"]["rows"].as_array()?;
            rows.iter().find(|row| like(row)).cloned()
        })
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

#[expect(
    clippy::disallowed_methods,
    reason = "a program beside the test is waited for"
)]
async fn run(mut command: Command, input: String) -> Output {
    let finished = tokio::task::spawn_blocking(move || {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut writing = child.stdin.take().expect("its input");
        // It may end without having read anything.
        let _ = std::io::Write::write_all(&mut writing, input.as_bytes());
        drop(writing);
        child.wait_with_output()
    });
    finished.await.expect("its end").expect("the program runs")
}

fn said(output: Output) -> Said {
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr);
    Said {
        code: output.status.code().unwrap_or(-1),
        json: serde_json::from_str(&words).unwrap_or(Value::Null),
        words: format!("{words}{wrong}"),
    }
}

/// Asks again and again until there is an answer, or too long.
pub(crate) async fn eventually<T>(
    what: &str,
    ask: impl AsyncFnMut() -> Option<T>,
) -> T {
    soon(what, asking(ask)).await
}

/// The same for what takes its time.
pub(crate) async fn in_the_end<T>(
    what: &str,
    ask: impl AsyncFnMut() -> Option<T>,
) -> T {
    let asked = tokio::time::timeout(PATIENCE, asking(ask)).await;
    asked.unwrap_or_else(|_| panic!("{what}: not within {PATIENCE:?}"))
}

async fn asking<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        pause(Duration::from_millis(40)).await;
    }
}

/// A pause between two questions to something that cannot tell by itself.
#[expect(clippy::disallowed_methods, reason = "there is no signal to wait for")]
pub(crate) fn pause(length: Duration) -> impl Future<Output = ()> {
    tokio::time::sleep(length)
}
