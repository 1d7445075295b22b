//! The decisions of the trade, each with the test that holds it.
#![doc = ""]
#![doc = include_str!("decisions.md")]

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    const TABLE: &str = include_str!("decisions.md");

    /// The tests that the table names: file and function.
    fn named() -> Vec<(&'static str, &'static str)> {
        let columns = TABLE.lines().filter_map(|line| line.split('|').nth(3));
        columns
            .filter_map(|column| {
                column.trim().strip_prefix('`')?.strip_suffix('`')
            })
            .map(|test| test.split_once(": ").expect("a file and a test"))
            .collect()
    }

    fn file(name: &str) -> PathBuf {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        if let Some(story) = name.strip_prefix("journeys/") {
            return home.join("../../../tests/journeys").join(story);
        }
        match name.strip_prefix("team/") {
            Some(name) => home.join("../team/src").join(name),
            None => home.join("src").join(name),
        }
    }

    #[test]
    fn every_test_that_is_named_exists() {
        assert!(named().len() > 80, "the table is read");
        for (name, test) in named() {
            let text = std::fs::read_to_string(file(name))
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            let stands = text.contains(&format!("fn {test}("));
            assert!(stands, "{name} has no test {test}");
        }
    }

    #[test]
    fn every_rule_of_the_clock_is_decided() {
        for rule in 1..=16 {
            let row = format!("| {rule} |");
            assert!(TABLE.lines().any(|it| it.starts_with(&row)), "{rule}");
        }
    }
}
