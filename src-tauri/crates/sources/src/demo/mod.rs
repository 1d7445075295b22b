//! The demo: a made-up company asks for help, so that one can try the desk.

mod acts;
mod markup;
mod play;
mod plot;
mod program;
mod script;
mod source;
mod stage;
mod talk;
#[cfg(test)]
mod tests;
mod troupe;
mod voice;
mod watched;

pub use source::DemoSource;
pub use stage::Stage;
