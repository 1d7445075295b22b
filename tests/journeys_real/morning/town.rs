//! The servers of a morning: Slack, GitHub, Teams, a mailbox, and monitoring.

use domain::ExternalId;
use serde_json::json;
use sources::conformance::{Voice, World};

use super::super::teams;
use crate::conformance_github::Repository;
use crate::conformance_teams::Channel;
use crate::mail::servers::{PASSWORD, SHARED, Servers};
use crate::support::calls::free;
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually};
use crate::support::notifications::Shown;
use crate::support::slack::{Post, Slack};

pub(super) const POST: &str = "Nobody can log in";
pub(super) const ALERT: &str = "Disk 91 percent full";
pub(super) const ISSUE: &str = "The export stops after a page";
pub(super) const CHAT: &str = "The till is down";
pub(super) const MAIL: &str = "Where is our invoice";

/// Everything that is read.
pub(crate) struct Town {
    slack: Slack,
    github: Repository,
    teams: Channel,
    mail: Servers,
    /// Where each desktop listens.
    hooks: [(&'static str, String); 2],
}

/// What came in the sources that keep something.
pub(super) struct Came {
    post: Post,
    issue: ExternalId,
    chat: ExternalId,
}

/// Whether a bubble tells of something by its name.
pub(super) fn names(shown: &Shown, title: &str) -> bool {
    shown.title.contains(title) || shown.body.contains(title)
}

impl Town {
    pub(crate) async fn open() -> Town {
        let hooks = [("alice", free()), ("bob", free())];
        let (slack, mail) = (Slack::start(), Servers::start());
        let github = Repository::open().await;
        github.now_is_now().await;
        let teams = Channel::open().await;
        teams.now_is_now().await;
        Town { slack, github, teams, mail, hooks }
    }

    fn listens(&self, person: &str) -> &str {
        let of = self.hooks.iter().find(|(who, _)| *who == person);
        &of.expect("a desktop").1
    }

    fn team(&self, person: &str) -> String {
        let mate = |key: &str, name: &str| {
            format!(
                "[roster.{key}]\nname = \"{name}\"\nslack = \"{}\"\n\
                 github = \"{key}\"\nteams = \"{}\"\n\
                 email = \"{key}@acme.test\"\n",
                self.slack.person(key),
                self.teams.person(key),
            )
        };
        let level = |priority: &str, within: &str| {
            format!(
                "[[levels]]\npriority = \"{priority}\"\n\
                 first_response = \"{within}\"\n"
            )
        };
        format!(
            "team = \"Acme\"\nzone = \"UTC\"\n{}{}[sources.slack]\n\
             [[sources.slack.channels]]\nid = \"{}\"\nname = \"#support\"\n\
             priority = \"emergency\"\n[sources.github]\nurl = \"{}\"\n\
             [[sources.github.repositories]]\nid = \"{}\"\n\
             priority = \"urgent\"\n[sources.teams]\n\
             client_id = \"{}\"\nlogin = \"{}\"\ngraph = \"{}\"\n\
             [[sources.teams.channels]]\nid = \"{}\"\n\
             priority = \"urgent\"\n[sources.hooks]\n\
             kind = \"webhook\"\nlisten = \"{}\"\n\
             [[sources.hooks.senders]]\nid = \"prom\"\n\
             table = \"alertmanager\"\n{}{}{}",
            mate("alice", "Alice"),
            mate("bob", "Bob"),
            self.slack.channel("support"),
            self.github.url(),
            self.github.name(),
            self.teams.says("client_id"),
            self.teams.says("login"),
            self.teams.says("graph"),
            self.teams.says("place"),
            self.listens(person),
            level("emergency", "10 min"),
            level("urgent", "30 min"),
            level("normal", "4 hours"),
        )
    }

    /// A desktop that is signed in everywhere and does not run yet, and the
    /// token of its monitoring.
    pub(crate) async fn hotseat(
        &self,
        computer: &Computer,
        person: &str,
    ) -> (Hotseat, String) {
        let team = self.team(person);
        let hotseat = computer.bare().reading(&self.slack, &team);
        hotseat.sign_in(&self.slack, person, false).await;
        teams::sign_in(&hotseat, &self.teams, person).await;
        let (host, imap, smtp) =
            (self.mail.host(), self.mail.imap_port, self.mail.smtp_port);
        let mail = format!(
            "{SHARED}\n{host}:{imap}\n{host}:{smtp}\n{person}@acme.test\n\n\
             {person}\n{PASSWORD}\n"
        );
        let token = format!("ghp_{person}\n");
        for (add, typed) in [
            (&["accounts", "add", "github", "--token"][..], &token),
            (&["accounts", "add", "mail", "--yes"][..], &mail),
        ] {
            let added = hotseat.verb_reading(add, typed).await;
            assert_eq!(added.code, 0, "{add:?}: {added:?}");
        }
        let added = hotseat.verb(&["accounts", "add", "hooks"]).await;
        let token = added.data()[0]["token"].as_str().expect("a token");
        let token = token.to_owned();
        (hotseat, token)
    }

    /// Somebody asks in each source that keeps what is said.
    pub(super) async fn happens(&self) -> Came {
        let post = self.posts(POST).await;
        let issue = self.opens_issue(ISSUE).await;
        let chat = self.teams.asked(CHAT).await;
        self.mails("invoice", MAIL);
        Came { post, issue, chat }
    }

    /// Somebody asks in Slack.
    pub(crate) async fn posts(&self, words: &str) -> Post {
        self.slack.says("cleo", "support", words).await
    }

    /// Somebody opens an issue at GitHub.
    pub(crate) async fn opens_issue(&self, title: &str) -> ExternalId {
        self.github.now_is_now().await;
        self.github.post(Voice::Requester, title).await
    }

    /// Somebody asks in Teams.
    pub(crate) async fn chats(&self, words: &str) {
        self.teams.asked(words).await;
    }

    /// A mail comes; no other one has its name.
    pub(crate) fn mails(&self, name: &str, subject: &str) {
        let mail = format!(
            "Return-Path: <jo@customer.test>\r\n\
             From: Jo <jo@customer.test>\r\nTo: {SHARED}\r\n\
             Message-ID: <{name}@customer.test>\r\n\
             Subject: {subject}\r\n\r\nIt has not come.\r\n"
        );
        self.mail.deliver(name, &mail);
    }

    /// Monitoring tells Alice's desktop of an alert.
    pub(super) async fn fires(&self, token: &str) {
        self.alerts(token, ("c0ffee", ALERT)).await;
    }

    /// The same of any alert, by its key.
    pub(crate) async fn alerts(&self, token: &str, (key, says): (&str, &str)) {
        let url = format!("http://{}/prom", self.listens("alice"));
        let alert = json!({ "alerts": [{
            "status": "firing",
            "labels": { "alertname": "DiskFull" },
            "annotations": { "summary": says },
            "fingerprint": key,
        }] });
        let client = crate::support::slack::client();
        eventually("an alert that is heard", async || {
            let call = client.post(&url).bearer_auth(token);
            let answer = call.body(alert.to_string()).send().await.ok()?;
            answer.status().is_success().then_some(())
        })
        .await;
    }

    /// Nothing can be read any more.
    pub(super) async fn goes_dark(&self) {
        self.slack.order("network", json!({ "api": "down" })).await;
        self.github.cut(true).await;
        self.teams.cut(true).await;
        self.mail.close();
    }

    /// Everything can be read again.
    pub(super) async fn comes_back(&self) {
        self.slack.order("network", json!({ "api": "up" })).await;
        self.github.cut(false).await;
        self.teams.cut(false).await;
        self.mail.open();
    }

    /// Each claim stands where its request came from.
    pub(super) async fn claimed(&self, came: &Came, person: &str) {
        eventually("eyes at Slack", async || {
            let marks = self.slack.marks_on(&came.post, "eyes").await;
            (marks == [person]).then_some(())
        })
        .await;
        eventually("an assignee at GitHub", async || {
            let who = self.github.assigned(&came.issue).await;
            (who == [person]).then_some(())
        })
        .await;
        eventually("my eyes at Teams", async || {
            let who = self.teams.eyes_on(&came.chat).await;
            (who == [person]).then_some(())
        })
        .await;
        eventually("a keyword on the mail", async || {
            let flags = self.mail.flags();
            flags.contains(&format!("eyes/{person}@acme.test")).then_some(())
        })
        .await;
    }
}
