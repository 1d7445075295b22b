//! The tiers of customers, in the order in which they are served.

use super::when::texts;
use crate::findings::Findings;
use crate::section::Section;
use crate::words::quoted;

/// The tiers of `tiers`: `["enterprise", "pro"]`.
pub(crate) fn tiers(
    top: &Section<'_>,
    found: &mut Findings<'_>,
) -> Vec<String> {
    let Some(value) = top.get("tiers") else { return Vec::new() };
    let mut tiers: Vec<String> = Vec::new();
    if value.list().is_empty() {
        return tiers;
    }
    for tier in texts(&value, found) {
        if tiers.iter().any(|known| known.eq_ignore_ascii_case(&tier)) {
            found.fault(
                &value.spot,
                format!("{} stands here twice", quoted(&tier)),
                "Name each tier once, whoever is served first before the \
                 others.",
            );
        }
        tiers.push(tier);
    }
    tiers
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::parse;

    fn read(line: &str) -> Result<Vec<String>, String> {
        let text = format!("team = \"T\"\nzone = \"UTC\"\n{line}\n");
        parse(&text, "team.toml")
            .map(|team| team.rules.tiers)
            .map_err(|flaws| flaws.first().expect("a flaw").to_string())
    }

    #[test]
    fn the_order_of_the_file_is_theirs() {
        assert_eq!(read(""), Ok(Vec::new()));
        let tiers = ["gold", "silver"].map(str::to_owned).to_vec();
        assert_eq!(read("tiers = [\"gold\", \"silver\"]"), Ok(tiers));
    }

    #[test]
    fn a_tier_that_is_named_twice_is_told() {
        let told = read("tiers = [\"gold\", \"Gold\"]");
        assert_snapshot!(told.expect_err("it is told"));
    }
}
