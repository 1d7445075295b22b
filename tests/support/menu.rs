//! A menu on the bus, as a panel reads and presses it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::StreamExt;
use tokio::sync::Notify;
use zbus::message::Type;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, MatchRule, MessageStream};

use super::story::soon;

const INTERFACE: &str = "com.canonical.dbusmenu";

/// One line of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The panel's number of it.
    pub(crate) id: i32,
    /// What it says, as a person reads it.
    pub(crate) label: String,
    /// It can be pressed.
    pub(crate) enabled: bool,
    /// It can be seen.
    pub(crate) visible: bool,
    /// It is a line between others.
    pub(crate) separator: bool,
    /// It is ticked.
    pub(crate) ticked: bool,
    /// What opens beside it.
    pub(crate) lines: Vec<Line>,
}

#[derive(Default)]
struct News {
    layouts: AtomicUsize,
    properties: AtomicUsize,
    changed: Notify,
}

/// A menu that is being watched.
pub(crate) struct Menu {
    bus: Connection,
    owner: String,
    path: String,
    news: Arc<News>,
    watch: tokio::task::JoinHandle<()>,
}

impl Menu {
    /// Opens a menu and counts its signals from now on.
    pub(crate) async fn open(
        bus: &Connection,
        owner: &str,
        path: &str,
    ) -> Menu {
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(owner)
            .and_then(|rule| rule.interface(INTERFACE))
            .and_then(|rule| rule.path(path.to_owned()))
            .expect("a rule")
            .build();
        let stream = MessageStream::for_match_rule(rule, bus, Some(256));
        let mut stream = stream.await.expect("the menu's signals");
        let news = Arc::new(News::default());
        let told = Arc::clone(&news);
        #[expect(clippy::disallowed_methods, reason = "ends with the menu")]
        let watch = tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                match message.header().member().map(|name| name.as_str()) {
                    Some("LayoutUpdated") => &told.layouts,
                    Some("ItemsPropertiesUpdated") => &told.properties,
                    _ => continue,
                }
                .fetch_add(1, Ordering::SeqCst);
                told.changed.notify_waiters();
            }
        });
        Menu {
            bus: bus.clone(),
            owner: owner.to_owned(),
            path: path.to_owned(),
            news,
            watch,
        }
    }

    /// How often the menu has said that its lines are other ones.
    pub(crate) fn layout_updates(&self) -> usize {
        self.news.layouts.load(Ordering::SeqCst)
    }

    /// How often it has said that its lines say something else.
    pub(crate) fn property_updates(&self) -> usize {
        self.news.properties.load(Ordering::SeqCst)
    }

    /// Its lines, invisible ones among them.
    pub(crate) async fn all_lines(&self) -> Vec<Line> {
        let names: Vec<&str> = Vec::new();
        let layout = self.call("GetLayout", &(0_i32, -1_i32, names)).await;
        let body = layout.body();
        let (_, root): (u32, Node) = body.deserialize().expect("a layout");
        line(&root).lines
    }

    /// Its lines as a person sees them.
    pub(crate) async fn lines(&self) -> Vec<Line> {
        visible(self.all_lines().await)
    }

    /// The labels, one a line; what opens beside a line is indented.
    pub(crate) async fn labels(&self) -> Vec<String> {
        let mut labels = Vec::new();
        write_labels(&self.lines().await, 0, &mut labels);
        labels
    }

    /// Waits until the lines are as wanted.
    pub(crate) async fn wait_for(
        &self,
        what: &str,
        like: impl Fn(&[Line]) -> bool,
    ) -> Vec<Line> {
        let found = async {
            loop {
                let changed = self.news.changed.notified();
                let lines = self.lines().await;
                if like(&lines) {
                    return lines;
                }
                changed.await;
            }
        };
        soon(what, found).await
    }

    /// Waits until the menu has said so often that its lines are other ones.
    pub(crate) async fn wait_for_layout_updates(&self, count: usize) {
        let enough = async {
            loop {
                let changed = self.news.changed.notified();
                if self.layout_updates() >= count {
                    return;
                }
                changed.await;
            }
        };
        soon("a change of the lines", enough).await;
    }

    /// Presses the line at the end of a path of labels. A label that ends in
    /// an ellipsis stands for every label that begins so.
    pub(crate) async fn click(&self, path: &[&str]) {
        let mut lines = self.lines().await;
        let mut found = None;
        for label in path {
            let next = lines.iter().find(|line| says(line, label)).cloned();
            let Some(next) = next else {
                panic!("no line {label:?} in {lines:#?}")
            };
            lines.clone_from(&next.lines);
            found = Some(next);
        }
        let line = found.expect("a path");
        assert!(line.enabled, "{:?} cannot be pressed", line.label);
        self.click_id(line.id).await;
    }

    /// Presses a line by its number.
    pub(crate) async fn click_id(&self, id: i32) {
        let nothing = Value::from(0_i32);
        self.call("Event", &(id, "clicked", nothing, 0_u32)).await;
    }

    async fn call<B>(&self, method: &str, body: &B) -> zbus::Message
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        let owner = Some(self.owner.as_str());
        let path = self.path.as_str();
        self.bus
            .call_method(owner, path, Some(INTERFACE), method, body)
            .await
            .expect("the menu answers")
    }
}

impl Drop for Menu {
    fn drop(&mut self) {
        self.watch.abort();
    }
}

/// A line as the bus has it: number, properties, lines of its own.
type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

fn line((id, has, children): &Node) -> Line {
    let text = |name: &str| match has.get(name).map(|value| &**value) {
        Some(Value::Str(text)) => text.to_string(),
        _ => String::new(),
    };
    let is = |name: &str| {
        !matches!(has.get(name).map(|value| &**value), Some(Value::Bool(false)))
    };
    let ticked = has.get("toggle-state").map(|value| &**value);
    let nodes = children.iter().map(|child| {
        let node = child.try_clone().expect("a line");
        Node::try_from(node).expect("a line")
    });
    Line {
        id: *id,
        label: as_read(&text("label")),
        enabled: is("enabled"),
        visible: is("visible"),
        separator: text("type") == "separator",
        ticked: matches!(ticked, Some(Value::I32(1))),
        lines: nodes.map(|node| line(&node)).collect(),
    }
}

/// An underscore marks the next letter; two of them are one.
fn as_read(label: &str) -> String {
    let mut out = String::new();
    let mut letters = label.chars();
    while let Some(letter) = letters.next() {
        if letter == '_' {
            out.extend(letters.next());
        } else {
            out.push(letter);
        }
    }
    out
}

fn visible(lines: Vec<Line>) -> Vec<Line> {
    let seen = lines.into_iter().filter(|line| line.visible);
    seen.map(|mut line| {
        line.lines = visible(line.lines);
        line
    })
    .collect()
}

fn says(line: &Line, label: &str) -> bool {
    match label.strip_suffix('…') {
        Some(start) => line.label.starts_with(start),
        None => line.label == label,
    }
}

fn write_labels(lines: &[Line], depth: usize, out: &mut Vec<String>) {
    for line in lines {
        let label = if line.separator { "----" } else { &line.label };
        out.push(format!("{}{label}", "  ".repeat(depth)));
        write_labels(&line.lines, depth + 1, out);
    }
}
