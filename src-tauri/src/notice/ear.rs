//! Hears the desktop's notification server over a connection of its own.

use std::time::Duration;

use futures_util::StreamExt;
use zbus::fdo::DBusProxy;
use zbus::message::Type;
use zbus::zvariant::Value;
use zbus::{Connection, MatchRule, Message, MessageStream};

use super::{Server, gnome};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// How long the server may take to introduce itself.
const LIMIT: Duration = Duration::from_millis(1500);

/// What was heard.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// A button of a bubble was pressed.
    Pressed(u32, String),
    /// A bubble is gone.
    Gone(u32),
    /// Another server has taken over, or none is left: no bubble of before
    /// exists any more.
    Changed(Option<String>),
    /// The bus itself has ended.
    Deaf,
}

/// A connection that listens before anything is said.
pub(super) struct Ear {
    bus: Connection,
    stream: MessageStream,
    /// Who the server was when it last introduced itself. Asking may start
    /// it, and the news of that start are no change then.
    server: Option<String>,
}

impl Ear {
    /// Connects and listens.
    pub(super) async fn open() -> zbus::Result<Ear> {
        let bus = Connection::session().await?;
        let stream = MessageStream::from(&bus);
        let daemon = DBusProxy::new(&bus).await?;
        let signals = MatchRule::builder()
            .msg_type(Type::Signal)
            .interface(NAME)?
            .path(PATH)?
            .build();
        daemon.add_match_rule(signals).await?;
        let owners = MatchRule::builder()
            .msg_type(Type::Signal)
            .interface("org.freedesktop.DBus")?
            .member("NameOwnerChanged")?
            .arg(0, NAME)?
            .build();
        daemon.add_match_rule(owners).await?;
        Ok(Ear { bus, stream, server: None })
    }

    /// Waits for the next thing that concerns us.
    pub(super) async fn hear(&mut self) -> Heard {
        loop {
            let Some(Ok(message)) = self.stream.next().await else {
                return Heard::Deaf;
            };
            match understand(&message) {
                Some(Heard::Changed(new)) if self.server == new => {}
                Some(heard) => return heard,
                None => {}
            }
        }
    }

    /// Asks the server who it is. This starts it where it can be started.
    pub(super) async fn ask(&mut self) -> Server {
        match tokio::time::timeout(LIMIT, self.introduction()).await {
            Ok(Ok(server)) => server,
            Ok(Err(error)) => Server::Missing(why(&error)),
            Err(_) => Server::Missing(super::TOO_SLOW.to_owned()),
        }
    }

    async fn introduction(&mut self) -> zbus::Result<Server> {
        let abilities = self.call("GetCapabilities").await?;
        let who = self.call("GetServerInformation").await?;
        self.server = who.header().sender().map(ToString::to_string);
        let (name, _vendor, version, _spec): (String, String, String, String) =
            who.body().deserialize()?;
        let abilities = abilities.body().deserialize()?;
        let inhibited = match self.inhibited().await {
            None if gnome::is_it(&name) => gnome::holds_back(),
            said => said,
        };
        Ok(Server::There { name, version, abilities, inhibited })
    }

    /// Whether Do Not Disturb is on; some servers have a property for it.
    async fn inhibited(&self) -> Option<bool> {
        let which = (NAME, "Inhibited");
        let all = Some("org.freedesktop.DBus.Properties");
        let said =
            self.bus.call_method(Some(NAME), PATH, all, "Get", &which).await;
        let body = said.ok()?.body();
        let said: Value<'_> = body.deserialize().ok()?;
        said.downcast().ok()
    }

    async fn call(&self, method: &str) -> zbus::Result<Message> {
        self.bus.call_method(Some(NAME), PATH, Some(NAME), method, &()).await
    }
}

fn understand(message: &Message) -> Option<Heard> {
    let header = message.header();
    if header.message_type() != Type::Signal {
        return None;
    }
    let body = message.body();
    match header.member()?.as_str() {
        "NameOwnerChanged" => {
            let (name, _old, new): (String, String, String) =
                body.deserialize().ok()?;
            let new = Some(new).filter(|new| !new.is_empty());
            (name == NAME).then_some(Heard::Changed(new))
        }
        "ActionInvoked" => {
            let (id, key) = body.deserialize().ok()?;
            Some(Heard::Pressed(id, key))
        }
        "NotificationClosed" => {
            let (id, _reason): (u32, u32) = body.deserialize().ok()?;
            Some(Heard::Gone(id))
        }
        _ => None,
    }
}

/// Why there is no server, in words.
pub(super) fn why(error: &zbus::Error) -> String {
    match error {
        zbus::Error::MethodError(name, _, _)
            if name.ends_with("ServiceUnknown") =>
        {
            "nothing on this desktop shows notifications; install a \
             notification server such as dunst or mako"
                .to_owned()
        }
        other => format!("the desktop's bus does not answer: {other}"),
    }
}
