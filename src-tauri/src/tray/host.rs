//! Whether this desktop has a tray to put an icon into.

use futures_util::StreamExt;
use zbus::Connection;
use zbus::fdo::{DBusProxy, NameOwnerChangedStream};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// The desktop's panel, as far as icons are concerned.
pub struct Host {
    bus: DBusProxy<'static>,
    owners: NameOwnerChangedStream,
}

impl Host {
    /// Connects to the desktop, and hears from now on what changes there.
    /// The sentence says why it could not.
    pub async fn connect() -> Result<Host, String> {
        Host::open().await.map_err(|error| no_answer(&error))
    }

    async fn open() -> zbus::Result<Host> {
        let bus = Connection::session().await?;
        let bus = DBusProxy::new(&bus).await?;
        let watcher = [(0, WATCHER)];
        let owners = bus.receive_name_owner_changed_with_args(&watcher).await?;
        Ok(Host { bus, owners })
    }

    /// Whether the panel takes icons now; the sentence says why not.
    pub async fn takes_icons(&self) -> Result<(), String> {
        match self.has_watcher().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(NO_WATCHER.to_owned()),
            Err(error) => Err(no_answer(&error)),
        }
    }

    async fn has_watcher(&self) -> zbus::Result<bool> {
        Ok(self.bus.name_has_owner(WATCHER.try_into()?).await?)
    }

    /// Waits until the panel begins or ceases to take icons, and says which.
    /// An icon that exists registers by itself with a panel that comes.
    pub async fn changes(&mut self) -> bool {
        match self.owners.next().await {
            Some(change) => {
                change.args().is_ok_and(|change| change.new_owner().is_some())
            }
            // The bus has ended, and the session with it.
            None => std::future::pending().await,
        }
    }
}

fn no_answer(error: &zbus::Error) -> String {
    format!("the desktop's bus does not answer: {error}")
}

/// What is said of a desktop whose panel takes no icons.
const NO_WATCHER: &str = "this desktop has no tray, so the window stays; on \
                          GNOME the extension AppIndicator brings one";
