//! Files that nobody else on the computer reads.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::computer::Computer;
use crate::support::slack::Slack;
use crate::support::workspace::TeamFile;

/// Every file below a directory with its rights, but for those that people
/// put there.
fn rights(dir: &Path, found: &mut Vec<(String, u32)>) {
    for entry in std::fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        let name = path.display().to_string();
        let mode = path.metadata().expect("its rights").permissions().mode();
        if path.is_dir() {
            rights(&path, found);
            found.push((format!("{name}/"), mode & 0o777));
        } else if !name.ends_with("team.toml") {
            found.push((name, mode & 0o777));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_hotseat_writes_is_for_its_user_alone() {
    let slack = Slack::start();
    let computer = Computer::without_screen().await;
    let team = TeamFile::polling();
    let mut hotseat = computer.hotseat(&slack, "alice", team).await;
    // A directory that somebody made before us, for everybody to read.
    let open = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(hotseat.data(), open).expect("opened");
    hotseat.start(&["run", "--headless"]).await;
    slack.says("cleo", "support", "Nobody can log in").await;
    hotseat.read_now().await;
    hotseat.wait_for_row("the request", |_| true).await;

    let mut found = Vec::new();
    rights(hotseat.data(), &mut found);
    let mode = hotseat.data().metadata().expect("it").permissions().mode();
    assert_eq!(mode & 0o777, 0o700, "the directory itself");
    for (name, mode) in &found {
        let wanted = if name.ends_with('/') { 0o700 } else { 0o600 };
        assert_eq!(*mode, wanted, "{name}: {mode:o}");
    }
    for part in ["hotseat.db", ".db-wal", ".db-shm", ".sock", ".lock"] {
        assert!(found.iter().any(|(name, _)| name.ends_with(part)), "{part}");
    }
}
