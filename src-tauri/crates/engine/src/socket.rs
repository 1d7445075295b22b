//! The engine's socket: one line in, one line out.
//!
//! It stands in the data directory and is the command line, the single
//! instance and the raising of the window in one. What the lines say is the
//! shell's matter.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use interprocess::local_socket::tokio::{Listener, Stream, prelude::*};
use interprocess::local_socket::{
    GenericFilePath, ListenerOptions, Name, ToFsName,
};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::time::timeout;

use crate::house::House;

/// Answers a line with a line.
pub type Answer = Arc<
    dyn Fn(String) -> Pin<Box<dyn Future<Output = String> + Send>>
        + Send
        + Sync,
>;

/// The longest line that is read.
const LONGEST: u64 = 4 << 20;
/// A caller who says nothing, or does not listen, for so long is hung up on.
/// The answer itself takes as long as what it answers: nothing that has begun
/// is left half done.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whoever holds it is the engine of a data directory. It is let go when it
/// is dropped, also by a crash.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a data directory; nothing if somebody else has it.
    pub fn take(dir: &Path) -> io::Result<Option<Lock>> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(dir.join("hotseat.lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(e)) => Err(e),
        }
    }
}

/// The path of the socket; a directory whose name is too long for a socket
/// has it among the temporary files, under a name made from its own.
#[cfg(unix)]
fn path(dir: &Path) -> PathBuf {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let path = dir.join("hotseat.sock");
    if path.as_os_str().len() < 100 {
        return path;
    }
    let mut hash = DefaultHasher::new();
    dir.hash(&mut hash);
    std::env::temp_dir().join(format!("hotseat-{:x}.sock", hash.finish()))
}

#[cfg(windows)]
fn path(dir: &Path) -> PathBuf {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hash = DefaultHasher::new();
    dir.hash(&mut hash);
    PathBuf::from(format!(r"\\.\pipe\hotseat-{:x}", hash.finish()))
}

fn name(path: &Path) -> io::Result<Name<'_>> {
    path.to_fs_name::<GenericFilePath>()
}

/// Opens the socket. The lock is held, so a file that stands there is left
/// over from a crash.
pub(crate) fn open(dir: &Path) -> io::Result<Listener> {
    let path = path(dir);
    if cfg!(unix) && path.exists() {
        std::fs::remove_file(&path)?;
    }
    let options = ListenerOptions::new().name(name(&path)?);
    #[cfg(unix)]
    let options = {
        use interprocess::os::unix::local_socket::ListenerOptionsExt;
        options.mode(0o600)
    };
    options.create_tokio()
}

/// Answers everybody who calls, until the engine ends.
pub(crate) async fn serve(
    house: Arc<House>,
    listener: Listener,
    answer: Answer,
) {
    loop {
        match listener.accept().await {
            Ok(stream) => {
                let answer = Arc::clone(&answer);
                house.spawn_aside(async move {
                    if let Err(e) = talk(stream, answer).await {
                        tracing::debug!("A caller hung up: {e}.");
                    }
                });
            }
            Err(e) => {
                tracing::warn!("The socket failed: {e}.");
                house.pulse.rest(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Answers everybody who calls on a data directory in which no engine was
/// started from the beginning; whoever drops this ends it.
pub async fn greet(dir: &Path, answer: Answer) -> io::Result<()> {
    let listener = open(dir)?;
    let mut talks = FuturesUnordered::new();
    loop {
        tokio::select! {
            Some(_) = talks.next(), if !talks.is_empty() => {}
            caller = listener.accept() => {
                talks.push(talk(caller?, Arc::clone(&answer)));
            }
        }
    }
}

async fn talk(stream: Stream, answer: Answer) -> io::Result<()> {
    let (reading, mut writing) = (&stream, &stream);
    let mut line = String::new();
    let mut reader = BufReader::new(reading.take(LONGEST));
    timeout(PATIENCE, reader.read_line(&mut line)).await??;
    if !line.ends_with('\n') {
        // It is longer than anything we say, or was cut off.
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut said = answer(line).await;
    said.push('\n');
    timeout(PATIENCE, writing.write_all(said.as_bytes())).await??;
    writing.flush().await
}

/// Asks the engine of a data directory; an error of kind `NotFound` or
/// `ConnectionRefused` means that nobody is running.
pub async fn ask(dir: &Path, line: &str) -> io::Result<String> {
    let path = path(dir);
    let stream = Stream::connect(name(&path)?).await?;
    let (reading, mut writing) = (&stream, &stream);
    writing.write_all(line.as_bytes()).await?;
    writing.write_all(b"\n").await?;
    writing.flush().await?;
    let mut said = String::new();
    BufReader::new(reading.take(LONGEST)).read_line(&mut said).await?;
    if said.is_empty() {
        return Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "the engine hung up without an answer",
        ));
    }
    Ok(said)
}
