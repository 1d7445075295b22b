//! Two tenants of Microsoft and two GitHubs in one team, in which the same
//! ids mean different things.

use domain::ExternalId;
use serde_json::{Value, json};
use sources::conformance::{Voice, World};

use super::teams::sign_in_to;
use crate::conformance_github::Repository;
use crate::conformance_teams::Channel;
use crate::support::computer::Computer;
use crate::support::hotseat::{Hotseat, eventually, in_the_end};

const TILL: &str = "The till is down";
const SCANNER: &str = "The scanner is down";
const EXPORT: &str = "The export stops";
const IMPORT: &str = "The import stops";

/// Everything that is read: ours, and a partner's.
struct Pairs {
    teams: [Channel; 2],
    github: [Repository; 2],
}

/// What was asked, in ours and in the partner's under the same ids.
struct Asked {
    chat: ExternalId,
    issue: ExternalId,
}

impl Pairs {
    async fn open() -> Pairs {
        let pairs = Pairs {
            teams: [Channel::open().await, Channel::open().await],
            github: [Repository::open().await, Repository::open().await],
        };
        for channel in &pairs.teams {
            channel.now_is_now().await;
        }
        for repository in &pairs.github {
            repository.now_is_now().await;
        }
        pairs
    }

    /// Alice is Bob at the partner's.
    fn team(&self) -> String {
        let [ours, theirs] = &self.teams;
        let channel = |key: &str, of: &Channel| {
            format!(
                "[sources.{key}]\nkind = \"teams\"\nclient_id = \"{}\"\n\
                 tenant = \"{key}.example\"\nlogin = \"{}\"\n\
                 graph = \"{}\"\n[[sources.{key}.channels]]\n\
                 id = \"{}\"\nname = \"Urgent of {key}\"\n",
                of.says("client_id"),
                of.says("login"),
                of.says("graph"),
                of.says("place"),
            )
        };
        let repository = |key: &str, of: &Repository| {
            format!(
                "[sources.{key}]\nkind = \"github\"\nurl = \"{}\"\n\
                 [[sources.{key}.repositories]]\nid = \"{}\"\n",
                of.url(),
                of.name(),
            )
        };
        format!(
            "team = \"Acme\"\nzone = \"UTC\"\non_duty = [\"alice\"]\n\
             [roster.alice]\nname = \"Alice\"\nteams = \"{}\"\n\
             partner = \"{}\"\ngithub = \"alice\"\nworks = \"bob\"\n\
             {}{}{}{}[[levels]]\nname = \"All\"\n\
             first_response = \"30 min\"\n",
            ours.person("alice"),
            theirs.person("bob"),
            channel("teams", ours),
            channel("partner", theirs),
            repository("github", &self.github[0]),
            repository("works", &self.github[1]),
        )
    }

    async fn signs_in(&self, hotseat: &Hotseat) {
        let [ours, theirs] = &self.teams;
        sign_in_to(hotseat, ("teams", ours), "alice").await;
        sign_in_to(hotseat, ("partner", theirs), "bob").await;
        for (key, token) in [("github", "ghp_alice\n"), ("works", "ghp_bob\n")]
        {
            let add = ["accounts", "add", key, "--token"];
            let added = hotseat.verb_reading(&add, token).await;
            assert_eq!(added.code, 0, "{key}: {added:?}");
        }
    }

    /// Somebody asks everywhere, and the vendors count alike.
    async fn asked(&self) -> Asked {
        let [ours, theirs] = &self.teams;
        let clock = ours.control("clock", json!({})).await;
        for channel in &self.teams {
            let now = json!({ "now_ms": clock["now_ms"] });
            channel.control("clock", now).await;
        }
        let chats = (ours.asked(TILL).await, theirs.asked(SCANNER).await);
        for channel in &self.teams {
            channel.now_is_now().await;
        }
        assert_eq!(chats.0, chats.1, "the same id in both tenants");
        for repository in &self.github {
            repository.now_is_now().await;
        }
        let [ours, theirs] = &self.github;
        let issue = ours.post(Voice::Requester, EXPORT).await;
        let other = theirs.post(Voice::Requester, IMPORT).await;
        assert_eq!(issue, other, "the same number in both");
        Asked { chat: chats.0, issue }
    }
}

/// The states of the sources, by their names in the team file.
async fn state(hotseat: &Hotseat, key: &str) -> Value {
    let said = hotseat.verb(&["sources"]).await;
    let all = said.data().as_array().expect("sources");
    let source = all.iter().find(|it| it["id"] == key);
    source.unwrap_or_else(|| panic!("{key}: {all:?}"))["state"].clone()
}

/// Claims the request that reads so.
async fn claims(hotseat: &Hotseat, rows: &[Value], gist: &str) {
    let row = rows.iter().find(|row| row["gist"] == gist);
    let row = row.unwrap_or_else(|| panic!("{gist}: {rows:?}"));
    let claimed = hotseat.verb(&["claim", &row["id"].to_string()]).await;
    assert_eq!(claimed.code, 0, "{claimed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_the_same_id_elsewhere_is_another_request_of_another_account()
{
    let pairs = Pairs::open().await;
    let computer = Computer::without_screen().await;
    let mut hotseat = computer.bare();
    let file = hotseat.data().join("team.toml");
    std::fs::write(file, pairs.team()).expect("a team file");
    pairs.signs_in(&hotseat).await;
    hotseat.start(&["run", "--headless"]).await;
    super::morning::live(&hotseat).await;
    let asked = pairs.asked().await;
    let rows = in_the_end("four requests", async || {
        hotseat.read_now().await;
        let rows = hotseat.rows("queue").await;
        (rows.len() == 4).then_some(rows)
    })
    .await;

    claims(&hotseat, &rows, SCANNER).await;
    claims(&hotseat, &rows, IMPORT).await;

    let [ours, theirs] = &pairs.teams;
    eventually("Bob's eyes at the partner's", async || {
        (theirs.eyes_on(&asked.chat).await == ["bob"]).then_some(())
    })
    .await;
    let [github, works] = &pairs.github;
    eventually("Bob at work at the partner's", async || {
        (works.assigned(&asked.issue).await == ["bob"]).then_some(())
    })
    .await;
    assert!(ours.eyes_on(&asked.chat).await.is_empty());
    assert!(github.assigned(&asked.issue).await.is_empty());

    for key in ["partner", "works"] {
        let removed = hotseat.verb(&["accounts", "remove", key]).await;
        assert_eq!(removed.code, 0, "{removed:?}");
        in_the_end("a source that nobody is signed in to", async || {
            (state(&hotseat, key).await == "signed_out").then_some(())
        })
        .await;
    }
    claims(&hotseat, &rows, TILL).await;
    claims(&hotseat, &rows, EXPORT).await;
    eventually("Alice's eyes at ours", async || {
        (ours.eyes_on(&asked.chat).await == ["alice"]).then_some(())
    })
    .await;
    eventually("Alice at work at ours", async || {
        (github.assigned(&asked.issue).await == ["alice"]).then_some(())
    })
    .await;
    for key in ["teams", "github"] {
        in_the_end("ours are read", async || {
            let state = state(&hotseat, key).await;
            (state == "reading" || state == "live").then_some(())
        })
        .await;
    }
    assert_eq!(theirs.eyes_on(&asked.chat).await, ["bob"]);
}
