//! Puts the window's one command under the access list of the shell.

use std::{fs, io, path::Path};

/// Vite's output, which the shell embeds.
const PAGE: &str = "ui/dist/index.html";

/// What the commands of the shell are called in the access list.
const PERMISSIONS: &str = "src-tauri/permissions";

fn main() -> io::Result<()> {
    stand_in_for_the_window(Path::new(PAGE))?;
    println!("cargo:rerun-if-changed={PAGE}");
    println!("cargo:rerun-if-changed={PERMISSIONS}");
    // Written by hand, because generated ones go to a folder at the top.
    let manifest = tauri_build::AppManifest::new()
        .permissions_path_pattern("src-tauri/permissions/*.toml");
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).map_err(io::Error::other)
}

/// Writes a page that says what is missing, only where nothing was built yet.
///
/// The shell embeds the window even in debug builds (`custom-protocol` is a
/// default feature), so without this a fresh clone could not compile its Rust
/// tests before Node has run. Building the window replaces the page.
fn stand_in_for_the_window(page: &Path) -> io::Result<()> {
    if page.exists() {
        return Ok(());
    }
    if let Some(folder) = page.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(
        page,
        "<!doctype html><title>Hotseat</title>\
         <p>The window was not built. Run <code>cargo xtask ui</code>.</p>",
    )
}
