//! What this program writes down of itself: to standard error, and to a file
//! of the data directory; no secret is in either.

mod file;
mod redact;

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::Layer;
use tracing_subscriber::layer::{Layer as _, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use self::file::LogFile;
use self::redact::redacted;

/// Says how much is written, to both places.
const HOW_MUCH: &str = "HOTSEAT_LOG";
/// What goes wrong is seen where it is started.
const SEEN: &str = "warn";
/// Whoever reports a failure has something to send along.
const KEPT: &str = "warn,hotseat_shell=info,engine=info,sources=info,\
                    store=info,team=info";

/// The file, once it is known where it lies.
static FILE: OnceLock<Mutex<LogFile>> = OnceLock::new();

/// Begins to write to standard error, breakdowns included.
pub(crate) fn begin() {
    let seen = Layer::new()
        .with_target(false)
        .with_ansi(false)
        .with_writer(|| Redacting(io::stderr()))
        .with_filter(amount(SEEN));
    let kept = Layer::new()
        .with_ansi(false)
        .with_writer(|| Redacting(Kept))
        .with_filter(amount(KEPT));
    // A second subscriber is refused, and the first one writes.
    let _ = tracing_subscriber::registry().with(seen).with(kept).try_init();
    // What a breakdown says of itself may hold anything.
    std::panic::set_hook(Box::new(|broken| {
        let trace = std::backtrace::Backtrace::capture();
        tracing::error!("{broken}\n{trace}");
    }));
}

/// Goes on in the file of a data directory as well; it is `hotseat.log`, and
/// `hotseat.log.1` is what was written before.
pub(crate) fn keep_in(data: &Path) {
    match LogFile::open(data) {
        // The first directory of a process is the one it works in.
        Ok(file) => _ = FILE.set(Mutex::new(file)),
        Err(error) => tracing::warn!(
            %error,
            "The log is not kept in {}, only written here.",
            data.display()
        ),
    }
}

fn amount(usual: &str) -> EnvFilter {
    EnvFilter::try_from_env(HOW_MUCH).unwrap_or_else(|_| EnvFilter::new(usual))
}

/// Takes the secrets out of each line that passes.
struct Redacting<W>(W);

impl<W: Write> Write for Redacting<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        self.0.write_all(redacted(&text).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The file, if there is one yet.
struct Kept;

impl Write for Kept {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if let Some(file) = FILE.get() {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            // A disk that is full is told of elsewhere, and there is nowhere
            // else to write this to.
            _ = file.write(line);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
