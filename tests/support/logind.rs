//! What tells a desktop that its computer goes to sleep, and wakes.

use zbus::Connection;
use zbus::object_server::SignalEmitter;

use super::bus::Bus;

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";

/// A login manager on a bus of a test's own.
pub(crate) struct Logind {
    bus: Connection,
}

impl Logind {
    /// Appears on the bus.
    pub(crate) async fn start(bus: &Bus) -> Logind {
        let bus = zbus::connection::Builder::address(bus.address())
            .and_then(|builder| builder.serve_at(PATH, Manager))
            .and_then(|builder| builder.name(NAME))
            .expect("a login manager")
            .build()
            .await
            .expect("a login manager on the bus");
        Logind { bus }
    }

    /// The computer is about to sleep.
    pub(crate) async fn falls_asleep(&self) {
        self.tell(true).await;
    }

    /// The computer has woken.
    pub(crate) async fn wakes(&self) {
        self.tell(false).await;
    }

    async fn tell(&self, sleeps: bool) {
        let emitter = SignalEmitter::new(&self.bus, PATH).expect("a path");
        let told = Manager::prepare_for_sleep(&emitter, sleeps).await;
        told.expect("a signal");
    }
}

/// What stands on the bus.
struct Manager;

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    #[zbus(signal)]
    async fn prepare_for_sleep(
        emitter: &SignalEmitter<'_>,
        start: bool,
    ) -> zbus::Result<()>;
}
