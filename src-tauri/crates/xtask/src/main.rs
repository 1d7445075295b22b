//! Set-up, demo, tests and figures, by one command each.

mod bindings;
mod command;
mod demo;
mod display;
mod figures;
mod icons;
#[cfg_attr(not(target_os = "linux"), path = "nothing_left.rs")]
mod leftovers;
mod managers;
mod node;
mod packages;
mod rehearsal;
mod steps;
mod tools;
mod trouble;
mod wish;

use std::{env, process::ExitCode};

use trouble::Trouble;
use wish::Wish;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match wish::read(&arguments).and_then(grant) {
        Ok(code) => ExitCode::from(code),
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::from(trouble.exit_code())
        }
    }
}

fn grant(wish: Wish) -> Result<u8, Trouble> {
    let _guard = leftovers::Guard::on(wish.keeps_orphans())?;
    match wish {
        Wish::Help => {
            eprint!("{}", wish::HELP);
            Ok(0)
        }
        Wish::Demo { consent, more } => demo::play(consent, &more),
        Wish::Test { consent } => rehearsal::run(consent),
        Wish::Setup { consent } => rehearsal::set_up(consent),
        Wish::Window => node::build_window_alone(),
        Wish::Icons => icons::render(),
        Wish::Bench { more } => figures::bench(&more),
        Wish::Crash { times } => figures::crash(times),
    }
}
