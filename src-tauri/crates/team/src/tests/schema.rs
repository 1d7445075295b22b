//! The schema agrees with the reader: what one takes the other takes.

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::{PRESETS, demo_team, parse, schema};

fn validator() -> Validator {
    jsonschema::validator_for(&schema()).expect("a schema")
}

/// A team file as an editor sees it: dates are texts.
fn seen(text: &str) -> Value {
    let value: toml::Value = toml::from_str(text).expect("TOML");
    plain(&value)
}

fn plain(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => json!(flag),
        toml::Value::Datetime(moment) => json!(moment.to_string()),
        toml::Value::Array(list) => list.iter().map(plain).collect(),
        toml::Value::Table(table) => table
            .iter()
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect(),
    }
}

/// The team file that the README shows.
fn of_readme() -> String {
    let readme = include_str!("../../../../../README.md");
    let lines: Vec<&str> = readme
        .lines()
        .skip_while(|line| !line.starts_with("    team = "))
        .take_while(|line| line.is_empty() || line.starts_with("    "))
        .map(|line| line.strip_prefix("    ").unwrap_or(line))
        .collect();
    lines.join("\n")
}

#[test]
fn every_team_file_that_ships_agrees_with_it() {
    let validator = validator();
    let sample = of_readme();
    let whole = include_str!("whole.toml");
    let presets = PRESETS.iter().map(|preset| preset.text);
    for text in presets.chain([demo_team(), &sample, whole]) {
        let faults: Vec<String> = validator
            .iter_errors(&seen(text))
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{faults:?} in\n{text}");
    }
    assert!(parse(&sample, "README.md").is_ok());
}

#[test]
fn what_the_reader_refuses_for_its_form_it_refuses() {
    let validator = validator();
    let sound = of_readme();
    let slips = [
        ("team = ", "taem = "),
        ("priority = \"urgent\"", "priority = \"burning\""),
        ("first_response = \"10 min\"", "first_response = 10"),
        ("client_id = ", "clientid = "),
        ("id = \"C0SUPPORT1\"\n", ""),
        ("hours = [", "opens = ["),
        ("\"@oncall\" = \"urgent\"", "\"@oncall\" = true"),
    ];
    for (right, wrong) in slips {
        let broken = sound.replacen(right, wrong, 1);
        assert_ne!(broken, sound, "{right} stands in the sample");
        assert!(!validator.is_valid(&seen(&broken)), "{wrong}");
        assert!(parse(&broken, "team.toml").is_err(), "{wrong}");
    }
}

#[test]
fn it_knows_every_key_of_the_top() {
    let schema = schema();
    let known = schema["properties"].as_object().expect("properties");
    for (key, value) in known {
        assert_ne!(value, &json!(true), "{key} has a form");
    }
}
