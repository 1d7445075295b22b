//! The thread that owns the bubbles.

use domain::{NotShown, Notice, NoticeId};
use notify_rust::{Notification, NotificationResponse as Response};
use tokio::sync::{mpsc, oneshot};

use super::bubble::{self, Bubble};
use super::ear::{Ear, Heard, why};
use super::words::{self, Abilities};
use super::{Click, LIMIT, Server, TOO_SLOW};

/// How many bubbles there are at once. Each costs a connection and a thread
/// of its own; beyond, the oldest makes room.
const BUBBLES: usize = 8;

/// What the board is asked to do.
pub(super) enum Order {
    Show { notice: Notice, reply: oneshot::Sender<Result<(), NotShown>> },
    Withdraw { id: NoticeId, reply: oneshot::Sender<()> },
    Look { reply: oneshot::Sender<Server> },
}

/// The bubbles of this desktop, the oldest first.
pub(super) struct Board {
    product: String,
    clicks: mpsc::Sender<Click>,
    ear: Option<Ear>,
    server: Option<Server>,
    row: Vec<Bubble>,
}

enum Event {
    Order(Option<Order>),
    Heard(Heard),
    Bubble(usize, Response),
}

impl Board {
    pub(super) fn new(product: String, clicks: mpsc::Sender<Click>) -> Board {
        Board { product, clicks, ear: None, server: None, row: Vec::new() }
    }

    /// Lives until nobody can give an order any more.
    pub(super) fn run(mut self, mut orders: mpsc::Receiver<Order>) {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().build();
        match runtime {
            Ok(runtime) => runtime.block_on(async {
                self.listen().await;
                while let Some(()) = self.turn(&mut orders).await {}
            }),
            Err(error) => tracing::error!(%error, "no notice can be shown"),
        }
    }

    async fn turn(&mut self, orders: &mut mpsc::Receiver<Order>) -> Option<()> {
        let event = tokio::select! {
            // What was heard comes first: a server that has changed makes
            // the numbers of all bubbles void.
            biased;
            heard = hear(&mut self.ear) => Event::Heard(heard),
            (place, said) = bubble::first(&mut self.row) =>
                Event::Bubble(place, said),
            order = orders.recv() => Event::Order(order),
        };
        match event {
            Event::Order(order) => self.obey(order?).await,
            Event::Heard(heard) => self.heard(heard),
            Event::Bubble(place, said) => self.said(place, said),
        }
        Some(())
    }

    async fn obey(&mut self, order: Order) {
        match order {
            Order::Show { notice, reply } => {
                let _ = reply.send(self.show(notice).await);
            }
            Order::Withdraw { id, reply } => {
                self.withdraw(&id).await;
                let _ = reply.send(());
            }
            Order::Look { reply } => {
                self.server = None;
                let _ = reply.send(self.look().await);
            }
        }
    }

    fn heard(&mut self, heard: Heard) {
        match heard {
            Heard::Pressed(number, key) => {
                let place = self.row.iter().position(|bubble| {
                    bubble.is_open() && bubble.number() == number
                });
                if let Some(place) = place {
                    self.pressed(place, &key);
                }
            }
            Heard::Gone(number) => self
                .row
                .iter_mut()
                .filter(|bubble| bubble.number() == number)
                .for_each(Bubble::end),
            Heard::Changed(_) => self.forget_all(),
            Heard::Deaf => {
                self.ear = None;
                self.forget_all();
            }
        }
    }

    fn forget_all(&mut self) {
        self.row.clear();
        self.server = None;
    }

    fn said(&mut self, place: usize, said: Response) {
        match said {
            Response::Default => self.pressed(place, "default"),
            Response::Action(key) => self.pressed(place, &key),
            Response::Closed(_) | Response::Reply(_) => {}
        }
    }

    fn pressed(&mut self, place: usize, key: &str) {
        let Some(bubble) = self.row.get_mut(place) else { return };
        bubble.end();
        let Some(button) = words::button(key) else { return };
        let click = Click { id: bubble.notice.clone(), button };
        if let Err(error) = self.clicks.try_send(click) {
            tracing::warn!(%error, "a press on a notice was not taken");
        }
    }

    async fn listen(&mut self) {
        if self.ear.is_some() {
            return;
        }
        match tokio::time::timeout(LIMIT, Ear::open()).await {
            Ok(Ok(ear)) => self.ear = Some(ear),
            Ok(Err(error)) => {
                self.server = Some(Server::Missing(why(&error)));
            }
            Err(_) => self.server = Some(Server::Missing(TOO_SLOW.to_owned())),
        }
    }

    /// Who shows the bubbles. One who is missing is asked for every time.
    async fn look(&mut self) -> Server {
        if let Some(there @ Server::There { .. }) = &self.server {
            return there.clone();
        }
        self.listen().await;
        if let Some(ear) = &mut self.ear {
            self.server = Some(ear.ask().await);
        }
        self.server
            .clone()
            .unwrap_or_else(|| Server::Missing(TOO_SLOW.to_owned()))
    }

    async fn show(&mut self, notice: Notice) -> Result<(), NotShown> {
        let can = match self.look().await {
            Server::There { abilities, .. } => Abilities::of(&abilities),
            Server::Missing(why) => return Err(NotShown(why)),
        };
        let mut fresh = Notification::new();
        words::write(&mut fresh, &notice, &self.product, can);
        let Some(place) = self.place_for(&notice.id) else {
            return self.show_new(notice.id, fresh).await;
        };
        let mut bubble = self.row.remove(place);
        if bubble.is_worn() {
            let _ = tokio::time::timeout(LIMIT, bubble.close()).await;
            return self.show_new(notice.id, fresh).await;
        }
        match bubble.show(notice.id.clone(), fresh.clone()) {
            Ok(()) => {
                self.row.push(bubble);
                Ok(())
            }
            // Its connection has ended; a new one may do.
            Err(_) => self.show_new(notice.id, fresh).await,
        }
    }

    /// The bubble to use again: the notice's own, else one that is over, else
    /// the oldest when there are enough.
    fn place_for(&self, id: &NoticeId) -> Option<usize> {
        let own = self.row.iter().position(|bubble| bubble.notice == *id);
        let over = || self.row.iter().position(|bubble| !bubble.is_open());
        let oldest = || (self.row.len() >= BUBBLES).then_some(0);
        own.or_else(over).or_else(oldest)
    }

    async fn show_new(
        &mut self,
        id: NoticeId,
        words: Notification,
    ) -> Result<(), NotShown> {
        match tokio::time::timeout(LIMIT, words.show_async()).await {
            Ok(Ok(handle)) => {
                self.row.push(Bubble::new(id, handle));
                Ok(())
            }
            Ok(Err(error)) => Err(NotShown(error.to_string())),
            Err(_) => Err(NotShown(TOO_SLOW.to_owned())),
        }
    }

    async fn withdraw(&mut self, id: &NoticeId) {
        let open = self
            .row
            .iter_mut()
            .find(|bubble| bubble.notice == *id && bubble.is_open());
        if let Some(bubble) = open {
            // A server that does not answer keeps its bubble.
            let _ = tokio::time::timeout(LIMIT, bubble.close()).await;
        }
    }
}

async fn hear(ear: &mut Option<Ear>) -> Heard {
    match ear {
        Some(ear) => ear.hear().await,
        None => std::future::pending().await,
    }
}
