//! What stands in the tests' repository.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::{PLACE, Trouble};

#[derive(Debug, Default)]
pub(in super::super) struct State {
    pub(in super::super) now: DateTime<Utc>,
    pub(in super::super) issues: BTreeMap<u64, Value>,
    pub(in super::super) comments: BTreeMap<u64, Value>,
    /// Issue and who looks at it, by the id of the reaction.
    pub(in super::super) reactions: BTreeMap<u64, (u64, String)>,
    /// Issue and who wants it.
    pub(in super::super) thumbs: Vec<(u64, String)>,
    /// The labels of the repository.
    pub(in super::super) labels: Vec<&'static str>,
    pub(in super::super) happened: Vec<(u64, Value)>,
    pub(in super::super) assignable: Option<Vec<String>>,
    pub(in super::super) archived: bool,
    pub(super) troubles: Vec<(String, Trouble)>,
    pub(super) broken: bool,
    pub(super) calls: Vec<String>,
    pub(super) base: String,
    pub(super) last: u64,
}

pub(super) fn user(login: &str) -> Value {
    let bot = login.ends_with("[bot]");
    json!({
        "login": login, "id": 1, "type": if bot { "Bot" } else { "User" },
        "site_admin": false,
    })
}

impl State {
    /// GitHub tells whole seconds.
    pub(super) fn time(&self) -> String {
        self.now.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    pub(in super::super) fn open(&mut self, by: &str, title: &str) -> u64 {
        let (number, at) = (self.next(), self.time());
        let issue = json!({
            "number": number, "title": title, "body": null,
            "user": user(by), "labels": [], "assignees": [],
            "state": "open", "comments": 0, "closed_at": null,
            "created_at": at, "updated_at": at,
            "html_url": format!("https://github.com/{PLACE}/issues/{number}"),
            "author_association": "NONE",
        });
        self.issues.insert(number, issue);
        number
    }

    pub(in super::super) fn comment(
        &mut self,
        by: &str,
        number: u64,
        body: &str,
    ) -> u64 {
        let (id, at) = (1_000 + self.next(), self.time());
        let comment = json!({
            "id": id, "body": body, "user": user(by), "issue": number,
            "created_at": at, "updated_at": at,
            "html_url": format!(
                "https://github.com/{PLACE}/issues/{number}#issuecomment-{id}"
            ),
            "author_association": "MEMBER",
        });
        self.comments.insert(id, comment);
        self.touch(number);
        id
    }

    /// Something about an issue changed.
    pub(in super::super) fn touch(&mut self, number: u64) {
        let at = json!(self.time());
        let count = self.below(number).len();
        if let Some(issue) = self.issues.get_mut(&number) {
            issue["updated_at"] = at;
            issue["comments"] = json!(count);
        }
    }

    /// An edit of a comment shows in no list of issues.
    pub(in super::super) fn edit_comment(&mut self, id: u64, body: &str) {
        let at = json!(self.time());
        let comment = self.comments.get_mut(&id).unwrap();
        comment["body"] = json!(body);
        comment["updated_at"] = at;
    }

    pub(in super::super) fn edit(&mut self, number: u64, title: &str) {
        self.issues.get_mut(&number).unwrap()["title"] = json!(title);
        self.touch(number);
    }

    pub(in super::super) fn delete_comment(&mut self, id: u64) {
        let comment = self.comments.remove(&id).unwrap();
        let number = comment["issue"].as_u64().unwrap();
        let count = self.below(number).len();
        if let Some(issue) = self.issues.get_mut(&number) {
            issue["comments"] = json!(count);
        }
    }

    pub(in super::super) fn close(&mut self, by: &str, number: u64) {
        let at = self.time();
        let issue = self.issues.get_mut(&number).unwrap();
        issue["state"] = json!("closed");
        issue["closed_at"] = json!(at);
        issue["closed_by"] = user(by);
        self.touch(number);
    }

    pub(in super::super) fn reopen(&mut self, number: u64) {
        let issue = self.issues.get_mut(&number).unwrap();
        issue["state"] = json!("open");
        issue["closed_at"] = json!(null);
        issue["closed_by"] = json!(null);
        self.touch(number);
    }

    pub(in super::super) fn assign(&mut self, login: &str, number: u64) {
        let may = self.assignable.as_ref();
        let may = may.is_none_or(|may| may.iter().any(|it| it == login));
        if may && !self.assigned(number).iter().any(|it| it == login) {
            let issue = self.issues.get_mut(&number).unwrap();
            issue["assignees"].as_array_mut().unwrap().push(user(login));
            self.touch(number);
        }
    }

    pub(in super::super) fn unassign(&mut self, login: &str, number: u64) {
        let issue = self.issues.get_mut(&number).unwrap();
        let who = issue["assignees"].as_array_mut().unwrap();
        who.retain(|user| user["login"] != login);
        self.touch(number);
    }

    /// A reaction is no change of the issue.
    pub(in super::super) fn look(&mut self, login: &str, number: u64) {
        let mut known = self.eyes(number).into_iter();
        if known.all(|(_, by)| by != login) {
            let id = self.next();
            self.reactions.insert(id, (number, login.to_owned()));
        }
    }

    pub(in super::super) fn label(
        &mut self,
        by: &str,
        number: u64,
        name: &str,
    ) {
        let at = self.time();
        let issue = self.issues.get_mut(&number).unwrap();
        issue["labels"].as_array_mut().unwrap().push(json!({ "name": name }));
        let label = json!({ "name": name });
        let what = json!({
            "event": "labeled", "actor": user(by), "label": label,
            "created_at": at,
        });
        self.happened.push((number, what));
        self.touch(number);
    }

    pub(super) fn below(&self, number: u64) -> Vec<&Value> {
        let all = self.comments.values();
        all.filter(|it| it["issue"] == number).collect()
    }

    pub(super) fn assigned(&self, number: u64) -> Vec<String> {
        let who = &self.issues[&number]["assignees"];
        let login = |user: &Value| user["login"].as_str().unwrap().to_owned();
        who.as_array().unwrap().iter().map(login).collect()
    }

    pub(super) fn eyes(&self, number: u64) -> Vec<(u64, String)> {
        let all = self.reactions.iter();
        all.filter(|(_, (of, _))| *of == number)
            .map(|(id, (_, by))| (*id, by.clone()))
            .collect()
    }

    /// Who wants what an issue asks for.
    pub(super) fn wanted(&self, number: u64) -> impl Iterator<Item = &String> {
        let of = move |it: &&(u64, String)| it.0 == number;
        self.thumbs.iter().filter(of).map(|(_, by)| by)
    }

    /// An issue as lists show it.
    pub(super) fn view(&self, number: u64) -> Value {
        let mut issue = self.issues[&number].clone();
        issue["reactions"] = json!({
            "eyes": self.eyes(number).len(),
            "+1": self.wanted(number).count(),
        });
        issue
    }
}
