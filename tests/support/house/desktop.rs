//! One person's desktop: an engine, a ledger and what was said there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::picture::{Entry, Picture};
use domain::queue::Section;
use domain::{
    CalendarCopy, CalendarMark, Fault, Notice, RequestId, Rules, Source,
    SourceId,
};
use engine::{Answer, Desk, Engine, Makings, Pulse, Sources};
use store::Store;
use tempfile::TempDir;

use super::notifier::FakeNotifier;
use super::people::person;
use super::source::FakeSource;
use super::world::World;

/// A desktop of the story.
pub(crate) struct Desktop {
    pub(super) seat: Seat,
    engine: Option<Engine>,
    pub(crate) desk: Desk,
    pub(crate) notifier: Arc<FakeNotifier>,
}

/// What stays when the engine ends.
pub(super) struct Seat {
    pub(super) name: String,
    pub(super) world: World,
    pub(super) pulse: Arc<Pulse>,
    pub(super) dir: Arc<TempDir>,
    /// A ledger in memory lives as long as this.
    pub(super) memory: Option<Store>,
    pub(super) starts: usize,
}

struct Makes {
    world: World,
    me: String,
}

#[async_trait::async_trait]
impl Sources for Makes {
    fn make(
        &self,
        _rules: &Rules,
        id: &SourceId,
    ) -> Result<Arc<dyn Source>, String> {
        let others = self.world.others.lock().expect("nobody panics here");
        if let Some(other) = others.get(id) {
            return Ok(Arc::clone(other));
        }
        Ok(Arc::new(FakeSource {
            world: self.world.clone(),
            me: person(&self.me),
            mail: id.as_str() == "mail",
        }))
    }

    /// Calendars are fetched in earnest, from servers on this computer.
    async fn calendar(
        &self,
        address: &str,
        known: &CalendarMark,
    ) -> Result<Option<CalendarCopy>, Fault> {
        sources::calendar::fetch(address, known).await
    }
}

impl Seat {
    fn ledger(&self) -> PathBuf {
        self.dir.path().join(format!("{}.db", self.name))
    }

    async fn makings(&mut self, notifier: &Arc<FakeNotifier>) -> Makings {
        self.starts += 1;
        let file = self.dir.path().join("team.toml");
        let text = std::fs::read_to_string(&file).expect("a team file");
        let (kept, now) = (Some(self.dir.path()), self.pulse.now());
        let text = engine::whole_text(&text, &file, kept, now);
        let team = team::parse(&text, "team.toml").unwrap_or_else(|flaws| {
            let all: Vec<_> = flaws.iter().map(ToString::to_string).collect();
            panic!("{}\n{text}", all.join("\n"))
        });
        let (store, mended) = match &self.memory {
            Some(store) => (store.clone(), None),
            None => {
                let opened = Store::open_or_mend(&self.ledger(), now).await;
                opened.expect("a ledger")
            }
        };
        Makings {
            store,
            mended,
            pulse: Arc::clone(&self.pulse),
            notifier: Arc::clone(notifier) as Arc<dyn domain::Notifier>,
            rules: team.rules,
            ruling: text,
            flaw: None,
            file: Some(file),
            sources: Arc::new(Makes {
                world: self.world.clone(),
                me: self.name.clone(),
            }),
            zone: chrono_tz::Europe::Berlin,
            demo: false,
            prefix: format!("{}{}", self.name, self.starts),
        }
    }
}

impl Desktop {
    pub(super) async fn start(mut seat: Seat) -> Desktop {
        let notifier = Arc::new(FakeNotifier::default());
        let makings = seat.makings(&notifier).await;
        let engine = Engine::start(makings).await.expect("an engine");
        let desk = engine.desk();
        Desktop { seat, engine: Some(engine), desk, notifier }
    }

    /// The power fails. A ledger in memory would not outlive that.
    pub(crate) async fn crash(&mut self) {
        assert!(self.seat.memory.is_none(), "its ledger is not on disk");
        let engine = self.engine.take().expect("it runs");
        engine.crash().await;
    }

    /// It is quit in order.
    pub(crate) async fn stop(&mut self) {
        let engine = self.engine.take().expect("it runs");
        engine.stop().await;
    }

    /// It is started again.
    pub(crate) async fn start_again(&mut self) {
        let makings = self.seat.makings(&self.notifier).await;
        let engine = Engine::start(makings).await.expect("an engine");
        self.desk = engine.desk();
        self.engine = Some(engine);
    }

    /// The command line acts while nobody else runs.
    pub(crate) async fn starts_for_one_act(&mut self) {
        let makings = self.seat.makings(&self.notifier).await;
        let engine = Engine::for_one_act(makings).await.expect("an engine");
        self.desk = engine.desk();
        self.engine = Some(engine);
    }

    /// Where its ledger lies.
    pub(crate) fn ledger(&self) -> PathBuf {
        self.seat.ledger()
    }

    /// Answers on a socket.
    pub(crate) fn opens_socket(&self, dir: &Path, answer: Answer) {
        let engine = self.engine.as_ref().expect("it runs");
        engine.open_socket(dir, answer).expect("a socket");
    }

    /// Ends when the engine is not to be relied on any more.
    pub(crate) fn failed(&self) -> impl Future<Output = ()> + use<> {
        self.engine.as_ref().expect("it runs").failed()
    }

    /// Nothing can be written down any more.
    pub(crate) async fn breaks_its_ledger(&self) {
        let memory = self.seat.memory.as_ref();
        memory.expect("a ledger in memory").close().await;
    }

    pub(super) fn runs(&self) -> bool {
        self.engine.is_some()
    }

    /// Everything there is to show.
    pub(crate) fn picture(&self) -> Picture {
        self.desk.picture()
    }

    /// The rows of the queue in their order, by their gists.
    pub(crate) fn queue(&self) -> Vec<(Section, String)> {
        self.picture()
            .entries
            .iter()
            .map(|entry| (entry.section, entry.judged.gist.clone()))
            .collect()
    }

    /// The row of the queue whose gist begins so.
    pub(crate) fn row(&self, gist: &str) -> Entry {
        self.find(gist).unwrap_or_else(|| {
            panic!("nothing like «{gist}» among {:?}", self.queue())
        })
    }

    /// The row, if there is one.
    pub(crate) fn find(&self, gist: &str) -> Option<Entry> {
        self.picture()
            .entries
            .into_iter()
            .find(|entry| entry.judged.gist.starts_with(gist))
    }

    /// The number of the row whose gist begins so.
    pub(crate) fn id(&self, gist: &str) -> RequestId {
        self.row(gist).judged.id
    }

    /// Who has it, by name.
    pub(crate) fn owners(&self, gist: &str) -> Vec<String> {
        let picture = self.picture();
        self.row(gist)
            .judged
            .owners
            .iter()
            .map(|owner| picture.rules.name(&owner.person).to_owned())
            .collect()
    }

    /// The bubbles since this was last asked.
    pub(crate) fn heard(&self) -> Vec<Notice> {
        self.notifier.heard()
    }

    /// Their titles.
    pub(crate) fn titles(&self) -> Vec<String> {
        self.heard().into_iter().map(|notice| notice.title).collect()
    }

    /// The sentence at the foot of the window.
    pub(crate) fn remark(&self) -> String {
        self.picture().remark.map(|r| r.words).unwrap_or_default()
    }

    /// What is wrong with the source, if anything is.
    pub(crate) fn fault(&self) -> Option<Fault> {
        self.picture().sources.first()?.fault.clone()
    }

    /// Folds the log anew; what it mends was wrong.
    pub(crate) async fn rebuild(&self) -> Vec<RequestId> {
        self.desk.rebuild().await.expect("a sound log").mended
    }
}
