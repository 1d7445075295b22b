//! The label of a line beside which others open.

use tauri::Wry;
use tauri::menu::Submenu;

/// Gives the line its label. It was made with its id as its label, by which
/// it is found the first time.
#[cfg(not(target_os = "linux"))]
pub(super) fn name(
    line: &Submenu<Wry>,
    _id: &str,
    label: &str,
) -> tauri::Result<()> {
    line.set_text(label.replace('&', "&&"))
}

/// Gives the line its label. It was made with its id as its label, by which
/// it is found the first time.
///
/// On GTK such a line draws its label inside a box, and setting the text of
/// the line changes nothing there. So the label is looked up among the
/// widgets of this thread, and keeps the id as its name from then on.
#[cfg(target_os = "linux")]
pub(super) fn name(
    _line: &Submenu<Wry>,
    id: &str,
    label: &str,
) -> tauri::Result<()> {
    use gtk::prelude::{GtkMenuItemExt, LabelExt, WidgetExt};

    let found = items().into_iter().filter(|item| item.submenu().is_some());
    for drawn in found.filter_map(|item| label_in(&item)) {
        let fresh = drawn.widget_name() != id && drawn.text() == id;
        if fresh {
            drawn.set_widget_name(id);
        }
        if drawn.widget_name() == id {
            // An underscore would underline the letter after it.
            drawn.set_label(&label.replace('_', "__"));
        }
    }
    Ok(())
}

/// Every line of every menu of this thread.
#[cfg(target_os = "linux")]
fn items() -> Vec<gtk::MenuItem> {
    use gtk::prelude::{BinExt, Cast, ContainerExt};

    gtk::Window::list_toplevels()
        .into_iter()
        .filter_map(|top| top.downcast::<gtk::Window>().ok())
        .filter_map(|top| top.child()?.downcast::<gtk::Menu>().ok())
        .flat_map(|menu| menu.children())
        .filter_map(|item| item.downcast::<gtk::MenuItem>().ok())
        .collect()
}

#[cfg(target_os = "linux")]
fn label_in(item: &gtk::MenuItem) -> Option<gtk::AccelLabel> {
    use gtk::prelude::{BinExt, Cast, ContainerExt};

    let frame = item.child()?.downcast::<gtk::Box>().ok()?;
    let inside = frame.children().into_iter();
    inside.filter_map(|one| one.downcast().ok()).next()
}
