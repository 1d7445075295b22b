//! An app that runs beside a story, with nothing in it but what the story
//! makes.

use std::future::Future;

use tauri::AppHandle;

/// Runs an app on this thread, makes something in it, and tells a story
/// about that on another thread; the app ends with the story.
#[expect(
    clippy::disallowed_methods,
    reason = "the main thread belongs to the window system"
)]
pub(crate) fn live<M, T, S, F>(make: M, story: S)
where
    M: FnOnce(&AppHandle) -> T,
    T: Send + 'static,
    S: FnOnce(AppHandle, T) -> F + Send + 'static,
    F: Future<Output = ()>,
{
    let app = tauri::Builder::default()
        .any_thread()
        .build(tauri::generate_context!())
        .expect("an app");
    let made = make(app.handle());
    let handle = app.handle().clone();
    let told = std::thread::spawn(move || {
        let _end = End(handle.clone());
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(story(handle, made));
    });
    app.run_return(|_, event| {
        // The last window is not the end of the app.
        if let tauri::RunEvent::ExitRequested { code: None, api, .. } = event {
            api.prevent_exit();
        }
    });
    told.join().expect("the story holds");
}

/// Ends the app with the story, however that ends.
struct End(AppHandle);

impl Drop for End {
    fn drop(&mut self) {
        self.0.exit(0);
    }
}
