//! What a program costs while it runs, as the kernel counts it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::window::descendants_of;

/// The memory of a program with everything it has started, in kilobytes: its
/// own pages, and every file that it has mapped once. That is what the kernel
/// calls its proportional share on a computer on which nothing else runs;
/// here others do, and would take their part of every library.
pub(super) fn memory(pid: u32) -> u64 {
    let mut files: BTreeMap<String, u64> = BTreeMap::new();
    let mut own = 0;
    for pid in all_of(pid) {
        // A process may have ended meanwhile.
        let maps = std::fs::read_to_string(proc(pid).join("smaps"));
        for map in maps.unwrap_or_default().split("VmFlags:") {
            let size = |name| number(map, name).unwrap_or_default();
            let anonymous = size("Anonymous:");
            own += anonymous;
            if let Some(file) = file_of(map) {
                let read = size("Rss:").saturating_sub(anonymous);
                let most = files.entry(file).or_default();
                *most = read.max(*most);
            }
        }
    }
    own + files.values().sum::<u64>()
}

/// Which part of which file is mapped, if it is a file.
fn file_of(map: &str) -> Option<String> {
    let head = map.lines().find(|line| line.contains('-'))?;
    let words: Vec<&str> = head.split_whitespace().collect();
    let (offset, device, inode) = (words.get(2)?, words.get(3)?, words.get(4)?);
    (*inode != "0").then(|| format!("{device} {inode} {offset}"))
}

/// How often a program and everything it has started has woken up.
pub(super) fn wakes(pid: u32) -> u64 {
    all_of(pid)
        .into_iter()
        .filter_map(|pid| std::fs::read_dir(proc(pid).join("task")).ok())
        .flat_map(|threads| threads.filter_map(Result::ok))
        .filter_map(|thread| {
            let status = std::fs::read_to_string(thread.path().join("status"));
            number(&status.ok()?, "voluntary_ctxt_switches:")
        })
        .sum()
}

/// How often each thread of a program has woken up, by the thread's name.
pub(super) fn wakes_by_thread(pid: u32) -> Vec<(String, u64)> {
    let threads = std::fs::read_dir(proc(pid).join("task"));
    threads
        .into_iter()
        .flatten()
        .filter_map(|thread| {
            let dir = thread.ok()?.path();
            let name = std::fs::read_to_string(dir.join("comm")).ok()?;
            let status = std::fs::read_to_string(dir.join("status")).ok()?;
            let id = dir.file_name()?.to_string_lossy().into_owned();
            let wakes = number(&status, "voluntary_ctxt_switches:")?;
            Some((format!("{} {id}", name.trim()), wakes))
        })
        .collect()
}

/// Whether a page is being shown by a program.
pub(super) fn has_page(pid: u32) -> bool {
    descendants_of(pid)
        .iter()
        .any(|(_, name)| name.starts_with("WebKitWebProc"))
}

fn all_of(pid: u32) -> Vec<u32> {
    let more = descendants_of(pid).into_iter().map(|(pid, _)| pid);
    std::iter::once(pid).chain(more).collect()
}

fn proc(pid: u32) -> PathBuf {
    Path::new("/proc").join(pid.to_string())
}

/// The number of a line that begins so.
fn number(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
