//! A look into foreign JSON that never fails.

use serde_json::Value;

/// A value whose parts may be missing or of another kind.
#[derive(Clone, Copy)]
pub(super) struct Node<'a>(&'a Value);

impl<'a> Node<'a> {
    /// Looks into a value.
    pub(super) fn new(value: &'a Value) -> Node<'a> {
        Node(value)
    }

    /// What kind of block or element it is.
    pub(super) fn kind(self) -> &'a str {
        self.words("type").unwrap_or("")
    }

    /// A part that is text.
    pub(super) fn words(self, name: &str) -> Option<&'a str> {
        self.0.get(name)?.as_str()
    }

    /// A part that is itself an object.
    pub(super) fn part(self, name: &str) -> Option<Node<'a>> {
        let value = self.0.get(name)?;
        value.is_object().then_some(Node(value))
    }

    /// A part that is a list of objects.
    pub(super) fn list(self, name: &str) -> impl Iterator<Item = Node<'a>> {
        let list = self.0.get(name).and_then(Value::as_array);
        list.into_iter().flatten().map(Node)
    }

    /// A part that is a list of lists.
    pub(super) fn rows(
        self,
        name: &str,
    ) -> impl Iterator<Item = impl Iterator<Item = Node<'a>>> {
        let list = self.0.get(name).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .map(|row| row.as_array().into_iter().flatten().map(Node))
    }

    /// Whether a part is true.
    pub(super) fn holds(self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// A part that is a number.
    pub(super) fn number(self, name: &str) -> Option<i64> {
        self.0.get(name)?.as_i64()
    }

    /// The words of the text object that labels this.
    pub(super) fn label(self) -> Option<&'a str> {
        self.part("text")?.words("text")
    }
}

/// How deep blocks may lie in one another.
const DEEPEST: u8 = 16;

/// Collects the ids of people that are named anywhere in a value.
pub(super) fn people(value: &Value, ids: &mut Vec<String>) {
    walk(value, (ids, DEEPEST));
}

fn walk(value: &Value, (ids, deep): (&mut Vec<String>, u8)) {
    if deep == 0 {
        return;
    }
    match value {
        Value::Array(list) => {
            list.iter().for_each(|v| walk(v, (ids, deep - 1)));
        }
        Value::Object(map) => {
            for (name, part) in map {
                match part.as_str() {
                    Some(id) if name == "user_id" => ids.push(id.to_owned()),
                    Some(text) => ids.extend(super::mrkdwn::people(text)),
                    None => walk(part, (ids, deep - 1)),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
