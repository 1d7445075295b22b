//! The real window, seen and touched through WebKit's driver.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use thirtyfour::prelude::*;

use super::hotseat::{Hotseat, eventually};
use super::ports::free_port;
use super::slack::client;
use super::story::LIMIT;

/// A Hotseat that was started with its window open. Both end with this value.
pub(crate) struct Window {
    driver: Child,
    program: Child,
    page: Option<WebDriver>,
}

impl Window {
    /// Starts the program beside the driver, and waits until it has a window.
    /// The driver sees the first window of a process and no later one. Where
    /// the two meet is said to both: the driver would choose a port that
    /// somebody else may have by the time at which there is a window.
    pub(crate) async fn open(hotseat: &Hotseat, verb: &[&str]) -> Window {
        let port = free_port();
        let meet = format!("127.0.0.1:{}", free_port());
        let driver = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .arg(format!("--target={meet}"))
            .envs(hotseat.env().iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(hotseat.log_file())
            .spawn()
            .expect("WebKitWebDriver is installed");
        let program = hotseat
            .command(verb)
            .env("WEBKIT_INSPECTOR_SERVER", meet)
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(hotseat.log_file())
            .stderr(hotseat.log_file())
            .spawn()
            .expect("the program starts");
        let mut window = Window { driver, program, page: None };
        let address = format!("http://127.0.0.1:{port}");
        let http = client();
        eventually("a driver that answers", async || {
            http.get(format!("{address}/status")).send().await.ok()
        })
        .await;
        let page = WebDriver::builder(&address, Capabilities::new())
            .request_timeout(LIMIT)
            .await;
        window.page = Some(page.expect("a window"));
        hotseat.wait_until_it_answers().await;
        window
    }

    fn page(&self) -> &WebDriver {
        self.page.as_ref().expect("the window")
    }

    /// The process of the program.
    pub(crate) fn pid(&self) -> u32 {
        self.program.id()
    }

    /// Kills the program as a crash does.
    pub(crate) fn kill(self) {
        drop(self);
    }

    /// Closes the window; the program goes on.
    pub(crate) async fn close(&self) {
        let closing = "setTimeout(() => window.close(), 0)";
        let closed = self.page().execute(closing, Vec::new()).await;
        closed.expect("the script runs");
    }

    /// Waits for an element whose text is as wanted, and says that text.
    pub(crate) async fn wait_for_text(
        &self,
        css: &str,
        like: impl Fn(&str) -> bool,
    ) -> String {
        let script = format!(
            "return [...document.querySelectorAll({css:?})]
                .map((one) => one.innerText);"
        );
        eventually(css, async || {
            let found = self.page().execute(&script, Vec::new()).await.ok()?;
            let texts = found.json().as_array()?.clone();
            let mut texts = texts.iter().filter_map(Value::as_str);
            texts.find(|text| like(text)).map(str::to_owned)
        })
        .await
    }

    /// Waits for an element and presses it.
    pub(crate) async fn press(&self, css: &str) {
        eventually(css, async || {
            let found = self.page().find(By::Css(css)).await.ok()?;
            found.click().await.ok()
        })
        .await;
    }

    /// Waits for a field, and types into it in the place of what is there.
    pub(crate) async fn types(&self, css: &str, words: &str) {
        eventually(css, async || {
            let found = self.page().find(By::Css(css)).await.ok()?;
            found.clear().await.ok()?;
            found.send_keys(words).await.ok()
        })
        .await;
    }

    /// Types where the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let script = format!(
            "(document.activeElement ?? document.body).dispatchEvent(
                new KeyboardEvent('keydown', {{ key: {keys:?}, bubbles: true }}));"
        );
        self.finds(&script).await;
    }

    /// What a piece of script finds in the page.
    pub(crate) async fn finds(&self, script: &str) -> Value {
        let found = self.page().execute(script, Vec::new()).await;
        found.expect("the script runs").json().clone()
    }

    /// Waits until a piece of script finds the truth.
    pub(crate) async fn wait_until(&self, what: &str, script: &str) {
        eventually(what, async || {
            let found = self.page().execute(script, Vec::new()).await.ok()?;
            (*found.json() == Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// The title of the page.
    pub(crate) async fn title(&self) -> String {
        self.page().title().await.expect("a title")
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        for child in [&mut self.program, &mut self.driver] {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
        if let Some(page) = self.page.take() {
            // There is nobody left to say good-bye to.
            let _ = page.leak();
        }
    }
}

/// The processes that come from a process, by number and name.
pub(crate) fn descendants_of(parent: u32) -> Vec<(u32, String)> {
    let mut all = children_of(parent);
    let mut seen = 0;
    while let Some((next, _)) = all.get(seen) {
        let further = children_of(*next);
        all.extend(further);
        seen += 1;
    }
    all
}

/// The processes that a process has started, by number and name.
fn children_of(parent: u32) -> Vec<(u32, String)> {
    let all = std::fs::read_dir("/proc").expect("the processes");
    let of = all.filter_map(|entry| {
        let pid: u32 = entry.ok()?.file_name().to_str()?.parse().ok()?;
        let stat = Path::new("/proc").join(pid.to_string()).join("stat");
        let stat = std::fs::read_to_string(stat).ok()?;
        let (before, after) = stat.rsplit_once(')')?;
        let name = before.split_once('(')?.1.to_owned();
        let mut after = after.split_whitespace();
        let state = after.next()?;
        let of: u32 = after.next()?.parse().ok()?;
        (of == parent && state != "Z").then_some((pid, name))
    });
    of.collect()
}
