//! The answers of the tests' GitHub.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::line::Asked;
use super::state::{State, user};
use super::{ME, PLACE};

type Answered = (u16, String, String);

pub(super) fn answer(state: &mut State, asked: &Asked) -> Answered {
    let place = format!("repos/{PLACE}");
    let verb = asked.verb.as_str();
    if let ("GET", "user") = (verb, asked.path.as_str()) {
        let mut me = user(ME);
        me["name"] = json!("Mia Example");
        return said(200, me);
    }
    let Some(rest) = asked.path.strip_prefix(&place) else {
        return nothing();
    };
    let parts: Vec<&str> = rest.split('/').skip(1).collect();
    match (verb, parts.as_slice()) {
        ("GET", []) => said(200, repository(state)),
        ("GET", ["issues"]) => issues(state, asked),
        ("POST", ["issues"]) => open(state, asked),
        ("GET", ["labels"]) => {
            let name = |label: &&str| json!({ "name": label });
            said(200, state.labels.iter().map(name).collect())
        }
        (_, ["issues", number, below @ ..]) => {
            let number = number.parse().unwrap();
            if !state.issues.contains_key(&number) {
                return said(
                    410,
                    json!({ "message": "This issue was deleted" }),
                );
            }
            one(state, asked, (number, below))
        }
        _ => nothing(),
    }
}

fn one(
    state: &mut State,
    asked: &Asked,
    (number, below): (u64, &[&str]),
) -> Answered {
    let login = || {
        let login = &asked.body["assignees"][0];
        login.as_str().unwrap().to_owned()
    };
    match (asked.verb.as_str(), below) {
        ("GET", []) => said(200, state.view(number)),
        ("PATCH", []) => {
            match asked.body["state"].as_str().unwrap() {
                "closed" => state.close(ME, number),
                _ => state.reopen(number),
            }
            said(200, state.view(number))
        }
        ("GET", ["comments"]) => comments(state, asked, number),
        ("POST", ["comments"]) => {
            let body = asked.body["body"].as_str().unwrap().to_owned();
            let id = state.comment(ME, number, &body);
            said(201, state.comments[&id].clone())
        }
        ("GET", ["reactions"]) if asked.query["content"] == "+1" => {
            let shape = |by: &String| json!({ "id": 7, "user": user(by), "content": "+1" });
            said(200, state.wanted(number).map(shape).collect())
        }
        ("GET", ["reactions"]) => {
            let eyes = state.eyes(number).into_iter();
            let shape = |(id, by): (u64, String)| json!({ "id": id, "user": user(&by), "content": "eyes" });
            said(200, eyes.map(shape).collect())
        }
        ("POST", ["reactions"]) => {
            state.look(ME, number);
            said(201, json!({}))
        }
        ("DELETE", ["reactions", id]) => {
            state.reactions.remove(&id.parse().unwrap());
            said(204, json!({}))
        }
        ("GET", ["events"]) => {
            let all = state.happened.iter().filter(|(of, _)| *of == number);
            said(200, all.map(|(_, what)| what.clone()).collect())
        }
        ("POST", ["assignees"]) => {
            state.assign(&login(), number);
            said(201, state.view(number))
        }
        ("DELETE", ["assignees"]) => {
            state.unassign(&login(), number);
            said(200, state.view(number))
        }
        ("POST", ["labels"]) => {
            let label = asked.body["labels"][0].as_str().unwrap().to_owned();
            state.label(ME, number, &label);
            said(200, json!([]))
        }
        ("DELETE", ["labels", label]) => {
            let label = label.replace("%20", " ");
            let issue = state.issues.get_mut(&number).unwrap();
            let labels = issue["labels"].as_array_mut().unwrap();
            let before = labels.len();
            labels.retain(|it| it["name"] != label);
            let gone = labels.len() < before;
            state.touch(number);
            if gone { said(200, json!([])) } else { nothing() }
        }
        _ => nothing(),
    }
}

fn open(state: &mut State, asked: &Asked) -> Answered {
    let title = asked.body["title"].as_str().unwrap().to_owned();
    let number = state.open(ME, &title);
    let issue = state.issues.get_mut(&number).unwrap();
    issue["body"] = asked.body["body"].clone();
    said(201, state.view(number))
}

fn issues(state: &State, asked: &Asked) -> Answered {
    let open = asked.query["state"] == "open";
    let by = asked.query.get("creator");
    let since: DateTime<Utc> = asked.query["since"].parse().unwrap();
    let mut all: Vec<Value> = state
        .issues
        .keys()
        .map(|number| state.view(*number))
        .filter(|it| !open || it["state"] == "open")
        .filter(|it| by.is_none_or(|by| it["user"]["login"] == **by))
        .filter(|it| instant(&it["updated_at"]) >= since)
        .collect();
    all.sort_by_key(|it| std::cmp::Reverse(instant(&it["updated_at"])));
    page(state, asked, all)
}

fn comments(state: &State, asked: &Asked, number: u64) -> Answered {
    let since = asked.query.get("since");
    let since: Option<DateTime<Utc>> = since.map(|at| at.parse().unwrap());
    let all = state.below(number).into_iter();
    let later = |it: &&Value| {
        since.is_none_or(|since| instant(&it["updated_at"]) >= since)
    };
    page(state, asked, all.filter(later).cloned().collect())
}

fn page(state: &State, asked: &Asked, all: Vec<Value>) -> Answered {
    let size: usize = asked.query["per_page"].parse().unwrap();
    let number = asked.query.get("page").map_or(1, |it| it.parse().unwrap());
    let shown: Vec<Value> =
        all.iter().skip((number - 1) * size).take(size).cloned().collect();
    let mut head = String::new();
    if number * size < all.len() {
        let mut query: Vec<String> = asked
            .query
            .iter()
            .filter(|(name, _)| *name != "page")
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        query.sort();
        head = format!(
            "Link: <{}/api/v3/{}?{}&page={}>; rel=\"next\", <x>; \
             rel=\"last\"\r\n",
            state.base,
            asked.path,
            query.join("&"),
            number + 1
        );
    }
    let (status, _, body) = said(200, json!(shown));
    (status, head, body)
}

fn repository(state: &State) -> Value {
    let may = state.assignable.is_none();
    json!({
        "full_name": PLACE, "private": true, "archived": state.archived,
        "has_issues": true,
        "permissions": { "push": may, "triage": may, "pull": true },
    })
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

fn said(status: u16, body: Value) -> Answered {
    (status, String::new(), body.to_string())
}

fn nothing() -> Answered {
    said(404, json!({ "message": "Not Found" }))
}
