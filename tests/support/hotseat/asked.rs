//! What a Hotseat says to whoever asks it.

use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::UnixStream;

use super::{Hotseat, eventually};

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

    /// Waits until every source is read: what comes while one catches up is
    /// told with the rest.
    pub(crate) async fn wait_until_read(&self) {
        let caught_up = |source: &Value| source["state"] == "live";
        eventually("sources that are read", async || {
            let said = self.verb(&["sources"]).await;
            said.data().as_array()?.iter().all(caught_up).then_some(())
        })
        .await;
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
