//! GitHub's JSON as it is documented, and what is made of it.

use std::io::Write;
use std::path::{Path, PathBuf};

use domain::{CLOSED, Event, PlaceId, SourceId};

use super::super::actors::Stood;
use super::super::fake::PLACE;
use super::super::map::Scene;
use super::super::wire::{Comment, Happening, Issue, Reaction, Repository};
use super::world::{noon, world};

const ISSUES: &str = include_str!("../samples/issues.json");
const COMMENTS: &str = include_str!("../samples/comments.json");

#[tokio::test]
async fn issues_are_told_as_they_are_documented() {
    let office = world().await;
    let github = office.github();
    let (names, marks) = (github.names(), github.marks());
    let scene = Scene {
        rules: &office.rules,
        source: &SourceId::new("github"),
        place: &PlaceId::new(PLACE),
        names: &names,
        marks: &marks,
        read: noon(),
        looked: None,
    };
    let issues: Vec<Issue> = serde_json::from_str(ISSUES).unwrap();
    let (open, gone) = (&issues[0], &issues[1]);
    assert!(open.has("BUG") && open.has("printing") && open.eyes() == 1);
    let told = scene.issue(open, None);
    let Event::Post { post } = told.event else { panic!("a post") };
    assert_eq!(post.text.gist(80), "Labels are blank");
    assert_eq!(post.mentions.len(), 1);
    assert!(scene.tells(open) && !scene.tells(gone), "no pull requests");
    let marks = scene.marks(open, &Stood::default());
    assert_eq!(marks[0].by[0].id.as_str(), "ana");

    let told = scene.issue(gone, None);
    let Event::Post { post } = told.event else { panic!("a post") };
    assert_eq!(post.author.id.as_str(), "ghost");
    assert_eq!(post.link, None, "no browser opens that");
    let marks = scene.marks(gone, &Stood::default());
    assert_eq!(marks[0].name, CLOSED);
}

#[tokio::test]
async fn a_person_who_writes_through_an_app_is_a_person() {
    let office = world().await;
    let github = office.github();
    let (names, marks) = (github.names(), github.marks());
    let scene = Scene {
        rules: &office.rules,
        source: &SourceId::new("github"),
        place: &PlaceId::new(PLACE),
        names: &names,
        marks: &marks,
        read: noon(),
        looked: None,
    };
    let comments: Vec<Comment> = serde_json::from_str(COMMENTS).unwrap();
    let human: Vec<(bool, bool)> = comments
        .iter()
        .map(|comment| match scene.comment(1347, comment).event {
            Event::Post { post } => (post.author.human, post.edited.is_some()),
            _ => panic!("a post"),
        })
        .collect();
    assert_eq!(human, [(false, false), (true, true)]);
}

/// GitHub's own description of its interface, where this computer has it.
fn described() -> Option<serde_json::Value> {
    let beside =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/specs");
    let folder = std::env::var_os("HOTSEAT_SPECS").map(PathBuf::from);
    let file = folder.unwrap_or(beside).join("github.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        // What is printed in a test that passes is shown to nobody.
        let why = "is not there, and HOTSEAT_SPECS names no folder with it";
        let file = file.display();
        writeln!(std::io::stderr(), "skipped: {file} {why}").unwrap();
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn example<T: serde::de::DeserializeOwned>(
    all: &serde_json::Value,
    name: &str,
) -> T {
    let example = all["components"]["examples"][name]["value"].clone();
    serde_json::from_value(example).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn githubs_own_examples_are_understood() {
    let Some(all) = described() else { return };
    let issues: Vec<Issue> = example(&all, "issue-items");
    assert!(!issues[0].title.is_empty() && !issues[0].labels.is_empty());
    let comments: Vec<Comment> = example(&all, "issue-comment-items");
    assert!(comments[0].user.is_some());
    let reactions: Vec<Reaction> = example(&all, "reaction-items");
    assert!(reactions[0].user.is_some());
    let happened: Vec<Happening> = example(&all, "issue-event-for-issue-items");
    assert!(!happened[0].event.is_empty());
    let repository: Repository =
        example(&all, "full-repository-default-response");
    assert!(repository.has_issues);
}
