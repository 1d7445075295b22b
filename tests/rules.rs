//! The rules of the house that a compiler does not check.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

/// Which room may know which: the arrows of the plan, and no other.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("contract", &["domain"]),
    ("team", &["domain"]),
    ("store", &["domain"]),
    ("sources", &["domain"]),
    ("engine", &["domain", "store", "team"]),
    ("xtask", &[]),
    ("hotseat", &["contract", "domain", "engine", "sources", "store", "team"]),
];

/// What a room never touches, however it is reached.
const NEVER: &[(&str, &[&str])] = &[
    ("domain", &["tokio", "reqwest", "sqlx", "tauri", "rand"]),
    ("contract", &["tokio", "reqwest", "sqlx", "tauri"]),
    ("team", &["tokio", "reqwest", "sqlx", "tauri"]),
    ("store", &["reqwest", "tauri", "zbus"]),
    ("sources", &["sqlx", "tauri", "zbus"]),
    ("engine", &["reqwest", "tauri", "zbus"]),
];

/// Everything that stands at the top level of the repository.
const TOP: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "icons",
    "src-tauri",
    "tauri.conf.json",
    "tests",
    "ui",
];

fn metadata() -> Metadata {
    MetadataCommand::new()
        .other_options(["--locked".to_owned(), "--offline".to_owned()])
        .exec()
        .expect("cargo can describe the workspace")
}

fn package<'m>(metadata: &'m Metadata, name: &str) -> &'m Package {
    let mut members = metadata.workspace_packages().into_iter();
    members.find(|p| p.name == name).expect("the room is in the workspace")
}

#[test]
fn rooms_know_only_the_rooms_that_the_plan_lets_them_know() {
    let metadata = metadata();
    let rooms: BTreeSet<String> = metadata
        .workspace_packages()
        .iter()
        .map(|p| p.name.to_string())
        .collect();
    let planned: BTreeSet<String> =
        ARROWS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(rooms, planned, "every room is on the plan");
    for (room, may_know) in ARROWS {
        let knows: BTreeSet<&str> = package(&metadata, room)
            .dependencies
            .iter()
            .filter(|d| d.kind != DependencyKind::Development)
            .map(|d| d.name.as_str())
            .filter(|name| rooms.contains(*name))
            .collect();
        let may_know: BTreeSet<&str> = may_know.iter().copied().collect();
        assert!(
            knows.is_subset(&may_know),
            "{room} knows {knows:?}, the plan has {may_know:?}"
        );
    }
}

/// Everything a package reaches through what it is built with.
fn reached(metadata: &Metadata, room: &str) -> BTreeSet<String> {
    let resolve = metadata.resolve.as_ref().expect("a resolved graph");
    let nodes: BTreeMap<_, _> =
        resolve.nodes.iter().map(|n| (&n.id, n)).collect();
    let mut open = vec![package(metadata, room).id.clone()];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(node) = nodes.get(&id) else { continue };
        for dep in &node.deps {
            let normal = dep
                .dep_kinds
                .iter()
                .any(|kind| kind.kind == DependencyKind::Normal);
            if normal && seen.insert(dep.pkg.clone()) {
                open.push(dep.pkg.clone());
            }
        }
    }
    seen.iter().map(|id| metadata[id].name.to_string()).collect()
}

#[test]
fn no_room_reaches_what_it_never_touches() {
    let metadata = metadata();
    for (room, never) in NEVER {
        let reached = reached(&metadata, room);
        for name in *never {
            assert!(!reached.contains(*name), "{room} reaches {name}");
        }
    }
}

#[test]
fn one_zbus_is_built_and_without_tokio() {
    let metadata = metadata();
    let buses: Vec<&Package> =
        metadata.packages.iter().filter(|p| p.name == "zbus").collect();
    assert_eq!(buses.len(), 1, "two buses would be two executors");
    let resolve = metadata.resolve.as_ref().expect("a resolved graph");
    let features: Vec<String> = resolve
        .nodes
        .iter()
        .filter(|node| node.id == buses[0].id)
        .flat_map(|node| node.features.iter().map(ToString::to_string))
        .collect();
    assert!(
        !features.iter().any(|feature| feature == "tokio"),
        "with it every blocking call on the bus panics inside the runtime: \
         {features:?}"
    );
}

#[test]
fn one_tls_is_built() {
    let names: BTreeSet<String> =
        metadata().packages.iter().map(|p| p.name.to_string()).collect();
    for other in ["openssl-sys", "native-tls"] {
        assert!(!names.contains(other), "{other} is a second TLS");
    }
}

#[test]
fn the_top_level_is_the_one_that_was_agreed() {
    let root = env!("CARGO_MANIFEST_DIR");
    let tracked = std::process::Command::new("git")
        .args(["ls-tree", "--name-only", "HEAD"])
        .current_dir(root)
        .output()
        .expect("git can list the tree");
    let names = String::from_utf8(tracked.stdout).expect("names are text");
    let beyond: Vec<&str> = names
        .lines()
        .filter(|name| !name.starts_with('.') && !TOP.contains(name))
        .collect();
    assert!(beyond.is_empty(), "at the top level, but not agreed: {beyond:?}");
}
