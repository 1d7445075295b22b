//! A team that signs in in every way there is.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStderr, Stdio};

use serde_json::{Value, json};
use sources::conformance::World;

use crate::conformance_github::Repository;
use crate::conformance_teams::Channel;
use crate::mail::servers::{PASSWORD, SHARED, Servers};
use crate::support::calls::{call, free};
use crate::support::hotseat::{Hotseat, eventually};

/// Everything that is read.
pub(super) struct Town {
    pub(super) github: Repository,
    pub(super) teams: Channel,
    mail: Servers,
    /// Where programs call.
    listens: String,
}

/// The tokens with which programs call: in a header, and in the address.
pub(super) struct Callers {
    pub(super) prom: String,
    pub(super) shop: String,
}

impl Town {
    pub(super) async fn open() -> Town {
        let github = Repository::open().await;
        github.now_is_now().await;
        let teams = Channel::open().await;
        teams.now_is_now().await;
        let whose = format!("{}/whose", teams.says("login"));
        let mail = Servers::taking_tokens(&whose);
        Town { github, teams, mail, listens: free() }
    }

    /// GitHub and the mailbox are read twice: by a secret that was typed, and
    /// by a code.
    pub(super) fn team(&self) -> String {
        let (github, teams) = (self.github.url(), &self.teams);
        let app = teams.says("client_id");
        let (login, graph) = (teams.says("login"), teams.says("graph"));
        let place = teams.says("place");
        let [imap, smtp] = self.mail_servers();
        let box_of = |key: &str| {
            format!(
                "[sources.{key}]\nkind = \"mail\"\naddress = \"{SHARED}\"\n\
                 imap = \"{imap}\"\nsmtp = \"{smtp}\"\n\
                 [[sources.{key}.mailboxes]]\nid = \"INBOX\"\n"
            )
        };
        let code = format!(
            "client_id = \"{app}\"\n\
             code_url = \"{login}/acme/oauth2/v2.0/devicecode\"\n\
             token_url = \"{login}/acme/oauth2/v2.0/token\"\n\
             scope = \"openid offline_access\"\n[[sources.post.mailboxes]]"
        );
        let post = box_of("post");
        let post = post.replace("[[sources.post.mailboxes]]", &code);
        format!(
            "team = \"Acme\"\nzone = \"UTC\"\non_duty = [\"alice\"]\n\
             [roster.alice]\nname = \"Alice\"\n\
             email = \"alice@example.com\"\ngithub = \"alice\"\n\
             hub = \"alice\"\n[sources.github]\nurl = \"{github}\"\n\
             [[sources.github.repositories]]\nid = \"acme/widgets\"\n\
             [sources.hub]\nkind = \"github\"\nurl = \"{github}\"\n\
             client_id = \"Iv1.hotseat-test\"\n\
             [[sources.hub.repositories]]\nid = \"alice/notes\"\n\
             [sources.teams]\nclient_id = \"{app}\"\nlogin = \"{login}\"\n\
             graph = \"{graph}\"\n[[sources.teams.channels]]\n\
             id = \"{place}\"\n{}{post}[sources.hooks]\n\
             kind = \"webhook\"\nlisten = \"{}\"\n\
             [[sources.hooks.senders]]\nid = \"prom\"\ntable = \"plain\"\n\
             [[sources.hooks.senders]]\nid = \"shop\"\ntable = \"plain\"\n",
            box_of("mail"),
            self.listens,
        )
    }

    /// Signs in everywhere; what was said on the way, but for the tokens that
    /// are shown once.
    pub(super) async fn signs_in(
        &self,
        hotseat: &Hotseat,
    ) -> (String, Callers) {
        let add = |source| ["accounts", "add", source];
        let mine = "alice@example.com\nAlice\nalice\n";
        let mut told = String::new();
        for source in ["hub", "teams", "post"] {
            let typed = if source == "post" { mine } else { "" };
            let mut typing = Typing::begins(hotseat, &add(source), typed);
            let typed = json!({ "code": typing.code(), "as": "alice" });
            match source {
                "hub" => self.github.control("type", typed).await,
                _ => self.teams.control("type", typed).await,
            };
            told.push_str(&typing.ends());
        }
        for (source, typed) in [
            ("github", "ghp_alice\n".to_owned()),
            ("mail", format!("{mine}{PASSWORD}\n")),
        ] {
            let added = hotseat.verb_reading(&add(source), &typed).await;
            assert_eq!(added.code, 0, "{added:?}");
            told.push_str(&added.words);
        }
        let added = hotseat.verb(&add("hooks")).await;
        let token = |n: usize| {
            let token = added.data()[n]["token"].as_str();
            token.expect("a token").to_owned()
        };
        (told, Callers { prom: token(0), shop: token(1) })
    }

    /// Where the mailbox is read and where it sends.
    pub(super) fn mail_servers(&self) -> [String; 2] {
        let host = self.mail.host();
        [self.mail.imap_port, self.mail.smtp_port]
            .map(|port| format!("{host}:{port}"))
    }

    /// Every secret that the vendors know of.
    pub(super) async fn secrets(&self) -> Vec<String> {
        let github = self.github.control("secrets", json!({})).await;
        let teams = self.teams.control("secrets", json!({})).await;
        let given = [github, teams].into_iter().flat_map(|told| {
            let all = told["secrets"].as_array().expect("secrets").clone();
            all.into_iter().map(|it| it.as_str().expect("one").to_owned())
        });
        let mut all: Vec<String> = given.collect();
        all.push(PASSWORD.to_owned());
        all
    }

    /// Somebody asks everywhere.
    pub(super) async fn asks(&self, callers: &Callers) {
        self.github.asked("The export stops").await;
        self.teams.asked("The till is down").await;
        self.mail.bring("Cleo <cleo@customer.test>", "Where is our invoice");
        let told = json!({ "what": "Disk full", "key": "disk" });
        let at = (self.listens.as_str(), "prom");
        let heard = eventually("an inbox that is open", async || {
            call(at, &callers.prom, &told).await
        });
        assert_eq!(heard.await, 200);
        let url = format!("http://{}/shop/{}", self.listens, callers.shop);
        let told = json!({ "what": "Basket empty", "key": "basket" });
        let client = crate::support::slack::client();
        let answer = client.post(url).body(told.to_string()).send().await;
        assert_eq!(answer.expect("an answer").status(), 200);
    }

    /// Nobody takes the tokens any more that were given so far.
    pub(super) async fn spends(&self) {
        self.teams.control("spend", json!({})).await;
        let refused = json!({
            "path": "/teams", "status": 401, "times": 1,
            "code": "InvalidAuthenticationToken",
        });
        self.teams.control("fault", refused).await;
        self.mail.close();
        self.mail.open();
    }

    /// Nothing can be read any more, or all of it again.
    pub(super) async fn goes_dark(&self, dark: bool) {
        self.github.cut(dark).await;
        self.teams.cut(dark).await;
        if dark { self.mail.close() } else { self.mail.open() }
    }
}

/// A sign-in at the terminal, with a code that is typed elsewhere.
struct Typing {
    child: Child,
    err: BufReader<ChildStderr>,
    said: String,
}

impl Typing {
    fn begins(hotseat: &Hotseat, arguments: &[&str], typed: &str) -> Typing {
        let mut command = hotseat.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let started = command.stderr(Stdio::piped()).spawn();
        let mut child = started.expect("the program starts");
        let mut input = child.stdin.take().expect("its input");
        input.write_all(typed.as_bytes()).expect("what is typed");
        let err = child.stderr.take().expect("its errors");
        Typing { child, err: BufReader::new(err), said: String::new() }
    }

    /// Reads on to the code.
    fn code(&mut self) -> String {
        loop {
            let mut line = String::new();
            let read = self.err.read_line(&mut line).expect("a line");
            assert!(read > 0, "no code: {}", self.said);
            self.said.push_str(&line);
            let asks = line.split_once("Type ");
            let code = asks.and_then(|(_, it)| it.split_once(" at http"));
            if let Some((code, _)) = code {
                return code.to_owned();
            }
        }
    }

    /// Everything that it said, once it is over.
    fn ends(mut self) -> String {
        self.err.read_to_string(&mut self.said).expect("its errors");
        let mut out = self.child.stdout.take().expect("its output");
        out.read_to_string(&mut self.said).expect("its output");
        let status = self.child.wait().expect("its end");
        assert!(status.success(), "{}", self.said);
        self.said
    }
}

/// What a source of the settings says to somebody who signs in to it anew.
pub(super) async fn again(
    hotseat: &Hotseat,
    (source, way): (&str, &str),
    typed: &[(&str, &str)],
) -> Value {
    let said = typed.iter();
    let said: Value =
        said.map(|(key, text)| json!({ "key": key, "text": text })).collect();
    let mut page = Value::Null;
    for act in [
        json!({ "do": "open" }),
        json!({ "do": "again", "source": source }),
        json!({ "do": "enter", "way": way, "said": said }),
    ] {
        let command = json!({ "cmd": "connect", "act": act });
        page = hotseat.ask(&command).await.expect("an answer");
        assert_eq!(page["ok"], true, "{page}");
    }
    page["data"].clone()
}
