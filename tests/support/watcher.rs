//! The part of a desktop's panel that tray icons register with.

use std::sync::{Arc, Mutex};

use tokio::sync::Notify;
use zbus::Connection;
use zbus::message::Header;
use zbus::object_server::SignalEmitter;

use super::bus::Bus;
use super::menu::Menu;
use super::story::soon;

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";

#[derive(Clone, Default)]
struct Register {
    items: Arc<Mutex<Vec<(String, String)>>>,
    changed: Arc<Notify>,
}

/// The watcher.
pub(crate) struct Watcher {
    address: String,
    bus: Option<Connection>,
    register: Register,
}

/// A tray icon that has registered.
#[derive(Clone)]
pub(crate) struct Item {
    bus: Connection,
    /// Who it belongs to.
    pub(crate) owner: String,
    /// Where it stands there.
    pub(crate) path: String,
}

impl Watcher {
    /// Starts a watcher, with a panel that shows what it watches.
    pub(crate) async fn start(bus: &Bus) -> Watcher {
        let mut watcher = Watcher {
            address: bus.address().to_owned(),
            bus: None,
            register: Register::default(),
        };
        watcher.appear().await;
        watcher
    }

    /// Appears on the bus, as a panel does that starts late.
    pub(crate) async fn appear(&mut self) {
        let panel = Panel { register: self.register.clone() };
        let bus = zbus::connection::Builder::address(self.address.as_str())
            .and_then(|builder| builder.serve_at(PATH, panel))
            .and_then(|builder| builder.name(NAME))
            .expect("a watcher")
            .build()
            .await
            .expect("a watcher on the bus");
        self.bus = Some(bus);
    }

    /// Goes away, as a panel does that crashes, and forgets.
    pub(crate) async fn stop(&mut self) {
        if let Some(bus) = self.bus.take() {
            bus.release_name(NAME).await.expect("the name was ours");
            let _ = bus.close().await;
        }
        self.register.items.lock().expect("the register").clear();
    }

    /// Every icon that has registered, in order.
    pub(crate) fn items(&self) -> Vec<Item> {
        let bus = self.bus.as_ref().expect("a running watcher");
        let items = self.register.items.lock().expect("the register");
        let item = |(owner, path): &(String, String)| Item {
            bus: bus.clone(),
            owner: owner.clone(),
            path: path.clone(),
        };
        items.iter().map(item).collect()
    }

    /// Waits for the first icon.
    pub(crate) async fn wait_for_item(&self) -> Item {
        let first = async {
            loop {
                let changed = self.register.changed.notified();
                if let Some(item) = self.items().into_iter().next() {
                    return item;
                }
                changed.await;
            }
        };
        soon("a tray icon", first).await
    }
}

impl Item {
    /// A property of the icon: `Title`, `IconName`, `Status`.
    pub(crate) async fn property(&self, name: &str) -> String {
        let proxy = zbus::Proxy::new(
            &self.bus,
            self.owner.as_str(),
            self.path.as_str(),
            ITEM,
        );
        let proxy = proxy.await.expect("the icon");
        proxy.get_property(name).await.expect("a property of the icon")
    }

    /// The words beside the icon, where the panel shows any.
    pub(crate) async fn label(&self) -> String {
        self.property("XAyatanaLabel").await
    }

    /// The icon's picture, as the name of a file.
    pub(crate) async fn icon(&self) -> String {
        self.property("IconName").await
    }

    /// Its menu.
    pub(crate) async fn menu(&self) -> Menu {
        let proxy = zbus::Proxy::new(
            &self.bus,
            self.owner.as_str(),
            self.path.as_str(),
            ITEM,
        );
        let proxy = proxy.await.expect("the icon");
        let path: zbus::zvariant::OwnedObjectPath =
            proxy.get_property("Menu").await.expect("a menu");
        Menu::open(&self.bus, &self.owner, path.as_str()).await
    }
}

/// What stands on the bus.
struct Panel {
    register: Register,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Panel {
    async fn register_status_notifier_item(
        &self,
        service: String,
        #[zbus(header)] header: Header<'_>,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        // Some send the path of their item, others the name of their bus.
        let item = if service.starts_with('/') {
            (header.sender().expect("a sender").to_string(), service)
        } else {
            (service, "/StatusNotifierItem".to_owned())
        };
        let name = format!("{}{}", item.0, item.1);
        self.register.items.lock().expect("the register").push(item);
        self.register.changed.notify_waiters();
        Panel::status_notifier_item_registered(&emitter, &name).await?;
        Ok(())
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        let items = self.register.items.lock().expect("the register");
        items.iter().map(|(owner, path)| format!("{owner}{path}")).collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(signal)]
    async fn status_notifier_item_registered(
        emitter: &SignalEmitter<'_>,
        service: &str,
    ) -> zbus::Result<()>;
}
