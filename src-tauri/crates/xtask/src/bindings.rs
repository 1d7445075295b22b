//! Notices when the window's types differ from what the contract generates.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use crate::{command::root, trouble::Trouble};

/// Where the contract's tests write the types.
const FOLDER: &str = "ui/src/contract";

/// The generated files at one moment.
///
/// Compared with each other rather than with version control, which a source
/// archive does not have and which would call intended work stale.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Bindings(BTreeMap<PathBuf, Vec<u8>>);

impl Bindings {
    /// Reads them all.
    pub(crate) fn now() -> Result<Self, Trouble> {
        let folder = root().join(FOLDER);
        Self::of(&folder).map_err(Trouble::file(folder))
    }

    fn of(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.clone(), fs::read(path)?);
                }
            }
        }
        Ok(Self(files))
    }

    /// Names every file that the tests have just written differently.
    pub(crate) fn compare(&self, later: &Self) -> Result<String, Trouble> {
        let both: BTreeSet<_> = self.0.keys().chain(later.0.keys()).collect();
        let changed: Vec<String> = both
            .into_iter()
            .filter(|path| self.0.get(*path) != later.0.get(*path))
            .map(|path| format!("  {}", path.display()))
            .collect();
        if changed.is_empty() {
            return Ok(format!("{} files unchanged", later.0.len()));
        }
        Err(Trouble::Stale(format!(
            "The window's types were out of date and have been written anew:\n\
             {}\nLook at the change and commit it.",
            changed.join("\n")
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(files: &[(&str, &str)]) -> Bindings {
        let place = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(place.path().join(name), text).unwrap();
        }
        let Bindings(found) = Bindings::of(place.path()).unwrap();
        let local = |(path, text): (PathBuf, _)| {
            (PathBuf::from(path.file_name().unwrap()), text)
        };
        Bindings(found.into_iter().map(local).collect())
    }

    #[test]
    fn fresh_types_pass() {
        let types = [("Act.ts", "export type Act = 1;")];
        let said = written(&types).compare(&written(&types)).unwrap();
        assert_eq!(said, "1 files unchanged");
    }

    #[test]
    fn changed_and_new_types_are_named_and_others_are_not() {
        let before = written(&[("Act.ts", "1"), ("Row.ts", "1")]);
        let after =
            written(&[("Act.ts", "2"), ("Row.ts", "1"), ("New.ts", "")]);
        let said = before.compare(&after).unwrap_err().to_string();
        assert!(said.contains("Act.ts") && said.contains("New.ts"), "{said}");
        assert!(!said.contains("Row.ts"), "{said}");
    }
}
