//! What Hotseat writes at GitHub.

use reqwest::Method;
use serde_json::json;

use super::calls::{Calls, EYES};
use super::client::No;
use super::wire::{Comment, Issue};

impl Calls<'_> {
    /// Has somebody work on an issue; GitHub tells who does now, and leaves
    /// out without a word whoever may not.
    pub(crate) async fn assign(
        &self,
        (place, number): (&str, u64),
        login: &str,
    ) -> Result<Issue, No> {
        let path = format!("repos/{place}/issues/{number}/assignees");
        let body = json!({ "assignees": [login] });
        self.ask((&Method::POST, &path), Some(&body), None).await?.body()
    }

    /// Has somebody work on it no more.
    pub(crate) async fn unassign(
        &self,
        (place, number): (&str, u64),
        login: &str,
    ) -> Result<Issue, No> {
        let path = format!("repos/{place}/issues/{number}/assignees");
        let body = json!({ "assignees": [login] });
        self.ask((&Method::DELETE, &path), Some(&body), None).await?.body()
    }

    /// Looks at an issue.
    pub(crate) async fn look(
        &self,
        (place, number): (&str, u64),
    ) -> Result<(), No> {
        let path = format!("repos/{place}/issues/{number}/reactions");
        let body = json!({ "content": EYES });
        self.ask((&Method::POST, &path), Some(&body), None).await?;
        Ok(())
    }

    /// Takes a reaction of ours off.
    pub(crate) async fn look_away(
        &self,
        (place, number): (&str, u64),
        reaction: u64,
    ) -> Result<(), No> {
        let path =
            format!("repos/{place}/issues/{number}/reactions/{reaction}");
        self.ask((&Method::DELETE, &path), None, None).await?;
        Ok(())
    }

    /// Hangs a label on an issue.
    pub(crate) async fn label(
        &self,
        (place, number): (&str, u64),
        label: &str,
    ) -> Result<(), No> {
        let path = format!("repos/{place}/issues/{number}/labels");
        let body = json!({ "labels": [label] });
        self.ask((&Method::POST, &path), Some(&body), None).await?;
        Ok(())
    }

    /// Takes a label off.
    pub(crate) async fn unlabel(
        &self,
        (place, number): (&str, u64),
        label: &str,
    ) -> Result<(), No> {
        let label = escaped(label);
        let path = format!("repos/{place}/issues/{number}/labels/{label}");
        self.ask((&Method::DELETE, &path), None, None).await?;
        Ok(())
    }

    /// Closes an issue as done, or opens it again.
    pub(crate) async fn shut(
        &self,
        (place, number): (&str, u64),
        closed: bool,
    ) -> Result<(), No> {
        let path = format!("repos/{place}/issues/{number}");
        let body = match closed {
            true => json!({ "state": "closed", "state_reason": "completed" }),
            false => json!({ "state": "open" }),
        };
        self.ask((&Method::PATCH, &path), Some(&body), None).await?;
        Ok(())
    }

    /// Opens an issue.
    pub(crate) async fn open(
        &self,
        place: &str,
        (title, body): (&str, &str),
    ) -> Result<Issue, No> {
        let path = format!("repos/{place}/issues");
        let body = json!({ "title": title, "body": body });
        self.ask((&Method::POST, &path), Some(&body), None).await?.body()
    }

    /// Comments on an issue.
    pub(crate) async fn comment(
        &self,
        (place, number): (&str, u64),
        text: &str,
    ) -> Result<Comment, No> {
        let path = format!("repos/{place}/issues/{number}/comments");
        let body = json!({ "body": text });
        self.ask((&Method::POST, &path), Some(&body), None).await?.body()
    }
}

/// A name as one part of an address.
fn escaped(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
