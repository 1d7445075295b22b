//! Keeps a secret that is longer than a keyring takes, in parts.
//!
//! Windows keeps 2,560 bytes under one name, which the tokens of some vendors
//! exceed. The parts are kept before the name says where they are, and those
//! that stood there before are forgotten after it: whenever it is broken off,
//! the name leads to a whole secret.

use domain::VaultError;

/// A part is no longer, in bytes: Windows keeps two for each.
const PART: usize = 1_200;
/// No secret has more parts.
const MOST: usize = 64;
/// So begins what stands under a name whose secret is in parts. Nothing that
/// is kept whole begins so.
const MARK: &str = "hotseat-parts:";

/// Where single secrets lie, each under its name.
pub(super) trait Drawers {
    /// Reads what lies there, if anything does.
    fn read(&mut self, name: &str) -> Result<Option<String>, VaultError>;
    /// Lays something there, in the place of what lay there before.
    fn keep(&mut self, name: &str, secret: &str) -> Result<(), VaultError>;
    /// Takes it away.
    fn forget(&mut self, name: &str) -> Result<(), VaultError>;
}

/// Where the parts of a secret are: in which of two rows, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    second: bool,
    parts: usize,
}

impl Row {
    fn of(text: &str) -> Option<Row> {
        let (row, parts) = text.strip_prefix(MARK)?.split_once(':')?;
        let parts = parts.parse().ok().filter(|parts| *parts <= MOST)?;
        Some(Row { second: row == "b", parts })
    }

    fn text(self) -> String {
        let row = if self.second { "b" } else { "a" };
        format!("{MARK}{row}:{}", self.parts)
    }

    fn names(self, name: &str) -> impl Iterator<Item = String> {
        let row = if self.second { "b" } else { "a" };
        (1..=self.parts).map(move |part| format!("{name}/{row}{part}"))
    }
}

/// Reads a secret.
pub(super) fn read(
    drawers: &mut impl Drawers,
    name: &str,
) -> Result<Option<String>, VaultError> {
    let Some(text) = drawers.read(name)? else { return Ok(None) };
    let Some(row) = Row::of(&text) else { return Ok(Some(text)) };
    let mut whole = String::new();
    for part in row.names(name) {
        match drawers.read(&part)? {
            Some(part) => whole.push_str(&part),
            // Somebody has taken a part away: there is no secret any more.
            None => return Ok(None),
        }
    }
    Ok(Some(whole))
}

/// Keeps a secret.
pub(super) fn keep(
    drawers: &mut impl Drawers,
    name: &str,
    secret: &str,
) -> Result<(), VaultError> {
    let before = drawers.read(name)?.as_deref().and_then(Row::of);
    if secret.len() <= PART && !secret.starts_with(MARK) {
        drawers.keep(name, secret)?;
    } else {
        let parts = taken_apart(secret);
        let second = before.is_some_and(|row| !row.second);
        let row = Row { second, parts: parts.len() };
        if row.parts > MOST {
            return Err(VaultError::Absent(
                "the secret is longer than a keyring keeps".to_owned(),
            ));
        }
        for (name, part) in row.names(name).zip(&parts) {
            drawers.keep(&name, part)?;
        }
        drawers.keep(name, &row.text())?;
    }
    clear(drawers, (name, before))
}

/// Forgets a secret.
pub(super) fn forget(
    drawers: &mut impl Drawers,
    name: &str,
) -> Result<(), VaultError> {
    drawers.forget(name)?;
    // Also what was left there when keeping it was broken off.
    for second in [false, true] {
        for part in (Row { second, parts: MOST }).names(name) {
            if drawers.read(&part)?.is_none() {
                break;
            }
            drawers.forget(&part)?;
        }
    }
    Ok(())
}

fn clear(
    drawers: &mut impl Drawers,
    (name, row): (&str, Option<Row>),
) -> Result<(), VaultError> {
    let mut names = row.into_iter().flat_map(|row| row.names(name));
    names.try_for_each(|part| drawers.forget(&part))
}

/// Parts of a secret, none of them longer than may be.
fn taken_apart(secret: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for c in secret.chars() {
        match parts.last_mut() {
            Some(part) if part.len() + c.len_utf8() <= PART => part.push(c),
            Some(_) | None => parts.push(c.to_string()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Drawers as small as those of Windows, which break after a while.
    #[derive(Default)]
    struct Small {
        lie: BTreeMap<String, String>,
        breaks_after: Option<usize>,
    }

    impl Small {
        fn moves(&mut self) -> Result<(), VaultError> {
            match &mut self.breaks_after {
                Some(0) => return Err(VaultError::Locked),
                Some(left) => *left -= 1,
                None => {}
            }
            Ok(())
        }
    }

    impl Drawers for Small {
        fn read(&mut self, name: &str) -> Result<Option<String>, VaultError> {
            Ok(self.lie.get(name).cloned())
        }

        fn keep(&mut self, name: &str, it: &str) -> Result<(), VaultError> {
            self.moves()?;
            assert!(it.encode_utf16().count() * 2 <= 2_560, "too long");
            self.lie.insert(name.to_owned(), it.to_owned());
            Ok(())
        }

        fn forget(&mut self, name: &str) -> Result<(), VaultError> {
            self.moves()?;
            self.lie.remove(name);
            Ok(())
        }
    }

    fn long(of: &str) -> String {
        of.repeat(4_000)
    }

    #[test]
    fn a_long_secret_comes_back_whole_and_leaves_nothing_behind() {
        let mut small = Small::default();
        for secret in [long("x"), long("ü"), "short".to_owned(), long("y")] {
            keep(&mut small, "teams", &secret).unwrap();
            assert_eq!(read(&mut small, "teams"), Ok(Some(secret)));
        }
        forget(&mut small, "teams").unwrap();
        assert_eq!(small.lie, BTreeMap::new());
        assert_eq!(read(&mut small, "teams"), Ok(None));
    }

    #[test]
    fn a_short_secret_lies_under_its_name_as_it_is() {
        let mut small = Small::default();
        keep(&mut small, "slack", "xoxp").unwrap();
        assert_eq!(small.lie["slack"], "xoxp");
        assert_eq!(small.lie.len(), 1);
    }

    #[test]
    fn a_secret_that_looks_like_a_row_is_no_row() {
        let mut small = Small::default();
        let odd = format!("{MARK}a:3");
        keep(&mut small, "odd", &odd).unwrap();
        assert_eq!(read(&mut small, "odd"), Ok(Some(odd)));
    }

    #[test]
    fn wherever_it_is_broken_off_the_old_secret_or_the_new_one_stands() {
        for moves in 0..12 {
            let mut small = Small::default();
            keep(&mut small, "teams", &long("o")).unwrap();
            small.breaks_after = Some(moves);
            let kept = keep(&mut small, "teams", &long("n"));
            small.breaks_after = None;
            let stands = read(&mut small, "teams").unwrap().unwrap();
            let whole = [long("o"), long("n")];
            assert!(whole.contains(&stands), "broken off after {moves}");
            assert!(kept.is_err() || stands == long("n"));
        }
    }

    #[test]
    fn what_was_broken_off_is_forgotten_as_well() {
        let mut small = Small::default();
        keep(&mut small, "teams", &long("o")).unwrap();
        small.breaks_after = Some(2);
        assert!(keep(&mut small, "teams", &long("n")).is_err());
        small.breaks_after = None;
        forget(&mut small, "teams").unwrap();
        assert_eq!(small.lie, BTreeMap::new());
    }

    #[test]
    fn a_part_that_was_taken_away_is_a_missing_secret() {
        let mut small = Small::default();
        keep(&mut small, "teams", &long("x")).unwrap();
        small.lie.remove("teams/a2");
        assert_eq!(read(&mut small, "teams"), Ok(None));
    }
}
