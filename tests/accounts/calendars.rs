//! Holidays from an address, for commands that wait for no engine.

use serde_json::Value;

use super::desk::Desk;
use crate::support::calendar::{CalendarServer, holidays};

/// A sound team that is free on the days of a server.
fn free_on(server: &CalendarServer) -> Desk {
    let desk = Desk::without_keyring();
    desk.has_team(&format!(
        "team = \"Ferryline\"\nzone = \"Europe/Berlin\"\n\
         on_duty = [\"ana\"]\n[roster.ana]\nname = \"Ana\"\n\
         email = \"ana@example.com\"\n[calendar]\ndays = \"mon-fri\"\n\
         hours = [\"09:00-18:00\"]\nholidays_from = \"{}\"\n\
         [sources.hooks]\nkind = \"webhook\"\nlisten = \"127.0.0.1:8787\"\n\
         [[sources.hooks.senders]]\nid = \"prometheus\"\n\
         table = \"alertmanager\"\n[[levels]]\nname = \"All\"\n\
         first_response = \"2 business hours\"\n",
        server.address()
    ));
    desk
}

fn due(desk: &Desk) -> Value {
    let said = desk.runs(&["due", "--from", "2026-11-20T10:00", "--json"], "");
    assert_eq!(said.code, 0, "{said:?}");
    said.json()["data"]["due"].clone()
}

#[tokio::test]
async fn checking_a_team_file_fetches_what_was_never_fetched() {
    let server = CalendarServer::start();
    server.serves(&holidays(&["20261120"]));
    let desk = free_on(&server);
    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
    assert!(!checked.out.contains("fetched"), "{checked:?}");
    assert_eq!(due(&desk), "2026-11-23T10:00:00Z", "Friday is free");
    let asked = server.asked().len();
    let again = desk.runs(&["team", "check"], "");
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(server.asked().len(), asked, "what is kept is not asked for");
}

#[tokio::test]
async fn a_calendar_that_does_not_come_is_told_where_it_is_named() {
    let server = CalendarServer::start();
    let desk = free_on(&server);
    let checked = desk.runs(&["team", "check"], "");
    assert_eq!(checked.code, 0, "{checked:?}");
    let place = "team.toml:10: calendar.holidays_from";
    assert!(checked.out.contains(place), "{checked:?}");
    assert!(checked.out.contains("status 503"), "{checked:?}");
    server.serves(&holidays(&["20261120"]));
    let days = ["--from", "2026-11-20", "--days", "1", "--requests", "0"];
    let played = desk.runs(&[&["simulate"], &days[..]].concat(), "");
    assert_eq!(played.code, 0, "{played:?}");
    assert_eq!(due(&desk), "2026-11-23T10:00:00Z", "a week asks for it too");
}
