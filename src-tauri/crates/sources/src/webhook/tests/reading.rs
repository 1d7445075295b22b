//! The JSON of each well-known program is read as it is meant.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Event, Mention, PlaceRules, Post};
use proptest::prelude::*;
use serde_json::Value;

use super::world::Street;
use crate::conformance::Keyring;
use crate::webhook::map::activity;
use crate::webhook::table::{Table, Told};
use crate::webhook::{Webhook, mint, tables};

fn table(options: &[(&str, &str)]) -> Result<Table, String> {
    let options: BTreeMap<String, String> =
        options.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
    Table::of(&options)
}

fn read(name: &str, body: &str) -> Vec<Told> {
    let body: Value = serde_json::from_str(body).unwrap();
    table(&[("table", name)]).unwrap().read(&body)
}

fn at(time: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(time).unwrap().to_utc()
}

fn sender() -> PlaceRules {
    Street::new().rules.sources[0].places[0].clone()
}

fn post(told: &Told) -> Post {
    let now = at("2026-11-19T14:00:00Z");
    match activity(&sender(), told, now).event {
        Event::Post { post } => post,
        other => panic!("{other:?}"),
    }
}

#[test]
fn alertmanager_tells_several_alerts_at_once() {
    let told =
        read("alertmanager", include_str!("../samples/alertmanager.json"));
    let [fired, over] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(fired.what, "Disk 91 % full on tours-db");
    assert_eq!(fired.detail.as_deref(), Some("It is full in about 3 hours."));
    assert_eq!(fired.key.as_deref(), Some("c0ffee0123456789"));
    assert_eq!(fired.at, Some(at("2026-11-19T13:58:00Z")));
    assert_eq!(fired.severity.as_deref(), Some("critical"));
    assert!(!fired.over);
    assert!(over.over);
    assert_eq!(over.what, "QueueLong", "the name, where nothing else is said");
    assert_eq!(over.at, Some(at("2026-11-19T13:59:30Z")), "when it ended");
    assert_eq!(over.link, None, "only encrypted links are kept");
}

#[test]
fn grafana_tells_each_alert_of_a_group() {
    let told = read("grafana", include_str!("../samples/grafana.json"));
    let [fired, over] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(fired.what, "tours-web is out of memory in eu-1");
    let detail = fired.detail.as_deref();
    assert_eq!(detail, Some("Memory above 95 % for 5 minutes"));
    assert_eq!(fired.key.as_deref(), Some("c6eadffa33fcdf37"));
    assert_eq!(fired.at, Some(at("2026-11-19T12:51:03.157076Z")));
    assert_eq!(fired.severity.as_deref(), Some("urgent"));
    let link = "https://grafana.example/alerting/grafana/1afz29v7z/view";
    assert_eq!(fired.link.as_deref(), Some(link), "an empty link is none");
    assert!(over.over && !fired.over);
    assert_eq!(over.what, "High CPU usage");
    assert_eq!(over.detail.as_deref(), Some("[ var='B' value=11.4 ]"));
    let panel = "https://grafana.example/d/tours?viewPanel=2";
    assert_eq!(over.link.as_deref(), Some(panel));
    assert_eq!(over.at, Some(at("2026-11-19T12:55:00Z")), "when it ended");
}

#[test]
fn sentry_tells_an_issue_and_not_who_it_was_given_to() {
    let body = include_str!("../samples/sentry.json");
    let [told] = read("sentry", body).try_into().unwrap();
    assert_eq!(told.what, "TypeError: depot is undefined");
    assert_eq!(told.key.as_deref(), Some("4711"));
    assert_eq!(told.severity.as_deref(), Some("error"));
    let given = body.replace("\"created\"", "\"assigned\"");
    let given: Value = serde_json::from_str(&given).unwrap();
    assert!(table(&[("table", "sentry")]).unwrap().skips(&given));
    let [over] = read("sentry", &body.replace("\"created\"", "\"resolved\""))
        .try_into()
        .unwrap();
    assert!(over.over && over.key == told.key);
}

#[test]
fn sentry_tells_of_a_rule_and_of_a_figure() {
    let rule = read("sentry", include_str!("../samples/sentry_rule.json"));
    let [rule] = rule.as_slice() else { panic!("{rule:?}") };
    assert_eq!(rule.what, "ReferenceError: depot is not defined");
    assert_eq!(rule.key.as_deref(), Some("1170820242"), "that of its issue");
    assert_eq!(rule.at, Some(at("2026-11-19T13:58:37.391Z")));
    assert!(rule.link.as_deref().is_some_and(|it| it.contains("/issues/")));
    let body = include_str!("../samples/sentry_metric.json");
    let [figure] = read("sentry", body).try_into().unwrap();
    assert_eq!(figure.what, "Critical: Too many errors");
    assert_eq!(figure.severity.as_deref(), Some("critical"));
    assert_eq!(figure.at, Some(at("2026-11-19T13:52:00Z")));
    let over = body.replace("\"critical\"", "\"resolved\"");
    let [over] = read("sentry", &over).try_into().unwrap();
    assert!(over.over && !figure.over && over.key == figure.key);
}

#[test]
fn bugsnag_tells_a_new_error_and_that_it_is_fixed() {
    let new = read("bugsnag", include_str!("../samples/bugsnag_new.json"));
    let [new] = new.as_slice() else { panic!("{new:?}") };
    assert!(!new.over);
    assert_eq!(new.key.as_deref(), Some("group-9"));
    assert_eq!(new.detail.as_deref(), Some("tours#show"));
    assert_eq!(new.at, Some(at("2026-11-19T13:57:00Z")));
    assert_eq!(new.severity.as_deref(), Some("error"));
    let [told] = read("bugsnag", include_str!("../samples/bugsnag.json"))
        .try_into()
        .unwrap();
    assert!(told.over);
    assert_eq!(told.what, "undefined method 'depot' for nil");
    assert_eq!(told.key.as_deref(), Some("group-9"));
}

#[test]
fn a_person_asks_and_a_program_fires() {
    let [asks] = read(
        "plain",
        r#"{"what":"No labels","who":"Dirk Maas",
        "priority":"urgent"}"#,
    )
    .try_into()
    .unwrap();
    let asks = post(&asks);
    assert!(asks.author.human && asks.alert.is_none());
    assert_eq!(asks.author.email, None, "nobody is believed to be anybody");
    let urgent = asks.mentions.first();
    assert!(
        matches!(urgent, Some(Mention::Group { id }) if id.as_str() == "@urgent")
    );
    let [fires] = read(
        "plain",
        r#"{"what":"Disk","who":"cron","key":"disk",
        "resolved":true}"#,
    )
    .try_into()
    .unwrap();
    let fires = post(&fires);
    assert!(!fires.author.human);
    assert!(fires.alert.is_some_and(|a| a.key == "disk" && a.resolved));
    assert!(fires.text.words().contains("Told by cron."));
}

#[test]
fn a_team_writes_a_table_of_its_own() {
    let own = table(&[
        ("what", "/ticket/subject or /ticket/id"),
        ("resolved", "/ticket/state = done"),
    ]);
    let body = serde_json::json!({ "ticket": { "id": 7, "state": "done" } });
    let [told] = own.unwrap().read(&body).try_into().unwrap();
    assert_eq!((told.what.as_str(), told.over), ("7", true));
    let no = |options: &[(&str, &str)]| table(options).unwrap_err();
    assert!(no(&[("what", "title")]).contains("written like \"/data/title\""));
    assert!(no(&[("resolved", "/x")]).contains("\"/status = resolved\""));
    assert!(no(&[("table", "nagios")]).contains("plain, alertmanager"));
}

#[test]
fn the_line_to_try_a_sender_with_is_understood_by_its_table() {
    let own = [("each", "/all~1news"), ("what", "/ticket/it's or /ticket/id")];
    let ready = tables().map(|name| vec![("table", name)]);
    for options in ready.chain([own.to_vec()]) {
        let table = table(&options).unwrap();
        let [told] = table.read(&table.least("Hello")).try_into().unwrap();
        assert_eq!((told.what.as_str(), told.over), ("Hello", false));
        assert!(!table.skips(&table.least("Hello")), "{options:?}");
    }
}

#[tokio::test]
async fn a_shell_tells_with_that_line_what_was_meant() {
    let mut rules = Street::new().rules;
    let place = &mut rules.sources[0].places[0];
    place.options = [("what".to_owned(), "/it's".to_owned())].into();
    let place = place.id.clone();
    let id = rules.sources[0].id.clone();
    let vault = Arc::new(Keyring::with(&[]));
    let inbox = Webhook::new(&rules, &id, vault.clone()).unwrap();
    let token = mint(vault.as_ref(), &id, &place).await.unwrap();
    let line = inbox.curl(&place, &token);
    let said = std::process::Command::new("sh")
        .args(["-c", &line.replacen("curl -d", "printf %s", 1)])
        .output()
        .unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.starts_with(r#"{"it's":"Hello"}"#), "{said} of {line}");
}

#[test]
fn times_are_read_as_programs_write_them_and_never_believed_ahead() {
    let seconds = read("plain", r#"{"what":"x","at":1763560800}"#);
    let millis = read("plain", r#"{"what":"x","at":1763560800000}"#);
    assert_eq!(seconds[0].at, millis[0].at);
    let now = at("2026-11-19T14:00:00Z");
    let ahead =
        Told { at: Some(at("2027-01-01T00:00:00Z")), ..seconds[0].clone() };
    assert_eq!(activity(&sender(), &ahead, now).at, now);
}

proptest! {
    #[test]
    fn whatever_is_told_nothing_panics(body in ".{0,300}", table_name in 0..5_usize) {
        let name = crate::webhook::ready::READY[table_name].name;
        let table = table(&[("table", name)]).unwrap();
        let now = at("2026-11-19T14:00:00Z");
        let wrapped = serde_json::json!({ "what": body, "at": body, "alerts": [{ "labels": { "alertname": body } }] });
        for told in table.read(&wrapped) {
            let told = activity(&sender(), &told, now);
            prop_assert!(told.is_root());
        }
    }
}
