//! Ends whatever was started and forgotten, on every way out.

use std::{
    collections::HashMap,
    fs, io, thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::{
        Pid, PidfdFlags, Signal, WaitOptions, getpid, kill_process, pidfd_open,
        set_child_subreaper, waitpid,
    },
};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use crate::trouble::Trouble;

/// How long a program may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(4);
/// How long one look at the remaining programs waits.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };
/// A program that not even a kill ends is left after this many looks.
const LOOKS: u32 = 60;

/// Ends every process that remains when it is dropped, or when this
/// program is told to stop.
pub(crate) struct Guard {
    keeps_orphans: bool,
}

impl Guard {
    /// Adopts orphans, so that daemons which detach are found as well.
    #[expect(
        clippy::disallowed_methods,
        reason = "signals are waited for beside the steps"
    )]
    pub(crate) fn on(keeps_orphans: bool) -> Result<Self, Trouble> {
        if !keeps_orphans {
            let adopt = set_child_subreaper(Some(getpid()));
            adopt.map_err(io::Error::from).map_err(Trouble::file("/proc"))?;
        }
        let signals = Signals::new([SIGHUP, SIGINT, SIGTERM]);
        let mut signals = signals.map_err(Trouble::file("signals"))?;
        thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                end(&[]);
                std::process::exit(128 + signal);
            }
        });
        Ok(Self { keeps_orphans })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !self.keeps_orphans {
            end(&[]);
        }
    }
}

/// Ends all children but the spared ones; returns the names of the ended.
pub(crate) fn end(spared: &[u32]) -> Vec<String> {
    end_children_of(std::process::id(), spared, PATIENCE)
}

#[expect(
    clippy::disallowed_methods,
    reason = "it waits for processes and not for the trade"
)]
fn end_children_of(
    parent: u32,
    spared: &[u32],
    patience: Duration,
) -> Vec<String> {
    let began = Instant::now();
    let mut ended = HashMap::new();
    for _ in 0..LOOKS {
        let left = children_of(parent, spared);
        if left.is_empty() {
            break;
        }
        let signal = if began.elapsed() < patience {
            Signal::TERM
        } else {
            Signal::KILL
        };
        // Orphans that ended by themselves only wait for us to notice.
        for (pid, name) in left.iter().filter_map(alive) {
            if ended.insert(*pid, name.clone()).is_none()
                || signal == Signal::KILL
            {
                // It may have ended meanwhile.
                let _ = kill_process(*pid, signal);
            }
        }
        await_any(left.keys().copied());
        for pid in left.keys() {
            let _ = waitpid(Some(*pid), WaitOptions::NOHANG);
        }
    }
    let mut names: Vec<String> = ended.into_values().collect();
    names.sort();
    names
}

fn alive<'a>(
    (pid, child): (&'a Pid, &'a Child),
) -> Option<(&'a Pid, &'a String)> {
    (!child.ended).then_some((pid, &child.name))
}

fn await_any(pids: impl Iterator<Item = Pid>) {
    let watched: Vec<_> = pids
        .filter_map(|pid| pidfd_open(pid, PidfdFlags::empty()).ok())
        .collect();
    let mut watched: Vec<_> =
        watched.iter().map(|one| PollFd::new(one, PollFlags::IN)).collect();
    // An interrupted wait is a short one, and the caller looks again.
    let _ = poll(&mut watched, Some(&LOOK));
}

/// A process that nobody else takes leave of.
#[derive(Debug, PartialEq, Eq)]
struct Child {
    name: String,
    ended: bool,
}

fn children_of(us: u32, spared: &[u32]) -> HashMap<Pid, Child> {
    let Ok(processes) = fs::read_dir("/proc") else {
        return HashMap::new();
    };
    let pids = processes.filter_map(|entry| {
        entry.ok()?.file_name().to_str()?.parse::<u32>().ok()
    });
    let ours = pids.filter_map(|pid| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let (child, parent) = child_and_parent(&stat)?;
        let counts = parent == us && !spared.contains(&pid);
        let pid = Pid::from_raw(i32::try_from(pid).ok()?)?;
        counts.then_some((pid, child))
    });
    ours.collect()
}

/// Reads `/proc/PID/stat`, where the name may hold blanks and brackets.
fn child_and_parent(stat: &str) -> Option<(Child, u32)> {
    let (before, after) = stat.rsplit_once(')')?;
    let (_, name) = before.split_once('(')?;
    let mut rest = after.split_whitespace();
    let ended = rest.next()? == "Z";
    Some((Child { name: name.to_owned(), ended }, rest.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use std::{
        io::Read as _,
        process::{Command, Stdio},
    };

    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_hide_the_parent() {
        let stat = "4242 (Web (1) Process) S 17 4242 4242 0 -1 4194560";
        let name = "Web (1) Process".to_owned();
        let child = Child { name, ended: false };
        assert_eq!(child_and_parent(stat), Some((child, 17)));
        assert_eq!(child_and_parent("nonsense"), None);
    }

    #[test]
    fn who_ended_by_themselves_is_not_among_those_who_were_ended() {
        let mut brief = Command::new("true").spawn().unwrap();
        let pid = Pid::from_child(&brief);
        let ours = || children_of(std::process::id(), &[]).remove(&pid);
        while ours().is_some_and(|child| !child.ended) {
            thread::yield_now();
        }
        let child = ours().unwrap();
        assert!(child.ended && alive((&pid, &child)).is_none());
        assert!(brief.wait().unwrap().success());
    }

    #[test]
    fn a_program_that_ignores_the_request_is_still_ended() {
        // The parent is a process of its own, because the other tests' children
        // are ours too.
        let deaf = "trap '' TERM; echo deaf; kill -STOP $$";
        let mut parent = Command::new("sh")
            .args(["-c", "sh -c \"$1\" & wait; exit 7", "parent", deaf])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = parent.stdout.take().unwrap();
        output.read_exact(&mut [0; 5]).unwrap();
        let ended =
            end_children_of(parent.id(), &[], Duration::from_millis(50));
        assert_eq!(ended, ["sh"]);
        assert_eq!(parent.wait().unwrap().code(), Some(7), "it saw the end");
    }

    #[test]
    fn a_spared_process_stays() {
        let mut spared =
            Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        let left = children_of(std::process::id(), &[spared.id()]);
        let pid = Pid::from_child(&spared);
        assert!(!left.contains_key(&pid), "{left:?}");
        drop(spared.stdin.take());
        assert!(spared.wait().unwrap().success());
    }
}
